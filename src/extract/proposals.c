#include "extract/proposals.h"

#include "extract/chunk.h"
#include "extract/define.h"
#include "extract/introduce.h"
#include "extract/title_names.h"

enum { OBJECT_REACH = 24, PROPOSER_REACH = 48, OWNED_REACH = 6, CALLED_REACH = 6, KIND_REACH = 5 };

/* The words at which something is looked for. */
enum {
	PROPOSING = ROLE(WORD_PROPOSE) | ROLE(WORD_CALLED) | ROLE(WORD_OUR) | ROLE(WORD_GIVE) | ROLE(WORD_METHOD) |
		    ROLE(WORD_DATA)
};

static bool determiner(const struct scan *s, size_t i)
{
	return scan_is(s, i, "a") || scan_is(s, i, "an") || scan_is(s, i, "the") ||
	       scan_is(s, i, "our") || scan_is(s, i, "and") || scan_is(s, i, "two") ||
	       scan_is(s, i, "three");
}

/* The end of a strong name at token i that nobody knows yet; or i. */
static size_t new_name(const struct lists *l, const struct scan *s, size_t i)
{
	struct chunk c;

	if (!chunk_right(s, i, &c) || !chunk_one_word(s, c) || !chunk_strong(s, c))
		return i;
	return introduce_known(l, s, c) || introduce_modifies(s, c.to) ? i : c.to;
}

/* The token after the brackets that open at token i; or i. */
static size_t after_brackets(const struct scan *s, size_t i)
{
	const struct token *t = s->tokens.at;
	size_t k = i + 1;

	if (!(t[i].gap & GAP_OPEN))
		return i;
	while (k < s->tokens.n && k < i + OBJECT_REACH && !(t[k].gap & (GAP_CLOSE | GAP_STOP | GAP_FIELD)))
		k++;
	return k < s->tokens.n && (t[k].gap & GAP_CLOSE) ? k : i;
}

/* "X, a corpus of things, and Y, a model", "X for things, and Y, a model": where what is said of X ends; or i. */
static size_t after_explanation(const struct lists *l, const struct scan *s, size_t i)
{
	size_t end = i + OBJECT_REACH < s->tokens.n ? i + OBJECT_REACH : s->tokens.n;
	bool explained = introduce_explained(s, i);

	if (!explained && (i >= s->tokens.n || s->tokens.at[i].gap != GAP_BLANK))
		return i;
	for (size_t k = i + 1; k + 1 < end && !token_ends_sentence(&s->tokens.at[k]); k++) {
		bool and = scan_role(s, k, WORD_AND) && (explained || (s->tokens.at[k].gap & GAP_COMMA));
		size_t to = and ? new_name(l, s, k + 1) : k + 1;

		if (to > k + 1 && introduce_explained(s, to))
			return k;
	}
	return i;
}

