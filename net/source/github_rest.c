#include "source/github_rest.h"

/*
 * A licence that is not known to SPDX is NOASSERTION; its name then says "Other". Until 2013 watchers were what stars
 * are now.
 */
static const char facts_sql[] =
	"SELECT b ->> '$.full_name', b ->> '$.description', b ->> '$.homepage', b ->> '$.language',"
	" iif(b ->> '$.license.spdx_id' = 'NOASSERTION', b ->> '$.license.name', b ->> '$.license.spdx_id'),"
	" coalesce(b ->> '$.stargazers_count', b ->> '$.watchers'), b ->> '$.archived', b ->> '$.created_at',"
	" b ->> '$.pushed_at', b ->> '$.default_branch', b ->> '$.parent.full_name', NULL, 0"
	" FROM (SELECT ?1 AS b) WHERE json_valid(b) AND json_type(b) = 'object'";

static const char topics_sql[] = "SELECT value FROM json_each(?1, '$.topics') WHERE type = 'text'";

static const char files_sql[] =
	"SELECT value ->> '$.path', value ->> '$.type' = 'dir' FROM json_each(?1) WHERE type = 'object'"
	" AND json_type(?1) = 'array'";

static const char release_sql[] =
	"SELECT coalesce(nullif(b ->> '$.name', ''), b ->> '$.tag_name') FROM (SELECT ?1 AS b)"
	" WHERE json_valid(b) AND json_type(b) = 'object'";

static const char message_sql[] =
	"SELECT b ->> '$.block.reason', b ->> '$.message' FROM (SELECT ?1 AS b)"
	" WHERE json_valid(b) AND json_type(b) = 'object'";

int github_rest_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	int rc = repo_facts(json, facts_sql, body, "GitHub: no repository came", a, p, err);

	return rc < 0 ? rc : repo_topics(json, topics_sql, body, a, p);
}

int github_rest_files(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	return repo_is_array(body) ? repo_files(json, files_sql, body, a, p) : 0;
}

void github_rest_release(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	repo_release(json, release_sql, body, a, p);
}

void github_rest_message(struct db *json, struct str body, struct strbuf *out)
{
	struct arena a = ARENA_INIT;
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, message_sql, "s", body);

	if (rc == 0 && sql_step(q, NULL) > 0) {
		const char *reason = repo_line(sql_str(q, 0), &a), *message = repo_line(sql_str(q, 1), &a);

		if (reason)
			strbuf_addf(out, "%.80s: ", reason);
		strbuf_addf(out, "%.200s", message ? message : "");
	}
	sql_done(q);
	arena_release(&a);
}
