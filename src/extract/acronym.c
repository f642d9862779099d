#include "extract/acronym.h"

#include "extract/chunk.h"

enum { SHORT_LEAST = 2, SHORT_MOST = 14, WORDS_BACK = 14 };

static struct str plain(const struct scan *s, size_t from, size_t to)
{
	return tokens_plain(&s->tokens, from, to);
}

/* A stop word of its own, and not part of one: "one-token rollout". */
static bool small_word(const struct scan *s, size_t i)
{
	return scan_role(s, i, WORD_STOP) && !(i + 1 < s->tokens.n && s->tokens.at[i + 1].gap == GAP_HYPHEN);
}

/* First token of the long form that ends before token `end`, no further back than `first`; or
 * `end`. */
static size_t match_back(const struct scan *s, size_t first, size_t end, struct str letters)
{
	const struct tokens *t = &s->tokens;
	size_t left = letters.n;

	for (size_t i = end; i-- > first;) {
		const struct token *k = &t->at[i];

		for (size_t b = k->len; b-- > 0;) {
			char want = ch_tolower(letters.p[left - 1]);

			if (t->fold[k->fold + b] != want)
				continue;
			if (left > 1)
				left--;
			else if (b == 0 && (k->shape & SHAPE_WORD) && !small_word(s, i))
				return i;
		}
	}
	return end;
}

/* The acronym may be one word of 2 to 14 letters, half of them at least capitals or digits, the
 * first included. */
static bool is_short(const struct scan *s, size_t from, size_t to)
{
	struct str p = plain(s, from, to);
	size_t strong = 0;

	if (p.n < SHORT_LEAST || p.n > SHORT_MOST)
		return false;
	for (size_t i = 0; i < p.n; i++)
		strong += ch_upper(p.p[i]) || ch_digit(p.p[i]);
	if (ch_digit(p.p[0]) && strong == p.n)
		return false;
	return strong >= 2 || (strong == 1 && ch_upper(p.p[0]) && p.n < 4) ||
	       (strong && p.n <= 5 && !ch_digit(p.p[p.n - 1]));
}

/* Letters without a plural "s" in small case: "DNNs". */
static struct str letters_of(const struct scan *s, size_t from, size_t to)
{
	struct str p = plain(s, from, to);

	if (p.n > 2 && p.p[p.n - 1] == 's' && ch_upper(p.p[p.n - 2]))
		p.n--;
	return p;
}

static bool sentence_edge(const struct token *k)
{
	return k->gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE);
}

/* First token that a long form ending before `end` may start at. */
static size_t reach_back(const struct scan *s, size_t end, size_t letters)
{
	size_t words = 0, most = letters + 5 < 2 * letters ? letters + 5 : 2 * letters, i = end;

	if (most > WORDS_BACK)
		most = WORDS_BACK;
	while (i > 0 && end - i < 4 * WORDS_BACK) {
		i--;
		if ((s->tokens.at[i].gap & (GAP_BLANK | GAP_HYPHEN)) && ++words > most)
			return i + 1;
		if (sentence_edge(&s->tokens.at[i]) || (s->tokens.at[i].gap & GAP_COMMA))
			return i;
	}
	return i;
}

static bool has_stop_edge(const struct scan *s, size_t from, size_t to)
{
	return small_word(s, from) || scan_role(s, to - 1, WORD_STOP);
}

/* Words that stand in no name: "are divided into". */
static bool has_verb(const struct scan *s, size_t from, size_t to)
{
	static const char *const words[] = {"into", "are", "is", "was", "were", "be", "that",
		"which", "we", "our", "can", "it"};

	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (str_eqz(tokens_fold(&s->tokens, i, i + 1), words[k]))
				return true;
	return false;
}

static void define(struct scan *s, size_t long_from, size_t long_to, size_t from, size_t to)
{
	struct str a = tokens_fold(&s->tokens, long_from, long_to),
		   b = tokens_fold(&s->tokens, from, to);

	if (long_to - long_from > 1 && (s->tokens.at[long_to - 1].roles & ROLE(WORD_DATA)) &&
		!(s->tokens.at[long_to - 1].shape & SHAPE_UPPER) &&
		(s->tokens.at[long_to - 2].shape & SHAPE_UPPER))
		long_to--; /* "the Cohn-Kanade dataset (CK)" */
	if (a.n <= b.n || has_stop_edge(s, long_from, long_to) || has_verb(s, long_from, long_to))
		return;
	vec_push(&s->definitions, (struct definition){(uint32_t)long_from, (uint32_t)long_to,
					  (uint32_t)from, (uint32_t)to, false});
}

/* Tokens from `i` up to the end of the parenthesis or its first comma. */
static size_t inside(const struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;
	size_t to = i + 1;

	while (to < t->n && to < i + 24 &&
		!(t->at[to].gap &
			(GAP_CLOSE | GAP_COMMA | GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_OTHER)))
		to++;
	return to;
}

static bool one_word(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++)
		if (s->tokens.at[i].gap & ~(GAP_HYPHEN | GAP_MARK))
			return false;
	return true;
}

static bool same_start(const struct scan *s, size_t i, struct str letters)
{
	const struct token *k = &s->tokens.at[i];

	return (k->shape & SHAPE_WORD) && s->tokens.fold[k->fold] == ch_tolower(letters.p[0]);
}

/* At the token after a "(": what stands in the parenthesis and what in front of it. */
static void at_parenthesis(struct scan *s, size_t i)
{
	size_t to = inside(s, i), start, from;
	struct str letters = letters_of(s, i, to);

	if (one_word(s, i, to) && is_short(s, i, to)) {
		from = match_back(s, reach_back(s, i, letters.n), i, letters);
		if (from < i && from > 0 && s->tokens.at[from].gap == GAP_HYPHEN && same_start(s, from - 1, letters))
			from--; /* "Attention-aggregated Attack (AAA)" */
		if (from < i) {
			define(s, from, i, i, to);
			return;
		}
	}
	for (start = i - 1; start > 0 && i - start < 8 &&
			    !(s->tokens.at[start].gap & ~(GAP_HYPHEN | GAP_MARK));)
		start--;
	letters = letters_of(s, start, i);
	if (!is_short(s, start, i) || one_word(s, i, to))
		return;
	from = match_back(s, i, to, letters);
	if (from == i)
		define(s, i, to, start, i);
}

void acronyms_find(struct scan *s)
{
	const struct tokens *t = &s->tokens;
	const uint16_t edges = GAP_OPEN | GAP_STOP | GAP_FIELD | GAP_CLOSE | GAP_COMMA;

	s->definitions.n = 0;
	for (size_t i = 1; i < t->n; i++)
		if ((t->at[i].gap & edges) == GAP_OPEN)
			at_parenthesis(s, i);
}
