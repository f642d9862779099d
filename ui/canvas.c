#include "canvas.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/width.h"

static const struct cell blank = {" ", 1, 1, STYLE_TEXT, 0};

void canvas_init(struct canvas *c)
{
	*c = (struct canvas){.cursor_row = -1};
}

void canvas_release(struct canvas *c)
{
	free(c->at);
	canvas_init(c);
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = rows > 0 ? rows : 1;
	c->cols = cols > 0 ? cols : 1;
	c->at = mem_resize(c->at, (size_t)c->rows * (size_t)c->cols, sizeof *c->at);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	for (int i = 0; i < c->rows * c->cols; i++)
		c->at[i] = blank;
	c->cursor_row = -1;
	c->cursor_col = 0;
}

bool cell_same(const struct cell *a, const struct cell *b)
{
	return !memcmp(a, b, sizeof *a); /* the bytes after len are zero */
}

void canvas_row(const struct canvas *c, int row, struct strbuf *out)
{
	size_t end = out->len;

	for (int col = 0; col < c->cols; col++) {
		const struct cell *cell = canvas_cell(c, row, col);

		strbuf_add(out, cell->text, cell->len);
		if (cell->width && !(cell->len == 1 && cell->text[0] == ' '))
			end = out->len;
	}
	strbuf_setlen(out, end);
}

/* ---- pieces ---- */

struct area area_all(struct canvas *c)
{
	return (struct area){c, 0, 0, c->rows, c->cols};
}

static int clamp(int x, int least, int most)
{
	return x < least ? least : x > most ? most : x;
}

struct area area_part(const struct area *a, int row, int col, int rows, int cols)
{
	row = clamp(row, 0, a->rows);
	col = clamp(col, 0, a->cols);
	return (struct area){a->canvas, a->row + row, a->col + col, clamp(rows, 0, a->rows - row),
		clamp(cols, 0, a->cols - col)};
}

/* The cell at a place of the area, or NULL. */
static struct cell *cell_at(const struct area *a, int row, int col)
{
	if (row < 0 || row >= a->rows || col < 0 || col >= a->cols)
		return NULL;
	return canvas_cell(a->canvas, a->row + row, a->col + col);
}

/* Before a cell is overwritten: a wide character that loses one half loses both. */
static void split_wide(const struct area *a, int row, int col)
{
	struct canvas *c = a->canvas;
	int r = a->row + row, k = a->col + col;
	struct cell *cell = canvas_cell(c, r, k);

	if (cell->width == 0 && k > 0)
		*canvas_cell(c, r, k - 1) = blank;
	if (cell->width == 2 && k + 1 < c->cols)
		*canvas_cell(c, r, k + 1) = blank;
}

static void put(const struct area *a, int row, int col, const char *p, size_t n, int width,
	enum style style)
{
	struct cell *cell = cell_at(a, row, col);
	struct cell *right = width == 2 ? cell_at(a, row, col + 1) : NULL;

	if (width == 2 &&
		(!cell || !right)) { /* half of it is outside: a blank for the other half */
		if (cell)
			put(a, row, col, " ", 1, 1, style);
		if (right)
			put(a, row, col + 1, " ", 1, 1, style);
		return;
	}
	if (!cell)
		return;
	if (cell->width != 1)
		split_wide(a, row, col);
	*cell = (struct cell){.len = (unsigned char)n,
		.width = (unsigned char)width,
		.style = (unsigned char)style};
	memcpy(cell->text, p, n);
	if (right) {
		split_wide(a, row, col + 1);
		*right = (struct cell){.style = (unsigned char)style};
	}
}

/* A mark joins the base on its left, as long as there is room for it. */
static void add_mark(const struct area *a, int row, int col, const char *p, size_t n)
{
	struct cell *cell = cell_at(a, row, col);

	if (cell && cell->width == 0)
		cell = cell_at(a, row, col - 1);
	if (!cell || cell->len + n > CELL_TEXT)
		return;
	memcpy(cell->text + cell->len, p, n);
	cell->len = (unsigned char)(cell->len + n);
}

static bool control(unsigned rune)
{
	return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 || rune == 0x2029 ||
	       (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069);
}

int area_text(const struct area *a, int row, int col, struct str text, enum style style)
{
	for (size_t i = 0, used; i < text.n; i += used) {
		unsigned rune = utf8_decode(text.p + i, text.n - i, &used);
		const char *p = text.p + i;
		int width;

		if (rune >= 0x20 && rune < 0x7F) {
			put(a, row, col++, p, 1, 1, style);
			continue;
		}
		if (control(rune))
			continue;
		width = rune_width(rune);
		if (rune == RUNE_BAD) {
			put(a, row, col++, "\xEF\xBF\xBD", 3, 1, style);
		} else if (!width) {
			add_mark(a, row, col - 1, p, used);
		} else {
			put(a, row, col, p, used, width, style);
			col += width;
		}
	}
	return col;
}

int area_z(const struct area *a, int row, int col, const char *z, enum style style)
{
	return area_text(a, row, col, str_of(z), style);
}

int area_fit(const struct area *a, int row, int col, int cols, struct str text, enum style style)
{
	size_t n;

	if (cols <= 0)
		return col;
	if (text_fit(text, cols) == text.n)
		return area_text(a, row, col, text, style);
	n = text_fit(text, cols - 1);
	while (n && text.p[n - 1] == ' ')
		n--;
	col = area_text(a, row, col, str_sub(text, 0, n), style);
	return area_z(a, row, col, "…", style);
}

void area_fill(const struct area *a, int row, int col, int cols, enum style style)
{
	for (int i = 0; i < cols; i++)
		put(a, row, col + i, " ", 1, 1, style);
}

void area_flag(const struct area *a, int row, int col, int cols, enum cell_flags flags)
{
	for (int i = 0; i < cols; i++) {
		struct cell *cell = cell_at(a, row, col + i);

		if (cell)
			cell->flags = (unsigned char)(cell->flags | flags);
	}
}
