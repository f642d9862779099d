/*
 * citations - who cites whom, as far as it was asked for.
 */
#ifndef LIBRARY_CITATIONS_H
#define LIBRARY_CITATIONS_H

#include "library/library.h"
#include "paper/citations.h"

/* Adds what a service said at `now` (seconds since 1970); what was known before stays. One transaction. */
int citations_put(struct library *lib, const struct citations *c, size_t n, int64_t now, struct err *err);

/*
 * Adds the ids of the papers to ask for at `now`, in the arena: those with an id that services know (arXiv, DOI, ACL
 * Anthology) that were never asked for, or not for a month, or not for a week where the paper is not older than a
 * month. The newest first, up to most.
 */
int citations_due(struct library *lib, int64_t now, size_t most, struct arena *a, struct strs *ids, struct err *err);

/* How many papers of the library this one cites, and how many of them cite it. */
int citations_count(struct library *lib, int64_t num, int64_t *references, int64_t *citing, struct err *err);

#endif
