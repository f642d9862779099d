#include "extract/define.h"

#include "extract/verdict.h"

/* The first name on the lists with exactly these letters, or NULL. */
const struct name *define_listed(
	const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);
	const struct form *f = names_find(&l->names, fold);

	if (!f && fold.n > 4 && tokens_plain(&s->tokens, from, to).p[fold.n - 1] == 's')
		f = names_find(&l->names, str_sub(fold, 0, fold.n - 1));
	return f && !l->names.all.at[f->name].learnt ? &l->names.all.at[f->name] : NULL;
}

bool define_capitals(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if ((s->tokens.at[i].shape & SHAPE_WORD) &&
			!(s->tokens.at[i].shape & (SHAPE_UPPER | SHAPE_DIGIT)) &&
			!scan_role(s, i, WORD_STOP) && !(s->tokens.at[i].gap & GAP_HYPHEN))
			return false;
	return true;
}

/* Makes x say what `said` says; it stays where it stands, with its letters. */
static void tell(struct local *x, struct local said, bool any_case)
{
	said.fold = x->fold;
	said.plain = x->plain;
	said.from = x->from;
	said.to = x->to;
	said.introduced = x->introduced;
	said.any_case = any_case;
	*x = said;
}

bool define_is_pair(const struct local *a, const struct local *b)
{
	return a && b && a->name && a->name == b->name && a->kind == b->kind;
}

/* One thing with two forms: both become local names with the long form's name. */
void define_pair(const struct lists *l, struct scan *s, const struct definition *d,
	enum tag_kind kind, const char *rule)
{
	const struct name *name = define_listed(l, s, d->long_from, d->long_to);
	struct local *a = scan_local(s, d->long_from, d->long_to), *b;
	struct local made = {
		.kind = name ? name->kind : kind,
		.rule = name ? name->rule : rule,
		.name = name ? name->text
			     : arena_str(s->out, scan_surface(s, d->long_from, d->long_to)),
		.sort = name					       ? name->sort
			: define_capitals(s, d->long_from, d->long_to) ? TAG_NAME
								       : TAG_TECHNIQUE,
		.rank = RANK_DEFINED,
	};

	if (!a)
		return;
	tell(a, made, true);
	b = scan_local(s, d->short_from, d->short_to);
	if (b)
		tell(b, made, false);
}

/* The text gives the acronym a meaning that is no tag: no list may take it for one. */
static void forbid(struct scan *s, const struct definition *d)
{
	struct local *x = scan_local(s, d->short_from, d->short_to);

	if (x) {
		x->rank = RANK_DEFINED;
		x->none = true;
	}
}

static void use_definition(const struct lists *l, struct scan *s, const struct definition *d)
{
	enum verdict v = verdict_phrase(s, d->long_from, d->long_to);

	if (define_listed(l, s, d->long_from, d->long_to) || v == IS_DATA || v == IS_METHOD)
		define_pair(l, s, d, v == IS_DATA ? TAG_DATASET : TAG_METHOD,
			l->role_rules[v == IS_DATA ? WORD_DATA : WORD_METHOD]);
	else if (v == IS_TASK || lists_unit(l, s, d->short_from, d->short_to))
		forbid(s, d);
}

void define_known(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++)
		use_definition(l, s, &s->definitions.at[i]);
}

/* Is it the long form of one with so many letters: of several words, or as long as that ("Program-of-Thought")? */
static bool is_long(const struct form *g, size_t letters)
{
	return !g->one_word || g->fold.n > 2 * letters + 2;
}

/* Has form f's name a long form as well? Forms of a name stand beside each other. */
static bool has_long_form(const struct names *n, const struct form *f)
{
	const struct form *first = n->forms.at, *end = first + n->forms.n;

	for (const struct form *g = f; g >= first && g->name == f->name; g--)
		if (is_long(g, f->fold.n))
			return true;
	for (const struct form *g = f; g < end && g->name == f->name; g++)
		if (is_long(g, f->fold.n))
			return true;
	return false;
}

