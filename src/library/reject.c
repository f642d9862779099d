/* Tags of the lists and rules that the reader says are wrong for a paper, and the way back. */
#include "library/action.h"
#include "library/marks.h"

/* "method:SAM" to kind and name; -1: no kind stands in front. */
static int read_kind(const char *tag, const char **name)
{
	*name = tag;
	for (int k = 0; k < TAG_KINDS; k++) {
		size_t n = strlen(tag_kind_names[k]);

		if (!strncmp(tag, tag_kind_names[k], n) && tag[n] == ':') {
			*name = tag + n + 1;
			return k;
		}
	}
	return -1;
}

/* ---- setting it ---- */

static int count(struct library *lib, int64_t tag, int by, struct err *err)
{
	if (!sql_changes(lib->db))
		return 0;
	return sql_run(lib->db, err, "UPDATE tags SET papers = papers + ? WHERE tag = ?", "ii", (int64_t)by, tag);
}

/* The row moves with all it says, so that it can come back as it was. */
static int put_away(struct library *lib, int64_t num, int64_t tag, struct err *err)
{
	int rc = sql_run(lib->db, err,
		"INSERT OR IGNORE INTO rejected_tags (paper, tag, pos, introduced, rule, spots) "
		"SELECT paper, tag, pos, introduced, rule, spots FROM paper_tags WHERE paper = ? AND tag = ?",
		"ii", num, tag);

	if (rc == 0)
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO rejected_tags (paper, tag) VALUES (?, ?)",
			"ii", num, tag);
	if (rc == 0)
		rc = sql_run(lib->db, err, "DELETE FROM paper_tags WHERE paper = ? AND tag = ?", "ii", num, tag);
	return rc == 0 ? count(lib, tag, -1, err) : rc;
}

static int bring_back(struct library *lib, int64_t num, int64_t tag, struct err *err)
{
	int rc = sql_run(lib->db, err,
		"INSERT OR IGNORE INTO paper_tags (paper, tag, pos, introduced, rule, spots) "
		"SELECT paper, tag, pos, introduced, rule, spots FROM rejected_tags "
		"WHERE paper = ? AND tag = ? AND spots <> ''",
		"ii", num, tag);

	if (rc == 0)
		rc = count(lib, tag, 1, err);
	if (rc < 0)
		return rc;
	return sql_run(lib->db, err, "DELETE FROM rejected_tags WHERE paper = ? AND tag = ?", "ii", num, tag);
}

int mark_set_rejected(struct library *lib, int64_t num, const char *tag, bool on, struct err *err)
{
	struct search_text before, after;
	struct tag_name row = {0, NULL};
	struct arena a = ARENA_INIT;
	const char *name;
	int kind = read_kind(tag, &name);
	int rc = names_tag(lib, kind < 0 ? TAG_METHOD : kind, TAG_NAME, name, NULL, &row, err);

	if (rc == 0)
		rc = search_read(lib, num, &a, &before, err);
	if (rc == 0)
		rc = (on ? put_away : bring_back)(lib, num, row.tag, err);
	if (rc == 0)
		rc = search_read(lib, num, &a, &after, err);
	if (rc == 0 && strcmp(before.tags, after.tags)) {
		rc = search_take(lib, num, &before, err);
		if (rc == 0)
			rc = search_add(lib, num, &after, err);
		if (rc == 0)
			rc = search_merge(lib, 1, err);
	}
	arena_release(&a);
	return rc;
}

/* ---- the reader's verb ---- */

/* The tag as the journal calls it, and whether it is rejected; NULL: the paper has no such tag. */
static int find(struct library *lib, int64_t num, const char *tag, struct arena *a, const char **found,
	bool *rejected, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	const char *name;
	int kind = read_kind(tag, &name);
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT t.kind, t.name, x.rejected FROM ("
		"SELECT tag, 0 AS rejected FROM paper_tags WHERE paper = ?1 UNION ALL "
		"SELECT tag, 1 FROM rejected_tags WHERE paper = ?1) x JOIN tags t USING (tag) "
		"WHERE t.fold = ?2 AND (t.kind = ?3 OR ?3 < 0) ORDER BY t.kind LIMIT 1",
		"isi", num, names_fold(name, &fold), (int64_t)kind);

	*found = NULL;
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*found = arena_printf(a, "%s:%s", tag_kind_names[sql_int(q, 0)], sql_text(q, 1));
		*rejected = sql_int(q, 2);
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&fold);
	return rc;
}

int marks_reject(struct library *lib, int64_t num, const char *tag, bool on, struct err *err)
{
	struct step s = {.field = STEP_REJECT, .num = num, .new = value_int(on), .old = value_int(!on)};
	struct arena a = ARENA_INIT;
	bool rejected = false;
	int rc = find(lib, num, tag, &a, &s.name, &rejected, err);

	if (rc == 0 && !s.name)
		rc = err_set(err, ERR_NOT_FOUND, "no list or rule found \"%s\" there", tag);
	if (rc == 0 && rejected != on)
		rc = step_do(lib, &s, err);
	arena_release(&a);
	return rc;
}
