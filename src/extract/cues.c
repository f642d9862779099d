#include "extract/cues.h"

#include "extract/clues.h"

static void add_dataset(const struct lists *l, struct scan *s, struct chunk c)
{
	struct local *x;

	clues_trim(l, s, &c);
	if ((c.to - c.from == 1 && lists_unit(l, s, c.from, c.to)) || !chunk_named(s, c) ||
		scan_find_local(s, c.from, c.to))
		return;
	if (s->title_case && s->tokens.at[c.from].at < s->title_len && !chunk_strong(s, c))
		return;
	if (c.to - c.from > 1 ? !chunk_capital(s, c) : !chunk_strong(s, c))
		return;
	if ((s->tokens.at[c.from].shape & SHAPE_DIGIT) && c.to - c.from > 2 &&
		(s->tokens.at[c.from + 1].gap & (GAP_BLANK | GAP_MARK)))
		return; /* "1.4 Million …" */
	x = scan_local(s, c.from, c.to);
	if (!x)
		return;
	x->rank = RANK_CUE;
	x->cued = x->open = true;
	x->kind = TAG_DATASET;
	x->rule = l->role_rules[WORD_DATA];
}

static bool list_link(const struct scan *s, size_t i)
{
	return scan_is(s, i, "and") || scan_is(s, i, "or");
}

static bool parted(const struct scan *s, size_t i)
{
	return (s->tokens.at[i].gap & GAP_COMMA) || scan_slash(s, i);
}

/* "A, B and C" that ends before token i. */
static void datasets_left(const struct lists *l, struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i > 0; n++) {
		if (!chunk_left(s, i, &c))
			return;
		add_dataset(l, s, c);
		i = c.from;
		if (i > 1 && list_link(s, i - 1))
			i--;
		else if (!i || !parted(s, i))
			return;
		if (s->tokens.at[i].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN | GAP_CLOSE))
			return;
	}
}

/* "A, B and C" that starts at token i. */
static void datasets_right(const struct lists *l, struct scan *s, size_t i)
{
	struct chunk c;

	for (int n = 0; n < 12 && i < s->tokens.n; n++) {
		if (scan_is(s, i, "the"))
			i++;
		if (i >= s->tokens.n || !chunk_right(s, i, &c))
			return;
		add_dataset(l, s, c);
		i = c.to;
		if (i < s->tokens.n && list_link(s, i) &&
			!(s->tokens.at[i].gap & (GAP_STOP | GAP_FIELD)))
			i++;
		else if (i >= s->tokens.n || !parted(s, i))
			return;
	}
}

static size_t after_such_as(const struct scan *s, size_t i)
{
	const struct tokens *t = &s->tokens;

	if (scan_is(s, i, "such") && scan_is(s, i + 1, "as"))
		return i + 2;
	if (scan_is(s, i, "including") || scan_is(s, i, "like") || scan_is(s, i, "namely") ||
		scan_is(s, i, "called"))
		return i + 1;
	if (i + 1 < t->n && (t->at[i + 1].gap & GAP_COMMA) && str_ends(tokens_fold(t, i, i + 1), "ed"))
		return after_such_as(s, i + 1); /* "benchmarks used, including" */
	if (i < t->n && (t->at[i].gap & (GAP_OPEN | GAP_OTHER)) &&
		!(t->at[i].gap & (GAP_STOP | GAP_FIELD | GAP_CLOSE)))
		return i;
	return 0;
}

/* A capital makes the word part of the name: "Czech National Corpus". */
static bool of_name(const struct scan *s, size_t i)
{
	return (s->tokens.at[i].shape & SHAPE_UPPER) &&
	       !(s->title_case && s->tokens.at[i].at < s->title_len);
}

void cues_datasets(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->tokens.n; i++) {
		size_t right;

		if (!scan_role(s, i, WORD_DATA))
			continue;
		if (s->tokens.at[i].gap == GAP_BLANK)
			datasets_left(l, s, i + of_name(s, i));
		right = after_such_as(s, i + 1);
		if (right)
			datasets_right(l, s, right);
	}
}
