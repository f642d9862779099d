/*
 * github_graphql - up to a hundred repositories by one request to GitHub's GraphQL interface (docs.github.com/graphql:
 * object Repository; rate and query limits), for those with a token. See repo.h.
 */
#ifndef NET_SOURCE_GITHUB_GRAPHQL_H
#define NET_SOURCE_GITHUB_GRAPHQL_H

#include "source/repo.h"

enum { GITHUB_GRAPHQL_BATCH = 100 };

enum github_found {
	GITHUB_UNKNOWN, /* the answer says nothing of it, or an error that is not the repository's */
	GITHUB_MISSING,
	GITHUB_FOUND,
};

/*
 * The body of the request for n repositories "owner/name", the names as variables. Replaces what is in out. One that is
 * not "owner/name" is asked for as nothing.
 */
void github_graphql_ask(const struct code_page *pages, size_t n, struct strbuf *out);

/*
 * Fills in the pages that the answer has, found[i] telling of each. Partial answers are used: GitHub says with status
 * 200 what it could not find. Fails where there are no data at all, with GitHub's words.
 */
int github_graphql_read(struct db *json, struct str body, struct code_page *pages, size_t n, struct arena *a,
	enum github_found *found, struct err *err);

#endif
