/*
 * lore - what a listing tells about itself before it is read: whose names stand in it, and which
 * words.
 *
 * A reader of run-together text knows a name by having seen it elsewhere, and knows a word the same
 * way. The first pass over a listing fills this; the second asks.
 */
#ifndef EXCHANGE_LORE_H
#define EXCHANGE_LORE_H

#include <stdbool.h>

#include "base/map.h"

struct lore {
	struct map names; /* full names that stand alone between commas -> how often */
	struct map parts; /* the single words of those names */
	struct map words; /* words of the running text, as they stand there */
	size_t counts[16]; /* how many lists that end in "et al." have so many names */
};

void lore_release(struct lore *l);

/* The words of an abstract. */
void lore_add_text(struct lore *l, struct str text);

/*
 * A list of authors whose beginning is not known yet: takes the names that stand alone at its end.
 */
void lore_add_people(struct lore *l, struct str people, bool et_al);

/*
 * Bytes of the word at byte `at` of s: letters and digits, and everything beyond ASCII but the
 * general punctuation (U+2000-203F: dashes, quotes).
 */
size_t word_length(struct str s, size_t at);

/*
 * A word is known as it stands, or as a sentence has it: without its first capital, or in lower
 * case.
 */
bool words_know(const struct map *words, struct str word);

/* Adds the words of text to a set of words. */
void words_add(struct map *words, struct str text);

/* How many names an "et al." list of this listing has; 0: no telling. */
size_t lore_usual(const struct lore *l);

/* ---- names ---- */

/*
 * How much s looks like the full name of one person: a sum of log odds, roughly; below NAME_NEVER
 * it cannot be one. Only the first 120 bytes are looked at: no name is longer.
 */
enum { NAME_NEVER = -20, NAME_LONGEST = 120 };
double name_score(const struct lore *l, struct str s);

#endif
