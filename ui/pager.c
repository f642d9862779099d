#include "pager.h"

#include <stdio.h>

#include "base/utf8.h"
#include "find.h"
#include "text/width.h"

void pager_init(struct pager *p)
{
	*p = (struct pager){.chosen = NO_TARGET, .rows = 1, .needle = STRBUF_INIT};
	doc_init(&p->doc);
}

void pager_release(struct pager *p)
{
	doc_release(&p->doc);
	strbuf_release(&p->needle);
}

static size_t last_top(const struct pager *p)
{
	size_t rows = p->rows > 0 ? (size_t)p->rows : 1;

	return p->doc.lines.n > rows ? p->doc.lines.n - rows : 0;
}

static void set_top(struct pager *p, ptrdiff_t top)
{
	size_t last = last_top(p);

	p->top = top < 0 ? 0 : (size_t)top > last ? last : (size_t)top;
}

static int first_stop(const struct pager *p, int from, int step)
{
	for (int i = from; i >= 0 && (size_t)i < p->doc.targets.n; i += step)
		if (p->doc.targets.at[i].stop && p->doc.targets.at[i].line != SIZE_MAX)
			return i;
	return NO_TARGET;
}

void pager_settle(struct pager *p, bool from_start)
{
	int n = (int)p->doc.targets.n;

	if (from_start) {
		p->top = 0;
		p->chosen = NO_TARGET;
	}
	if (p->chosen >= n)
		p->chosen = first_stop(p, n - 1, -1);
	if (p->by_line && p->chosen == NO_TARGET)
		p->chosen = first_stop(p, 0, 1);
	set_top(p, (ptrdiff_t)p->top);
}

/* ---- moving ---- */

void pager_scroll(struct pager *p, int lines)
{
	set_top(p, (ptrdiff_t)p->top + lines);
}

void pager_choose(struct pager *p, int target)
{
	const struct doc_target *t;

	p->chosen = target;
	t = pager_target(p);
	if (!t)
		return;
	if (t->last >= p->top + (size_t)p->rows)
		set_top(p, (ptrdiff_t)t->last - p->rows + 1);
	if (t->line < p->top)
		set_top(p, (ptrdiff_t)t->line);
}

const struct doc_target *pager_target(const struct pager *p)
{
	if (p->chosen < 0 || (size_t)p->chosen >= p->doc.targets.n)
		return NULL;
	return &p->doc.targets.at[p->chosen];
}

static bool on_screen(const struct pager *p, const struct doc_target *t)
{
	return t->last >= p->top && t->line < p->top + (size_t)p->rows;
}

/* The next target in that direction that is on the screen, or NO_TARGET. */
static int next_visible(const struct pager *p, int step)
{
	const struct doc_target *now = pager_target(p);
	int from = now && on_screen(p, now) ? p->chosen + step
		   : step > 0		    ? 0
					    : (int)p->doc.targets.n - 1;
	int i = first_stop(p, from, step);

	while (i != NO_TARGET && !on_screen(p, &p->doc.targets.at[i]))
		i = first_stop(p, i + step, step);
	return i;
}

/* One step through a text: to the next target in sight, else a line further. */
static void step_through(struct pager *p, int step)
{
	int target = next_visible(p, step);
	size_t top = p->top;

	if (target != NO_TARGET) {
		p->chosen = target;
		pager_scroll(p, step);
		if (!on_screen(p, &p->doc.targets.at[target]))
			p->top = top;
		return;
	}
	pager_scroll(p, step);
	if (pager_target(p) && !on_screen(p, pager_target(p)))
		p->chosen = NO_TARGET;
}

/* A number of targets on or back, as far as there are any. */
static void step_targets(struct pager *p, int steps)
{
	int step = steps < 0 ? -1 : 1;

	for (int i = 0; i != steps; i += step) {
		int next = first_stop(p, p->chosen + step, step);

		if (next == NO_TARGET)
			break;
		p->chosen = next;
	}
	if (p->chosen == NO_TARGET)
		pager_scroll(p, steps);
	else
		pager_choose(p, p->chosen);
	if (first_stop(p, p->chosen - 1, -1) == NO_TARGET && p->chosen != NO_TARGET &&
		p->doc.targets.at[p->chosen].line < (size_t)p->rows)
		p->top = 0; /* the heading above the first */
}

static void to_end(struct pager *p, bool last)
{
	int n = (int)p->doc.targets.n;

	set_top(p, last ? (ptrdiff_t)p->doc.lines.n : 0);
	p->chosen = p->by_line ? first_stop(p, last ? n - 1 : 0, last ? -1 : 1) : NO_TARGET;
}

