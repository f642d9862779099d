#include "extract/cues.h"

#include "extract/chunk.h"

enum { SENTENCE_REACH = 12, OBJECT_REACH = 16 };

static bool ends_sentence(const struct token *k)
{
	return k->gap & (GAP_STOP | GAP_FIELD);
}

static bool known(const struct tokens *t, size_t i, const char *z)
{
	return i < t->n && str_eqz(tokens_fold(t, i, i + 1), z);
}

/* ---- what kind of thing ---- */

enum verdict { IS_UNKNOWN, IS_DATA, IS_METHOD, IS_TASK };

static enum verdict word_verdict(const struct scan *s, size_t i)
{
	if (scan_role(s, i, WORD_DATA))
		return IS_DATA;
	if (scan_role(s, i, WORD_METHOD) || scan_role(s, i, WORD_HEAD))
		return IS_METHOD;
	return scan_role(s, i, WORD_TASK) ? IS_TASK : IS_UNKNOWN;
}

/* By the last word of a phrase, or by the last before "of", "for", "with" …. */
static enum verdict phrase_verdict(const struct scan *s, size_t from, size_t to)
{
	enum verdict v = word_verdict(s, to - 1);

	for (size_t i = from + 1; i < to; i++)
		if (scan_role(s, i, WORD_STOP)) {
			enum verdict head = word_verdict(s, i - 1);

			return head != IS_UNKNOWN ? head : v;
		}
	return v;
}

/* By the words after it in its sentence ("X, a large corpus of"), then by those before it. */
static enum verdict around_verdict(const struct scan *s, size_t from, size_t to)
{
	const struct tokens *t = &s->tokens;

	for (size_t i = from; i > 0 && from - i < 5 && !ends_sentence(&t->at[i]); i--) {
		enum verdict v = word_verdict(s, i - 1);

		if (v == IS_DATA || v == IS_METHOD)
			return v;
	}
	for (size_t i = to; i < t->n && i < to + SENTENCE_REACH && !ends_sentence(&t->at[i]); i++) {
		enum verdict v = word_verdict(s, i);

		if (v == IS_DATA || v == IS_METHOD)
			return v;
	}
	return IS_UNKNOWN;
}

/* ---- definitions ---- */

static const struct name *listed_name(
	const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);
	const struct form *f = names_find(&l->names, fold);

	if (!f && fold.n > 4 && fold.p[fold.n - 1] == 's')
		f = names_find(&l->names, str_sub(fold, 0, fold.n - 1));
	return f ? &l->names.all.at[f->name] : NULL;
}

static struct local *add_local(struct scan *s, size_t from, size_t to, enum tag_kind kind,
	const char *name, const char *rule)
{
	struct local *x = scan_local(s, from, to);

	if (!x)
		return NULL;
	x->kind = kind;
	x->name = name;
	x->rule = rule;
	return x;
}

static bool all_capitals(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if ((s->tokens.at[i].shape & SHAPE_WORD) &&
			!(s->tokens.at[i].shape & (SHAPE_UPPER | SHAPE_DIGIT)) &&
			!scan_role(s, i, WORD_STOP))
			return false;
	return true;
}

static void use_definition(const struct lists *l, struct scan *s, const struct definition *d)
{
	const struct name *name = listed_name(l, s, d->long_from, d->long_to);
	const struct name *brief = listed_name(l, s, d->short_from, d->short_to);
	enum verdict v = phrase_verdict(s, d->long_from, d->long_to);
	struct local *a, *b;
	enum tag_kind kind;
	const char *text;

	if (scan_role(s, d->short_from, WORD_UNIT) && !name)
		return;
	if (!name && v == IS_TASK)
		return;
	if (name)
		kind = name->kind;
	else if (v == IS_UNKNOWN && !brief)
		return;
	else
		kind = v == IS_DATA ? TAG_DATASET : v == IS_METHOD ? TAG_METHOD : brief->kind;
	text = name ? name->text : arena_str(s->out, scan_surface(s, d->long_from, d->long_to));
	a = add_local(s, d->long_from, d->long_to, kind, text, name ? name->rule : "acronym");
	if (a) {
		a->rank = RANK_DEFINED;
		a->any_case = true;
		a->sort = name					      ? name->sort
			  : all_capitals(s, d->long_from, d->long_to) ? TAG_NAME
								      : TAG_TECHNIQUE;
	}
	b = add_local(s, d->short_from, d->short_to, kind, text, name ? name->rule : "acronym");
	if (b && a) {
		b->rank = RANK_DEFINED;
		b->sort = a->sort;
	}
}

void cues_definitions(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++)
		use_definition(l, s, &s->definitions.at[i]);
}

/* ---- proposals ---- */

static const struct definition *definition_at(const struct scan *s, size_t i)
{
	for (size_t k = 0; k < s->definitions.n && k < DEFINITIONS_MOST; k++)
		if (s->definitions.at[k].long_from == i || s->definitions.at[k].short_from == i)
			return &s->definitions.at[k];
	return NULL;
}

static void introduce(struct scan *s, size_t from, size_t to, enum verdict v)
{
	struct local *x = scan_find_local(s, from, to);

	if (!x) {
		x = scan_local(s, from, to);
		if (!x)
			return;
		x->rank = RANK_CUE;
		x->rule = "cue";
		x->kind = v == IS_DATA ? TAG_DATASET : TAG_METHOD;
	}
	x->introduced = true;
}

