#include "text/tex.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/tex_parse.h"

char tex_ahead(const struct tex *t, size_t n)
{
	return t->at + n < t->end ? t->p[t->at + n] : 0;
}

char tex_peek(const struct tex *t)
{
	return tex_ahead(t, 0);
}

char tex_before(const struct tex *t)
{
	return t->at ? t->p[t->at - 1] : 0;
}

struct str tex_text(const struct tex *t, struct tex_span s)
{
	return (struct str){t->p + s.from, s.to - s.from};
}

bool tex_skip_blanks(struct tex *t)
{
	size_t at = t->at;

	while (ch_space(tex_peek(t)))
		t->at++;
	return t->at > at;
}

bool tex_ends_blank(const struct tex *t)
{
	return t->out->len > t->start && t->out->buf[t->out->len - 1] == ' ';
}

void tex_blank(struct tex *t)
{
	if (t->out->len > t->start && !tex_ends_blank(t))
		strbuf_addch(t->out, ' ');
}

void tex_drop_blank(struct tex *t)
{
	if (tex_ends_blank(t))
		strbuf_setlen(t->out, t->out->len - 1);
}

size_t tex_group_end(const struct tex *t, size_t i)
{
	size_t end = t->match ? t->match[i] : 0;

	return end < t->end ? end : 0;
}

void tex_eat_empty_group(struct tex *t)
{
	if (tex_peek(t) == '{' && tex_group_end(t, t->at) == t->at + 1)
		t->at += 2;
}

size_t tex_command_end(const struct tex *t, size_t i)
{
	const struct tex_command *c = tex_command_peek(t, i);
	size_t end = i + 1;

	while (end < t->end && ch_alpha(t->p[end]))
		end++;
	if (end == i + 1 && end < t->end && !(t->p[end] & 0x80))
		end++;
	if (c && c->kind < TEX_NAME)
		return end;
	while (end < t->end && t->p[end] == '{' && tex_group_end(t, end))
		end = tex_group_end(t, end) + 1;
	return end;
}

bool tex_arg(struct tex *t, struct tex_span *arg)
{
	size_t start = t->at, close;

	tex_skip_blanks(t);
	*arg = (struct tex_span){t->at, t->at + 1};
	switch (tex_peek(t)) {
	case '{':
		close = tex_group_end(t, t->at);
		*arg = (struct tex_span){t->at + 1, close};
		t->at = close ? close + 1 : start;
		return close != 0;
	case '\\':
		t->at = arg->to = tex_command_end(t, t->at);
		return true;
	case 0:
	case '}':
	case '$':
	case '^':
	case '_':
	case '&':
		t->at = start;
		return false;
	}
	while (arg->to < t->end && ((unsigned char)t->p[arg->to] & 0xC0) == 0x80)
		arg->to++;
	t->at = arg->to;
	return true;
}

bool tex_optional(struct tex *t, struct tex_span *arg)
{
	enum { LONGEST = 200 };

	if (tex_peek(t) != '[')
		return false;
	for (size_t i = t->at + 1; i < t->end && i < t->at + LONGEST; i++) {
		if (t->p[i] != ']')
			continue;
		*arg = (struct tex_span){t->at + 1, i};
		t->at = i + 1;
		return true;
	}
	return false;
}

void tex_run(struct tex *t, struct tex_span s, bool math)
{
	struct tex_span left = {t->at, t->end};
	bool outer = t->math;

	t->at = s.from;
	t->end = s.to;
	t->math = math;
	if (t->depth++ >= TEX_DEPTH)
		strbuf_addstr(t->out, tex_text(t, s));
	else
		while (t->at < t->end)
			(t->math ? tex_math_step : tex_text_step)(t);
	t->depth--;
	t->at = left.from;
	t->end = left.to;
	t->math = outer;
}

void tex_render(struct tex *t, struct tex_span s, bool math, struct strbuf *buf)
{
	struct strbuf *out = t->out;
	size_t start = t->start;

	t->out = buf;
	t->start = buf->len;
	tex_run(t, s, math);
	t->out = out;
	t->start = start;
}

void tex_run_math(struct tex *t, struct tex_span s)
{
	size_t start = t->start;

	t->start = t->out->len;
	tex_run(t, s, true);
	tex_drop_blank(t);
	t->start = start;
}

static bool has_pair(struct str s, char c)
{
	for (ptrdiff_t at; (at = str_chr(s, c)) >= 0; s = str_sub(s, (size_t)at + 1, s.n))
		if ((size_t)at + 1 < s.n && s.p[at + 1] == c)
			return true;
	return false;
}

bool tex_any(struct str s)
{
	static const char signs[] = "\\${~`";

	for (const char *sign = signs; *sign; sign++)
		if (str_chr(s, *sign) >= 0)
			return true;
	return has_pair(s, '-') || has_pair(s, '\'');
}

/* Pairs the braces; an open one holds the place of the one around it until its end is found. */
static uint32_t *match_braces(struct str s)
{
	uint32_t *match, open = 0;

	if (str_chr(s, '{') < 0)
		return NULL;
	match = mem_zalloc(s.n * sizeof *match);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\') {
			i++;
		} else if (s.p[i] == '{') {
			match[i] = open;
			open = (uint32_t)i + 1;
		} else if (s.p[i] == '}' && open) {
			uint32_t at = open - 1;

			open = match[at];
			match[at] = (uint32_t)i;
		}
	}
	while (open) {
		uint32_t at = open - 1;

		open = match[at];
		match[at] = 0;
	}
	return match;
}

/* \" before what is no letter closes a quotation that somebody's program has escaped. */
static bool has_escaped_quotes(struct str s)
{
	for (ptrdiff_t at; (at = str_chr(s, '"')) >= 0; s = str_sub(s, (size_t)at + 1, s.n)) {
		char next = (size_t)at + 1 < s.n ? s.p[at + 1] : 0;

		bool letter = ch_alpha(next) || (next & 0x80) || next == '{' || next == '\\';

		if (at > 0 && s.p[at - 1] == '\\' && !letter)
			return true;
	}
	return false;
}

void tex_to_text(struct str tex, struct strbuf *out)
{
	struct tex t = {.p = tex.p, .end = tex.n, .out = out, .start = out->len};
	uint32_t *match;

	if (!tex_any(tex) || tex.n >= UINT32_MAX) {
		strbuf_addstr(out, tex);
		return;
	}
	t.match = match = match_braces(tex);
	t.escaped_quotes = has_escaped_quotes(tex);
	tex_run(&t, (struct tex_span){0, tex.n}, false);
	if (!ch_space(tex.p[tex.n - 1]))
		tex_drop_blank(&t);
	free(match);
}
