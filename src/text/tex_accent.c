/* Accents of text and of mathematics. */
#include "text/tex_parse.h"

#include "base/utf8.h"
#include "text/clean.h"

/* The letter under an accent: dotless i and j get their dot back, as the composed letters have. */
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

/* A line over one letter or a few says something; over half a page it only hides what is there. */
bool tex_do_math_accent(struct tex *t, const struct tex_command *c)
{
	enum { LONGEST = 64 };
	struct strbuf buf = STRBUF_INIT;
	struct tex_span arg;
	struct str s;

	if (!tex_arg(t, &arg))
		return false;
	tex_render(t, arg, true, &buf);
	s = str_trim(strbuf_str(&buf));
	if (s.n <= LONGEST)
		tex_add_marked(s, c->text, true, t->out);
	else
		strbuf_addstr(t->out, s);
	strbuf_release(&buf);
	return true;
}
