/*
 * withdrawn - whether a paper's own words take it back.
 *
 * arXiv keeps withdrawn papers and says so in the comments or in place of the abstract, in words of
 * the author's (arXiv help, "Withdraw an article"). The word alone means nothing: "replaces the withdrawn
 * arXiv:1234.5678", "withdrawn from the conference" and "Theorem 3 is withdrawn" leave the paper where it is.
 */
#ifndef PAPER_WITHDRAWN_H
#define PAPER_WITHDRAWN_H

#include <stdbool.h>

#include "base/str.h"

/* Whether comments say that this very paper is withdrawn. */
bool withdrawn_by_comments(struct str comments);

/* The same of an abstract, where the first sentence has to say it: further on, abstracts speak of other things. */
bool withdrawn_by_abstract(struct str abstract);

/*
 * Whether comments say that the archive lost this version, as some of before 1997: it is as empty as a withdrawn one,
 * but nobody took it back.
 */
bool withdrawn_but_lost(struct str comments);

#endif
