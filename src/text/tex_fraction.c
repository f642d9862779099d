/* Fractions, roots, and one thing on top of another. */
#include "text/tex_parse.h"

#include "base/utf8.h"

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
	if (*rest.p == '_' || *rest.p == '^') {
		rest = str_sub(rest, 1, rest.n);
		return tex_is_single(rest) || tex_in_parentheses(rest);
	}
	while (ch_alpha(s.p[0]) && rest.n && ch_alpha(*rest.p))
		rest = str_sub(rest, 1, rest.n);
	return !ch_digit(s.p[0]) && tex_in_parentheses(rest);
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
	brackets = t->math && (tex_touches_before(t) || tex_touches_next(t));
	if (brackets)
		strbuf_addch(t->out, '(');
	add_bracketed(t->out, n, has_terms(n) && !tex_in_parentheses(n));
	strbuf_addz(t->out, c->text);
	add_bracketed(t->out, d, !is_factor(d) && !tex_in_parentheses(d));
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
		tex_add_script_of(t, '^', arg, true);
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
	add_bracketed(t->out, s, !tex_in_parentheses(s) &&
			(!is_factor(s) || (tex_touches_next(t) && tex_peek(t) != '(')));
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
	tex_add_script_of(t, c->text[0], script, true);
	return true;
}

bool tex_do_arrow(struct tex *t, const struct tex_command *c)
{
	struct tex_span below, above;
	bool has_below = tex_optional(t, &below);

	if (!tex_arg(t, &above))
		return false;
	strbuf_addz(t->out, c->text);
	tex_add_script_of(t, '^', above, true);
	if (has_below)
		tex_add_script_of(t, '_', below, true);
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

bool tex_do_blackboard(struct tex *t, const struct tex_command *c)
{
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	for (size_t i = 0, used; i < buf.len; i += used) {
		unsigned rune = utf8_decode(buf.buf + i, buf.len - i, &used);

		strbuf_addrune(t->out, tex_blackboard(rune));
	}
	strbuf_release(&buf);
	return true;
}
