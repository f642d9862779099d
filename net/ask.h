/*
 * ask - one request through everything: the cache, the pace of its host, the network, its refusals and failures, and
 * what is kept where there is no network.
 *
 *	ask_init(&k, round, &ops, data);
 *	ask_start(&k, &request);
 *	until ops.answer or ops.failed was called: wait = ask_step(&k, now), round_wait(…)
 *
 * Many asks may wait at once: the pace lets out what each host bears, the others go on.
 */
#ifndef NET_ASK_H
#define NET_ASK_H

#include "round.h"

struct ask_request {
	const char *url;
	const char *accept; /* or NULL */
	const char *post, *post_type, *secret; /* as in http.h; what is posted is not cached */
	int group;          /* of pace.h */
	bool endpoint;      /* as in http.h */
	int64_t fresh;      /* seconds for which what is kept is not asked for again */
};

struct ask_answer {
	int status;
	struct str body;
	const char *url;  /* after redirects */
	const char *link; /* the header, "" */
	bool moved;       /* by a permanent redirect */
	bool kept;        /* from the cache … */
	bool stale;       /* … because the network gave nothing … */
	const char *why;  /* … for this reason: "HOST: HTTP 500; the next fetch asks again"; else NULL */
};

enum ask_verdict {
	ASK_KEEP,  /* good: may be kept in the cache */
	ASK_PASS,  /* settled, but not kept */
	ASK_AGAIN, /* not good: an error status goes the usual way (asked again a little later, or failed); a whole
		      answer is asked for again at once, so the caller counts how often */
};

struct ask_ops {
	/*
	 * An answer with any status but those that the pace deals with. ask_start may be called from here where the
	 * verdict is not ASK_AGAIN.
	 */
	enum ask_verdict (*answer)(void *data, const struct ask_answer *answer);
	/* Given up. Also when the round ends (ERR_INTERRUPTED). */
	void (*failed)(void *data, int code, const char *why);
	/* Nothing goes out before `until` (ms since 1970), because of `why`; once a hold. */
	void (*waiting)(void *data, int64_t until, const char *why);
};

struct ask {
	struct round *round;
	const struct ask_ops *ops;
	void *data;
	struct ask_request what; /* its url is the one below */
	struct strbuf url;
	enum { ASK_IDLE, ASK_NEW, ASK_WAITING, ASK_SENT } state;
	int64_t number; /* at http */
	int64_t not_before, told_until; /* ms since 1970 */
	int tries, holds; /* that failed, that were refused */
};

void ask_init(struct ask *k, struct round *round, const struct ask_ops *ops, void *data);
void ask_release(struct ask *k); /* cancels it */

/* Only while it is idle. The url is copied, the other texts are the caller's until the end. */
void ask_start(struct ask *k, const struct ask_request *what);

/* Gives it up at once; nobody is told. */
void ask_cancel(struct ask *k);

/* Does what can be done at `now` (ms since 1970). Answers for how long there is nothing to do; -1: until http says. */
int64_t ask_step(struct ask *k, int64_t now);

#endif
