#include "../test.h"

#include "../../../ui/map_layout.h"

enum { MOST = 40 };

/* A centre, `first` papers around it, and `second` beyond, dealt out in turn. */
static size_t tree(struct map_node *nodes, int first, int second)
{
	size_t n = 0;

	nodes[n++] = (struct map_node){.parent = -1};
	for (int i = 0; i < first; i++)
		nodes[n++] = (struct map_node){.parent = 0};
	for (int i = 0; i < second && first; i++)
		nodes[n++] = (struct map_node){.parent = 1 + i % first};
	return n;
}

static int hop(const struct map_node *nodes, size_t at)
{
	int parent = nodes[at].parent;

	return parent < 0 ? 0 : parent == 0 ? 1 : 2;
}

static bool overlap(const struct map_node *a, const struct map_node *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows && a->col < b->col + b->cols &&
	       b->col < a->col + a->cols;
}

static bool holds(const struct map_node *n, int row, int col)
{
	return row >= n->row && row < n->row + n->rows && col >= n->col && col < n->col + n->cols;
}

static void in_no_box(const struct map_node *nodes, size_t n, int row, int col)
{
	for (size_t i = 0; i < n; i++)
		assert_false(nodes[i].rows && holds(&nodes[i], row, col));
}

/* Every cell of the line is outside of the boxes, and its ends touch those of the two. */
static void line_is_clear(const struct map_node *nodes, size_t n, size_t to)
{
	struct map_edge e = map_edge_to(nodes, to);
	const struct map_node *from = &nodes[nodes[to].parent];
	int step = e.to_row > e.row ? 1 : -1;

	assert_true(from->rows > 0);
	assert_true(holds(from, e.row, e.col - 1) || holds(from, e.row - 1, e.col));
	assert_true(holds(&nodes[to], e.to_row, e.to_col + 1));
	assert_true(e.col <= e.trunk && e.trunk <= e.to_col);
	for (int col = e.col; col <= e.trunk; col++)
		in_no_box(nodes, n, e.row, col);
	for (int row = e.row; row != e.to_row; row += step)
		in_no_box(nodes, n, row, e.trunk);
	for (int col = e.trunk; col <= e.to_col; col++)
		in_no_box(nodes, n, e.to_row, col);
}

static void check(const struct map_node *nodes, size_t n, int rows, int cols)
{
	for (size_t i = 0; i < n; i++) {
		const struct map_node *a = &nodes[i];

		if (!a->rows)
			continue;
		assert_true(a->rows >= 3 && a->cols >= 8);
		assert_true(a->row >= 0 && a->col >= 0 && a->row + a->rows <= rows && a->col + a->cols <= cols);
		for (size_t k = 0; k < i; k++)
			assert_false(nodes[k].rows && overlap(a, &nodes[k]));
		if (i)
			line_is_clear(nodes, n, i);
	}
}

static size_t shown(const struct map_node *nodes, size_t n, int wanted)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += nodes[i].rows && hop(nodes, i) == wanted;
	return all;
}

/* Whatever the tree and the screen. */
static void test_boxes_and_lines(void **state)
{
	struct map_node nodes[MOST], again[MOST];

	(void)state;
	for (int rows = 0; rows < 60; rows++) {
		for (int cols = 1; cols < 200; cols += 3) {
			for (int first = 0; first < 13; first += 3) {
				size_t n = tree(nodes, first, 12);

				map_layout(nodes, n, rows, cols);
				check(nodes, n, rows, cols);
				assert_true(nodes[0].rows || rows < 3 || cols < 12);
				tree(again, first, 12);
				map_layout(again, n, rows, cols);
				assert_memory_equal(nodes, again, n * sizeof *nodes);
			}
		}
	}
}

static void test_what_there_is_room_for(void **state)
{
	static const struct {
		int rows, cols;
		size_t first, second; /* at least */
	} rows[] = {
		{24, 98, 4, 4},  /* 100 by 30, the title, the last line and the words about the chosen one taken off */
		{18, 78, 4, 4},  /* 80 by 24 */
		{44, 158, 6, 6}, /* 160 by 50 */
		{18, 60, 4, 0},
		{18, 30, 3, 0},
	};
	struct map_node nodes[MOST];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = tree(nodes, 12, 12);

		map_layout(nodes, n, rows[i].rows, rows[i].cols);
		assert_true(shown(nodes, n, 1) >= rows[i].first);
		assert_true(shown(nodes, n, 2) >= rows[i].second);
	}
}

static void test_every_box_can_be_reached(void **state)
{
	static const enum map_way ways[] = {MAP_UP, MAP_DOWN, MAP_LEFT, MAP_RIGHT};
	static const int screens[][2] = {{24, 98}, {18, 60}, {18, 30}, {44, 158}};
	struct map_node nodes[MOST];

	(void)state;
	for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
		bool seen[MOST] = {true};
		size_t n = tree(nodes, 8, 8);

		map_layout(nodes, n, screens[s][0], screens[s][1]);
		for (size_t round = 0; round < n; round++)
			for (size_t i = 0; i < n; i++)
				for (size_t w = 0; seen[i] && w < 4; w++)
					seen[map_beside(nodes, n, i, ways[w])] = true;
		for (size_t i = 0; i < n; i++)
			assert_int_equal(seen[i], nodes[i].rows > 0);
	}
}

static void test_moving(void **state)
{
	struct map_node nodes[MOST];
	size_t n = tree(nodes, 8, 8), last;

	(void)state;
	map_layout(nodes, n, 44, 158);
	assert_int_equal(map_beside(nodes, n, 0, MAP_LEFT), 0);
	assert_int_equal(map_beside(nodes, n, 0, MAP_UP), 0);
	assert_int_equal(map_beside(nodes, n, 0, MAP_RIGHT), 1);
	assert_int_equal(map_beside(nodes, n, 1, MAP_LEFT), 0);
	assert_int_equal(map_beside(nodes, n, 1, MAP_UP), 1);
	assert_int_equal(map_beside(nodes, n, 1, MAP_DOWN), 2);
	assert_int_equal(map_beside(nodes, n, 2, MAP_UP), 1);
	last = map_beside(nodes, n, 1, MAP_LAST);
	assert_int_equal(map_beside(nodes, n, last, MAP_DOWN), last);
	assert_int_equal(map_beside(nodes, n, last, MAP_FIRST), 1);
	assert_int_equal(hop(nodes, map_beside(nodes, n, 1, MAP_RIGHT)), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boxes_and_lines),
		cmocka_unit_test(test_what_there_is_room_for),
		cmocka_unit_test(test_every_box_can_be_reached),
		cmocka_unit_test(test_moving),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
