#include "related/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Weights, set on development queries; each is flat around its value. A pair of stems weighs PAIR of what
 * both weigh alone; a word that the paper says often weighs up to 1 + OFTEN times one said once.
 */
#define PAIR 0.4
#define OFTEN 6.0

int32_t profile_pair_place(const struct profile *p, int32_t first, int32_t second)
{
	int32_t place = p->terms.at[first].pairs;

	while (place >= 0 && p->pairs.at[place].second != second)
		place = p->pairs.at[place].next;
	return place;
}

static void add_pair(struct profile *p, int32_t first, int32_t second, float by)
{
	int32_t *chain = &p->terms.at[first].pairs;
	int32_t place = profile_pair_place(p, first, second);

	if (place < 0) {
		place = (int32_t)p->pairs.n;
		vec_push(&p->pairs, (struct profile_pair){first, second, *chain, 0, 0});
		*chain = place;
	}
	p->pairs.at[place].count += by;
}

static void add_text(struct profile *p, struct str text, float by)
{
	int32_t before = OTHER_TERM;
	struct str word;
	size_t at = 0, words = 0;

	while (words < MOST_WORDS && word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);

		if (stem == STEM_NONE)
			continue;
		words++;
		if ((size_t)stem == p->terms.n)
			vec_push(&p->terms, (struct profile_term){word, 0, 0, -1});
		p->terms.at[stem].count += by;
		if (before != OTHER_TERM)
			add_pair(p, before, (int32_t)stem, by);
		before = (int32_t)stem;
	}
}

void profile_init(struct profile *p, struct str title, struct str abstract)
{
	*p = (struct profile){.title = title, .abstract = abstract, .lexicon = LEXICON_INIT};
	add_text(p, title, TITLE_COUNTS);
	add_text(p, abstract, 1);
	p->counts = mem_zalloc((p->terms.n + p->pairs.n + 1) * sizeof *p->counts);
}

void profile_release(struct profile *p)
{
	lexicon_release(&p->lexicon);
	vec_release(&p->terms);
	vec_release(&p->pairs);
	free(p->counts);
}

struct str profile_stem(const struct profile *p, size_t term)
{
	return p->lexicon.names.at[term];
}

/* ---- another paper ---- */

static void read_text(struct profile *p, struct str from, struct profile_text *text)
{
	size_t at = 0, first = text->n;
	struct str word;

	while (text->n - first < MOST_WORDS && word_next(from, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);

		if (stem != STEM_NONE)
			vec_push(text, (size_t)stem < p->terms.n ? (int32_t)stem : OTHER_TERM);
	}
}

void profile_read(struct profile *p, struct str title, struct str abstract, struct profile_text *text)
{
	text->n = 0;
	read_text(p, title, text);
	text->title = text->n;
	read_text(p, abstract, text);
}

double profile_count(struct profile *p, const struct profile_text *text)
{
	float *pairs = p->counts + p->terms.n;
	int32_t before = OTHER_TERM;

	memset(p->counts, 0, (p->terms.n + p->pairs.n) * sizeof *p->counts);
	for (size_t i = 0; i < text->n; i++) {
		float by = i < text->title ? TITLE_COUNTS : 1;
		int32_t term = text->at[i], pair = -1;

		if (term != OTHER_TERM)
			p->counts[term] += by;
		if (term != OTHER_TERM && before != OTHER_TERM && i != text->title)
			pair = profile_pair_place(p, before, term);
		if (pair >= 0)
			pairs[pair] += by;
		before = term;
	}
	return (double)(text->title * TITLE_COUNTS + text->n - text->title);
}

static double score(struct profile *p, const struct profile_text *text)
{
	double length = profile_count(p, text), sum = 0;
	const float *pairs = p->counts + p->terms.n;

	for (size_t i = 0; i < p->terms.n; i++)
		if (p->counts[i] > 0)
			sum += p->terms.at[i].weight * saturated(p->counts[i], length);
	for (size_t i = 0; i < p->pairs.n; i++)
		if (pairs[i] > 0)
			sum += p->pairs.at[i].weight * saturated(pairs[i], length);
	return sum;
}

double profile_likeness(struct profile *p, const struct profile_text *text)
{
	double sum = p->itself > 0 ? score(p, text) : 0;

	return sum < p->itself ? sum / p->itself : p->itself > 0;
}

/* ---- weights ---- */

static double often(double count)
{
	return count * (OFTEN + 1) / (count + OFTEN);
}

static void weigh(struct profile *p, const double *rare)
{
	for (size_t i = 0; i < p->terms.n; i++)
		p->terms.at[i].weight = often(p->terms.at[i].count) * rare[i];
	for (size_t i = 0; i < p->pairs.n; i++) {
		struct profile_pair *pair = &p->pairs.at[i];

		pair->weight = PAIR * often(pair->count) * (rare[pair->first] + rare[pair->second]);
	}
}

void profile_weigh(struct profile *p, const int64_t *papers_with, int64_t papers)
{
	double *rare = mem_alloc((p->terms.n + 1) * sizeof *rare);
	struct profile_text text = {0};

	for (size_t i = 0; i < p->terms.n; i++)
		rare[i] = rarity(papers_with[i], papers);
	weigh(p, rare);
	profile_read(p, p->title, p->abstract, &text);
	p->itself = score(p, &text);
	vec_release(&text);
	free(rare);
}
