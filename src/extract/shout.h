/*
 * shout - words that are shouted: "WITHOUT ANY WARRANTY", "THE DROP in accuracy". Where ordinary words stand in
 * capitals, capitals are no sign of a name.
 */
#ifndef EXTRACT_SHOUT_H
#define EXTRACT_SHOUT_H

#include "extract/lists.h"
#include "extract/scan.h"

/* Gives every token that is shouted the role WORD_LOUD. After the words are marked. */
void shout_mark(const struct lists *l, struct scan *s);

/* Is every token of [from, to) shouted? */
bool shouted(const struct scan *s, size_t from, size_t to);

#endif