/* The lists know the acronym, and by another long form: "soil organic carbon (SOC)" is no system on chip. */
static bool listed_otherwise(const struct lists *l, const struct scan *s, const struct definition *d)
{
	const struct form *f = names_find(&l->names, tokens_fold(&s->tokens, d->short_from, d->short_to));

	if (!f || l->names.all.at[f->name].own || define_listed(l, s, d->long_from, d->long_to))
		return false;
	for (; f; f = form_next(&l->names, f))
		if (!has_long_form(&l->names, f))
			return false;
	return true;
}

/* Of two locals that are one thing, the one that says better what it is. */
static const struct local *surer(const struct local *a, const struct local *b)
{
	if (!a || !b)
		return a ? a : b;
	if (a->introduced != b->introduced)
		return a->introduced ? a : b;
	if (a->rank != b->rank)
		return a->rank > b->rank ? a : b;
	return a->sum >= b->sum ? a : b;
}

/* Defined twice, by "Class Activation Mapping (CAM)" and by "class activation maps (CAM)", it is one thing. */
static bool defined_again(struct scan *s, const struct definition *d)
{
	struct local *a = scan_find_local(s, d->long_from, d->long_to),
		     *b = scan_find_local(s, d->short_from, d->short_to);

	for (size_t k = 0; b && !define_is_pair(a, b) && k < s->definitions.n && k < DEFINITIONS_MOST; k++) {
		const struct definition *other = &s->definitions.at[k];

		if (scan_find_local(s, other->short_from, other->short_to) != b ||
			!define_is_pair(scan_find_local(s, other->long_from, other->long_to), b))
			continue;
		if (a && !a->none && d->long_from < d->short_from)
			tell(a, *b, true);
		return true;
	}
	return false;
}

/* What is known of a definition that is not one tag yet and may be one; or NULL. */
static const struct local *undecided(const struct scan *s, const struct definition *d)
{
	const struct local *a = scan_find_local(s, d->long_from, d->long_to),
			   *b = scan_find_local(s, d->short_from, d->short_to);

	if ((!a && !b) || (a && a->none) || (b && b->none) || define_is_pair(a, b))
		return NULL;
	if (!a && !b->introduced && !define_capitals(s, d->long_from, d->long_to))
		return NULL;
	return surer(a, b);
}

/* Do its words only say which one of the techniques of the lists it is: "2D Gaussian Splatting"? */
static bool of_listed(const struct lists *l, const struct scan *s, const struct definition *d)
{
	if (verdict_phrase(s, d->long_from, d->long_to) != IS_UNKNOWN)
		return false;
	for (size_t i = d->long_from + 1; i + 1 < d->long_to; i++) {
		const struct name *name = define_listed(l, s, i, d->long_to);

		if (name && name->kind == TAG_METHOD && name->sort == TAG_TECHNIQUE &&
			(s->tokens.at[i].shape & SHAPE_WORD))
			return true;
	}
	return false;
}

void define_rest(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];
		const struct local *x = scan_find_local(s, d->short_from, d->short_to), *known = undecided(s, d);

		if (defined_again(s, d))
			continue;
		if (known)
			define_pair(l, s, d, known->kind, known->rule);
		else if (!x && of_listed(l, s, d))
			define_pair(l, s, d, TAG_METHOD, l->role_rules[WORD_METHOD]);
		else if ((!x || x->rank == RANK_LIST) && listed_otherwise(l, s, d))
			forbid(s, d);
	}
}

const struct definition *define_at(const struct scan *s, size_t i)
{
	for (size_t k = 0; k < s->definitions.n && k < DEFINITIONS_MOST; k++)
		if (s->definitions.at[k].long_from == i || s->definitions.at[k].short_from == i)
			return &s->definitions.at[k];
	return NULL;
}
