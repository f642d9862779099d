/*
 * The map: a paper, the papers that belong to it, and those that belong to these, drawn with their links.
 *
 *	data	a node a paper: the centre, the first hop, the second; each with why it belongs to its parent
 *	events	none of its own: the second hop is looked for while no key waits, a paper at a time
 *	verbs	moving from node to node, opening the chosen one, making it the centre of another map
 */
#include "state.h"

#include "base/mem.h"
#include "map_layout.h"
#include "text/width.h"
#include "text/wrap.h"

enum {
	FIRST_MOST = 12,   /* papers of the first hop */
	SECOND_ASKED = 8,  /* neighbours of each that are looked at */
	SECOND_EACH = 3,   /* and kept */
	DETAILS = 4,       /* lines at the bottom about the chosen node, */
	DETAILS_FROM = 16, /* where the screen has so many */
	MARGIN = 2,        /* columns between the border of a box and its text, with the border */
};

struct paper_node {
	const char *id, *title, *author, *date;
	int64_t num;
	struct reasons why; /* of the link to its parent */
};

struct paper_map {
	struct arena arena; /* of the nodes */
	struct {
		VEC_OF(struct paper_node);
	} papers;
	struct {
		VEC_OF(struct map_node);
	} nodes;
	size_t chosen;
	size_t looked; /* nodes of the first hop whose neighbours were looked for */
	size_t first;  /* how many there are */
	struct {
		VEC_OF(struct neighbours);
	} beyond; /* by node of the first hop */
	int rows, cols; /* that the layout was made for */
};

static struct paper_map *map_of(struct page *page)
{
	return page->data;
}

/* ---- what is on it ---- */

static void add_node(struct paper_map *m, const struct neighbour *n, int parent)
{
	vec_push_in(&m->arena, &m->papers,
		(struct paper_node){n->id, n->title, n->first_author, n->date, n->num, n->why});
	vec_push_in(&m->arena, &m->nodes, (struct map_node){.parent = parent});
	m->rows = 0;
}

static bool is_on(const struct paper_map *m, int64_t num)
{
	for (size_t i = 0; i < m->papers.n; i++)
		if (m->papers.at[i].num == num)
			return true;
	return false;
}

static int add_centre(struct browser *b, struct page *page, struct paper_map *m, struct err *err)
{
	struct neighbour centre = {.num = page->num};
	struct paper p = {0};
	int rc = library_get(b->lib, page->num, PART_TEXT, &m->arena, &p, err);

	centre.id = p.id;
	centre.title = p.title;
	centre.first_author = p.authors.n ? p.authors.at[0] : NULL;
	centre.date = p.date;
	if (rc == 0) {
		add_node(m, &centre, -1);
		page->title = arena_printf(&m->arena, "Map around %s", p.title ? p.title : p.id);
	}
	return rc;
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct paper_map *m = page->data ? page->data : arena_zalloc(&page->arena, sizeof *m);
	struct arena old = m->arena;
	struct neighbours found = {0};
	int rc;

	*m = (struct paper_map){.arena = ARENA_INIT};
	arena_release(&old);
	page->data = m;
	page->title = NULL;
	rc = add_centre(b, page, m, err);
	if (rc == 0)
		rc = neighbours_find(b->lib, page->num, FIRST_MOST, &m->arena, &found, err);
	for (size_t i = 0; i < found.n && rc == 0; i++)
		add_node(m, &found.at[i], 0);
	m->first = found.n;
	return rc;
}

static void release(struct page *page)
{
	if (page->data)
		arena_release(&map_of(page)->arena);
}

/* The best of every paper of the first hop, then the second best, as they are not on the map yet. */
static void add_second_hop(struct paper_map *m)
{
	for (size_t turn = 0; turn < SECOND_EACH; turn++) {
		for (size_t i = 0; i < m->beyond.n; i++) {
			const struct neighbours *found = &m->beyond.at[i];
			size_t k = 0;

			while (k < found->n && is_on(m, found->at[k].num))
				k++;
			if (k < found->n)
				add_node(m, &found->at[k], (int)i + 1);
		}
	}
}

