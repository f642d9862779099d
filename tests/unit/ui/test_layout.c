#include "../test.h"

#include "../../../ui/layout.h"

static bool shown(const struct layout *l, enum pane pane)
{
	return l->panes[pane].rows > 0;
}

static void test_one_pane_at_80_columns(void **state)
{
	struct layout l;

	(void)state;
	for (int focus = 0; focus < PANES; focus++) {
		layout_panes(&l, 22, 80, LAYOUT_AUTO, (enum pane)focus);
		assert_true(l.alone);
		for (int pane = 0; pane < PANES; pane++)
			assert_int_equal(shown(&l, (enum pane)pane), pane == focus);
		assert_int_equal(l.panes[focus].cols, 80);
		assert_int_equal(l.panes[focus].rows, 22);
	}
}

static void test_paper_beside_the_list_from_110(void **state)
{
	struct layout l;

	(void)state;
	layout_panes(&l, 38, 109, LAYOUT_AUTO, PANE_LIST);
	assert_true(l.alone);
	layout_panes(&l, 38, 110, LAYOUT_AUTO, PANE_LIST);
	assert_false(l.alone);
	assert_true(shown(&l, PANE_PAPER) && shown(&l, PANE_RELATED));
	assert_true(l.panes[PANE_RELATED].row > l.panes[PANE_PAPER].row);
	layout_panes(&l, 58, 200, LAYOUT_AUTO, PANE_LIST);
	assert_int_equal(l.panes[PANE_RELATED].row, 1); /* its title above */
	assert_true(l.panes[PANE_RELATED].col > l.panes[PANE_PAPER].col);
}

static void test_focus_is_always_shown(void **state)
{
	struct layout l;

	(void)state;
	layout_panes(&l, 10, 120, LAYOUT_AUTO, PANE_RELATED); /* too low for three */
	assert_true(shown(&l, PANE_RELATED));
	layout_panes(&l, 30, 80, LAYOUT_ROWS, PANE_RELATED);
	assert_true(shown(&l, PANE_RELATED));
	layout_panes(&l, 30, 80, LAYOUT_ROWS, PANE_LIST);
	assert_true(shown(&l, PANE_LIST) && shown(&l, PANE_PAPER));
	layout_panes(&l, 58, 200, LAYOUT_LIST, PANE_LIST);
	assert_true(l.alone);
	layout_panes(&l, 22, 80, LAYOUT_COLUMNS, PANE_LIST); /* asked for */
	assert_true(shown(&l, PANE_LIST) && shown(&l, PANE_PAPER));
}

/* Whatever the size, panes lie on the screen and not on each other. */
static void test_panes_never_overlap(void **state)
{
	(void)state;
	for (int rows = -2; rows < 70; rows++) {
		for (int cols = 1; cols < 260; cols++) {
			for (int mode = 0; mode < LAYOUT_MODES; mode++) {
				struct layout l;

				layout_panes(&l, rows, cols, (enum layout_mode)mode, PANE_LIST);
				for (int i = 0; i < PANES; i++) {
					const struct box *a = &l.panes[i];

					if (a->rows <= 0)
						continue;
					assert_true(a->row >= 0 && a->row + a->rows <= rows);
					assert_true(a->col >= 0 && a->col + a->cols <= cols);
					for (int k = i + 1; k < PANES; k++) {
						const struct box *b = &l.panes[k];
						bool apart = a->row + a->rows <= b->row ||
							     b->row + b->rows <= a->row ||
							     a->col + a->cols <= b->col ||
							     b->col + b->cols <= a->col;

						assert_true(b->rows <= 0 || apart);
					}
				}
			}
		}
	}
}

static void test_going_round_comes_back(void **state)
{
	enum layout_mode mode = LAYOUT_AUTO;

	(void)state;
	for (int i = 0; i < 3; i++)
		mode = layout_next(mode, 120);
	assert_int_equal(mode, LAYOUT_AUTO);
	for (int i = 0; i < 4; i++)
		mode = layout_next(mode, 80);
	assert_int_equal(mode, LAYOUT_AUTO);
	assert_int_equal(layout_next(LAYOUT_AUTO, 80), LAYOUT_COLUMNS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_pane_at_80_columns),
		cmocka_unit_test(test_paper_beside_the_list_from_110),
		cmocka_unit_test(test_focus_is_always_shown),
		cmocka_unit_test(test_panes_never_overlap),
		cmocka_unit_test(test_going_round_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
