#include "text/tex_parse.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/clean.h"

/* -- accents -- */

/* The letter under an accent: dotless i and j get their dot back, for the composed letters have it. */
static unsigned base_of(unsigned rune)
{
	return rune == 0x131 ? 'i' : rune == 0x237 ? 'j' : rune;
}

/* The letter at the start of s and its marks, one more on top; answers how many bytes it took. */
static size_t add_one_marked(struct str s, const char *mark, struct strbuf *out)
{
	struct strbuf buf = STRBUF_INIT;
	size_t n, used;
	int marks = 0;

	strbuf_addrune(&buf, base_of(utf8_decode(s.p, s.n, &n)));
	while (n < s.n && rune_mark(utf8_decode(s.p + n, s.n - n, &used))) {
		strbuf_add(&buf, s.p + n, used);
		n += used;
		marks++;
	}
	if (marks < CLEAN_MARKS)
		strbuf_addz(&buf, mark);
	utf8_nfc(strbuf_str(&buf), out);
	strbuf_release(&buf);
	return n;
}

void tex_add_marked(struct str s, const char *mark, bool each, struct strbuf *out)
{
	for (size_t i = 0, used; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		if (each ? rune_letter(rune) || ch_digit(s.p[i]) || s.n == used : i == 0)
			used = add_one_marked(str_sub(s, i, s.n), mark, out);
		else
			strbuf_add(out, s.p + i, used);
	}
}

/* The rest of a word that an apostrophe begins: "model\'s" is no accent but a program's escape. */
static bool is_contraction(const struct tex *t)
{
	static const char *const ends[] = {"s", "t", "re", "ve", "ll", "d", "m"};
	struct str word = {t->p + t->at, 0};

	if (t->at < 3 || !ch_alpha(t->p[t->at - 3]))
		return false;
	while (t->at + word.n < t->end && word.n < 3 && ch_alpha(word.p[word.n]))
		word.n++;
	if (t->at + word.n < t->end && (word.p[word.n] & 0x80))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_eqz(word, ends[i]))
			return true;
	return false;
}

/* Whether an accent that is a sign (\', not \c) has a letter to stand on. */
static bool has_letter(const struct tex *t)
{
	char next = tex_peek(t);

	return ch_alpha(next) || next == '{' || next == '\\' || (next & 0x80);
}

/* \b{eta} was once a Greek letter: somebody's program took "beta" for an accent on "eta". */
static const struct tex_command *broken_greek(const struct tex *t, const struct tex_command *c)
{
	const struct tex_command *greek;
	size_t close = tex_peek(t) == '{' ? tex_group_end(t, t->at) : 0, n = close - t->at - 1;
	char name[16];

	if (!close || n < 2 || n + 2 > sizeof name)
		return NULL;
	name[0] = c->name[0];
	memcpy(name + 1, t->p + t->at + 1, n);
	greek = tex_command_find((struct str){name, n + 1});
	return greek && greek->kind == TEX_SYMBOL ? greek : NULL;
}

bool tex_do_text_accent(struct tex *t, const struct tex_command *c)
{
	const struct tex_command *greek = broken_greek(t, c);
	bool sign = !ch_alpha(c->name[0]);
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;

	if (greek) {
		strbuf_addz(t->out, greek->text);
		t->at = tex_group_end(t, t->at) + 1;
		return true;
	}
	if (sign && (!has_letter(t) || (c->name[0] == '"' && t->escaped_quotes) ||
			(c->name[0] == '\'' && is_contraction(t)))) {
		if (!strchr("'\"~^`", c->name[0]))
			return false;
		strbuf_addz(t->out, c->name);
		return true;
	}
	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, t->math, &buf);
	if (buf.len)
		tex_add_marked(strbuf_str(&buf), c->text, false, t->out);
	else if (sign)
		strbuf_addz(t->out, c->name);
	strbuf_release(&buf);
	return true;
}

/* -- commands without arguments -- */

/* "top-\$p\$": mathematics that was escaped on its way here, for no sum of money looks like that. */
static bool escaped_math(struct tex *t)
{
	enum { LONGEST = 100 };
	size_t from = t->at, i;
	bool tex = false, blank = false;

	if (t->math || ch_digit(tex_peek(t)) || ch_space(tex_peek(t)) || tex_peek(t) == '{')
		return false;
	for (i = from; i + 1 < t->end && i < from + LONGEST && t->p[i] != '$'; i++) {
		if (t->p[i] == '\\' && t->p[i + 1] == '$')
			break;
		tex |= t->p[i] == '\\' || t->p[i] == '^' || t->p[i] == '_';
		blank |= ch_space(t->p[i]);
	}
	if (i == from || i + 1 >= t->end || t->p[i] != '\\' || t->p[i + 1] != '$' || (blank && !tex))
		return false;
	tex_run_math(t, (struct tex_span){from, i});
	t->at = i + 2;
	return true;
}

static void eat_empty_group(struct tex *t)
{
	if (tex_peek(t) == '{' && tex_group_end(t, t->at) == t->at + 1)
		t->at += 2;
}

static bool do_char(struct tex *t, const struct tex_command *c)
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
	eat_empty_group(t);
	if (tex_peek(t) == '.' && str_ends(str_of(c->text), "."))
		t->at++; /* "\eg." */
	return true;
}

