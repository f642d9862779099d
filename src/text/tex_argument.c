/* Commands with arguments: kept, dropped, wrapped, or addresses. */
#include "text/tex_parse.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/clean.h"

static void skip_optional(struct tex *t)
{
	struct tex_span arg;

	while (tex_optional(t, &arg))
		;
}

bool tex_do_keep(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;
	bool math = c->kind == TEX_MATH || (c->kind == TEX_KEEP && t->math);

	if (!tex_arg(t, &arg))
		return false;
	while (t->math && tex_ends_blank(t) && arg.from < arg.to && t->p[arg.from] == ' ')
		arg.from++;
	tex_run(t, arg, math);
	return true;
}

/* \textcolor[rgb]{1,0,0}{text} keeps the second argument, \replaced{new}{old} the first. */
bool tex_do_one_of_two(struct tex *t, const struct tex_command *c)
{
	struct tex_span first, second;

	skip_optional(t);
	if (!tex_arg(t, &first))
		return false;
	skip_optional(t);
	if (!tex_arg(t, &second))
		return false;
	tex_run(t, c->kind == TEX_SECOND ? second : first, t->math);
	return true;
}

/* After something was dropped: no two blanks, none before a full stop. */
static void close_gap(struct tex *t)
{
	char next;

	if (!tex_ends_blank(t) && t->out->len > t->start)
		return;
	tex_skip_blanks(t);
	next = tex_peek(t);
	if (next && strchr(".,;:)", next))
		tex_drop_blank(t);
}

bool tex_do_drop(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	skip_optional(t);
	if (!tex_arg(t, &arg))
		return false;
	if (c->text[0])
		tex_blank(t);
	close_gap(t);
	return true;
}

static void add_wrapped(struct tex *t, const char *around, struct tex_span arg)
{
	struct str after = str_of(around), before;

	str_split(&after, '\t', &before);
	if (before.p[0] == ' ' && (tex_ends_blank(t) || t->out->len == t->start))
		before = str_sub(before, 1, before.n);
	strbuf_addstr(t->out, before);
	tex_run(t, arg, t->math);
	strbuf_addstr(t->out, after);
}

bool tex_do_wrap(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	skip_optional(t);
	if (!tex_arg(t, &arg))
		return false;
	add_wrapped(t, c->text, arg);
	return true;
}

/* \cite[p.~5]{key}: the key is all that is known of the work. */
bool tex_do_cite(struct tex *t, const struct tex_command *c)
{
	struct tex_span note = {0, 0}, arg;

	(void)c;
	while (tex_optional(t, &arg))
		note = arg;
	if (!tex_arg(t, &arg))
		return false;
	strbuf_addch(t->out, '[');
	strbuf_addstr(t->out, tex_text(t, arg));
	if (note.to > note.from)
		strbuf_addz(t->out, ", ");
	tex_run(t, note, false);
	strbuf_addch(t->out, ']');
	return true;
}

bool tex_do_script(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	tex_add_script(t, c->text[0], strbuf_str(&buf));
	strbuf_release(&buf);
	return true;
}

/* -- addresses -- */

/* An address without what TeX needs around its signs: "\_" is "_", "\~{}" is "~". */
static void add_url(struct str s, struct strbuf *out)
{
	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		bool escape = s.p[i] == '\\' && i + 1 < s.n && !ch_alnum(s.p[i + 1]);

		if (!escape && s.p[i] != '{' && s.p[i] != '}')
			strbuf_addch(out, s.p[i]);
	}
}

bool tex_do_url(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	add_url(tex_text(t, arg), t->out);
	return true;
}

/* Whether a link's text says no more than its address: part of it, or arXiv's "this https URL". */
static bool says_nothing(struct str text, const struct strbuf *url)
{
	char *found = memmem(url->buf, url->len, text.p, text.n);

	return found || str_eqz(text, "this https URL") || str_eqz(text, "this http URL") ||
		str_eqz(text, "this URL");
}

bool tex_do_href(struct tex *t, const struct tex_command *c)
{
	struct strbuf url = STRBUF_INIT, text = STRBUF_INIT;
	struct tex_span arg, shown;
	bool has_text;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	has_text = tex_peek(t) == '{' || (tex_peek(t) == ' ' && tex_ahead(t, 1) == '{');
	has_text = has_text && tex_arg(t, &shown);
	add_url(tex_text(t, arg), &url);
	if (has_text)
		tex_render(t, shown, t->math, &text);
	if (says_nothing(str_trim(strbuf_str(&text)), &url))
		strbuf_addstr(t->out, strbuf_str(&url));
	else {
		strbuf_addstr(t->out, strbuf_str(&text));
		strbuf_addf(t->out, " (%s)", url.buf);
	}
	strbuf_release(&url);
	strbuf_release(&text);
	return true;
}

/* -- the rest -- */

bool tex_do_environment(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;
	struct str name;

	if (!tex_arg(t, &arg))
		return false;
	name = tex_text(t, arg);
	if (tex_environment_math(name))
		t->math = c->kind == TEX_BEGIN;
	if (c->kind == TEX_BEGIN) {
		skip_optional(t);
		if (str_eqz(name, "array") || str_eqz(name, "tabular"))
			tex_arg(t, &arg); /* the columns */
	}
	tex_skip_blanks(t);
	tex_blank(t);
	return true;
}

bool tex_do_item(struct tex *t, const struct tex_command *c)
{
	struct tex_span label;

	(void)c;
	tex_blank(t);
	if (tex_optional(t, &label))
		tex_run(t, label, t->math);
	else
		strbuf_addz(t->out, "•");
	tex_skip_blanks(t);
	tex_blank(t);
	return true;
}

bool tex_do_verb(struct tex *t, const struct tex_command *c)
{
	enum { LONGEST = 200 };
	char sign = tex_peek(t);

	(void)c;
	if (!sign || ch_alnum(sign) || ch_space(sign) || sign == '{' || (sign & 0x80))
		return false;
	for (size_t i = t->at + 1; i < t->end && i < t->at + LONGEST; i++) {
		if (t->p[i] != sign)
			continue;
		strbuf_add(t->out, t->p + t->at + 1, i - t->at - 1);
		t->at = i + 1;
		return true;
	}
	return false;
}

bool tex_do_rune(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;
	unsigned long rune;
	char digits[16], *end;
	struct str s;

	(void)c;
	skip_optional(t);
	if (!tex_arg(t, &arg))
		return false;
	s = str_trim(tex_text(t, arg));
	if (!s.n || s.n >= sizeof digits)
		return false;
	memcpy(digits, s.p, s.n);
	digits[s.n] = 0;
	rune = digits[0] == 'x' ? strtoul(digits + 1, &end, 16) : strtoul(digits, &end, 10);
	if (*end || rune > 0x10FFFF || rune_hidden((unsigned)rune) || rune_mark((unsigned)rune))
		return false;
	strbuf_addrune(t->out, (unsigned)rune);
	return true;
}

/* \( … \) and \[ … \]: looked for once; what is not there is not looked for again. */
bool tex_do_inline(struct tex *t, const struct tex_command *c)
{
	size_t *next = &t->inline_end[c->text[0] == ']'], close;
	char sign[] = {'\\', c->text[0], 0};

	if (*next < t->at || !*next) {
		ptrdiff_t at = str_find((struct str){t->p + t->at, t->end - t->at}, sign);

		*next = at < 0 ? SIZE_MAX : t->at + (size_t)at;
	}
	close = *next;
	if (close >= t->end)
		return false;
	tex_run_math(t, (struct tex_span){t->at, close});
	t->at = close + 2;
	return true;
}
