#include "extract/clues.h"

#include "extract/lists.h"

const char *const clue_place_names[CLUE_PLACES] = {
	[CLUE_LEFT] = "left",
	[CLUE_LEFT2] = "left2",
	[CLUE_RIGHT] = "right",
	[CLUE_RIGHT2] = "right2",
	[CLUE_FIRST] = "first",
	[CLUE_LAST] = "last",
	[CLUE_SIGN] = "sign",
};

const char *const sign_names[SIGNS] = {
	[SIGN_ALWAYS] = "always",
	[SIGN_STARTS] = "starts-sentence",
	[SIGN_TITLE] = "in-title",
	[SIGN_CAPS] = "capitals",
	[SIGN_INNER] = "inner-capital",
	[SIGN_DIGIT] = "digit",
	[SIGN_HYPHEN] = "hyphen",
	[SIGN_PLAIN] = "one-capital",
	[SIGN_WORDS2] = "two-words",
	[SIGN_WORDS3] = "more-words",
	[SIGN_SHORT] = "short",
	[SIGN_AGAIN] = "again",
	[SIGN_LEFT_COMMA] = "after-comma",
	[SIGN_LEFT_OPEN] = "after-bracket",
	[SIGN_LEFT_QUOTE] = "after-quote",
	[SIGN_LEFT_HYPHEN] = "after-hyphen",
	[SIGN_RIGHT_COMMA] = "before-comma",
	[SIGN_RIGHT_OPEN] = "before-bracket",
	[SIGN_RIGHT_CLOSE] = "before-closing",
	[SIGN_RIGHT_STOP] = "ends-sentence",
	[SIGN_RIGHT_QUOTE] = "before-quote",
	[SIGN_RIGHT_HYPHEN] = "before-hyphen",
	[SIGN_DATASET] = "list-dataset",
	[SIGN_DATASET_CUE] = "list-dataset-cue",
	[SIGN_METHOD] = "list-method",
	[SIGN_METHOD_CUE] = "list-method-cue",
	[SIGN_LAST_DATASET] = "last-dataset",
	[SIGN_LAST_METHOD] = "last-method",
	[SIGN_FIRST_DATASET] = "first-dataset",
	[SIGN_FIRST_METHOD] = "first-method",
	[SIGN_NEXT_DATASET] = "next-dataset",
	[SIGN_NEXT_METHOD] = "next-method",
	[SIGN_UNIT] = "unit",
	[SIGN_DEFINED] = "defined",
	[SIGN_CUE] = "cue",
	[SIGN_PART] = "part",
	[SIGN_LEFT_DATA] = "left-data",
	[SIGN_LEFT_METHOD] = "left-method",
	[SIGN_LEFT_TASK] = "left-task",
	[SIGN_LEFT_GENERIC] = "left-generic",
	[SIGN_RIGHT_DATA] = "right-data",
	[SIGN_RIGHT_METHOD] = "right-method",
	[SIGN_RIGHT_HEAD] = "right-head",
	[SIGN_RIGHT_TASK] = "right-task",
	[SIGN_LAST_DATA_WORD] = "last-data-word",
	[SIGN_LAST_METHOD_WORD] = "last-method-word",
	[SIGN_LAST_HEAD] = "last-head",
	[SIGN_LAST_TASK] = "last-task",
	[SIGN_FIELD0] = "no-field-word",
	[SIGN_FIELD1] = "few-field-words",
};

struct clues {
	struct clue *at;
	size_t n;
};

static void sign(struct clues *k, enum sign which)
{
	k->at[k->n++] = (struct clue){CLUE_SIGN, which};
}

static void word(struct clues *k, enum clue_place place, size_t token)
{
	k->at[k->n++] = (struct clue){place, (uint32_t)token};
}

/* A sign for each role of a word that says what kind of thing is spoken of. */
static const struct role_sign {
	enum word_role role;
	enum sign sign;
} left_roles[] = {
	{WORD_DATA, SIGN_LEFT_DATA},
	{WORD_METHOD, SIGN_LEFT_METHOD},
	{WORD_TASK, SIGN_LEFT_TASK},
	{WORD_GENERIC, SIGN_LEFT_GENERIC},
}, right_roles[] = {
	{WORD_DATA, SIGN_RIGHT_DATA},
	{WORD_METHOD, SIGN_RIGHT_METHOD},
	{WORD_HEAD, SIGN_RIGHT_HEAD},
	{WORD_TASK, SIGN_RIGHT_TASK},
}, last_roles[] = {
	{WORD_DATA, SIGN_LAST_DATA_WORD},
	{WORD_METHOD, SIGN_LAST_METHOD_WORD},
	{WORD_HEAD, SIGN_LAST_HEAD},
	{WORD_TASK, SIGN_LAST_TASK},
};