static bool work(struct browser *b, struct page *page)
{
	struct paper_map *m = map_of(page);
	struct neighbours found = {0};
	int rc;

	if (!m || m->looked >= m->first)
		return false;
	hurry_begin(b);
	rc = neighbours_find(b->lib, m->papers.at[m->looked + 1].num, SECOND_ASKED, &m->arena, &found, NULL);
	hurry_end(b);
	if (rc == ERR_INTERRUPTED)
		return true;
	vec_push_in(&m->arena, &m->beyond, found);
	if (++m->looked == m->first)
		add_second_hop(m);
	return true;
}

/* ---- drawing ---- */

/* Which sides of a cell a line leaves it by. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const lines[16] = {
	[UP] = "│", [DOWN] = "│", [UP | DOWN] = "│", [LEFT] = "─", [RIGHT] = "─", [LEFT | RIGHT] = "─",
	[DOWN | RIGHT] = "┌", [DOWN | LEFT] = "┐", [UP | RIGHT] = "└", [UP | LEFT] = "┘",
	[UP | DOWN | RIGHT] = "├", [UP | DOWN | LEFT] = "┤", [DOWN | LEFT | RIGHT] = "┬",
	[UP | LEFT | RIGHT] = "┴", [UP | DOWN | LEFT | RIGHT] = "┼",
};

struct strokes {
	const struct area *area;
	unsigned char *sides; /* by cell */
};

static void stroke(struct strokes *s, int row, int col, unsigned sides, enum style style)
{
	unsigned char *cell = &s->sides[row * s->area->cols + col];

	*cell = (unsigned char)(*cell | sides);
	area_z(s->area, row, col, lines[*cell], style);
}

static void draw_edge(struct strokes *s, const struct map_edge *e, enum style style)
{
	int way = e->to_row > e->row ? 1 : -1;
	unsigned on = way > 0 ? DOWN : UP, off = way > 0 ? UP : DOWN;

	for (int col = e->col; col < e->trunk; col++)
		stroke(s, e->row, col, LEFT | RIGHT, style);
	if (e->row == e->to_row) {
		stroke(s, e->row, e->trunk, LEFT | RIGHT, style);
	} else {
		stroke(s, e->row, e->trunk, (e->col < e->trunk ? LEFT : off) | on, style);
		for (int row = e->row + way; row != e->to_row; row += way)
			stroke(s, row, e->trunk, UP | DOWN, style);
		stroke(s, e->to_row, e->trunk, off | RIGHT, style);
	}
	for (int col = e->trunk + 1; col <= e->to_col; col++)
		stroke(s, e->to_row, col, LEFT | RIGHT, style);
}

/* "Mi 2022": who and when. */
static const char *who_and_when(const struct paper_node *p, struct arena *a)
{
	const char *blank = p->author ? strrchr(p->author, ' ') : NULL;
	const char *last = blank && blank[1] ? blank + 1 : p->author ? p->author : "";

	return arena_printf(a, "%s%s%.4s", last, *last && p->date ? " " : "", p->date ? p->date : "");
}

static void draw_border(const struct area *box, enum style style)
{
	int bottom = box->rows - 1, right = box->cols - 1;

	for (int col = 1; col < right; col++) {
		area_z(box, 0, col, "─", style);
		area_z(box, bottom, col, "─", style);
	}
	for (int row = 1; row < bottom; row++) {
		area_z(box, row, 0, "│", style);
		area_z(box, row, right, "│", style);
	}
	area_z(box, 0, 0, "╭", style);
	area_z(box, 0, right, "╮", style);
	area_z(box, bottom, 0, "╰", style);
	area_z(box, bottom, right, "╯", style);
}

