/*
 * candidates - papers that share something with one, out of the inverted indexes; which of them are close is
 * worked out later.
 */
#ifndef LIBRARY_CANDIDATES_H
#define LIBRARY_CANDIDATES_H

#include "library/subject.h"

/* A clue that a candidate has too. */
struct hit {
	uint32_t clue;
	bool introduced; /* tag: by the candidate */
};

struct candidate {
	int64_t num;
	double words; /* about how alike the texts are, from key stems alone */
	int32_t term; /* the last that was added to words */
	struct {
		VEC_OF(struct hit); /* each clue once; in the arena */
	} hits;
};

struct candidates {
	struct arena *arena;
	VEC_OF(struct candidate); /* on the heap, in the order in which they were found */
	uint32_t *slots;          /* by number: place + 1 */
	size_t slots_n;           /* a power of two */
};

/*
 * All that share a tag, an author, a repository or owner, or key stems with s, and those that it cites or lists, or
 * that cite or list it. Common things bring only their
 * newest papers; where all is false, so few that the time grows with the square root of the library.
 */
int candidates_find(struct library *lib, const struct subject *s, bool all, struct arena *a,
	struct candidates *set, struct err *err);
/* The one paper, with what it shares with s, whatever that is. */
int candidates_one(struct library *lib, const struct subject *s, int64_t num, struct arena *a,
	struct candidates *set, struct err *err);

void candidates_release(struct candidates *set);

#endif
