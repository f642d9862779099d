/*
 * pace - when the next request to a host may go out. A pure function of its state and the clock it is told.
 *
 * Hosts that share a limit are one group: arXiv's API, OAI-PMH and feeds are asked one at a time and 3 s apart
 * (arXiv API terms of use), arxiv.org's pages 15 s apart (its robots.txt), GitHub by what its headers say (REST rate
 * limit documentation). A refusal holds the whole group; others go on. The state is kept over a restart
 * (pace_write, pace_read), so that starting again is no way around a limit.
 *
 * All times are milliseconds since 1970.
 */
#ifndef NET_PACE_H
#define NET_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

enum {
	PACE_WHY = 120,
	PACE_MOST_GROUPS = 32,
};

struct pace_state {
	int64_t next;  /* nothing goes out before */
	int64_t until; /* held: nothing goes out before, because of `why`; 0: not held */
	int64_t window; /* the end of the service's window, 0: none is known … */
	int64_t left;   /* … and the requests left in it, those that run taken off */
	int running;
	int strikes;  /* refusals in a row */
	bool stopped; /* told to go away: not again until the state is a day old */
	char why[PACE_WHY];
};

struct pace {
	struct pace_state group[PACE_MOST_GROUPS];
};

/* What a server said, as far as its pace goes. */
struct pace_answer {
	int status;          /* HTTP; 0: no answer at all */
	int64_t retry_after; /* seconds; 0: not said */
	int64_t remaining;   /* requests left in its window; -1: not said */
	int64_t reset;       /* seconds since 1970 when the window ends; 0: not said */
	struct str body;     /* its beginning */
};

enum pace_verdict {
	PACE_FINE,    /* the answer stands */
	PACE_HELD,    /* refused for now: ask again when the group is free */
	PACE_STOPPED, /* refused for good */
};

/* The group of a host (with its "api." and "www."): unknown hosts share the last one. */
int pace_group(const char *host);
/*
 * The group of the reader's own endpoint for the service of a group, where no pace is wanted; refusals hold all the
 * same.
 */
int pace_own(int group);
bool pace_is_own(int group);

const char *pace_name(int group); /* "arXiv", "GitHub API" … */

/*
 * How long until a request of the group may go out: 0 now; a number of milliseconds; -1: when one that runs
 * has ended; -2: not at all (stopped).
 */
int64_t pace_wait(const struct pace *p, int group, int64_t now);

/* A request goes out. Only after pace_wait said 0. */
void pace_begin(struct pace *p, int group, int64_t now);

/* It has ended. */
enum pace_verdict pace_end(struct pace *p, int group, int64_t now, const struct pace_answer *answer);

/*
 * A time that nobody named, and up to a quarter more: those who were turned away in the same moment do not come back in
 * the same moment. The clock tells them apart, so it is as pure as the rest.
 */
int64_t pace_jitter(int64_t hold, int group, int attempt, int64_t now);

/* It was given up before an answer. */
void pace_cancel(struct pace *p, int group);

/*
 * One line a group that matters: "arXiv\tnext\tuntil\tstrikes\tstopped\twindow\tleft\twhy". Lines that cannot be
 * read are passed over.
 */
void pace_write(const struct pace *p, int64_t now, struct strbuf *out);
void pace_read(struct pace *p, int64_t now, struct str text);

#endif
