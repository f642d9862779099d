#include "extract/cues.h"

#include "extract/chunk.h"

enum { SENTENCE_REACH = 12, OBJECT_REACH = 24 };

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

/* The first name on the lists with exactly these letters, or NULL. */
static const struct name *listed_name(
	const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);
	const struct form *f = names_find(&l->names, fold);

	if (!f && fold.n > 4 && fold.p[fold.n - 1] == 's')
		f = names_find(&l->names, str_sub(fold, 0, fold.n - 1));
	return f ? &l->names.all.at[f->name] : NULL;
}

static bool all_capitals(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if ((s->tokens.at[i].shape & SHAPE_WORD) &&
			!(s->tokens.at[i].shape & (SHAPE_UPPER | SHAPE_DIGIT)) &&
			!scan_role(s, i, WORD_STOP) && !(s->tokens.at[i].gap & GAP_HYPHEN))
			return false;
	return true;
}

/* One thing with two forms: both become local names with the long form's name. */
static void define(const struct lists *l, struct scan *s, const struct definition *d,
	enum tag_kind kind, const char *rule)
{
	const struct name *name = listed_name(l, s, d->long_from, d->long_to);
	struct local *a = scan_local(s, d->long_from, d->long_to), *b;
	struct local made = {
		.kind = name ? name->kind : kind,
		.rule = name ? name->rule : rule,
		.name = name ? name->text
			     : arena_str(s->out, scan_surface(s, d->long_from, d->long_to)),
		.sort = name					    ? name->sort
			: all_capitals(s, d->long_from, d->long_to) ? TAG_NAME
								    : TAG_TECHNIQUE,
		.rank = RANK_DEFINED,
	};

	if (!a)
		return;
	made.introduced = a->introduced;
	made.fold = a->fold;
	made.plain = a->plain;
	made.any_case = true;
	*a = made;
	b = scan_local(s, d->short_from, d->short_to);
	if (!b)
		return;
	made.introduced = b->introduced;
	made.fold = b->fold;
	made.plain = b->plain;
	made.any_case = false;
	*b = made;
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
	enum verdict v = phrase_verdict(s, d->long_from, d->long_to);

	if (listed_name(l, s, d->long_from, d->long_to) || v == IS_DATA || v == IS_METHOD)
		define(l, s, d, v == IS_DATA ? TAG_DATASET : TAG_METHOD,
			l->role_rules[v == IS_DATA ? WORD_DATA : WORD_METHOD]);
	else if (v == IS_TASK || scan_role(s, d->short_from, WORD_UNIT))
		forbid(s, d);
}

void cues_definitions(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++)
		use_definition(l, s, &s->definitions.at[i]);
}

void cues_define_rest(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];
		const struct local *x = scan_find_local(s, d->short_from, d->short_to);

		if (x && !x->none && !scan_find_local(s, d->long_from, d->long_to) &&
			(x->introduced || all_capitals(s, d->long_from, d->long_to)))
			define(l, s, d, x->kind, x->rule);
	}
}

/* ---- proposals ---- */

static bool one_word(const struct scan *s, struct chunk c)
{
	for (size_t i = c.from + 1; i < c.to; i++)
		if (s->tokens.at[i].gap & GAP_BLANK)
			return false;
	return true;
}

static const struct definition *definition_at(const struct scan *s, size_t i)
{
	for (size_t k = 0; k < s->definitions.n && k < DEFINITIONS_MOST; k++)
		if (s->definitions.at[k].long_from == i || s->definitions.at[k].short_from == i)
			return &s->definitions.at[k];
	return NULL;
}

static void introduce(const struct lists *l, struct scan *s, size_t from, size_t to, enum verdict v)
{
	struct local *x = scan_find_local(s, from, to);
	const struct name *name;

	if (!x) {
		x = scan_local(s, from, to);
		if (!x)
			return;
		name = listed_name(l, s, from, to);
		x->rank = RANK_DEFINED;
		x->rule = name ? name->rule : l->role_rules[WORD_PROPOSE];
		x->kind = v == IS_DATA		    ? TAG_DATASET
			  : v == IS_UNKNOWN && name ? name->kind
						    : TAG_METHOD;
	}
	x->introduced = !x->none;
}

/* A name of which d is the definition, with what stands around it in doubt. */
static size_t introduce_definition(
	const struct lists *l, struct scan *s, const struct definition *d)
{
	size_t from = d->long_from < d->short_from ? d->long_from : d->short_from;
	size_t to = d->long_to > d->short_to ? d->long_to : d->short_to;
	enum verdict v = phrase_verdict(s, d->long_from, d->long_to);
	struct local *x = scan_find_local(s, d->short_from, d->short_to);

	if (x && x->none)
		return to;
	if (v != IS_DATA && v != IS_METHOD)
		v = around_verdict(s, from, to);
	if (!x)
		define(l, s, d, v == IS_DATA ? TAG_DATASET : TAG_METHOD,
			l->role_rules[WORD_PROPOSE]);
	introduce(l, s, d->long_from, d->long_to, v);
	introduce(l, s, d->short_from, d->short_to, v);
	return to;
}

