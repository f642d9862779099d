#include "command/suggest.h"

#include <string.h>

enum { LONGEST = 24, FAR = 1000 };

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

/* Optimal string alignment: no part is changed twice. Three rows of the table are enough. */
int suggest_distance(const char *a, const char *b)
{
	int rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *row = rows[2], *spare;
	size_t n = strlen(a), m = strlen(b);

	if (n > LONGEST || m > LONGEST)
		return FAR;
	for (size_t j = 0; j <= m; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		row[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1, row[j]);
		}
		spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[m];
}

struct best {
	const char *name;
	int distance;
};

static void consider(struct best *best, const char *word, const char *name)
{
	int distance = suggest_distance(word, name);

	if (distance < best->distance)
		*best = (struct best){name, distance};
}

/* One letter wrong is always near; more only in longer words. */
static struct best none(const char *word)
{
	int third = (int)strlen(word) / 3;

	return (struct best){NULL, (third > 1 ? third : 1) + 1};
}

const char *suggest_verb(const char *word)
{
	struct best best = none(word);

	for (size_t i = 0; verbs[i]; i++)
		consider(&best, word, verbs[i]->name);
	return best.name;
}

const char *suggest_option(const struct verb_option *own, const char *word)
{
	struct best best = none(word);

	for (; own && own->name; own++)
		consider(&best, word, own->name);
	for (own = global_options; own->name; own++)
		consider(&best, word, own->name);
	return best.name;
}
