#include "related/author.h"

enum { GIVEN_MOST = 6 };

/* The words in front of the family name: "zhi-hua", "z.-h." and "z h" are two each. */
struct given {
	struct str at[GIVEN_MOST];
	size_t n;
	bool all; /* there were no more */
};

struct str author_surname(struct str name)
{
	size_t from = name.n;

	while (from && name.p[from - 1] != ' ')
		from--;
	return str_sub(name, from, name.n);
}

static bool parts_words(char c)
{
	return c == ' ' || c == '.' || c == '-' || c == '\'';
}

static void read_given(struct str name, struct given *g)
{
	size_t end = name.n - author_surname(name).n, from = 0;

	*g = (struct given){.all = true};
	for (size_t i = 0; i <= end; i++) {
		if (i < end && !parts_words(name.p[i]))
			continue;
		if (i > from && g->n == GIVEN_MOST)
			g->all = false;
		else if (i > from)
			g->at[g->n++] = str_sub(name, from, i);
		from = i + 1;
	}
}

/* One letter, be it of one byte or several. */
static bool is_initial(struct str word)
{
	size_t n = 0;

	for (size_t i = 0; i < word.n; i++)
		n += ((unsigned char)word.p[i] & 0xC0) != 0x80;
	return n == 1;
}

static bool begins_alike(struct str a, struct str b)
{
	struct str initial = is_initial(a) ? a : b, name = is_initial(a) ? b : a;

	return (is_initial(a) || is_initial(b)) && initial.n <= name.n && !memcmp(name.p, initial.p, initial.n);
}

/* The letters of all words, one after the other. */
static bool same_letters(const struct given *a, const struct given *b)
{
	size_t i = 0, k = 0, x = 0, y = 0;

	for (;;) {
		while (i < a->n && x == a->at[i].n)
			i++, x = 0;
		while (k < b->n && y == b->at[k].n)
			k++, y = 0;
		if (i == a->n || k == b->n)
			return i == a->n && k == b->n;
		if (a->at[i].p[x++] != b->at[k].p[y++])
			return false;
	}
}

static bool all_initials(const struct given *g, size_t from)
{
	for (size_t i = from; i < g->n; i++)
		if (!is_initial(g->at[i]))
			return false;
	return true;
}

/* What b has more than a are initials, or all that a has are: "L. Shen" leaves out what it likes. */
static bool more_initials(const struct given *a, const struct given *b)
{
	return a->n <= b->n && (all_initials(b, a->n) || all_initials(a, 0));
}

enum author_match author_match(struct str a, struct str b)
{
	struct given x, y;
	size_t both;

	if (!str_eq(author_surname(a), author_surname(b)))
		return AUTHOR_OTHER;
	read_given(a, &x);
	read_given(b, &y);
	if (!x.n || !y.n || !x.all || !y.all)
		return AUTHOR_OTHER;
	if (same_letters(&x, &y))
		return AUTHOR_SAME;
	both = x.n < y.n ? x.n : y.n;
	for (size_t i = 0; i < both; i++)
		if (!str_eq(x.at[i], y.at[i]) && !begins_alike(x.at[i], y.at[i]))
			return AUTHOR_OTHER;
	return more_initials(&x, &y) || more_initials(&y, &x) ? AUTHOR_MAYBE : AUTHOR_OTHER;
}
