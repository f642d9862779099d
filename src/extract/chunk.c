#include "extract/chunk.h"

#include "extract/shout.h"

enum { WORDS_MOST = 6, TOKENS_MOST = 16 };

/* "…ed", "…ing": said of the name, not part of it. */
static bool participle(const struct scan *s, const struct token *k)
{
	struct str w = {s->tokens.fold + k->fold, k->len};

	return w.n > 4 && (str_ends(w, "ed") || str_ends(w, "ing") || str_ends(w, "ble"));
}

/* In a title that has capitals all over. */
static bool titled(const struct scan *s, const struct token *k)
{
	return s->title_case && k->at < s->title_len;
}

/* Words in small letters after a hyphen are no part of a name ("BERT-based", "CIFAR-10-like"). */
static bool affix(const struct scan *s, const struct chunk *c)
{
	const struct token *k = &s->tokens.at[c->to - 1];

	if (c->to - c->from < 2 || !(k->shape & SHAPE_WORD))
		return false;
	if (k->shape & (SHAPE_UPPER | SHAPE_DIGIT)) /* "LLM-Based", "LLM-Judged" in a title */
		return k->len > 3 && !(k->shape & SHAPE_CAPS) &&
		       ((k->roles & ROLE(WORD_AFFIX)) ||
			       ((k[-1].shape & SHAPE_CAPS) && titled(s, k) && participle(s, k)));
	return (k->gap & GAP_MARK) ||
	       (k->roles & (ROLE(WORD_AFFIX) | ROLE(WORD_METHOD) | ROLE(WORD_HEAD) |
				   ROLE(WORD_DATA) | ROLE(WORD_TASK) | ROLE(WORD_STOP))) ||
	       participle(s, k);
}

/* A capital where small letters are the rule: not at the start of a sentence, nor in a title that has them all over. */
static bool capital_says(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	return (k->shape & SHAPE_UPPER) && !token_ends_sentence(k) && !titled(s, k);
}

/* "pre-BERT"; and "methods-BERT", where the hyphen is a dash. */
static bool no_start(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	if (k->roles & ROLE(WORD_AFFIX))
		return !capital_says(s, i);
	return (k->roles & (ROLE(WORD_METHOD) | ROLE(WORD_DATA))) && !(k->shape & SHAPE_UPPER) &&
	       (k[1].shape & SHAPE_CAPS);
}

size_t chunk_word(const struct scan *s, size_t i, struct chunk *c)
{
	const struct tokens *t = &s->tokens;
	size_t to = i + 1;

	while (to < t->n && to < i + TOKENS_MOST && chunk_joined(s, to))
		to++;
	*c = (struct chunk){i, to};
	while (affix(s, c))
		c->to--;
	while (c->from + 1 < c->to && (t->at[c->from + 1].gap & GAP_HYPHEN) && no_start(s, c->from))
		c->from++;
	return to;
}

bool chunk_strong(const struct scan *s, struct chunk c)
{
	bool capital = false, digit = false, inner = false;

	for (size_t i = c.from; i < c.to; i++) {
		const struct token *k = &s->tokens.at[i];

		capital |= k->shape & SHAPE_UPPER;
		digit |= k->shape & SHAPE_DIGIT;
		inner |= (k->shape & SHAPE_CAPS) && k->len > 1;
		inner |= i > c.from && !k->gap && (k->shape & SHAPE_UPPER);
	}
	return inner || (capital && digit);
}

bool chunk_capital(const struct scan *s, struct chunk c)
{
	for (size_t i = c.from; i < c.to; i++)
		if (s->tokens.at[i].shape & SHAPE_UPPER)
			return true;
	return false;
}

bool chunk_one_word(const struct scan *s, struct chunk c)
{
	for (size_t i = c.from + 1; i < c.to; i++)
		if (s->tokens.at[i].gap & GAP_BLANK)
			return false;
	return true;
}

/* A year or a version after a name: "2016", "5.1", "0-12", "v2". */
static bool number(const struct scan *s, struct chunk c)
{
	size_t first = c.from;

	if (c.to - c.from > 1 && scan_is(s, first, "v") && !s->tokens.at[first + 1].gap)
		first++;
	for (size_t i = first; i < c.to; i++)
		if (!(s->tokens.at[i].shape & SHAPE_DIGIT) || s->tokens.at[i].len > 4)
			return false;
	return c.to - c.from < 4 && s->text.buf[token_end(&s->tokens.at[c.to - 1])] != '%';
}

