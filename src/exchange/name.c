/*
 * How names look. Weights are log odds set by hand from how names and title words differ in
 * general; what the listing itself tells (exchange/lore.h) weighs more than any of them.
 */
#include "exchange/lore.h"

#include "base/utf8.h"

enum { MOST_WORDS = 7 };

/* What a word of a name may look like. */
enum form {
	FORM_NONE, /* digits, brackets, colons: no name */
	FORM_LOWER, /* "learning": hardly ever a name */
	FORM_WORD, /* "Shen", "Fa-Ting", "O'Brien", "McMahan" */
	FORM_INITIAL, /* "J.", "J", "J.-P." */
	FORM_PARTICLE,
	FORM_SUFFIX, /* "Jr.", "III" */
	FORM_CAPS, /* "GLUE" */
	FORM_HUMP, /* "NetLi": a capital inside */
	FORM_GLUED, /* "S.Wei": an initial with a word right behind it */
	FORM_DOUBLE, /* "BLingzhi": two capitals in front of small letters */
	FORMS
};

static const double form_weight[FORMS] = {
	[FORM_NONE] = NAME_NEVER,
	[FORM_LOWER] = -5,
	[FORM_CAPS] = -2.5,
	[FORM_HUMP] = -2.5,
	[FORM_GLUED] = -1.5,
	[FORM_DOUBLE] = -7,
};

/* Names of two words are the rule. */
static const double length_weight[MOST_WORDS + 1] = {NAME_NEVER, -5, 0, -0.7, -2.5, -4.5, -7, -9};

/* Small words inside names of many languages. */
static const char *const particles[] = {"van", "von", "der", "den", "de", "del", "della", "di",
	"da", "dos", "das", "do", "du", "la", "le", "los", "las", "ter", "ten", "te", "zu", "zur",
	"zum", "bin", "bint", "ibn", "al", "el", "e", "y", "i", "ben", "abu", "af", "av", "op",
	"'t", "im", "degli", "dalla", "ul", "ur", "st.", "mc", NULL};

/* What may stand before a capital inside a surname. */
static const char *const humps[] = {"Mc", "Mac", "De", "Di", "Du", "Da", "Do", "La", "Le", "Lo",
	"Li", "Van", "Von", "Fitz", "Del", "Dal", "Des", "Al", "El", "San", "St", "Mb",
	"Ter", "Ten", "Vander", "Vanden", "Dos", "O", "D", NULL};

static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", NULL};

static bool one_of(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eqz(s, *list))
			return true;
	return false;
}

/*
 * One letter a rune: U capital, l small or of a script without case, - hyphen, ' apostrophe, . dot,
 * ? other. Answers the number of runes.
 */
static size_t outline(struct str word, char *out, size_t most)
{
	size_t n = 0, used;

	for (size_t i = 0; i < word.n && n < most; i += used) {
		unsigned rune = utf8_decode(word.p + i, word.n - i, &used);

		if (rune_upper(rune))
			out[n++] = 'U';
		else if (rune_mark(rune))
			continue;
		else if (rune_letter(rune))
			out[n++] = 'l';
		else if (rune == '-' || rune == 0x2010 || rune == 0x2011)
			out[n++] = '-';
		else if (rune == '\'' || rune == 0x2019 || rune == '`' || rune == 0x02BC)
			out[n++] = '\'';
		else
			out[n++] = rune == '.' ? '.' : '?';
	}
	return n;
}

/* The form of a stretch of letters alone. */
static enum form form_of_letters(struct str letters, const char *shape, size_t n)
{
	size_t upper = 0, hump = 0;

	for (size_t i = 0; i < n; i++) {
		upper += shape[i] == 'U';
		if (i && shape[i] == 'U' && !hump)
			hump = i;
	}
	if (!upper)
		return FORM_LOWER;
	if (shape[0] == 'l')
		return FORM_DOUBLE; /* "sWei" */
	if (n == 1)
		return FORM_INITIAL;
	if (upper == n)
		return FORM_CAPS;
	if (shape[0] == 'U' && shape[1] == 'U')
		return FORM_DOUBLE;
	if (hump && !one_of(str_sub(letters, 0, hump), humps))
		return FORM_HUMP;
	return FORM_WORD;
}

/* Of the parts of one word ("Jean-Pierre") the odder one tells. */
static enum form odder(enum form a, enum form b, bool first)
{
	if (first)
		return b;
	if (b == FORM_LOWER)
		return a; /* "Jae-sung", "d'Aspremont" */
	if (a == FORM_LOWER || a == FORM_INITIAL)
		return b;
	if (b == FORM_INITIAL)
		return a;
	return a > b ? a : b;
}

