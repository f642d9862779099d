/* The reader's marks of two papers that turn out to be one. */
#include "library/store.h"

static int join_marks(struct library *lib, int64_t num, int64_t other, struct err *err)
{
	int64_t seen_before = 0, seen_after = 0;
	int rc = sql_get_int(lib->db, &seen_before, 0, err,
		"SELECT sum(seen) FROM marks WHERE paper IN (?, ?)", "ii", num, other);

	/* The paper that stays has the last word; two notes follow one another. */
	if (rc == 0)
		rc = sql_run(lib->db, err,
			"INSERT INTO marks (paper, state, starred, seen, seen_version, note, news) "
			"SELECT ?, state, starred, seen, seen_version, note, news FROM marks WHERE paper = ? "
			"ON CONFLICT (paper) DO UPDATE SET "
			"state = CASE WHEN state THEN state ELSE excluded.state END, "
			"starred = max(starred, excluded.starred), seen = max(seen, excluded.seen), "
			"seen_version = max(seen_version, excluded.seen_version), "
			"note = coalesce(note || char(10) || nullif(excluded.note, note), note, excluded.note), "
			"news = coalesce(news, excluded.news)",
			"ii", num, other);
	if (rc == 0)
		rc = sql_run(lib->db, err, "DELETE FROM marks WHERE paper = ?", "i", other);
	if (rc == 0)
		rc = sql_get_int(lib->db, &seen_after, 0, err, "SELECT seen FROM marks WHERE paper = ?", "i",
			num);
	return rc == 0 ? store_count_add(lib, "seen", seen_after - seen_before, err) : rc;
}

static int join_user_tags(struct library *lib, int64_t num, int64_t other,
	struct tag_counts_change *counts, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT tag FROM user_tags WHERE paper IN (?, ?) GROUP BY tag HAVING count(*) > 1", "ii", num,
		other);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		tag_count_add(counts, sql_int(q, 0), -1);
		rc = 0;
	}
	sql_done(q);
	if (rc == 0)
		rc = sql_run(lib->db, err, "UPDATE OR IGNORE user_tags SET paper = ? WHERE paper = ?", "ii",
			num, other);
	if (rc == 0)
		rc = sql_run(lib->db, err, "DELETE FROM user_tags WHERE paper = ?", "i", other);
	return rc;
}

/* What was rejected in either is rejected in the one that stays. */
static int join_rejected(struct library *lib, int64_t num, int64_t other, struct tag_counts_change *counts,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_run(lib->db, err, "UPDATE OR IGNORE rejected_tags SET paper = ? WHERE paper = ?", "ii", num,
		other);

	if (rc == 0)
		rc = sql_run(lib->db, err, "DELETE FROM rejected_tags WHERE paper = ?", "i", other);
	if (rc == 0)
		rc = sql_query(lib->db, &q, err,
			"DELETE FROM paper_tags WHERE paper = ?1 AND tag IN "
			"(SELECT tag FROM rejected_tags WHERE paper = ?1) RETURNING tag",
			"i", num);
	else
		return rc;
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		tag_count_add(counts, sql_int(q, 0), -1);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* On a list that has both, the place of the one that stays is kept and the gap closed. */
static int join_lists(struct library *lib, int64_t num, int64_t other, struct err *err)
{
	int rc = sql_run(lib->db, err, "UPDATE OR IGNORE list_papers SET paper = ? WHERE paper = ?", "ii", num,
		other);

	if (rc == 0)
		rc = sql_run(lib->db, err,
			"UPDATE lists SET papers = papers - 1 "
			"WHERE list IN (SELECT list FROM list_papers WHERE paper = ?)",
			"i", other);
	if (rc == 0)
		rc = sql_run(lib->db, err,
			"UPDATE list_papers SET pos = list_papers.pos - 1 FROM list_papers o "
			"WHERE o.paper = ? AND list_papers.list = o.list AND list_papers.pos > o.pos",
			"i", other);
	return rc == 0 ? sql_run(lib->db, err, "DELETE FROM list_papers WHERE paper = ?", "i", other) : rc;
}

int marks_join(struct library *lib, int64_t num, int64_t other, struct tag_counts_change *counts,
	struct err *err)
{
	int rc = join_marks(lib, num, other, err);

	if (rc == 0)
		rc = join_user_tags(lib, num, other, counts, err);
	if (rc == 0)
		rc = join_rejected(lib, num, other, counts, err);
	return rc == 0 ? join_lists(lib, num, other, err) : rc;
}
