/*
 * bag - how often each stem stands in a paper, and what that is worth.
 */
#ifndef RELATED_BAG_H
#define RELATED_BAG_H

#include "related/lexicon.h"

/* How many times a word of the title counts. */
enum { TITLE_COUNTS = 3 };

struct bag_entry {
	int64_t stem; /* of the lexicon */
	float count;
};

struct bag {
	VEC_OF(struct bag_entry); /* on the heap; each stem once, in order of its number */
	double length;            /* of all counts */
};

/* Replaces what is in bag. Texts are valid UTF-8; either may be empty. */
void bag_read(struct bag *bag, struct lexicon *lex, struct str title, struct str abstract);
void bag_release(struct bag *bag);

/* How rare a thing is that `with` of `all` papers have: the idf of BM25, never below 0. */
double rarity(int64_t with, int64_t all);

/* What `count` of a word weighs in a text of that length: towards 1 as the count grows, as in BM25. */
double saturated(double count, double length);

#endif
