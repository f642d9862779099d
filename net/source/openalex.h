/*
 * openalex - whom a paper cites, from OpenAlex (developers.openalex.org): a work by its DOI names the works that it
 * cites; their DOIs are asked for a hundred at a time. Pure: bytes in, ids out.
 */
#ifndef NET_SOURCE_OPENALEX_H
#define NET_SOURCE_OPENALEX_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/vec.h"

enum { OPENALEX_BATCH = 100 };

/* The path of a paper's work, by its canonical id; false where OpenAlex has no name for it. Adds to out. */
bool openalex_path_of(const char *id, struct strbuf *out);

/* Adds the works that it cites ("W2963403868"), in the arena. */
int openalex_read_work(struct str body, struct arena *a, struct strs *works, struct err *err);

/* The path of a list of n of them. Adds to out. */
void openalex_path_list(const char *const *works, size_t n, struct strbuf *out);

/* Adds the canonical ids of those of a list that have a DOI. */
int openalex_read_list(struct str body, struct arena *a, struct strs *ids, struct err *err);

#endif
