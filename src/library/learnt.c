#include "library/learnt.h"

#include "extract/proper.h"
#include "library/store.h"

/* A name (proper.h) in more papers than this is an ordinary word. */
enum { COMMON_LEAST = 20, COMMON_SHARE = 500 };

enum state { NOT_YET, LEARNT, COMMON };

/* ---- noting ---- */

/* The finders of proposals name the list of their words; a name that a list has is found anyway. */
static bool no_list_knows(const char *rule)
{
	return rule && (!strncmp(rule, "words.tsv", 9) || !strncmp(rule, "evidence.tsv", 12));
}

int learnt_note(struct library *lib, const struct tag *t, int64_t tag, struct err *err)
{
	if (!t->introduced || t->sort != TAG_NAME || !no_list_knows(t->rule) || !proper_name(str_of(t->name)))
		return 0;
	return sql_run(lib->db, err, "INSERT OR IGNORE INTO learnt (tag, state) VALUES (?, ?)", "ii", tag,
		(int64_t)NOT_YET);
}

/* ---- looking up ---- */

int learnt_pending(struct library *lib, int64_t *names, struct err *err)
{
	return sql_get_int(lib->db, names, 0, err, "SELECT count(*) FROM learnt WHERE state = 0", "");
}

struct users {
	VEC_OF(int64_t);
};

/* The papers that have the word in title or abstract, at most most + 1; upper and small letters alike. */
static int find_users(struct library *lib, const char *name, int64_t most, struct arena *a,
	struct users *users, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", "zi",
		arena_printf(a, "{title abstract} : \"%s\"", name), most + 1);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, users, sql_int(q, 0));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int make_due(struct library *lib, int64_t num, int64_t tag, struct err *err)
{
	return sql_run(lib->db, err,
		"UPDATE papers SET edition = 0 WHERE num = ?1 AND "
		"NOT EXISTS (SELECT 1 FROM paper_tags WHERE paper = ?1 AND tag = ?2)",
		"ii", num, tag);
}

/* What users say of a name. Within a transaction. */
static int settle(struct library *lib, int64_t tag, const struct users *users, bool common, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && !common && i < users->n; i++)
		rc = make_due(lib, users->at[i], tag, err);
	if (rc < 0)
		return rc;
	return sql_run(lib->db, err,
		"UPDATE learnt SET state = ?1, id = (SELECT p.id FROM paper_tags x JOIN papers p ON p.num = x.paper "
		"WHERE x.tag = ?2 AND x.introduced ORDER BY x.paper LIMIT 1) WHERE tag = ?2",
		"ii", (int64_t)(common ? COMMON : LEARNT), tag);
}

static int version(struct library *lib, int64_t *v, struct err *err)
{
	return sql_get_int(lib->db, v, 0, err, "PRAGMA data_version", "");
}

/*
 * A phrase of common words is looked for in tens of milliseconds, so that is done before the lock is taken; and again
 * with it where another connection wrote meanwhile.
 */
static int look_up(struct library *lib, int64_t tag, const char *name, struct arena *a, struct err *err)
{
	int64_t most = library_count(lib) / COMMON_SHARE, before = 0, now = 0;
	struct users users = {0};
	int rc = version(lib, &before, err);

	most = most < COMMON_LEAST ? COMMON_LEAST : most;
	if (rc == 0)
		rc = find_users(lib, name, most, a, &users, err);
	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	rc = version(lib, &now, err);
	if (rc == 0 && now != before) {
		users.n = 0;
		rc = find_users(lib, name, most, a, &users, err);
	}
	if (rc == 0)
		rc = settle(lib, tag, &users, (int64_t)users.n > most, err);
	if (rc == 0)
		return sql_commit(lib->db, err);
	sql_rollback(lib->db);
	return rc;
}

int learnt_look(struct library *lib, size_t most, struct err *err)
{
	struct learnt_names {
		VEC_OF(struct tag_name);
	} names = {0};
	struct arena a = ARENA_INIT;
	struct stmt *q = NULL;
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_query(lib->db, &q, err,
			"SELECT l.tag, t.name FROM learnt l JOIN tags t USING (tag) WHERE l.state = 0 LIMIT ?", "i",
			(int64_t)most);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(&a, &names, (struct tag_name){sql_int(q, 0), arena_strdup(&a, sql_text(q, 1))});
		rc = 0;
	}
	sql_done(q);
	for (size_t i = 0; rc == 0 && i < names.n; i++)
		rc = look_up(lib, names.at[i].tag, names.at[i].name, &a, err);
	arena_release(&a);
	return rc;
}

int learnt_read(struct library *lib, struct arena *a, struct learnt_vec *names, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT t.kind, t.name, l.id FROM learnt l JOIN tags t USING (tag) "
		"WHERE l.state = 1 AND l.id IS NOT NULL",
		"");

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct learnt l = {(enum tag_kind)sql_int(q, 0), arena_strdup(a, sql_text(q, 1)),
			arena_printf(a, "learnt:%s", sql_text(q, 2))};

		vec_push_in(a, names, l);
		rc = 0;
	}
	sql_done(q);
	return rc;
}