static void role_signs(const struct scan *s, size_t token, const struct role_sign roles[4], struct clues *k)
{
	for (int i = 0; i < 4; i++)
		if (scan_role(s, token, roles[i].role))
			sign(k, roles[i].sign);
}

static void left_clues(const struct scan *s, size_t from, struct clues *k)
{
	const struct token *t = s->tokens.at;
	uint16_t gap = t[from].gap;

	if (gap & (GAP_STOP | GAP_FIELD)) {
		sign(k, SIGN_STARTS);
		return;
	}
	if (gap & GAP_COMMA)
		sign(k, SIGN_LEFT_COMMA);
	if (gap & GAP_OPEN)
		sign(k, SIGN_LEFT_OPEN);
	if (gap & GAP_QUOTE)
		sign(k, SIGN_LEFT_QUOTE);
	if (gap & GAP_HYPHEN)
		sign(k, SIGN_LEFT_HYPHEN);
	word(k, CLUE_LEFT, from - 1);
	role_signs(s, from - 1, left_roles, k);
	if (from > 1 && !(t[from - 1].gap & (GAP_STOP | GAP_FIELD)))
		word(k, CLUE_LEFT2, from - 2);
}

static void right_clues(const struct scan *s, size_t to, struct clues *k)
{
	const struct token *t = s->tokens.at;

	if (to >= s->tokens.n || (t[to].gap & (GAP_STOP | GAP_FIELD))) {
		sign(k, SIGN_RIGHT_STOP);
		return;
	}
	if (t[to].gap & GAP_COMMA)
		sign(k, SIGN_RIGHT_COMMA);
	if (t[to].gap & GAP_OPEN)
		sign(k, SIGN_RIGHT_OPEN);
	if (t[to].gap & GAP_CLOSE)
		sign(k, SIGN_RIGHT_CLOSE);
	if (t[to].gap & GAP_QUOTE)
		sign(k, SIGN_RIGHT_QUOTE);
	if (t[to].gap & GAP_HYPHEN)
		sign(k, SIGN_RIGHT_HYPHEN);
	word(k, CLUE_RIGHT, to);
	role_signs(s, to, right_roles, k);
	if (to + 1 < s->tokens.n && !(t[to + 1].gap & (GAP_STOP | GAP_FIELD)))
		word(k, CLUE_RIGHT2, to + 1);
}

static void shape_clues(const struct scan *s, struct chunk c, struct clues *k)
{
	const struct token *t = s->tokens.at;
	size_t words = 1, letters = tokens_fold(&s->tokens, c.from, c.to).n;
	bool digit = false, inner = false, hyphen = false, caps = true;

	for (size_t i = c.from; i < c.to; i++) {
		digit |= t[i].shape & SHAPE_DIGIT;
		caps &= (t[i].shape & (SHAPE_CAPS | SHAPE_DIGIT)) != 0;
		if (i == c.from)
			continue;
		inner |= !t[i].gap && (t[i].shape & SHAPE_UPPER);
		hyphen |= t[i].gap & GAP_HYPHEN;
		words += (t[i].gap & GAP_BLANK) != 0;
	}
	if (words > 1)
		sign(k, words == 2 ? SIGN_WORDS2 : SIGN_WORDS3);
	else if (caps)
		sign(k, SIGN_CAPS);
	else if (!inner && !digit && !hyphen)
		sign(k, SIGN_PLAIN);
	if (inner)
		sign(k, SIGN_INNER);
	if (digit)
		sign(k, SIGN_DIGIT);
	if (hyphen)
		sign(k, SIGN_HYPHEN);
	if (letters <= 3)
		sign(k, SIGN_SHORT);
}

/* A bit for each kind, and for each kind one for "with a cue" (listed). */
enum { LISTED_DATASET = 1 | 4 };

/* How the lists know tokens [from, to). */
static unsigned listed(const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct name_hit hits[8];
	size_t n = names_at(&l->names, &s->tokens, from, hits, 8);
	unsigned bits = 0;

	for (size_t i = 0; i < n; i++) {
		const struct form *f = &l->names.forms.at[hits[i].form];

		for (; hits[i].to == to && f; f = form_next(&l->names, f))
			if (form_agrees(f, &s->tokens, from, &hits[i]))
				bits |= 1u << (l->names.all.at[f->name].kind + (f->cue ? 2 : 0));
	}
	return bits;
}

static size_t last_word(const struct scan *s, struct chunk c)
{
	size_t i = c.to - 1;

	while (i > c.from && !(s->tokens.at[i].gap & (GAP_BLANK | GAP_HYPHEN)))
		i--;
	return i;
}

