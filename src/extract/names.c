#include "extract/names.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LONGEST_FORM = 24 /* tokens */ };

static size_t mix(uint64_t hash)
{
	return (size_t)(hash ^ hash >> 29);
}

static uint64_t hash_of(struct str fold)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < fold.n; i++)
		hash = hash * HASH_BASE + (unsigned char)fold.p[i];
	return hash;
}

/* The inverse of HASH_BASE modulo 2^64, to take a last letter off a hash. */
static uint64_t without_last(uint64_t hash, char last)
{
	const uint64_t inverse = 0xf1de83e19937733du;

	return (hash - (unsigned char)last) * inverse;
}

/* ---- building ---- */

uint32_t names_add(struct names *n, struct str text, enum tag_kind kind, enum tag_sort sort,
	bool own, const char *rule)
{
	vec_push(&n->all, (struct name){.text = arena_str(&n->arena, text),
				  .rule = rule,
				  .kind = kind,
				  .sort = sort,
				  .own = own});
	return (uint32_t)n->all.n - 1;
}

/*
 * The case a form asks for where its list says nothing: words in small letters take any; a word of
 * capitals ("SAM") or with one capital in front ("Atari") must stand as written; the rest
 * ("ImageNet", "Visual Genome", "CIFAR-10") only needs to look like a name.
 */
static enum form_case usual_case(const struct tokens *t, bool technique)
{
	bool upper = false, digit = false, mixed = false;

	for (size_t i = 0; i < t->n; i++) {
		upper |= t->at[i].shape & SHAPE_UPPER;
		digit |= t->at[i].shape & SHAPE_DIGIT;
		mixed |= i && (t->at[i].shape & SHAPE_UPPER);
	}
	if (technique && t->n > 1 && (t->at[1].shape & SHAPE_WORD))
		return CASE_ANY;
	if (!upper && !digit)
		return CASE_ANY;
	if (t->n == 1 || (!mixed && !digit))
		return t->n > 1 && !digit ? CASE_SOME : CASE_EXACT;
	return CASE_SOME;
}

/* Where the last word of several begins in t; 0 where there is but one. */
static size_t last_word(const struct tokens *t)
{
	size_t i = t->n - 1;

	while (i > 0 && !(t->at[i].gap & GAP_BLANK))
		i--;
	return i;
}

static void add_form(struct names *n, uint32_t name, const struct form_spec *spec, size_t cut)
{
	const struct tokens *t = &n->scratch;
	const struct name *of = &n->all.at[name];
	size_t last = last_word(t);
	struct form f = {.name = name,
		.cue = spec->cue,
		.guard = (uint32_t)n->guards.n,
		.guards = (uint32_t)spec->nguards};

	f.fold = (struct str){t->fold, t->fold_len - cut};
	f.plain = (struct str){t->plain, t->fold_len - cut};
	f.fold.p = arena_str(&n->arena, f.fold);
	f.plain.p = arena_str(&n->arena, f.plain);
	f.hash = hash_of(f.fold);
	if (last)
		f.last = hash_of(str_sub(f.fold, t->at[last].fold, f.fold.n));
	f.letters = spec->nocase  ? CASE_ANY
		    : spec->exact ? CASE_EXACT
		    : of->own && last ? CASE_ANY
				  : usual_case(t, of->sort == TAG_TECHNIQUE);
	f.one_word = true;
	for (size_t i = 1; i < t->n; i++) {
		f.marks |= (t->at[i].gap & ~(GAP_BLANK | GAP_HYPHEN)) ||
			   t->plain[t->at[i].fold] == '+';
		f.one_word &= !(t->at[i].gap & GAP_BLANK);
	}
	for (size_t i = 0; i < spec->nguards; i++)
		vec_push(&n->guards, spec->guards[i]);
	vec_push(&n->forms, f);
}

/* Letters of a plural ending that may be left out: "networks". */
static size_t plural(struct str fold)
{
	if (fold.n < 4 || fold.p[fold.n - 1] != 's')
		return 0;
	return fold.p[fold.n - 2] == 's' || fold.p[fold.n - 2] == 'u' || fold.p[fold.n - 2] == 'i'
		       ? 0
		       : 1;
}

