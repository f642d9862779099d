/* The text around mathematics: quotes, dashes, ties, groups, and what dollar signs mean. */
#include "text/tex_parse.h"

/* -- money and mathematics -- */

/* What the judgement on a pair of dollar signs rests on. */
struct between {
	int words;  /* of two letters or more, outside of commands and groups */
	bool tex;   /* a command or a script */
	bool lead, trail; /* blanks at its ends */
	bool digit; /* begins with one */
};

static struct between look_between(struct str s)
{
	struct between b = {.lead = ch_space(s.p[0]), .trail = ch_space(s.p[s.n - 1])};
	int depth = 0;

	b.digit = ch_digit(s.p[0]);
	for (size_t i = 0, n; i < s.n; i += n) {
		bool command = s.p[i] == '\\';

		n = 1;
		while (i + n < s.n && ch_alpha(s.p[i + n]) && (command || ch_alpha(s.p[i])))
			n++;
		b.tex |= (command && n > 1) || s.p[i] == '^' || s.p[i] == '_';
		b.words += !command && !depth && n > 1;
		depth += (s.p[i] == '{') - (s.p[i] == '}' && depth > 0);
		n += command && n == 1 && i + 1 < s.n;
	}
	return b;
}

/*
 * Whether what stands between two dollar signs is mathematics, or the way from one sum of money (or
 * one stray sign) to the next. TeX would not ask; abstracts say "$5 and $10".
 */
static bool is_math(struct str s, char next)
{
	struct between b;
	char last;

	if (!s.n)
		return false;
	b = look_between(s);
	last = s.p[s.n - 1];
	if (b.trail && !b.lead && (b.words ? b.digit || !b.tex : b.digit && !b.tex))
		return false;
	if (b.lead && !b.trail && b.words && !b.tex)
		return false;
	if (b.digit && (last == '(' || last == '[' || (ch_digit(next) && (!b.tex || b.words))))
		return false;
	return b.tex || b.words <= 8;
}

/* The next dollar sign that is not within a group or escaped, or 0. */
static size_t next_dollar(const struct tex *t, size_t i)
{
	for (; i < t->end; i++) {
		size_t close;

		if (t->p[i] == '$')
			return i;
		close = t->p[i] == '{' ? tex_group_end(t, i) : 0;
		if (close)
			i = close;
		else if (t->p[i] == '\\')
			i++;
	}
	return 0;
}

static void text_dollar(struct tex *t)
{
	size_t signs = tex_ahead(t, 1) == '$' ? 2 : 1;
	struct tex_span s = {t->at + signs, next_dollar(t, t->at + signs)};
	size_t after = s.to + signs;
	bool closed = s.to && (signs == 1 || (after <= t->end && t->p[s.to + 1] == '$'));

	if (closed && is_math(tex_text(t, s), after < t->end ? t->p[after] : 0)) {
		t->at = after;
		tex_run_math(t, s);
		return;
	}
	strbuf_add(t->out, t->p + t->at, signs);
	t->at += signs;
}

/* -- groups -- */

/*
 * Braces are TeX's own, except where they hold what reads like a set, a record or a template:
 * "J in {5, 10, 15}".
 */
static bool braces_matter(const struct tex *t, struct tex_span s)
{
	struct str inner = tex_text(t, s);
	char before = tex_before(t);

	if (before == '^' || before == '_')
		return true;
	if (inner.p[0] == '\\' || inner.n == 1 || str_find(inner, "://") >= 0)
		return false;
	if (t->at == 0 && s.to + 1 == t->end)
		return false;
	for (size_t i = 0; i < inner.n; i++)
		if (strchr(",;:|\"=<>", inner.p[i]) && inner.p[i])
			return true;
	return false;
}

static void text_group(struct tex *t)
{
	size_t close = tex_group_end(t, t->at);
	struct tex_span s = {t->at + 1, close};
	bool keep;

	if (!close) {
		strbuf_addch(t->out, t->p[t->at++]);
		return;
	}
	keep = s.from == s.to ? !t->at || ch_space(tex_before(t)) : braces_matter(t, s);
	if (keep)
		strbuf_addch(t->out, '{');
	tex_run(t, s, false);
	if (keep)
		strbuf_addch(t->out, '}');
	t->at = close + 1;
}

/*
 * The end of a group at t->at + 1 that may be read as a script, or 0. A long one is none: what is
 * tried and given up is read twice, and scripts within scripts would double that each time.
 */
static size_t script_group_end(const struct tex *t)
{
	enum { LONGEST = 40 };
	char base = tex_before(t);
	size_t close = tex_ahead(t, 1) == '{' ? tex_group_end(t, t->at + 1) : 0;

	if (!close || close - t->at > LONGEST)
		return 0;
	return ch_alnum(base) || base == ')' || base == '}' ? close : 0;
}

/* x^{2} outside of mathematics: where it is short and Unicode has it all; else it stays. */
static void text_script(struct tex *t)
{
	char which = t->p[t->at];
	size_t close = script_group_end(t);
	struct strbuf buf = STRBUF_INIT;

	if (close)
		tex_render(t, (struct tex_span){t->at + 2, close}, true, &buf);
	if (buf.len && tex_add_unicode_script(which, strbuf_str(&buf), t->out))
		t->at = close + 1;
	else
		strbuf_addch(t->out, t->p[t->at++]);
	strbuf_release(&buf);
}

