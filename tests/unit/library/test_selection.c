#include "../test.h"

#include "fixture.h"
#include "library/selection.h"

enum { PAPERS = 300 };

/* Papers whose title, author, date and stars lie in orders that differ from each other. */
static void fill(struct fixture *f)
{
	struct paper papers[PAPERS];

	for (int i = 0; i < PAPERS; i++) {
		int a = i * 7 % PAPERS, b = i * 11 % PAPERS, c = i * 13 % 10;
		struct paper *p = &papers[i];

		*p = a_paper(f, arena_printf(&f->a, "x:%03d", i), arena_printf(&f->a, "Title %03d", a),
			arena_printf(&f->a, "Given Name%03d", b),
			arena_printf(&f->a, "20%02d-%02d-01", i % 20, 1 + i % 12));
		with_abstract(p, i % 3 ? "deep learning" : "convex optimisation");
		with_code(f, p, arena_printf(&f->a, "https://github.com/a/%d", i), "a/b")->stars = c;
		with_category(f, p, "cs.LG");
		if (i % 5 == 0)
			with_tag(f, p, TAG_DATASET, "CIFAR-10", FIELD_TITLE, 0);
	}
	put(f, papers, PAPERS);
}

static struct selection *select_by(struct fixture *f, const char *text, const char *list, enum sort sort,
	bool reversed)
{
	struct query *q = arena_zalloc(&f->a, sizeof *q);
	struct selection *sel;

	assert_ok(f, query_parse(q, text, 0, &f->a, NULL, &f->err));
	assert_ok(f, selection_open(&sel, f->lib, q, list, sort, reversed, &f->err));
	return sel;
}

/* All rows, read in windows of a few; backward ones are turned round. */
static void read_all(struct fixture *f, struct selection *sel, int step, struct rows *all)
{
	struct rows window;

	do {
		window = (struct rows){0};
		assert_ok(f, selection_read(sel, all->n ? &all->at[all->n - 1] : NULL, step, 7, &f->a, &window,
				     &f->err));
		for (size_t i = 0; i < window.n; i++)
			vec_push_in(&f->a, all, window.at[i]);
	} while (window.n);
	for (size_t i = 0; step < 0 && i < all->n / 2; i++) {
		struct row r = all->at[i];

		all->at[i] = all->at[all->n - 1 - i];
		all->at[all->n - 1 - i] = r;
	}
}

/* Windows forward and backward give the same rows, each once, in the order that a plain query has. */
static void same_as(struct fixture *f, struct selection *sel, const char *plain)
{
	struct rows forward = {0}, backward = {0};
	struct stmt *q;
	size_t n = 0;

	read_all(f, sel, 1, &forward);
	read_all(f, sel, -1, &backward);
	assert_ok(f, sql_query(library_db(f->lib), &q, &f->err, plain, ""));
	while (sql_step(q, &f->err) > 0) {
		assert_true(n < forward.n && n < backward.n);
		assert_string_equal(forward.at[n].id, sql_text(q, 0));
		assert_string_equal(backward.at[n].id, sql_text(q, 0));
		n++;
	}
	sql_done(q);
	assert_true(n > 0);
	assert_int_equal(forward.n, n);
	assert_int_equal(backward.n, n);
	selection_close(sel);
}

static void every_order_both_ways(void **state)
{
	static const char *const plain[SORTS][2] = {
		[SORT_DATE] = {"SELECT id FROM papers ORDER BY date DESC, num DESC",
			"SELECT id FROM papers ORDER BY date, num"},
		[SORT_TITLE] = {"SELECT id FROM papers ORDER BY title, num",
			"SELECT id FROM papers ORDER BY title DESC, num DESC"},
		[SORT_AUTHOR] = {"SELECT id FROM papers ORDER BY first_author, num",
			"SELECT id FROM papers ORDER BY first_author DESC, num DESC"},
		[SORT_ADDED] = {"SELECT id FROM papers ORDER BY added DESC, num DESC",
			"SELECT id FROM papers ORDER BY added, num"},
		[SORT_STARS] = {"SELECT id FROM papers ORDER BY stars DESC, num DESC",
			"SELECT id FROM papers ORDER BY stars, num"},
		/* nobody has ranked anything */
		[SORT_FOR_YOU] = {"SELECT id FROM papers ORDER BY date DESC, num DESC",
			"SELECT id FROM papers ORDER BY date, num"},
		[SORT_BEST] = {"SELECT id FROM papers ORDER BY date DESC, num DESC",
			"SELECT id FROM papers ORDER BY date, num"},
	};
	struct fixture *f = *state;

	fill(f);
	for (enum sort s = 0; s < SORTS; s++) {
		same_as(f, select_by(f, "", NULL, s, false), plain[s][0]);
		same_as(f, select_by(f, "", NULL, s, true), plain[s][1]);
	}
}

