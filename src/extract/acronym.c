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

/* How many letters token k gives of the acronym, of which it has `left` yet: its initial, or all of a number; or 0. */
static size_t given(const struct scan *s, const struct token *k, struct str letters, size_t left)
{
	if (!(k->shape & SHAPE_DIGIT))
		return s->tokens.fold[k->fold] == ch_tolower(letters.p[left - 1]);
	return k->len <= left && !memcmp(s->tokens.plain + k->fold, letters.p + left - k->len, k->len) ? k->len : 0;
}

/* May the letters pass over token i: the rest of a word ("Depth-Aware", "ResNet") or a small one ("of"), no number? */
static bool passes(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	if (k->shape & SHAPE_DIGIT)
		return false;
	return !(k->shape & SHAPE_WORD) || (k->gap & GAP_HYPHEN) || scan_role(s, i, WORD_STOP);
}

/* May a long form of whole words begin with token i? */
static bool begins(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	return (k->shape & SHAPE_WORD) && !(k->gap & GAP_HYPHEN) && !small_word(s, i);
}

/*
 * First token of the words before token `end`, from `first` on, whose initials are the letters; or `end`. Numbers stand
 * in full: "3D Gaussian Splatting (3DGS)". A small word may give a letter or not ("Bag of Words", "BoW" and "BW"), so
 * several counts of letters may be left: a bit for each.
 */
static size_t initials_back(const struct scan *s, size_t first, size_t end, struct str letters)
{
	unsigned lefts = 1u << letters.n;

	for (size_t i = end; lefts && i-- > first;) {
		const struct token *k = &s->tokens.at[i];
		unsigned next = passes(s, i) ? lefts : 0;

		for (size_t left = 1; left <= letters.n; left++) {
			size_t n = lefts >> left & 1 ? given(s, k, letters, left) : 0;

			if (n == left && begins(s, i))
				return i;
			if (n && n < left)
				next |= 1u << (left - n);
		}
		lefts = next;
	}
	return end;
}

/* Not "present Policy Optimization (PPO)": a verb is no part of it, nor a word in small letters before capitals. */
static bool joins(const struct scan *s, size_t from, size_t shorter)
{
	const struct token *k = &s->tokens.at[from];

	if (k->roles & (ROLE(WORD_PROPOSE) | ROLE(WORD_WE) | ROLE(WORD_OUR)))
		return false;
	return (k->shape & (SHAPE_UPPER | SHAPE_DIGIT)) || !(s->tokens.at[shorter].shape & SHAPE_UPPER);
}

static bool same_start(const struct scan *s, size_t i, struct str letters)
{
	const struct token *k = &s->tokens.at[i];

	return (k->shape & SHAPE_WORD) && s->tokens.fold[k->fold] == ch_tolower(letters.p[0]);
}

/* First token of the long form: the shortest one, but initials count more than letters inside of words. */
static size_t long_back(const struct scan *s, size_t first, size_t end, struct str letters)
{
	size_t from = match_back(s, first, end, letters), whole;

	if (from == end)
		return end;
	whole = initials_back(s, first, end, letters);
	if (whole < end && joins(s, whole, from))
		return whole;
	if (from > 0 && s->tokens.at[from].gap == GAP_HYPHEN && same_start(s, from - 1, letters))
		from--; /* "Attention-aggregated Attack (AAA)" */
	return from;
}

/* The acronym may be one word of 2 to 14 letters, half of them at least capitals or digits, the
 * first included. */
static bool is_short(const struct scan *s, size_t from, size_t to)
{
	struct str p = plain(s, from, to);
	size_t strong = 0, digits = 0;

	if (p.n < SHORT_LEAST || p.n > SHORT_MOST)
		return false;
	for (size_t i = 0; i < p.n; i++) {
		digits += ch_digit(p.p[i]);
		strong += ch_upper(p.p[i]) || ch_digit(p.p[i]);
	}
	if (ch_digit(p.p[0]) && strong == p.n && p.n < digits + 2)
		return false; /* "3D", "2021", but "3DGS" */
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

/* Tokens [from, to) are an acronym of the words before token `end`. */
static bool define_before(struct scan *s, size_t end, size_t from, size_t to)
{
	struct str letters = letters_of(s, from, to);
	size_t start = end;

	if (is_short(s, from, to))
		start = long_back(s, reach_back(s, end, letters.n), end, letters);
	if (start < end)
		define(s, start, end, from, to);
	return start < end;
}

/* First token of the word that ends before token i. */
static size_t word_back(const struct scan *s, size_t i)
{
	size_t start = i - 1;

	while (start > 0 && i - start < 8 && !(s->tokens.at[start].gap & ~(GAP_HYPHEN | GAP_MARK)))
		start--;
	return start;
}

/* At the "for" of "Rain-Aware Neural Fields, or RANF for short". */
static void at_for_short(struct scan *s, size_t i)
{
	size_t from = word_back(s, i), end = from - (from > 0 && scan_is(s, from - 1, "or"));

	if (end > 0 && (s->tokens.at[end].gap & (GAP_COMMA | GAP_OPEN)) && !token_ends_sentence(&s->tokens.at[end]))
		define_before(s, end, from, i);
}

/* At the token after a "(": what stands in the parenthesis and what in front of it. */
static void at_parenthesis(struct scan *s, size_t i)
{
	size_t to = inside(s, i), start;
	struct str letters;

	if (one_word(s, i, to) && define_before(s, i, i, to))
		return;
	start = word_back(s, i);
	letters = letters_of(s, start, i);
	if (!is_short(s, start, i) || one_word(s, i, to))
		return;
	if (match_back(s, i, to, letters) == i)
		define(s, i, to, start, i);
}

void acronyms_find(struct scan *s)
{
	const struct tokens *t = &s->tokens;
	const uint16_t edges = GAP_OPEN | GAP_STOP | GAP_FIELD | GAP_CLOSE | GAP_COMMA;

	s->definitions.n = 0;
	for (size_t i = 1; i < t->n; i++) {
		if ((t->at[i].gap & edges) == GAP_OPEN)
			at_parenthesis(s, i);
		if (t->at[i].len == 3 && scan_is(s, i, "for") && scan_is(s, i + 1, "short"))
			at_for_short(s, i);
	}
}