/* -- quotes, dashes, ties -- */

static bool is_opening(char before)
{
	return !before || ch_space(before) || strchr("([{-/", before);
}

/* The place of the ' that closes the ` at i, or 0. */
static size_t single_close(const struct tex *t, size_t i)
{
	enum { LONGEST = 100 };

	if (i + 1 >= t->end || !(ch_alnum(t->p[i + 1]) || t->p[i + 1] == '\\'))
		return 0;
	for (size_t j = i + 2; j < t->end && j < i + LONGEST && t->p[j] != '`'; j++)
		if (t->p[j] == '\'' && !ch_space(t->p[j - 1]) &&
			(j + 1 == t->end || !(ch_alnum(t->p[j + 1]) || t->p[j + 1] == '\'')))
			return j;
	return 0;
}

static size_t run_of(const struct tex *t, char c)
{
	size_t n = 0;

	while (t->at + n < t->end && t->p[t->at + n] == c)
		n++;
	return n;
}

static void take(struct tex *t, size_t n, const char *text)
{
	if (text)
		strbuf_addz(t->out, text);
	else
		strbuf_add(t->out, t->p + t->at, n);
	t->at += n;
}

static void text_backtick(struct tex *t)
{
	size_t n = run_of(t, '`'), close;

	if (n == 2) {
		t->quote = true;
		take(t, 2, "“");
		return;
	}
	close = n == 1 && !ch_alnum(tex_before(t)) ? single_close(t, t->at) : 0;
	if (close)
		t->single_quote = close;
	take(t, n, close ? "‘" : NULL);
}

static void text_apostrophe(struct tex *t)
{
	size_t n = run_of(t, '\'');

	if (n == 1) {
		take(t, 1, t->single_quote == t->at && t->at ? "’" : NULL);
	} else if (t->quote) {
		t->quote = false;
		take(t, 2, "”");
	} else if (n == 2 && is_opening(tex_before(t))) {
		t->quote = true;
		take(t, 2, "“");
	} else {
		take(t, n, n == 2 && !ch_digit(tex_before(t)) ? "”" : NULL);
	}
}

static void text_quotation_mark(struct tex *t)
{
	bool close = t->quote && !ch_alnum(tex_ahead(t, 1));

	t->quote = t->quote && !close;
	take(t, 1, close ? "”" : NULL);
}

/* Whether the word that the reading head is in looks like a web address: nothing in it is TeX's. */
static bool in_address(const struct tex *t)
{
	enum { LONGEST = 256 };
	size_t from = t->at;
	struct str word;
	ptrdiff_t dot;

	while (from > 0 && t->at - from < LONGEST && !ch_space(t->p[from - 1]))
		from--;
	word = (struct str){t->p + from, t->at - from};
	dot = str_chr(word, '.');
	return str_find(word, "://") >= 0 || str_find(word, "www.") >= 0 ||
		(dot >= 0 && str_chr(str_sub(word, (size_t)dot, word.n), '/') >= 0);
}

static void text_hyphens(struct tex *t)
{
	size_t n = run_of(t, '-');
	char before = tex_before(t), next = tex_ahead(t, n);
	bool option = is_opening(before) && ch_alpha(next);
	bool arrow = next == '>' || before == '<' || before == '!';

	if (n == 1 || n > 3 || option || arrow || in_address(t))
		take(t, n, NULL);
	else
		take(t, n, n == 2 ? "–" : "—");
}

/* A tie is a blank; "~5", "1~3" and "/~user" mean something else by it. */
static void text_tie(struct tex *t)
{
	char before = tex_before(t), next = tex_ahead(t, 1);
	bool loose = is_opening(before) || strchr("=<>+:~", before);

	if (loose && next == '\\' && ch_alpha(tex_ahead(t, 2))) {
		t->at++;
	} else if (loose || next == '~' || (ch_digit(before) && ch_digit(next)) || in_address(t)) {
		take(t, 1, NULL);
	} else {
		t->at++;
		tex_skip_blanks(t);
		tex_blank(t);
	}
}

/* -- all of it -- */

typedef void text_reader(struct tex *t);

static text_reader *const text_readers[128] = {
	['\\'] = tex_command,    ['$'] = text_dollar,       ['{'] = text_group,
	['^'] = text_script,     ['_'] = text_script,       ['`'] = text_backtick,
	['\''] = text_apostrophe, ['"'] = text_quotation_mark, ['-'] = text_hyphens,
	['~'] = text_tie,
};

static text_reader *reader_of(char c)
{
	return (unsigned char)c < 0x80 ? text_readers[(unsigned char)c] : NULL;
}

void tex_text_step(struct tex *t)
{
	text_reader *reader = reader_of(t->p[t->at]);
	size_t n = 0;

	if (reader) {
		reader(t);
		return;
	}
	while (t->at + n < t->end && !reader_of(t->p[t->at + n]))
		n++;
	take(t, n, NULL);
}
