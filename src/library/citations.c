#include "library/citations.h"

#include "library/store.h"

/* ---- in ---- */

static int put_edge(struct library *lib, const char *citing, const char *cited, struct err *err)
{
	return sql_run(lib->db, err, "INSERT OR IGNORE INTO citations (citing, cited) VALUES (?, ?)", "zz", citing,
		cited);
}

static int put_one(struct library *lib, const struct citations *c, int64_t now, struct err *err)
{
	int rc = sql_run(lib->db, err, "REPLACE INTO citations_asked (id, at) VALUES (?, ?)", "zi", c->id, now);

	for (size_t i = 0; i < c->references.n && rc == 0; i++)
		rc = put_edge(lib, c->id, c->references.at[i], err);
	for (size_t i = 0; i < c->citing.n && rc == 0; i++)
		rc = put_edge(lib, c->citing.at[i], c->id, err);
	return rc;
}

int citations_put(struct library *lib, const struct citations *c, size_t n, int64_t now, struct err *err)
{
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_one(lib, &c[i], now, err);
	if (rc == 0)
		return sql_commit(lib->db, err);
	sql_rollback(lib->db);
	return rc;
}

/* ---- out ---- */

enum { DAY = 86400 };

int citations_due(struct library *lib, int64_t now, size_t most, struct arena *a, struct strs *ids, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT name FROM (SELECT p.num AS num, CASE WHEN p.id LIKE 'arxiv:%' OR p.id LIKE 'doi:%' "
		"OR p.id LIKE 'acl:%' THEN p.id ELSE 'doi:' || t.doi END AS name "
		"FROM papers p JOIN texts t ON t.paper = p.num ORDER BY p.num DESC) "
		"LEFT JOIN citations_asked c ON c.id = name WHERE name IS NOT NULL AND (c.at IS NULL OR ?1 - c.at >= "
		"CASE WHEN ?1 / ?2 - (num >> ?3) <= 31 THEN 7 * ?2 ELSE 30 * ?2 END) ORDER BY num DESC LIMIT ?4",
		"iiii", now, (int64_t)DAY, (int64_t)NUM_SEQUENCE_BITS, (int64_t)most);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, ids, arena_strdup(a, sql_text(q, 0)));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int citations_count(struct library *lib, int64_t num, int64_t *references, int64_t *citing, struct err *err)
{
	int rc = sql_get_int(lib->db, references, 0, err,
		"SELECT count(DISTINCT o.paper) FROM ids i JOIN citations c ON c.citing = i.id "
		"JOIN ids o ON o.id = c.cited WHERE i.paper = ?",
		"i", num);

	return rc < 0 ? rc
		: sql_get_int(lib->db, citing, 0, err,
			"SELECT count(DISTINCT o.paper) FROM ids i JOIN citations c ON c.cited = i.id "
			"JOIN ids o ON o.id = c.citing WHERE i.paper = ?",
			"i", num);
}
