/*
 * target - what a reader's word means as a source: "arxiv:cs.LG", "arxiv:au:Shen_L", "arxiv:2210.05177", the URL of
 * a feed. And the table of sources.
 */
#ifndef NET_TARGET_H
#define NET_TARGET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "config/options.h"

/* One kind of source. */
struct source {
	const char *name;
	const char *form;   /* how it is written */
	int64_t fresh;      /* seconds for which an answer is not asked for again */
	bool pages;         /* an answer is one page of several, newest first */
	int first;          /* entries that are taken when it is asked for the first time */
	const char *option; /* its endpoint in the config; NULL: the URL is the word itself */
	const char *accept; /* media types */
};

extern const struct source sources[];
extern const size_t sources_n;

struct target {
	const struct source *source;
	const char *name;  /* the word, in its usual form */
	const char *url;   /* without the parameters of a page */
	int group;         /* of pace.h */
	bool endpoint;     /* it leads to an endpoint that the reader set */
};

enum { TARGET_PAGE = 100, TARGET_WINDOW = 10000 }; /* arXiv gives no more than the first 10,000 of a query */

/* ERR_USAGE, with what is known, where the word means no source. Texts in the arena. */
int target_read(const struct config *c, const char *word, struct arena *a, struct target *t, struct err *err);

/* The URL of the page that begins at entry `start`. Replaces what is in out. */
void target_url(const struct target *t, int64_t start, struct strbuf *out);

#endif
