/* The mouse: a click chooses, a second one opens, a click on a link opens it, the wheel scrolls. */
#include "mouse.h"

#include "base/clock.h"

enum { WHEEL = 3, DOUBLE_CLICK_MS = 400 };

static enum pane pane_at(const struct browser *b, int row, int col)
{
	for (int i = 0; i < PANES; i++) {
		const struct box *box = &b->layout.panes[i];

		if (row >= box->row && row < box->row + box->rows && col >= box->col &&
			col < box->col + box->cols)
			return (enum pane)i;
	}
	return PANES;
}

static bool double_click(struct browser *b, const struct input *in)
{
	int64_t now = clock_mono_ms();
	bool twice = now - b->click_ms < DOUBLE_CLICK_MS && in->row == b->click_row &&
		     in->col == b->click_col;

	b->click_ms = twice ? 0 : now;
	b->click_row = in->row;
	b->click_col = in->col;
	return twice;
}

static void click_text(struct browser *b, struct pager *p, int row, int col, bool twice)
{
	int target = pager_target_at(p, row, col);
	const struct doc_target *t = target >= 0 ? &p->doc.targets.at[target] : NULL;

	if (!t)
		return;
	if (t->stop)
		p->chosen = target;
	if (twice || t->kind == TARGET_LINK)
		browser_act(b, ACT_OPEN, 0);
	else if (!t->stop)
		open_target(b, t);
}

static void click_list(struct browser *b, int row, bool twice)
{
	const struct row *at = list_row_at(&b->shelf->list, row);
	struct err err;

	if (!at)
		return;
	trail_leave(b);
	if (list_seek(&b->shelf->list, at->num, &err) < 0)
		complain(b, &err);
	reader_follow(b);
	if (twice)
		reader_open(b);
}

static void click(struct browser *b, const struct input *in)
{
	int row = in->row - 1; /* below the title line */
	bool twice = double_click(b, in);
	enum pane pane;

	if (b->page && b->page->ops->draw) {
		if (b->page->ops->click)
			b->page->ops->click(b, b->page, row, in->col - 1, twice);
		return;
	}
	if (b->page) {
		click_text(b, &b->page->pager, row, in->col - 1, twice);
		return;
	}
	pane = pane_at(b, row, in->col);
	if (pane == PANES)
		return;
	browser_focus(b, pane);
	row -= b->layout.panes[pane].row;
	if (pane == PANE_LIST)
		click_list(b, row, twice);
	else
		click_text(b, pane == PANE_PAPER ? &b->reader.pager : &b->kin.pager, row,
			in->col - b->layout.panes[pane].col - 1, twice);
}

static void wheel(struct browser *b, const struct input *in, int lines)
{
	enum pane pane = b->page ? PANES : pane_at(b, in->row - 1, in->col);
	struct err err;

	if (b->page) {
		pager_scroll(&b->page->pager, lines);
	} else if (pane == PANE_PAPER) {
		pager_scroll(&b->reader.pager, lines);
	} else if (pane == PANE_RELATED) {
		pager_scroll(&b->kin.pager, lines);
	} else if (pane == PANE_LIST) {
		if (list_scroll(&b->shelf->list, lines, &err) < 0)
			complain(b, &err);
		reader_follow(b);
	}
}

void browser_mouse(struct browser *b, const struct input *in)
{
	if (in->button == MOUSE_LEFT)
		click(b, in);
	else if (in->button == MOUSE_WHEEL_UP)
		wheel(b, in, -WHEEL);
	else if (in->button == MOUSE_WHEEL_DOWN)
		wheel(b, in, WHEEL);
}
