#include "../test.h"

#include "fixture.h"

static const char id[] = "arxiv:2210.05177";

static int64_t some_paper(struct fixture *f)
{
	put_one(f, a_paper(f, id, "A Title", "Peng Mi", "2022-10-11"));
	return num_of(f, id);
}

static void tag(struct fixture *f, const char *name)
{
	assert_ok(f, marks_begin(f->lib, arena_printf(&f->a, "tag +%s", name), &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, id), name, true, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
}

/* The reader's tags as "a b". */
static const char *tags(struct fixture *f)
{
	struct strbuf sb = STRBUF_INIT;
	struct marks m;
	char *text;

	assert_ok(f, library_marks(f->lib, num_of(f, id), &f->a, &m, &f->err));
	for (size_t i = 0; i < m.tags.n; i++)
		strbuf_addf(&sb, "%s%s", i ? " " : "", m.tags.at[i]);
	text = arena_str(&f->a, strbuf_str(&sb));
	strbuf_release(&sb);
	return text;
}

static const char *undo(struct fixture *f)
{
	const char *what;

	assert_ok(f, journal_undo(f->lib, &f->a, &what, &f->err));
	return what;
}

static const char *redo(struct fixture *f)
{
	const char *what;

	assert_ok(f, journal_redo(f->lib, &f->a, &what, &f->err));
	return what;
}

static void undo_and_redo_walk_the_journal(void **state)
{
	struct fixture *f = *state;
	const char *what;

	some_paper(f);
	tag(f, "a");
	tag(f, "b");
	tag(f, "c");
	assert_string_equal(undo(f), "tag +c");
	assert_string_equal(undo(f), "tag +b");
	assert_string_equal(tags(f), "a");
	assert_string_equal(redo(f), "tag +b");
	assert_string_equal(tags(f), "a b");
	assert_string_equal(redo(f), "tag +c");
	assert_string_equal(tags(f), "a b c");
	assert_int_equal(journal_redo(f->lib, &f->a, &what, &f->err), ERR_NOT_FOUND);
	undo(f);
	undo(f);
	undo(f);
	assert_string_equal(tags(f), "");
	assert_int_equal(journal_undo(f->lib, &f->a, &what, &f->err), ERR_NOT_FOUND);
}

static void a_new_action_ends_redo(void **state)
{
	struct fixture *f = *state;
	const char *what;

	some_paper(f);
	tag(f, "a");
	tag(f, "b");
	undo(f);
	tag(f, "c");
	assert_int_equal(journal_redo(f->lib, &f->a, &what, &f->err), ERR_NOT_FOUND);
	assert_string_equal(undo(f), "tag +c");
	assert_string_equal(redo(f), "tag +c");
	assert_string_equal(tags(f), "a c");
	undo(f);
	assert_string_equal(undo(f), "tag +a");
}

static void all_of_one_action_at_once(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);
	struct marks m;

	assert_ok(f, marks_begin(f->lib, "first", &f->err));
	assert_ok(f, marks_state(f->lib, num, STATE_TO_READ, &f->err));
	assert_ok(f, marks_note(f->lib, num, "before", &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_ok(f, marks_begin(f->lib, "second", &f->err));
	assert_ok(f, marks_state(f->lib, num, STATE_READ, &f->err));
	assert_ok(f, marks_state(f->lib, num, STATE_SKIPPED, &f->err));
	assert_ok(f, marks_star(f->lib, num, true, &f->err));
	assert_ok(f, marks_unread(f->lib, num, false, &f->err));
	assert_ok(f, marks_note(f->lib, num, "after", &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));

	assert_string_equal(undo(f), "second");
	assert_ok(f, library_marks(f->lib, num, &f->a, &m, &f->err));
	assert_int_equal(m.state, STATE_TO_READ);
	assert_false(m.starred);
	assert_true(m.unread);
	assert_string_equal(m.note, "before");
	assert_int_equal(library_unread(f->lib), 1);
	redo(f);
	assert_ok(f, library_marks(f->lib, num, &f->a, &m, &f->err));
	assert_int_equal(m.state, STATE_SKIPPED);
	assert_true(m.starred);
	assert_string_equal(m.note, "after");
	undo(f);
	undo(f);
	assert_int_equal(ask(f, "SELECT count(*) FROM marks"), 0);
}

static void undo_after_a_restart(void **state)
{
	struct fixture *f = *state;

	some_paper(f);
	tag(f, "a");
	tag(f, "b");
	fixture_reopen(f);
	undo(f);
	fixture_reopen(f);
	assert_string_equal(tags(f), "a");
	redo(f);
	assert_string_equal(tags(f), "a b");
	assert_int_equal(hits(f, "tags : b"), 1);
}

static void undo_after_two_rows_became_one(void **state)
{
	struct fixture *f = *state;
	struct paper listed = a_paper(f, NULL, "A Title", "Peng Mi", "2020-01-01");

	put_one(f, listed);
	assert_ok(f, marks_begin(f->lib, "tag +x", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, listed.id), "x", true, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	some_paper(f);
	assert_int_equal(library_count(f->lib), 1);
	assert_string_equal(tags(f), "x");
	undo(f);
	assert_string_equal(tags(f), "");
	assert_int_equal(hits(f, "tags : x"), 0);
}

static void the_log(void **state)
{
	struct fixture *f = *state;
	struct journal j = {0};

	some_paper(f);
	put_one(f, a_paper(f, "xx:2", "B", "C D", "2022-01-01"));
	tag(f, "a");
	assert_ok(f, marks_begin(f->lib, "star", &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, id), true, &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, "xx:2"), true, &f->err));
	assert_ok(f, marks_unread(f->lib, num_of(f, "xx:2"), false, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	undo(f);
	assert_ok(f, journal_read(f->lib, 0, &f->a, &j, &f->err));
	assert_int_equal(j.n, 2);
	assert_string_equal(j.at[0].what, "star");
	assert_int_equal(j.at[0].papers, 2);
	assert_true(j.at[0].undone);
	assert_string_equal(j.at[1].what, "tag +a");
	assert_int_equal(j.at[1].papers, 1);
	assert_false(j.at[1].undone);
	assert_int_equal(strlen(j.at[1].at), strlen("2026-11-23T10:00:00Z"));
	j = (struct journal){0};
	assert_ok(f, journal_read(f->lib, 1, &f->a, &j, &f->err));
	assert_int_equal(j.n, 1);
}

static void not_in_the_middle_of_an_action(void **state)
{
	struct fixture *f = *state;
	const char *what;

	some_paper(f);
	tag(f, "a");
	assert_ok(f, marks_begin(f->lib, "x", &f->err));
	assert_int_equal(journal_undo(f->lib, &f->a, &what, &f->err), ERR_FAILED);
	assert_ok(f, marks_end(f->lib, &f->err));
	undo(f);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(undo_and_redo_walk_the_journal),
		test(a_new_action_ends_redo),
		test(all_of_one_action_at_once),
		test(undo_after_a_restart),
		test(undo_after_two_rows_became_one),
		test(the_log),
		test(not_in_the_middle_of_an_action),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
