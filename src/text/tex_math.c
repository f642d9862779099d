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

/* A letter, a digit or a bracket before here: what comes now would run into it. */
static bool touches_before(const struct tex *t)
{
	unsigned rune = last_rune(t);

	return is_word(rune) || rune == ')' || rune == ']' || rune == '}' || rune == 0x221E;
}

/* The same for what comes next, which is still TeX. */
static bool touches_next(const struct tex *t)
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
	c = tex_command_peek(t, t->at + (t->at + 2 < t->end && t->p[t->at + 1] == '\\'));
	return c && (c->kind == TEX_RELATION || c->kind == TEX_WORD || c->kind == TEX_NAME);
}

/* The blanks after a name in mathematics: none is left where they only end it. */
static void end_name(struct tex *t)
{
	if (t->math && tex_skip_blanks(t) && blank_counts(t) && !t->tight)
		tex_blank(t);
}

static void drop_blank(struct tex *t)
{
	if (tex_ends_blank(t))
		strbuf_setlen(t->out, t->out->len - 1);
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

/* One character with its marks, or one word or number: it can stand without brackets. */
static bool is_single(struct str s)
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

static bool in_parentheses(struct str s)
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
	if ((is_single(s) && !ch_alnum(tex_peek(t))) || in_parentheses(s)) {
		strbuf_addstr(t->out, s);
		return;
	}
	strbuf_addch(t->out, brackets[0]);
	strbuf_addstr(t->out, s);
	strbuf_addch(t->out, brackets[1]);
}

static void add_script_of(struct tex *t, char which, struct tex_span arg, bool math)
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
	drop_blank(t);
	add_script_of(t, which, arg, true);
	if (name && ch_alpha(t->p[arg.to - 1]))
		end_name(t);
}

/* -- symbols -- */

static void eat_empty_group(struct tex *t)
{
	if (tex_peek(t) == '{' && tex_group_end(t, t->at) == t->at + 1)
		t->at += 2;
}

bool tex_do_symbol(struct tex *t, const struct tex_command *c)
{
	strbuf_addz(t->out, c->text);
	eat_empty_group(t);
	end_name(t);
	return true;
}

bool tex_do_relation(struct tex *t, const struct tex_command *c)
{
	bool spaced = tex_ends_blank(t);

	strbuf_addz(t->out, c->text);
	eat_empty_group(t);
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
		drop_blank(t);
	strbuf_addz(t->out, c->text);
	return true;
}

static bool is_bracket(char c)
{
	return c == '(' || c == '[' || c == '|';
}

/* \left and its kin say how large a bracket is. The blanks within it go, and so does an empty one. */
bool tex_do_delimiter(struct tex *t, const struct tex_command *c)
{
	struct str name = str_of(c->name);

	if (!t->math) {
		tex_skip_blanks(t);
		return true;
	}
	if (str_eqz(name, "right") || str_ends(name, "r"))
		drop_blank(t);
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
	bool blanks;

	if (touches_before(t))
		tex_blank(t);
	strbuf_addstr(t->out, word);
	blanks = tex_skip_blanks(t);
	while (tex_peek(t) == '^' || tex_peek(t) == '_') {
		math_script(t);
		blanks = tex_skip_blanks(t);
	}
	if (blanks ? blank_counts(t) || touches_next(t) : touches_next(t) && !bracket_next(t))
		strbuf_addch(t->out, ' ');
}

bool tex_do_word(struct tex *t, const struct tex_command *c)
{
	bool degrees = !strcmp(c->name, "deg") && (!t->math || ch_digit((char)last_rune(t)));

	if (t->math && !degrees) {
		add_word(t, str_of(c->text));
		return true;
	}
	strbuf_addz(t->out, degrees ? "°" : c->text); /* arXiv writes ° as {\deg} */
	eat_empty_group(t);
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

/* -- fractions and roots -- */

/* Whether s has a blank, a sum or a relation outside of its brackets. */
static bool has_terms(struct str s)
{
	int depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		depth += (s.p[i] == '(' || s.p[i] == '[') - (s.p[i] == ')' || s.p[i] == ']');
		if (depth == 0 && i > 0 && strchr(" +-=<>/", s.p[i]) && s.p[i])
			return true;
	}
	return false;
}

/* How much of s is a root sign and one number or letter with its scripts. */
static size_t first_factor(struct str s)
{
	size_t i = str_starts(s, "√") ? strlen("√") : 0, used;

	if (i < s.n && ch_digit(s.p[i])) {
		while (i < s.n && (ch_digit(s.p[i]) || s.p[i] == '.' || s.p[i] == ','))
			i++;
	} else if (i < s.n) {
		utf8_decode(s.p + i, s.n - i, &used);
		i += used;
	}
	for (; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		if (!rune_mark(rune) && !tex_is_script(rune))
			break;
	}
	return i;
}