/* The title over as many lines as there are, the last one cut. */
static void draw_title(const struct area *box, struct str title, enum style style)
{
	int cols = box->cols - 2 * MARGIN, rows = box->rows - 2;
	struct wrap_lines all = {0};

	wrap_text(title, cols, &all);
	for (int row = 0; row < rows && row < (int)all.n; row++) {
		const struct wrap_line *line = &all.at[row];
		size_t to = row + 1 < rows ? line->to : title.n;

		area_fit(box, row + 1, MARGIN, cols, str_sub(title, line->from, to), style);
	}
	vec_release(&all);
}

static void draw_node(const struct paper_map *m, const struct area *a, size_t i, struct arena *scratch)
{
	const struct map_node *n = &m->nodes.at[i];
	const struct paper_node *p = &m->papers.at[i];
	struct area box = area_part(a, n->row, n->col, n->rows, n->cols);
	bool chosen = i == m->chosen;
	struct str who = str_of(who_and_when(p, scratch));
	int room = box.cols - 2 * MARGIN - 2;

	for (int row = 0; row < box.rows; row++)
		area_fill(&box, row, 0, box.cols, STYLE_TEXT);
	draw_border(&box, chosen ? STYLE_KEY : STYLE_BORDER);
	draw_title(&box, str_of(p->title ? p->title : p->id), i == 0 || chosen ? STYLE_TITLE : STYLE_TEXT);
	if (who.n && room >= 4) {
		int col = area_z(&box, box.rows - 1, MARGIN, " ", STYLE_AUTHOR);

		col = area_fit(&box, box.rows - 1, col, room, who, STYLE_AUTHOR);
		area_z(&box, box.rows - 1, col, " ", STYLE_AUTHOR);
	}
	if (chosen)
		for (int row = 1; row < box.rows - 1; row++)
			area_flag(&box, row, 1, box.cols - 2, CELL_CURSOR);
}

static bool on_the_way(const struct paper_map *m, size_t node)
{
	for (int i = (int)m->chosen; i > 0; i = m->nodes.at[i].parent)
		if (i == (int)node)
			return true;
	return false;
}

/* The lines first, those on the way to the chosen node last, so that they are seen whole. */
static void draw_map(const struct paper_map *m, const struct area *a)
{
	struct strokes s = {a, mem_zalloc((size_t)(a->rows * a->cols + 1))};
	struct arena scratch = ARENA_INIT;

	for (int last = 0; last < 2; last++)
		for (size_t i = 1; i < m->nodes.n; i++)
			if (m->nodes.at[i].rows && on_the_way(m, i) == last) {
				struct map_edge e = map_edge_to(m->nodes.at, i);

				draw_edge(&s, &e, last ? STYLE_KEY : STYLE_BORDER);
			}
	for (size_t i = 0; i < m->nodes.n; i++)
		if (m->nodes.at[i].rows)
			draw_node(m, a, i, &scratch);
	arena_release(&scratch);
	free(s.sides);
}

/* ---- the words about the chosen one ---- */

static void draw_reason(const struct paper_map *m, const struct area *a, int row, struct arena *scratch)
{
	const struct paper_node *p = &m->papers.at[m->chosen];
	int parent = m->nodes.at[m->chosen].parent, col = 0;

	if (parent < 0) {
		area_fit(a, row, 0, a->cols,
			str_of(m->first ? "Arrows go from paper to paper.  Enter opens one, M makes it the centre."
					: "No related papers in the library."),
			STYLE_DIM);
		return;
	}
	if (parent > 0) {
		const char *title = m->papers.at[parent].title;
		struct str short_title = str_of(title ? title : m->papers.at[parent].id);

		col = area_z(a, row, col, "to ", STYLE_DIM);
		col = area_fit(a, row, col, a->cols / 3, short_title, STYLE_DIM);
		col = area_z(a, row, col, ": ", STYLE_DIM);
	}
	area_fit(a, row, col, a->cols - col, str_of(reasons_line(&p->why, a->cols - col, scratch)),
		STYLE_REASON);
}

