/*
 * score - why two papers belong together, and how strongly. Pure: numbers and words in, a score out.
 */
#ifndef RELATED_SCORE_H
#define RELATED_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

/* The words of the contract's why[].link, in the order a tie is broken. */
enum reason_link {
	REASON_INTRODUCES,
	REASON_METHOD,
	REASON_DATASET,
	REASON_AUTHOR,
	REASON_REPO,
	REASON_TEXT,
	REASON_CITES,
	REASON_CITED_BY,
	REASON_LISTED,
	REASONS
};

extern const char *const reason_names[REASONS];

struct reason {
	enum reason_link link;
	const char *what; /* "SSAM", "Peng Mi", "sparse perturbation mask"; the id of the other for citations */
	double weight;    /* its part of the strength (see score_of_strength) */
	bool extends;     /* introduces: both do, and they share authors: one goes on with the other */
	bool twin;        /* text: it is the same work */
};

struct reasons {
	VEC_OF(struct reason);
};

/* What a link weighs through a thing that `with` of `all` papers have (text: its likeness is its weight). */
double reason_weight(enum reason_link link, int64_t with, int64_t all);

/* What is added where one paper goes on with the other's work. */
double reason_extends_weight(void);

/* 0 to 1 for a sum of weights; the more, the nearer to 1. */
double score_of_strength(double strength);
double strength_of_score(double score); /* the sum of weights that it was made of */

/* The strongest first; ties by the order of enum reason_link, then of the words. */
void reasons_sort(struct reasons *why);

/*
 * One line for people (reason_line.c), the strongest first: "introduces SSAM · methods SAM, sparse training · authors
 * Mi, Ren", "extends SSAM · …". Up to three of a kind, as many as fit into `width` columns (0: any number), one at
 * least; words that a named one says already are left out. In the arena.
 */
const char *reasons_line(const struct reasons *why, int width, struct arena *a);

#endif
