#include "../test.h"

#include "fixture.h"

enum { PAPERS = 6 };

static int64_t nums[PAPERS + 1];

/* Papers 1 to PAPERS; nums[i] is the row of paper i. */
static void fill(struct fixture *f)
{
	for (int i = 1; i <= PAPERS; i++) {
		char *id = arena_printf(&f->a, "xx:%d", i);

		put_one(f, a_paper(f, id, id, "A B", "2022-01-01"));
		nums[i] = num_of(f, id);
	}
}

/* The list as "3 1 2", and its kept count is right. */
static const char *list(struct fixture *f, const char *name)
{
	struct strbuf sb = STRBUF_INIT;
	struct reading_lists all = {0};
	struct stmt *q;
	int64_t n = 0, kept = -1;
	char *text;

	assert_ok(f, sql_query(library_db(f->lib), &q, &f->err,
			     "SELECT substr(id, 4), pos FROM list_papers JOIN lists l USING (list) "
			     "JOIN papers ON num = paper WHERE l.name = ? ORDER BY pos",
			     "z", name));
	while (sql_step(q, &f->err) > 0) {
		strbuf_addf(&sb, "%s%s", n++ ? " " : "", sql_text(q, 0));
		assert_int_equal(sql_int(q, 1), n);
	}
	sql_done(q);
	assert_ok(f, lists_all(f->lib, &f->a, &all, &f->err));
	for (size_t i = 0; i < all.n; i++)
		if (!strcmp(all.at[i].name, name))
			kept = all.at[i].papers;
	text = kept < 0 ? arena_strdup(&f->a, "none") : arena_str(&f->a, strbuf_str(&sb));
	if (kept >= 0)
		assert_int_equal(kept, n);
	strbuf_release(&sb);
	return text;
}

static void act(struct fixture *f)
{
	assert_ok(f, marks_begin(f->lib, "test", &f->err));
}

static void done(struct fixture *f)
{
	assert_ok(f, marks_end(f->lib, &f->err));
}

static void undo(struct fixture *f)
{
	const char *what;

	assert_ok(f, journal_undo(f->lib, &f->a, &what, &f->err));
}

static void redo(struct fixture *f)
{
	const char *what;

	assert_ok(f, journal_redo(f->lib, &f->a, &what, &f->err));
}

static void add(struct fixture *f, const char *name, int paper, int position)
{
	act(f);
	assert_int_equal(lists_add(f->lib, name, nums[paper], position, &f->err), 1);
	done(f);
}

static void added_at_the_end_or_at_a_place(void **state)
{
	struct fixture *f = *state;

	fill(f);
	add(f, "l", 1, 0);
	add(f, "l", 2, 0);
	add(f, "l", 3, 1);
	add(f, "l", 4, 2);
	add(f, "l", 5, 99);
	assert_string_equal(list(f, "l"), "3 4 1 2 5");
	act(f);
	assert_int_equal(lists_add(f->lib, "L", nums[1], 0, &f->err), 0);
	done(f);
	assert_string_equal(list(f, "l"), "3 4 1 2 5");
	for (int i = 0; i < 5; i++)
		undo(f);
	assert_string_equal(list(f, "l"), "none");
	for (int i = 0; i < 5; i++)
		redo(f);
	assert_string_equal(list(f, "l"), "3 4 1 2 5");
}

static void moved_and_back(void **state)
{
	static const struct {
		int paper, to;
		const char *then;
	} moves[] = {
		{1, 3, "2 3 1 4 5"}, {5, 1, "5 1 2 3 4"}, {2, 0, "1 3 4 5 2"}, {3, 2, "1 3 2 4 5"},
	};
	struct fixture *f = *state;

	fill(f);
	for (int i = 1; i <= 5; i++)
		add(f, "l", i, 0);
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		act(f);
		assert_int_equal(lists_move(f->lib, "l", nums[moves[i].paper], moves[i].to, &f->err), 1);
		done(f);
		assert_string_equal(list(f, "l"), moves[i].then);
		undo(f);
		assert_string_equal(list(f, "l"), "1 2 3 4 5");
	}
	act(f);
	assert_int_equal(lists_move(f->lib, "l", nums[2], 2, &f->err), 0);
	assert_int_equal(lists_move(f->lib, "l", nums[6], 2, &f->err), ERR_NOT_FOUND);
	assert_int_equal(lists_move(f->lib, "other", nums[2], 2, &f->err), ERR_NOT_FOUND);
	done(f);
}

static void removed_and_back(void **state)
{
	struct fixture *f = *state;

	fill(f);
	for (int i = 1; i <= 5; i++)
		add(f, "l", i, 0);
	act(f);
	assert_int_equal(lists_remove(f->lib, "l", nums[2], &f->err), 1);
	assert_int_equal(lists_remove(f->lib, "l", nums[2], &f->err), 0);
	assert_int_equal(lists_remove(f->lib, "l", nums[5], &f->err), 1);
	assert_int_equal(lists_remove(f->lib, "no", nums[5], &f->err), ERR_NOT_FOUND);
	done(f);
	assert_string_equal(list(f, "l"), "1 3 4");
	undo(f);
	assert_string_equal(list(f, "l"), "1 2 3 4 5");
}

static void deleted_and_back(void **state)
{
	struct fixture *f = *state;

	fill(f);
	for (int i = 5; i >= 1; i--)
		add(f, "l", i, 0);
	act(f);
	assert_int_equal(lists_delete(f->lib, "l", &f->err), 1);
	assert_int_equal(lists_delete(f->lib, "l", &f->err), ERR_NOT_FOUND);
	done(f);
	assert_string_equal(list(f, "l"), "none");
	undo(f);
	assert_string_equal(list(f, "l"), "5 4 3 2 1");
	redo(f);
	assert_string_equal(list(f, "l"), "none");
}

static void renamed_and_back(void **state)
{
	struct fixture *f = *state;

	fill(f);
	add(f, "old", 1, 0);
	add(f, "other", 2, 0);
	act(f);
	assert_int_equal(lists_rename(f->lib, "old", "other", &f->err), ERR_USAGE);
	assert_int_equal(lists_rename(f->lib, "none", "x", &f->err), ERR_NOT_FOUND);
	assert_int_equal(lists_rename(f->lib, "old", "a,b", &f->err), ERR_USAGE);
	assert_int_equal(lists_rename(f->lib, "old", "new", &f->err), 1);
	done(f);
	assert_string_equal(list(f, "new"), "1");
	assert_string_equal(list(f, "old"), "none");
	undo(f);
	assert_string_equal(list(f, "old"), "1");
	redo(f);
	assert_string_equal(list(f, "new"), "1");
	act(f);
	assert_int_equal(lists_rename(f->lib, "new", "New", &f->err), 1);
	done(f);
	assert_string_equal(list(f, "New"), "1");
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(added_at_the_end_or_at_a_place),
		test(moved_and_back),
		test(removed_and_back),
		test(deleted_and_back),
		test(renamed_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
