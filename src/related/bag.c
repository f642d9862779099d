#include "related/bag.h"

#include <math.h>

/*
 * BM25's k1 and b = 1, with the mean length in the constant (texts shorter than most abstracts count as if they
 * had that length, or a bare title would be all weight). Set on development queries; flat around here.
 */
#define SATURATION 0.02
#define SHORTEST 60

static void add_word(struct bag *bag, int32_t stem, float by)
{
	while (bag->places.n <= (size_t)stem)
		vec_push(&bag->places, 0);
	if (!bag->places.at[stem]) {
		vec_push(bag, (struct bag_entry){stem, 0});
		bag->places.at[stem] = (int32_t)bag->n;
	}
	bag->at[bag->places.at[stem] - 1].count += by;
	bag->length += by;
}

static void add_text(struct bag *bag, struct lexicon *lex, struct str text, float by)
{
	size_t at = 0, from = bag->words.n;
	struct str word;

	while (bag->words.n - from < MOST_WORDS && word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(lex, word);

		if (stem == STEM_NONE)
			continue;
		vec_push(&bag->words, (int32_t)stem);
		add_word(bag, (int32_t)stem, by);
	}
}

void bag_read(struct bag *bag, struct lexicon *lex, struct str title, struct str abstract)
{
	bag->words.n = bag->n = 0;
	bag->length = 0;
	add_text(bag, lex, title, TITLE_COUNTS);
	bag->title = bag->words.n;
	add_text(bag, lex, abstract, 1);
	for (size_t i = 0; i < bag->n; i++)
		bag->places.at[bag->at[i].stem] = 0;
}

void bag_release(struct bag *bag)
{
	vec_release(&bag->words);
	vec_release(&bag->places);
	vec_release(bag);
}

double rarity(int64_t with, int64_t all)
{
	double n = (double)with, total = (double)(all > with ? all : with);

	return log(1 + (total - n + 0.5) / (n + 0.5));
}

double saturated(double count, double length)
{
	return count / (count + SATURATION * (length > SHORTEST ? length : SHORTEST));
}
