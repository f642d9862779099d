#include "exchange/seam.h"

#include "base/utf8.h"

enum { MOST_ODD = -16, LEAST = -9 };

struct search {
	const struct lore *lore;
	const struct map *words;
	struct str line;
	struct seam best;
};

/* What a title may end in besides a word, and what it hardly ever ends in. */
static const char closing[] = "?!)]}\"'%$*+";
static const char opening[] = "([{/:;,-&=<_^\\~";

static bool word_byte(char c)
{
	return ch_alnum(c) || (unsigned char)c >= 0x80;
}

static bool has_suffix(struct str word)
{
	static const char *const endings[] = {"tion", "ing", "ity", "ment", "ness", "ance", "ence", "ics", "ism", "ers",
		"ors", "als", "els", "ks", "ts", "ns", "es", "ology", "graphy", "ures", "ure", "ed", "ly", "ive", "able", NULL};

	for (const char *const *e = endings; *e; e++)
		if (str_ends(word, *e) && word.n > strlen(*e) + 1)
			return true;
	return false;
}

/* The last word before the seam: is it one? */
static double word_weight(const struct search *s, struct str word)
{
	if (words_know(s->words, word))
		return word.n > 1 ? 5 : 2;
	if (words_know(&s->lore->words, word))
		return word.n > 1 ? 3.5 : 1;
	if (has_suffix(word))
		return 1.5;
	return word.n < 3 ? -2 : 0;
}

static bool all_upper_or_digit(struct str w)
{
	for (size_t i = 0; i < w.n; i++)
		if (!ch_upper(w.p[i]) && !ch_digit(w.p[i]))
			return false;
	return w.n > 0;
}

/* "J." or "C.": more often a part of a name than the end of a title. */
static bool after_initial(struct str line, size_t at)
{
	return at >= 2 && line.p[at - 1] == '.' && ch_upper(line.p[at - 2]) && (at == 2 || !word_byte(line.p[at - 3]));
}

static double title_weight(const struct search *s, size_t at)
{
	size_t from = at, to = at;
	char before = s->line.p[at - 1];
	double score;

	if (strchr(opening, before))
		return -8;
	if (strchr(closing, before))
		return 4;
	while (from && word_byte(s->line.p[from - 1]))
		from--;
	while (to < s->line.n && word_byte(s->line.p[to]))
		to++;
	if (from == at)
		return after_initial(s->line, at) ? -2 : 1;
	score = word_weight(s, str_sub(s->line, from, at));
	if (words_know(s->words, str_sub(s->line, from, to)) || words_know(&s->lore->words, str_sub(s->line, from, to)))
		score -= 7; /* the seam would cut a word that is known as a whole */
	if (ch_lower(before))
		score += 1.5;
	else if (all_upper_or_digit(str_sub(s->line, from, at)))
		score += 0.5;
	return score;
}

static void consider(struct search *s, size_t at, size_t end, double odds)
{
	bool blank = s->line.p[at - 1] == ' ';
	double score = odds + name_score(s->lore, str_sub(s->line, at, end));

	if (blank && at > 1 && s->line.p[at - 2] == ',')
		return; /* no title ends in a comma */
	if (score < LEAST || score + 6 < s->best.score)
		return;
	score += blank ? -8 : title_weight(s, at);
	if (score > s->best.score)
		s->best = (struct seam){blank ? at - 1 : at, at, score};
}

/* Every place in the piece [from, to) where a name could start. */
static void search_piece(struct search *s, size_t from, size_t to, double odds)
{
	size_t used;

	if (to - from > NAME_LONGEST)
		from = to - NAME_LONGEST;
	while (from < to && ((unsigned char)s->line.p[from] & 0xC0) == 0x80)
		from++;
	for (size_t i = from; i < to; i += used) {
		unsigned rune = utf8_decode(s->line.p + i, to - i, &used);

		if (i > 0 && rune_upper(rune))
			consider(s, i, to, odds);
	}
}

/* Where the piece that ends at `to` begins: after the last ", ". */
static size_t piece_start(struct str line, size_t to)
{
	while (to >= 2 && !(line.p[to - 2] == ',' && line.p[to - 1] == ' '))
		to--;
	return to >= 2 ? to : 0;
}

static double count_odds(size_t usual, size_t n, bool et_al)
{
	if (!usual || n == usual)
		return 0;
	return et_al || n > usual ? -2 : 0;
}

bool seam_find(const struct lore *l, const struct map *words, struct str line, bool et_al, struct seam *seam)
{
	struct search s = {l, words, line, {0, 0, LEAST}};
	size_t usual = lore_usual(l), to = line.n;
	double odds = 0;

	for (size_t n = 1; odds > MOST_ODD; n++) {
		size_t from = piece_start(line, to);
		double name = name_score(l, str_sub(line, from, to));

		search_piece(&s, from, to, odds + count_odds(usual, n, et_al));
		if (!from)
			break;
		odds += name < -8 ? -8 : name > 2 ? 2 : name;
		to = from - 2;
	}
	*seam = s.best;
	return s.best.score > LEAST;
}

bool seam_only_names(const struct lore *l, struct str line)
{
	size_t to = line.n, from;

	do {
		from = piece_start(line, to);
		if (name_score(l, str_sub(line, from, to)) < -5)
			return false;
		to = from - 2;
	} while (from);
	return true;
}
