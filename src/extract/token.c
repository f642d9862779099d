#include "extract/token.h"

#include "base/mem.h"
#include "base/utf8.h"

enum char_class {
	C_OTHER,
	C_LOWER,
	C_UPPER,
	C_DIGIT,
	C_BLANK,
	C_HYPHEN,
	C_MARK,
	C_STOP,
	C_COMMA,
	C_OPEN,
	C_CLOSE,
	C_QUOTE,
	C_FIELD,
	C_MULTI, /* the first byte of a longer UTF-8 sequence */
};

static const unsigned char classes[256] = {
	['a' ... 'z'] = C_LOWER,
	['A' ... 'Z'] = C_UPPER,
	['0' ... '9'] = C_DIGIT,
	[' '] = C_BLANK,
	['\t'] = C_BLANK,
	['\n'] = C_BLANK,
	['\r'] = C_BLANK,
	['-'] = C_HYPHEN,
	['_'] = C_HYPHEN,
	['/'] = C_MARK,
	['\''] = C_MARK,
	['+'] = C_MARK,
	['&'] = C_MARK,
	['@'] = C_MARK,
	[':'] = C_MARK,
	['.'] = C_STOP,
	['!'] = C_STOP,
	['?'] = C_STOP,
	[';'] = C_STOP,
	[','] = C_COMMA,
	['('] = C_OPEN,
	['['] = C_OPEN,
	['{'] = C_OPEN,
	[')'] = C_CLOSE,
	[']'] = C_CLOSE,
	['}'] = C_CLOSE,
	['"'] = C_QUOTE,
	['`'] = C_QUOTE,
	[TOKEN_FIELD_BREAK] = C_FIELD,
	[0x80 ... 0xff] = C_MULTI,
};

/* What each class leaves in the gap where it is not part of a word. */
static const uint16_t gaps[] = {
	[C_OTHER] = GAP_OTHER,
	[C_BLANK] = GAP_BLANK,
	[C_HYPHEN] = GAP_HYPHEN,
	[C_MARK] = GAP_MARK,
	[C_STOP] = GAP_STOP,
	[C_COMMA] = GAP_COMMA,
	[C_OPEN] = GAP_OPEN,
	[C_CLOSE] = GAP_CLOSE,
	[C_QUOTE] = GAP_QUOTE,
	[C_FIELD] = GAP_FIELD,
};

/* Runes outside ASCII that are no part of a word; all others count as small letters. */
static const struct {
	unsigned from, to;
	enum char_class class;
} rune_classes[] = {
	{0x00a0, 0x00a0, C_BLANK},
	{0x00a1, 0x00a9, C_OTHER},
	{0x00ab, 0x00b1, C_OTHER},
	{0x00b4, 0x00b4, C_QUOTE},
	{0x00b6, 0x00b6, C_OTHER},
	{0x00b7, 0x00b7, C_HYPHEN},
	{0x00b8, 0x00b8, C_OTHER},
	{0x00bb, 0x00bf, C_OTHER},
	{0x00d7, 0x00d7, C_OTHER},
	{0x00f7, 0x00f7, C_OTHER},
	{0x2000, 0x200b, C_BLANK},
	{0x2010, 0x2013, C_HYPHEN},
	{0x2014, 0x2017, C_OTHER},
	{0x2018, 0x2018, C_QUOTE},
	{0x2019, 0x2019, C_MARK},
	{0x201a, 0x201f, C_QUOTE},
	{0x2020, 0x202e, C_OTHER},
	{0x202f, 0x202f, C_BLANK},
	{0x2030, 0x206f, C_OTHER},
	{0x20a0, 0x20cf, C_OTHER},
	{0x2100, 0x214f, C_LOWER},
	{0x2150, 0x2211, C_OTHER},
	{0x2212, 0x2212, C_HYPHEN},
	{0x2213, 0x2bff, C_OTHER},
	{0x3000, 0x3000, C_BLANK},
	{0x3001, 0x3003, C_COMMA},
	{0x3008, 0x301f, C_OTHER},
	{0xff00, 0xff0f, C_OTHER},
	{0xfffd, 0xfffd, C_OTHER},
};

static enum char_class rune_class(unsigned rune)
{
	size_t lo = 0, hi = sizeof rune_classes / sizeof *rune_classes;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (rune > rune_classes[mid].to)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < sizeof rune_classes / sizeof *rune_classes && rune >= rune_classes[lo].from)
		return rune_classes[lo].class;
	return C_LOWER;
}

struct cutter {
	struct tokens *t;
	struct str text;
	size_t at;
	uint16_t gap;
	size_t chunk;  /* where the text since the last blank begins, for URLs */
	uint64_t hash; /* of the bytes of the token at hand, which lie behind fold_len */
};

static inline enum char_class class_at(const struct cutter *c, size_t at, size_t *used)
{
	enum char_class k;

	*used = 1;
	if (at >= c->text.n)
		return C_FIELD;
	k = classes[(unsigned char)c->text.p[at]];
	if (k != C_MULTI)
		return k;
	return rune_class(utf8_decode(c->text.p + at, c->text.n - at, used));
}

