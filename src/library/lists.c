/* Reading lists: papers in an order of the reader's. Places are 1, 2, 3 … without gaps. */
#include "library/action.h"
#include "library/marks.h"

struct list {
	int64_t list, papers; /* list 0: there is none */
	const char *name;
};

static int find(struct library *lib, const char *name, struct arena *a, struct list *l, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT list, papers, name FROM lists WHERE fold = ?", "s",
		names_fold(name, &fold));

	*l = (struct list){0};
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*l = (struct list){sql_int(q, 0), sql_int(q, 1), arena_strdup(a, sql_text(q, 2))};
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&fold);
	return rc;
}

static int find_known(struct library *lib, const char *name, struct arena *a, struct list *l,
	struct err *err)
{
	int rc = find(lib, name, a, l, err);

	if (rc == 0 && !l->list)
		rc = err_set(err, ERR_NOT_FOUND, "no list \"%s\"", name);
	return rc;
}

/* 0: it is not on the list. */
static int find_place(struct library *lib, const struct list *l, int64_t num, int64_t *place,
	struct err *err)
{
	return sql_get_int(lib->db, place, 0, err, "SELECT pos FROM list_papers WHERE list = ? AND paper = ?",
		"ii", l->list, num);
}

/* ---- setting values ---- */

int list_set(struct library *lib, const char *name, bool there, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	struct str key = names_fold(name, &fold);
	int rc;

	if (there)
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO lists (name, fold) VALUES (?, ?)", "zs", name,
			key);
	else
		rc = sql_run(lib->db, err, "DELETE FROM lists WHERE fold = ? AND papers = 0", "s", key);
	strbuf_release(&fold);
	return rc;
}

int list_set_name(struct library *lib, const char *from, const char *to, struct err *err)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT;
	int rc = sql_run(lib->db, err, "UPDATE lists SET name = ?, fold = ? WHERE fold = ?", "zss", to,
		names_fold(to, &new), names_fold(from, &old));

	strbuf_release(&old);
	strbuf_release(&new);
	return rc;
}

static int take_out(struct library *lib, struct list *l, int64_t num, int64_t place, struct err *err)
{
	int rc = sql_run(lib->db, err, "DELETE FROM list_papers WHERE list = ? AND paper = ?", "ii", l->list,
		num);

	if (rc == 0 && place < l->papers)
		rc = sql_run(lib->db, err,
			"UPDATE list_papers SET pos = pos - 1 WHERE list = ? AND pos > ?", "ii", l->list,
			place);
	l->papers--;
	return rc;
}

static int put_in(struct library *lib, struct list *l, int64_t num, int64_t place, struct err *err)
{
	int rc = 0;

	if (place > l->papers)
		place = l->papers + 1;
	else
		rc = sql_run(lib->db, err,
			"UPDATE list_papers SET pos = pos + 1 WHERE list = ? AND pos >= ?", "ii", l->list,
			place);
	if (rc == 0)
		rc = sql_run(lib->db, err, "INSERT INTO list_papers (list, paper, pos) VALUES (?, ?, ?)",
			"iii", l->list, num, place);
	l->papers++;
	return rc;
}

int list_set_place(struct library *lib, const char *name, int64_t num, int64_t place, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list l;
	int64_t now = 0;
	int rc = list_set(lib, name, true, err);

	if (rc == 0)
		rc = find_known(lib, name, &a, &l, err);
	if (rc == 0)
		rc = find_place(lib, &l, num, &now, err);
	if (rc == 0 && now)
		rc = take_out(lib, &l, num, now, err);
	if (rc == 0 && place > 0)
		rc = put_in(lib, &l, num, place, err);
	if (rc == 0)
		rc = sql_run(lib->db, err, "UPDATE lists SET papers = ? WHERE list = ?", "ii", l.papers,
			l.list);
	arena_release(&a);
	return rc;
}

/* ---- the reader's verbs ---- */

