#include "base/vec.h"

#include <string.h>

#include "base/mem.h"

static size_t next_cap(size_t n)
{
	return n < 4 ? 4 : n + n / 2;
}

void *vec_grow(void *at, size_t *cap, size_t n, size_t size)
{
	*cap = next_cap(n);
	return mem_resize(at, *cap, size);
}

void *vec_grow_in(struct arena *a, void *at, size_t *cap, size_t n, size_t size)
{
	void *bigger;

	*cap = next_cap(n);
	bigger = arena_alloc(a, *cap * size);
	return n ? memcpy(bigger, at, n * size) : bigger;
}