static size_t first_word_end(const struct scan *s, struct chunk c)
{
	size_t i = c.from + 1;

	while (i < c.to && !(s->tokens.at[i].gap & (GAP_BLANK | GAP_HYPHEN)))
		i++;
	return i;
}

static void list_clues(const struct lists *l, const struct scan *s, struct chunk c, struct clues *k)
{
	unsigned whole = listed(l, s, c.from, c.to), part;
	size_t last = last_word(s, c), first = first_word_end(s, c);

	if (whole & 1)
		sign(k, SIGN_DATASET);
	else if (whole & 4)
		sign(k, SIGN_DATASET_CUE);
	if (whole & 2)
		sign(k, SIGN_METHOD);
	else if (whole & 8)
		sign(k, SIGN_METHOD_CUE);
	if (last > c.from) {
		part = listed(l, s, last, c.to);
		if (part & 1)
			sign(k, SIGN_LAST_DATASET);
		if (part & 2)
			sign(k, SIGN_LAST_METHOD);
	}
	if (first < c.to) {
		part = listed(l, s, c.from, first);
		if (part & 1)
			sign(k, SIGN_FIRST_DATASET);
		if (part & 2)
			sign(k, SIGN_FIRST_METHOD);
	}
}

enum { NEIGHBOURS = 4 };

static bool listing_ends(const struct token *k)
{
	return k->gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE);
}

/* How the lists know a neighbour; one that stands beside "dataset" is as good as listed. */
static unsigned known(const struct lists *l, const struct scan *s, struct chunk c)
{
	const struct local *x = scan_find_local(s, c.from, c.to);

	return listed(l, s, c.from, c.to) | (x && x->cued);
}

/* The kinds of the things that stand after c in a list "A, B and C". */
static unsigned neighbours_right(const struct lists *l, const struct scan *s, struct chunk c)
{
	const struct token *t = s->tokens.at;
	unsigned bits = 0;

	for (int n = 0; n < NEIGHBOURS && c.to < s->tokens.n && !listing_ends(&t[c.to]); n++) {
		size_t i = c.to;
		bool comma = (t[i].gap & GAP_COMMA) || scan_slash(s, i), and = scan_role(s, i, WORD_AND);

		i += and;
		if (!(comma || and) || i >= s->tokens.n || !chunk_right(s, i, &c))
			break;
		bits |= known(l, s, c);
	}
	return bits;
}

static unsigned neighbours_left(const struct lists *l, const struct scan *s, struct chunk c)
{
	const struct token *t = s->tokens.at;
	unsigned bits = 0;

	for (int n = 0; n < NEIGHBOURS && c.from && !listing_ends(&t[c.from]); n++) {
		bool comma = (t[c.from].gap & GAP_COMMA) || scan_slash(s, c.from);
		bool and = scan_role(s, c.from - 1, WORD_AND);

		if (!(comma || and) || !chunk_left(s, c.from - and, &c))
			break;
		bits |= known(l, s, c);
	}
	return bits;
}

bool clues_defined(const struct scan *s, struct chunk c)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++)
		if (s->definitions.at[i].short_from == c.from &&
			s->definitions.at[i].short_to == c.to)
			return true;
	return false;
}

/* Which of the cells that count runs by their letters; two runs may share one, which does no harm.
 */
static size_t run_cell(const struct scan *s, struct chunk c)
{
	uint64_t hash = 0;

	for (size_t i = c.from; i < c.to; i++)
		hash = token_hash(hash, &s->tokens.at[i]);
	return (hash ^ hash >> 29) % RUN_CELLS;
}

static bool again(const struct scan *s, struct chunk c)
{
	return s->run_counts[run_cell(s, c)] > 1;
}

/* Tokens of a text that is long enough to be about something. */
enum { LONG_TEXT = 30 };

bool clues_foreign(const struct scan *s)
{
	return s->tokens.n > LONG_TEXT && (s->field * 60 < s->tokens.n || s->field == s->shared);
}

static void told_clues(const struct lists *l, const struct scan *s, const struct candidate *c, struct clues *k)
{
	unsigned beside = neighbours_left(l, s, c->at) | neighbours_right(l, s, c->at);

	if (beside & 1)
		sign(k, SIGN_NEXT_DATASET);
	if (beside & 2)
		sign(k, SIGN_NEXT_METHOD);
	if (lists_unit(l, s, c->at.from, c->at.to))
		sign(k, SIGN_UNIT);
	if (clues_defined(s, c->at))
		sign(k, SIGN_DEFINED);
	if (again(s, c->at))
		sign(k, SIGN_AGAIN);
	if (c->cued)
		sign(k, SIGN_CUE);
	if (c->part)
		sign(k, SIGN_PART);
}

