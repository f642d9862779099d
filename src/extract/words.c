#include "extract/words.h"

#include <stdlib.h>

#include "base/mem.h"

const char *const word_role_names[WORD_ROLES] = {
	[WORD_STOP] = "stop",
	[WORD_GLUE] = "glue",
	[WORD_DATA] = "data",
	[WORD_METHOD] = "method",
	[WORD_TASK] = "task",
	[WORD_HEAD] = "head",
	[WORD_GENERIC] = "generic",
	[WORD_PROPOSE] = "propose",
	[WORD_CALLED] = "called",
	[WORD_AFFIX] = "affix",
	[WORD_UNIT] = "unit",
	[WORD_WE] = "we",
	[WORD_OUR] = "our",
	[WORD_AND] = "and",
	[WORD_FIELD] = "field",
	[WORD_ASIDE] = "aside",
	[WORD_SHARED] = "shared",
};

/* 64 bits of hash and the length tell words apart: the keys lie elsewhere, and every word of a text comes here. */
static size_t slot_of(const struct words *w, uint64_t hash, struct str key)
{
	size_t i = (hash ^ hash >> 32) & (w->cap - 1);

	while (w->slots[i].key.p && !(w->slots[i].hash == hash && w->slots[i].key.n == key.n))
		i = (i + 1) & (w->cap - 1);
	return i;
}

static void rehash(struct words *w)
{
	struct words old = *w;

	w->cap = old.cap ? old.cap * 2 : 1024;
	w->slots = mem_zalloc(w->cap * sizeof *w->slots);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key.p)
			w->slots[slot_of(w, old.slots[i].hash, old.slots[i].key)] = old.slots[i];
	free(old.slots);
}

uint64_t words_hash(struct str key)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < key.n; i++)
		hash = hash * HASH_BASE + (unsigned char)key.p[i];
	return hash;
}

struct word *words_put(struct words *w, struct str key, struct arena *a)
{
	uint64_t hash = words_hash(key);
	struct word *slot;

	if (w->n * 4 >= w->cap)
		rehash(w);
	slot = &w->slots[slot_of(w, hash, key)];
	w->filter[words_filter_bit(hash) / 64] |= (uint64_t)1 << words_filter_bit(hash) % 64;
	if (!slot->key.p)
		*slot = (struct word){hash, {arena_str(a, key), key.n}, 0, (uint32_t)w->n++};
	return slot;
}

const struct word *words_look_up(const struct words *w, uint64_t hash, struct str key)
{
	const struct word *slot = &w->slots[slot_of(w, hash, key)];

	return slot->key.p ? slot : NULL;
}

void words_release(struct words *w)
{
	free(w->slots);
	*w = (struct words){0};
}
