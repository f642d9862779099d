#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Slots; clearing more than these costs more than getting new ones. */
enum { RESET_MOST = 256 };

uint64_t hash_bytes(const void *p, size_t n)
{
	const unsigned char *b = p;
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 0x100000001b3u;
	h ^= h >> 32; /* FNV leaves the low bits weak, and they choose the slot */
	return h;
}

void map_release(struct map *m)
{
	free(m->slots);
	arena_release(&m->keys);
	*m = (struct map)MAP_INIT;
}

void map_reset(struct map *m)
{
	if (m->cap > RESET_MOST) {
		map_release(m);
		return;
	}
	if (m->n)
		memset(m->slots, 0, m->cap * sizeof *m->slots);
	m->n = 0;
	arena_reset(&m->keys);
}

static struct map_slot *slot_of(const struct map *m, struct str key, uint64_t hash)
{
	size_t i = hash & (m->cap - 1);

	while (m->slots[i].key.p && !(m->slots[i].hash == hash && str_eq(m->slots[i].key, key)))
		i = (i + 1) & (m->cap - 1);
	return &m->slots[i];
}

static void rehash(struct map *m)
{
	struct map old = *m;

	m->cap = old.cap ? old.cap * 2 : 16;
	m->slots = mem_zalloc(m->cap * sizeof *m->slots);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key.p)
			*slot_of(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

int64_t *map_get(const struct map *m, struct str key)
{
	struct map_slot *s;

	if (!m->n)
		return NULL;
	s = slot_of(m, key, hash_bytes(key.p, key.n));
	return s->key.p ? &s->value : NULL;
}

int64_t *map_put(struct map *m, struct str key)
{
	uint64_t hash = hash_bytes(key.p, key.n);
	struct map_slot *s;

	if (m->n * 4 >= m->cap * 3)
		rehash(m);
	s = slot_of(m, key, hash);
	if (!s->key.p) {
		if (!key.p)
			key = STR_LIT("");
		*s = (struct map_slot){{arena_str(&m->keys, key), key.n}, hash, 0};
		m->n++;
	}
	return &s->value;
}

const struct map_slot *map_next(const struct map *m, size_t *at)
{
	while (*at < m->cap) {
		const struct map_slot *s = &m->slots[(*at)++];

		if (s->key.p)
			return s;
	}
	return NULL;
}
