#include "extract/introduce.h"

#include "extract/define.h"
#include "extract/evidence.h"
#include "extract/proper.h"

bool introduce_known(const struct lists *l, const struct scan *s, struct chunk c)
{
	return define_listed(l, s, c.from, c.to) || evidence_knows(l, s, c);
}

bool introduce_modifies(const struct scan *s, size_t to)
{
	const struct token *k = &s->tokens.at[to];

	return to < s->tokens.n && k->gap == GAP_HYPHEN && !(k->shape & (SHAPE_UPPER | SHAPE_DIGIT)) &&
	       !(k->roles & ROLE(WORD_STOP)); /* "CSG-405-the first": a dash */
}

/* A word that is introduced in another case than every list has it is another thing: "CoDEx" is not Codex. */
static bool cased_otherwise(const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	const struct form *f = names_find(&l->names, tokens_fold(&s->tokens, from, to));
	struct str plain = tokens_plain(&s->tokens, from, to);

	if (!f)
		return false;
	for (; f; f = form_next(&l->names, f))
		if (!f->one_word || f->letters == CASE_ANY || str_eq(f->plain, plain))
			return false;
	return true;
}

/* What the lists know by that name; nothing where the text gives the name a meaning of its own. */
static const struct name *listed_meaning(
	const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);

	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];

		if (str_eq(fold, tokens_fold(&s->tokens, d->short_from, d->short_to)))
			return define_listed(l, s, d->long_from, d->long_to);
	}
	return cased_otherwise(l, s, from, to) ? NULL : define_listed(l, s, from, to);
}

bool introduce_explained(const struct scan *s, size_t to)
{
	if (to >= s->tokens.n || token_ends_sentence(&s->tokens.at[to]) ||
		!(s->tokens.at[to].gap & (GAP_COMMA | GAP_OTHER)))
		return false;
	return scan_is(s, to, "a") || scan_is(s, to, "an") || scan_is(s, to, "the") || scan_is(s, to, "our") ||
	       scan_is(s, to, "which");
}

bool introduce_follows(const struct scan *s, size_t i)
{
	return i && (s->tokens.at[i - 1].roles & (ROLE(WORD_PROPOSE) | ROLE(WORD_CALLED)));
}

/* What a rule found that matches these very tokens, as a pattern for a family of names does. */
static const struct mention *family_of(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = 0; i < s->mentions.n; i++) {
		const struct mention *m = &s->mentions.at[i];

		if (m->rank == RANK_FAMILY && m->from == from && m->to == to)
			return m;
	}
	return NULL;
}

void introduce(const struct lists *l, struct scan *s, size_t from, size_t to, enum verdict v)
{
	struct local *x = scan_find_local(s, from, to);
	const struct mention *family = family_of(s, from, to);
	const struct name *name;

	if (!x) {
		x = scan_local(s, from, to);
		if (!x)
			return;
		name = listed_meaning(l, s, from, to);
		x->rank = RANK_DEFINED;
		x->rule = name ? name->rule : l->role_rules[WORD_PROPOSE];
		x->name = name ? name->text : NULL; /* else what stands there */
		x->kind = v == IS_DATA		    ? TAG_DATASET
			  : v == IS_UNKNOWN && name ? name->kind
						    : TAG_METHOD;
		if (family)
			x->kind = family->kind;
	}
	name = listed_meaning(l, s, from, to);
	x->introduced =
		!x->none && !(name && name->sort == TAG_TECHNIQUE); /* established: only used */
}

/* A word for a task or a measure that is no part of a longer term: "metric", but not "metric learning". */
static bool aside(const struct scan *s, size_t i)
{
	const struct token *next = i + 1 < s->tokens.n ? &s->tokens.at[i + 1] : NULL;

	if (!scan_role(s, i, WORD_ASIDE))
		return false;
	if (scan_role(s, i + 1, WORD_AND) && (scan_role(s, i + 2, WORD_METHOD) || scan_role(s, i + 2, WORD_DATA)))
		return false; /* "a task and corpus" */
	return !next || !(next->gap == GAP_HYPHEN || (next->gap == GAP_BLANK &&
			(next->roles & (ROLE(WORD_METHOD) | ROLE(WORD_HEAD) | ROLE(WORD_DATA) | ROLE(WORD_TASK)))));
}

/* Is it said to be a task or a measure: "a novel metric, the X", "X, a task that", "X as a new task"? */
static bool set_aside(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i > 0 && from - i < 3 && !token_ends_sentence(&s->tokens.at[i]); i--) {
		if (aside(s, i - 1))
			return true;
		if (!scan_role(s, i - 1, WORD_STOP) && !scan_role(s, i - 1, WORD_CALLED))
			break;
	}
	if (to < s->tokens.n && !token_ends_sentence(&s->tokens.at[to]) && aside(s, to))
		return true; /* "the X task" */
	if (!introduce_explained(s, to) && !(scan_is(s, to, "as") && scan_is(s, to + 1, "a")))
		return false;
	to += scan_is(s, to, "as") ? 2 : 1;
	for (size_t i = to; i < s->tokens.n && i < to + 6 && !token_set_apart(&s->tokens.at[i]); i++) {
		if (scan_role(s, i, WORD_STOP))
			return false;
		if (aside(s, i))
			return true;
		if (s->tokens.at[i].roles & (ROLE(WORD_METHOD) | ROLE(WORD_DATA)))
			return false;
	}
	return false;
}

