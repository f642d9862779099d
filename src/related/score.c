#include "related/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
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
 * 0.4. label: how the line for people begins, for one and for several.
 */
static const struct {
	double weight;
	const char *one, *several;
} links[REASONS] = {
	[REASON_INTRODUCES] = {0.08, "introduces", "introduces"},
	[REASON_METHOD] = {0.02, "method", "methods"},
	[REASON_DATASET] = {0.02, "dataset", "datasets"},
	[REASON_AUTHOR] = {0.08, "author", "authors"},
	[REASON_REPO] = {0.25, "repo", "repos"},
	[REASON_TEXT] = {1, "text", "text"},
	[REASON_CITES] = {0.30, "cites it", "cites it"},
	[REASON_CITED_BY] = {0.30, "cited by it", "cited by it"},
	[REASON_LISTED] = {0.15, "listed by", "listed by"},
};

#define EXTENDS 1.0

enum { MOST_NAMED = 3 };

double reason_weight(enum reason_link link, int64_t with, int64_t all)
{
	double most = rarity(1, all);

	return most > 0 ? links[link].weight * rarity(with > 1 ? with : 1, all) / most : 0;
}

double reason_extends_weight(void)
{
	return EXTENDS;
}

double score_of_strength(double strength)
{
	return 1 - exp(-2 * strength);
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

/* ---- the line ---- */

/* Authors are known by their last names. */
static const char *short_form(const struct reason *r)
{
	const char *blank = r->link == REASON_AUTHOR ? strrchr(r->what, ' ') : NULL;

	return blank && blank[1] ? blank + 1 : r->what;
}

static bool same_kind(const struct reason *a, const struct reason *b)
{
	return a->link == b->link && a->extends == b->extends && a->twin == b->twin;
}

static const char *label_of(const struct reason *r, bool several)
{
	if (r->extends)
		return "extends";
	return r->twin ? "same work on" : several ? links[r->link].several : links[r->link].one;
}

/* The kind of why->at[first], with all of that kind. */
static void add_kind(const struct reasons *why, size_t first, struct strbuf *line)
{
	const struct reason *head = &why->at[first];
	size_t n = 0;

	for (size_t i = first; i < why->n; i++)
		n += same_kind(&why->at[i], head);
	strbuf_addz(line, line->len ? " · " : "");
	strbuf_addz(line, label_of(head, n > 1));
	if (head->link == REASON_CITES || head->link == REASON_CITED_BY)
		return;
	n = 0;
	for (size_t i = first; i < why->n && n < MOST_NAMED; i++) {
		if (!same_kind(&why->at[i], head))
			continue;
		strbuf_addz(line, n++ ? ", " : " ");
		strbuf_addz(line, short_form(&why->at[i]));
	}
}

static bool is_first_of_kind(const struct reasons *why, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_kind(&why->at[j], &why->at[i]))
			return false;
	return true;
}

const char *reasons_line(const struct reasons *why, struct arena *a)
{
	struct strbuf line = STRBUF_INIT;
	const char *z;

	for (size_t i = 0; i < why->n; i++)
		if (is_first_of_kind(why, i))
			add_kind(why, i, &line);
	z = arena_str(a, strbuf_str(&line));
	strbuf_release(&line);
	return z;
}
