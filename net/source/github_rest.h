/*
 * github_rest - a repository by GitHub's REST interface (docs.github.com/rest/repos): GET /repos/OWNER/NAME, and
 * /contents and /releases/latest of it. See repo.h.
 */
#ifndef NET_SOURCE_GITHUB_REST_H
#define NET_SOURCE_GITHUB_REST_H

#include "source/repo.h"

#define GITHUB_JSON "application/vnd.github+json"
#define GITHUB_RAW "application/vnd.github.raw+json"

/* /repos/OWNER/NAME; a repository that was renamed says its new name. */
int github_rest_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);

/* /repos/OWNER/NAME/contents. Nothing where it is no list. */
int github_rest_files(struct db *json, struct str body, struct arena *a, struct code_page *p);

/* /repos/OWNER/NAME/releases/latest: its name, else its tag. Nothing where there is none. */
void github_rest_release(struct db *json, struct str body, struct arena *a, struct code_page *p);

/* What an error says, "" where nothing ("Not Found"); "dmca" and its like in front where it is blocked. Adds to out. */
void github_rest_message(struct db *json, struct str body, struct strbuf *out);

#endif