/* It is no tag, whatever the lists say. */
static void put_aside(struct scan *s, size_t from, size_t to)
{
	struct local *x = scan_local(s, from, to);

	if (!x)
		return;
	x->rank = RANK_DEFINED;
	x->none = true;
	x->introduced = false;
}

/*
 * "called Synthesis via Private Images (SPI)", "a Prompted Query Generation (PQG) module": a name, though its words are
 * those of a task.
 */
static bool named_task(const struct scan *s, const struct definition *d)
{
	size_t before = d->long_from - 1;
	bool ours = scan_is(s, before, "a") || scan_is(s, before, "an") || scan_is(s, before, "our");

	return define_capitals(s, d->long_from, d->long_to) &&
	       (introduce_follows(s, d->long_from) || scan_is(s, before, "as") ||
		       (ours && scan_role(s, d->short_to, WORD_METHOD)));
}

const char *introduce_name(const struct lists *l, struct scan *s, struct chunk c)
{
	struct str surface = scan_surface(s, c.from, c.to);

	return proper_name(surface) && !introduce_known(l, s, c) ? arena_str(s->out, surface) : NULL;
}

/* "Adaptive Model Merging (AdaMerging)" goes by its short name, where that says enough by itself. */
static void name_shortly(const struct lists *l, struct scan *s, const struct definition *d)
{
	struct local *a = scan_find_local(s, d->long_from, d->long_to),
		     *b = scan_find_local(s, d->short_from, d->short_to);
	const char *name;

	if (!a || !b || !b->introduced || define_listed(l, s, d->long_from, d->long_to) ||
		proper_name(scan_surface(s, d->long_from, d->long_to)))
		return;
	name = introduce_name(l, s, (struct chunk){d->short_from, d->short_to});
	if (!name)
		return;
	a->name = b->name = name;
	a->sort = b->sort = TAG_NAME;
}

/* The kind of what is defined: where the words of it do not say it, what was said of its acronym (by the title). */
static enum tag_kind said_kind(const struct local *x, enum verdict phrase, enum verdict around)
{
	if (phrase != IS_DATA && phrase != IS_METHOD && x && !x->none)
		return x->kind;
	return around == IS_DATA ? TAG_DATASET : TAG_METHOD;
}

/* A name of which d is the definition, with what stands around it in doubt. */
static size_t introduce_definition(
	const struct lists *l, struct scan *s, const struct definition *d)
{
	size_t from = d->long_from < d->short_from ? d->long_from : d->short_from;
	size_t to = d->long_to > d->short_to ? d->long_to : d->short_to;
	enum verdict phrase = verdict_phrase(s, d->long_from, d->long_to), v = phrase;
	struct local *x = scan_find_local(s, d->short_from, d->short_to);

	if (set_aside(s, from, to)) {
		put_aside(s, d->long_from, d->long_to);
		put_aside(s, d->short_from, d->short_to);
		return to;
	}
	if (x && x->none && d->long_from < d->short_from && !named_task(s, d))
		return to; /* "question answering (QA)"; but "GS-TS (Gaussian Splatting for Service)" is named */
	if (v == IS_UNKNOWN && !define_capitals(s, d->long_from, d->long_to) && !d->called &&
		tokens_fold(&s->tokens, d->short_from, d->short_to).n < 4 && !introduce_explained(s, to))
		return to; /* "key-value (KV)", but "one-token rollout (OTR), an algorithm" */
	if (v != IS_DATA && v != IS_METHOD)
		v = verdict_around(s, from, to);
	if (!x || x->none || !define_is_pair(scan_find_local(s, d->long_from, d->long_to), x))
		define_pair(l, s, d, said_kind(x, phrase, v), l->role_rules[WORD_PROPOSE]);
	introduce(l, s, d->long_from, d->long_to, v);
	introduce(l, s, d->short_from, d->short_to, v);
	name_shortly(l, s, d);
	return to;
}

void introduce_named(const struct lists *l, struct scan *s, struct chunk c, enum verdict v)
{
	bool ends_aside = s->tokens.at[c.to - 1].gap == GAP_BLANK && scan_role(s, c.to - 1, WORD_ASIDE);

	if (set_aside(s, c.from, c.to) || (ends_aside && !scan_role(s, c.to, WORD_DATA)))
		put_aside(s, c.from, c.to);
	else
		introduce(l, s, c.from, c.to, v);
}

/* "36 augmented AMRs", where "AMR" is defined: things of that kind, and none is named by it. */
static bool plural_of_defined(const struct scan *s, struct chunk c)
{
	struct str plain = tokens_plain(&s->tokens, c.from, c.to);

	if (plain.n < 3 || plain.p[--plain.n] != 's')
		return false;
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];

		if (str_eq(plain, tokens_plain(&s->tokens, d->short_from, d->short_to)))
			return true;
	}
	return false;
}

size_t introduce_at(const struct lists *l, struct scan *s, size_t i)
{
	const struct definition *d = define_at(s, i);
	enum verdict v;
	struct chunk c;

	if (d)
		return introduce_definition(l, s, d);
	if (!chunk_right(s, i, &c) || !chunk_named(s, c) || lists_unit(l, s, c.from, c.to))
		return i;
	if (plural_of_defined(s, c))
		return c.to;
	if (!chunk_strong(s, c) && chunk_one_word(s, c) && !(introduce_follows(s, i) && introduce_explained(s, c.to)))
		return i;
	v = s->tokens.at[c.to - 1].roles & ROLE(WORD_DATA) ? IS_DATA : verdict_around(s, c.from, c.to);
	introduce_named(l, s, c, v);
	return c.to;
}
