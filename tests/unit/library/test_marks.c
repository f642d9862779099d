#include "../test.h"

#include <locale.h>

#include "fixture.h"

static int64_t some_paper(struct fixture *f)
{
	put_one(f, a_paper(f, "arxiv:2210.05177", "A Title", "Peng Mi", "2022-10-11"));
	return num_of(f, "2210.05177");
}

static void begin(struct fixture *f)
{
	assert_ok(f, marks_begin(f->lib, "test", &f->err));
}

static void end(struct fixture *f)
{
	assert_ok(f, marks_end(f->lib, &f->err));
}

static struct marks marks_of(struct fixture *f, const char *word)
{
	struct marks m;

	assert_ok(f, library_marks(f->lib, num_of(f, word), &f->a, &m, &f->err));
	return m;
}

static void a_new_paper_has_no_marks_and_is_unread(void **state)
{
	struct fixture *f = *state;
	struct marks m;

	some_paper(f);
	m = marks_of(f, "2210.05177");
	assert_true(m.unread);
	assert_false(m.starred);
	assert_int_equal(m.state, STATE_NONE);
	assert_null(m.note);
	assert_int_equal(m.tags.n + m.lists.n, 0);
	assert_int_equal(library_unread(f->lib), 1);
}

static void marks_stay(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);
	struct marks m;

	begin(f);
	assert_int_equal(marks_tag(f->lib, num, "zeta", true, &f->err), 1);
	assert_int_equal(marks_tag(f->lib, num, "Alpha", true, &f->err), 1);
	assert_int_equal(marks_state(f->lib, num, STATE_TO_READ, &f->err), 1);
	assert_int_equal(marks_star(f->lib, num, true, &f->err), 1);
	assert_int_equal(marks_unread(f->lib, num, false, &f->err), 1);
	assert_int_equal(marks_note(f->lib, num, "one\ntwo", &f->err), 1);
	end(f);
	fixture_reopen(f);
	m = marks_of(f, "2210.05177");
	assert_int_equal(m.tags.n, 2);
	assert_string_equal(m.tags.at[0], "Alpha");
	assert_string_equal(m.tags.at[1], "zeta");
	assert_int_equal(m.state, STATE_TO_READ);
	assert_true(m.starred);
	assert_false(m.unread);
	assert_string_equal(m.note, "one\ntwo");
	assert_int_equal(library_unread(f->lib), 0);
}

static void setting_what_is_set_changes_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	begin(f);
	assert_int_equal(marks_tag(f->lib, num, "x", false, &f->err), 0);
	assert_int_equal(marks_state(f->lib, num, STATE_NONE, &f->err), 0);
	assert_int_equal(marks_star(f->lib, num, false, &f->err), 0);
	assert_int_equal(marks_unread(f->lib, num, true, &f->err), 0);
	assert_int_equal(marks_note(f->lib, num, "", &f->err), 0);
	end(f);
	assert_int_equal(ask(f, "SELECT count(*) FROM journal"), 0);
	begin(f);
	assert_int_equal(marks_tag(f->lib, num, "Résumé", true, &f->err), 1);
	assert_int_equal(marks_tag(f->lib, num, "resume", true, &f->err), 0);
	assert_int_equal(marks_note(f->lib, num, "n", &f->err), 1);
	assert_int_equal(marks_note(f->lib, num, "n", &f->err), 0);
	end(f);
}

static void marks_taken_off_leave_nothing(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	begin(f);
	marks_state(f->lib, num, STATE_READ, &f->err);
	marks_star(f->lib, num, true, &f->err);
	marks_note(f->lib, num, "n", &f->err);
	marks_unread(f->lib, num, false, &f->err);
	marks_tag(f->lib, num, "x", true, &f->err);
	end(f);
	begin(f);
	assert_int_equal(marks_state(f->lib, num, STATE_NONE, &f->err), 1);
	assert_int_equal(marks_star(f->lib, num, false, &f->err), 1);
	assert_int_equal(marks_note(f->lib, num, NULL, &f->err), 1);
	assert_int_equal(marks_unread(f->lib, num, true, &f->err), 1);
	assert_int_equal(marks_tag(f->lib, num, "x", false, &f->err), 1);
	end(f);
	assert_int_equal(ask(f, "SELECT count(*) FROM marks"), 0);
	assert_int_equal(ask(f, "SELECT count(*) FROM user_tags"), 0);
	assert_int_equal(library_unread(f->lib), 1);
}

