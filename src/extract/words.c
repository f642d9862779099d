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
	[WORD_TERM] = "term",
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
	[WORD_GIVE] = "give",
};

static void rehash(struct words *w)
{
	struct words old = *w;

	w->cap = old.cap ? old.cap * 2 : 1024;
	w->slots = mem_zalloc(w->cap * sizeof *w->slots);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].number != WORD_NONE)
			*words_slot(w, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

uint64_t words_hash(struct str key)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < key.n; i++)
		hash = hash * HASH_BASE + (unsigned char)key.p[i];
	return hash;
}

struct word *words_put(struct words *w, struct str key)
{
	uint64_t hash = words_hash(key);
	struct word *slot;

	if (w->n * 2 >= w->cap)
		rehash(w);
	slot = words_slot(w, hash);
	w->filter[words_filter_bit(hash) / 64] |= (uint64_t)1 << words_filter_bit(hash) % 64;
	if (slot->number == WORD_NONE)
		*slot = (struct word){hash, 0, (uint32_t)++w->n};
	return slot;
}

void words_release(struct words *w)
{
	free(w->slots);
	*w = (struct words){0};
}