static bool word_class(enum char_class k)
{
	return k == C_LOWER || k == C_UPPER || k == C_DIGIT;
}

static size_t skip_to_blank(const struct cutter *c, size_t at)
{
	while (at < c->text.n && classes[(unsigned char)c->text.p[at]] != C_BLANK &&
		c->text.p[at] != TOKEN_FIELD_BREAK)
		at++;
	return at;
}

/* Takes back the tokens since `from`, and everything up to the next blank: it is an address. */
static void drop_url(struct cutter *c, size_t from)
{
	struct tokens *t = c->t;

	c->gap = GAP_OTHER | (t->n ? 0 : GAP_FIELD);
	while (t->n && t->at[t->n - 1].at >= from) {
		t->fold_len = t->at[--t->n].fold;
		c->gap |=
			t->at[t->n]
				.gap; /* the end of a sentence or of the title may lie before it */
	}
	c->at = skip_to_blank(c, c->at);
	if (t->n && c->at && classes[(unsigned char)c->text.p[c->at - 1]] == C_STOP)
		c->gap |= GAP_STOP;
}

static bool is_domain_end(struct str s)
{
	static const char *const ends[] = {
		"com/", "org/", "net/", "io/", "edu/", "ai/", "co/", "gov/", "de/", "cn/"};

	if (!s.n || !ch_alpha(*s.p))
		return false; /* nearly always a blank: the end of a sentence */
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_case_starts(s, ends[i]))
			return true;
	return false;
}

/* At a ":", "." or "@" inside a chunk: an address ("https: //x", "www.x", "x.org/y", "a@b.c")? */
static bool take_url(struct cutter *c)
{
	struct str rest = str_sub(c->text, c->at, c->text.n);
	struct str chunk = str_sub(c->text, c->chunk, c->at);
	bool scheme = str_starts(rest, "://") || str_starts(rest, ": //");

	if (scheme && str_ends(rest, "") &&
		(str_case_eq(str_sub(chunk, chunk.n > 5 ? chunk.n - 5 : 0, chunk.n),
			 STR_LIT("https")) ||
			str_case_eq(str_sub(chunk, chunk.n > 4 ? chunk.n - 4 : 0, chunk.n),
				STR_LIT("http")))) {
		c->at += rest.p[1] == ' ' ? 4 : 3;
		while (c->at < c->text.n && c->text.p[c->at] == ' ')
			c->at++;
		drop_url(c, c->chunk);
		return true;
	}
	if (rest.p[0] == '.' &&
		(str_case_eq(chunk, STR_LIT("www")) || is_domain_end(str_sub(rest, 1, rest.n)))) {
		drop_url(c, c->chunk);
		return true;
	}
	if (rest.p[0] == '@' && chunk.n && rest.n > 1 && ch_alnum(rest.p[1]) &&
		str_chr(str_sub(rest, 0, 80), '.') > 0 &&
		skip_to_blank(c, c->at) > c->at + (size_t)str_chr(str_sub(rest, 0, 80), '.') + 1) {
		drop_url(c, c->chunk);
		return true;
	}
	return false;
}

static void grow(struct tokens *t, size_t n)
{
	if (n <= t->fold_cap)
		return;
	for (size_t i = t->powers[0] = 1; i < TOKEN_POWERS; i++)
		t->powers[i] = t->powers[i - 1] * HASH_BASE;
	t->fold_cap = n + n / 2 + 64;
	t->fold = mem_resize(t->fold, t->fold_cap, 1);
	t->plain = mem_resize(t->plain, t->fold_cap, 1);
}

static inline uint64_t power_of(const struct tokens *t, size_t n)
{
	uint64_t power = t->powers[n % TOKEN_POWERS];

	for (; n >= TOKEN_POWERS; n -= TOKEN_POWERS)
		power *= t->powers[TOKEN_POWERS - 1] * HASH_BASE;
	return power;
}

/* The token at hand is the text from `from` to the place that is reached. */
static inline void add(struct cutter *c, size_t from, uint16_t shape)
{
	struct tokens *t = c->t;
	size_t n = c->at - from;
	struct token *k;

	if (t->n == t->cap)
		t->at = vec_grow(t->at, &t->cap, t->n, sizeof *t->at);
	k = &t->at[t->n++];
	if (c->gap && t->n > 1)
		k[-1].shape |= SHAPE_END;
	k->at = (uint32_t)from;
	k->len = (uint32_t)n;
	k->fold = (uint32_t)t->fold_len;
	k->gap = c->gap;
	k->shape = shape | (c->gap ? SHAPE_WORD : 0);
	k->hash = c->hash;
	k->power = power_of(t, n);
	t->fold_len += n;
	c->gap = 0;
	c->hash = 0;
}

/* Takes the text up to `to` into the token at hand, which began at `from`. */
static void take(struct cutter *c, size_t from, size_t to)
{
	size_t out = c->t->fold_len + c->at - from;

	for (; c->at < to; c->at++, out++) {
		c->t->plain[out] = c->text.p[c->at];
		c->t->fold[out] = ch_tolower(c->text.p[c->at]);
		c->hash = c->hash * HASH_BASE + (unsigned char)c->t->fold[out];
	}
}

