/* Commands that stand for a sign, a blank, a bracket or nothing. */
#include "text/tex_parse.h"

/* "top-\$p\$": mathematics that was escaped on its way here; no sum of money looks like that. */
static bool escaped_math(struct tex *t)
{
	enum { LONGEST = 100 };
	size_t from = t->at, i;
	bool tex = false, blank = false;

	if (t->math || ch_digit(tex_peek(t)) || ch_space(tex_peek(t)) || tex_peek(t) == '{')
		return false;
	for (i = from; i < t->end && i < from + LONGEST && t->p[i] != '$'; i++) {
		bool command = t->p[i] == '\\' && i + 1 < t->end && t->p[i + 1] != '$';

		tex |= command || t->p[i] == '^' || t->p[i] == '_';
		blank |= ch_space(t->p[i]);
	}
	if (i < from + 2 || i >= t->end || t->p[i] != '$' || t->p[i - 1] != '\\' || (blank && !tex))
		return false;
	tex_run_math(t, (struct tex_span){from, i - 1});
	t->at = i + 1;
	return true;
}

bool tex_do_char(struct tex *t, const struct tex_command *c)
{
	if (c->name[0] == '$' && escaped_math(t))
		return true;
	if (c->name[0] == '_' && t->math && tex_peek(t) == '{') {
		t->at--; /* "x\_{i}": an underscore that was escaped on its way here */
		tex_math_step(t);
		return true;
	}
	strbuf_addz(t->out, c->text);
	if (!ch_alpha(c->name[0]))
		return true;
	tex_eat_empty_group(t);
	if (tex_peek(t) == '.' && str_ends(str_of(c->text), "."))
		t->at++; /* "\eg." */
	return true;
}

bool tex_do_letter(struct tex *t, const struct tex_command *c)
{
	strbuf_addz(t->out, c->text);
	tex_eat_empty_group(t);
	if (tex_before(t) != '}')
		tex_skip_blanks(t);
	return true;
}

bool tex_do_blank(struct tex *t, const struct tex_command *c)
{
	(void)c;
	tex_eat_empty_group(t);
	tex_skip_blanks(t);
	tex_blank(t);
	return true;
}

bool tex_do_nothing(struct tex *t, const struct tex_command *c)
{
	(void)c;
	tex_eat_empty_group(t);
	return true;
}

bool tex_do_switch(struct tex *t, const struct tex_command *c)
{
	(void)c;
	tex_eat_empty_group(t);
	tex_skip_blanks(t);
	return true;
}

/* "1.2ex", "-3 pt" */
static bool is_length(struct str s)
{
	size_t i = str_starts(s, "-");

	while (i < s.n && (ch_digit(s.p[i]) || s.p[i] == '.' || s.p[i] == ' '))
		i++;
	return i > 0 && s.n == i + 2 && ch_lower(s.p[i]) && ch_lower(s.p[i + 1]);
}

/*
 * A new line; but "\\%" and "\\varepsilon" were escaped once too often on their way here, and
 * are what they would be with one backslash.
 */
bool tex_do_break(struct tex *t, const struct tex_command *c)
{
	const struct tex_command *twice = tex_command_peek(t, t->at - 1);
	size_t name = twice ? strlen(twice->name) : 0;
	struct tex_span arg;
	char next = tex_peek(t);

	(void)c;
	if (next && strchr(t->math ? "%&_#{}|," : "%&_#", next)) {
		strbuf_addz(t->out, twice->text);
		t->at++;
		return true;
	}
	if (twice && ch_alpha(next) && (t->math || tex_ahead(t, name) == '{')) {
		t->at--;
		tex_command(t);
		return true;
	}
	if (tex_optional(t, &arg) && !is_length(tex_text(t, arg)))
		t->at = arg.from - 1;
	tex_skip_blanks(t);
	tex_blank(t);
	return true;
}
