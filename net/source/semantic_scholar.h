/*
 * semantic_scholar - whom papers cite and who cites them, from Semantic Scholar's Academic Graph API
 * (api.semanticscholar.org/api-docs/graph): POST /graph/v1/paper/batch answers up to 500 papers at once, in the order
 * asked, null for one that it does not know. Pure: bytes in, citations out.
 */
#ifndef NET_SOURCE_SEMANTIC_SCHOLAR_H
#define NET_SOURCE_SEMANTIC_SCHOLAR_H

#include "base/err.h"
#include "base/strbuf.h"
#include "paper/citations.h"

enum { SEMANTIC_SCHOLAR_BATCH = 500 };

extern const char semantic_scholar_path[]; /* of the service: "/graph/v1/…" */

/* The body of a request for n canonical ids (arxiv:, doi:, acl:). Replaces what is in out. */
void semantic_scholar_ask(const char *const *ids, size_t n, struct strbuf *out);

/*
 * Adds what the answer says of each of the ids that were asked for. Texts in the arena. Fails where it is no answer to
 * that, with the service's own words where it says what is wrong.
 */
int semantic_scholar_read(struct str body, const char *const *ids, size_t n, struct arena *a,
	struct citations_vec *out, struct err *err);

#endif
