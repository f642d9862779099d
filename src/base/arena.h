/*
 * arena - memory that is given back all at once: the papers of one batch, the rows of one screen.
 *
 * Pointers into an arena stay valid until arena_reset or arena_release; moving the struct is allowed.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *head; /* newest block first; all zero is an empty arena */
	size_t used;              /* bytes used in head */
};

#define ARENA_INIT {NULL, 0}

void *arena_alloc(struct arena *a, size_t size);   /* aligned for any type, not cleared */
void *arena_zalloc(struct arena *a, size_t size);  /* cleared */

/* Copies with a zero byte at the end; a NULL text gives NULL. */
char *arena_strdup(struct arena *a, const char *z);
char *arena_str(struct arena *a, struct str s);
__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *a, const char *fmt, ...);

/* Forgets everything but keeps the newest block for the next round. */
void arena_reset(struct arena *a);
void arena_release(struct arena *a);

#endif
