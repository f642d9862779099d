/*
 * seam - where a title ends and the authors begin, in a line that runs them together.
 *
 *	Rendering a Scene in 2 MB|Ada Lovelace, Grace Hopper
 *
 * Every place where a name could start is weighed: does what stands before end in a word, does what
 * follows up to the comma look like a name, and is every piece after that comma a name. Evidence
 * from the listing (exchange/lore.h) and from the abstract of the very paper, whose words recur in
 * its title, outweighs the looks.
 */
#ifndef EXCHANGE_SEAM_H
#define EXCHANGE_SEAM_H

#include "exchange/lore.h"

struct seam {
	size_t title_end; /* the title is bytes [0, title_end) */
	size_t authors;   /* the names start here */
	double score;
};

/* words: those of the paper's own abstract. False: there is no place where a name could start. */
bool seam_find(const struct lore *l, const struct map *words, struct str line, bool et_al,
	struct seam *seam);

/*
 * How much a whole line looks like names between commas and nothing else: the mean of their scores,
 * 2 to -10, and the score of the first one, where the end of a title could still stick.
 */
double seam_names(const struct lore *l, struct str line, double *first);

#endif
