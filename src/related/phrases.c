/*
 * The words that two papers share, as they stand in both: runs of one to four words that weigh most.
 */
#include <stdlib.h>

#include "related/plain.h"
#include "related/profile.h"

enum { LONGEST_RUN = 4, LONGEST_PHRASE = 60, LONGEST_GAP = 8, MOST_TRIES = 64, SAID_OFTEN = TITLE_COUNTS + 1 };

/* A run of words of the other paper, all of them terms of the profile and paired as there. */
struct phrase {
	struct str text;
	int32_t terms[LONGEST_RUN];
	int n;
	size_t place; /* in the order of the text */
	bool starts, ends; /* false: within a word with hyphens ("low" of "low-rank") */
	double weight;
};

struct phrases {
	VEC_OF(struct phrase);
};

/* ---- where a phrase stands ---- */

static bool word_byte(char c)
{
	return ch_alnum(c) || (c & 0x80);
}

/* At the end of a word, or of its plural. */
static bool ends_word(struct str text, size_t at)
{
	if (at < text.n && text.p[at] == 's')
		at++;
	return at >= text.n || !word_byte(text.p[at]);
}

bool phrase_stands_in(struct str text, struct str phrase)
{
	for (size_t i = 0; i + phrase.n <= text.n; i++) {
		if (ch_tolower(text.p[i]) != ch_tolower(*phrase.p) || (i && word_byte(text.p[i - 1])))
			continue;
		if (str_case_eq(str_sub(text, i, i + phrase.n), phrase) && ends_word(text, i + phrase.n))
			return true;
	}
	return false;
}

/* The form of the phrase that both papers have: as it is, or without a plural's s. */
static bool common_form(const struct profile *p, struct str *phrase)
{
	if (phrase_stands_in(p->title, *phrase) || phrase_stands_in(p->abstract, *phrase))
		return true;
	if (phrase->n < 4 || phrase->p[phrase->n - 1] != 's' || phrase->p[phrase->n - 2] == 's')
		return false;
	phrase->n--;
	return phrase_stands_in(p->title, *phrase) || phrase_stands_in(p->abstract, *phrase);
}

/* ---- all runs ---- */

/* Within a phrase only what joins words may stand between two of them: "state of the art", not a clause. */
static bool joins(const char *from, const char *to)
{
	if (to - from > LONGEST_GAP)
		return false;
	for (; from < to; from++)
		if (!word_byte(*from) && *from != ' ' && *from != '-')
			return false;
	return true;
}

static double term_weight(const struct profile *p, int32_t term, double length)
{
	return p->terms.at[term].weight * saturated(p->counts[term], length);
}

static double pair_weight(const struct profile *p, int32_t pair, double length)
{
	return p->pairs.at[pair].weight * saturated(p->counts[p->terms.n + (size_t)pair], length);
}

/* Adds the phrases that end with this word: it alone, and each run that ended just before it made longer. */
static void add_phrases(const struct profile *p, struct phrases *all, size_t *last, struct str text,
	struct str word, int32_t term, double length)
{
	struct phrase one = {.text = word, .terms = {term}, .n = 1, .place = all->n};
	size_t from = *last, to = all->n;

	one.weight = term_weight(p, term, length);
	one.starts = word.p == text.p || word.p[-1] != '-';
	one.ends = word.p + word.n == text.p + text.n || word.p[word.n] != '-';
	*last = to;
	vec_push(all, one);
	for (size_t i = from; i < to; i++) {
		struct phrase run = all->at[i];
		int32_t pair = profile_pair_place(p, run.terms[run.n - 1], term);

		if (run.n == LONGEST_RUN || pair < 0 || !joins(run.text.p + run.text.n, word.p))
			continue;
		run.text.n = (size_t)(word.p + word.n - run.text.p);
		if (run.text.n > LONGEST_PHRASE)
			continue;
		run.terms[run.n++] = term;
		run.ends = one.ends;
		run.place = all->n;
		run.weight += one.weight + pair_weight(p, pair, length);
		vec_push(all, run);
	}
}

static void collect(struct profile *p, struct str text, double length, struct phrases *all)
{
	size_t at = 0, last = all->n; /* from last on: the runs that end with the word before */
	struct str word;

	while (word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);

		if (stem == STEM_NONE)
			continue;
		if ((size_t)stem < p->terms.n)
			add_phrases(p, all, &last, text, word, (int32_t)stem, length);
		else
			last = all->n;
	}
}

