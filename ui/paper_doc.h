/*
 * paper_doc - a paper as a text to read, and its related papers as one. Pure: facts in, lines out.
 */
#ifndef UI_PAPER_DOC_H
#define UI_PAPER_DOC_H

#include "doc.h"
#include "library/neighbours.h"
#include "paper/paper.h"

/* Fills d (which has its width) with everything about the paper; raw: the text as it came. */
void paper_doc(struct doc *d, const struct paper *p, const struct marks *m, bool raw);

/*
 * Adds the related papers, two lines each: title, then date and reason. open: the one (by number; 0: none) under which
 * its abstract stands, with what it shares.
 */
void related_doc(struct doc *d, const struct neighbours *found, int64_t open, const struct shared_text *text);

/* A link as it is shown: without "https://"; and what is known of the place behind it. */
const char *link_shown(const struct link *l);
void link_verdict(const struct link *l, struct rich *r);
enum style verdict_style(enum link_verdict verdict);

#endif
