/*
 * stems - what related work is found by: how many papers have a stem, and the stems that weigh most in each.
 *
 * Of a paper's hundred stems a few dozen say what it is about; only those are indexed (Büttcher and Clarke, "A
 * document-centric approach to static index pruning", CIKM 2006), so the lists of common words stay short. How
 * like two papers are is then worked out from their whole texts.
 */
#ifndef LIBRARY_STEMS_H
#define LIBRARY_STEMS_H

#include "library/library.h"

/* A paper's text comes in or goes out. */
struct stems_change {
	int64_t num;
	const char *title, *abstract; /* abstract may be NULL */
	bool add;
};

/* Within the transaction that writes the papers; row numbers ascending (FTS5 likes them so). */
int stems_write(struct library *lib, const struct stems_change *changes, size_t n, struct err *err);

/* How many papers have a stem. */
int stems_papers(struct library *lib, struct str stem, int64_t *papers, struct err *err);

#endif
