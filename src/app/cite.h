/*
 * cite - the citations of the library's papers, asked for and kept.
 */
#ifndef APP_CITE_H
#define APP_CITE_H

#include "app/desk.h"

/*
 * Asks for the citations of the papers that are due (library/citations.h), the newest first, and keeps each answer as
 * it comes: a run that is ended goes on from there the next time. watch is told the fetcher's events. *n is how many
 * papers there were to ask for. Errors: those of cite_fn.
 */
int cite_due(struct desk *d, struct library *lib, const struct fetch_watch *watch, size_t *n, struct err *err);

#endif