bool pager_move(struct pager *p, enum action move)
{
	int page = p->rows > 1 ? p->rows - 1 : 1, half = p->rows > 1 ? p->rows / 2 : 1;
	int step;

	switch (move) {
	case ACT_FIRST:
	case ACT_LAST:
		to_end(p, move == ACT_LAST);
		return true;
	case ACT_DOWN:
		step = 1;
		break;
	case ACT_UP:
		step = -1;
		break;
	case ACT_HALF_DOWN:
		step = half;
		break;
	case ACT_HALF_UP:
		step = -half;
		break;
	case ACT_PAGE_DOWN:
		step = page;
		break;
	case ACT_PAGE_UP:
		step = -page;
		break;
	default:
		return false;
	}
	if (p->by_line)
		step_targets(p, step);
	else if (step == 1 || step == -1)
		step_through(p, step);
	else
		pager_scroll(p, step);
	return true;
}

/* ---- searching ---- */

/* The first target of a line, so that a hit in a list of things chooses it. */
static void choose_in_line(struct pager *p, size_t line)
{
	for (size_t i = 0; i < p->doc.targets.n; i++)
		if (p->doc.targets.at[i].stop && p->doc.targets.at[i].line <= line &&
			line <= p->doc.targets.at[i].last)
			pager_choose(p, (int)i);
}

bool pager_search(struct pager *p, const char *text)
{
	size_t at, to;

	strbuf_reset(&p->needle);
	if (!text || !*text)
		return true;
	utf8_fold(str_of(text), &p->needle);
	for (size_t i = p->top; i < p->doc.lines.n; i++) {
		if (find_text(doc_line_text(&p->doc, i), strbuf_str(&p->needle), 0, &at, &to)) {
			if (i >= p->top + (size_t)p->rows)
				set_top(p, (ptrdiff_t)i - p->rows / 3);
			if (p->by_line)
				choose_in_line(p, i);
			return true;
		}
	}
	return pager_hit(p, -1);
}

bool pager_hit(struct pager *p, int step)
{
	const struct doc_target *t = p->by_line ? pager_target(p) : NULL;
	ptrdiff_t from = (ptrdiff_t)(t ? t->line : p->top) + step;
	size_t at, to;

	for (ptrdiff_t i = from; i >= 0 && (size_t)i < p->doc.lines.n; i += step) {
		if (!find_text(
			    doc_line_text(&p->doc, (size_t)i), strbuf_str(&p->needle), 0, &at, &to))
			continue;
		if (p->by_line)
			choose_in_line(p, (size_t)i);
		else
			set_top(p, i);
		return true;
	}
	return false;
}

/* ---- drawing ---- */

/* Flags the hits of a line that starts at column col. */
static void flag_hits(
	const struct pager *p, const struct area *a, int row, int col, struct str text)
{
	struct str needle = strbuf_str(&p->needle);
	size_t at, to;

	for (size_t i = 0; find_text(text, needle, i, &at, &to); i = to)
		area_flag(a, row, col + text_width(str_sub(text, 0, at)),
			text_width(str_sub(text, at, to)), CELL_HIT);
	for (size_t i = 0; find_words(text, &p->words, i, &at, &to); i = to)
		area_flag(a, row, col + text_width(str_sub(text, 0, at)),
			text_width(str_sub(text, at, to)), CELL_HIT);
}

static void draw_line(
	const struct pager *p, const struct area *a, int row, size_t line, bool focused)
{
	const struct doc_line *l = &p->doc.lines.at[line];
	const struct doc_target *chosen = pager_target(p);
	int col = l->indent, start = col;
	size_t from, to;

	if (l->label)
		area_z(a, row, 0, l->label, STYLE_LABEL);
	doc_line_pieces(&p->doc, line, &from, &to);
	for (size_t i = from; i < to; i++) {
		const struct doc_piece *piece = &p->doc.pieces.at[i];

		col = area_text(a, row, col,
			str_sub(strbuf_str(&p->doc.text), piece->from, piece->to), piece->style);
	}
	flag_hits(p, a, row, start, doc_line_text(&p->doc, line));
	if (chosen && line >= chosen->line && line <= chosen->last)
		area_flag(a, row, 0, a->cols, focused ? CELL_CURSOR : 0);
}

void pager_draw(struct pager *p, const struct area *a, bool focused)
{
	p->rows = a->rows > 0 ? a->rows : 1;
	set_top(p, (ptrdiff_t)p->top);
	for (int row = 0; row < a->rows && p->top + (size_t)row < p->doc.lines.n; row++)
		draw_line(p, a, row, p->top + (size_t)row, focused);
}

int pager_target_at(const struct pager *p, int row, int col)
{
	size_t line = p->top + (size_t)row, from, to;
	int at;

	if (row < 0 || line >= p->doc.lines.n)
		return NO_TARGET;
	at = p->doc.lines.at[line].indent;
	doc_line_pieces(&p->doc, line, &from, &to);
	for (size_t i = from; i < to; i++) {
		const struct doc_piece *piece = &p->doc.pieces.at[i];

		at += text_width(str_sub(strbuf_str(&p->doc.text), piece->from, piece->to));
		if (col < at)
			return piece->target;
	}
	return NO_TARGET;
}

const char *pager_percent(const struct pager *p, char *buf, size_t n)
{
	size_t last = last_top(p);

	if (!last)
		return "all";
	snprintf(buf, n, "%d%%", (int)(p->top * 100 / last));
	return buf;
}