/* The name that starts at token i, if one does: it is introduced here. */
static bool introduce_at(struct scan *s, size_t i)
{
	const struct definition *d = definition_at(s, i);
	struct chunk c;

	if (d) {
		enum verdict v = phrase_verdict(s, d->long_from, d->long_to);

		if (v != IS_DATA && v != IS_METHOD)
			v = around_verdict(s, d->long_from,
				d->short_to > d->long_to ? d->short_to : d->long_to);
		introduce(s, d->long_from, d->long_to, v);
		introduce(s, d->short_from, d->short_to, v);
		return true;
	}
	if (!chunk_right(s, i, &c) || !chunk_strong(s, c) || scan_role(s, c.from, WORD_UNIT))
		return false;
	introduce(s, c.from, c.to, around_verdict(s, c.from, c.to));
	return true;
}

/* From the verb on to its object: the first name before the sentence turns to something else. */
static void object_of(struct scan *s, size_t verb)
{
	const struct tokens *t = &s->tokens;

	for (size_t i = verb + 1; i < t->n && i < verb + OBJECT_REACH; i++) {
		if (t->at[i].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE))
			return;
		if (!(t->at[i].shape & SHAPE_WORD))
			continue;
		if (introduce_at(s, i))
			return;
		if (scan_role(s, i, WORD_STOP) && !known(t, i, "a") && !known(t, i, "an") &&
			!known(t, i, "the") && !known(t, i, "our") && !known(t, i, "and"))
			return;
	}
}

static bool proposer_before(const struct scan *s, size_t verb)
{
	for (size_t i = verb; i > 0 && verb - i < 6 && !ends_sentence(&s->tokens.at[i]); i--)
		if (scan_role(s, i - 1, WORD_WE))
			return true;
	return false;
}

static void title_name(struct scan *s)
{
	const struct tokens *t = &s->tokens;
	struct chunk c;

	if (!s->title_len || !t->n || !chunk_right(s, 0, &c) || c.to >= t->n ||
		t->at[c.to].at >= s->title_len)
		return;
	if (c.to - c.from > 6 || s->text.buf[token_end(&t->at[c.to - 1])] != ':')
		return;
	introduce(s, c.from, c.to, around_verdict(s, c.from, c.to));
}

void cues_proposals(const struct lists *l, struct scan *s)
{
	(void)l;
	title_name(s);
	for (size_t i = 0; i < s->tokens.n; i++) {
		if (scan_role(s, i, WORD_PROPOSE) && proposer_before(s, i))
			object_of(s, i);
		else if (scan_role(s, i, WORD_CALLED) && i + 1 < s->tokens.n) {
			size_t j = i + 1;

			while (j < s->tokens.n &&
				(known(&s->tokens, j, "as") || known(&s->tokens, j, "the") ||
					known(&s->tokens, j, "a")))
				j++;
			if (j < s->tokens.n && !(s->tokens.at[j].gap & (GAP_STOP | GAP_FIELD)))
				introduce_at(s, j);
		}
	}
}

/* ---- data sets ---- */

static void add_dataset(struct scan *s, struct chunk c)
{
	struct local *x;

	if (scan_role(s, c.from, WORD_UNIT) || scan_find_local(s, c.from, c.to))
		return;
	if (c.to - c.from > 1 ? !chunk_capital(s, c) : !chunk_strong(s, c))
		return;
	x = scan_local(s, c.from, c.to);
	if (!x)
		return;
	x->rank = RANK_CUE;
	x->kind = TAG_DATASET;
	x->rule = "cue";
}

static bool list_link(const struct scan *s, size_t i)
{
	return known(&s->tokens, i, "and") || known(&s->tokens, i, "or");
}

/* "A, B and C" that ends before token i. */
static void datasets_left(struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i > 0; n++) {
		if (!chunk_left(s, i, &c))
			return;
		add_dataset(s, c);
		i = c.from;
		if (i > 1 && list_link(s, i - 1))
			i--;
		else if (!i || !(s->tokens.at[i].gap & GAP_COMMA))
			return;
		if (s->tokens.at[i].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE))
			return;
	}
}

/* "A, B and C" that starts at token i. */
static void datasets_right(struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i < s->tokens.n; n++) {
		if (known(&s->tokens, i, "the"))
			i++;
		if (i >= s->tokens.n || !chunk_right(s, i, &c))
			return;
		add_dataset(s, c);
		i = c.to;
		if (i < s->tokens.n && list_link(s, i) &&
			!(s->tokens.at[i].gap & (GAP_STOP | GAP_FIELD)))
			i++;
		else if (i >= s->tokens.n || !(s->tokens.at[i].gap & GAP_COMMA))
			return;
	}
}

static size_t after_such_as(const struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;

	if (known(t, i, "such") && known(t, i + 1, "as"))
		return i + 2;
	if (known(t, i, "including") || known(t, i, "like") || known(t, i, "namely") ||
		known(t, i, "called"))
		return i + 1;
	if (i < t->n && (t->at[i].gap & (GAP_OPEN | GAP_OTHER)) &&
		!(t->at[i].gap & (GAP_STOP | GAP_FIELD | GAP_CLOSE)))
		return i;
	return 0;
}

void cues_datasets(const struct lists *l, struct scan *s)
{
	(void)l;
	for (size_t i = 0; i < s->tokens.n; i++) {
		size_t right;

		if (!scan_role(s, i, WORD_DATA))
			continue;
		if (s->tokens.at[i].gap == GAP_BLANK)
			datasets_left(s, i);
		right = after_such_as(s, i + 1);
		if (right)
			datasets_right(s, right);
	}
}
