#include "doc.h"

#include <stdarg.h>
#include <stdio.h>

#include "text/width.h"
#include "text/wrap.h"

/* ---- rich text ---- */

void rich_release(struct rich *r)
{
	strbuf_release(&r->text);
	vec_release(&r->spans);
}

void rich_reset(struct rich *r)
{
	strbuf_reset(&r->text);
	r->spans.n = 0;
}

void rich_add(struct rich *r, struct str text, enum style style, int target)
{
	size_t from = r->text.len;
	struct rich_span *last = r->spans.n ? &r->spans.at[r->spans.n - 1] : NULL;

	if (!text.n)
		return;
	strbuf_addstr(&r->text, text);
	if (last && last->style == style && last->target == target)
		last->to = r->text.len;
	else
		vec_push(&r->spans, (struct rich_span){from, r->text.len, style, target});
}

void rich_z(struct rich *r, const char *z, enum style style)
{
	rich_add(r, str_of(z), style, NO_TARGET);
}

void rich_f(struct rich *r, enum style style, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	rich_z(r, text, style);
}

/* Unicode block elements, U+2588 to U+258F. */
void rich_bar(struct rich *r, int64_t n, int64_t most, int columns, int target)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int64_t length = most ? n * columns * 8 / most : 0;

	if (!length && n)
		length = 1;
	for (; length >= 8; length -= 8)
		rich_add(r, STR_LIT("█"), STYLE_COUNT, target);
	rich_add(r, str_of(eighths[length]), STYLE_COUNT, target);
}

/* ---- doc ---- */

void doc_init(struct doc *d)
{
	*d = (struct doc){.text = STRBUF_INIT, .names = ARENA_INIT};
}

void doc_release(struct doc *d)
{
	strbuf_release(&d->text);
	arena_release(&d->names);
	vec_release(&d->pieces);
	vec_release(&d->lines);
	vec_release(&d->targets);
}

void doc_reset(struct doc *d, int width)
{
	d->width = width > 1 ? width : 1;
	strbuf_reset(&d->text);
	arena_reset(&d->names);
	d->pieces.n = d->lines.n = d->targets.n = 0;
}

int doc_target(struct doc *d, int kind, int64_t n, const char *name, bool stop)
{
	vec_push(&d->targets,
		(struct doc_target){kind, n, arena_strdup(&d->names, name), stop, SIZE_MAX, 0});
	return (int)d->targets.n - 1;
}

static void begin_line(struct doc *d, int indent)
{
	vec_push(&d->lines, (struct doc_line){d->pieces.n, indent, NULL});
}

/* Adds a piece to the last line; its target grows to that line. */
static void add_piece(struct doc *d, struct str text, enum style style, int target)
{
	size_t from = d->text.len, line = d->lines.n - 1;

	strbuf_addstr(&d->text, text);
	vec_push(&d->pieces, (struct doc_piece){from, d->text.len, style, target});
	if (target != NO_TARGET) {
		struct doc_target *t = &d->targets.at[target];

		if (t->line == SIZE_MAX)
			t->line = line;
		t->last = line;
	}
}

/* The spans of r that lie in bytes [from, to), from span *next on. */
static void add_spans(struct doc *d, const struct rich *r, size_t from, size_t to, size_t *next)
{
	struct str text = strbuf_str(&r->text);

	while (*next < r->spans.n && r->spans.at[*next].to <= from)
		++*next;
	for (size_t i = *next; i < r->spans.n && r->spans.at[i].from < to; i++) {
		const struct rich_span *s = &r->spans.at[i];
		size_t a = s->from > from ? s->from : from, b = s->to < to ? s->to : to;

		add_piece(d, str_sub(text, a, b), s->style, s->target);
	}
}

/* What stands to the left of indent in the first line is not wrapped: "keys   what they do". */
void doc_flow(struct doc *d, const struct rich *r, int first, int indent)
{
	struct wrap_lines lines = {0};
	struct str text = strbuf_str(&r->text);
	size_t hang, next = 0;

	if (indent > d->width / 2)
		indent = d->width / 2;
	if (first > indent)
		first = indent;
	hang = text_fit(text, indent - first);
	wrap_text(str_sub(text, hang, text.n), d->width - indent, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		begin_line(d, i ? indent : first);
		add_spans(d, r, i ? hang + lines.at[i].from : 0, hang + lines.at[i].to, &next);
	}
	if (!lines.n) {
		begin_line(d, first);
		add_spans(d, r, 0, text.n, &next);
	}
	vec_release(&lines);
}

void doc_label(struct doc *d, const char *label, const struct rich *r, int indent)
{
	size_t line = d->lines.n;

	if (indent > d->width / 2) { /* too narrow: the label gets a line of its own */
		doc_line(d, label, STYLE_LABEL);
		doc_flow(d, r, 2, 2);
		return;
	}
	doc_flow(d, r, indent, indent);
	if (line < d->lines.n)
		d->lines.at[line].label = arena_strdup(&d->names, label);
}

void doc_line(struct doc *d, const char *z, enum style style)
{
	struct str text = str_of(z ? z : "");
	struct wrap_lines lines = {0};

	wrap_text(text, d->width, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		begin_line(d, 0);
		add_piece(d, str_sub(text, lines.at[i].from, lines.at[i].to), style, NO_TARGET);
	}
	if (!lines.n)
		begin_line(d, 0);
	vec_release(&lines);
}

void doc_line_pieces(const struct doc *d, size_t line, size_t *from, size_t *to)
{
	*from = d->lines.at[line].piece;
	*to = line + 1 < d->lines.n ? d->lines.at[line + 1].piece : d->pieces.n;
}

struct str doc_line_text(const struct doc *d, size_t line)
{
	size_t from, to;

	doc_line_pieces(d, line, &from, &to);
	if (from == to)
		return (struct str){d->text.buf, 0};
	return str_sub(strbuf_str(&d->text), d->pieces.at[from].from, d->pieces.at[to - 1].to);
}