/* Takes the run of bytes of a class that has no capitals: the hot loop of it all. */
static inline void take_run(struct cutter *c, size_t from, enum char_class class)
{
	const unsigned char *text = (const unsigned char *)c->text.p + c->at;
	size_t out = c->t->fold_len + c->at - from, most = c->text.n - c->at, n = 0;
	char *plain = c->t->plain + out, *fold = c->t->fold + out;
	uint64_t hash = c->hash;

	for (; n < most; n++) {
		unsigned char b = text[n];

		if (classes[b] != class)
			break;
		plain[n] = fold[n] = (char)b;
		hash = hash * HASH_BASE + b;
	}
	c->hash = hash;
	c->at += n;
}

/* Small letters, those outside ASCII too. */
static inline void take_small(struct cutter *c, size_t from)
{
	size_t used;

	for (;;) {
		take_run(c, from, C_LOWER);
		if (class_at(c, c->at, &used) != C_LOWER)
			return;
		take(c, from, c->at + used);
	}
}

static void cut_capitals(struct cutter *c)
{
	size_t from = c->at, end = from + 1, used;
	uint16_t shape = SHAPE_UPPER;

	while (end < c->text.n && classes[(unsigned char)c->text.p[end]] == C_UPPER)
		end++;
	if (class_at(c, end, &used) != C_LOWER) {
		shape |= SHAPE_CAPS;
		take(c, from, end);
	} else if (end - from > 1) {
		shape |= SHAPE_CAPS;
		take(c, from, end - 1); /* "BERTa": the last capital begins the next piece */
	} else {
		take(c, from, end);
		take_small(c, from);
	}
	add(c, from, shape);
}

/* One piece of a word: digits, small letters, capitals, or a capital with the small letters after
 * it. */
static void cut_piece(struct cutter *c, enum char_class first)
{
	size_t from = c->at;

	if (first == C_UPPER) {
		cut_capitals(c);
	} else if (first == C_DIGIT) {
		take_run(c, from, C_DIGIT);
		add(c, from, SHAPE_DIGIT);
	} else {
		take_small(c, from);
		add(c, from, 0);
	}
}

/* "PointNet++": plus signs at the end of a word are part of it. */
static bool cut_plus(struct cutter *c)
{
	size_t from, to = c->at, used;

	while (to < c->text.n && c->text.p[to] == '+')
		to++;
	if (to == c->at || c->gap || !c->t->n || word_class(class_at(c, to, &used)))
		return false;
	from = c->at;
	take(c, from, to);
	add(c, from, 0);
	return true;
}

/* "on ImageNet.We use": the end of a sentence without its blank. */
static bool glued_stop(const struct cutter *c)
{
	size_t i = c->at;

	return c->text.p[i] == '.' && i > 0 && i + 2 < c->text.n && ch_lower(c->text.p[i - 1]) &&
	       ch_upper(c->text.p[i + 1]) && ch_lower(c->text.p[i + 2]);
}

/* A sign between two words, perhaps an address. */
static void cut_sign(struct cutter *c, enum char_class k, size_t used)
{
	size_t next;
	bool inside = c->t->n && !c->gap && word_class(class_at(c, c->at + used, &next));

	if (!c->gap && (k == C_MARK || k == C_STOP) && (take_url(c) || cut_plus(c)))
		return;
	if ((k == C_MARK || k == C_STOP) && inside && c->text.p[c->at] != '!' &&
		c->text.p[c->at] != '?' && !glued_stop(c))
		c->gap |= GAP_MARK;
	else if (k == C_MARK)
		c->gap |= c->text.p[c->at] == '\'' ? GAP_QUOTE : GAP_OTHER;
	else if (k == C_HYPHEN && (c->gap & GAP_HYPHEN))
		c->gap |= GAP_OTHER; /* "--" is a dash */
	else
		c->gap |= gaps[k];
	c->at += used;
	if (k == C_BLANK || k == C_OPEN || k == C_QUOTE || k == C_COMMA || k == C_FIELD)
		c->chunk = c->at;
}

void tokens_cut(struct tokens *t, struct str text)
{
	struct cutter c = {.t = t, .text = text, .gap = GAP_FIELD};

	t->n = 0;
	t->fold_len = 0;
	grow(t, text.n);
	while (c.at < text.n) {
		size_t used = 1;
		enum char_class k = classes[(unsigned char)text.p[c.at]];

		if (k == C_BLANK) {
			c.gap |= GAP_BLANK;
			c.chunk = ++c.at;
			continue;
		}
		if (k == C_MULTI)
			k = class_at(&c, c.at, &used);
		if (word_class(k))
			cut_piece(&c, k);
		else
			cut_sign(&c, k, used);
	}
	if (t->n)
		t->at[t->n - 1].shape |= SHAPE_END;
}

void tokens_release(struct tokens *t)
{
	vec_release(t);
	free(t->fold);
	free(t->plain);
	*t = (struct tokens){0};
}
