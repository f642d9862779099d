/*
 * cache - answers that were fetched, in a SQLite file of its own under $XDG_CACHE_HOME. It may be deleted at any time.
 *
 * A cache that cannot be read or written is like an empty one: no function but cache_open fails, and a NULL cache is
 * allowed everywhere.
 */
#ifndef NET_CACHE_H
#define NET_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"

struct cache;

enum { CACHE_MOST = 256 << 20 }; /* bytes of bodies */

/* path NULL: the usual place. A file that is damaged is made anew. most: bytes of bodies that are kept. */
int cache_open(struct cache **c, const char *path, int64_t most, struct err *err);
void cache_close(struct cache *c);

struct cached {
	int64_t checked; /* when the server was asked last, seconds since 1970 */
	int status;      /* 200, or 404, 410, 451: there is nothing */
	const char *etag, *last_modified; /* "" where not said */
	struct str body;
};

/* What is kept of url, its texts in the arena; it counts as used at `now`. False where nothing is. */
bool cache_get(struct cache *c, const char *url, int64_t now, struct arena *a, struct cached *found);

/* Keeps an answer, and lets go of those that were not used for longest where there is no room. */
void cache_put(struct cache *c, const char *url, int64_t now, const struct cached *answer);

/* The server says that nothing changed (304). */
void cache_confirm(struct cache *c, const char *url, int64_t now);

#endif
