/* Mathematics: symbols, scripts, words, and the blanks between them. */
#include "text/tex_parse.h"

#include "base/utf8.h"

/* -- what stands next to what -- */

static unsigned last_rune(const struct tex *t)
{
	struct str s = {t->out->buf + t->start, t->out->len - t->start};
	size_t used;

	return s.n ? utf8_decode(s.p + s.n - utf8_back(s), utf8_back(s), &used) : 0;
}

static bool is_word(unsigned rune)
{
	return rune < 0x80 ? ch_alnum((char)rune) : rune_letter(rune) || tex_is_script(rune);
}

bool tex_touches_before(const struct tex *t)
{
	enum { INFINITE = 0x221E };
	unsigned rune = last_rune(t);

	return is_word(rune) || rune == ')' || rune == ']' || rune == '}' || rune == INFINITE;
}

bool tex_touches_next(const struct tex *t)
{
	const struct tex_command *c;
	char next = tex_peek(t);

	if (next != '\\')
		return ch_alnum(next) || (next & 0x80) || next == '{' || next == '(';
	c = tex_command_peek(t, t->at);
	if (!c)
		return true;
	switch (c->kind) {
	case TEX_RELATION:
	case TEX_CLOSE:
	case TEX_BLANK:
	case TEX_NOTHING:
	case TEX_SWITCH:
	case TEX_BREAK:
	case TEX_CHAR:
	case TEX_END:
		return false;
	case TEX_DELIMITER:
		return str_starts(str_of(c->name), "left") || str_ends(str_of(c->name), "l");
	default:
		return true;
	}
}

/* After "\alpha ": whether the blank is more than the end of the name. */
static bool blank_counts(const struct tex *t)
{
	const struct tex_command *c;
	char next = tex_peek(t);

	if (next != '\\')
		return next && strchr("=<>+-*/|:&", next);
	/* A second backslash: one that was escaped, see tex_do_break. */
	c = tex_command_peek(t, t->at + (tex_ahead(t, 1) == '\\'));
	return c && (c->kind == TEX_RELATION || c->kind == TEX_WORD || c->kind == TEX_NAME);
}

/* The blanks after a name in mathematics: none is left where they only end it. */
static void end_name(struct tex *t)
{
	if (t->math && tex_skip_blanks(t) && blank_counts(t) && !t->tight)
		tex_blank(t);
}

/* -- scripts -- */

bool tex_add_unicode_script(char which, struct str s, struct strbuf *out)
{
	size_t len = out->len;

	for (size_t i = 0, used; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used), form;

		form = which == '^' ? tex_raised(rune) : tex_lowered(rune);
		if (!form) {
			strbuf_setlen(out, len);
			return false;
		}
		strbuf_addrune(out, form);
	}
	return true;
}

bool tex_is_single(struct str s)
{
	size_t used, i;
	bool word = true;

	for (i = 0; i < s.n; i++)
		word = word && (ch_alnum(s.p[i]) || (s.p[i] == '.' && i > 0 && i + 1 < s.n));
	if (word)
		return true;
	utf8_decode(s.p, s.n, &used);
	for (i = used; i < s.n; i += used)
		if (!rune_mark(utf8_decode(s.p + i, s.n - i, &used)))
			return false;
	return true;
}

bool tex_in_parentheses(struct str s)
{
	int depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		depth += (s.p[i] == '(') - (s.p[i] == ')');
		if (depth <= 0)
			return i > 0 && i + 1 == s.n;
	}
	return false;
}

void tex_add_script(struct tex *t, char which, struct str s)
{
	const char *brackets = which == '^' ? "()" : "{}";

	s = str_trim(s);
	if (!s.n || tex_add_unicode_script(which, s, t->out))
		return;
	strbuf_addch(t->out, which);
	if ((tex_is_single(s) && !ch_alnum(tex_peek(t))) || tex_in_parentheses(s)) {
		strbuf_addstr(t->out, s);
		return;
	}
	strbuf_addch(t->out, brackets[0]);
	strbuf_addstr(t->out, s);
	strbuf_addch(t->out, brackets[1]);
}

void tex_add_script_of(struct tex *t, char which, struct tex_span arg, bool math)
{
	struct strbuf buf = STRBUF_INIT;
	bool tight = t->tight;

	t->tight = math;
	tex_render(t, arg, math, &buf);
	t->tight = tight;
	tex_add_script(t, which, strbuf_str(&buf));
	strbuf_release(&buf);
}