int lists_all(struct library *lib, struct arena *a, struct reading_lists *lists, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT name, papers FROM lists ORDER BY fold", "");

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct reading_list l = {arena_strdup(a, sql_text(q, 0)), sql_int(q, 1)};

		vec_push_in(a, lists, l);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int need_paper(struct library *lib, int64_t num, struct err *err)
{
	int64_t found;
	int rc = sql_get_int(lib->db, &found, 0, err, "SELECT 1 FROM papers WHERE num = ?", "i", num);

	return rc == 0 && !found ? err_set(err, ERR_NOT_FOUND, "no such paper") : rc;
}

static int make(struct library *lib, const char *name, struct arena *a, struct list *l, struct err *err)
{
	const struct step s = {STEP_LIST, 0, name, value_int(0), value_int(1)};
	int rc = marks_name_ok(name, err);

	if (rc == 0)
		rc = step_do(lib, &s, err);
	return rc < 0 ? rc : find_known(lib, name, a, l, err);
}

static int set_place(struct library *lib, const struct list *l, int64_t num, int64_t old, int64_t new,
	struct err *err)
{
	const struct step s = {STEP_LIST_PLACE, num, l->name, value_int(old), value_int(new)};

	return step_do(lib, &s, err);
}

int lists_add(struct library *lib, const char *name, int64_t num, int position, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list l;
	int64_t place = 0;
	int rc = need_paper(lib, num, err);

	if (rc == 0)
		rc = find(lib, name, &a, &l, err);
	if (rc == 0 && !l.list)
		rc = make(lib, name, &a, &l, err);
	if (rc == 0)
		rc = find_place(lib, &l, num, &place, err);
	if (rc == 0 && !place) {
		if (position <= 0 || position > l.papers)
			position = (int)l.papers + 1;
		rc = set_place(lib, &l, num, 0, position, err);
	}
	arena_release(&a);
	return rc;
}

int lists_remove(struct library *lib, const char *name, int64_t num, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list l;
	int64_t place = 0;
	int rc = find_known(lib, name, &a, &l, err);

	if (rc == 0)
		rc = find_place(lib, &l, num, &place, err);
	if (rc == 0 && place)
		rc = set_place(lib, &l, num, place, 0, err);
	arena_release(&a);
	return rc;
}

int lists_move(struct library *lib, const char *name, int64_t num, int position, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list l;
	int64_t place = 0;
	int rc = find_known(lib, name, &a, &l, err);

	if (rc == 0)
		rc = find_place(lib, &l, num, &place, err);
	if (rc == 0 && !place)
		rc = err_set(err, ERR_NOT_FOUND, "the paper is not on the list \"%s\"", l.name);
	if (rc == 0 && (position <= 0 || position > l.papers))
		position = (int)l.papers;
	if (rc == 0 && position != place)
		rc = set_place(lib, &l, num, place, position, err);
	arena_release(&a);
	return rc;
}

int lists_rename(struct library *lib, const char *name, const char *to, struct err *err)
{
	struct step s = {.field = STEP_LIST_NAME, .new = value_text(to)};
	struct arena a = ARENA_INIT;
	struct list l, other;
	int rc = marks_name_ok(to, err);

	if (rc == 0)
		rc = find_known(lib, name, &a, &l, err);
	if (rc == 0)
		rc = find(lib, to, &a, &other, err);
	if (rc == 0 && other.list && other.list != l.list)
		rc = err_set(err, ERR_USAGE, "there is a list \"%s\" already", other.name);
	if (rc == 0 && strcmp(l.name, to)) {
		s.old = value_text(l.name);
		rc = step_do(lib, &s, err);
	}
	arena_release(&a);
	return rc;
}

/* Takes the papers off from the last to the first, so that undoing adds them from the first to the last. */
static int empty(struct library *lib, const struct list *l, struct arena *a, struct err *err)
{
	struct {
		VEC_OF(int64_t);
	} nums = {0};
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT paper FROM list_papers WHERE list = ? ORDER BY pos", "i",
		l->list);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, &nums, sql_int(q, 0));
		rc = 0;
	}
	sql_done(q);
	for (size_t i = nums.n; i > 0 && rc >= 0; i--)
		rc = set_place(lib, l, nums.at[i - 1], (int64_t)i, 0, err);
	return rc < 0 ? rc : 0;
}

int lists_delete(struct library *lib, const char *name, struct err *err)
{
	struct step s = {STEP_LIST, 0, NULL, value_int(1), value_int(0)};
	struct arena a = ARENA_INIT;
	struct list l;
	int rc = find_known(lib, name, &a, &l, err);

	if (rc == 0)
		rc = empty(lib, &l, &a, err);
	if (rc == 0) {
		s.name = l.name;
		rc = step_do(lib, &s, err);
	}
	arena_release(&a);
	return rc;
}
