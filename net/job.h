/*
 * job - one source being fetched: page after page, from the cache or the network, through its failures.
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include "app/fetcher.h"
#include "cache.h"
#include "exchange/feed.h"
#include "http.h"
#include "pace.h"
#include "target.h"

/* What the jobs of one run share. */
struct round {
	struct http *http;
	struct cache *cache; /* NULL: none */
	struct pace pace;
	struct strbuf pace_saved; /* as the cache has it */
	const struct fetch_watch *watch;
	size_t sources;
	bool offline;
	int rc; /* negative once the listener or a signal ended the run … */
	struct err *err; /* … and why */
};

struct job {
	struct round *round;
	struct target target;
	struct strbuf url; /* of the page at hand */
	int64_t start;     /* its first entry */
	int64_t request;   /* its number at http; 0: none runs */
	int64_t not_before, told_until; /* ms since 1970 */
	int tries, empty;
	bool begun, done, stale;
	bool asked;        /* the network answered at least once */
	size_t taken;      /* entries so far */
	char since[FEED_DATE], newest[FEED_DATE];
	int code;          /* 0, or why it failed */
	char why[256];
};

void job_init(struct job *j, struct round *round, const struct target *t);
void job_release(struct job *j);

/*
 * Does what can be done at `now` (ms since 1970). Answers how long there is nothing to do, in ms; -1: until http
 * says.
 */
int64_t job_step(struct job *j, int64_t now);

/* Gives it up at once: nobody wants it any more. No failure. */
void job_cancel(struct job *j);

int64_t job_now(void); /* ms since 1970 */

#endif