static void a_search_in_every_order(void **state)
{
	struct fixture *f = *state;

	fill(f);
	same_as(f, select_by(f, "convex", NULL, SORT_DATE, false),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'convex%' "
		"ORDER BY num DESC");
	same_as(f, select_by(f, "convex", NULL, SORT_TITLE, false),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'convex%' "
		"ORDER BY title, num");
	same_as(f, select_by(f, "convex", NULL, SORT_STARS, true),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'convex%' "
		"ORDER BY stars, num");
}

static void fields_and_words_together(void **state)
{
	struct fixture *f = *state;

	fill(f);
	same_as(f, select_by(f, "learning dataset:CIFAR-10 date:2005..2015", NULL, SORT_DATE, false),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'deep%' "
		"AND date BETWEEN '2005' AND '2016' AND EXISTS (SELECT 1 FROM paper_tags x WHERE x.paper = p.num) "
		"ORDER BY num DESC");
	same_as(f, select_by(f, "dataset:CIFAR-10", NULL, SORT_AUTHOR, false),
		"SELECT p.id FROM papers p WHERE EXISTS (SELECT 1 FROM paper_tags x WHERE x.paper = p.num) "
		"ORDER BY first_author, num");
}

/* More rows than are sorted for a window: the walk goes along the order's index. */
static void many_rows_in_every_order(void **state)
{
	static struct paper papers[2600];
	struct fixture *f = *state;

	for (int i = 0; i < 2600; i++) {
		papers[i] = a_paper(f, arena_printf(&f->a, "xx:%04d", i),
			arena_printf(&f->a, "Title %04d", i * 7 % 2600), "A B",
			arena_printf(&f->a, "2%03d-01-01", i % 1000));
		with_abstract(&papers[i], i % 10 ? "deep learning" : "convex");
		with_category(f, &papers[i], i % 10 == 1 ? "cs.CV" : "cs.LG");
	}
	put(f, papers, 2600);
	same_as(f, select_by(f, "learning", NULL, SORT_TITLE, false),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'deep%' "
		"ORDER BY title, num");
	same_as(f, select_by(f, "learning category:cs.LG", NULL, SORT_TITLE, true),
		"SELECT p.id FROM papers p JOIN texts t ON t.paper = p.num WHERE abstract LIKE 'deep%' "
		"AND categories = 'cs.LG' ORDER BY title DESC, num DESC");
	same_as(f, select_by(f, "date:>2100", NULL, SORT_TITLE, false),
		"SELECT id FROM papers WHERE date > '2101' ORDER BY title, num");
	assert_int_equal(ask(f, "SELECT count(*) FROM temp.hits"), 0);
}

