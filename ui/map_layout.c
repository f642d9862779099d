#include "map_layout.h"

enum {
	THREE_FROM = 76, /* columns of the screen */
	TWO_FROM = 48,
	TALL_FROM = 24, /* rows from which a box has two lines of text, and room around it */
	WIDE_GAP_FROM = 96,
	INDENT = 4, /* of the boxes that stand below one another */
	LEAST_COLS = 12,
	LEAST_ROWS = 3,
};

/* Sizes that hold for the whole map. */
struct grid {
	int rows, cols;
	int columns;    /* 1 to 3 */
	int box, step;  /* rows of a box, and from one to the next */
	int width, gap; /* columns of a box, and between two */
	int room;       /* boxes one below the other */
};

static struct grid grid_of(int rows, int cols)
{
	struct grid g = {.rows = rows, .cols = cols};

	g.columns = cols >= THREE_FROM ? 3 : cols >= TWO_FROM ? 2 : 1;
	g.box = rows >= TALL_FROM ? 4 : LEAST_ROWS;
	g.step = g.box + (rows >= TALL_FROM);
	g.gap = cols >= WIDE_GAP_FROM ? 6 : 4;
	g.width = g.columns == 1 ? cols - INDENT : (cols - (g.columns - 1) * g.gap) / g.columns;
	g.room = (rows + g.step - g.box) / g.step;
	return g;
}

static void put(const struct grid *g, struct map_node *n, int hop, int row)
{
	n->row = row;
	n->rows = g->box;
	n->col = g->columns == 1 ? (hop ? INDENT : 0) : hop * (g->width + g->gap);
	n->cols = g->width;
}

/* The boxes that the children of a node take up, one below the other. */
static int children_of(const struct map_node *nodes, size_t n, size_t parent)
{
	int children = 0;

	for (size_t i = 0; i < n; i++)
		children += nodes[i].rows && nodes[i].parent == (int)parent;
	return children;
}

/* Which nodes have room: rows are set. A first hop takes as many boxes' height as it has children. */
static void choose(const struct grid *g, struct map_node *nodes, size_t n)
{
	int room = g->columns == 1 ? g->room - 1 : g->room, first = 0;
	int most = g->columns == 3 && room > 3 ? room - room / 4 : room;

	for (size_t i = 1; i < n && first < most; i++)
		if (nodes[i].parent == 0)
			nodes[i].rows = g->box, first++;
	room -= first;
	for (size_t i = 1; i < n && g->columns == 3; i++) {
		size_t parent = (size_t)(nodes[i].parent > 0 ? nodes[i].parent : 0);
		bool alone = parent && !children_of(nodes, n, parent);

		if (!parent || !nodes[parent].rows || (!alone && room == 0))
			continue;
		nodes[i].rows = g->box;
		room -= !alone;
	}
}

/* The children of a first hop from a row on; answers the row behind them. It stands in their middle. */
static int put_band(const struct grid *g, struct map_node *nodes, size_t n, size_t first, int row)
{
	int children = children_of(nodes, n, first), at = row;

	for (size_t i = 1; i < n; i++) {
		if (!nodes[i].rows || nodes[i].parent != (int)first)
			continue;
		put(g, &nodes[i], 2, at);
		at += g->step;
	}
	put(g, &nodes[first], 1, row + (children > 1 ? (children - 1) * g->step / 2 : 0));
	return children > 1 ? at : row + g->step;
}

static int height_of(const struct grid *g, const struct map_node *nodes, size_t n)
{
	int boxes = 0;

	for (size_t i = 1; i < n; i++) {
		int children = nodes[i].rows && nodes[i].parent == 0 ? children_of(nodes, n, i) : 0;

		boxes += nodes[i].rows && nodes[i].parent == 0 ? (children > 1 ? children : 1) : 0;
	}
	return boxes ? boxes * g->step - (g->step - g->box) : 0;
}

void map_layout(struct map_node *nodes, size_t n, int rows, int cols)
{
	struct grid g = grid_of(rows, cols);
	int row;

	for (size_t i = 0; i < n; i++)
		nodes[i].rows = nodes[i].cols = nodes[i].row = nodes[i].col = 0;
	if (!n || rows < LEAST_ROWS || cols < LEAST_COLS)
		return;
	choose(&g, nodes, n);
	row = g.columns == 1 ? g.step : (rows - height_of(&g, nodes, n)) / 2;
	for (size_t i = 1; i < n; i++)
		if (nodes[i].rows && nodes[i].parent == 0)
			row = put_band(&g, nodes, n, i, row);
	put(&g, &nodes[0], 0, g.columns == 1 ? 0 : (rows - g.box) / 2);
}

struct map_edge map_edge_to(const struct map_node *nodes, size_t to)
{
	const struct map_node *n = &nodes[to], *p = &nodes[n->parent];
	struct map_edge e = {.to_row = n->row + n->rows / 2, .to_col = n->col - 1};

	if (n->col >= p->col + p->cols) { /* beside it */
		e.row = p->row + p->rows / 2;
		e.col = p->col + p->cols;
		e.trunk = e.col + (n->col - e.col) / 2;
	} else { /* below it */
		e.row = p->row + p->rows;
		e.col = e.trunk = p->col + 1;
	}
	return e;
}

/* ---- moving ---- */

static bool same_column(const struct map_node *nodes, size_t a, size_t b)
{
	return nodes[a].rows && nodes[b].rows && nodes[a].col == nodes[b].col;
}

/* In a column the nearest above or below; where all stand below one another, of any. */
static size_t up_or_down(const struct map_node *nodes, size_t n, size_t from, bool down)
{
	bool below = n > 1 && nodes[1].rows && nodes[1].col < nodes[0].cols;
	size_t best = from;

	for (size_t i = 0; i < n; i++) {
		int far = nodes[i].row - nodes[from].row, nearest = nodes[best].row - nodes[from].row;

		if (!nodes[i].rows || (!below && !same_column(nodes, i, from)))
			continue;
		if (!down)
			far = -far, nearest = -nearest;
		if (far > 0 && (best == from || far < nearest))
			best = i;
	}
	return best;
}

static size_t first_child(const struct map_node *nodes, size_t n, size_t from)
{
	size_t best = from;

	for (size_t i = 0; i < n; i++)
		if (nodes[i].rows && nodes[i].parent == (int)from && (best == from || nodes[i].row < nodes[best].row))
			best = i;
	return best;
}

size_t map_beside(const struct map_node *nodes, size_t n, size_t from, enum map_way way)
{
	size_t next;

	if (way == MAP_LEFT)
		return nodes[from].parent < 0 ? from : (size_t)nodes[from].parent;
	if (way == MAP_RIGHT)
		return first_child(nodes, n, from);
	if (way == MAP_UP || way == MAP_DOWN)
		return up_or_down(nodes, n, from, way == MAP_DOWN);
	while ((next = up_or_down(nodes, n, from, way == MAP_LAST)) != from)
		from = next;
	return from;
}
