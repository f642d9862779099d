#include "extract/evidence.h"

#include <stdlib.h>

#include "extract/lists.h"

/* What a sum must reach in a text that may be about something else. */
#define FIELD_MARGIN 1.5f
#define DEFINED_MARGIN 1.5f

const char *const clue_place_names[CLUE_PLACES] = {
	[CLUE_LEFT] = "left",
	[CLUE_LEFT2] = "left2",
	[CLUE_RIGHT] = "right",
	[CLUE_RIGHT2] = "right2",
	[CLUE_FIRST] = "first",
	[CLUE_LAST] = "last",
	[CLUE_TEXT] = "text",
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
	[SIGN_FIELD0] = "no-field-word",
	[SIGN_FIELD1] = "few-field-words",
};

/* ---- clues ---- */

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

/* How the lists know tokens [from, to): a bit for each kind, and for each kind one for "with a
 * cue". */
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

/* The sure kinds of the neighbour in a list "A, B and C", as listed() has them. */
static unsigned neighbour(const struct lists *l, const struct scan *s, struct chunk c)
{
	const struct token *t = s->tokens.at;
	size_t i = c.to;
	struct chunk next;
	unsigned bits = 0;

	if (i < s->tokens.n && !(t[i].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE))) {
		bool comma = t[i].gap & GAP_COMMA, and = scan_role(s, i, WORD_AND);

		i += and;
		if ((comma || and) && i < s->tokens.n && chunk_right(s, i, &next))
			bits |= listed(l, s, next.from, next.to);
	}
	if (c.from && !(t[c.from].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE))) {
		bool comma = t[c.from].gap & GAP_COMMA, and = scan_role(s, c.from - 1, WORD_AND);

		if ((comma || and) && chunk_left(s, c.from - and, &next))
			bits |= listed(l, s, next.from, next.to);
	}
	return bits;
}

/* Is it an acronym that the text explains? */
static bool defined(const struct scan *s, struct chunk c)
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

/* Is it a long text with few words of the field: about something else? */
static bool foreign(const struct scan *s)
{
	return s->tokens.n > 60 && s->field * 60 < s->tokens.n;
}

size_t evidence_clues(
	const struct lists *l, const struct scan *s, struct chunk c, struct clue *clues)
{
	struct clues k = {clues, 0};
	unsigned beside = neighbour(l, s, c);

	sign(&k, SIGN_ALWAYS);
	if (!s->field)
		sign(&k, SIGN_FIELD0);
	else if (foreign(s))
		sign(&k, SIGN_FIELD1);
	if (s->tokens.at[c.from].at < s->title_len)
		sign(&k, SIGN_TITLE);
	left_clues(s, c.from, &k);
	right_clues(s, c.to, &k);
	shape_clues(s, c, &k);
	list_clues(l, s, c, &k);
	if (beside & 1)
		sign(&k, SIGN_NEXT_DATASET);
	if (beside & 2)
		sign(&k, SIGN_NEXT_METHOD);
	if (lists_unit(l, s, c.from, c.to))
		sign(&k, SIGN_UNIT);
	if (defined(s, c))
		sign(&k, SIGN_DEFINED);
	if (again(s, c))
		sign(&k, SIGN_AGAIN);
	if (c.to - c.from > 1)
		word(&k, CLUE_FIRST, c.from);
	word(&k, CLUE_LAST, c.to - 1);
	return k.n;
}

/* ---- weights ---- */

static bool read_number(struct str text, float *x)
{
	char copy[32], *end;

	text = str_trim(text);
	if (!text.n || text.n >= sizeof copy)
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	*x = strtof(copy, &end);
	return !*end && *x > -100 && *x < 100;
}

static struct weight *weight_of_word(struct lists *l, enum clue_place place, struct str text)
{
	uint32_t number = words_put(&l->words, text, &l->arena)->number;

	while (l->evidence.words[place].n <= number)
		vec_push(&l->evidence.words[place], (struct weight){{0, 0}});
	return &l->evidence.words[place].at[number];
}

static struct weight *weight_at(struct lists *l, struct str place, struct str text)
{
	for (int i = 0; i < CLUE_SIGN; i++)
		if (str_eqz(place, clue_place_names[i]) && text.n)
			return weight_of_word(l, (enum clue_place)i, text);
	for (int i = 0; i < SIGNS && str_eqz(place, clue_place_names[CLUE_SIGN]); i++)
		if (str_eqz(text, sign_names[i]))
			return &l->evidence.signs[i];
	return NULL;
}

