/* From the name of a command to what is done with it. */
#include "text/tex_parse.h"

static tex_handler *const handlers[TEX_KINDS] = {
	[TEX_CHAR] = tex_do_char,
	[TEX_LETTER] = tex_do_letter,
	[TEX_SYMBOL] = tex_do_symbol,
	[TEX_MACRO] = tex_do_symbol,
	[TEX_RELATION] = tex_do_relation,
	[TEX_OPEN] = tex_do_open,
	[TEX_CLOSE] = tex_do_close,
	[TEX_WORD] = tex_do_word,
	[TEX_NAME] = tex_do_name,
	[TEX_BLANK] = tex_do_blank,
	[TEX_NOTHING] = tex_do_nothing,
	[TEX_SWITCH] = tex_do_switch,
	[TEX_DELIMITER] = tex_do_delimiter,
	[TEX_KEEP] = tex_do_keep,
	[TEX_TEXT] = tex_do_keep,
	[TEX_MATH] = tex_do_keep,
	[TEX_SECOND] = tex_do_one_of_two,
	[TEX_FIRST] = tex_do_one_of_two,
	[TEX_DROP] = tex_do_drop,
	[TEX_WRAP] = tex_do_wrap,
	[TEX_TEXT_ACCENT] = tex_do_text_accent,
	[TEX_MATH_ACCENT] = tex_do_math_accent,
	[TEX_BLACKBOARD] = tex_do_blackboard,
	[TEX_FRACTION] = tex_do_fraction,
	[TEX_BINOMIAL] = tex_do_binomial,
	[TEX_ROOT] = tex_do_root,
	[TEX_NOT] = tex_do_not,
	[TEX_OVER] = tex_do_over,
	[TEX_ARROW] = tex_do_arrow,
	[TEX_SCRIPT] = tex_do_script,
	[TEX_URL] = tex_do_url,
	[TEX_HREF] = tex_do_href,
	[TEX_CITE] = tex_do_cite,
	[TEX_BEGIN] = tex_do_environment,
	[TEX_END] = tex_do_environment,
	[TEX_ITEM] = tex_do_item,
	[TEX_VERB] = tex_do_verb,
	[TEX_RUNE] = tex_do_rune,
	[TEX_BREAK] = tex_do_break,
	[TEX_INLINE] = tex_do_inline,
};

/* The name after the backslash at i: letters, or one sign of ASCII; "" where there is none. */
static struct str name_at(const struct tex *t, size_t i)
{
	struct str name = {t->p + i + 1, 0};

	while (i + 1 + name.n < t->end && ch_alpha(name.p[name.n]))
		name.n++;
	if (!name.n && i + 1 < t->end && !(*name.p & 0x80))
		name.n = 1;
	return name;
}

/* Some rows hold in mathematics only, some in text only. */
static bool holds_here(const struct tex *t, const struct tex_command *c)
{
	if (c->kind == TEX_MACRO)
		return t->math;
	return !(t->math && c->kind == TEX_TEXT_ACCENT && ch_alpha(c->name[0]));
}

const struct tex_command *tex_command_peek(const struct tex *t, size_t i)
{
	const struct tex_command *c = tex_command_find(name_at(t, i));

	return c && holds_here(t, c) ? c : NULL;
}

/*
 * "\rightarrowDe", "\rightarrowru": the blank after the name got lost. Answers the symbol and the
 * length of its name; a short name must end before a capital.
 */
static const struct tex_command *symbol_run_on(struct str name, size_t *n)
{
	enum { LONG = 9 };

	for (*n = name.n - 1; *n > 1; (*n)--) {
		const struct tex_command *c;

		if (!ch_upper(name.p[*n]) && *n < LONG)
			continue;
		c = tex_command_find(str_sub(name, 0, *n));
		if (c && (c->kind == TEX_SYMBOL || c->kind == TEX_RELATION))
			return c;
	}
	return NULL;
}

/* A command that nobody knows: its arguments are read, and its name stays where it has none. */
static void unknown_command(struct tex *t, struct str name)
{
	const struct tex_command *c;
	size_t n, close;

	t->at += 1 + name.n;
	if (name.n > 2 && name.n < 40 && (c = symbol_run_on(name, &n))) {
		t->at -= name.n - n;
		handlers[c->kind](t, c);
		return;
	}
	close = name.n && ch_alpha(name.p[0]) && tex_peek(t) == '{' ? tex_group_end(t, t->at) : 0;
	if (close <= t->at + 1) {
		strbuf_add(t->out, name.p - 1, name.n + 1);
		t->at += close ? 2 : 0;
		return;
	}
	for (bool first = true; close; first = false) {
		if (!first)
			tex_blank(t);
		tex_run(t, (struct tex_span){t->at + 1, close}, t->math);
		t->at = close + 1;
		close = tex_peek(t) == '{' ? tex_group_end(t, t->at) : 0;
	}
}

/* "\footnote{We thank": the end was cut off. The words are kept, without what stood around them. */
static bool open_ended(struct tex *t, const struct tex_command *c)
{
	if (c->kind != TEX_KEEP && c->kind != TEX_TEXT && c->kind != TEX_WRAP)
		return false;
	if (t->math || tex_peek(t) != '{' || tex_group_end(t, t->at))
		return false;
	t->at++;
	if (c->text[0] == ' ')
		tex_blank(t);
	return true;
}

void tex_command(struct tex *t)
{
	struct str name = name_at(t, t->at);
	const struct tex_command *c = tex_command_peek(t, t->at);
	size_t at = t->at;

	if (!c) {
		unknown_command(t, name);
		return;
	}
	t->at += 1 + name.n;
	if (c->kind >= TEX_NAME && ch_alpha(name.p[0]) && tex_peek(t) == '*')
		t->at++;
	if (handlers[c->kind](t, c) || open_ended(t, c))
		return;
	t->at = tex_command_end(t, at);
	strbuf_add(t->out, t->p + at, t->at - at);
}
