#include "related/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "related/bag.h"

const char *const reason_names[REASONS] = {
	[REASON_INTRODUCES] = "introduces",
	[REASON_METHOD] = "method",
	[REASON_DATASET] = "dataset",
	[REASON_AUTHOR] = "author",
	[REASON_REPO] = "repo",
	[REASON_TEXT] = "text",
	[REASON_CITES] = "cites",
	[REASON_CITED_BY] = "cited-by",
	[REASON_LISTED] = "listed",
};

/*
 * What a link through the rarest of things adds to the likeness of the texts, which is 0 to 1 and seldom above
 * 0.4.
 */
static const double weights[REASONS] = {
	[REASON_INTRODUCES] = 0.08,
	[REASON_METHOD] = 0.02,
	[REASON_DATASET] = 0.02,
	[REASON_AUTHOR] = 0.08,
	[REASON_REPO] = 0.25,
	[REASON_TEXT] = 1,
	[REASON_CITES] = 0.30,
	[REASON_CITED_BY] = 0.30,
	[REASON_LISTED] = 0.15,
};

#define EXTENDS 1.0

double reason_weight(enum reason_link link, int64_t with, int64_t all)
{
	double most = rarity(1, all);

	return most > 0 ? weights[link] * rarity(with > 1 ? with : 1, all) / most : 0;
}

double reason_extends_weight(void)
{
	return EXTENDS;
}

double score_of_strength(double strength)
{
	return 1 - exp(-2 * strength);
}

double strength_of_score(double score)
{
	return -log1p(-score) / 2;
}

static int strongest_first(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->link != y->link)
		return x->link < y->link ? -1 : 1;
	return strcmp(x->what, y->what);
}

void reasons_sort(struct reasons *why)
{
	if (why->n)
		qsort(why->at, why->n, sizeof *why->at, strongest_first);
}
