#include "source/bitbucket.h"

static const char facts_sql[] =
	"SELECT b ->> '$.full_name', b ->> '$.description', b ->> '$.website', b ->> '$.language', NULL, NULL, 0,"
	" b ->> '$.created_on', b ->> '$.updated_on', b ->> '$.mainbranch.name', b ->> '$.parent.full_name', NULL, 0"
	" FROM (SELECT ?1 AS b) WHERE json_valid(b) AND json_type(b) = 'object'";

static const char files_sql[] =
	"SELECT value ->> '$.path', value ->> '$.type' = 'commit_directory' FROM json_each(?1, '$.values')"
	" WHERE type = 'object'";

int bitbucket_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	return repo_facts(json, facts_sql, body, "Bitbucket: no repository came", a, p, err);
}

int bitbucket_files(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	return repo_files(json, files_sql, body, a, p);
}
