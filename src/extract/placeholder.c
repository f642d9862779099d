#include "extract/placeholder.h"

#include <stdio.h>

#include "base/re.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
	LONG = 12000,      /* bytes: who has so much to say has a list of other people's work, or code */
	SHORT = 600,       /* a README that says hardly more */
	LINE_MOST = 4000,  /* looked at, of a line */
	WORDS_MOST = 160,  /* quoted */
	NESTED = 8,        /* words in words */
};

extern const char list_placeholder[];
extern const size_t list_placeholder_size;

enum kind { WORD, PROMISE, TRAIN, INFER, ALONE, DENIAL, USE, PAPER, KINDS };
static const char *const kinds[KINDS] = {"word", "promise", "train", "infer", "alone", "denial", "use", "paper"};

struct rule {
	enum kind kind;
	struct re *re;
};

struct rules {
	VEC_OF(struct rule);
};

/* ---- the list ---- */

struct word {
	struct str name, text;
};

struct words {
	VEC_OF(struct word);
};

static const struct word *find_word(const struct words *w, struct str name)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->at[i].name, name))
			return &w->at[i];
	return NULL;
}

/* Puts words in for "{name}"; counts of a pattern, as in "{0,3}", stay. */
static void expand(const struct words *words, struct str pattern, int depth, struct strbuf *out)
{
	for (size_t i = 0; i < pattern.n; i++) {
		ptrdiff_t end = pattern.p[i] == '{' ? str_chr(str_sub(pattern, i, pattern.n), '}') : -1;
		const struct word *w = end < 0 ? NULL : find_word(words, str_sub(pattern, i + 1, i + (size_t)end));

		if (w && depth < NESTED) {
			expand(words, w->text, depth + 1, out);
			i += (size_t)end;
		} else {
			strbuf_addch(out, pattern.p[i]);
		}
	}
}

static enum kind kind_of(struct str word)
{
	int i;

	for (i = 0; i < KINDS && !str_eqz(word, kinds[i]); i++)
		;
	return (enum kind)i;
}

/* A rule that cannot be compiled is passed over. */
static void add_rule(struct rules *rules, struct words *words, struct str line)
{
	struct str word = {NULL, 0}, name = {NULL, 0};
	struct strbuf pattern = STRBUF_INIT;
	struct rule r;

	str_split(&line, '\t', &word);
	r.kind = kind_of(word);
	if (r.kind == WORD) {
		str_split(&line, '\t', &name);
		vec_push(words, (struct word){name, line});
		return;
	}
	expand(words, line, 0, &pattern);
	if (r.kind < KINDS && re_compile(&r.re, pattern.buf, RE_CASELESS, NULL) == 0)
		vec_push(rules, r);
	strbuf_release(&pattern);
}

static void read_rules(struct rules *rules)
{
	struct str text = {list_placeholder, list_placeholder_size}, line;
	struct words words = {0};

	while (str_line(&text, &line))
		if (line.n && *line.p != '#')
			add_rule(rules, &words, line);
	vec_release(&words);
}

/* ---- the text ---- */

/* A line of the text with its heading in front; what matched is told in m. */
static bool matches(const struct rules *rules, enum kind kind, struct str unit, struct re_match *m)
{
	for (size_t i = 0; i < rules->n; i++)
		if (rules->at[i].kind == kind && re_match(rules->at[i].re, unit, 0, m) > 0)
			return true;
	return false;
}

/* The sentence around a match, without marks at its ends. */
static const char *sentence(struct str unit, const struct re_match *m, struct arena *a)
{
	size_t from = m->group[0].from, to = m->group[0].to, head;
	struct str words;

	while (from && unit.p[from - 1] != '\n' &&
		!(unit.p[from - 1] == ' ' && from > 1 && strchr(".!?", unit.p[from - 2])))
		from--;
	while (to < unit.n && unit.p[to] != '\n' && !strchr(".!?", unit.p[to]))
		to++;
	words = str_trim(str_sub(unit, from, to));
	if (words.n > WORDS_MOST && m->group[0].from > from + 20) {
		head = m->group[0].from;
		words = str_sub(unit, head, to);
	}
	words = str_sub(words, 0, WORDS_MOST);
	while (words.n && !utf8_valid(words))
		words.n--;
	for (size_t i = 0; i < words.n; i++)
		if (words.p[i] == '\n')
			return arena_printf(a, "%.*s: %.*s", (int)i, words.p, (int)(words.n - i - 1), words.p + i + 1);
	return arena_str(a, words);
}

