/* The full-text index: contentless, so that what is taken out is told by what was put in. */
#include "library/store.h"

/* Names of the tags of all kinds and the keywords, a line each; what search_text.tags has to be. */
static int read_tag_names(struct library *lib, int64_t num, struct arena *a, const char **names,
	struct err *err)
{
	struct strbuf all = STRBUF_INIT;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT t.name FROM paper_tags x JOIN tags t USING (tag) WHERE x.paper = ?1 "
		"UNION ALL SELECT t.name FROM user_tags x JOIN tags t USING (tag) WHERE x.paper = ?1 "
		"UNION ALL SELECT keywords FROM texts WHERE paper = ?1 AND keywords IS NOT NULL",
		"i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		strbuf_addz(&all, sql_text(q, 0));
		strbuf_addch(&all, '\n');
		rc = 0;
	}
	sql_done(q);
	*names = arena_str(a, strbuf_str(&all));
	strbuf_release(&all);
	return rc;
}

int search_read(struct library *lib, int64_t num, struct arena *a, struct search_text *t, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.title, t.abstract, t.authors FROM papers p JOIN texts t ON t.paper = p.num "
		"WHERE p.num = ?",
		"i", num);

	*t = (struct search_text){0};
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		t->title = arena_strdup(a, sql_text(q, 0));
		t->abstract = arena_strdup(a, sql_text(q, 1));
		t->authors = arena_strdup(a, sql_text(q, 2));
		rc = 0;
	}
	sql_done(q);
	return rc == 0 ? read_tag_names(lib, num, a, &t->tags, err) : rc;
}

/* A paper has half a page of the index, which is merged some eight times until it lies in the largest segment. */
enum { MERGE_PAGES = 4 };

/*
 * Segments are merged by as much as each write calls for, FTS5's "merge" command, and so never for long:
 * by itself (automerge) it merges 64 pages of every level at once, in the commit that comes to it.
 */
int search_merge(struct library *lib, size_t papers, struct err *err)
{
	return sql_run(lib->db, err, "INSERT INTO search (search, rank) VALUES ('merge', ?)", "i",
		(int64_t)papers * MERGE_PAGES);
}

int search_add(struct library *lib, int64_t num, const struct search_text *t, struct err *err)
{
	return sql_run(lib->db, err,
		"INSERT INTO search (rowid, title, abstract, authors, tags) VALUES (?, ?, ?, ?, ?)", "izzzz",
		num, t->title, t->abstract, t->authors, t->tags);
}

/* FTS5, section 4.3.1, "The 'delete' command". */
int search_take(struct library *lib, int64_t num, const struct search_text *t, struct err *err)
{
	return sql_run(lib->db, err,
		"INSERT INTO search (search, rowid, title, abstract, authors, tags) "
		"VALUES ('delete', ?, ?, ?, ?, ?)",
		"izzzz", num, t->title, t->abstract, t->authors, t->tags);
}
