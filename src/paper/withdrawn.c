#include "paper/withdrawn.h"

/* What a word can be in a sentence that takes a paper back. */
enum role { OTHER, THIS, THE, PRESENT, PAPER, IS, NOW, WITHDRAWN, WITHDRAW };

static const struct {
	const char *word;
	enum role role;
} roles[] = {
	{"this", THIS}, {"these", THIS},
	{"the", THE}, {"our", THE}, {"it", THE},
	{"present", PRESENT}, {"entire", PRESENT}, {"whole", PRESENT}, {"arxiv", PRESENT}, {"preprint", PAPER},
	{"paper", PAPER}, {"papers", PAPER}, {"article", PAPER}, {"manuscript", PAPER}, {"submission", PAPER},
	{"e-print", PAPER}, {"eprint", PAPER}, {"work", PAPER}, {"letter", PAPER}, {"document", PAPER},
	{"thesis", PAPER}, {"report", PAPER}, {"version", PAPER}, {"draft", PAPER},
	{"is", IS}, {"was", IS}, {"were", IS}, {"has", IS}, {"have", IS}, {"had", IS}, {"been", IS}, {"being", IS},
	{"now", NOW}, {"hereby", NOW}, {"already", NOW}, {"temporarily", NOW}, {"permanently", NOW}, {"since", NOW},
	{"withdrawn", WITHDRAWN}, {"withdrawed", WITHDRAWN},
	{"withdraw", WITHDRAW}, {"withdraws", WITHDRAW}, {"withdrew", WITHDRAW}, {"withdrawing", WITHDRAW},
};

static enum role role_of(struct str word)
{
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_case_eq(word, str_of(roles[i].word)))
			return roles[i].role;
	return OTHER;
}

static bool in_word(char c)
{
	return ch_alnum(c) || (unsigned char)c >= 0x80 || c == '-' || c == '\'';
}

/* The next word of rest; *before is the last mark in front of it that is no blank, 0 where there is none. */
static bool next_word(struct str *rest, struct str *word, char *before)
{
	size_t from = 0, to;

	*before = 0;
	for (; from < rest->n && !in_word(rest->p[from]); from++)
		if (!ch_space(rest->p[from]))
			*before = rest->p[from];
	for (to = from; to < rest->n && in_word(rest->p[to]); to++)
		;
	*word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return word->n > 0;
}

/* How far a clause "this paper has been withdrawn" has come. BEGUN: nothing was said in it yet. */
enum stage { LOST, BEGUN, BEHIND_COMMA, DETERMINED, NAMED, LINKED };

/* "from arXiv" takes a paper back, "from the journal" does not; nor does "the withdrawn paper". */
static bool goes_on_well(struct str rest, enum stage stage)
{
	static const char *const reasons[] = {"by", "due", "because", "as", "since", "for", "owing", NULL};
	struct str word;
	char before;

	if (!next_word(&rest, &word, &before) || before)
		return true;
	if (str_case_eq(word, STR_LIT("from")))
		return next_word(&rest, &word, &before)
			&& (str_case_starts(word, "arxiv") || (role_of(word) == THE
				&& next_word(&rest, &word, &before) && str_case_starts(word, "arxiv")));
	for (size_t i = 0; stage == BEHIND_COMMA; i++)
		if (!reasons[i] || str_case_eq(word, str_of(reasons[i])))
			return reasons[i];
	return role_of(word) != PAPER;
}

/* "We withdraw this paper", "the authors have withdrawn this article". */
static bool takes_this(struct str rest)
{
	struct str word;
	char before;

	if (!next_word(&rest, &word, &before) || before || role_of(word) != THIS)
		return false;
	while (next_word(&rest, &word, &before) && role_of(word) == PRESENT)
		;
	return role_of(word) == PAPER;
}

static enum stage behind_mark(enum stage stage, char mark)
{
	if (!mark || stage == BEGUN)
		return stage;
	return strchr(".;:!?", mark) ? BEGUN : mark == ',' ? BEHIND_COMMA : LOST;
}

static enum stage advance(enum stage stage, enum role role)
{
	bool open = stage == BEGUN || stage == BEHIND_COMMA;

	switch (role) {
	case THIS:
		return DETERMINED;
	case THE:
		return open ? DETERMINED : LOST;
	case PRESENT:
		return stage == DETERMINED ? DETERMINED : LOST;
	case PAPER:
		return open || stage == DETERMINED ? NAMED : LOST;
	case IS:
		return stage == DETERMINED || stage == NAMED || stage == LINKED ? LINKED : LOST;
	case NOW:
		return stage;
	default:
		return LOST;
	}
}

static bool says_so(struct str text, bool first_sentence)
{
	enum stage stage = BEGUN;
	struct str word;
	char mark;

	while (next_word(&text, &word, &mark)) {
		enum role role = role_of(word);

		if (first_sentence && mark == '.')
			return false;
		stage = behind_mark(stage, mark);
		if ((role == WITHDRAWN || role == WITHDRAW) && takes_this(text))
			return true;
		if (role == WITHDRAWN && stage != LOST && stage != DETERMINED && goes_on_well(text, stage))
			return true;
		stage = advance(stage, role);
	}
	return false;
}

bool withdrawn_by_comments(struct str comments)
{
	return says_so(comments, false);
}

bool withdrawn_but_lost(struct str comments)
{
	return str_find(comments, "was not stored by arXiv") >= 0;
}

bool withdrawn_by_abstract(struct str abstract)
{
	return says_so(abstract, true);
}
