/*
 * bag - how often each stem stands in a paper, and what that is worth.
 */
#ifndef RELATED_BAG_H
#define RELATED_BAG_H

#include "related/lexicon.h"

/* How many times a word of the title counts. */
enum { TITLE_COUNTS = 3 };

struct bag_entry {
	int32_t stem; /* of the lexicon */
	float count;
};

struct bag {
	struct {
		VEC_OF(int32_t);
	} words;      /* the stems in order, stop words left out; on the heap */
	size_t title; /* how many of them are the title's */
	VEC_OF(struct bag_entry); /* each stem once, as they come; on the heap */
	double length;            /* of all counts */
	struct {
		VEC_OF(int32_t);
	} places; /* by number of the stem: place of its entry + 1, while a paper is read */
};

/* No more words of a title, and of an abstract, are looked at than this. */
enum { MOST_WORDS = 4096 };

/* Replaces what is in bag. Texts are valid UTF-8; either may be empty. */
void bag_read(struct bag *bag, struct lexicon *lex, struct str title, struct str abstract);
void bag_release(struct bag *bag);

/* How rare a thing is that `with` of `all` papers have: the idf of BM25, never below 0. */
double rarity(int64_t with, int64_t all);

/* What `count` of a word weighs in a text of that length: towards 1 as the count grows, as in BM25. */
double saturated(double count, double length);

#endif
