#include "source/github_graphql.h"

#include <stdio.h>

#include "base/json.h"

/* READMEs have few names; one by another name is among the entries and is fetched on its own. */
static const char fragment[] =
	" fragment facts on Repository{nameWithOwner description homepageUrl stargazerCount isArchived isEmpty"
	" createdAt pushedAt primaryLanguage{name} licenseInfo{spdxId name} parent{nameWithOwner} "
	"defaultBranchRef{name}"
	" latestRelease{name tagName} repositoryTopics(first:50){nodes{topic{name}}}"
	" tree:object(expression:\"HEAD:\"){...on Tree{entries{name type}}}"
	" md:object(expression:\"HEAD:README.md\"){...on Blob{text}}"
	" low:object(expression:\"HEAD:readme.md\"){...on Blob{text}}"
	" rst:object(expression:\"HEAD:README.rst\"){...on Blob{text}}"
	" plain:object(expression:\"HEAD:README\"){...on Blob{text}}}";

static const struct {
	const char *alias;
	enum readme_format format;
} readmes[] = {
	{"$.md.text", README_MARKDOWN}, {"$.low.text", README_MARKDOWN}, {"$.rst.text", README_RST},
	{"$.plain.text", README_PLAIN},
};

static const char facts_sql[] =
	"SELECT b ->> '$.nameWithOwner', b ->> '$.description', b ->> '$.homepageUrl', b ->> "
	"'$.primaryLanguage.name',"
	" iif(b ->> '$.licenseInfo.spdxId' = 'NOASSERTION', b ->> '$.licenseInfo.name', b ->> "
	"'$.licenseInfo.spdxId'),"
	" b ->> '$.stargazerCount', b ->> '$.isArchived', b ->> '$.createdAt', b ->> '$.pushedAt',"
	" b ->> '$.defaultBranchRef.name', b ->> '$.parent.nameWithOwner',"
	" coalesce(nullif(b ->> '$.latestRelease.name', ''), b ->> '$.latestRelease.tagName'), b ->> '$.isEmpty'"
	" FROM (SELECT ?1 AS b)";

static const char topics_sql[] =
	"SELECT value ->> '$.topic.name' FROM json_each(?1, '$.repositoryTopics.nodes') WHERE type = 'object'";

static const char files_sql[] =
	"SELECT value ->> '$.name', value ->> '$.type' = 'tree' FROM json_each(?1, '$.tree.entries')"
	" WHERE type = 'object'";

/* ---- asking ---- */

static bool split(const char *repo, struct str *owner, struct str *name)
{
	struct str s = str_of(repo);
	ptrdiff_t slash = str_chr(s, '/');

	*owner = str_sub(s, 0, slash < 0 ? 0 : (size_t)slash);
	*name = str_sub(s, slash < 0 ? 0 : (size_t)slash + 1, s.n);
	return slash > 0 && name->n && str_chr(*name, '/') < 0;
}

static void add_query(const struct code_page *pages, size_t n, struct strbuf *query)
{
	struct str owner, name;

	strbuf_addz(query, "query(");
	for (size_t i = 0; i < n; i++)
		if (split(pages[i].repo, &owner, &name))
			strbuf_addf(query, "$o%zu:String!,$n%zu:String!,", i, i);
	strbuf_addz(query, "){"); /* commas are blanks there (GraphQL specification, section 2.1.7) */
	for (size_t i = 0; i < n; i++)
		if (split(pages[i].repo, &owner, &name))
			strbuf_addf(query, "r%zu:repository(owner:$o%zu,name:$n%zu){...facts}", i, i, i);
	strbuf_addz(query, "rateLimit{cost remaining resetAt}}");
	strbuf_addz(query, fragment);
}

void github_graphql_ask(const struct code_page *pages, size_t n, struct strbuf *out)
{
	struct json j = {out, false};
	struct strbuf query = STRBUF_INIT;
	struct str owner, name;
	char key[24];

	strbuf_reset(out);
	add_query(pages, n, &query);
	json_open(&j, '{');
	json_key(&j, "query");
	json_str(&j, strbuf_str(&query));
	json_key(&j, "variables");
	json_open(&j, '{');
	for (size_t i = 0; i < n; i++) {
		if (!split(pages[i].repo, &owner, &name))
			continue;
		snprintf(key, sizeof key, "o%zu", i);
		json_key(&j, key);
		json_str(&j, owner);
		snprintf(key, sizeof key, "n%zu", i);
		json_key(&j, key);
		json_str(&j, name);
	}
	json_close(&j, '}');
	json_close(&j, '}');
	strbuf_release(&query);
}