/* t->at is at the "^" or "_". */
static void math_script(struct tex *t)
{
	char which = t->p[t->at++];
	struct tex_span arg;
	bool name;

	tex_skip_blanks(t);
	name = tex_peek(t) == '\\';
	if (!tex_arg(t, &arg)) {
		strbuf_addch(t->out, which);
		return;
	}
	tex_drop_blank(t);
	tex_add_script_of(t, which, arg, true);
	if (name && ch_alpha(t->p[arg.to - 1]))
		end_name(t);
}

/* -- symbols -- */

bool tex_do_symbol(struct tex *t, const struct tex_command *c)
{
	strbuf_addz(t->out, c->text);
	tex_eat_empty_group(t);
	end_name(t);
	return true;
}

bool tex_do_relation(struct tex *t, const struct tex_command *c)
{
	bool spaced = tex_ends_blank(t);

	strbuf_addz(t->out, c->text);
	tex_eat_empty_group(t);
	if (!t->math)
		return true;
	tex_skip_blanks(t);
	if (spaced && !t->tight)
		tex_blank(t);
	return true;
}

bool tex_do_open(struct tex *t, const struct tex_command *c)
{
	strbuf_addz(t->out, c->text);
	if (t->math)
		tex_skip_blanks(t);
	return true;
}

bool tex_do_close(struct tex *t, const struct tex_command *c)
{
	if (t->math)
		tex_drop_blank(t);
	strbuf_addz(t->out, c->text);
	return true;
}

static bool is_bracket(char c)
{
	return c == '(' || c == '[' || c == '|';
}

/* \left and its kin say how large a bracket is. The blanks within it go; so does an empty one. */
bool tex_do_delimiter(struct tex *t, const struct tex_command *c)
{
	struct str name = str_of(c->name);

	if (!t->math) {
		tex_skip_blanks(t);
		return true;
	}
	if (str_eqz(name, "right") || str_ends(name, "r"))
		tex_drop_blank(t);
	tex_skip_blanks(t);
	if (tex_peek(t) == '.') {
		t->at++;
	} else if ((str_eqz(name, "left") || str_ends(name, "l")) && is_bracket(tex_peek(t))) {
		strbuf_addch(t->out, t->p[t->at++]);
		tex_skip_blanks(t);
	}
	return true;
}

static bool bracket_next(const struct tex *t)
{
	const struct tex_command *c = tex_peek(t) == '\\' ? tex_command_peek(t, t->at) : NULL;

	return tex_peek(t) == '(' || (c && c->kind == TEX_DELIMITER);
}

/* A word like "log" apart from the letters at its sides, with the scripts that belong to it. */
static void add_word(struct tex *t, struct str word)
{
	bool blanks, apart;

	if (tex_touches_before(t))
		tex_blank(t);
	strbuf_addstr(t->out, word);
	blanks = tex_skip_blanks(t);
	while (tex_peek(t) == '^' || tex_peek(t) == '_') {
		math_script(t);
		blanks = tex_skip_blanks(t);
	}
	apart = blanks ? blank_counts(t) : !bracket_next(t) && tex_touches_next(t);
	if (apart || (blanks && tex_touches_next(t)))
		strbuf_addch(t->out, ' ');
}

bool tex_do_word(struct tex *t, const struct tex_command *c)
{
	unsigned last = last_rune(t);
	bool degrees = !strcmp(c->name, "deg") && (!t->math || (last >= '0' && last <= '9'));

	if (t->math && !degrees) {
		add_word(t, str_of(c->text));
		return true;
	}
	strbuf_addz(t->out, degrees ? "°" : c->text); /* arXiv writes ° as {\deg} */
	tex_eat_empty_group(t);
	return true;
}

bool tex_do_name(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	if (t->math)
		add_word(t, str_trim(strbuf_str(&buf)));
	else
		strbuf_addstr(t->out, strbuf_str(&buf));
	strbuf_release(&buf);
	return true;
}

/* -- mathematics: all of it -- */

static void math_group(struct tex *t)
{
	size_t close = tex_group_end(t, t->at);

	if (!close) {
		strbuf_addch(t->out, t->p[t->at++]);
		return;
	}
	tex_run(t, (struct tex_span){t->at + 1, close}, true);
	t->at = close + 1;
}

void tex_math_step(struct tex *t)
{
	char c = t->p[t->at];

	switch (c) {
	case '\\':
		tex_command(t);
		return;
	case '{':
		math_group(t);
		return;
	case '^':
	case '_':
		math_script(t);
		return;
	case '\'':
		strbuf_addz(t->out, "′");
		break;
	case ' ':
	case '\t':
	case '\n':
	case '~':
	case '&':
		if (!t->tight)
			tex_blank(t);
		break;
	case '$': /* of a box within */
		break;
	default:
		strbuf_addch(t->out, c);
	}
	t->at++;
}
