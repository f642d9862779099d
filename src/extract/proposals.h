/*
 * proposals - what a paper says is its own: "we propose X", "dubbed X", "X: a …" and "… via X" in
 * the title.
 */
#ifndef EXTRACT_PROPOSALS_H
#define EXTRACT_PROPOSALS_H

#include "extract/lists.h"
#include "extract/scan.h"

/* Marks local names as introduced, and adds those not known yet. */
void proposals_find(const struct lists *l, struct scan *s);

#endif
