/* The whole screen: the title line, the panes or the page on top, the bottom line. */
#include "state.h"

#include "base/clock.h"
#include "text/width.h"
#include "text/wrap.h"

enum {
	WORK_LEAST = 16, /* columns below which it says too little */
	MESSAGE_ROWS = 3,
};

/* ---- the title line ---- */

static void add_place(struct browser *b, struct strbuf *out)
{
	struct list *l = &b->shelf->list;
	int64_t place = list_place(l);

	if (l->total < 0) {
		if (place)
			strbuf_addf(out, "%lld ", (long long)place);
		return;
	}
	if (place)
		strbuf_addf(out, "%lld/", (long long)place);
	strbuf_addf(out, "%lld%s ", (long long)l->total, l->exact ? "" : "+");
}

static void title_left(struct browser *b, struct strbuf *out)
{
	strbuf_addz(out, " Carrel");
	if (b->page) {
		strbuf_addf(out, " · %s", b->page->title ? b->page->title : b->page->ops->name);
		return;
	}
	if (b->desk->on_sample)
		strbuf_addz(out, " · sample");
	if (b->layout.alone && b->focus == PANE_RELATED)
		strbuf_addz(out, " · Related to: ");
	if (b->layout.alone && b->focus == PANE_RELATED && b->reader.loaded &&
		b->reader.paper.title)
		strbuf_addz(out, b->reader.paper.title);
	else
		shelf_title(b, out);
	if (b->desk->on_sample && b->focus == PANE_LIST && shelf_is_all(b))
		strbuf_addf(out, ", %s", desk_how_to_add);
}

static void title_right(struct browser *b, struct strbuf *out)
{
	char percent[16];

	if (b->page && b->page->ops->draw)
		return;
	if (b->page) {
		strbuf_addf(out, "%s ", pager_percent(&b->page->pager, percent, sizeof percent));
		return;
	}
	if (b->marked_n)
		strbuf_addf(out, "%lld marked · ", (long long)b->marked_n);
	trail_title(b, out);
	if (b->layout.alone && b->focus == PANE_PAPER)
		strbuf_addf(out, "%s · ", pager_percent(&b->reader.pager, percent, sizeof percent));
	add_place(b, out);
}

static void draw_title(struct browser *b, const struct area *a)
{
	struct strbuf left = STRBUF_INIT, right = STRBUF_INIT;
	int room;

	title_left(b, &left);
	title_right(b, &right);
	area_fill(a, 0, 0, a->cols, STYLE_BAR);
	room = a->cols - text_width(strbuf_str(&right)) - 1;
	area_fit(a, 0, 0, room, strbuf_str(&left), STYLE_BAR_STRONG);
	area_text(a, 0, room > 0 ? room + 1 : 0, strbuf_str(&right), STYLE_BAR);
	strbuf_release(&left);
	strbuf_release(&right);
}

/* ---- the bottom line ---- */

/* What goes on behind, at the right end; answers the columns left of it. */
static int draw_work(struct browser *b, const struct area *a, int row, int least)
{
	struct strbuf work = STRBUF_INIT;
	size_t retagging;
	int width, room = a->cols;

	retag_status(b, &work);
	retagging = work.len;
	if (retagging && b->errands.pid)
		strbuf_addz(&work, " · ");
	fetch_status(b, &work);
	width = text_width(strbuf_str(&work));
	if (width > a->cols - least)
		width = a->cols - least < WORK_LEAST ? 0 : a->cols - least;
	if (width > 0) {
		room = a->cols - width - 2;
		area_fit(a, row, a->cols - width, width, strbuf_str(&work), STYLE_STATE);
	}
	strbuf_release(&work);
	return room;
}

/* Columns that the hint of an action takes, blanks behind it included; 0: it has none here. */
static int hint_width(struct browser *b, const struct action_row *act, struct strbuf *key)
{
	strbuf_reset(key);
	if (!act->hint || !action_works(b, act->action))
		return 0;
	keymap_keys(&b->keys, act->action, browser_context(b), 1, key);
	return key->len ? text_width(strbuf_str(key)) + 1 + text_width(str_of(act->hint)) + 2 : 0;
}

/* Draws it where there is room before column `room`; answers the column behind it. */
static int draw_hint(struct browser *b, const struct area *a, int row, int col, int room, const struct action_row *act)
{
	struct strbuf key = STRBUF_INIT;
	int width = hint_width(b, act, &key);

	if (width && col + width <= room) {
		col = area_text(a, row, col, strbuf_str(&key), STYLE_KEY);
		col = area_z(a, row, col + 1, act->hint, STYLE_DIM) + 2;
	}
	strbuf_release(&key);
	return col;
}

/* What a page has of its own, and the ways in and out, come before what works everywhere. */
static bool hinted_first(const struct browser *b, const struct action_row *act)
{
	return !b->page || act->contexts != IN_ALL || act->action == ACT_OPEN || act->action == ACT_BACK;
}

/* In the order of the table as many as fit; help, which knows them all, always. */
static void draw_hints(struct browser *b, const struct area *a, int row, int room)
{
	const struct action_row *help = action_row(ACT_HELP);
	struct strbuf key = STRBUF_INIT;
	int left = room - hint_width(b, help, &key), col = 1;

	for (int first = 1; first >= 0; first--)
		for (size_t i = 0; i < actions_n; i++)
			if (actions[i].action != ACT_HELP && hinted_first(b, &actions[i]) == first)
				col = draw_hint(b, a, row, col, left, &actions[i]);
	draw_hint(b, a, row, col, room, help);
	strbuf_release(&key);
}