/* "… X, Y and Z": the names that go on at token i after one that is introduced at token from; they are of its kind. */
static void introduce_more(const struct lists *l, struct scan *s, size_t from, size_t i)
{
	enum verdict kind = verdict_around(s, from, i), v;

	for (int n = 0; n < 6 && i + 1 < s->tokens.n; n++) {
		bool and;
		size_t to;

		i = after_explanation(l, s, after_brackets(s, i));
		and = scan_role(s, i, WORD_AND);
		if (token_ends_sentence(&s->tokens.at[i]) || (!and && !(s->tokens.at[i].gap & GAP_COMMA)))
			return;
		i += and;
		if (i >= s->tokens.n)
			return;
		if (define_at(s, i)) {
			to = introduce_at(l, s, i);
		} else {
			to = and ? new_name(l, s, i) : i;
			v = to > i && introduce_explained(s, to) ? verdict_around(s, to - 1, to) : kind;
			if (to > i)
				introduce_named(l, s, (struct chunk){i, to}, v);
		}
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
		if (to > i && define_at(s, to))
			return false; /* the name comes later */
		if (t->at[to].roles & (ROLE(WORD_STOP) | ROLE(WORD_GENERIC) | ROLE(WORD_WE) |
					      ROLE(WORD_CALLED) | ROLE(WORD_METHOD)))
			break;
		words += !(t->at[to].gap & GAP_HYPHEN);
	}
	if (to == i || words < 2 || words > 5 || !scan_role(s, to - 1, WORD_HEAD))
		return false;
	if (scan_role(s, to, WORD_AFFIX) && (t->at[to].gap == GAP_BLANK || t->at[to].gap == GAP_HYPHEN))
		return false; /* "teacher learning based optimization" */
	if (to < t->n && (t->at[to].gap & GAP_HYPHEN))
		return false; /* "a quantization-and-pruning framework" */
	if (words < 3 && scan_role(s, to, WORD_METHOD) && t->at[to].gap == GAP_BLANK)
		return false; /* "a structural pruning framework" */
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

/*
 * The end of the name at token i that only says of what kind the object is: "a BERT-based model", "an image-based CFG
 * method", "frozen DINO features"; or i. After "the" a thing is meant that has that name: "the CFG method".
 */
static size_t modifier_end(const struct lists *l, const struct scan *s, size_t i)
{
	const struct token *t = s->tokens.at;
	const struct definition *d = define_at(s, i);
	struct chunk c;
	size_t to;

	if (d) {
		c = (struct chunk){d->long_from, d->long_to};
		to = d->short_to > d->long_to ? d->short_to : d->long_to;
	} else {
		if (!chunk_right(s, i, &c))
			return i;
		to = c.to;
	}
	if (to >= s->tokens.n)
		return i;
	if (introduce_modifies(s, to))
		return to + 1;
	if (scan_is(s, i - 1, "the") || !introduce_known(l, s, c))
		return i;
	if (scan_role(s, i - 1, WORD_PROPOSE) || t[to].gap & ~(GAP_BLANK | GAP_CLOSE) ||
		(t[to].roles & ROLE(WORD_STOP)) || (t[to].shape & SHAPE_UPPER))
		return i;
	return to;
}

/* Do these letters stand in another place as well? */
static bool stands_again(const struct scan *s, struct chunk c)
{
	struct str plain = tokens_plain(&s->tokens, c.from, c.to);
	size_t n = c.to - c.from;

	for (size_t i = 0; i + n <= s->tokens.n; i++)
		if (i != c.from && s->tokens.at[i].hash == s->tokens.at[c.from].hash &&
			str_eq(tokens_plain(&s->tokens, i, i + n), plain))
			return true;
	return false;
}

static bool says_kind(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tokens.at[i].roles & (ROLE(WORD_METHOD) | ROLE(WORD_DATA)))
			return true;
	return false;
}

/*
 * The object's name in brackets, with letters of its own, perhaps after what it is for: "a wavelet-based approach for
 * image generation (QuaxVAE)". From token i on.
 */
static bool name_behind(const struct lists *l, struct scan *s, size_t verb, size_t i)
{
	const struct token *t = s->tokens.at;
	struct chunk c;
	size_t after;

	if (!says_kind(s, verb, i))
		return false;
	while (i < s->tokens.n && i < verb + OBJECT_REACH && !token_set_apart(&t[i]) &&
		(!scan_role(s, i, WORD_STOP) || scan_is(s, i, "for") || scan_is(s, i, "of") || scan_is(s, i, "with")))
		i++;
	if (i >= s->tokens.n || t[i].gap != (GAP_BLANK | GAP_OPEN) || define_at(s, i))
		return false;
	after = chunk_word(s, i, &c);
	if (after >= s->tokens.n || !(t[after].gap & GAP_CLOSE) || c.to != after || !chunk_strong(s, c) ||
		introduce_known(l, s, c) || !stands_again(s, c))
		return false;
	introduce(l, s, c.from, c.to, verdict_around(s, c.from, c.to));
	return true;
}

/* From the verb on to its object: the first name before the sentence turns to something else. */
static void object_of(const struct lists *l, struct scan *s, size_t verb)
{
	const struct tokens *t = &s->tokens;
	bool modified = false;
	int depth = 0;

	for (size_t i = verb + 1; i < t->n && i < verb + OBJECT_REACH; i++) {
		size_t to;

		if (t->at[i].gap & (GAP_STOP | GAP_FIELD))
			return;
		depth += !!(t->at[i].gap & GAP_OPEN) - !!(t->at[i].gap & GAP_CLOSE);
		if (t->at[i].gap == (GAP_BLANK | GAP_OPEN) && name_behind(l, s, verb, i))
			return;
		if (!(t->at[i].shape & SHAPE_WORD) || depth > 0)
			continue;
		if (owner_end(s, i) > i) {
			i = owner_end(s, i);
			continue;
		}
		to = modifier_end(l, s, i);
		if (to > i) {
			i = to - 1;
			modified = true;
			continue;
		}
		to = introduce_at(l, s, i);
		if (to > i) {
			introduce_more(l, s, i, to);
			return;
		}
		if (!modified && !(t->at[i].gap & GAP_HYPHEN) && introduce_term(l, s, i))
			return;
		if ((modified && token_set_apart(&t->at[i])) || scan_is(s, i, "including") || scan_is(s, i, "such"))
			return;
		if (scan_role(s, i, WORD_STOP) && !determiner(s, i)) {
			name_behind(l, s, verb, i);
			return;
		}
	}
}

