#include "source/gitlab.h"

static const char facts_sql[] =
	"SELECT b ->> '$.path_with_namespace', b ->> '$.description', NULL, NULL,"
	" coalesce(b ->> '$.license.nickname', b ->> '$.license.name'), b ->> '$.star_count', b ->> '$.archived',"
	" b ->> '$.created_at', b ->> '$.last_activity_at', b ->> '$.default_branch',"
	" b ->> '$.forked_from_project.path_with_namespace', NULL, b ->> '$.empty_repo'"
	" FROM (SELECT ?1 AS b) WHERE json_valid(b) AND json_type(b) = 'object'";

/* Until version 14 they were called tags (docs.gitlab.com/api/projects). */
static const char topics_sql[] =
	"SELECT value FROM json_each(?1, iif(json_type(?1, '$.topics') = 'array', '$.topics', '$.tag_list'))"
	" WHERE type = 'text'";

static const char files_sql[] =
	"SELECT value ->> '$.name', value ->> '$.type' = 'tree' FROM json_each(?1) WHERE type = 'object'"
	" AND json_type(?1) = 'array'";

static const char release_sql[] =
	"SELECT coalesce(nullif(b ->> '$[0].name', ''), b ->> '$[0].tag_name') FROM (SELECT ?1 AS b)"
	" WHERE json_valid(b) AND json_type(b) = 'array'";

int gitlab_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	int rc = repo_facts(json, facts_sql, body, "GitLab: no project came", a, p, err);

	return rc < 0 ? rc : repo_topics(json, topics_sql, body, a, p);
}

int gitlab_files(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	return repo_is_array(body) ? repo_files(json, files_sql, body, a, p) : 0;
}

void gitlab_release(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	repo_release(json, release_sql, body, a, p);
}
