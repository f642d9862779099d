/* Tags made again after an edit of the lists: a few papers at a time, so that reading and writing go on. */
#include "library/put.h"

int library_untagged(struct library *lib, uint64_t edition, size_t most, struct arena *a,
	struct paper **papers, int64_t **nums, size_t *n, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT num FROM papers WHERE edition < ?1 OR edition > ?1 LIMIT ?2", "ii", (int64_t)edition,
		(int64_t)most);

	*n = 0;
	*papers = arena_alloc(a, most * sizeof **papers);
	*nums = arena_alloc(a, most * sizeof **nums);
	while (rc == 0 && *n < most && (rc = sql_step(q, err)) > 0) {
		(*nums)[*n] = sql_int(q, 0);
		rc = library_get(lib, (*nums)[*n], PART_TEXT, a, &(*papers)[*n], err);
		*n += rc == 0;
	}
	sql_done(q);
	return rc;
}

static bool same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* 1 where the row still has the texts that were tagged: an import may have come between. */
static int still_reads(struct library *lib, int64_t num, const struct paper *p, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.title, t.abstract FROM papers p JOIN texts t ON t.paper = p.num WHERE p.num = ?", "i",
		num);

	if (rc == 0)
		rc = sql_step(q, err);
	if (rc > 0)
		rc = same(sql_text(q, 0), p->title) && same(sql_text(q, 1), p->abstract);
	sql_done(q);
	return rc;
}

static int retag_paper(struct put *b, uint64_t edition, int64_t num, const struct paper *p, struct err *err)
{
	struct strbuf names = STRBUF_INIT;
	struct pending *index;
	int rc = still_reads(b->lib, num, p, err);

	if (rc <= 0)
		return rc;
	rc = put_touch(b, num, &index, err);
	if (rc == 0)
		rc = rows_tags(b->lib, num, p, false, &b->counts, &names, err);
	if (rc == 0)
		rc = sql_run(b->lib->db, err, "UPDATE papers SET edition = ? WHERE num = ?", "ii",
			(int64_t)edition, num);
	strbuf_release(&names);
	return rc;
}

int library_retag(struct library *lib, uint64_t edition, const int64_t *nums, const struct paper *papers,
	size_t n, struct err *err)
{
	struct put b = {.lib = lib};
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = retag_paper(&b, edition, nums[i], &papers[i], err);
	if (rc == 0)
		rc = tag_counts_write(lib, &b.counts, err);
	if (rc == 0)
		rc = put_write_index(&b, err);
	if (rc == 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	if (rc < 0)
		names_forget(&lib->names);
	put_release(&b);
	return rc;
}
