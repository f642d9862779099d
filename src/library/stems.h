/*
 * stems - what related work is found and compared by: the words of all papers as numbers of stems.
 *
 * Three tables: `stems` numbers them and counts the papers that have each; `paper_stems` holds the words of a paper in
 * order, so that it is compared without being read again; `stem_papers` lists, for each stem, the papers in which
 * it weighs most. Of a paper's hundred stems a few dozen say what it is about; only those are listed (Büttcher and
 * Clarke, "A document-centric approach to static index pruning", CIKM 2006), so the lists of common words stay short.
 */
#ifndef LIBRARY_STEMS_H
#define LIBRARY_STEMS_H

#include "library/library.h"
#include "related/profile.h"

/* A paper's text comes in or goes out. */
struct stems_change {
	int64_t num;
	const char *title, *abstract; /* abstract may be NULL */
	bool add;
};

/*
 * Within the transaction that writes the papers; row numbers ascend. What goes out stays in the lists of its
 * stems until somebody looks for it: a list may name papers that are gone or have changed.
 */
int stems_write(struct library *lib, const struct stems_change *changes, size_t n, struct err *err);

/* ---- one paper against others ---- */

/* The terms of a profile by the numbers of their stems. */
struct stem_terms {
	struct stem_term {
		int64_t stem; /* 0: free */
		int32_t term;
	} *slots;
	size_t n;         /* a power of two */
	int64_t *stems;   /* by term; 0 where no paper has it */
	int64_t *papers;  /* how many have it, by term */
};

/* All in the arena. */
int stems_of_profile(struct library *lib, const struct profile *p, struct arena *a, struct stem_terms *t,
	struct err *err);

/* A paper's words as terms; *found false where the paper is gone. */
int stems_text(struct library *lib, int64_t num, const struct stem_terms *t, struct profile_text *text,
	bool *found, struct err *err);

struct nums {
	VEC_OF(int64_t); /* on the heap */
};

/* Adds the papers in which a stem weighs most to nums, those that came last first, up to about `most`. */
int stems_papers(struct library *lib, int64_t stem, size_t most, struct nums *nums, struct err *err);

#endif
