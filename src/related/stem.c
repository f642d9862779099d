#include "related/stem.h"

#include <stdbool.h>
#include <string.h>

/* The word so far: n bytes; and the length of what stands before the ending that was looked for. */
struct cut {
	char *b;
	size_t n, before;
};

struct ending {
	const char *from, *to;
};

static bool is_consonant(const char *b, size_t i)
{
	switch (b[i]) {
	case 'a': case 'e': case 'i': case 'o': case 'u':
		return false;
	case 'y':
		return i == 0 || !is_consonant(b, i - 1);
	default:
		return true;
	}
}

/* Porter's m: how often a consonant follows a vowel in the first n bytes. */
static int measure(const char *b, size_t n)
{
	bool vowel_before = false;
	int m = 0;

	for (size_t i = 0; i < n; i++) {
		bool consonant = is_consonant(b, i);

		m += consonant && vowel_before;
		vowel_before = !consonant;
	}
	return m;
}

static bool has_vowel(const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_consonant(b, i))
			return true;
	return false;
}

static bool doubled(const char *b, size_t n)
{
	return n >= 2 && b[n - 1] == b[n - 2] && is_consonant(b, n - 1);
}

/* Consonant, vowel, consonant at the end, the last not w, x or y: "hop" but not "snow". */
static bool short_end(const char *b, size_t n)
{
	return n >= 3 && is_consonant(b, n - 1) && !is_consonant(b, n - 2) && is_consonant(b, n - 3) &&
		!strchr("wxy", b[n - 1]);
}

static bool ends(struct cut *w, const char *ending)
{
	size_t len = strlen(ending);

	if (len > w->n || memcmp(w->b + w->n - len, ending, len))
		return false;
	w->before = w->n - len;
	return true;
}

/* Puts another ending in the place of the one that was found; it is never longer than the word was. */
static void replace(struct cut *w, const char *ending)
{
	size_t len = strlen(ending);

	memcpy(w->b + w->before, ending, len);
	w->n = w->before + len;
}

static void plurals(struct cut *w)
{
	if (ends(w, "sses"))
		replace(w, "ss");
	else if (ends(w, "ies"))
		replace(w, "i");
	else if (!ends(w, "ss") && ends(w, "s"))
		replace(w, "");
}

static void tidy_past(struct cut *w)
{
	if (ends(w, "at"))
		replace(w, "ate");
	else if (ends(w, "bl"))
		replace(w, "ble");
	else if (ends(w, "iz"))
		replace(w, "ize");
	else if (doubled(w->b, w->n) && !strchr("lsz", w->b[w->n - 1]))
		w->n--;
	else if (measure(w->b, w->n) == 1 && short_end(w->b, w->n))
		w->b[w->n++] = 'e';
}

static void past(struct cut *w)
{
	if (ends(w, "eed")) {
		if (measure(w->b, w->before) > 0)
			replace(w, "ee");
	} else if ((ends(w, "ed") || ends(w, "ing")) && has_vowel(w->b, w->before)) {
		replace(w, "");
		tidy_past(w);
	}
}

/* The first ending of the table that fits is the one; it goes where more than m > 0 is left before it. */
static void replace_first(struct cut *w, const struct ending *table, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!ends(w, table[i].from))
			continue;
		if (measure(w->b, w->before) > 0)
			replace(w, table[i].to);
		return;
	}
}

static void suffixes(struct cut *w)
{
	static const struct ending doubles[] = {
		{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"},
		{"izer", "ize"}, {"bli", "ble"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"},
		{"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"},
		{"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"},
		{"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}, {"logi", "log"},
	};
	static const struct ending singles[] = {
		{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"},
		{"ful", ""}, {"ness", ""},
	};

	replace_first(w, doubles, sizeof doubles / sizeof *doubles);
	replace_first(w, singles, sizeof singles / sizeof *singles);
}

static void last_suffix(struct cut *w)
{
	static const char *const table[] = {
		"al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent",
		"ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!ends(w, table[i]))
			continue;
		if (!strcmp(table[i], "ion") && (!w->before || !strchr("st", w->b[w->before - 1])))
			return;
		if (measure(w->b, w->before) > 1)
			replace(w, "");
		return;
	}
}

static void tidy(struct cut *w)
{
	int m;

	if (ends(w, "e")) {
		m = measure(w->b, w->before);
		if (m > 1 || (m == 1 && !short_end(w->b, w->before)))
			w->n--;
	}
	if (doubled(w->b, w->n) && w->b[w->n - 1] == 'l' && measure(w->b, w->n - 1) > 1)
		w->n--;
}

size_t stem_word(char *word, size_t n)
{
	struct cut w = {word, n, 0};

	for (size_t i = 0; i < n; i++)
		if (word[i] < 'a' || word[i] > 'z')
			return n;
	if (n <= 2)
		return n;
	plurals(&w);
	past(&w);
	if (ends(&w, "y") && has_vowel(w.b, w.before))
		replace(&w, "i");
	suffixes(&w);
	last_suffix(&w);
	tidy(&w);
	return w.n;
}
