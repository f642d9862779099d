#include "exchange/seam.h"

#include "base/utf8.h"

enum { MOST_ODD = -20, LEAST = -12 };

struct search {
	const struct lore *lore;
	const struct map *words;
	struct str line;
	size_t piece; /* where the piece at hand begins */
	struct seam best;
};

/* What a title may end in besides a word, and what it hardly ever ends in. */
static bool closes(unsigned rune)
{
	return (rune && rune < 0x80 && strchr("?!)]}\"'%$*+", (int)rune)) || rune == 0x2019
	       || rune == 0x201D || rune == 0xBB;
}

static bool opens(unsigned rune)
{
	return (rune && rune < 0x80 && strchr("([{/:;,-&=<_^\\~", (int)rune))
	       || (rune >= 0x2010 && rune <= 0x2018) || rune == 0x201C || rune == 0xAB;
}

static bool has_suffix(struct str word)
{
	static const char *const endings[] = {"tion", "ing", "ity", "ment", "ness", "ance", "ence",
		"ics", "ism", "ers", "ors", "als", "els", "ks", "ts", "ns", "es", "ology", "graphy",
		"ures", "ure", "ed", "ly", "ive", "able", NULL};

	for (const char *const *e = endings; *e; e++)
		if (str_ends(word, *e) && word.n > strlen(*e) + 1)
			return true;
	return false;
}

/*
 * A word of two, "WordNet" or "DataXiu": what stands behind its last small letter before a capital.
 */
static size_t last_hump(struct str word)
{
	for (size_t i = word.n; i > 1; i--)
		if (ch_upper(word.p[i - 1]) && ch_lower(word.p[i - 2]))
			return i - 1;
	return 0;
}

static bool known(const struct search *s, struct str word)
{
	return words_know(s->words, word) || words_know(&s->lore->words, word);
}

static bool all_upper_or_digit(struct str w)
{
	for (size_t i = 0; i < w.n; i++)
		if (!ch_upper(w.p[i]) && !ch_digit(w.p[i]))
			return false;
	return w.n > 0;
}

/* The last word before the seam: is it one? */
static double word_weight(const struct search *s, struct str word)
{
	size_t hump = last_hump(word);
	struct str behind = str_sub(word, hump, word.n);

	if (words_know(s->words, word))
		return word.n > 1 ? 5 : 2;
	if (words_know(&s->lore->words, word))
		return word.n > 1 ? 3.5 : 1;
	if (hump && known(s, str_sub(word, 0, hump)) && !all_upper_or_digit(behind))
		return known(s, behind) ? 0.5 : -2.5;
	if (has_suffix(word))
		return 1.5;
	return word.n < 3 ? -2 : 0;
}

/* "J.", "D'" or "O'": more often inside a name than at the end of a title. */
static bool after_initial(struct str line, size_t at)
{
	return at >= 2 && (line.p[at - 1] == '.' || line.p[at - 1] == '\'')
	       && ch_upper(line.p[at - 2]) && (at == 2 || !ch_alnum(line.p[at - 3]));
}

static bool ends_in_punctuation(struct str s)
{
	return s.n >= 3 && s.p[s.n - 3] == '\xE2' && s.p[s.n - 2] == '\x80'; /* U+2000-203F */
}

/* Where the word that ends before `at` begins. */
static size_t word_start(struct str line, size_t at)
{
	size_t from = at;

	while (from && at - from < NAME_LONGEST && !ends_in_punctuation(str_sub(line, 0, from))
		&& (ch_alnum(line.p[from - 1]) || (unsigned char)line.p[from - 1] >= 0x80))
		from--;
	return from;
}

/* "NA" of DNA and "Us" of GPUs: what follows a capital is no beginning of a name. */
static bool cuts_capitals(struct str rest)
{
	return rest.n > 2 && (ch_upper(rest.p[1]) || (rest.p[1] == 's' && ch_upper(rest.p[2])));
}

static double title_weight(const struct search *s, size_t at)
{
	struct str line = s->line, word;
	size_t from = word_start(line, at), used, back = utf8_back(str_sub(line, 0, at));
	unsigned before = utf8_decode(line.p + at - back, back, &used);
	double score;

	if (after_initial(line, at))
		return -2;
	if (opens(before))
		return -8;
	if (closes(before))
		return 4;
	if (from == at)
		return 1; /* some other mark */
	word = str_sub(line, from, at);
	score = word_weight(s, word);
	if (known(s, str_sub(line, from, at + word_length(line, at))))
		score -= 7; /* the seam would cut a word that is known as a whole */
	if (from == s->piece && from)
		score -= words_know(s->words, word) ? 2 : 5; /* "…, Geon|Hui Han" */
	if (rune_lower(before))
		score += 1.5;
	else if (rune_upper(before) && cuts_capitals(str_sub(line, at, line.n)))
		score -= 4;
	else if (all_upper_or_digit(word))
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
	score += blank ? -12 : title_weight(s, at);
	if (ch_lower(s->line.p[at]))
		score -= 6; /* the last resort */
	if (score > s->best.score)
		s->best = (struct seam){blank ? at - 1 : at, at, score};
}

/*
 * "Networks|xiaobo liang": names in small letters are only looked for behind a word of the
 * abstract, and not within one that is known.
 */
static bool behind_word(const struct search *s, size_t at)
{
	size_t from = word_start(s->line, at), rest = word_length(s->line, at);

	return at - from > 2 && rest > 1 && words_know(s->words, str_sub(s->line, from, at))
	       && !known(s, str_sub(s->line, from, at + rest));
}

/* Every place in the piece [from, to) where a name could start. */
static void search_piece(struct search *s, size_t from, size_t to, double odds)
{
	size_t used;

	s->piece = from;
	if (to - from > NAME_LONGEST)
		from = to - NAME_LONGEST;
	while (from < to && ((unsigned char)s->line.p[from] & 0xC0) == 0x80)
		from++;
	for (size_t i = from; i < to; i += used) {
		unsigned rune = utf8_decode(s->line.p + i, to - i, &used);

		if (i > 0 && (rune_upper(rune) || (rune_lower(rune) && behind_word(s, i))))
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

bool seam_find(const struct lore *l, const struct map *words, struct str line, bool et_al,
	struct seam *seam)
{
	struct search s = {.lore = l, .words = words, .line = line, .best = {0, 0, LEAST}};
	size_t usual = lore_usual(l), to = line.n;
	double odds = 0;

	for (size_t n = 1; odds > MOST_ODD; n++) {
		size_t from = piece_start(line, to);
		double name = name_score(l, str_sub(line, from, to));

		search_piece(&s, from, to, odds + count_odds(usual, n, et_al));
		if (!from)
			break;
		odds += name < 2 * NAME_NEVER + 1 ? -8 : name < -5 ? -5 : name > 2 ? 2 : name;
		to = from - 2;
	}
	*seam = s.best;
	return s.best.score > LEAST;
}

double seam_names(const struct lore *l, struct str line, double *first)
{
	size_t to = line.n, from, n = 0;
	double sum = 0;

	do {
		from = piece_start(line, to);
		*first = name_score(l, str_sub(line, from, to));
		sum += *first < -10 ? -10 : *first > 2 ? 2 : *first;
		to = from - 2;
		n++;
	} while (from);
	return sum / (double)n;
}