static bool do_letter(struct tex *t, const struct tex_command *c)
{
	strbuf_addz(t->out, c->text);
	eat_empty_group(t);
	if (tex_before(t) != '}')
		tex_skip_blanks(t);
	return true;
}

static bool do_blank(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	if (c->text[0] && !tex_arg(t, &arg)) /* \hspace{…} */
		return false;
	eat_empty_group(t);
	tex_skip_blanks(t);
	tex_blank(t);
	return true;
}

static bool do_nothing(struct tex *t, const struct tex_command *c)
{
	(void)c;
	eat_empty_group(t);
	return true;
}

static bool do_switch(struct tex *t, const struct tex_command *c)
{
	(void)c;
	eat_empty_group(t);
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
static bool do_break(struct tex *t, const struct tex_command *c)
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
	if (twice && ch_alpha(next) && (t->math || (t->at + name < t->end && t->p[t->at + name] == '{'))) {
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

/* -- commands that keep or drop their arguments -- */

static void skip_optional(struct tex *t)
{
	struct tex_span arg;

	while (tex_optional(t, &arg))
		;
}

static bool do_keep(struct tex *t, const struct tex_command *c)
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
static bool do_one_of_two(struct tex *t, const struct tex_command *c)
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
	if (tex_ends_blank(t) && next && strchr(".,;:)", next))
		strbuf_setlen(t->out, t->out->len - 1);
}

static bool do_drop(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	(void)c;
	skip_optional(t);
	if (!tex_arg(t, &arg))
		return false;
	close_gap(t);
	return true;
}

static void add_wrapped(struct tex *t, const char *around, struct tex_span arg)
{
	struct str after = str_of(around), before;

	str_split(&after, '\t', &before);
	if (before.p[0] == ' ' && tex_ends_blank(t))
		before = str_sub(before, 1, before.n);
	strbuf_addstr(t->out, before);
	tex_run(t, arg, t->math);
	strbuf_addstr(t->out, after);
}

static bool do_wrap(struct tex *t, const struct tex_command *c)
{
	struct tex_span arg;

	skip_optional(t);
	if (!tex_arg(t, &arg))
		return false;
	add_wrapped(t, c->text, arg);
	return true;
}

/* \cite[p.~5]{key}: the key is all that is known of the work. */
static bool do_cite(struct tex *t, const struct tex_command *c)
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

static bool do_script(struct tex *t, const struct tex_command *c)
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

static bool do_url(struct tex *t, const struct tex_command *c)
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

static bool do_href(struct tex *t, const struct tex_command *c)
{
	struct strbuf url = STRBUF_INIT, text = STRBUF_INIT;
	struct tex_span arg, shown;
	bool has_text;

	(void)c;
	if (!tex_arg(t, &arg))
		return false;
	has_text = tex_peek(t) == '{' || (ch_space(tex_peek(t)) && t->at + 1 < t->end && t->p[t->at + 1] == '{');
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

static bool do_environment(struct tex *t, const struct tex_command *c)
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

static bool do_item(struct tex *t, const struct tex_command *c)
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

static bool do_verb(struct tex *t, const struct tex_command *c)
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

static bool do_rune(struct tex *t, const struct tex_command *c)
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
static bool do_inline(struct tex *t, const struct tex_command *c)
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

/* -- all of them -- */

static tex_handler *const handlers[TEX_KINDS] = {
	[TEX_CHAR] = do_char,
	[TEX_LETTER] = do_letter,
	[TEX_SYMBOL] = tex_do_symbol,
	[TEX_MACRO] = tex_do_symbol,
	[TEX_RELATION] = tex_do_relation,
	[TEX_OPEN] = tex_do_open,
	[TEX_CLOSE] = tex_do_close,
	[TEX_WORD] = tex_do_word,
	[TEX_NAME] = tex_do_name,
	[TEX_BLANK] = do_blank,
	[TEX_NOTHING] = do_nothing,
	[TEX_SWITCH] = do_switch,
	[TEX_DELIMITER] = tex_do_delimiter,
	[TEX_KEEP] = do_keep,
	[TEX_TEXT] = do_keep,
	[TEX_MATH] = do_keep,
	[TEX_SECOND] = do_one_of_two,
	[TEX_FIRST] = do_one_of_two,
	[TEX_DROP] = do_drop,
	[TEX_WRAP] = do_wrap,
	[TEX_TEXT_ACCENT] = tex_do_text_accent,
	[TEX_MATH_ACCENT] = tex_do_math_accent,
	[TEX_BLACKBOARD] = tex_do_blackboard,
	[TEX_FRACTION] = tex_do_fraction,
	[TEX_BINOMIAL] = tex_do_binomial,
	[TEX_ROOT] = tex_do_root,
	[TEX_NOT] = tex_do_not,
	[TEX_OVER] = tex_do_over,
	[TEX_ARROW] = tex_do_arrow,
	[TEX_SCRIPT] = do_script,
	[TEX_URL] = do_url,
	[TEX_HREF] = do_href,
	[TEX_CITE] = do_cite,
	[TEX_BEGIN] = do_environment,
	[TEX_END] = do_environment,
	[TEX_ITEM] = do_item,
	[TEX_VERB] = do_verb,
	[TEX_RUNE] = do_rune,
	[TEX_BREAK] = do_break,
	[TEX_INLINE] = do_inline,
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
 * "\rightarrowDe", "\rightarrowru": the blank after the name got lost. Answers the symbol and the length
 * of its name; a short name must end before a capital.
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
