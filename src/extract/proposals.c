#include "extract/proposals.h"

#include "extract/chunk.h"
#include "extract/define.h"
#include "extract/verdict.h"

enum { OBJECT_REACH = 24, PROPOSER_REACH = 48 };

static bool one_word(const struct scan *s, struct chunk c)
{
	for (size_t i = c.from + 1; i < c.to; i++)
		if (s->tokens.at[i].gap & GAP_BLANK)
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
	return define_listed(l, s, from, to);
}

static void introduce(const struct lists *l, struct scan *s, size_t from, size_t to, enum verdict v)
{
	struct local *x = scan_find_local(s, from, to);
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

	if (x && x->none)
		return to;
	if (v == IS_UNKNOWN && !define_capitals(s, d->long_from, d->long_to) && !d->called &&
		tokens_fold(&s->tokens, d->short_from, d->short_to).n < 4)
		return to; /* "key-value (KV)" */
	if (v != IS_DATA && v != IS_METHOD)
		v = verdict_around(s, from, to);
	if (!x)
		define_pair(l, s, d, v == IS_DATA ? TAG_DATASET : TAG_METHOD,
			l->role_rules[WORD_PROPOSE]);
	introduce(l, s, d->long_from, d->long_to, v);
	introduce(l, s, d->short_from, d->short_to, v);
	return to;
}

/* The end of the name that starts at token i and is introduced here; or i. */
static size_t introduce_at(const struct lists *l, struct scan *s, size_t i)
{
	const struct definition *d = define_at(s, i);
	struct chunk c;

	if (d)
		return introduce_definition(l, s, d);
	if (!chunk_right(s, i, &c) || lists_unit(l, s, c.from, c.to))
		return i;
	if (!chunk_strong(s, c) && one_word(s, c))
		return i;
	introduce(l, s, c.from, c.to, verdict_around(s, c.from, c.to));
	return c.to;
}

static bool determiner(const struct scan *s, size_t i)
{
	return scan_is(s, i, "a") || scan_is(s, i, "an") || scan_is(s, i, "the") ||
	       scan_is(s, i, "our") || scan_is(s, i, "and") || scan_is(s, i, "two") ||
	       scan_is(s, i, "three");
}

/* "… X, Y and Z": the names that go on after one that is introduced. */
static void introduce_more(const struct lists *l, struct scan *s, size_t i)
{
	for (int n = 0; n < 6 && i + 1 < s->tokens.n; n++) {
		bool and = scan_role(s, i, WORD_AND);
		size_t to;

		if (token_ends_sentence(&s->tokens.at[i]) ||
			(!and&&!(s->tokens.at[i].gap & GAP_COMMA)))
			return;
		i += and;
		if (i >= s->tokens.n || !define_at(s, i))
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
		if (t->at[to].roles & (ROLE(WORD_STOP) | ROLE(WORD_GENERIC) | ROLE(WORD_WE) |
					      ROLE(WORD_CALLED) | ROLE(WORD_METHOD)))
			break;
		words += !(t->at[to].gap & GAP_HYPHEN);
	}
	if (to == i || words < 2 || words > 5 || !scan_role(s, to - 1, WORD_HEAD))
		return false;
	if (scan_role(s, to, WORD_AFFIX) && t->at[to].gap == GAP_BLANK)
		return false; /* "teacher learning based optimization" */
	introduce(l, s, i, to, IS_METHOD);
	x = scan_find_local(s, i, to);
	if (x)
		x->sort = TAG_TECHNIQUE;
	return true;
}

/* The last token of whose thing it is, from token i on: "our JDExplore team's Vega"; i - 1 where it is nobody's. */
static size_t owner_end(const struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;

	for (size_t k = i + 1; k < t->n && k < i + 8 && !(t->at[k].gap & ~(GAP_BLANK | GAP_HYPHEN | GAP_MARK)); k++) {
		if (scan_role(s, k, WORD_STOP))
			break;
		if (scan_is(s, k, "s") && (t->at[k].gap & GAP_MARK))
			return k;
	}
	return i - 1;
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
		if (owner_end(s, i) > i) {
			i = owner_end(s, i);
			continue;
		}
		to = introduce_at(l, s, i);
		if (to > i) {
			introduce_more(l, s, to);
			return;
		}
		if (!(t->at[i].gap & GAP_HYPHEN) && introduce_term(l, s, i))
			return;
		if (scan_role(s, i, WORD_STOP) && !determiner(s, i))
			return;
	}
}

