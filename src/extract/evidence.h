/*
 * evidence - what the words around a thing that looks like a name say it is.
 *
 * Every run of capitalised words (chunk.h) and every proper name of the shipped lists is weighed: each
 * clue (the word before it, the word after it, its shape, what the lists say of it, …) adds to one sum
 * for "is a data set" and one for "is a method". What a text defines or introduces and what the reader
 * put on a list is not weighed. The weights stand in evidence.tsv and evidence-names.tsv; they were
 * fitted by logistic regression, and can be edited.
 */
#ifndef EXTRACT_EVIDENCE_H
#define EXTRACT_EVIDENCE_H

#include "extract/clues.h"
#include "extract/words.h"

struct weight {
	float kind[TAG_KINDS];
};

struct weights {
	VEC_OF(struct weight);
};

struct evidence {
	struct weights words[CLUE_SIGN]; /* by place and word number */
	struct weight signs[SIGNS];
	struct words names; /* whole names, by their letters and digits */
	struct weights by_name;
	bool any;
};

/* One line of evidence.tsv or evidence-names.tsv; false where it cannot be read. */
bool evidence_add(struct lists *l, const char *where, struct str line);

/*
 * Weighs all that is for it to weigh: adds local names for runs that are data sets or methods, and
 * takes off the names that the words around them speak against.
 */
void evidence_run(const struct lists *l, struct scan *s);

/* Is this a name that many papers use (evidence-names.tsv)? */
bool evidence_knows(const struct lists *l, const struct scan *s, struct chunk c);

void evidence_release(struct evidence *e);

#endif