/* May the word c be part of a name of several words? "RealNVP" is one word, "thatRealNVP" two. */
static inline bool part(const struct scan *s, struct chunk c)
{
	const struct token *k = &s->tokens.at[c.from];
	bool upper = k->shape & SHAPE_UPPER;

	if (k->roles & (ROLE(WORD_STOP) | ROLE(WORD_GENERIC) | ROLE(WORD_WE)))
		return upper && !(k->shape & SHAPE_END);
	return upper || chunk_capital(s, c);
}

/* "Context-Aware Cropping": a capital makes the affix part of the name, but not where all words have one. */
static bool goes_on(const struct scan *s, size_t affix, size_t after)
{
	const struct token *t = s->tokens.at;

	if (affix == after || after >= s->tokens.n || (s->title_case && t[after].at < s->title_len))
		return false;
	return (t[affix].shape & SHAPE_UPPER) && (t[affix].gap == GAP_HYPHEN) && t[after].gap == GAP_BLANK &&
	       (t[after].shape & SHAPE_UPPER) && !(t[after].roles & (ROLE(WORD_STOP) | ROLE(WORD_GENERIC)));
}

bool chunk_right(const struct scan *s, size_t i, struct chunk *c)
{
	const struct tokens *t = &s->tokens;
	struct chunk word;
	size_t after = i;

	c->from = c->to = i;
	if (!chunk_may_start(s, i))
		return false;
	for (int n = 0; n < WORDS_MOST && after < t->n; n++) {
		if (n && t->at[after].gap != GAP_BLANK)
			break;
		i = after;
		after = chunk_word(s, i, &word);
		if (n && number(s, word)) {
			c->to = word.to;
			continue;
		}
		if (!part(s, word) || word.from != i)
			break;
		c->to = goes_on(s, word.to, after) ? after : word.to;
		if (c->to != after)
			break;
	}
	return c->to > c->from;
}

/* First token of the word that ends before token i. */
static size_t word_start(const struct scan *s, size_t i)
{
	size_t from = i - 1;

	while (from > 0 && i - from < TOKENS_MOST && chunk_joined(s, from))
		from--;
	return from;
}

bool chunk_left(const struct scan *s, size_t i, struct chunk *c)
{
	const struct tokens *t = &s->tokens;
	struct chunk word;
	size_t end = i;

	c->from = c->to = i;
	for (int n = 0; n < WORDS_MOST && end > 0; n++) {
		size_t from = word_start(s, end);

		if (t->at[from].roles & ROLE(WORD_STOP))
			break;
		chunk_word(s, from, &word);
		if (word.to != end)
			break;
		if (!part(s, word) && !number(s, word))
			break;
		c->from = word.from;
		end = from;
		if (t->at[from].gap != GAP_BLANK || word.from != from)
			break;
	}
	while (c->from < c->to && c->to - c->from > 1 && (t->at[c->from].shape & SHAPE_DIGIT) &&
		(t->at[c->from + 1].gap & GAP_BLANK))
		c->from++;
	return c->to > c->from;
}

/* A number with its measure: "1000Hz", "4GB". */
static bool measure(const struct scan *s, struct chunk c)
{
	return c.to - c.from == 2 && (s->tokens.at[c.from].shape & SHAPE_DIGIT) && scan_role(s, c.to - 1, WORD_UNIT);
}

/* A verb made of an acronym: "RLed". */
static bool inflected(const struct scan *s, struct chunk c)
{
	return c.to - c.from == 2 && !s->tokens.at[c.to - 1].gap && (s->tokens.at[c.from].shape & SHAPE_CAPS) &&
	       scan_is(s, c.to - 1, "led");
}

bool chunk_named(const struct scan *s, struct chunk c)
{
	if (measure(s, c) || inflected(s, c) || shouted(s, c.from, c.to))
		return false;
	for (size_t i = c.from; i < c.to; i++)
		if (!(s->tokens.at[i].shape & SHAPE_DIGIT) && s->tokens.at[i].len > 1)
			return true;
	return false;
}