/* From a row of the area on, as many rows as it takes; answers the last of them. A choice is in one piece. */
static int draw_choices(const struct menu *m, const struct area *a, int row)
{
	int col = area_z(a, row, 0, m->title, STYLE_TITLE);

	col = area_z(a, row, col, ":", STYLE_TITLE) + 1;
	for (const struct menu_item *i = m->items; i->label; i++) {
		char key = (char)i->key;

		if (col + 2 + text_width(str_of(i->label)) > a->cols && col > 2) {
			area_fill(a, ++row, 0, a->cols, STYLE_TEXT);
			col = 2;
		}
		col = area_text(a, row, col, (struct str){&key, 1}, STYLE_KEY);
		col = area_z(a, row, col + 1, i->label, STYLE_DIM) + 2;
	}
	return row;
}

/* At the bottom, over what is there. */
static void draw_menu(const struct menu *m, const struct area *a)
{
	struct area none = area_part(a, 0, 0, 0, a->cols);
	int rows = draw_choices(m, &none, 0) + 1, first = a->rows > rows ? a->rows - rows : 0;
	struct area part = area_part(a, first, 0, a->rows - first, a->cols);

	area_fill(&part, 0, 0, a->cols, STYLE_TEXT);
	draw_choices(m, &part, 0);
}

/* A message that is too long for a row: it ends there. */
static void draw_long_message(struct browser *b, const struct area *a, int row, enum style style)
{
	struct str text = str_of(b->message);
	struct wrap_lines lines = {0};
	size_t n;

	wrap_text(text, a->cols, &lines);
	n = lines.n < MESSAGE_ROWS ? lines.n : MESSAGE_ROWS;
	if (n > (size_t)row + 1)
		n = (size_t)row + 1;
	for (size_t i = 0; i < n; i++) {
		size_t to = i + 1 < n ? lines.at[i].to : lines.at[lines.n - 1].to;
		int at = row - (int)(n - 1 - i);

		area_fill(a, at, 0, a->cols, STYLE_TEXT);
		area_fit(a, at, 0, a->cols, str_sub(text, lines.at[i].from, to), style);
	}
	vec_release(&lines);
}

static void draw_message(struct browser *b, const struct area *a, int row)
{
	enum style style = b->message_bad ? STYLE_ERROR : STYLE_TEXT;
	int width = text_width(str_of(b->message)), room = a->cols;

	if (width > a->cols) {
		draw_long_message(b, a, row, style);
		return;
	}
	area_fill(a, row, 0, a->cols, STYLE_TEXT);
	if (row == a->rows - 1)
		room = draw_work(b, a, row, width + 2);
	area_fit(a, row, 0, room, str_of(b->message), style);
}

static void draw_bottom(struct browser *b, const struct area *a)
{
	int row = a->rows - 1;

	if (b->question) {
		prompt_draw(&b->prompt, a);
		if (b->message[0] && !b->prompt.words.n && row > 0)
			draw_message(b, a, row - 1);
	} else if (b->menu) {
		draw_menu(b->menu, a);
	} else if (b->message[0]) {
		draw_message(b, a, row);
	} else if (for_you_line(b)) {
		int room = draw_work(b, a, row, 0);

		area_fit(a, row, 1, room - 2, str_of(for_you_line(b)), STYLE_REASON);
	} else {
		draw_hints(b, a, row, draw_work(b, a, row, 0));
	}
}

/* ---- panes ---- */

static void draw_borders(const struct browser *b, const struct area *a)
{
	const struct box *panes = b->layout.panes, *related = &panes[PANE_RELATED],
			 *paper = &panes[PANE_PAPER];

	for (int i = PANE_PAPER; i < PANES; i++)
		for (int row = 0; panes[i].rows && panes[i].col > 0 && row < panes[i].rows; row++)
			area_z(a, panes[i].row + row, panes[i].col - 1, "│", STYLE_BORDER);
	if (paper->rows && paper->row > 0)
		for (int col = 0; col < a->cols; col++)
			area_z(a, paper->row - 1, col, "─", STYLE_BORDER);
	if (related->rows && related->row > 0) {
		int row = related->row - 1;

		area_z(a, row, related->col - 1, row > paper->row ? "├" : "┌", STYLE_BORDER);
		for (int col = 0; col < related->cols; col++)
			area_z(a, row, related->col + col, "─", STYLE_BORDER);
		area_z(a, row, related->col + 1, " Related ", STYLE_BORDER);
	}
}

static void draw_panes(struct browser *b, const struct area *a)
{
	static void (*const draw[PANES])(struct browser *, const struct area *, bool) = {
		[PANE_LIST] = shelf_draw, [PANE_PAPER] = reader_draw, [PANE_RELATED] = kin_draw};

	for (int i = 0; i < PANES; i++) {
		const struct box *box = &b->layout.panes[i];
		struct area pane = area_part(a, box->row, box->col, box->rows, box->cols);

		if (box->rows > 0)
			draw[i](b, &pane, b->focus == (enum pane)i);
	}
	draw_borders(b, a);
}

void browser_draw(struct browser *b)
{
	struct area all, body;

	b->drawn = clock_mono_ms();
	b->draw_due = 0;
	canvas_clear(&b->canvas);
	all = area_all(&b->canvas);
	body = area_part(&all, 1, 0, all.rows - 2, all.cols);
	if (b->page) {
		struct area text = area_part(&body, 0, 1, body.rows, body.cols - 2);

		page_layout(b, b->page, text.cols);
		if (b->page->ops->draw)
			b->page->ops->draw(b, b->page, &text);
		else
			pager_draw(&b->page->pager, &text, true);
	} else {
		draw_panes(b, &body);
	}
	draw_title(b, &all);
	draw_bottom(b, &all);
	b->term->ops->show(b->term, &b->canvas);
}
