#include "source/huggingface.h"

/* Its card (README) may say a licence, else one of the tags does: "license:mit". */
static const char facts_sql[] =
	"SELECT b ->> '$.id', b ->> '$.description', NULL, b ->> '$.library_name',"
	" coalesce(iif(json_type(b, '$.cardData.license') = 'text', b ->> '$.cardData.license', NULL),"
	" (SELECT substr(value, 9) FROM json_each(b, '$.tags') WHERE type = 'text' AND value LIKE 'license:%')),"
	" b ->> '$.likes', b ->> '$.disabled', b ->> '$.createdAt', b ->> '$.lastModified', 'main', NULL, NULL, 0"
	" FROM (SELECT ?1 AS b) WHERE json_valid(b) AND json_type(b) = 'object'";

/* Tags that are a pair ("license:mit", "arxiv:2307.09288", "region:us") are facts, not topics. */
static const char topics_sql[] =
	"SELECT value FROM json_each(?1, '$.tags') WHERE type = 'text' AND instr(value, ':') = 0";

static const char files_sql[] =
	"SELECT value ->> '$.rfilename', 0 FROM json_each(?1, '$.siblings') WHERE type = 'object'";

int huggingface_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	int64_t listed = 0;
	int rc = repo_facts(json, facts_sql, body, "Hugging Face: no repository came", a, p, err);

	if (rc == 0)
		rc = repo_topics(json, topics_sql, body, a, p);
	if (rc == 0)
		rc = sql_get_int(json, &listed, 0, err, "SELECT json_type(?1, '$.siblings') = 'array'", "s", body);
	return rc == 0 && listed ? repo_files(json, files_sql, body, a, p) : rc;
}
