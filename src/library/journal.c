/* Actions of the reader, written down so that they can be taken back. */
#include "base/clock.h"
#include "base/mem.h"
#include "library/action.h"
#include "library/marks.h"

struct action {
	char *what;
	int64_t entry; /* 0: nothing was changed yet */
	int64_t steps;
	struct map papers; /* 8 bytes of each row number that was touched */
};

/* ---- an action ---- */

static void action_free(struct library *lib)
{
	map_release(&lib->action->papers);
	free(lib->action->what);
	free(lib->action);
	lib->action = NULL;
}

int marks_begin(struct library *lib, const char *what, struct err *err)
{
	int rc = store_need_writable(lib, err);

	if (rc == 0 && lib->action)
		rc = err_set(err, ERR_FAILED, "another change is not finished yet");
	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	lib->action = mem_zalloc(sizeof *lib->action);
	lib->action->what = mem_strdup(what);
	return 0;
}

int marks_end(struct library *lib, struct err *err)
{
	struct action *act = lib->action;
	int rc = 0;

	if (!act)
		return err_set(err, ERR_FAILED, "no change was begun");
	if (act->entry)
		rc = sql_run(lib->db, err, "UPDATE journal SET papers = ? WHERE entry = ?", "ii",
			(int64_t)act->papers.n, act->entry);
	if (rc < 0) {
		marks_cancel(lib);
		return rc;
	}
	action_free(lib);
	rc = sql_commit(lib->db, err);
	if (rc < 0)
		names_forget(&lib->names);
	return rc;
}

void marks_cancel(struct library *lib)
{
	if (!lib->action)
		return;
	action_free(lib);
	sql_rollback(lib->db);
	names_forget(&lib->names);
}

/* The first step of an action makes its entry; what was undone before cannot be done again then. */
static int need_entry(struct library *lib, struct err *err)
{
	struct action *act = lib->action;
	int rc;

	if (!act)
		return err_set(err, ERR_FAILED, "no change was begun");
	if (act->entry)
		return 0;
	rc = sql_run(lib->db, err, "UPDATE journal SET undone = 2 WHERE undone = 1", "");
	if (rc == 0)
		rc = sql_run(lib->db, err, "INSERT INTO journal (at, what, papers) VALUES (?, ?, 0)", "iz",
			clock_now(), act->what);
	if (rc == 0)
		act->entry = sql_last_rowid(lib->db);
	return rc;
}

static int write_step(struct library *lib, const struct step *s, struct err *err)
{
	struct action *act = lib->action;
	const struct sql_value values[] = {value_int(act->entry), value_int(++act->steps),
		value_int(s->field), value_int(s->num), value_text(s->name), s->old, s->new};
	struct stmt *q = NULL;
	int rc = sql_query_values(lib->db, &q, err,
		"INSERT INTO journal_steps (entry, step, field, id, name, old, new) "
		"VALUES (?, ?, ?, (SELECT id FROM papers WHERE num = ?), ?, ?, ?)",
		values, sizeof values / sizeof *values);

	if (rc == 0)
		rc = sql_step(q, err);
	sql_done(q);
	return rc;
}

int step_apply(struct library *lib, const struct step *s, bool back, struct err *err)
{
	const struct sql_value *value = back ? &s->old : &s->new;

	switch (s->field) {
	case STEP_TAG:
		return mark_set_tag(lib, s->num, s->name, value->i, err);
	case STEP_REJECT:
		return mark_set_rejected(lib, s->num, s->name, value->i, err);
	case STEP_STATE:
	case STEP_STAR:
	case STEP_SEEN:
	case STEP_SEEN_VERSION:
	case STEP_NOTE:
		return mark_set(lib, s, value, err);
	case STEP_LIST_PLACE:
		return list_set_place(lib, s->name, s->num, value->i, err);
	case STEP_LIST:
		return list_set(lib, s->name, value->i, err);
	case STEP_LIST_NAME:
		return list_set_name(lib, back ? s->new.z : s->old.z, value->z, err);
	}
	return 0;
}

