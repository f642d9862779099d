#include "fixture.h"

#include "base/file.h"
#include "library/selection.h"
#include "library/taste.h"

enum { TOPICS = 4, EACH = 12 };

/* A dozen papers on each of four subjects; "x:203" is the fourth on the third. */
static void put_shelf(struct fixture *f)
{
	static const char *const subjects[TOPICS] = {
		"Gliders sense thermals over hills and soar without engines.",
		"Volcanic ash clouds drift over oceans while planes wait.",
		"Medieval manuscripts are deciphered from faded ink and parchment.",
		"Beehives hum at frequencies that betray swarming queens.",
	};
	struct paper p[TOPICS * EACH];

	for (int i = 0; i < TOPICS * EACH; i++) {
		int topic = i / EACH, n = i % EACH;

		p[i] = a_paper(f, arena_printf(&f->a, "x:%d%02d", topic, n),
			arena_printf(&f->a, "%.*s number%c%c", (int)strcspn(subjects[topic], " "), subjects[topic],
				'a' + topic, 'a' + n),
			arena_printf(&f->a, "Some Body%d%d", topic, n),
			arena_printf(&f->a, "20%02d-01-%02d", 10 + n, 1 + topic));
		with_abstract(&p[i], subjects[topic]);
	}
	put(f, p, TOPICS * EACH);
}