static enum form form_of_word(struct str word)
{
	char shape[NAME_LONGEST];
	size_t n = outline(word, shape, sizeof shape), from = 0;
	enum form form = FORM_NONE;
	bool first = true;

	if (one_of(word, suffixes))
		return FORM_SUFFIX;
	if (one_of(word, particles))
		return FORM_PARTICLE;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && shape[i] == '?')
			return FORM_NONE;
		if (i < n && (shape[i] == 'U' || shape[i] == 'l'))
			continue;
		if (i > from) {
			/* Bytes and runes agree wherever a prefix of ASCII letters is asked for. */
			struct str letters = str_sub(word, from, word.n);

			form = odder(form, form_of_letters(letters, shape + from, i - from), first);
			if (form == FORM_WORD && from && shape[from - 1] == '.')
				form = FORM_GLUED;
			first = false;
		}
		from = i + 1;
	}
	if (form == FORM_CAPS && n == 2)
		return FORM_INITIAL; /* "JM": two initials */
	return form;
}

/*
 * What stands in front of the first capital inside a word: "Net" of "NetLi", "LLMs" of "LLMsAdel".
 */
static struct str before_hump(struct str word)
{
	for (size_t i = 1; i < word.n; i++)
		if (ch_lower(word.p[i - 1]) && ch_upper(word.p[i]))
			return str_sub(word, 0, i);
	return (struct str){"", 0};
}

static bool in_lower_case(const struct map *words, struct str word)
{
	char lower[NAME_LONGEST];

	for (size_t i = 0; i < word.n; i++)
		lower[i] = ch_tolower(word.p[i]);
	return map_get(words, (struct str){lower, word.n}) != NULL;
}

struct tally {
	size_t n, solid; /* words that count; those of more than an initial */
	size_t caps; /* words in capitals */
	size_t text; /* words that stand in running text as well */
	double score;
};

/* What the listing knows about a word of a name. */
static void add_known(const struct lore *l, struct str word, enum form form, struct tally *t)
{
	struct str front = before_hump(word);

	if (map_get(&l->parts, word))
		t->score += 2.5;
	else if (in_lower_case(&l->words, word))
		t->text++;
	else if (map_get(&l->words, word))
		t->score -= 1;
	if ((form == FORM_HUMP || form == FORM_DOUBLE) && words_know(&l->words, front))
		t->score -= 3;
}

/* A nickname: (Leslie), "Richie". */
static struct str inside_marks(struct str word)
{
	bool marked = word.n > 2
		      && ((word.p[0] == '(' && word.p[word.n - 1] == ')')
			      || (word.p[0] == '"' && word.p[word.n - 1] == '"'));

	return marked ? str_sub(word, 1, word.n - 1) : word;
}

static bool add_word(const struct lore *l, struct str word, struct tally *t)
{
	struct str inside = inside_marks(word);
	enum form form = form_of_word(inside);

	if (form == FORM_NONE || t->n > MOST_WORDS)
		return false;
	t->score += form_weight[form] - (inside.n != word.n);
	if (form == FORM_CAPS && t->caps++)
		t->score += 2; /* whoever writes one name so writes all of them so */
	if (form == FORM_PARTICLE)
		t->score -= 0.5;
	else if (form != FORM_SUFFIX)
		t->n++;
	if (form == FORM_WORD || form >= FORM_CAPS) {
		t->solid++;
		add_known(l, inside, form, t);
	}
	return true;
}

double name_score(const struct lore *l, struct str s)
{
	struct tally t = {0};
	struct str rest = s, word;

	if (!s.n || s.n > NAME_LONGEST)
		return 2 * NAME_NEVER;
	if (str_eqz(s, ":"))
		return 0; /* arXiv has it between a group and its members */
	while (str_split(&rest, ' ', &word))
		if (!add_word(l, word, &t))
			return 2 * NAME_NEVER;
	if (t.n > MOST_WORDS)
		return 2 * NAME_NEVER;
	/* One word of a name may be a word of the language as well; all of them seldom are. */
	t.score -= (t.text < t.n ? 1.5 : 3.5) * (double)t.text;
	t.score += length_weight[t.n];
	if (!t.solid)
		t.score -= 4; /* initials alone */
	if (map_get(&l->names, s))
		t.score += 4;
	return t.score;
}
