/*
 * errands - what the browser has fetched behind the reader's back: each run is this very program again, with a verb
 * (fetch, code) and --background, so no key ever waits for the network or for a library that is written. One run at a
 * time, as the lock allows (fetcher.h); those asked for meanwhile wait. What became of each source is kept to the end
 * of the session.
 *
 * A run ends with the browser: it saves what it has in hand, and the next one goes on from there.
 */
#ifndef APP_ERRANDS_H
#define APP_ERRANDS_H

#include <sys/types.h>

#include "app/desk.h"

enum errand_state {
	ERRAND_QUEUED,
	ERRAND_RUNNING,
	ERRAND_WAITING, /* nothing goes out to its host before `until` */
	ERRAND_DONE,
	ERRAND_LEFT, /* to another fetch that runs, from a shell or cron */
	ERRAND_FAILED,
	ERRAND_CANCELLED,
};

/* One source; or a whole run of which no source is known (yet). */
struct errand {
	const char *verb;
	const char *name;
	struct strs words; /* to ask for it again */
	bool whole;
	int run; /* the last one it was in */
	enum errand_state state;
	int64_t papers, added;
	int64_t total; /* that the source says it has; -1: not said */
	int64_t until;
	bool stale;
	bool page; /* a code page was visited: text is its verdict */
	const char *host, *text; /* or NULL */
};

struct errand_run {
	int number;
	const char *verb;
	struct strs words;
	bool again; /* of sources that are asked again: more of them may join */
};

struct errands {
	VEC_OF(struct errand); /* in the order they were first asked for */
	struct {
		VEC_OF(struct errand_run);
	} queue; /* its first one runs, where pid is not 0 */
	pid_t pid;
	int in, out;       /* of that run; out can be read when there is news */
	int runs;          /* that there were, or will be */
	int run;           /* the last one that was started … */
	size_t sources;    /* … how many are in it, as far as it said */
	bool stopping;     /* it was told to end */
	bool left;         /* it found another one */
	bool well;         /* it said that it ended, and that all is well */
	const char *why;   /* it ended because of this, or NULL */
	struct strbuf told;
	struct arena arena;
	struct db *reader; /* of JSON */
};

#define ERRANDS_INIT {.in = -1, .out = -1, .told = STRBUF_INIT, .arena = ARENA_INIT}

/* Ends the run that goes on (what it has in hand is saved first), and frees. */
void errands_release(struct errands *e);

/*
 * Asks for a run, words as on the command line; it starts at once where none goes on. 1: the same one runs or waits
 * already.
 */
int errands_ask(struct errands *e, struct desk *d, const char *verb, const struct strs *words, struct err *err);

enum errands_news {
	ERRANDS_TOLD = 1,  /* something happened */
	ERRANDS_ADDED = 2, /* the library has new papers of it */
	ERRANDS_ENDED = 4, /* the run is over, see errands_sum; errands_next has to follow */
};

/* Reads what the run tells; never waits. Answers a set of the above. */
int errands_take(struct errands *e);

/* Starts the next run, if any. */
int errands_next(struct errands *e, struct desk *d, struct err *err);

/* Asks again for one that has ended, in one run with others that are asked again. errands_next has to follow. */
void errands_retry(struct errands *e, size_t n);

/* Gives one up, or all. One that runs has what is in hand saved first. */
void errands_cancel(struct errands *e, size_t n);
void errands_cancel_all(struct errands *e);

/* The last run, or the one that goes on. */
struct errands_sum {
	size_t sources, ended, failed; /* failed ones have ended, too */
	size_t pages;                  /* code pages that were visited */
	bool nothing;                  /* there was nothing to do */
	bool files;                    /* it reads files, and asks no one */
	int64_t papers, added;
	const struct errand *waiting; /* the one that waits the shortest, or NULL */
	const struct errand *page;    /* the first of the pages, or NULL */
	const struct errand *wrong;   /* the first that failed, or was left to another, or NULL */
};
struct errands_sum errands_sum(const struct errands *e);

static inline bool errand_ended(const struct errand *e)
{
	return e->state >= ERRAND_DONE;
}

#endif