/* ---- reading ---- */

static int read_readme(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && !p->readme && i < sizeof readmes / sizeof *readmes; i++) {
		struct stmt *q;

		rc = sql_query(json, &q, NULL, "SELECT ?1 ->> ?2", "sz", body, readmes[i].alias);
		if (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
			rc = 0;
			if (!sql_null(q, 0))
				repo_readme(sql_str(q, 0), readmes[i].format, a, p);
		}
		sql_done(q);
	}
	return rc;
}

static int read_page(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	int64_t tree = 0;
	int rc = repo_facts(json, facts_sql, body, "GitHub: no repository came", a, p, NULL);

	if (rc == 0)
		rc = repo_topics(json, topics_sql, body, a, p);
	if (rc == 0)
		rc = sql_get_int(json, &tree, 0, NULL, "SELECT json_type(?1, '$.tree.entries') = 'array'", "s", body);
	if (rc == 0 && tree)
		rc = repo_files(json, files_sql, body, a, p);
	return rc == 0 ? read_readme(json, body, a, p) : rc;
}

/* The place that "r17" stands for; n where it is none. */
static size_t place_of(struct str alias, size_t n)
{
	size_t place = 0;

	if (alias.n < 2 || alias.n > 6 || *alias.p != 'r')
		return n;
	for (size_t i = 1; i < alias.n; i++) {
		if (!ch_digit(alias.p[i]))
			return n;
		place = place * 10 + (size_t)(alias.p[i] - '0');
	}
	return place < n ? place : n;
}

static int read_data(struct db *json, struct str body, struct code_page *pages, size_t n, struct arena *a,
	enum github_found *found)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, "SELECT key, value FROM json_each(?1, '$.data') WHERE type = "
		"'object'", "s",
		body);

	while (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
		size_t place = place_of(sql_str(q, 0), n);

		rc = 0;
		if (place < n && read_page(json, sql_str(q, 1), a, &pages[place]) == 0)
			found[place] = GITHUB_FOUND;
	}
	sql_done(q);
	return rc;
}

static int read_errors(struct db *json, struct str body, size_t n, enum github_found *found)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL,
		"SELECT value ->> '$.path[0]' FROM json_each(?1, '$.errors')"
		" WHERE type = 'object' AND value ->> '$.type' = 'NOT_FOUND'",
		"s", body);

	while (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
		size_t place = sql_null(q, 0) ? n : place_of(sql_str(q, 0), n);

		rc = 0;
		if (place < n && found[place] == GITHUB_UNKNOWN)
			found[place] = GITHUB_MISSING;
	}
	sql_done(q);
	return rc;
}

static int refused(struct db *json, struct str body, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stmt *q;
	const char *why = NULL;
	int rc = sql_query(json, &q, NULL,
		"SELECT coalesce(?1 ->> '$.errors[0].message', ?1 ->> '$.message') WHERE json_valid(?1)", "s", body);

	if (rc == 0 && sql_step(q, NULL) > 0)
		why = repo_line(sql_str(q, 0), &a);
	sql_done(q);
	rc = err_set(err, ERR_NETWORK, "GitHub: %.200s", why ? why : "no answer to what was asked came");
	arena_release(&a);
	return rc;
}

int github_graphql_read(struct db *json, struct str body, struct code_page *pages, size_t n, struct arena *a,
	enum github_found *found, struct err *err)
{
	int64_t good = 0;

	for (size_t i = 0; i < n; i++)
		found[i] = GITHUB_UNKNOWN;
	if (sql_get_int(json, &good, 0, NULL, "SELECT json_valid(?1) AND json_type(?1, '$.data') = 'object'", "s",
		    body) < 0 || !good)
		return refused(json, body, err);
	if (read_data(json, body, pages, n, a, found) < 0 || read_errors(json, body, n, found) < 0)
		return refused(json, body, err);
	return 0;
}
