/*
 * map - texts to numbers, by hashing (open addressing, linear probing).
 *
 * The map keeps its own copies of the keys. Values are whatever fits 64 bits: a count, an index, a
 * pointer through (intptr_t). Order is not kept; walk with map_next where it does not matter.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct map_slot {
	struct str key; /* key.p NULL: free */
	uint64_t hash;
	int64_t value;
};

struct map {
	struct map_slot *slots;
	size_t n, cap; /* cap is 0 or a power of two */
	struct arena keys;
};

#define MAP_INIT {NULL, 0, 0, ARENA_INIT}

void map_release(struct map *m);

/* Forgets all keys; the memory stays for the next round where it is not large. */
void map_reset(struct map *m);

/* The value's place, or NULL. Valid until the next map_put. */
int64_t *map_get(const struct map *m, struct str key);

/* The value's place; a key that is new starts with 0. */
int64_t *map_put(struct map *m, struct str key);

/* Walks in no order: start with *at = 0; NULL at the end. */
const struct map_slot *map_next(const struct map *m, size_t *at);

/* FNV-1a, 64 bits (draft-eastlake-fnv), with a final mix; also the hash of "key:" ids, so it never changes. */
uint64_t hash_bytes(const void *p, size_t n);

#endif