/* ---- the best of them ---- */

static int heaviest_first(const void *a, const void *b)
{
	const struct phrase *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static bool overlaps(const struct phrase *a, const struct phrase *b)
{
	for (int i = 0; i < a->n; i++)
		for (int j = 0; j < b->n; j++)
			if (a->terms[i] == b->terms[j])
				return true;
	return false;
}

static bool is_new(const struct phrases *chosen, const struct phrase *phrase)
{
	for (size_t i = 0; i < chosen->n; i++)
		if (overlaps(&chosen->at[i], phrase))
			return false;
	return true;
}

/* In the title of one of the papers, or said again and again. */
static bool said_often(const struct profile *p, int32_t term)
{
	return p->terms.at[term].count + p->counts[term] >= SAID_OFTEN;
}

/* Half a word says nothing, a number neither. In a small library any word is rare. */
static bool may_be_said(const struct profile *p, const struct phrase *phrase)
{
	if (!phrase->starts || !phrase->ends || phrase->weight <= 0)
		return false;
	return phrase->n > 1 || (!ch_digit(*phrase->text.p) && said_often(p, phrase->terms[0]));
}

/* "images", "state-of-the-art" say nothing; "world models" does where a paper is about them. */
static bool says_something(const struct profile *p, const struct phrase *phrase)
{
	bool often = phrase->n > 1;

	for (int i = 0; i < phrase->n; i++) {
		if (!is_plain_stem(profile_stem(p, (size_t)phrase->terms[i])))
			return true;
		often = often && said_often(p, phrase->terms[i]);
	}
	return often;
}

/* Adds to `chosen` and `why` the heaviest that do not overlap; plain: such as say nothing too. */
static void choose(const struct profile *p, const struct phrases *all, bool plain, double scale, size_t most,
	struct phrases *chosen, struct arena *a, struct reasons *why)
{
	for (size_t i = 0; i < all->n && i < MOST_TRIES && chosen->n < most; i++) {
		struct phrase next = all->at[i];
		struct reason reason = {.link = REASON_TEXT, .weight = scale * next.weight / p->itself};

		if (!may_be_said(p, &next) || !(plain || says_something(p, &next)) ||
			!is_new(chosen, &next) || !common_form(p, &next.text))
			continue;
		vec_push(chosen, next);
		reason.what = arena_str(a, next.text);
		vec_push_in(a, why, reason);
	}
}

void profile_reasons(struct profile *p, struct str title, struct str abstract, double scale, size_t most,
	bool plain, struct arena *a, struct reasons *why)
{
	struct phrases all = {0}, chosen = {0};
	struct profile_text read = {0};
	double length;

	profile_read(p, title, abstract, &read);
	length = profile_count(p, &read);
	collect(p, title, length, &all);
	collect(p, abstract, length, &all);
	if (all.n)
		qsort(all.at, all.n, sizeof *all.at, heaviest_first);
	choose(p, &all, false, scale, most, &chosen, a, why);
	if (plain && !chosen.n)
		choose(p, &all, true, scale, most, &chosen, a, why);
	vec_release(&all);
	vec_release(&chosen);
	vec_release(&read);
}

/* ---- all that is shared ---- */

/* Half of a paper's words weigh less than this and say little of what it is about. */
static double middling_weight(const struct profile *p)
{
	double sum = 0;

	for (size_t i = 0; i < p->terms.n; i++)
		sum += p->terms.at[i].weight;
	return p->terms.n ? sum / (double)p->terms.n : 0;
}

void profile_shared(struct profile *p, struct str text, struct arena *a, struct shared_spans *spans)
{
	double least = middling_weight(p);
	struct str word;
	size_t at = 0;

	while (word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);
		size_t from = (size_t)(word.p - text.p);
		struct shared_span *last = spans->n ? &spans->at[spans->n - 1] : NULL;

		if (stem == STEM_NONE || (size_t)stem >= p->terms.n || p->terms.at[stem].weight < least)
			continue;
		if (last && from - last->to == 1 && joins(text.p + last->to, word.p))
			last->to = from + word.n;
		else
			vec_push_in(a, spans, (struct shared_span){from, from + word.n});
	}
}
