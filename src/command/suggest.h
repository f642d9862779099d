/*
 * suggest - the word that was probably meant.
 */
#ifndef COMMAND_SUGGEST_H
#define COMMAND_SUGGEST_H

#include "command/verb.h"

/* Letters to change, add, take away or swap with their neighbour to make one word the other (Damerau 1964). */
int suggest_distance(const char *a, const char *b);

/* The nearest, or NULL where none is near: at most a third of the letters may be wrong. */
const char *suggest_verb(const char *word);
const char *suggest_option(const struct verb_option *own, const char *word); /* own may be NULL */

#endif
