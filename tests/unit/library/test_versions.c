/* What a new version of a paper means to somebody who has read the old one. */
#include "../test.h"

#include "fixture.h"
#include "library/selection.h"

static const char id[] = "arxiv:2210.05177";

static void version(struct fixture *f, int n)
{
	struct paper p = a_paper(f, id, "A Title", "Peng Mi", "2022-10-11");

	p.version = n;
	put_one(f, p);
}

static struct marks marks_now(struct fixture *f)
{
	struct marks m;

	assert_ok(f, library_marks(f->lib, num_of(f, id), &f->a, &m, &f->err));
	return m;
}

static bool updated(struct fixture *f)
{
	struct paper p = get(f, id);
	struct marks m = marks_now(f);

	return paper_is_updated(&p, &m);
}

static struct row row_now(struct fixture *f)
{
	struct selection *sel;
	struct row row;

	assert_ok(f, selection_open(&sel, f->lib, NULL, NULL, SORT_DATE, false, &f->err));
	assert_ok(f, selection_row(sel, num_of(f, id), &f->a, &row, &f->err));
	selection_close(sel);
	return row;
}

static void mark_read(struct fixture *f)
{
	assert_ok(f, marks_begin(f->lib, "mark read", &f->err));
	assert_ok(f, marks_state(f->lib, num_of(f, id), STATE_READ, &f->err));
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

static void a_paper_stays_read_and_tells_of_the_new_version(void **state)
{
	struct fixture *f = *state;

	version(f, 1);
	mark_read(f);
	assert_false(updated(f));
	assert_int_equal(row_now(f).updated, 0);
	version(f, 2);
	assert_true(updated(f));
	assert_int_equal(row_now(f).updated, 2);
	assert_false(row_now(f).unread);
	assert_int_equal(marks_now(f).state, STATE_READ);
	assert_int_equal(marks_now(f).seen_version, 1);
	version(f, 1); /* an older record says nothing new */
	assert_int_equal(row_now(f).updated, 2);
	assert_int_equal(library_unread(f->lib), 0);
}

static void reading_it_again_clears_it(void **state)
{
	struct fixture *f = *state;

	version(f, 1);
	assert_int_equal(marks_seen(f->lib, num_of(f, id), &f->err), 1);
	assert_int_equal(marks_seen(f->lib, num_of(f, id), &f->err), 0);
	version(f, 3);
	assert_true(updated(f));
	assert_int_equal(marks_seen(f->lib, num_of(f, id), &f->err), 1);
	assert_false(updated(f));
	assert_int_equal(marks_seen(f->lib, num_of(f, id), &f->err), 0);
	assert_int_equal(ask(f, "SELECT count(*) FROM journal"), 0);
	assert_int_equal(library_unread(f->lib), 0);
}

static void undo_brings_the_sign_back(void **state)
{
	struct fixture *f = *state;

	version(f, 1);
	mark_read(f);
	version(f, 2);
	mark_read(f);
	assert_false(updated(f));
	undo(f);
	assert_true(updated(f));
	assert_int_equal(marks_now(f).seen_version, 1);
	redo(f);
	assert_false(updated(f));
	undo(f);
	undo(f);
	assert_true(marks_now(f).unread);
	assert_int_equal(ask(f, "SELECT count(*) FROM marks"), 0);
}

static void unread_and_back_remembers_what_was_read(void **state)
{
	struct fixture *f = *state;

	version(f, 1);
	mark_read(f);
	version(f, 2);
	assert_ok(f, marks_begin(f->lib, "unread", &f->err));
	assert_int_equal(marks_unread(f->lib, num_of(f, id), true, &f->err), 1);
	assert_int_equal(marks_unread(f->lib, num_of(f, id), true, &f->err), 0);
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_true(marks_now(f).unread);
	assert_false(updated(f));
	undo(f);
	assert_int_equal(marks_now(f).seen_version, 1);
	assert_true(updated(f));
}

static void a_version_that_is_first_known_after_reading_is_the_one_read(void **state)
{
	struct fixture *f = *state;

	version(f, 0);
	mark_read(f);
	version(f, 2);
	assert_false(updated(f));
	version(f, 3);
	assert_true(updated(f));
}

static void two_rows_that_become_one_keep_the_newest_read(void **state)
{
	struct fixture *f = *state;
	struct paper doi = a_paper(f, "doi:10.1000/x", "A Title of the Journal", "Peng Mi", "2022-10-11"), both;

	put_one(f, doi);
	assert_ok(f, marks_seen(f->lib, num_of(f, doi.id), &f->err));
	version(f, 2);
	assert_ok(f, marks_seen(f->lib, num_of(f, id), &f->err));
	both = a_paper(f, id, "A Title", "Peng Mi", "2022-10-11");
	both.doi = "10.1000/x";
	both.version = 3;
	put_one(f, both);
	assert_int_equal(f->tally.joined, 1);
	assert_int_equal(marks_now(f).seen_version, 2);
	assert_true(updated(f));
	assert_int_equal(library_unread(f->lib), 0);
}

static void withdrawn_as_the_newest_version_has_it(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, id, "A Title", "Peng Mi", "2022-10-11");

	p.version = 1;
	put_one(f, p);
	assert_false(get(f, id).withdrawn);
	p.version = 2;
	p.withdrawn = true;
	put_one(f, p);
	assert_true(get(f, id).withdrawn);
	assert_true(row_now(f).withdrawn);
	p.withdrawn = false;
	put_one(f, p); /* a record of the same version that does not say so */
	assert_true(get(f, id).withdrawn);
	p.version = 1;
	put_one(f, p);
	assert_true(get(f, id).withdrawn);
	p.version = 3;
	put_one(f, p);
	assert_false(get(f, id).withdrawn);
	p.version = 2;
	p.withdrawn = true;
	put_one(f, p);
	assert_false(get(f, id).withdrawn);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(a_paper_stays_read_and_tells_of_the_new_version),
		test(reading_it_again_clears_it),
		test(undo_brings_the_sign_back),
		test(unread_and_back_remembers_what_was_read),
		test(a_version_that_is_first_known_after_reading_is_the_one_read),
		test(two_rows_that_become_one_keep_the_newest_read),
		test(withdrawn_as_the_newest_version_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