/* The end of the name that starts at token i and is introduced here; or i. */
static size_t introduce_at(const struct lists *l, struct scan *s, size_t i)
{
	const struct definition *d = definition_at(s, i);
	struct chunk c;

	if (d)
		return introduce_definition(l, s, d);
	if (!chunk_right(s, i, &c) || scan_role(s, c.from, WORD_UNIT))
		return i;
	if (!chunk_strong(s, c) && one_word(s, c))
		return i;
	introduce(l, s, c.from, c.to, around_verdict(s, c.from, c.to));
	return c.to;
}

static bool determiner(const struct tokens *t, size_t i)
{
	return known(t, i, "a") || known(t, i, "an") || known(t, i, "the") || known(t, i, "our") ||
	       known(t, i, "and") || known(t, i, "two") || known(t, i, "three");
}

/* "… X, Y and Z": the names that go on after one that is introduced. */
static void introduce_more(const struct lists *l, struct scan *s, size_t i)
{
	for (int n = 0; n < 6 && i + 1 < s->tokens.n; n++) {
		bool and = scan_role(s, i, WORD_AND);
		size_t to;

		if (ends_sentence(&s->tokens.at[i]) || (!and&&!(s->tokens.at[i].gap & GAP_COMMA)))
			return;
		i += and;
		if (i >= s->tokens.n || !definition_at(s, i))
			return;
		to = introduce_at(l, s, i);
		if (to == i)
			return;
		i = to;
	}
}

/* A term in small letters that is proposed: "we propose self-evolution learning". */
static bool introduce_term(const struct lists *l, struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;
	size_t to = i, words = 0;
	struct local *x;

	for (; to < t->n && to < i + 8; to++) {
		if (to > i && (t->at[to].gap & ~(GAP_BLANK | GAP_HYPHEN)))
			break;
		if (t->at[to].roles &
			(ROLE(WORD_STOP) | ROLE(WORD_GENERIC) | ROLE(WORD_WE) | ROLE(WORD_CALLED)))
			break;
		words += !(t->at[to].gap & GAP_HYPHEN);
	}
	if (to == i || words < 2 || words > 5 || !scan_role(s, to - 1, WORD_HEAD))
		return false;
	introduce(l, s, i, to, IS_METHOD);
	x = scan_find_local(s, i, to);
	if (x)
		x->sort = TAG_TECHNIQUE;
	return true;
}