size_t clues_find(
	const struct lists *l, const struct scan *s, const struct candidate *c, struct clue *clues)
{
	struct clues k = {clues, 0};

	sign(&k, SIGN_ALWAYS);
	if (!s->field)
		sign(&k, SIGN_FIELD0);
	else if (clues_foreign(s))
		sign(&k, SIGN_FIELD1);
	if (s->tokens.at[c->at.from].at < s->title_len)
		sign(&k, SIGN_TITLE);
	left_clues(s, c->at.from, &k);
	right_clues(s, c->at.to, &k);
	shape_clues(s, c->at, &k);
	list_clues(l, s, c->at, &k);
	told_clues(l, s, c, &k);
	if (c->at.to - c->at.from > 1)
		word(&k, CLUE_FIRST, c->at.from);
	word(&k, CLUE_LAST, c->at.to - 1);
	role_signs(s, c->at.to - 1, last_roles, &k);
	return k.n;
}

/* Several words before a last one. */
static bool two_words(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++)
		if (s->tokens.at[i].gap & GAP_BLANK)
			return true;
	return false;
}

/* "Leveraging Gaussian Splatting, we …" */
static bool gerund_starts(const struct scan *s, struct chunk c)
{
	const struct token *t = &s->tokens.at[c.from];

	return c.to - c.from > 1 && token_ends_sentence(t) && t[1].gap == GAP_BLANK && t->at >= s->title_len &&
	       !(t->roles & (ROLE(WORD_HEAD) | ROLE(WORD_TASK))) &&
	       str_ends(tokens_fold(&s->tokens, c.from, c.from + 1), "ing");
}

/* Where the version at the end of a listed name begins ("v1.1" of "SQuAD v1.1"), unless both are listed; or c's end. */
static size_t before_version(const struct lists *l, const struct scan *s, struct chunk c)
{
	size_t i = c.to - 1;

	while (i > c.from && (s->tokens.at[i].shape & SHAPE_DIGIT) && s->tokens.at[i].gap != GAP_BLANK)
		i--;
	if (i == c.from || i == c.to - 1 || s->tokens.at[i].gap != GAP_BLANK || !scan_is(s, i, "v"))
		return c.to;
	return listed(l, s, c.from, i) && !listed(l, s, c.from, c.to) ? i : c.to;
}

void clues_trim(const struct lists *l, const struct scan *s, struct chunk *c)
{
	const struct token *t = s->tokens.at;
	size_t last;

	c->to = before_version(l, s, *c);
	last = c->to - 1;
	if (last > c->from && t[last].gap == GAP_BLANK && scan_role(s, last, WORD_DATA) &&
		(scan_is(s, last, "dataset") || scan_is(s, last, "datasets")) &&
		!two_words(s, c->from, last))
		c->to--;
	if (gerund_starts(s, *c))
		c->from++;
	if (c->to - c->from > 2 && (t[c->from].shape & SHAPE_DIGIT) && !t[c->from + 1].gap &&
		t[c->from + 1].len == 1 && t[c->from + 2].gap == GAP_BLANK)
		c->from += 2; /* "7B Llama" */
	if (c->to - c->from > 1 && t[c->from + 1].gap == GAP_BLANK && scan_role(s, c->from, WORD_UNIT) &&
		!(listed(l, s, c->from, c->to) & LISTED_DATASET) &&
		(listed(l, s, c->from + 1, c->to) & LISTED_DATASET))
		c->from++;
}

/* In a title of capitals only a strong word is a name. */
static bool run_at(const struct lists *l, const struct scan *s, size_t i, struct chunk *c)
{
	if (!(s->tokens.at[i].shape & SHAPE_WORD) || !chunk_may_start(s, i) || !chunk_right(s, i, c))
		return false;
	if ((s->tokens.at[i].gap & GAP_HYPHEN) && scan_role(s, i, WORD_AFFIX))
		return false; /* "Evidence-Driven Debate" */
	if (s->title_case && s->tokens.at[i].at < s->title_len) {
		chunk_word(s, i, c);
		return chunk_strong(s, *c);
	}
	clues_trim(l, s, c);
	return true;
}

void clues_find_runs(const struct lists *l, struct scan *s)
{
	struct chunk c;

	s->runs.n = 0;
	memset(s->run_counts, 0, sizeof s->run_counts);
	for (size_t i = 0; i < s->tokens.n;) {
		if (!run_at(l, s, i, &c)) {
			i++;
			continue;
		}
		if (tokens_fold(&s->tokens, c.from, c.to).n > 1) {
			vec_push(&s->runs, c);
			s->run_counts[run_cell(s, c)] += s->run_counts[run_cell(s, c)] < 2;
		}
		i = c.to;
	}
}
