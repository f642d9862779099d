/*
 * repo - what the answers of code hosts have in common: facts of a repository, names of files, a README. The files
 * beside it say what each host calls them. Pure: bytes in, a code page filled in; texts in the arena.
 *
 * JSON is read by SQLite's JSON functions (base/sql.h); `json` is any open database.
 */
#ifndef NET_SOURCE_REPO_H
#define NET_SOURCE_REPO_H

#include "base/sql.h"
#include "base/strbuf.h"
#include "extract/readme.h"
#include "paper/code_page.h"

/* The columns of a host's query for facts, in this order; NULL where the host does not say. */
enum repo_fact {
	FACT_NAME, /* "owner/name" as it is now */
	FACT_DESCRIPTION,
	FACT_HOMEPAGE,
	FACT_LANGUAGE,
	FACT_LICENSE,
	FACT_STARS,
	FACT_ARCHIVED,
	FACT_CREATED,
	FACT_PUSHED,
	FACT_BRANCH,
	FACT_FORK_OF,
	FACT_RELEASE,
	FACT_EMPTY, /* true where it has no files at all */
	FACTS,
};

/*
 * Fills in the page from the one row that the query gives for the body; p->there becomes true. Fails with `what` in the
 * message where the body is no JSON or has no name. A name that is not p->repo is where the repository has moved.
 */
int repo_facts(struct db *json, const char *query, struct str body, const char *what, struct arena *a,
	struct code_page *p, struct err *err);

/* Adds the texts of the query's rows. */
int repo_topics(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p);

/* The release is the text of the query's one row; nothing changes where there is no row, or the body is no JSON. */
void repo_release(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p);

/* A list of files is a JSON array; an object in its place is some message, and no empty folder. */
static inline bool repo_is_array(struct str body)
{
	return str_starts(str_trim(body), "[");
}

/*
 * Adds the files of the query's rows: path, and whether it is a folder. Of a path with folders in it the first counts,
 * once. The files are then known.
 */
int repo_files(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p);

/* The name of the README among the files, the plainest one; NULL where there is none. */
const char *repo_readme_file(const struct code_page *p);

void repo_readme(struct str raw, enum readme_format format, struct arena *a, struct code_page *p);

/* ---- single facts, for pages that are no JSON ---- */

void repo_name(struct str name, struct arena *a, struct code_page *p);
void repo_file(struct str path, bool folder, struct arena *a, struct code_page *p);
const char *repo_line(struct str text, struct arena *a); /* clean, not too long; NULL where nothing is left */

/* "2013-09-30T13:46:02.000Z" as "2013-09-30T13:46:02Z"; of a time elsewhere the day is near enough. NULL: no date. */
const char *repo_moment(struct str text, struct arena *a);

#endif
