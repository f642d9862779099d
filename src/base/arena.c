#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct arena_block {
	struct arena_block *older;
	size_t cap;
	alignas(max_align_t) char data[];
};

static void new_block(struct arena *a, size_t least)
{
	size_t cap = a->head ? a->head->cap * 2 : FIRST_BLOCK;
	struct arena_block *b;

	if (cap > LARGEST_BLOCK)
		cap = LARGEST_BLOCK;
	if (cap < least)
		cap = least;
	b = mem_alloc(sizeof *b + cap);
	b->older = a->head;
	b->cap = cap;
	a->head = b;
	a->used = 0;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *p;

	size = (size + align - 1) & ~(align - 1);
	if (!a->head || a->head->cap - a->used < size)
		new_block(a, size);
	p = a->head->data + a->used;
	a->used += size;
	return p;
}

void *arena_zalloc(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

char *arena_str(struct arena *a, struct str s)
{
	char *p;

	if (!s.p)
		return NULL;
	p = arena_alloc(a, s.n + 1);
	memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return p;
}

char *arena_strdup(struct arena *a, const char *z)
{
	return arena_str(a, str_of(z));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void arena_reset(struct arena *a)
{
	struct arena_block *b = a->head;

	if (!b)
		return;
	a->head = b->older;
	arena_release(a);
	b->older = NULL;
	a->head = b;
}

void arena_release(struct arena *a)
{
	struct arena_block *b, *older;

	for (b = a->head; b; b = older) {
		older = b->older;
		free(b);
	}
	*a = (struct arena)ARENA_INIT;
}