/* "our analysis reveals X" */
static bool verb_like(const struct scan *s, size_t i)
{
	return !(s->tokens.at[i].shape & SHAPE_UPPER) && str_ends(tokens_fold(&s->tokens, i, i + 1), "s");
}

/* "The framework introduces", "our method introduces" */
static bool ours_before(const struct scan *s, size_t verb)
{
	return verb > 1 && scan_role(s, verb - 1, WORD_METHOD) && verb_like(s, verb) &&
	       (scan_is(s, verb - 2, "the") || scan_is(s, verb - 2, "our") || scan_is(s, verb - 2, "this"));
}

/* "we aim to … and propose", in one sentence, with no other who proposes between ("methods that
 * introduce"). */
static bool proposer_before(const struct scan *s, size_t verb)
{
	bool clause = verb && scan_role(s, verb - 1, WORD_AND) && (s->tokens.at[verb - 1].gap & GAP_COMMA) &&
		      !verb_like(s, verb); /* "we introduce X, a model that needs none, and release Y" */

	for (size_t i = verb;
		i > 0 && verb - i < PROPOSER_REACH && !token_ends_sentence(&s->tokens.at[i]); i--) {
		if (scan_role(s, i - 1, WORD_WE) || (i == verb && ours_before(s, verb)))
			return true;
		if (!clause && (scan_is(s, i - 1, "that") || scan_is(s, i - 1, "which") || scan_is(s, i - 1, "who")))
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

/* A word that says that what follows is older, or a person: "our previous X", "our team X", "a recent
 * method called X". */
static bool of_others(const struct scan *s, size_t i)
{
	static const char *const words[] = {"previous", "prior", "earlier", "recent", "existing", "popular", "known",
		"team", "group"};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (scan_is(s, i, words[k]))
			return true;
	return false;
}

static bool of_others_between(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (of_others(s, i))
			return true;
	return false;
}

/* "called X", "which we refer to as the X". */
static void named_after(const struct lists *l, struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;
	size_t from = i;

	while (from > 0 && i - from < CALLED_REACH && !token_ends_sentence(&t->at[from]))
		from--;
	if (of_others_between(s, from, i))
		return;
	for (i++; i < t->n && !(t->at[i].gap & (GAP_STOP | GAP_FIELD)); i++)
		if (!scan_is(s, i, "as") && !scan_is(s, i, "the") && !scan_is(s, i, "a") &&
			!scan_is(s, i, "to") && !scan_is(s, i, "by"))
			break;
	if (i < t->n && !(t->at[i].gap & (GAP_STOP | GAP_FIELD))) {
		size_t to;

		define_called(s, i);
		to = introduce_at(l, s, i);

		if (to > i)
			introduce_more(l, s, i, to);
	}
}

/* Not "code-design", nor a sentence that begins "Introducing". */
static bool stands_alone(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	if ((k->shape & SHAPE_UPPER) || (k->gap & GAP_HYPHEN))
		return false;
	return i + 1 == s->tokens.n || !(k[1].gap & GAP_HYPHEN);
}

/* A name that stands at token i after "our": only the words beside it say what it is. */
static void introduce_owned(const struct lists *l, struct scan *s, size_t our, size_t i, size_t to)
{
	bool data = scan_role(s, to, WORD_DATA);

	for (size_t k = our + 1; k < i; k++)
		data |= scan_role(s, k, WORD_DATA);
	if (define_at(s, i))
		introduce_at(l, s, i);
	else
		introduce_named(l, s, (struct chunk){i, to}, data ? IS_DATA : IS_METHOD);
}

/* "our proposed X method", "our framework, X, …": a new name soon after. */
static void owned(const struct lists *l, struct scan *s, size_t our)
{
	const struct token *t = s->tokens.at;

	for (size_t i = our + 1; i < s->tokens.n && i < our + OWNED_REACH; i++) {
		struct chunk c;
		bool kind = i - 1 > our && (t[i - 1].roles & (ROLE(WORD_METHOD) | ROLE(WORD_DATA)));
		size_t to;

		if (scan_role(s, i, WORD_STOP))
			return;
		if (t[i].gap & ~(GAP_BLANK | GAP_HYPHEN | (kind ? GAP_COMMA : 0)))
			return;
		if (i - 1 > our && !kind && verb_like(s, i - 1))
			return;
		to = !(t[i].shape & SHAPE_UPPER) ? i : define_at(s, i) ? i + 1 : new_name(l, s, i);
		if (to == i && introduce_follows(s, i) && chunk_right(s, i, &c) && !introduce_known(l, s, c) &&
			introduce_at(l, s, i) > i)
			return; /* "our proposed Masked Prosody Model" */
		if (to > i) {
			if (owner_end(s, i) < i && !of_others_between(s, our, i))
				introduce_owned(l, s, our, i, to);
			return;
		}
		if (kind && t[i].gap == GAP_BLANK && !(t[i].shape & SHAPE_UPPER))
			return; /* the thing is over: "our method outperforms" */
	}
}

/* The token after "this architecture", "our model" from token i on; or i. */
static size_t after_kind(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	if (!scan_is(s, i, "this") && !scan_is(s, i, "our") && !scan_is(s, i, "the"))
		return scan_is(s, i, "it") ? k : i;
	while (k < s->tokens.n && k < i + KIND_REACH && s->tokens.at[k].gap == GAP_BLANK &&
		!(s->tokens.at[k].shape & SHAPE_UPPER) && !scan_role(s, k, WORD_STOP)) {
		if (scan_role(s, k, WORD_METHOD) || scan_role(s, k, WORD_DATA))
			return k + 1;
		k++;
	}
	return i;
}

/* "We report X, a model that", "we put forward X, which", "we name this architecture X". */
static void given(const struct lists *l, struct scan *s, size_t verb)
{
	size_t put = scan_is(s, verb, "forward"), from, to;

	if (verb < 1 + put || (put && !scan_is(s, verb - 1, "put")) || !scan_role(s, verb - 1 - put, WORD_WE))
		return;
	from = after_kind(s, verb + 1);
	if (from >= s->tokens.n || s->tokens.at[from].gap != GAP_BLANK)
		return;
	to = new_name(l, s, from);
	if (to > from && (from > verb + 1 || put || introduce_explained(s, to)))
		introduce_named(l, s, (struct chunk){from, to}, verdict_around(s, from, to));
}

/* "A new model, X, …" in a sentence of ours: token i is the word for what it is. */
static void apposed(const struct lists *l, struct scan *s, size_t i)
{
	const struct token *t = s->tokens.at;
	size_t from = i, to;

	if (i + 2 >= s->tokens.n || t[i + 1].gap != (GAP_BLANK | GAP_COMMA) || !(t[i + 1].shape & SHAPE_UPPER))
		return;
	to = new_name(l, s, i + 1);
	if (to == i + 1 || to >= s->tokens.n || !token_set_apart(&t[to]) || scan_role(s, to, WORD_AND))
		return;
	while (from > 0 && i - from < KIND_REACH && t[from].gap != GAP_FIELD && !scan_role(s, from, WORD_STOP))
		from--;
	if ((scan_is(s, from, "a") || scan_is(s, from, "an")) && !of_others_between(s, from, i) &&
		proposer_before(s, from))
		introduce_named(l, s, (struct chunk){i + 1, to}, scan_role(s, i, WORD_DATA) ? IS_DATA : IS_METHOD);
}

/* "The proposed method, X, …": as "our method, X". */
static bool ours_proposed(const struct scan *s, size_t i)
{
	return i && scan_is(s, i, "proposed") && (scan_is(s, i - 1, "the") || scan_is(s, i - 1, "this"));
}

/* "Dubbed X, the model …" begins a sentence; but "Named Entity Recognition". */
static bool called_first(const struct lists *l, const struct scan *s, size_t i)
{
	size_t to = i + 1 < s->tokens.n && s->tokens.at[i + 1].gap == GAP_BLANK ? new_name(l, s, i + 1) : i + 1;

	return token_ends_sentence(&s->tokens.at[i]) && to > i + 1 && to < s->tokens.n &&
	       (s->tokens.at[to].gap & GAP_COMMA);
}

void proposals_find(const struct lists *l, struct scan *s)
{
	title_names(l, s);
	for (size_t i = 0; i < s->tokens.n; i++) {
		const struct token *k = &s->tokens.at[i];

		if (!(k->roles & PROPOSING))
			continue;
		if (k->roles & (ROLE(WORD_METHOD) | ROLE(WORD_DATA)))
			apposed(l, s, i);
		if (k->roles & ROLE(WORD_GIVE))
			given(l, s, i);
		if ((k->roles & ROLE(WORD_OUR)) || ours_proposed(s, i))
			owned(l, s, i);
		if ((k->roles & ROLE(WORD_PROPOSE)) && stands_alone(s, i) && proposer_before(s, i))
			object_of(l, s, i);
		else if ((k->roles & ROLE(WORD_CALLED)) && (!(k->shape & SHAPE_UPPER) || called_first(l, s, i)))
			named_after(l, s, i); /* not "Named Entity Recognition" */
	}
	title_spells(l, s);
}
