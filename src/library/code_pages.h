/*
 * code_pages - what is known of the repositories that papers link to, and the papers that their READMEs list.
 */
#ifndef LIBRARY_CODE_PAGES_H
#define LIBRARY_CODE_PAGES_H

#include "library/library.h"
#include "paper/code_page.h"

/* What is known of a repository; *found false where it was never visited. Texts in the arena. */
int code_pages_get(struct library *lib, const char *host, const char *repo, struct arena *a, struct code_page *page,
	bool *found, struct err *err);

/*
 * Keeps what a visit at `now` (seconds since 1970) found, its verdict included, and tells every paper that links
 * there. Where code has arrived (a page that was empty, a placeholder or not there has code now), the papers that
 * the reader keeps (starred, tagged, listed, to read or reading) become unread with that as their news; *arrived
 * grows by their number. One transaction.
 */
int code_pages_put(struct library *lib, const struct code_page *page, int64_t now, size_t *arrived, struct err *err);

/*
 * The repositories that papers link to on hosts that may be visited (code_page_host), host and repo filled in, each
 * once, those of the newest papers first. Those of the given papers, due or not:
 */
int code_pages_of(struct library *lib, const int64_t *nums, size_t n, struct arena *a, struct code_page_vec *pages,
	struct err *err);

/*
 * Or all that are due at `now`, up to most (0: all): never visited; or not for a day, where the newest paper that
 * links there is not older than a month, or where there was nothing yet and the paper is not older than a year; not
 * for a week, where it is not older than a year or there was nothing; else not for a month.
 */
int code_pages_due(struct library *lib, int64_t now, size_t most, struct arena *a, struct code_page_vec *pages,
	struct err *err);

/* Or those that are due of the given papers, and of all that the reader keeps (see code_pages_put). */
int code_pages_due_of(struct library *lib, int64_t now, const int64_t *nums, size_t n, struct arena *a,
	struct code_page_vec *pages, struct err *err);

#endif
