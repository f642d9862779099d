#include "../library/fixture.h"

#include "../../../ui/list.h"

enum { PAPERS = 3000, HEIGHT = 20 };

/* A library of papers p0001 (the oldest) … in a list with a screen of HEIGHT rows. */
static void open_list(struct fixture *f, struct list *l, int papers)
{
	struct selection *sel;
	struct paper *all = calloc((size_t)papers + 1, sizeof *all);

	for (int i = 0; i < papers; i++)
		all[i] = a_paper(f, arena_printf(&f->a, "test:p%04d", i + 1),
			arena_printf(&f->a, "Paper %04d", i + 1), "A Writer",
			arena_printf(&f->a, "%04d-%02d-%02d", 2000 + i / 336, i / 28 % 12 + 1,
				i % 28 + 1));
	put(f, all, (size_t)papers);
	free(all);
	assert_ok(f, selection_open(&sel, f->lib, NULL, NULL, SORT_DATE, false, &f->err));
	assert_ok(f, list_open(l, sel, HEIGHT, &f->err));
}

/* The number in the title of the row under the cursor. */
static int at(const struct list *l)
{
	return list_row(l) ? atoi(list_row(l)->title + strlen("Paper ")) : 0;
}

static void test_empty(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, 0);
	assert_null(list_row(&l));
	assert_ok(f, list_move(&l, ACT_DOWN, &f->err));
	assert_ok(f, list_move(&l, ACT_LAST, &f->err));
	assert_ok(f, list_move(&l, ACT_PAGE_UP, &f->err));
	assert_ok(f, list_refresh(&l, &f->err));
	assert_ok(f, list_count(&l, &f->err));
	assert_int_equal(l.total, 0);
	assert_int_equal(list_place(&l), 0);
	list_close(&l);
}

static void test_one_by_one_to_the_end_and_back(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, PAPERS);
	assert_ok(f, list_count(&l, &f->err));
	assert_int_equal(l.total, PAPERS);
	for (int i = 0; i < PAPERS; i++) {
		assert_int_equal(at(&l), PAPERS - i);
		assert_int_equal(list_place(&l), i + 1);
		assert_true(l.cur >= l.top && l.cur < l.top + HEIGHT);
		assert_ok(f, list_move(&l, ACT_DOWN, &f->err));
	}
	assert_int_equal(at(&l), 1);
	assert_true(l.rows.n < 2000); /* a window, not all of them */
	for (int i = 1; i < PAPERS; i++) {
		assert_ok(f, list_move(&l, ACT_UP, &f->err));
		assert_int_equal(at(&l), i + 1);
	}
	assert_ok(f, list_move(&l, ACT_UP, &f->err));
	assert_int_equal(at(&l), PAPERS);
	list_close(&l);
}

static void test_ends_and_pages(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, PAPERS);
	assert_ok(f, list_count(&l, &f->err));
	assert_ok(f, list_move(&l, ACT_LAST, &f->err));
	assert_int_equal(at(&l), 1);
	assert_int_equal(list_place(&l), PAPERS);
	assert_int_equal(l.cur, l.top + HEIGHT - 1); /* a full screen */
	assert_ok(f, list_move(&l, ACT_PAGE_UP, &f->err));
	assert_int_equal(at(&l), HEIGHT);
	assert_ok(f, list_move(&l, ACT_FIRST, &f->err));
	assert_int_equal(list_place(&l), 1);
	assert_ok(f, list_move(&l, ACT_HALF_DOWN, &f->err));
	assert_int_equal(list_place(&l), 1 + HEIGHT / 2);
	assert_ok(f, list_step(&l, 2500, &f->err)); /* further than a window */
	assert_int_equal(list_place(&l), 2511);
	assert_int_equal(at(&l), PAPERS - 2510);
	assert_ok(f, list_step(&l, -10000, &f->err));
	assert_int_equal(at(&l), PAPERS);
	list_close(&l);
}

static void test_seek_and_refresh_keep_the_paper(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, PAPERS);
	assert_ok(f, list_seek(&l, num_of(f, "test:p1500"), &f->err));
	assert_int_equal(at(&l), 1500);
	put_one(f, a_paper(f, "test:new", "Paper 9999", "New Writer", "2024-01-01"));
	assert_ok(f, list_refresh(&l, &f->err));
	assert_int_equal(at(&l), 1500);
	assert_ok(f, list_move(&l, ACT_FIRST, &f->err));
	assert_int_equal(at(&l), 9999);
	assert_int_equal(list_seek(&l, 1, &f->err), ERR_NOT_FOUND);
	list_close(&l);
}

