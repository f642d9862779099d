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

static struct str pair_key(const int32_t *stems)
{
	return (struct str){(const char *)stems, 2 * sizeof *stems};
}

ptrdiff_t profile_pair_place(const struct profile *p, int64_t first, int64_t second)
{
	int32_t stems[2] = {(int32_t)first, (int32_t)second};
	const int64_t *place = map_get(&p->pair_places, pair_key(stems));

	return place ? (ptrdiff_t)*place : -1;
}

static void add_pair(struct profile *p, int64_t first, int64_t second, float by)
{
	int32_t stems[2] = {(int32_t)first, (int32_t)second};
	ptrdiff_t place = profile_pair_place(p, first, second);

	if (place < 0) {
		place = (ptrdiff_t)p->pairs.n;
		*map_put(&p->pair_places, pair_key(stems)) = place;
		vec_push(&p->pairs, (struct profile_pair){stems[0], stems[1], 0, 0});
	}
	p->pairs.at[place].count += by;
}

static void add_text(struct profile *p, struct str text, float by)
{
	int64_t before = STEM_NONE;
	struct str word;
	size_t at = 0;

	while (word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);

		if (stem == STEM_NONE)
			continue;
		if ((size_t)stem == p->terms.n)
			vec_push(&p->terms, (struct profile_term){word, 0, 0});
		p->terms.at[stem].count += by;
		p->length += by;
		if (before != STEM_NONE)
			add_pair(p, before, stem, by);
		before = stem;
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
	map_release(&p->pair_places);
	vec_release(&p->terms);
	vec_release(&p->pairs);
	free(p->counts);
}

struct str profile_stem(const struct profile *p, size_t term)
{
	return p->lexicon.names.at[term];
}

static double often(double count)
{
	return count * (OFTEN + 1) / (count + OFTEN);
}

/* ---- another paper ---- */

static double count_text(struct profile *p, struct str text, float by)
{
	int64_t before = STEM_NONE;
	double length = 0;
	struct str word;
	size_t at = 0;

	while (word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(&p->lexicon, word);
		bool known = stem != STEM_NONE && (size_t)stem < p->terms.n;
		ptrdiff_t pair;

		if (stem == STEM_NONE)
			continue;
		length += by;
		if (known)
			p->counts[stem] += by;
		pair = known && before != STEM_NONE ? profile_pair_place(p, before, stem) : -1;
		if (pair >= 0)
			p->counts[p->terms.n + (size_t)pair] += by;
		before = known ? stem : STEM_NONE;
	}
	return length;
}

double profile_count(struct profile *p, struct str title, struct str abstract)
{
	memset(p->counts, 0, (p->terms.n + p->pairs.n) * sizeof *p->counts);
	return count_text(p, title, TITLE_COUNTS) + count_text(p, abstract, 1);
}

static double score(struct profile *p, struct str title, struct str abstract)
{
	double length = profile_count(p, title, abstract), sum = 0;
	const float *pairs = p->counts + p->terms.n;

	for (size_t i = 0; i < p->terms.n; i++)
		if (p->counts[i] > 0)
			sum += p->terms.at[i].weight * saturated(p->counts[i], length);
	for (size_t i = 0; i < p->pairs.n; i++)
		if (pairs[i] > 0)
			sum += p->pairs.at[i].weight * saturated(pairs[i], length);
	return sum;
}

void profile_weigh(struct profile *p, const int64_t *papers_with, int64_t papers)
{
	for (size_t i = 0; i < p->pairs.n; i++) {
		struct profile_pair *pair = &p->pairs.at[i];

		pair->weight = PAIR * often(pair->count) *
			(rarity(papers_with[pair->first], papers) + rarity(papers_with[pair->second], papers));
	}
	for (size_t i = 0; i < p->terms.n; i++)
		p->terms.at[i].weight = often(p->terms.at[i].count) * rarity(papers_with[i], papers);
	p->itself = score(p, p->title, p->abstract);
}

double profile_likeness(struct profile *p, struct str title, struct str abstract)
{
	double sum = p->itself > 0 ? score(p, title, abstract) : 0;

	return sum < p->itself ? sum / p->itself : p->itself > 0;
}
