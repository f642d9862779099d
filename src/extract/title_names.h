/*
 * title_names - what a paper's title says it introduces.
 */
#ifndef EXTRACT_TITLE_NAMES_H
#define EXTRACT_TITLE_NAMES_H

#include "extract/lists.h"
#include "extract/scan.h"

/* "X: a …" and "… via X". */
void title_names(const struct lists *l, struct scan *s);

/* An acronym that the abstract introduces (proposals.h) and the words of the title spell: both are one thing. */
void title_spells(const struct lists *l, struct scan *s);

#endif