bool names_add_form(struct names *n, uint32_t name, const struct form_spec *spec)
{
	struct tokens *t = &n->scratch;
	struct str fold;
	uint64_t hash = 0;

	tokens_cut(t, spec->text);
	fold = (struct str){t->fold, t->fold_len};
	if (fold.n < 2 || t->n > LONGEST_FORM)
		return false;
	for (size_t i = 0; i < t->n; i++) {
		hash = token_hash(hash, &t->at[i]);
		vec_push(&n->seams, hash);
	}
	/* "LSTMs" is cut as "LST" and "Ms" */
	if (t->at[t->n - 1].shape & SHAPE_CAPS)
		vec_push(&n->seams, without_last(hash, fold.p[fold.n - 1]));
	add_form(n, name, spec, 0);
	if (t->n > 1 && ch_lower(t->plain[t->fold_len - 1]) && plural(fold) && fold.n > 6)
		add_form(n, name, spec, plural(fold));
	return true;
}

void names_remove(struct names *n, struct str text, const char *rule)
{
	struct form_spec spec = {.text = text, .nocase = true};
	uint32_t name = names_add(n, text, TAG_METHOD, TAG_NAME, true, rule);
	struct str fold;

	n->all.at[name].none = true;
	if (!names_add_form(n, name, &spec))
		return;
	fold = (struct str){n->scratch.fold, n->scratch.fold_len};
	for (size_t i = 0; i < n->forms.n; i++) {
		struct form *f = &n->forms.at[i];

		if (!n->all.at[f->name].own && str_eq(f->fold, fold))
			n->all.at[f->name].dead = true;
	}
}

static void filter_put(const struct names *n, uint64_t hash, enum name_filter what)
{
	size_t cell = names_cell(n, hash);

	n->filter[cell / 4] |= (unsigned char)(what << cell % 4 * 2);
}

static struct name_slot *slot_of(const struct names *n, uint64_t hash)
{
	size_t i = mix(hash) & (n->cap - 1);

	while (n->slots[i].form && n->slots[i].hash != hash)
		i = (i + 1) & (n->cap - 1);
	return &n->slots[i];
}

/* What the reader's lists say of a form is all that counts for it. */
static bool shadowed(const struct names *n, const struct form *f)
{
	const struct form *g = names_find(n, f->fold);

	for (; g; g = form_next(n, g))
		if (n->all.at[g->name].own)
			return !n->all.at[f->name].own;
	return false;
}

/* Forms with the same letters stand in an order that does not depend on that of the lines. */
static int compare_forms(const struct names *n, const struct form *a, const struct form *b)
{
	const struct name *x = &n->all.at[a->name], *y = &n->all.at[b->name];

	if (a->guards != b->guards)
		return a->guards > b->guards ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->text, y->text);
}

static bool some_capital(struct str plain)
{
	for (size_t i = 0; i < plain.n; i++)
		if (ch_upper(plain.p[i]) || ch_digit(plain.p[i]))
			return true;
	return false;
}

static void insert(struct names *n, uint32_t index)
{
	struct form *f = &n->forms.at[index];
	struct name_slot *slot = slot_of(n, f->hash);
	uint32_t *link = &slot->form;

	slot->hash = f->hash;
	slot->small |= f->letters == CASE_ANY || !some_capital(f->plain);
	filter_put(n, f->hash, FILTER_WHOLE);
	while (*link && compare_forms(n, &n->forms.at[*link - 1], f) <= 0)
		link = &n->forms.at[*link - 1].next;
	f->next = *link;
	*link = index + 1;
}

void names_finish(struct names *n)
{
	for (n->cap = 1024; n->cap < n->forms.n + n->forms.n / 2;)
		n->cap *= 2;
	n->cells = n->cap * 16;
	n->slots = mem_zalloc(n->cap * sizeof *n->slots);
	n->filter = mem_zalloc(n->cells / 4);
	for (size_t i = 0; i < n->seams.n; i++)
		filter_put(n, n->seams.at[i], FILTER_PREFIX);
	vec_release(&n->seams);
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < n->forms.n; i++) {
			struct form *f = &n->forms.at[i];

			if (n->all.at[f->name].own != own || n->all.at[f->name].dead ||
				n->all.at[f->name].learnt || (!own && shadowed(n, f)))
				continue;
			insert(n, (uint32_t)i);
		}
	for (size_t i = 0; i < n->forms.n; i++)
		if (n->all.at[n->forms.at[i].name].learnt && !names_find(n, n->forms.at[i].fold))
			insert(n, (uint32_t)i);
}

/* ---- finding ---- */

