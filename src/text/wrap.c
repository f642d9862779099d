#include "text/wrap.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "text/width.h"

/*
 * One paragraph on its way: the line that is being filled, and the last place where it could end.
 */
struct wrapping {
	struct str text;
	struct wrap_lines *lines;
	size_t from;      /* the line's first byte */
	size_t to, next;  /* where it could end, and where the next would begin; next 0: nowhere */
	int width;        /* of the text since from */
	int width_next;   /* of the text before next */
};

static void add_line(struct wrapping *w, size_t to, size_t next, int width_next)
{
	vec_push(w->lines, (struct wrap_line){w->from, to});
	w->from = next;
	w->width -= width_next;
	w->next = 0;
}

/* A place to break: the line may end at `to` and go on at `next`. */
static void note_break(struct wrapping *w, size_t to, size_t next)
{
	w->to = to;
	w->next = next;
	w->width_next = w->width;
}

/* Any letter beyond ASCII counts: what matters is that "-1" and " -x" stay whole. */
static bool letter(struct str s, size_t i)
{
	return i < s.n && (ch_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80);
}

static bool hyphen_between_letters(struct str s, size_t i)
{
	return s.p[i] == '-' && i > 0 && letter(s, i - 1) && letter(s, i + 1);
}

/* A run of blanks from byte i: never too wide for its line, for nobody sees it at the end. */
static size_t pass_blanks(struct wrapping *w, size_t i)
{
	size_t end = i;

	while (end < w->text.n && w->text.p[end] == ' ')
		end++;
	w->width += (int)(end - i);
	if (i > w->from) /* what a paragraph begins with is its indentation */
		note_break(w, i, end);
	return end;
}

static size_t pass_rune(struct wrapping *w, size_t i, int columns)
{
	size_t used;
	int width = rune_width(utf8_decode(w->text.p + i, w->text.n - i, &used));

	if (width && w->width + width > columns && w->next)
		add_line(w, w->to, w->next, w->width_next);
	if (width && w->width + width > columns && i > w->from)
		add_line(w, i, i, w->width);
	w->width += width;
	if (hyphen_between_letters(w->text, i))
		note_break(w, i + used, i + used);
	return i + used;
}

static void wrap_paragraph(struct wrapping *w, size_t end, int columns)
{
	size_t i = w->from;
	struct str whole = w->text;

	w->text.n = end;
	w->width = 0;
	w->next = 0;
	while (i < end)
		i = w->text.p[i] == ' ' ? pass_blanks(w, i) : pass_rune(w, i, columns);
	if (w->next == end && end > w->from)
		end = w->to; /* blanks at the end of a paragraph */
	vec_push(w->lines, (struct wrap_line){w->from, end});
	w->text = whole;
}

void wrap_text(struct str text, int columns, struct wrap_lines *lines)
{
	struct wrapping w = {.text = text, .lines = lines};

	while (w.from < text.n) {
		ptrdiff_t line = str_chr(str_sub(text, w.from, text.n), '\n');
		size_t end = line < 0 ? text.n : w.from + (size_t)line;

		wrap_paragraph(&w, end, columns);
		w.from = end + 1;
	}
}
