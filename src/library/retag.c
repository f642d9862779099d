/* Papers whose tags were made by other lists than those at hand, and their new tags. */
#include "library/store.h"
#include "library/unite.h"

int library_due(struct library *lib, uint64_t edition, int64_t *papers, struct err *err)
{
	return sql_get_int(lib->db, papers, 0, err,
		"SELECT (SELECT count(*) FROM papers WHERE edition < ?1) + "
		"(SELECT count(*) FROM papers WHERE edition > ?1)",
		"i", (int64_t)edition);
}

int library_untagged(struct library *lib, uint64_t edition, size_t most, struct arena *a,
	struct paper **papers, int64_t **nums, size_t *n, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.num, p.id, p.title, t.abstract FROM papers p JOIN texts t ON t.paper = p.num "
		"WHERE p.num IN (SELECT num FROM papers WHERE edition < ?1 "
		"UNION ALL SELECT num FROM papers WHERE edition > ?1 LIMIT ?2) ORDER BY p.num",
		"ii", (int64_t)edition, (int64_t)most);

	*papers = arena_zalloc(a, (most + 1) * sizeof **papers);
	*nums = arena_alloc(a, (most + 1) * sizeof **nums);
	for (*n = 0; rc == 0 && *n < most && (rc = sql_step(q, err)) > 0; ++*n) {
		struct paper *p = &(*papers)[*n];

		(*nums)[*n] = sql_int(q, 0);
		p->id = arena_strdup(a, sql_text(q, 1));
		p->title = arena_strdup(a, sql_text(q, 2));
		p->abstract = arena_strdup(a, sql_text(q, 3));
		rc = 0;
	}
	sql_done(q);
	return rc < 0 ? rc : 0;
}

/* ---- new tags ---- */

static bool same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* Whether the row still holds the texts that were tagged: others may have written since they were read. */
static int is_as_read(struct library *lib, int64_t num, const struct paper *p, bool *yes, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.id, p.title, t.abstract FROM papers p JOIN texts t ON t.paper = p.num WHERE p.num = ?",
		"i", num);

	*yes = false;
	if (rc == 0 && (rc = sql_step(q, err)) > 0)
		*yes = same(sql_text(q, 0), p->id) && same(sql_text(q, 1), p->title)
			&& same(sql_text(q, 2), p->abstract);
	sql_done(q);
	return rc < 0 ? rc : 0;
}

static int index_again(struct library *lib, int64_t num, const struct search_text *before, struct arena *a,
	struct err *err)
{
	struct search_text now;
	int rc = search_read(lib, num, a, &now, err);

	if (rc < 0 || same(before->tags, now.tags))
		return rc;
	rc = search_take(lib, num, before, err);
	return rc == 0 ? search_add(lib, num, &now, err) : rc;
}

static int write_tags(struct library *lib, int64_t num, const struct paper *p, struct arena *a,
	struct tag_counts_change *counts, struct err *err)
{
	struct strbuf names = STRBUF_INIT;
	struct search_text before;
	int rc = search_read(lib, num, a, &before, err);

	if (rc == 0)
		rc = rows_tags(lib, num, p, false, counts, &names, err);
	if (rc == 0)
		rc = index_again(lib, num, &before, a, err);
	strbuf_release(&names);
	return rc;
}

/* Most papers keep the tags they have: only what is another is written. */
static int retag(struct library *lib, uint64_t edition, int64_t num, const struct paper *p, struct arena *a,
	struct tag_counts_change *counts, struct err *err)
{
	struct paper known = {0};
	bool as_read;
	int rc = is_as_read(lib, num, p, &as_read, err);

	if (rc < 0 || !as_read)
		return rc;
	rc = library_get(lib, num, PART_TAGS | PART_REJECTED, a, &known, err);
	if (rc == 0 && !unite_same_tags(&known.tags, &p->tags))
		rc = write_tags(lib, num, p, a, counts, err);
	if (rc < 0)
		return rc;
	return sql_run(lib->db, err, "UPDATE papers SET edition = ? WHERE num = ?", "ii", (int64_t)edition, num);
}

int library_retag(struct library *lib, uint64_t edition, const int64_t *nums, const struct paper *papers,
	size_t n, struct err *err)
{
	struct tag_counts_change counts = {MAP_INIT};
	struct arena a = ARENA_INIT;
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < n && rc == 0; i++) {
		arena_reset(&a);
		rc = retag(lib, edition, nums[i], &papers[i], &a, &counts, err);
	}
	if (rc == 0)
		rc = search_merge(lib, n, err);
	if (rc == 0)
		rc = tag_counts_write(lib, &counts, err);
	if (rc == 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	if (rc < 0)
		names_forget(&lib->names);
	map_release(&counts.by);
	arena_release(&a);
	return rc;
}