static void a_list_has_its_own_order(void **state)
{
	static const int places[] = {40, 3, 200, 7, 150, 151, 152, 12, 9, 250};
	struct fixture *f = *state;
	struct rows all = {0};
	struct selection *sel;

	fill(f);
	assert_ok(f, marks_begin(f->lib, "test", &f->err));
	for (size_t i = 0; i < 10; i++)
		assert_ok(f, lists_add(f->lib, "Survey", num_of(f, arena_printf(&f->a, "x:%03d", places[i])), 0,
				     &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	sel = select_by(f, "", "survey", SORT_TITLE, false);
	read_all(f, sel, 1, &all);
	assert_int_equal(all.n, 10);
	for (size_t i = 0; i < 10; i++)
		assert_string_equal(all.at[i].id, arena_printf(&f->a, "x:%03d", places[i]));
	selection_close(sel);
	same_as(f, select_by(f, "deep", "survey", SORT_DATE, false),
		"SELECT p.id FROM list_papers l JOIN papers p ON p.num = l.paper JOIN texts t ON t.paper = p.num "
		"WHERE abstract LIKE 'deep%' ORDER BY pos");
}

static void an_unknown_list(void **state)
{
	struct fixture *f = *state;
	struct selection *sel;

	assert_int_equal(selection_open(&sel, f->lib, NULL, "nowhere", SORT_DATE, false, &f->err),
		ERR_NOT_FOUND);
	assert_null(sel);
	assert_non_null(strstr(f->err.msg, "nowhere"));
}

static void what_a_row_shows(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, "arxiv:2210.05177", "A Title", "Peng Mi, Li Shen", "2022-10");
	struct selection *sel;
	struct rows rows = {0};
	struct row row;

	p.et_al = true;
	with_category(f, &p, "cs.LG");
	with_category(f, &p, "cs.CV");
	with_code(f, &p, "https://github.com/a/b", "a/b")->verdict = VERDICT_ARCHIVED;
	put_one(f, p);
	sel = select_by(f, "", NULL, SORT_DATE, false);
	assert_ok(f, selection_read(sel, NULL, 1, 10, &f->a, &rows, &f->err));
	assert_int_equal(rows.n, 1);
	row = rows.at[0];
	assert_string_equal(row.id, "arxiv:2210.05177");
	assert_string_equal(row.title, "A Title");
	assert_string_equal(row.first_author, "Peng Mi");
	assert_string_equal(row.date, "2022-10");
	assert_string_equal(row.category, "cs.LG");
	assert_int_equal(row.authors, 2);
	assert_true(row.et_al && row.code && row.unread);
	assert_false(row.starred || row.noted);
	assert_int_equal(row.verdict, VERDICT_ARCHIVED);
	assert_int_equal(row.state, STATE_NONE);

	assert_ok(f, marks_begin(f->lib, "test", &f->err));
	assert_ok(f, marks_star(f->lib, row.num, true, &f->err));
	assert_ok(f, marks_state(f->lib, row.num, STATE_READING, &f->err));
	assert_ok(f, marks_note(f->lib, row.num, "n", &f->err));
	assert_ok(f, marks_unread(f->lib, row.num, false, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_ok(f, selection_row(sel, row.num, &f->a, &row, &f->err));
	assert_true(row.starred && row.noted);
	assert_false(row.unread);
	assert_int_equal(row.state, STATE_READING);
	assert_int_equal(selection_row(sel, 1, &f->a, &row, &f->err), ERR_NOT_FOUND);
	selection_close(sel);
}

static void counted(struct fixture *f, const char *text, const char *list, int64_t most, int64_t n, bool exact)
{
	struct selection *sel = select_by(f, text, list, SORT_DATE, false);
	int64_t got;
	bool all;

	assert_ok(f, selection_count(sel, most, &got, &all, &f->err));
	assert_int_equal(got, n);
	assert_int_equal(all, exact);
	selection_close(sel);
}

static void counts_are_bounded(void **state)
{
	struct fixture *f = *state;

	fill(f);
	counted(f, "", NULL, 10, 300, true);
	counted(f, "convex", NULL, 1000, 100, true);
	counted(f, "convex", NULL, 100, 100, true);
	counted(f, "convex", NULL, 99, 99, false);
	counted(f, "convex dataset:cifar-10", NULL, 1000, 20, true);
	counted(f, "dataset:cifar-10", NULL, 50, 50, false);
	counted(f, "nothing", NULL, 50, 0, true);
}

/* "SAM" is how the paper names it; the tag is called otherwise. */
static void a_tag_is_found_by_each_of_its_forms(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, "x:1", "SAM at work", "A B", "2022");
	static const struct {
		const char *text;
		size_t hits;
	} rows[] = {{"method:sam", 1}, {"tag:SAM", 1}, {"method:\"sharpness-aware minimization\"", 1},
		{"dataset:SAM", 0}, {"method:work", 0}};

	with_tag(f, &p, TAG_METHOD, "Sharpness-Aware Minimization", FIELD_TITLE, 0)->spots.at[0].len = 3;
	put(f, &p, 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct selection *sel = select_by(f, rows[i].text, NULL, SORT_DATE, false);
		struct rows all = {0};

		read_all(f, sel, 1, &all);
		assert_int_equal(all.n, rows[i].hits);
		selection_close(sel);
	}
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(a_tag_is_found_by_each_of_its_forms),
		test(every_order_both_ways),
		test(a_search_in_every_order),
		test(fields_and_words_together),
		test(many_rows_in_every_order),
		test(a_list_has_its_own_order),
		test(an_unknown_list),
		test(what_a_row_shows),
		test(counts_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
