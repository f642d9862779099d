/*
 * paper_id - one name for one paper (the command-line contract, "Ids").
 *
 *	arxiv:2210.05177     never with a version; old style arxiv:hep-th/9711200
 *	doi:10.1000/xyz      lower case (a DOI has no case: ISO 26324, section 6)
 *	acl:2021.cinlp-1.3
 *	SCHEME:REST          any other that a record brings along
 *	key:0123456789abcdef a hash over the folded title and the first author
 */
#ifndef PAPER_PAPER_ID_H
#define PAPER_PAPER_ID_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Canonical form of an id in any form the contract accepts: canonical, bare arXiv id with or without
 * version, arXiv, DOI or ACL Anthology URL, "arXiv:…", DOI. NULL where it is none of these (perhaps a prefix, or #N).
 * version, where not NULL, gets the arXiv version that stood there, else 0.
 */
const char *paper_id_read(struct str text, struct arena *a, int *version);

/*
 * The canonical id of a path at aclanthology.org ("2021.cinlp-1.3/", "P19-1001.pdf"), what follows a paper's passed
 * over; NULL where it is none.
 */
const char *paper_id_acl(struct str path, struct arena *a);

/* "key:" id for a paper that has no other; authors may be NULL. */
const char *paper_id_key(struct str title, const char *first_author, struct arena *a);

/* True for a "key:" id: made here, and of no use to people. */
bool paper_id_is_key(const char *id);

/* The arXiv identifier of a canonical id ("2210.05177"), or NULL. */
const char *paper_id_arxiv(const char *id);

/*
 * The month in which arXiv gave a canonical id, as its digits say it ("2022-10"); NULL for others. The first version
 * was sent in that month or shortly before.
 */
const char *paper_id_month(const char *id, struct arena *a);

/* The DOI of a canonical id, or NULL. */
const char *paper_id_doi(const char *id);

/*
 * A page to open for a canonical id ("https://arxiv.org/abs/2210.05177"), or its PDF; NULL where
 * none is known.
 */
const char *paper_id_page(const char *id, struct arena *a);
const char *paper_id_pdf(const char *id, struct arena *a);

#endif