static void a_tag_is_found_by_search(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	begin(f);
	assert_ok(f, marks_tag(f->lib, num, "optimisers", true, &f->err));
	assert_ok(f, marks_tag(f->lib, num, "later", true, &f->err));
	end(f);
	assert_int_equal(hits(f, "tags : optimisers"), 1);
	begin(f);
	assert_ok(f, marks_tag(f->lib, num, "optimisers", false, &f->err));
	end(f);
	assert_int_equal(hits(f, "optimisers"), 0);
	assert_int_equal(hits(f, "later"), 1);
	assert_int_equal(hits(f, "title"), 1);
	assert_ok(f, sql_exec(library_db(f->lib), "INSERT INTO search (search) VALUES ('integrity-check')",
			     &f->err));
}

static void importing_again_touches_no_mark(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);
	struct paper p = a_paper(f, "arxiv:2210.05177", "Another Title", "Peng Mi", "2022-10-11");
	struct marks m;

	begin(f);
	marks_tag(f->lib, num, "mine", true, &f->err);
	marks_note(f->lib, num, "n", &f->err);
	marks_unread(f->lib, num, false, &f->err);
	end(f);
	put_one(f, p);
	assert_int_equal(f->tally.changed, 1);
	m = marks_of(f, "2210.05177");
	assert_string_equal(m.tags.at[0], "mine");
	assert_string_equal(m.note, "n");
	assert_false(m.unread);
	assert_int_equal(hits(f, "tags : mine"), 1);
}

static void seen_is_not_in_the_journal(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	assert_int_equal(marks_seen(f->lib, num, &f->err), 1);
	assert_int_equal(marks_seen(f->lib, num, &f->err), 0);
	assert_false(marks_of(f, "2210.05177").unread);
	assert_int_equal(library_unread(f->lib), 0);
	assert_int_equal(ask(f, "SELECT count(*) FROM journal"), 0);
}

static void a_cancelled_action_never_was(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	begin(f);
	assert_int_equal(marks_tag(f->lib, num, "x", true, &f->err), 1);
	marks_cancel(f->lib);
	assert_int_equal(marks_of(f, "2210.05177").tags.n, 0);
	assert_int_equal(ask(f, "SELECT count(*) FROM journal"), 0);
	begin(f);
	assert_int_equal(marks_tag(f->lib, num, "x", true, &f->err), 1);
	end(f);
	assert_int_equal(marks_of(f, "2210.05177").tags.n, 1);
}

static void only_within_an_action(void **state)
{
	struct fixture *f = *state;
	int64_t num = some_paper(f);

	assert_int_equal(marks_star(f->lib, num, true, &f->err), ERR_FAILED);
	assert_int_equal(marks_end(f->lib, &f->err), ERR_FAILED);
	begin(f);
	assert_int_equal(marks_begin(f->lib, "another", &f->err), ERR_FAILED);
	end(f);
}

static void no_such_paper(void **state)
{
	struct fixture *f = *state;

	begin(f);
	assert_int_equal(marks_tag(f->lib, 5, "x", true, &f->err), ERR_NOT_FOUND);
	assert_int_equal(marks_star(f->lib, 5, true, &f->err), ERR_NOT_FOUND);
	assert_int_equal(marks_note(f->lib, 5, "x", &f->err), ERR_NOT_FOUND);
	assert_int_equal(lists_add(f->lib, "l", 5, 0, &f->err), ERR_NOT_FOUND);
	end(f);
	assert_int_equal(ask(f, "SELECT count(*) FROM lists"), 0);
}

static void names(void **state)
{
	static const char *const good[] = {"optim", "to read", "C++", "Übung", "a#1", "数据"};
	static const char *const bad[] = {"", " x", "x ", "a,b", "+x", "-x", "#1", "a\nb", "a\tb", "\x1b[1m",
		"\xff", "a\xE2\x80\xAE" "b", "a\xC2\x9B" "1m",
		"0123456789012345678901234567890123456789012345678901234567890123456789"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(marks_name_ok(good[i], &f->err), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(marks_name_ok(bad[i], &f->err), ERR_USAGE);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(a_new_paper_has_no_marks_and_is_unread),
		test(marks_stay),
		test(setting_what_is_set_changes_nothing),
		test(marks_taken_off_leave_nothing),
		test(a_tag_is_found_by_search),
		test(importing_again_touches_no_mark),
		test(seen_is_not_in_the_journal),
		test(a_cancelled_action_never_was),
		test(only_within_an_action),
		test(no_such_paper),
		test(names),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
