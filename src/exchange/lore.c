#include "exchange/lore.h"

#include "base/utf8.h"

enum { WORD_LONGEST = 64 };

void lore_release(struct lore *l)
{
	map_release(&l->names);
	map_release(&l->parts);
	map_release(&l->words);
}

size_t word_length(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.n
		&& (ch_alnum(s.p[i])
			|| ((unsigned char)s.p[i] >= 0x80
				&& !str_starts(str_sub(s, i, s.n), "\xE2\x80"))))
		i++;
	return i - at;
}

void words_add(struct map *words, struct str text)
{
	size_t i = 0, n;

	while (i < text.n) {
		n = word_length(text, i);
		if (n && n <= WORD_LONGEST)
			++*map_put(words, str_sub(text, i, i + n));
		i += n ? n : 1;
	}
}

bool words_know(const struct map *words, struct str word)
{
	char lower[WORD_LONGEST];

	if (!word.n || word.n > sizeof lower)
		return false;
	if (map_get(words, word))
		return true;
	for (size_t i = 0; i < word.n; i++)
		lower[i] = ch_tolower(word.p[i]);
	return map_get(words, (struct str){lower, word.n}) != NULL;
}

void lore_add_text(struct lore *l, struct str text)
{
	words_add(&l->words, text);
}

/* The place of the last ", " before `to`, or -1. */
static ptrdiff_t comma_before(struct str s, size_t to)
{
	for (size_t i = to; i >= 2; i--)
		if (s.p[i - 2] == ',' && s.p[i - 1] == ' ')
			return (ptrdiff_t)i - 2;
	return -1;
}

static void add_name(struct lore *l, struct str name)
{
	struct str word;

	++*map_put(&l->names, name);
	while (str_split(&name, ' ', &word))
		if (word.n)
			++*map_put(&l->parts, word);
}

void lore_add_people(struct lore *l, struct str people, bool et_al)
{
	size_t to = people.n, n = 1;
	ptrdiff_t comma;

	while ((comma = comma_before(people, to)) >= 0) {
		struct str piece = str_sub(people, (size_t)comma + 2, to);

		if (name_score(l, piece) < 0)
			break;
		add_name(l, piece);
		to = (size_t)comma;
		n++;
	}
	if (et_al && n > 1 && n < sizeof l->counts / sizeof *l->counts)
		l->counts[n]++;
}

size_t lore_usual(const struct lore *l)
{
	size_t best = 0, all = 0;

	for (size_t i = 0; i < sizeof l->counts / sizeof *l->counts; i++) {
		all += l->counts[i];
		if (l->counts[i] > l->counts[best])
			best = i;
	}
	return all >= 3 && l->counts[best] * 3 >= all * 2 ? best : 0;
}
