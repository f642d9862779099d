#include "library/tags.h"

#include <string.h>

#include "library/store.h"

const char *tags_kind_name(int64_t kind)
{
	return kind == TAG_USER ? "user" : tag_kind_names[kind];
}

/* -1: every kind. */
static int kind_number(const char *kind, int64_t *number, struct err *err)
{
	*number = -1;
	if (!kind)
		return 0;
	for (*number = 0; *number <= TAG_USER; ++*number)
		if (!strcmp(tags_kind_name(*number), kind))
			return 0;
	return err_set(err, ERR_USAGE, "\"%s\": tags are of the kinds dataset, method and user", kind);
}

/* One kind is read in the order of an index; unless a prefix leaves so few that they are sorted sooner. */
static int query_counts(struct library *lib, int64_t kind, const char *prefix, int64_t most, struct arena *a,
	struct stmt **q, struct err *err)
{
	struct strbuf sb = STRBUF_INIT;
	struct str from, end;

	if (!prefix || !*prefix)
		return kind < 0 ? sql_query(lib->db, q, err,
					  "SELECT kind, name, papers FROM tags WHERE papers > 0 "
					  "ORDER BY papers DESC, fold LIMIT ?",
					  "i", most)
				: sql_query(lib->db, q, err,
					  "SELECT kind, name, papers FROM tags WHERE kind = ? AND papers > 0 "
					  "ORDER BY papers DESC, fold LIMIT ?",
					  "ii", kind, most);
	from = str_of(arena_str(a, names_fold(prefix, &sb)));
	strbuf_addrune(&sb, 0x10FFFF);
	end = str_of(arena_str(a, strbuf_str(&sb)));
	strbuf_release(&sb);
	return sql_query(lib->db, q, err,
		"SELECT kind, name, papers FROM tags WHERE kind BETWEEN ? AND ? AND fold >= ? AND fold < ? "
		"AND papers > 0 ORDER BY papers DESC, fold LIMIT ?",
		"iissi", kind < 0 ? 0 : kind, kind < 0 ? TAG_USER : kind, from, end, most);
}

int tags_count(struct library *lib, const char *kind, const char *prefix, size_t most, struct arena *a,
	struct tag_counts *counts, struct err *err)
{
	int64_t number;
	struct stmt *q = NULL;
	int rc = kind_number(kind, &number, err);

	if (rc == 0)
		rc = query_counts(lib, number, prefix, most ? (int64_t)most : -1, a, &q, err);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct tag_count t = {tags_kind_name(sql_int(q, 0)), arena_strdup(a, sql_text(q, 1)), sql_int(q, 2)};

		vec_push_in(a, counts, t);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int tags_doubtful(struct library *lib, size_t most, struct arena *a, struct doubtful_tags *tags, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT t.kind, t.name, x.rule, count(*), max(x.paper), x.spots "
		"FROM paper_tags x JOIN tags t USING (tag) "
		"WHERE x.rule LIKE 'words.tsv%' OR x.rule LIKE 'evidence.tsv%' OR x.rule LIKE 'learnt:%' "
		"GROUP BY x.tag HAVING count(*) > 1 ORDER BY 4 DESC, t.fold LIMIT ?",
		"i", most ? (int64_t)most : -1);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct tag_spots spots = {0};

		spots_read(sql_text(q, 5), a, &spots);
		rc = 0;
		if (!spots.n)
			continue;
		vec_push_in(a, tags,
			(struct doubtful_tag){(enum tag_kind)sql_int(q, 0), arena_strdup(a, sql_text(q, 1)),
				arena_strdup(a, sql_text(q, 2)), sql_int(q, 3), sql_int(q, 4), spots.at[0]});
	}
	sql_done(q);
	return rc;
}
