#include "related/bag.h"

#include <math.h>
#include <stdlib.h>

/*
 * BM25's k1 and b = 1, with the mean length in the constant (texts shorter than most abstracts count as if they
 * had that length, or a bare title would be all weight). Set on development queries; flat around here.
 */
#define SATURATION 0.02
#define SHORTEST 60

static int by_stem(const void *a, const void *b)
{
	const struct bag_entry *x = a, *y = b;

	return (x->stem > y->stem) - (x->stem < y->stem);
}

static void add_text(struct bag *bag, struct lexicon *lex, struct str text, float by)
{
	struct str word;
	size_t at = 0;

	while (word_next(text, &at, &word)) {
		int64_t stem = lexicon_stem(lex, word);

		if (stem == STEM_NONE)
			continue;
		vec_push(bag, (struct bag_entry){stem, by});
		bag->length += by;
	}
}

void bag_read(struct bag *bag, struct lexicon *lex, struct str title, struct str abstract)
{
	size_t n = 0;

	bag->n = 0;
	bag->length = 0;
	add_text(bag, lex, title, TITLE_COUNTS);
	add_text(bag, lex, abstract, 1);
	if (bag->n)
		qsort(bag->at, bag->n, sizeof *bag->at, by_stem);
	for (size_t i = 0; i < bag->n; i++) {
		if (n && bag->at[n - 1].stem == bag->at[i].stem)
			bag->at[n - 1].count += bag->at[i].count;
		else
			bag->at[n++] = bag->at[i];
	}
	bag->n = n;
}

void bag_release(struct bag *bag)
{
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
