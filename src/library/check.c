/* A check of the whole file: SQLite's own, then what the schema cannot say. */
#include <inttypes.h>

#include "library/store.h"

/* Each query answers a number that has to be 0. */
static const struct rule {
	const char *query, *finding;
} rules[] = {
	{"SELECT (SELECT value FROM state WHERE name = 'papers') - (SELECT count(*) FROM papers)",
		"the kept count of papers is off by"},
	{"SELECT (SELECT value FROM state WHERE name = 'seen') - (SELECT count(*) FROM marks WHERE seen)",
		"the kept count of papers that were seen is off by"},
	{"SELECT count(*) FROM tags t WHERE papers <> (SELECT count(*) FROM paper_tags x WHERE x.tag = t.tag) "
	 "+ (SELECT count(*) FROM user_tags x WHERE x.tag = t.tag)",
		"tags with a wrong count:"},
	{"SELECT count(*) FROM lists l WHERE papers <> (SELECT count(*) FROM list_papers x WHERE x.list = l.list)",
		"reading lists with a wrong count:"},
	{"SELECT count(*) FROM lists l WHERE papers <> "
	 "(SELECT coalesce(max(pos), 0) FROM list_papers x WHERE x.list = l.list)",
		"reading lists with gaps:"},
	{"SELECT count(*) FROM papers p WHERE NOT EXISTS (SELECT 1 FROM ids WHERE id = p.id AND paper = p.num)",
		"papers that are not found by their id:"},
	{"SELECT count(*) FROM papers p WHERE NOT EXISTS (SELECT 1 FROM texts WHERE paper = p.num)",
		"papers without their texts:"},
	{"SELECT count(*) FROM papers p WHERE NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = p.num)",
		"papers that a search does not see:"},
	{"SELECT (SELECT count(*) FROM search_docsize) - (SELECT count(*) FROM papers)",
		"papers in the index that are gone:"},
	{"SELECT count(*) FROM papers p WHERE NOT EXISTS (SELECT 1 FROM paper_stems WHERE paper = p.num)",
		"papers that have no related work:"},
	{"SELECT (SELECT count(*) FROM paper_stems) - (SELECT count(*) FROM papers)",
		"papers among the related work that are gone:"},
};

/* Tells each row's first column; "ok" is none. */
static int tell_rows(struct library *lib, const char *query, const char *what,
	void (*tell)(void *data, const char *line), void *data, struct err *err)
{
	struct strbuf line = STRBUF_INIT;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, query, "");

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		const char *z = sql_text(q, 0);

		rc = 0;
		if (z && !strcmp(z, "ok"))
			continue;
		strbuf_reset(&line);
		strbuf_addf(&line, "%s%s", what, z ? z : "");
		tell(data, line.buf);
	}
	sql_done(q);
	strbuf_release(&line);
	return rc;
}

static int check_rule(struct library *lib, const struct rule *r, void (*tell)(void *data, const char *line),
	void *data, struct err *err)
{
	struct strbuf line = STRBUF_INIT;
	int64_t n;
	int rc = sql_get_int(lib->db, &n, 0, err, r->query, "");

	if (rc == 0 && n) {
		strbuf_addf(&line, "%s %" PRId64, r->finding, n);
		tell(data, line.buf);
	}
	strbuf_release(&line);
	return rc;
}

int library_check(struct library *lib, void (*tell)(void *data, const char *line), void *data,
	struct err *err)
{
	int rc = tell_rows(lib, "PRAGMA integrity_check", "", tell, data, err);

	if (rc == 0)
		rc = tell_rows(lib, "SELECT \"table\" || ' row ' || coalesce(rowid, '?') FROM pragma_foreign_key_check",
			"points to nothing: ", tell, data, err);
	for (size_t i = 0; i < sizeof rules / sizeof *rules && rc == 0; i++)
		rc = check_rule(lib, &rules[i], tell, data, err);
	if (rc == 0 && lib->writable && sql_exec(lib->db, "INSERT INTO search (search) VALUES ('integrity-check')",
					err) < 0) {
		tell(data, err ? err->msg : "the full-text index is damaged");
		if (err)
			err->msg[0] = 0;
	}
	return rc;
}
