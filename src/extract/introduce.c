#include "extract/introduce.h"

#include "extract/define.h"
#include "extract/evidence.h"

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
	return define_listed(l, s, from, to);
}

/* Is it said right after the name what it is: "X, a method that", "X: the first method"? */
static bool explained(const struct scan *s, size_t to)
{
	if (to >= s->tokens.n || token_ends_sentence(&s->tokens.at[to]) ||
		!(s->tokens.at[to].gap & (GAP_COMMA | GAP_OTHER)))
		return false;
	return scan_is(s, to, "a") || scan_is(s, to, "an") || scan_is(s, to, "the") || scan_is(s, to, "our") ||
	       scan_is(s, to, "which");
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

/* A name of which d is the definition, with what stands around it in doubt. */
static size_t introduce_definition(
	const struct lists *l, struct scan *s, const struct definition *d)
{
	size_t from = d->long_from < d->short_from ? d->long_from : d->short_from;
	size_t to = d->long_to > d->short_to ? d->long_to : d->short_to;
	enum verdict v = verdict_phrase(s, d->long_from, d->long_to);
	struct local *x = scan_find_local(s, d->short_from, d->short_to);

	if (x && x->none && d->long_from < d->short_from)
		return to; /* "question answering (QA)"; but "GS-TS (Gaussian Splatting for Service)" is named */
	if (v == IS_UNKNOWN && !define_capitals(s, d->long_from, d->long_to) && !d->called &&
		tokens_fold(&s->tokens, d->short_from, d->short_to).n < 4)
		return to; /* "key-value (KV)" */
	if (v != IS_DATA && v != IS_METHOD)
		v = verdict_around(s, from, to);
	if (!x || x->none)
		define_pair(l, s, d, v == IS_DATA ? TAG_DATASET : TAG_METHOD,
			l->role_rules[WORD_PROPOSE]);
	introduce(l, s, d->long_from, d->long_to, v);
	introduce(l, s, d->short_from, d->short_to, v);
	return to;
}

size_t introduce_at(const struct lists *l, struct scan *s, size_t i)
{
	const struct definition *d = define_at(s, i);
	struct chunk c;

	if (d)
		return introduce_definition(l, s, d);
	if (!chunk_right(s, i, &c) || lists_unit(l, s, c.from, c.to))
		return i;
	if (!chunk_strong(s, c) && chunk_one_word(s, c) &&
		!((scan_role(s, i - 1, WORD_PROPOSE) || scan_role(s, i - 1, WORD_CALLED)) && explained(s, c.to)))
		return i;
	introduce(l, s, c.from, c.to, verdict_around(s, c.from, c.to));
	return c.to;
}