bool evidence_add(struct lists *l, const char *where, struct str line)
{
	struct str place = {NULL, 0}, text = {NULL, 0}, number = {NULL, 0};
	struct weight *w, read;

	str_split(&line, '\t', &place);
	str_split(&line, '\t', &text);
	for (int i = 0; i < TAG_KINDS; i++)
		if (!str_split(&line, '\t', &number) || !read_number(number, &read.kind[i])) {
			lists_warn(l, "%s: a clue has four fields: place, word, and two numbers",
				where);
			return false;
		}
	w = weight_at(l, place, text);
	if (!w) {
		lists_warn(
			l, "%s: unknown clue \"%.*s %.*s\"", where, STR_ARG(place), STR_ARG(text));
		return false;
	}
	*w = read;
	l->evidence.any = true;
	return true;
}

/* ---- weighing ---- */

static struct weight weigh(const struct lists *l, const struct scan *s, struct chunk c)
{
	struct clue clues[CLUES_MOST];
	size_t n = evidence_clues(l, s, c, clues);
	struct weight sum = {{0, 0}};

	for (size_t i = 0; i < n; i++) {
		const struct weight *w = NULL;

		if (clues[i].place == CLUE_SIGN) {
			w = &l->evidence.signs[clues[i].word];
		} else {
			uint32_t number = s->tokens.at[clues[i].word].word;

			if (number < l->evidence.words[clues[i].place].n)
				w = &l->evidence.words[clues[i].place].at[number];
		}
		for (int k = 0; w && k < TAG_KINDS; k++)
			sum.kind[k] += w->kind[k];
	}
	return sum;
}

void evidence_find_runs(struct scan *s)
{
	struct chunk c;

	s->runs.n = 0;
	memset(s->run_counts, 0, sizeof s->run_counts);
	for (size_t i = 0; i < s->tokens.n;) {
		if (!(s->tokens.at[i].shape & SHAPE_WORD) || !chunk_may_start(s, i) ||
			!chunk_right(s, i, &c)) {
			i++;
			continue;
		}
		if (s->title_case && s->tokens.at[i].at < s->title_len) {
			chunk_word(s, i, &c);
			if (!chunk_strong(s, c)) {
				i++;
				continue;
			}
		}
		if (tokens_fold(&s->tokens, c.from, c.to).n > 1) {
			vec_push(&s->runs, c);
			s->run_counts[run_cell(s, c)] += s->run_counts[run_cell(s, c)] < 2;
		}
		i = c.to;
	}
}

/* What the sum must reach: more in a text about something else, and for an acronym with an odd long
 * form. */
static float margin(const struct scan *s, struct chunk c)
{
	return (foreign(s) ? FIELD_MARGIN : 0) + (defined(s, c) ? DEFINED_MARGIN : 0);
}

/* Several words that end in that of a task, or a measure, a field, a place. */
static bool no_method(const struct lists *l, const struct scan *s, struct chunk c)
{
	if (scan_role(s, c.to - 1, WORD_TASK) && c.to - c.from > 1)
		return true;
	return lists_unit(l, s, c.from, c.to);
}

/* Part of the long form of an acronym, which is one thing: "Bird's Eye View (BEV)". */
static bool inside_definition(const struct scan *s, struct chunk c)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];

		if (c.from >= d->long_from && c.to <= d->long_to &&
			c.to - c.from < d->long_to - d->long_from)
			return true;
	}
	return false;
}

static void settle(const struct lists *l, struct scan *s, struct chunk c)
{
	struct weight sum;
	enum tag_kind kind;
	struct local *x;

	if (!chunk_named(s, c) || no_method(l, s, c) || inside_definition(s, c) ||
		scan_find_local(s, c.from, c.to))
		return;
	sum = weigh(l, s, c);
	kind = sum.kind[TAG_DATASET] > sum.kind[TAG_METHOD] ? TAG_DATASET : TAG_METHOD;
	if (sum.kind[kind] <= margin(s, c))
		return;
	x = scan_local(s, c.from, c.to);
	if (!x)
		return;
	x->kind = kind;
	x->rank = RANK_SHAPE;
	x->rule = "evidence.tsv";
}

void evidence_run(const struct lists *l, struct scan *s)
{
	if (!l->evidence.any || s->shouts)
		return;
	evidence_find_runs(s);
	for (size_t i = 0; i < s->runs.n; i++)
		settle(l, s, s->runs.at[i]);
}

void evidence_release(struct evidence *e)
{
	for (int i = 0; i < CLUE_SIGN; i++)
		vec_release(&e->words[i]);
}
