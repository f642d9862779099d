/*
 * The list of papers: one row a paper, as much of it as the width has room for.
 *
 *	marks  date  title  author  category
 */
#include "state.h"

#include "find.h"
#include "text/width.h"

enum {
	MARKS = 5,	     /* marked, unread, star, state, code: a column each */
	LONG_DATE_FROM = 70, /* columns from which the year has four digits */
	DATE_FROM = 40,
	AUTHOR_FROM = 76,
	CATEGORY_FROM = 96,
	BESIDE_MORE = 20, /* that there must be for dates and authors beside a paper */
	CATEGORY = 8,
};

struct columns {
	int date, title, author, category; /* widths; 0: not shown */
};

/* beside: the paper stands beside the list and names its authors: what tells titles apart goes first. */
static void choose_columns(struct columns *c, int width, bool beside)
{
	int left = width - MARKS - 1, more = beside ? BESIDE_MORE : 0;

	c->date = width >= LONG_DATE_FROM + more ? 10 : width >= DATE_FROM ? 8 : 0;
	c->author = width >= AUTHOR_FROM + more ? width / 5 : 0;
	if (c->author > 28)
		c->author = 28;
	c->category = width >= CATEGORY_FROM ? CATEGORY : 0;
	if (c->date)
		left -= c->date + 2;
	if (c->author)
		left -= c->author + 2;
	if (c->category)
		left -= c->category + 2;
	c->title = left > 0 ? left : 0;
}

static char code_letter(const struct row *r)
{
	static const char letters[LINK_VERDICTS] = {[VERDICT_UNKNOWN] = 'c',
		[VERDICT_LIVE] = 'C',
		[VERDICT_MOVED] = 'm',
		[VERDICT_ARCHIVED] = 'a',
		[VERDICT_EMPTY] = 'e',
		[VERDICT_PLACEHOLDER] = 'p',
		[VERDICT_GONE] = 'x'};

	return r->code ? letters[r->verdict] : ' ';
}

static enum style code_style(const struct row *r)
{
	switch (r->verdict) {
	case VERDICT_UNKNOWN:
		return STYLE_DIM;
	case VERDICT_LIVE:
	case VERDICT_MOVED:
		return STYLE_GOOD;
	case VERDICT_GONE:
		return STYLE_BAD;
	default:
		return STYLE_POOR;
	}
}

static void draw_marks(const struct browser *b, const struct area *a, int row, const struct row *r)
{
	static const char states[PAPER_STATES] = {[STATE_NONE] = ' ',
		[STATE_TO_READ] = 't',
		[STATE_READING] = 'r',
		[STATE_READ] = 'd',
		[STATE_SKIPPED] = '-'};
	char code = code_letter(r);

	if (marked_has(b, r->id))
		area_z(a, row, 0, "#", STYLE_MARKED);
	if (r->unread)
		area_z(a, row, 1, "•", STYLE_UNREAD);
	else if (r->updated)
		area_z(a, row, 1, "v", STYLE_UNREAD);
	if (r->starred)
		area_z(a, row, 2, "★", STYLE_STAR);
	else if (r->noted)
		area_z(a, row, 2, "n", STYLE_STATE);
	area_text(a, row, 3, (struct str){&states[r->state], 1}, STYLE_STATE);
	if (r->withdrawn)
		area_z(a, row, 4, "W", STYLE_BAD);
	else
		area_text(a, row, 4, (struct str){&code, 1}, code_style(r));
}

static void flag_words(
	const struct strs *words, const struct area *a, int row, int col, struct str text)
{
	size_t at, to;

	for (size_t i = 0; find_words(text, words, i, &at, &to); i = to)
		area_flag(a, row, col + text_width(str_sub(text, 0, at)),
			text_width(str_sub(text, at, to)), CELL_HIT);
}

/* The last name, for which one looks in a column of names. */
static struct str last_name(struct str name)
{
	size_t from = name.n;

	while (from && name.p[from - 1] != ' ')
		from--;
	return str_sub(name, from, name.n);
}

/*
 * "Peng Mi et al.", or where that is too long "Peng Mi +" (see row_others), or "Kingma +1" of "Diederik P. Kingma": a
 * last name is not cut while there is room for it.
 */
static int draw_author(const struct area *a, int row, int col, int cols, const struct row *r)
{
	struct str name = str_of(r->first_author ? r->first_author : "");
	const char *more = row_others(r), *plus = *more ? " +" : "";
	struct area part = area_part(a, row, col, 1, cols);
	int room = cols - text_width(str_of(more)), end;

	if (text_width(name) > room && text_width(name) > cols - text_width(str_of(plus)))
		name = last_name(name);
	if (text_width(name) > room)
		more = plus;
	end = area_fit(&part, 0, 0, cols - text_width(str_of(more)), name, STYLE_AUTHOR);
	if (name.n)
		area_z(&part, 0, end, more, STYLE_AUTHOR);
	return col + cols;
}

static void draw_row(const struct browser *b, const struct area *a, int row, const struct row *r)
{
	struct str title = str_of(r->title ? r->title : r->id),
		   date = str_of(r->date ? r->date : "");
	struct columns c;
	int col = MARKS + 1;
	struct area cell;

	choose_columns(&c, a->cols, a->cols < b->canvas.cols);
	draw_marks(b, a, row, r);
	if (c.date) {
		area_text(a, row, col, c.date < 10 ? str_sub(date, 2, date.n) : date, STYLE_DATE);
		col += c.date + 2;
	}
	cell = area_part(a, row, col, 1, c.title);
	area_fit(&cell, 0, 0, c.title, title, r->unread ? STYLE_UNREAD : STYLE_TEXT);
	flag_words(&b->shelf->words, &cell, 0, 0, title);
	col += c.title + 2;
	if (c.author)
		col = draw_author(a, row, col, c.author, r) + 2;
	if (c.category && r->category)
		area_fit(a, row, col, c.category, str_of(r->category), STYLE_CATEGORY);
}

static void draw_empty(const struct browser *b, const struct area *a)
{
	bool whole = !b->shelf->query && !b->shelf->name;
	int row = a->rows > 6 ? a->rows / 3 : 0;

	if (!whole) {
		area_z(a, row, 2,
			b->shelf->name && !b->shelf->query ? "This list is empty."
							   : "No paper fits.",
			STYLE_TITLE);
		area_z(a, row + 1, 2, "Esc goes back to all papers.", STYLE_DIM);
		return;
	}
	area_z(a, row, 2, "The desk is empty.", STYLE_TITLE);
	area_z(a, row + 2, 2, desk_how_to_add, STYLE_TEXT);
	area_z(a, row + 3, 2, "or from here:    :import FILE", STYLE_TEXT);
	area_z(a, row + 5, 2, "? shows every key, q leaves.", STYLE_DIM);
}

void shelf_draw(struct browser *b, const struct area *a, bool focused)
{
	struct list *l = &b->shelf->list;

	if (!l->rows.n)
		draw_empty(b, a);
	for (int i = 0; i < a->rows; i++) {
		const struct row *r = list_row_at(l, i);

		if (!r)
			break;
		draw_row(b, a, i, r);
		if (r == list_row(l))
			area_flag(a, i, 0, a->cols, focused ? CELL_CURSOR : CELL_RESTING);
	}
}