/* Whether s is one factor: a number, a letter with its scripts, a root of one, f(x), log(n). */
static bool is_factor(struct str s)
{
	size_t i = first_factor(s);
	struct str rest = str_sub(s, i, s.n);

	if (!rest.n)
		return true;
	if (*rest.p == '_' || *rest.p == '^')
		return is_single(str_sub(rest, 1, rest.n)) || in_parentheses(str_sub(rest, 1, rest.n));
	while (ch_alpha(s.p[0]) && rest.n && ch_alpha(*rest.p))
		rest = str_sub(rest, 1, rest.n);
	return !ch_digit(s.p[0]) && in_parentheses(rest);
}

static void add_bracketed(struct strbuf *out, struct str s, bool brackets)
{
	if (brackets)
		strbuf_addch(out, '(');
	strbuf_addstr(out, s);
	if (brackets)
		strbuf_addch(out, ')');
}

bool tex_do_fraction(struct tex *t, const struct tex_command *c)
{
	struct strbuf over = STRBUF_INIT, under = STRBUF_INIT;
	struct tex_span a, b;
	struct str n, d;
	bool brackets;

	if (!tex_arg(t, &a) || !tex_arg(t, &b))
		return false;
	tex_render(t, a, t->math, &over);
	tex_render(t, b, t->math, &under);
	n = str_trim(strbuf_str(&over));
	d = str_trim(strbuf_str(&under));
	if (t->tight)
		tex_skip_blanks(t);
	brackets = t->math && (touches_before(t) || touches_next(t));
	if (brackets)
		strbuf_addch(t->out, '(');
	add_bracketed(t->out, n, has_terms(n) && !in_parentheses(n));
	strbuf_addz(t->out, c->text);
	add_bracketed(t->out, d, !is_factor(d) && !in_parentheses(d));
	if (brackets)
		strbuf_addch(t->out, ')');
	strbuf_release(&over);
	strbuf_release(&under);
	return true;
}

bool tex_do_binomial(struct tex *t, const struct tex_command *c)
{
	struct tex_span n, k;

	(void)c;
	if (!tex_arg(t, &n) || !tex_arg(t, &k))
		return false;
	strbuf_addch(t->out, '(');
	tex_run(t, n, t->math);
	strbuf_addz(t->out, " choose ");
	tex_run(t, k, t->math);
	strbuf_addch(t->out, ')');
	return true;
}

static void add_degree(struct tex *t, struct tex_span arg)
{
	struct str degree = str_trim(tex_text(t, arg));

	if (str_eqz(degree, "3"))
		strbuf_addz(t->out, "∛");
	else if (str_eqz(degree, "4"))
		strbuf_addz(t->out, "∜");
	else {
		add_script_of(t, '^', arg, true);
		strbuf_addz(t->out, "√");
	}
}

bool tex_do_root(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span degree, arg;
	bool has_degree = tex_optional(t, &degree);
	struct str s;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	if (has_degree)
		add_degree(t, degree);
	else
		strbuf_addz(t->out, "√");
	tex_render(t, arg, true, &buf);
	s = str_trim(strbuf_str(&buf));
	add_bracketed(t->out, s, !in_parentheses(s) &&
			(!is_factor(s) || (touches_next(t) && tex_peek(t) != '(')));
	strbuf_release(&buf);
	return true;
}

/* -- one thing on another -- */

bool tex_do_over(struct tex *t, const struct tex_command *c)
{
	struct tex_span script, base;

	if (!tex_arg(t, &script) || !tex_arg(t, &base))
		return false;
	tex_run(t, base, t->math);
	add_script_of(t, c->text[0], script, true);
	return true;
}

bool tex_do_arrow(struct tex *t, const struct tex_command *c)
{
	struct tex_span below, above;
	bool has_below = tex_optional(t, &below);

	if (!tex_arg(t, &above))
		return false;
	strbuf_addz(t->out, c->text);
	add_script_of(t, '^', above, true);
	if (has_below)
		add_script_of(t, '_', below, true);
	return true;
}

bool tex_do_not(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	tex_add_marked(strbuf_str(&buf), "\u0338", false, t->out);
	strbuf_release(&buf);
	return true;
}

bool tex_do_math_accent(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, true, &buf);
	tex_add_marked(str_trim(strbuf_str(&buf)), c->text, true, t->out);
	strbuf_release(&buf);
	return true;
}

bool tex_do_blackboard(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	for (size_t i = 0, used; i < buf.len; i += used)
		strbuf_addrune(t->out, tex_blackboard(utf8_decode(buf.buf + i, buf.len - i, &used)));
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
