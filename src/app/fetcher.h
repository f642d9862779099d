/*
 * fetcher - the port through which papers come in from the network. net/ implements it, main plugs it into the desk;
 * a command or the browser listens.
 */
#ifndef APP_FETCHER_H
#define APP_FETCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "paper/citations.h"
#include "paper/code_page.h"
#include "paper/paper.h"

struct desk;

enum fetch_what {
	FETCH_STARTED, /* a source is asked */
	FETCH_PAPERS,  /* papers of it arrived, in batch */
	FETCH_PAGE,    /* a code page was visited: `page` */
	FETCH_CITATIONS, /* papers' places among others: `citations`, citations_n of them */
	FETCH_WAITING, /* nothing goes out to its host before `until`, because of text */
	FETCH_FAILED,  /* it is given up, because of text; what came before stays */
	FETCH_CANCELLED, /* the listener did not want it any more; what came before stays */
	FETCH_DONE,
};

struct fetch_event {
	enum fetch_what what;
	const char *source;  /* the word that names it */
	size_t sources;      /* how many there are in this run */
	const char *host;    /* that the event is about: waited for, or it failed; NULL: none in particular */
	const char *text;    /* why; with FETCH_DONE, why the answer is an older one */
	int64_t until;       /* seconds since 1970 */
	struct batch *batch; /* the listener may use up its papers */
	const struct code_page *page; /* what it says; its verdict is not found yet (extract/code_verdict.h) */
	const struct citations *citations;
	size_t citations_n;
	const char *const *bad; /* records of the batch's answer that could not be read: "HOST: line 12: why" … */
	size_t bad_n;           /* … so many */
	int64_t total;       /* papers that the source says it has; -1: not said */
	bool stale;          /* the papers are from an older answer: the network was not asked or gave none */
};

struct fetch_watch {
	int (*event)(void *data, const struct fetch_event *event, struct err *err); /* negative ends the run */
	bool (*stop)(void *data); /* asked often; true ends the run with ERR_INTERRUPTED */
	bool (*cancelled)(void *data, const char *source); /* asked often; true gives up this one. May be NULL */
	/*
	 * What a source leaves until the next run is kept with the papers, by a name: recall adds it to out, nothing
	 * where there is none. Either may be NULL: then every run is the first.
	 */
	int (*recall)(void *data, const char *name, struct strbuf *out, struct err *err);
	int (*remember)(void *data, const char *name, const char *note, struct err *err);
	void *data;
};

/*
 * Asks the sources that the words name; none: those of the config. ERR_USAGE where a word is wrong, before anything
 * is asked. ERR_PARTLY where some sources failed; else the code of the first failure (ERR_NETWORK …).
 */
typedef int fetch_fn(struct desk *d, const char *const *words, size_t n, const struct fetch_watch *watch,
	struct err *err);

/*
 * Visits the code pages of n repositories, of which host and repo are filled in. A page that cannot be visited now
 * is told as FETCH_FAILED; its source is "HOST/OWNER/NAME".
 */
typedef int visit_fn(struct desk *d, const struct code_page *pages, size_t n, const struct fetch_watch *watch,
	struct err *err);

/*
 * Asks whom n papers cite and who cites them; ids: of arXiv, DOIs, of the ACL Anthology. Tells what came as it comes,
 * the source being FETCHER_CITATIONS. ERR_PARTLY or ERR_NETWORK where some were not asked for in the end.
 */
typedef int cite_fn(struct desk *d, const char *const *ids, size_t n, const struct fetch_watch *watch,
	struct err *err);

#define FETCHER_CITATIONS "citations"

/*
 * One fetch at a time: a lock that lasts as long as the process or until fetch_unlock. 0: *lock is to be given
 * back; 1: another one runs; negative: an error.
 */
int fetch_lock(int *lock, struct err *err);
void fetch_unlock(int lock);

#endif
