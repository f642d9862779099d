/*
 * neighbours - the papers that belong to a paper, best first, each with its reasons.
 *
 * Candidates come from the inverted indexes (tags, authors, repositories, FTS5), never from a pass over
 * all papers; how much a reason weighs is related/score.h's business.
 */
#ifndef LIBRARY_NEIGHBOURS_H
#define LIBRARY_NEIGHBOURS_H

#include "library/library.h"
#include "related/profile.h"

struct neighbour {
	int64_t num;
	const char *id, *title, *first_author, *date;
	double score; /* 0 to 1 */
	struct reasons why; /* the strongest first */
};

struct neighbours {
	VEC_OF(struct neighbour);
};

/* Up to most (0: every paper that has any link). Ties go to the newer paper, then to the one that came last. */
int neighbours_find(struct library *lib, int64_t num, size_t most, struct arena *a,
	struct neighbours *found, struct err *err);

/* The same without the reasons. */
struct near_paper {
	int64_t num;
	double score;
};

struct near_papers {
	VEC_OF(struct near_paper);
};

int neighbours_rank(struct library *lib, int64_t num, size_t most, struct arena *a, struct near_papers *found,
	struct err *err);

/* What `other` has to do with a paper: a neighbour without reasons where that is nothing. */
int neighbours_between(struct library *lib, int64_t num, int64_t other, struct arena *a, struct neighbour *n,
	struct err *err);

/* The abstract of `other` (NULL: it has none), and where it says what the paper is about. In the arena. */
struct shared_text {
	const char *abstract;
	struct shared_spans spans;
};

int neighbours_shared(struct library *lib, int64_t num, int64_t other, struct arena *a, struct shared_text *t,
	struct err *err);

#endif
