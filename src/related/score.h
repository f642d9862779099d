/*
 * score - why two papers belong together, and how strongly. Pure: numbers and words in, a score out.
 */
#ifndef RELATED_SCORE_H
#define RELATED_SCORE_H

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
	const char *what; /* "SSAM", "Peng Mi", "sparse perturbation mask" */
	double weight;    /* its part of the score */
};

struct reasons {
	VEC_OF(struct reason);
};

/*
 * One line for people, the strongest first: "introduces SSAM · methods SAM, sparse training · authors Peng Mi".
 * In the arena.
 */
const char *reasons_line(const struct reasons *why, struct arena *a);

#endif