struct reading {
	const struct rules *rules;
	struct strbuf unit;
	struct str heading; /* p NULL once a line below it was read */
	bool no_code, brief, paper, train, infer;
	const char *words;  /* what promises */
	struct arena *a;
};

/* What trains and what runs, each to come, are all of the code; where there is no code, either is enough. */
static bool promises(struct reading *r, struct str unit, struct re_match *m)
{
	bool train, infer;

	if (matches(r->rules, PROMISE, unit, m) || (r->brief && r->no_code && matches(r->rules, ALONE, unit, m)))
		return true;
	train = matches(r->rules, TRAIN, unit, m);
	infer = matches(r->rules, INFER, unit, m);
	r->train = r->train || train;
	r->infer = r->infer || infer;
	return (train || infer) && (r->no_code || (r->train && r->infer));
}

/* False where the line denies everything. */
static bool read_line(struct reading *r, struct str line)
{
	struct re_match m;

	strbuf_reset(&r->unit);
	if (r->heading.p) {
		strbuf_addstr(&r->unit, r->heading);
		strbuf_addch(&r->unit, '\n');
	}
	strbuf_addstr(&r->unit, str_sub(line, 0, LINE_MOST));
	while (r->unit.len && !utf8_valid(strbuf_str(&r->unit)))
		strbuf_setlen(&r->unit, r->unit.len - 1); /* a rune that was cut */
	if (matches(r->rules, DENIAL, strbuf_str(&r->unit), &m) ||
		(!r->no_code && matches(r->rules, USE, strbuf_str(&r->unit), &m)))
		return false;
	if (!r->words && promises(r, strbuf_str(&r->unit), &m))
		r->words = sentence(strbuf_str(&r->unit), &m, r->a);
	r->paper = r->paper || matches(r->rules, PAPER, strbuf_str(&r->unit), &m);
	r->heading = str_starts(line, "#") ? line : (struct str){NULL, 0};
	return true;
}

/* Words without which no promise is made: most READMEs have none, and the rules need not be read. */
static bool may_promise(struct str text)
{
	static const char *const words[] = {"soon", "will", "tba", "tbd", "tbc", "shall", "to be", "stay tuned",
		"empty", "placeholder", "place-holder", "[ ]", "plan to", "'ll", "shortly", "under construction",
		"work in progress", "going to", "would", "to come", "intend", "promise", "todo", "wip", "prepar",
		"being ", "getting ", "working ", "not yet", "currently", "is coming", "are coming", "on its way",
		"on the way", "cleaning", "tidying", "代码", "敬请期待"};

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_sub(text, i, text.n);

		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (ch_tolower(*rest.p) == words[k][0] && str_case_starts(rest, words[k]))
				return true;
	}
	return false;
}

const char *placeholder_words(struct str text, bool no_code, struct arena *a)
{
	struct rules rules = {0};
	struct reading r = {.rules = &rules, .unit = STRBUF_INIT, .no_code = no_code,
		.brief = text.n < SHORT, .a = a};
	struct str line;

	if (text.n > LONG || !may_promise(text))
		return NULL;
	read_rules(&rules);
	while (str_line(&text, &line))
		if (line.n && !read_line(&r, line)) {
			r.words = NULL;
			break;
		}
	strbuf_release(&r.unit);
	for (size_t i = 0; i < rules.n; i++)
		re_free(rules.at[i].re);
	vec_release(&rules);
	return no_code || r.brief || r.paper ? r.words : NULL;
}