int step_do(struct library *lib, const struct step *s, struct err *err)
{
	int rc = need_entry(lib, err);

	if (rc == 0 && s->num)
		*map_put(&lib->action->papers, (struct str){(const char *)&s->num, sizeof s->num}) = 1;
	if (rc == 0)
		rc = write_step(lib, s, err);
	if (rc == 0)
		rc = step_apply(lib, s, false, err);
	return rc < 0 ? rc : 1;
}

/* ---- what was done ---- */

int journal_read(struct library *lib, size_t most, struct arena *a, struct journal *j, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT entry, at, what, papers, undone <> 0 FROM journal ORDER BY entry DESC LIMIT ?", "i",
		most ? (int64_t)most : -1);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		char at[CLOCK_TEXT];
		struct journal_entry e = {sql_int(q, 0), arena_strdup(a, clock_iso(sql_int(q, 1), at)),
			arena_strdup(a, sql_text(q, 2)), sql_int(q, 3), sql_int(q, 4)};

		vec_push_in(a, j, e);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* ---- and back ---- */

struct steps {
	VEC_OF(struct step);
};

static struct sql_value read_value(struct stmt *q, int column, struct arena *a)
{
	const char *z = arena_strdup(a, sql_text(q, column));

	return (struct sql_value){z ? 'z' : 'n', sql_int(q, column), z};
}

static int read_steps(struct library *lib, int64_t entry, struct arena *a, struct steps *steps,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT field, name, old, new, coalesce(ids.paper, 0), s.id IS NULL OR ids.paper IS NOT NULL "
		"FROM journal_steps s LEFT JOIN ids ON ids.id = s.id WHERE entry = ? ORDER BY step",
		"i", entry);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct step s = {.field = (enum step_field)sql_int(q, 0)};

		rc = 0;
		if (!sql_int(q, 5)) /* the paper is gone */
			continue;
		s.name = arena_strdup(a, sql_text(q, 1));
		s.old = read_value(q, 2, a);
		s.new = read_value(q, 3, a);
		s.num = sql_int(q, 4);
		vec_push_in(a, steps, s);
	}
	sql_done(q);
	return rc;
}

/* Undoing goes from the last step to the first. */
static int run_steps(struct library *lib, const struct steps *steps, bool back, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < steps->n && rc == 0; i++)
		rc = step_apply(lib, &steps->at[back ? steps->n - 1 - i : i], back, err);
	return rc;
}

static int find_entry(struct library *lib, bool back, struct arena *a, int64_t *entry, const char **what,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		back ? "SELECT entry, what FROM journal WHERE undone = 0 ORDER BY entry DESC LIMIT 1"
		     : "SELECT entry, what FROM journal WHERE undone = 1 ORDER BY entry LIMIT 1",
		"");

	if (rc == 0)
		rc = sql_step(q, err);
	if (rc > 0) {
		*entry = sql_int(q, 0);
		*what = arena_strdup(a, sql_text(q, 1));
	}
	sql_done(q);
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "nothing to %s", back ? "undo" : "do again");
	return rc < 0 ? rc : 0;
}

static int turn(struct library *lib, bool back, struct arena *a, const char **what, struct err *err)
{
	struct steps steps = {0};
	int64_t entry = 0;
	int rc = find_entry(lib, back, a, &entry, what, err);

	if (rc == 0)
		rc = read_steps(lib, entry, a, &steps, err);
	if (rc == 0)
		rc = run_steps(lib, &steps, back, err);
	if (rc == 0)
		rc = sql_run(lib->db, err, "UPDATE journal SET undone = ? WHERE entry = ?", "ii",
			(int64_t)back, entry);
	return rc;
}

static int turn_whole(struct library *lib, bool back, struct arena *a, const char **what, struct err *err)
{
	int rc = store_need_writable(lib, err);

	if (rc == 0 && lib->action)
		rc = err_set(err, ERR_FAILED, "another change is not finished yet");
	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	rc = turn(lib, back, a, what, err);
	if (rc == 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	if (rc < 0)
		names_forget(&lib->names);
	return rc;
}

int journal_undo(struct library *lib, struct arena *a, const char **what, struct err *err)
{
	return turn_whole(lib, true, a, what, err);
}

int journal_redo(struct library *lib, struct arena *a, const char **what, struct err *err)
{
	return turn_whole(lib, false, a, what, err);
}