/* "we aim to … and propose", in one sentence, with no other who proposes between ("methods that
 * introduce"). */
static bool proposer_before(const struct scan *s, size_t verb)
{
	for (size_t i = verb;
		i > 0 && verb - i < PROPOSER_REACH && !token_ends_sentence(&s->tokens.at[i]); i--) {
		if (scan_role(s, i - 1, WORD_WE))
			return true;
		if (scan_is(s, i - 1, "that") || scan_is(s, i - 1, "which") ||
			scan_is(s, i - 1, "who"))
			return false;
	}
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
	if (open >= t->n || t->at[open].gap != (GAP_BLANK | GAP_OPEN) || define_at(s, i) ||
		define_at(s, open))
		return;
	close = chunk_word(s, open, &(struct chunk){0});
	if (close < t->n && (t->at[close].gap & GAP_CLOSE) && close - open < 8 &&
		!scan_role(s, open - 1, WORD_STOP) && chunk_strong(s, (struct chunk){open, close}))
		vec_push(&s->definitions, (struct definition){(uint32_t)i, (uint32_t)open,
						  (uint32_t)open, (uint32_t)close, true});
}

/* "called X", "which we refer to as the X". */
static void named_after(const struct lists *l, struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;

	for (i++; i < t->n && !(t->at[i].gap & (GAP_STOP | GAP_FIELD)); i++)
		if (!scan_is(s, i, "as") && !scan_is(s, i, "the") && !scan_is(s, i, "a") &&
			!scan_is(s, i, "to") && !scan_is(s, i, "by"))
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

/* A name before the colon of a title, and no topic ("3D Scene Generation: …", "Benchmarking LLMs:
 * …"). */
static bool names_itself(const struct scan *s, struct chunk c)
{
	struct str first = tokens_fold(&s->tokens, c.from, c.from + 1);

	if (one_word(s, c))
		return true;
	if (s->tokens.at[c.to - 1].roles & (ROLE(WORD_TASK) | ROLE(WORD_HEAD)))
		return false;
	return chunk_strong(s, c) && !(s->tokens.at[c.from].shape & SHAPE_DIGIT) &&
	       !str_ends(first, "ing");
}

/* What is said of the name that stands at c: there, or where it stands again. */
static enum verdict verdict_text(const struct scan *s, struct chunk c)
{
	struct str fold = tokens_fold(&s->tokens, c.from, c.to);
	enum verdict v = verdict_around(s, c.from, c.to);
	size_t n = c.to - c.from;

	for (size_t i = c.to; v == IS_UNKNOWN && i + n <= s->tokens.n; i++)
		if (str_eq(tokens_fold(&s->tokens, i, i + n), fold))
			v = verdict_around(s, i, i + n);
	return v;
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

		if (chunk_right(s, 0, &c) && c.to == colon && names_itself(s, c))
			introduce(l, s, c.from, c.to, verdict_text(s, c));
	}
	for (size_t i = end; i > 1 && end - i < 10; i--)
		if (scan_is(s, i - 1, "via")) {
			if (i < end && !define_listed(l, s, i, end) &&
				verdict_phrase(s, i, end) == IS_METHOD && plain_run(s, i, end))
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

void proposals_find(const struct lists *l, struct scan *s)
{
	size_t end = title_end(s);

	title_name(l, s, end);
	for (size_t i = 0; i < s->tokens.n; i++) {
		if (scan_role(s, i, WORD_PROPOSE) && proposer_before(s, i))
			object_of(l, s, i);
		else if (scan_role(s, i, WORD_CALLED) && !(s->tokens.at[i].shape & SHAPE_UPPER))
			named_after(l, s, i); /* not "Named Entity Recognition" */
	}
	title_spells(l, s, end);
}