static void test_a_refresh_keeps_the_place(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, 200);
	assert_ok(f, list_seek(&l, num_of(f, "test:p0080"), &f->err));
	for (int i = 0; i < 2; i++) {
		assert_ok(f, list_refresh(&l, &f->err));
		assert_ok(f, list_count(&l, &f->err));
		assert_int_equal(at(&l), 80);
		assert_int_equal(list_place(&l), 121);
	}
	assert_ok(f, list_move(&l, ACT_LAST, &f->err));
	assert_ok(f, list_refresh(&l, &f->err));
	assert_ok(f, list_count(&l, &f->err));
	assert_int_equal(list_place(&l), 200);
	list_close(&l);
}

static void test_new_papers_at_the_top_show_up(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, 5);
	put_one(f, a_paper(f, "test:new", "Paper 9999", "New Writer", "2024-01-01"));
	assert_ok(f, list_refresh(&l, &f->err));
	assert_int_equal(l.rows.n, 6);
	assert_int_equal(at(&l), 5); /* the cursor stays on its paper */
	assert_ok(f, list_count(&l, &f->err));
	assert_int_equal(l.total, 6);
	list_close(&l);
}

/* Whatever the order, and however many come above, below and between. */
static void test_many_new_papers_move_nothing(void **state)
{
	enum { OLD = 300, NEW = 400 };
	struct fixture *f = *state;
	struct paper *more = calloc(NEW, sizeof *more);
	struct selection *sel[2 * SORTS];
	struct list l[2 * SORTS];
	size_t above[2 * SORTS];
	int64_t nums[2 * SORTS];

	open_list(f, &l[0], OLD);
	list_close(&l[0]);
	for (int i = 0; i < 2 * SORTS; i++) {
		assert_ok(f, selection_open(&sel[i], f->lib, NULL, NULL, (enum sort)(i / 2), i % 2, &f->err));
		assert_ok(f, list_open(&l[i], sel[i], HEIGHT, &f->err));
		assert_ok(f, list_step(&l[i], i % 3 ? 25 : 200, &f->err));
		assert_ok(f, list_step(&l[i], -4, &f->err));
		above[i] = l[i].cur - l[i].top;
		nums[i] = list_row(&l[i])->num;
	}
	for (int i = 0; i < NEW; i++)
		more[i] = a_paper(f, arena_printf(&f->a, "test:n%04d", i),
			arena_printf(&f->a, "Paper %04d", i * 7919 % 9973), i % 2 ? "A Writer" : "Z Writer",
			arena_printf(&f->a, "%04d-01-01", 1990 + i % 40));
	put(f, more, NEW);
	free(more);
	for (int i = 0; i < 2 * SORTS; i++) {
		assert_ok(f, list_refresh(&l[i], &f->err));
		assert_int_equal(list_row(&l[i])->num, nums[i]);
		assert_int_equal(l[i].cur - l[i].top, above[i]);
		assert_ok(f, list_count(&l[i], &f->err));
		assert_int_equal(l[i].total, OLD + NEW);
		list_close(&l[i]);
	}
}

static void test_small_screens(void **state)
{
	struct fixture *f = *state;
	struct list l;

	open_list(f, &l, 50);
	assert_ok(f, list_step(&l, 30, &f->err));
	assert_ok(f, list_resize(&l, -1, &f->err));
	assert_int_equal(l.top, l.cur);
	assert_ok(f, list_move(&l, ACT_PAGE_DOWN, &f->err));
	assert_ok(f, list_resize(&l, 100, &f->err));
	assert_int_equal(l.top, 0);
	assert_int_equal(l.rows.n, 50);
	assert_ok(f, list_scroll(&l, 5, &f->err));
	assert_int_equal(l.top, 0); /* all of it is on the screen */
	list_close(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_empty, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_one_by_one_to_the_end_and_back, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(test_ends_and_pages, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_seek_and_refresh_keep_the_paper, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_a_refresh_keeps_the_place, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_new_papers_at_the_top_show_up, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_many_new_papers_move_nothing, fixture_up, fixture_down),
		cmocka_unit_test_setup_teardown(test_small_screens, fixture_up, fixture_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
