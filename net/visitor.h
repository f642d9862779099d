/*
 * visitor - goes to one code page after the other on one host: what host.h says is asked, through ask.h.
 */
#ifndef NET_VISITOR_H
#define NET_VISITOR_H

#include "app/fetcher.h"
#include "ask.h"
#include "host.h"
#include "target.h"

/* What the visitors of one run share. */
struct tour {
	struct round round;
	struct places places;
	const struct code_page *pages;
	size_t n;
	const struct fetch_watch *watch;
	const char *secret; /* header line for GitHub's interface, or NULL */
	bool token_refused;
	struct db *json;
	size_t visited, failed;
	int code;           /* of the first failure … */
	char why[320];      /* … and its words */
	int rc;             /* negative once the listener or a signal ended the tour … */
	struct err *err;    /* … and why */
};

struct visitor {
	struct tour *tour;
	struct host_visit at;
	struct ask ask;
	struct arena arena;
	bool busy;
	bool leave; /* no further here, for it fails or would wait too long; GitHub's pages are next */
	bool doubt; /* GitHub's interface failed: that there is no page says nothing then */
};

void visitor_init(struct visitor *v, struct tour *tour);
void visitor_release(struct visitor *v);

/* Sets out for a page; it is told when it is there, or failed. */
void visitor_begin(struct visitor *v, const struct code_page *page);

/* As ask_step. */
int64_t visitor_step(struct visitor *v, int64_t now);

/* ---- telling, also for those who ask for many pages at once ---- */

void tour_started(struct tour *t, const struct code_page *page);
void tour_visited(struct tour *t, const struct code_page *page);
void tour_failed(struct tour *t, const struct code_page *page, int group, int code, const char *why);
void tour_waiting(struct tour *t, const struct code_page *page, int group, int64_t until_ms, const char *why);
bool tour_cancelled(struct tour *t, const struct code_page *page); /* and says so */

/* GitHub does not know the token: it is asked without. */
void tour_token_refused(struct tour *t);

/* Whether GitHub's interface is held for longer than its pages take. */
bool tour_api_held(const struct tour *t, int64_t now);

#endif
