#include "../test.h"

#include <locale.h>

#include "../../../ui/canvas.h"

static struct canvas canvas;

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	canvas_init(&canvas);
	canvas_resize(&canvas, 3, 10);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	canvas_release(&canvas);
	return 0;
}

static void shows(int row, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	canvas_row(&canvas, row, &sb);
	assert_string_equal(sb.buf, text);
	strbuf_release(&sb);
}

static void test_text_is_cut(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	assert_int_equal(area_z(&all, 0, 0, "abc", STYLE_TITLE), 3);
	area_z(&all, 1, 7, "abcdef", STYLE_TEXT);
	area_z(&all, 2, -2, "abcdef", STYLE_TEXT);
	area_z(&all, 3, 0, "below", STYLE_TEXT);
	shows(0, "abc");
	shows(1, "       abc");
	shows(2, "cdef");
	assert_int_equal(canvas_cell(&canvas, 0, 0)->style, STYLE_TITLE);
}

static void test_wide_and_combining(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	assert_int_equal(area_z(&all, 0, 0, "日本x", STYLE_TEXT), 5);
	shows(0, "日本x");
	assert_int_equal(canvas_cell(&canvas, 0, 0)->width, 2);
	assert_int_equal(canvas_cell(&canvas, 0, 1)->width, 0);
	assert_int_equal(area_z(&all, 1, 0, "e\u0301x", STYLE_TEXT), 2);
	shows(1, "e\u0301x");
	assert_int_equal(canvas_cell(&canvas, 1, 0)->len, 3);
}

static void test_half_of_a_wide_character_leaves_no_other_half(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	area_z(&all, 0, 0, "日本", STYLE_TEXT);
	area_z(&all, 0, 1, "x", STYLE_TEXT);
	shows(0, " x本");
	area_z(&all, 1, 0, "日本", STYLE_TEXT);
	area_z(&all, 1, 2, "x", STYLE_TEXT);
	shows(1, "日x");
	assert_int_equal(canvas_cell(&canvas, 1, 3)->width, 1);
	area_z(&all, 2, 9, "日", STYLE_TEXT); /* no room for its right half */
	shows(2, "");
}

static void test_no_control_character_gets_in(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	area_z(&all, 0, 0, "a\033[31mb\007\177", STYLE_TEXT);
	shows(0, "a[31mb");
	area_z(&all, 1, 0,
		"a\xC2\x9B"
		"2J\u202e"
		"b\u2069",
		STYLE_TEXT);
	shows(1, "a2Jb");
	area_z(&all, 2, 0,
		"a\xff"
		"b",
		STYLE_TEXT);
	shows(2, "a\uFFFDb");
}

static void test_marks_are_limited(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	area_z(&all, 0, 0,
		"a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030cb",
		STYLE_TEXT);
	assert_true(canvas_cell(&canvas, 0, 0)->len <= CELL_TEXT);
	assert_int_equal(canvas_cell(&canvas, 0, 1)->text[0], 'b');
	area_z(&all, 1, 0, "\u0301x", STYLE_TEXT); /* a mark without a base */
	shows(1, "x");
}

static void test_fit_cuts_with_an_ellipsis(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	assert_int_equal(area_fit(&all, 0, 0, 5, str_of("exact"), STYLE_TEXT), 5);
	area_fit(&all, 1, 0, 5, str_of("longer"), STYLE_TEXT);
	shows(0, "exact");
	shows(1, "long…");
	area_fit(&all, 2, 0, 4, str_of("日本語"), STYLE_TEXT);
	shows(2, "日…");
}

static void test_parts_clip(void **state)
{
	struct area all = area_all(&canvas), part = area_part(&all, 1, 2, 5, 4), none;

	(void)state;
	assert_int_equal(part.rows, 2);
	area_z(&part, 0, 0, "abcdef", STYLE_TEXT);
	area_z(&part, 0, -1, "z", STYLE_TEXT);
	shows(1, "  abcd");
	none = area_part(&all, 9, 9, 5, 5);
	assert_int_equal(none.rows, 0);
	area_z(&none, 0, 0, "nothing", STYLE_TEXT);
	area_fill(&none, 0, 0, 5, STYLE_BAR);
	shows(2, "");
}

static void test_flags(void **state)
{
	struct area all = area_all(&canvas);

	(void)state;
	area_z(&all, 0, 0, "abc", STYLE_LINK);
	area_flag(&all, 0, 1, 20, CELL_CURSOR);
	assert_int_equal(canvas_cell(&canvas, 0, 0)->flags, 0);
	assert_int_equal(canvas_cell(&canvas, 0, 9)->flags, CELL_CURSOR);
	assert_false(cell_same(canvas_cell(&canvas, 0, 8), canvas_cell(&canvas, 1, 8)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text_is_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wide_and_combining, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_half_of_a_wide_character_leaves_no_other_half, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_no_control_character_gets_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_marks_are_limited, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_fit_cuts_with_an_ellipsis, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_parts_clip, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_flags, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