static void draw_details(const struct paper_map *m, const struct area *a)
{
	const struct paper_node *p = &m->papers.at[m->chosen];
	struct arena scratch = ARENA_INIT;
	int row = 0;

	if (a->rows == DETAILS)
		for (int col = 0; col < a->cols; col++)
			area_z(a, 0, col, "─", STYLE_BORDER);
	if (a->rows == DETAILS)
		row = 1;
	if (a->rows > 1)
		area_fit(a, row++, 0, a->cols, str_of(p->title ? p->title : p->id), STYLE_TITLE);
	if (a->rows == DETAILS) {
		int col = area_z(a, row, 0, p->date ? p->date : "", STYLE_DATE);

		col = area_z(a, row, col, p->date ? "  " : "", STYLE_DATE);
		area_fit(a, row++, col, a->cols - col, str_of(p->author ? p->author : ""), STYLE_AUTHOR);
	}
	draw_reason(m, a, row, &scratch);
	arena_release(&scratch);
}

static int details_of(int rows)
{
	return rows >= DETAILS_FROM ? DETAILS : rows >= DETAILS_FROM / 2 ? 2 : rows > 3;
}

static void draw(struct browser *b, struct page *page, const struct area *a)
{
	struct paper_map *m = map_of(page);
	int details = details_of(a->rows);
	struct area map = area_part(a, 0, 0, a->rows - details, a->cols),
		    words = area_part(a, a->rows - details, 0, details, a->cols);

	(void)b;
	if (!m || !m->nodes.n)
		return;
	if (m->rows != map.rows || m->cols != map.cols) {
		map_layout(m->nodes.at, m->nodes.n, map.rows, map.cols);
		m->rows = map.rows;
		m->cols = map.cols;
		if (!m->nodes.at[m->chosen].rows)
			m->chosen = 0;
	}
	if (m->nodes.at[0].rows)
		draw_map(m, &map);
	else
		area_z(&map, 0, 0, "There is no room for a map.", STYLE_DIM);
	if (details)
		draw_details(m, &words);
}

/* ---- keys ---- */

static void open_chosen(struct browser *b, const struct paper_map *m)
{
	struct arena a = ARENA_INIT;
	const char *id = arena_strdup(&a, m->papers.at[m->chosen].id);

	while (b->page)
		page_close(b);
	trail_go(b, id);
	arena_release(&a);
}

/* The arrows and letters that go back and open elsewhere go left and right here. */
static int way_of(const struct browser *b, enum action action)
{
	switch (action) {
	case ACT_UP:
		return MAP_UP;
	case ACT_DOWN:
		return MAP_DOWN;
	case ACT_FIRST:
		return MAP_FIRST;
	case ACT_LAST:
		return MAP_LAST;
	case ACT_OUT:
		return MAP_LEFT;
	case ACT_OPEN:
		return b->key == 'l' || b->key == K_RIGHT ? MAP_RIGHT : -1;
	default:
		return -1;
	}
}

static bool act(struct browser *b, struct page *page, enum action action)
{
	struct paper_map *m = map_of(page);
	int way = way_of(b, action);

	if (!m || !m->nodes.n)
		return false;
	if (way >= 0)
		m->chosen = map_beside(m->nodes.at, m->nodes.n, m->chosen, (enum map_way)way);
	else if (action == ACT_OPEN)
		open_chosen(b, m);
	else if (action == ACT_MAP && m->chosen)
		page_open(b, &page_map, NULL, m->papers.at[m->chosen].num);
	else if (action != ACT_MAP)
		return false;
	return true;
}

static void click(struct browser *b, struct page *page, int row, int col, bool twice)
{
	struct paper_map *m = map_of(page);

	for (size_t i = 0; m && i < m->nodes.n; i++) {
		const struct map_node *n = &m->nodes.at[i];

		if (row < n->row || row >= n->row + n->rows || col < n->col || col >= n->col + n->cols)
			continue;
		m->chosen = i;
		if (twice)
			open_chosen(b, m);
		return;
	}
}

const struct page_ops page_map = {
	.name = "Map", .fill = fill, .act = act, .draw = draw, .click = click, .work = work, .release = release};
