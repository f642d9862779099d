/*
 * profile - what a paper is about: its words and pairs of words, weighted; and how like another paper is.
 *
 * Likeness is BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM
 * 2004) with the whole paper as the query, over stems and over pairs of stems that stand next to one
 * another (stop words between them do not count), as a share of what the paper scores against itself.
 * Pure: how rare a stem is comes from the caller.
 */
#ifndef RELATED_PROFILE_H
#define RELATED_PROFILE_H

#include "related/bag.h"
#include "related/score.h"

struct profile_term {
	struct str word; /* as it first stands in the paper */
	float count;     /* how often, a title's word more than once */
	double weight;
	int32_t pairs;   /* the first pair that begins with it, or -1 */
};

struct profile_pair {
	int32_t first, second; /* terms */
	int32_t next;          /* another pair that begins with the same, or -1 */
	float count;
	double weight;
};

struct profile {
	struct str title, abstract;
	struct lexicon lexicon; /* its first terms.n stems are the terms */
	struct {
		VEC_OF(struct profile_term);
	} terms;
	struct {
		VEC_OF(struct profile_pair);
	} pairs;
	double itself; /* what the paper scores against itself */
	float *counts; /* of terms, then pairs, in the text that is compared */
};

/* The words of another paper, but for stop words: their terms, OTHER_TERM for all the rest. */
#define OTHER_TERM (-1)

struct profile_text {
	VEC_OF(int32_t); /* on the heap */
	size_t title;    /* how many of them are the title's */
};

/* Counts the words of a paper; the texts must outlive p. Ready for profile_weigh. */
void profile_init(struct profile *p, struct str title, struct str abstract);
void profile_release(struct profile *p);

/* The stem of a term, to look up how rare it is. */
struct str profile_stem(const struct profile *p, size_t term);

/* papers_with[term]: how many of `papers` have its stem. */
void profile_weigh(struct profile *p, const int64_t *papers_with, int64_t papers);

/* Replaces what is in text by the words of another paper. */
void profile_read(struct profile *p, struct str title, struct str abstract, struct profile_text *text);

/* 0 (nothing in common) to 1 (the same paper). */
double profile_likeness(struct profile *p, const struct profile_text *text);

/* The parts of it, for phrases.c: fills p->counts and answers the length of the text. */
double profile_count(struct profile *p, const struct profile_text *text);

/* The pair of two terms that stand next to one another somewhere in the paper, or -1. */
int32_t profile_pair_place(const struct profile *p, int32_t first, int32_t second);

/*
 * Adds up to most reasons of link text: the words and runs of words that weigh most in both, the heaviest
 * first, each as it stands in both papers (but for the case of its letters). Their weights are parts of
 * the likeness, times scale. plain: where there are no others, also such as say nothing of a paper ("images").
 */
void profile_reasons(struct profile *p, struct str title, struct str abstract, double scale, size_t most,
	bool plain, struct arena *a, struct reasons *why);

/* Where a text has what the paper is about: bytes [from, to), in order. */
struct shared_span {
	size_t from, to;
};

struct shared_spans {
	VEC_OF(struct shared_span);
};

/*
 * Adds the words of text that weigh more than most in the paper, side by side ones as one span. In the arena. p has
 * been weighed.
 */
void profile_shared(struct profile *p, struct str text, struct arena *a, struct shared_spans *spans);

/*
 * Whether a phrase stands in text as whole words, but for the case of its ASCII letters and a plural's s at
 * its end.
 */
bool phrase_stands_in(struct str text, struct str phrase);

#endif
