/*
 * citations - what a service says of a paper's place among others: whom it cites, and who cites it.
 */
#ifndef PAPER_CITATIONS_H
#define PAPER_CITATIONS_H

#include <stdbool.h>

#include "base/vec.h"

/*
 * By canonical ids, which need not be in the library. A paper that has several (of arXiv, a DOI, of the ACL Anthology)
 * stands there under each.
 */
struct citations {
	const char *id; /* as it was asked for */
	bool known;     /* the service knows the paper */
	struct strs references, citing;
};

struct citations_vec {
	VEC_OF(struct citations);
};

#endif
