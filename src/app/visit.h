/*
 * visit - code pages visited: what the network says of them is judged, kept, and told to the papers that link there.
 */
#ifndef APP_VISIT_H
#define APP_VISIT_H

#include "app/desk.h"
#include "library/code_pages.h"

struct visit_tally {
	size_t visited;
	size_t arrived; /* papers that became unread, because their code has arrived */
};

/*
 * Visits the pages (host and repo filled in); each is kept as soon as it came. watch is told the fetcher's events, the
 * pages with their verdicts. Adds to tally. Errors: those of visit_fn.
 */
int visit_pages(struct desk *d, struct library *lib, const struct code_page_vec *pages,
	const struct fetch_watch *watch, struct visit_tally *tally, struct err *err);

#endif
