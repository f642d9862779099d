#include "../test.h"

#include <locale.h>

#include "../../../ui/pager.h"

static struct pager pager;
static struct canvas canvas;

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	pager_init(&pager);
	doc_reset(&pager.doc, 20);
	canvas_init(&canvas);
	canvas_resize(&canvas, 5, 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	pager_release(&pager);
	canvas_release(&canvas);
	return 0;
}

static void shows(int row, const char *text)
{
	struct area all = area_all(&canvas);
	struct strbuf sb = STRBUF_INIT;

	canvas_clear(&canvas);
	pager_draw(&pager, &all, true);
	canvas_row(&canvas, row, &sb);
	assert_string_equal(sb.buf, text);
	strbuf_release(&sb);
}

/* Lines "line 1" to "line n"; every third is a target where there are any. */
static void fill(int n, bool targets)
{
	struct rich r = RICH_INIT;

	for (int i = 1; i <= n; i++) {
		int target = targets && i % 3 == 0 ? doc_target(&pager.doc, 0, i, "name", true)
						   : NO_TARGET;
		char text[20];

		rich_reset(&r);
		snprintf(text, sizeof text, "line %d", i);
		rich_add(&r, str_of(text), STYLE_TEXT, target);
		doc_flow(&pager.doc, &r, 0, 0);
	}
	rich_release(&r);
	pager.rows = 5;
	pager_settle(&pager, true);
}

static void test_a_label_hangs(void **state)
{
	struct rich r = RICH_INIT;

	(void)state;
	rich_z(&r, "one two ", STYLE_METHOD);
	rich_z(&r, "three four", STYLE_TEXT);
	doc_label(&pager.doc, "Words", &r, 8);
	shows(0, "Words   one two");
	shows(1, "        three four");
	assert_int_equal(canvas_cell(&canvas, 0, 8)->style, STYLE_METHOD);
	assert_int_equal(canvas_cell(&canvas, 1, 8)->style, STYLE_TEXT);
	doc_reset(&pager.doc, 10); /* narrow: the label above */
	doc_label(&pager.doc, "Words", &r, 8);
	shows(0, "Words");
	shows(1, "  one two");
	rich_release(&r);
}

static void test_scrolling_stops_at_the_ends(void **state)
{
	char percent[16];

	(void)state;
	fill(12, false);
	pager_move(&pager, ACT_UP);
	shows(0, "line 1");
	pager_move(&pager, ACT_DOWN);
	shows(0, "line 2");
	pager_move(&pager, ACT_PAGE_DOWN);
	shows(0, "line 6");
	pager_move(&pager, ACT_PAGE_DOWN);
	pager_move(&pager, ACT_PAGE_DOWN);
	shows(4, "line 12");
	assert_string_equal(pager_percent(&pager, percent, sizeof percent), "100%");
	pager_move(&pager, ACT_FIRST);
	shows(0, "line 1");
	pager_move(&pager, ACT_LAST);
	shows(0, "line 8");
	assert_false(pager_move(&pager, ACT_STAR));
}

/* Going down a text: targets in sight one by one, then on by lines. */
static void test_targets_in_a_text(void **state)
{
	(void)state;
	fill(12, true);
	assert_null(pager_target(&pager));
	pager_move(&pager, ACT_DOWN);
	assert_int_equal(pager_target(&pager)->n, 3);
	for (int i = 0; i < 20; i++)
		pager_move(&pager, ACT_DOWN);
	assert_int_equal(pager_target(&pager)->n, 12);
	pager_move(&pager, ACT_UP);
	assert_int_equal(pager_target(&pager)->n, 9);
	pager_move(&pager, ACT_FIRST);
	assert_null(pager_target(&pager));
}

static void test_a_list_of_targets(void **state)
{
	(void)state;
	pager.by_line = true;
	fill(30, true);
	assert_int_equal(pager_target(&pager)->n, 3);
	pager_move(&pager, ACT_DOWN);
	assert_int_equal(pager_target(&pager)->n, 6);
	shows(4, "line 6");
	pager_move(&pager, ACT_LAST);
	assert_int_equal(pager_target(&pager)->n, 30);
	shows(4, "line 30");
	pager_move(&pager, ACT_DOWN);
	assert_int_equal(pager_target(&pager)->n, 30);
	pager_move(&pager, ACT_UP);
	pager_move(&pager, ACT_FIRST);
	assert_int_equal(pager_target(&pager)->n, 3);
	shows(0, "line 1");
	assert_int_equal(pager_target_at(&pager, 2, 0), 0);
	assert_int_equal(pager_target_at(&pager, 2, 19), NO_TARGET);
	assert_int_equal(pager_target_at(&pager, 40, 0), NO_TARGET);
}

static void test_searching(void **state)
{
	(void)state;
	fill(40, false);
	assert_true(pager_search(&pager, "LINE 2")); /* in sight: nothing moves */
	shows(0, "line 1");
	assert_int_equal(canvas_cell(&canvas, 1, 0)->flags, CELL_HIT);
	assert_int_equal(canvas_cell(&canvas, 0, 0)->flags, 0);
	assert_true(pager_hit(&pager, 1));
	shows(0, "line 2");
	assert_true(pager_hit(&pager, 1));
	shows(0, "line 20");
	assert_true(pager_hit(&pager, -1));
	shows(0, "line 2");
	assert_false(pager_search(&pager, "absent"));
	assert_true(pager_search(&pager, NULL));
	shows(1, "line 3");
	assert_int_equal(canvas_cell(&canvas, 1, 0)->flags, 0);
}

/* Pressing anything on a doc of any size is safe. */
static void test_nothing_in_it(void **state)
{
	(void)state;
	fill(0, false);
	for (int a = ACT_NONE; a < ACTIONS; a++)
		pager_move(&pager, (enum action)a);
	assert_false(pager_hit(&pager, 1));
	shows(0, "");
	assert_int_equal(pager_target_at(&pager, 0, 0), NO_TARGET);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_label_hangs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_scrolling_stops_at_the_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_targets_in_a_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_list_of_targets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_searching, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nothing_in_it, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
