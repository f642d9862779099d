/*
 * author - whether two names may be one person's: "Li Shen" and "L. Shen" may, "Li Shen" and "Lei Shen" are two.
 */
#ifndef RELATED_AUTHOR_H
#define RELATED_AUTHOR_H

#include "base/str.h"

enum author_match {
	AUTHOR_OTHER,
	AUTHOR_MAYBE, /* one has an initial where the other has a name, or leaves one out */
	AUTHOR_SAME,  /* the same letters: "Zhi-Hua Zhou", "Zhihua Zhou" */
};

/*
 * Names are folded (base/utf8.h), the family name last. Names of the same person in other scripts or orders, and those
 * of one word, are others.
 */
enum author_match author_match(struct str a, struct str b);

/* The family name: the last word, as it stands in the name. */
struct str author_surname(struct str name);

#endif
