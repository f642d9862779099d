/*
 * unite - one paper of two records of it. Pure: papers in, a paper out.
 *
 * What is known is never replaced by what is not; a newer record replaces what an older one said, but for the date,
 * which is the first version's, and for a list of authors that is longer; a record
 * with only a "key:" id (a listing) fills the gaps of a paper that has a better one, and no more.
 */
#ifndef LIBRARY_UNITE_H
#define LIBRARY_UNITE_H

#include "paper/paper.h"

/* What of the known paper changed. */
enum unite_parts {
	UNITE_TEXT = 1, /* any field that is not one of the following */
	UNITE_AUTHORS = 2,
	UNITE_CATEGORIES = 4,
	UNITE_LINKS = 8,
	UNITE_TAGS = 16,
};

/* Which of two ids names a paper better: the lower rank. arXiv, DOI, any other scheme, "key:". */
int unite_id_rank(const char *id);

/*
 * Adds what p says to known, and answers which parts that changed. Texts stay where they are; new arrays go to
 * the arena. tagged: p went through the extractor, so its tags are those of its texts. *mixed: the tags
 * come from both (a title of one and an abstract of the other) and should be made again.
 */
unsigned unite(struct paper *known, const struct paper *p, bool tagged, struct arena *a, bool *mixed);

/* The same tags with the same spots and rules, in the same order. */
bool unite_same_tags(const struct tag_vec *a, const struct tag_vec *b);

#endif
