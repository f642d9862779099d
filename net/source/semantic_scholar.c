#include "source/semantic_scholar.h"

#include "base/json.h"
#include "base/sql.h"
#include "exchange/field.h"
#include "paper/paper_id.h"

const char semantic_scholar_path[] =
	"/graph/v1/paper/batch?fields=externalIds,references.externalIds,citations.externalIds";

/* Our scheme and how the service calls it. */
static const struct scheme {
	const char *ours, *theirs;
} schemes[] = {
	{"arxiv:", "ARXIV:"},
	{"acl:", "ACL:"},
	{"doi:", "DOI:"},
};

enum { SCHEMES = sizeof schemes / sizeof *schemes };

void semantic_scholar_ask(const char *const *ids, size_t n, struct strbuf *out)
{
	struct strbuf id = STRBUF_INIT;
	struct json j = {out, false};

	strbuf_reset(out);
	json_open(&j, '{');
	json_key(&j, "ids");
	json_open(&j, '[');
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < SCHEMES; k++)
			if (str_starts(str_of(ids[i]), schemes[k].ours)) {
				strbuf_reset(&id);
				strbuf_addf(&id, "%s%s", schemes[k].theirs, ids[i] + strlen(schemes[k].ours));
				json_z(&j, id.buf);
			}
	json_close(&j, ']');
	json_close(&j, '}');
	strbuf_release(&id);
}

/* ---- the answer ---- */

enum side { REFERENCES, CITATIONS };

/* The columns after the paper's place and the side are external ids, in the order of schemes. */
static const char edges_sql[] =
	"SELECT e.key, 0, r.value ->> '$.externalIds.ArXiv', r.value ->> '$.externalIds.ACL', "
	"r.value ->> '$.externalIds.DOI' FROM json_each(?1) e, json_each(e.value, '$.references') r "
	"WHERE e.type = 'object' AND r.type = 'object' UNION ALL "
	"SELECT e.key, 1, r.value ->> '$.externalIds.ArXiv', r.value ->> '$.externalIds.ACL', "
	"r.value ->> '$.externalIds.DOI' FROM json_each(?1) e, json_each(e.value, '$.citations') r "
	"WHERE e.type = 'object' AND r.type = 'object'";

/* Every name that the paper has; arXiv's own DOIs come out as what they stand for. */
static void add_names(struct stmt *q, struct arena *a, struct strs *ids)
{
	struct strbuf text = STRBUF_INIT;
	const char *name, *id, *last = NULL;

	for (int i = 0; i < SCHEMES; i++) {
		name = field_line(sql_str(q, 2 + i), a);
		if (!name)
			continue;
		strbuf_reset(&text);
		strbuf_addz(&text, schemes[i].ours);
		strbuf_addz(&text, name);
		id = paper_id_read(strbuf_str(&text), a, NULL);
		if (id && !(last && !strcmp(id, last)))
			vec_push_in(a, ids, id);
		last = id ? id : last;
	}
	strbuf_release(&text);
}

static int read_edges(struct db *db, struct str body, struct arena *a, struct citations *papers, size_t n,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(db, &q, err, edges_sql, "s", body);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct citations *p = sql_int(q, 0) < (int64_t)n ? &papers[sql_int(q, 0)] : NULL;

		rc = 0;
		if (p)
			add_names(q, a, sql_int(q, 1) == REFERENCES ? &p->references : &p->citing);
	}
	sql_done(q);
	return rc;
}

static int read_known(struct db *db, struct str body, struct citations *papers, size_t n, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(db, &q, err, "SELECT key FROM json_each(?) WHERE type = 'object'", "s", body);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		rc = 0;
		if (sql_int(q, 0) < (int64_t)n)
			papers[sql_int(q, 0)].known = true;
	}
	sql_done(q);
	return rc;
}

/* An object with "error" or "message" in place of a list. */
static int refused(struct db *db, struct str body, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stmt *q;
	const char *why = NULL;
	int rc = sql_query(db, &q, err, "SELECT ?1 ->> '$.error', ?1 ->> '$.message'", "s", body);

	if (rc == 0 && sql_step(q, err) > 0)
		why = field_line(sql_str(q, sql_null(q, 0) ? 1 : 0), &a);
	sql_done(q);
	rc = err_set(err, ERR_NETWORK, "Semantic Scholar: %.200s", why ? why : "no list of papers came");
	arena_release(&a);
	return rc;
}

static int read_list(struct db *db, struct str body, const char *const *ids, size_t n, struct arena *a,
	struct citations_vec *out, struct err *err)
{
	size_t first = out->n;
	int64_t list = 0;
	int rc = sql_get_int(db, &list, 0, NULL, "SELECT json_valid(?1) AND json_type(?1) = 'array'", "s", body);

	if (rc < 0 || !list)
		return refused(db, body, err);
	for (size_t i = 0; i < n; i++)
		vec_push_in(a, out, (struct citations){.id = ids[i]});
	rc = read_known(db, body, out->at + first, n, err);
	return rc == 0 ? read_edges(db, body, a, out->at + first, n, err) : rc;
}

int semantic_scholar_read(struct str body, const char *const *ids, size_t n, struct arena *a,
	struct citations_vec *out, struct err *err)
{
	struct db *db;
	int rc = sql_open(&db, ":memory:", SQL_CREATE, err);

	if (rc < 0)
		return rc;
	rc = read_list(db, body, ids, n, a, out, err);
	sql_close(db);
	return rc;
}