/* From the verb on to its object: the first name before the sentence turns to something else. */
static void object_of(const struct lists *l, struct scan *s, size_t verb)
{
	const struct tokens *t = &s->tokens;
	int depth = 0;

	for (size_t i = verb + 1; i < t->n && i < verb + OBJECT_REACH; i++) {
		size_t to;

		if (t->at[i].gap & (GAP_STOP | GAP_FIELD))
			return;
		depth += !!(t->at[i].gap & GAP_OPEN) - !!(t->at[i].gap & GAP_CLOSE);
		if (!(t->at[i].shape & SHAPE_WORD) || depth > 0)
			continue;
		to = introduce_at(l, s, i);
		if (to > i) {
			introduce_more(l, s, to);
			return;
		}
		if (!(t->at[i].gap & GAP_HYPHEN) && introduce_term(l, s, i))
			return;
		if (scan_role(s, i, WORD_STOP) && !determiner(t, i))
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

/* "called Reward Model for Evaluation (TREvaL)" defines, whatever the letters are. */
static void define_called(struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;
	size_t open = i + 1, close;

	while (open < t->n && open < i + 16 &&
		!(t->at[open].gap & ~(GAP_BLANK | GAP_HYPHEN | GAP_MARK)))
		open++;
	if (open >= t->n || t->at[open].gap != (GAP_BLANK | GAP_OPEN) || definition_at(s, i) ||
		definition_at(s, open))
		return;
	close = chunk_word(s, open, &(struct chunk){0});
	if (close < t->n && (t->at[close].gap & GAP_CLOSE) && close - open < 8 &&
		!scan_role(s, open - 1, WORD_STOP) && chunk_strong(s, (struct chunk){open, close}))
		vec_push(&s->definitions, (struct definition){(uint32_t)i, (uint32_t)open,
						  (uint32_t)open, (uint32_t)close});
}

/* "called X", "which we refer to as the X". */
static void named_after(const struct lists *l, struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;

	for (i++; i < t->n && !(t->at[i].gap & (GAP_STOP | GAP_FIELD)); i++)
		if (!known(t, i, "as") && !known(t, i, "the") && !known(t, i, "a") &&
			!known(t, i, "to") && !known(t, i, "by"))
			break;
	if (i < t->n && !(t->at[i].gap & (GAP_STOP | GAP_FIELD))) {
		size_t to;

		define_called(s, i);
		to = introduce_at(l, s, i);

		if (to > i)
			introduce_more(l, s, to);
	}
}

/* First token of the abstract. */
static size_t title_end(const struct scan *s)
{
	size_t i = 0;

	while (i < s->tokens.n && s->tokens.at[i].at < s->title_len)
		i++;
	return i;
}

/* Only blanks and hyphens between the words, no stop words, two words at least. */
static bool plain_run(const struct scan *s, size_t from, size_t to)
{
	size_t words = 1;

	for (size_t i = from; i < to; i++) {
		if (scan_role(s, i, WORD_STOP))
			return false;
		if (i > from && (s->tokens.at[i].gap & ~(GAP_BLANK | GAP_HYPHEN)))
			return false;
		words += i > from && (s->tokens.at[i].gap & GAP_BLANK);
	}
	return words > 1 && words < 6;
}

/* Do the first letters of consecutive words before token `end` spell the acronym? */
static bool spelled(const struct scan *s, size_t end, struct str letters, size_t *from, size_t *to)
{
	const struct tokens *t = &s->tokens;

	for (size_t i = 0; i + 1 < end; i++) {
		size_t n = 0, k = i;

		for (; k < end && n < letters.n &&
			!(k > i && (t->at[k].gap & ~(GAP_BLANK | GAP_HYPHEN)));
			k++) {
			if (t->plain[t->at[k].fold] == letters.p[n] ||
				t->fold[t->at[k].fold] == ch_tolower(letters.p[n]))
				n++;
			else if (!(t->at[k].gap & GAP_HYPHEN) && (t->at[k].shape & SHAPE_WORD))
				break;
		}
		if (n == letters.n && k > i + 1) {
			*from = i;
			*to = k;
			return true;
		}
	}
	return false;
}

/* "X: a …" and "… via X" in the title. */
static void title_name(const struct lists *l, struct scan *s, size_t end)
{
	const struct tokens *t = &s->tokens;
	size_t colon = 1;

	while (colon < end && colon < 8 && s->text.buf[token_end(&t->at[colon - 1])] != ':')
		colon++;
	if (colon < end && colon < 8) {
		struct chunk c;

		if (chunk_right(s, 0, &c) && c.to == colon &&
			(chunk_strong(s, c) || one_word(s, c)))
			introduce(l, s, c.from, c.to, around_verdict(s, c.from, c.to));
	}
	for (size_t i = end; i > 1 && end - i < 10; i--)
		if (known(t, i - 1, "via")) {
			if (i < end && !listed_name(l, s, i, end) &&
				phrase_verdict(s, i, end) == IS_METHOD && plain_run(s, i, end))
				introduce(l, s, i, end, IS_METHOD);
			return;
		}
}

/* An acronym that the abstract introduces and the words of the title spell: both are one thing. */
static void title_spells(const struct lists *l, struct scan *s, size_t end)
{
	for (size_t i = 0; i < s->locals.n; i++) {
		const struct local *x = &s->locals.at[i];
		size_t from, to;

		if (x->introduced && x->plain.n > 2 && x->plain.n < 12 &&
			spelled(s, end, x->plain, &from, &to) && !scan_find_local(s, from, to)) {
			struct local *a = scan_local(s, from, to);

			if (!a)
				return;
			x = &s->locals.at[i];
			a->kind = x->kind;
			a->rank = RANK_DEFINED;
			a->rule = x->rule;
			a->introduced = true;
			a->any_case = true;
			a->name = x->name ? x->name : arena_str(s->out, scan_surface(s, from, to));
			s->locals.at[i].name = a->name;
		}
	}
	(void)l;
}

void cues_proposals(const struct lists *l, struct scan *s)
{
	size_t end = title_end(s);

	title_name(l, s, end);
	for (size_t i = 0; i < s->tokens.n; i++) {
		if (scan_role(s, i, WORD_PROPOSE) && proposer_before(s, i))
			object_of(l, s, i);
		else if (scan_role(s, i, WORD_CALLED))
			named_after(l, s, i);
	}
	title_spells(l, s, end);
}

/* ---- data sets ---- */

static void add_dataset(const struct lists *l, struct scan *s, struct chunk c)
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
	x->rule = l->role_rules[WORD_DATA];
}

static bool list_link(const struct scan *s, size_t i)
{
	return known(&s->tokens, i, "and") || known(&s->tokens, i, "or");
}

/* "A, B and C" that ends before token i. */
static void datasets_left(const struct lists *l, struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i > 0; n++) {
		if (!chunk_left(s, i, &c))
			return;
		add_dataset(l, s, c);
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
static void datasets_right(const struct lists *l, struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i < s->tokens.n; n++) {
		if (known(&s->tokens, i, "the"))
			i++;
		if (i >= s->tokens.n || !chunk_right(s, i, &c))
			return;
		add_dataset(l, s, c);
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
	for (size_t i = 0; i < s->tokens.n; i++) {
		size_t right;

		if (!scan_role(s, i, WORD_DATA))
			continue;
		if (s->tokens.at[i].gap == GAP_BLANK)
			datasets_left(l, s, i);
		right = after_such_as(s, i + 1);
		if (right)
			datasets_right(l, s, right);
	}
}
