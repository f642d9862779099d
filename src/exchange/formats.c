#include "exchange/format.h"

#include "exchange/rows.h"

enum { SUFFIX_BONUS = 30, SURE_ENOUGH = 20 };

const struct format *const formats[] = {
	&format_listing,
	&format_jsonl,
	&format_mailing,
	&format_bibtex,
	&format_ris,
	&format_cslj,
	&format_feed,
	&format_oai,
	&format_acl,
	&format_arxiv_list,
	&format_arxiv_abs,
	&format_arxiv_search,
	&format_article_page,
	&format_acl_page,
	&format_markdown,
	&format_urls,
	NULL,
};

const struct format *format_find(const char *name)
{
	for (size_t i = 0; formats[i]; i++)
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	return NULL;
}

/*
 * Whether the end of path, from its last dot on, is one of the blank-separated words of suffixes.
 */
static bool suffix_fits(const char *path, const char *suffixes)
{
	const char *dot = path ? strrchr(path, '.') : NULL;
	struct str rest = str_of(suffixes), word;

	while (dot && str_split(&rest, ' ', &word))
		if (word.n && str_case_eq(word, str_of(dot)))
			return true;
	return false;
}

const struct format *format_guess(const char *path, struct str head)
{
	const struct format *best = NULL;
	int most = SURE_ENOUGH - 1;

	if (str_starts(head, "\xEF\xBB\xBF"))
		head = str_sub(head, 3, head.n);
	for (size_t i = 0; formats[i]; i++) {
		int sure = formats[i]->sniff ? formats[i]->sniff(head) : 0;

		if (sure && suffix_fits(path, formats[i]->suffix))
			sure += SUFFIX_BONUS;
		if (sure > most) {
			most = sure;
			best = formats[i];
		}
	}
	return best;
}