const struct form *names_find(const struct names *n, struct str fold)
{
	uint32_t at = n->cap ? slot_of(n, hash_of(fold))->form : 0;

	return at ? &n->forms.at[at - 1] : NULL;
}

/* The slot of a hash that may be a form, or NULL. */
static const struct name_slot *look_up(const struct names *n, uint64_t hash, unsigned known)
{
	const struct name_slot *slot = known & FILTER_WHOLE ? slot_of(n, hash) : NULL;

	return slot && slot->form ? slot : NULL;
}

/*
 * small: there is no capital and no digit in the run. Half of what is found are words that are a name in capitals only.
 */
static bool look_up_run(const struct names *n, uint64_t hash, unsigned known, bool small, struct str fold,
	struct name_hit *hit)
{
	const struct name_slot *slot = look_up(n, hash, known);

	hit->fold_n = fold.n;
	if (!slot && fold.p[fold.n - 1] == 's' && (fold.n == 3 || plural(fold))) {
		hash = without_last(hash, 's');
		slot = look_up(n, hash, names_filter(n, hash));
		hit->fold_n--;
	}
	if (!slot || (small && !slot->small))
		return false;
	hit->form = slot->form - 1;
	return true;
}

size_t names_look(const struct names *n, const struct tokens *t, size_t from, struct name_hit *hits,
	size_t most)
{
	size_t count = 0, end = from + LONGEST_FORM < t->n ? from + LONGEST_FORM : t->n;
	uint64_t hash = 0;
	bool small = true;

	for (size_t i = from; i < end && count < most; i++) {
		const struct token *k = &t->at[i];
		unsigned known;

		if (i > from && (k->gap & ~(GAP_BLANK | GAP_HYPHEN | GAP_MARK)))
			break;
		hash = token_hash(hash, k);
		small &= !(k->shape & (SHAPE_UPPER | SHAPE_DIGIT));
		known = names_filter(n, hash);
		if (k->shape & SHAPE_END) {
			hits[count].to = i + 1;
			count += look_up_run(
				n, hash, known, small, tokens_fold(t, from, i + 1), &hits[count]);
		}
		if (!(known & FILTER_PREFIX))
			break;
	}
	return count;
}

/* The signs inside must be those of the form: "S+T" is not "St", and "Yes, but" not "YesBut". */
static bool signs_agree(const struct form *f, const struct tokens *t, size_t from, size_t to)
{
	bool marks = false;

	for (size_t i = from + 1; i < to; i++)
		marks |= (t->at[i].gap & GAP_MARK) || t->plain[t->at[i].fold] == '+';
	return f->marks ? marks || f->fold.n > 6 : !marks;
}

/*
 * A word with inner capitals ("BEiT", "LoRD") in another case: with capitals inside or digits, or
 * so long that it can be nothing else ("Imagenet"); cut in two ("Image Net") each part has its
 * capital ("Be it").
 */
static bool word_agrees(const struct tokens *t, size_t from, size_t to, struct str plain)
{
	bool inner = false;

	for (size_t i = from + 1; i < to; i++)
		if ((t->at[i].gap & GAP_BLANK) && !(t->at[i].shape & (SHAPE_UPPER | SHAPE_DIGIT)))
			return false;
	for (size_t i = 1; i < plain.n; i++)
		inner |= ch_upper(plain.p[i]) || ch_digit(plain.p[i]);
	return inner || (plain.n > 7 && some_capital(plain));
}

bool form_agrees(
	const struct form *f, const struct tokens *t, size_t from, const struct name_hit *hit)
{
	struct str plain = str_sub(tokens_plain(t, from, hit->to), 0, hit->fold_n);

	if (!signs_agree(f, t, from, hit->to))
		return false;
	if (hit->fold_n < tokens_fold(t, from, hit->to).n && plain.p[hit->fold_n] != 's')
		return false; /* "COTS" is no plural */
	if (f->letters == CASE_ANY || str_eq(plain, f->plain))
		return true;
	if (f->letters == CASE_EXACT)
		return false;
	return f->one_word ? word_agrees(t, from, hit->to, plain) : some_capital(plain);
}

void names_release(struct names *n)
{
	vec_release(&n->all);
	vec_release(&n->forms);
	vec_release(&n->guards);
	free(n->slots);
	free(n->filter);
	tokens_release(&n->scratch);
	arena_release(&n->arena);
	*n = (struct names){0};
}