static void star(struct fixture *f, const char *id, bool on)
{
	assert_ok(f, marks_begin(f->lib, "star", &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, id), on, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
}

static struct rows in_order(struct fixture *f, const char *text, bool reversed, int step)
{
	struct selection *sel;
	struct rows rows = {0};
	struct query q;
	size_t n;

	assert_ok(f, query_parse(&q, text, 0, &f->a, NULL, &f->err));
	assert_ok(f, selection_open(&sel, f->lib, &q, NULL, SORT_FOR_YOU, reversed, &f->err));
	do {
		n = rows.n;
		assert_ok(f, selection_read(sel, n ? &rows.at[n - 1] : NULL, step, 5, &f->a, &rows, &f->err));
	} while (rows.n > n);
	selection_close(sel);
	return rows;
}

static int topic_of(const struct row *row)
{
	return row->id[2] - '0';
}

static void what_is_like_the_starred_comes_first(void **state)
{
	struct fixture *f = *state;
	struct rows rows, back;

	put_shelf(f);
	star(f, "x:203", true);
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_int_equal(taste_likes(f->lib), 1);
	rows = in_order(f, "", false, 1);
	assert_int_equal(rows.n, TOPICS * EACH); /* all are there, each once */
	for (size_t i = 0; i < rows.n; i++) {
		assert_int_equal(topic_of(&rows.at[i]) == 2 && strcmp(rows.at[i].id, "x:203"), i < EACH - 1);
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(rows.at[i].num, rows.at[k].num);
	}
	for (size_t i = EACH; i < rows.n; i++) /* the others by date, the one that is known among them */
		assert_true(strcmp(rows.at[i - 1].date, rows.at[i].date) >= 0);
	for (int way = 1; way < 4; way++) { /* from the end, turned round, and both */
		back = in_order(f, "", way > 1, way % 2 ? -1 : 1);
		assert_int_equal(back.n, rows.n);
		for (size_t i = 0; i < rows.n; i++)
			assert_int_equal(back.at[i].num, rows.at[way == 3 ? i : rows.n - 1 - i].num);
	}
	rows = in_order(f, "date:2015..2018", false, 1);
	assert_int_equal(rows.n, 4 * TOPICS);
	for (size_t i = 0; i < rows.n; i++)
		assert_int_equal(topic_of(&rows.at[i]) == 2, i < 4);
}

static void tags_and_lists_count_and_what_is_read_does_not(void **state)
{
	struct fixture *f = *state;
	struct rows rows;

	put_shelf(f);
	assert_ok(f, marks_begin(f->lib, "marks", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, "x:000"), "mine", true, &f->err));
	assert_ok(f, lists_add(f->lib, "later", num_of(f, "x:300"), 0, &f->err));
	assert_ok(f, marks_state(f->lib, num_of(f, "x:301"), STATE_READ, &f->err));
	assert_ok(f, marks_state(f->lib, num_of(f, "x:302"), STATE_SKIPPED, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_int_equal(taste_likes(f->lib), 2);
	rows = in_order(f, "", false, 1);
	for (size_t i = 0; i < 2 * EACH - 4; i++) {
		assert_true(topic_of(&rows.at[i]) == 0 || topic_of(&rows.at[i]) == 3);
		assert_string_not_equal(rows.at[i].id, "x:301");
		assert_string_not_equal(rows.at[i].id, "x:302");
	}
}

static void it_follows_what_changes(void **state)
{
	struct fixture *f = *state;
	struct rows rows;
	struct paper p;
	bool changed, found = false;

	put_shelf(f);
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_int_equal(taste_likes(f->lib), 0);
	star(f, "x:000", true);
	assert_int_equal(taste_look(f->lib, &f->err), 1);
	while (taste_step(f->lib, &changed, &f->err) > 0)
		;
	assert_int_equal(topic_of(&in_order(f, "", false, 1).at[0]), 0);
	assert_int_equal(taste_look(f->lib, &f->err), 0); /* nothing to do */
	star(f, "x:000", false);
	star(f, "x:100", true);
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_int_equal(topic_of(&in_order(f, "", false, 1).at[0]), 1);
	p = a_paper(f, "x:new", "Ash Over Iceland", "A B", "2024-01-01");
	with_abstract(&p, "Volcanic ash clouds drift over oceans while planes wait, again.");
	put_one(f, p);
	assert_int_equal(taste_look(f->lib, &f->err), 1); /* it is asked again */
	assert_ok(f, taste_all(f->lib, &f->err));
	rows = in_order(f, "", false, 1);
	for (size_t i = 0; i < EACH; i++)
		found |= !strcmp(rows.at[i].id, "x:new");
	assert_true(found);
	star(f, "x:100", false);
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_string_equal(in_order(f, "", false, 1).at[0].id, "x:new"); /* by date again */
}

static void the_reason_names_the_paper_it_is_like(void **state)
{
	struct fixture *f = *state;
	struct taste_why why;

	put_shelf(f);
	star(f, "x:203", true);
	assert_ok(f, taste_all(f->lib, &f->err));
	assert_ok(f, taste_why(f->lib, num_of(f, "x:205"), &f->a, &why, &f->err));
	assert_string_equal(why.id, "x:203");
	assert_true(why.score > 0 && why.score <= 1);
	assert_true(why.like.why.n > 0);
	assert_memory_equal(taste_line(&why, 0, &f->a), "like Medieval numbercd: ", 24);
	assert_ok(f, taste_why(f->lib, num_of(f, "x:105"), &f->a, &why, &f->err));
	assert_null(why.id);
	assert_string_equal(taste_line(&why, 0, &f->a), "");
	assert_ok(f, taste_why(f->lib, num_of(f, "x:203"), &f->a, &why, &f->err)); /* it itself */
	assert_null(why.id);
}

/* Off the record: the file is as it was. */
static void nothing_is_written(void **state)
{
	struct fixture *f = *state;
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;

	put_shelf(f);
	star(f, "x:203", true);
	fixture_reopen(f); /* the log is in the file now */
	assert_ok(f, file_read(f->path, 1 << 26, &before, &f->err));
	assert_ok(f, taste_all(f->lib, &f->err));
	fixture_reopen(f);
	assert_ok(f, file_read(f->path, 1 << 26, &after, &f->err));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.buf, after.buf, before.len);
	strbuf_release(&before);
	strbuf_release(&after);
}

int main(void)
{
#define in_a_library(test) cmocka_unit_test_setup_teardown(test, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		in_a_library(what_is_like_the_starred_comes_first),
		in_a_library(tags_and_lists_count_and_what_is_read_does_not),
		in_a_library(it_follows_what_changes),
		in_a_library(the_reason_names_the_paper_it_is_like),
		in_a_library(nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
