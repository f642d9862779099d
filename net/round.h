/*
 * round - what all requests of one run share: the client, the cache, the pace of every host.
 */
#ifndef NET_ROUND_H
#define NET_ROUND_H

#include "cache.h"
#include "http.h"
#include "pace.h"
#include "target.h"

struct round {
	struct http *http;
	struct cache *cache; /* NULL: it goes without */
	struct pace pace;
	struct strbuf pace_saved; /* as it is kept, in the state folder */
	bool offline;             /* nothing is asked; what is kept is given */
};

/* *r is to be closed also where this fails. */
int round_open(struct round *r, const struct places *places, bool offline, struct err *err);

/* Cancels what runs: the asks of the round are told, and must still be there. */
void round_close(struct round *r);

/* Moves the transfers on; waits up to wait_ms where nothing happens. */
int round_wait(struct round *r, int64_t wait_ms, struct err *err);

int64_t round_now(void); /* ms since 1970 */

#endif
