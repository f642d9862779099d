#include "config/options.h"

#include <string.h>

const struct option options[] = {
	{"library", "path", OPTION_PATH, "", NULL, 0, 0,
		"The library's file; empty: library.db in the data folder. $CARREL_LIBRARY goes before it."},
	{"browser", "layout", OPTION_WORDS, "auto", "auto columns rows list", 0, 0,
		"Panes: list beside paper, list over paper, or the list only; auto goes by the width."},
	{"browser", "sort", OPTION_WORDS, "date", "date title author added stars for-you", 0, 0,
		"The order of the list at the start; date, added and stars begin with the newest or most, for-you with "
		"what is most like the papers you starred, tagged or listed."},
	{"browser", "theme", OPTION_WORDS, "default", "default light mono", 0, 0,
		"Colours for a dark terminal, for a light one, or none. NO_COLOR goes before it."},
	{"browser", "mouse", OPTION_FLAG, "yes", NULL, 0, 0,
		"Whether the mouse selects, opens and scrolls; without it the terminal selects text."},
	{"browser", "text_width", OPTION_NUMBER, "88", NULL, 20, 500,
		"The widest line of an abstract, in columns."},
	{"list", "limit", OPTION_NUMBER, "50", NULL, 0, 1000000000,
		"How many papers `carrel list` shows where --limit is not given; 0 for all."},
	{"open", "browser", OPTION_TEXT, "", NULL, 0, 0,
		"The program that opens links, with its options, %s for the URL; empty: $BROWSER, xdg-open or open."},
	{"open", "pdf", OPTION_TEXT, "", NULL, 0, 0,
		"The program that opens the URL of a PDF; empty: the one for links."},
	{"open", "in_terminal", OPTION_TEXT, "w3m lynx links links2 elinks", NULL, 0, 0,
		"Programs for links that work in the terminal: it is theirs until they end."},
	{"open", "editor", OPTION_TEXT, "", NULL, 0, 0,
		"The program that edits notes; empty: $EDITOR, else vi."},
	{"fetch", "sources", OPTION_LINE, "", NULL, 0, 0,
		"What `carrel fetch` brings when no source is named, with blanks between, quoted as for a shell: "
		"arxiv:cs.LG 'arxiv:ti:\"flat minima\" AND cat:cs.LG'"},
	{"fetch", "pace", OPTION_FLAG, "yes", NULL, 0, 0,
		"Whether endpoints of your own are asked at the pace of the services they stand for."},
	{"fetch", "code", OPTION_FLAG, "yes", NULL, 0, 0,
		"Whether `carrel fetch` visits the code pages of what it brought and of the papers that you keep."},
	{"fetch", "citations", OPTION_FLAG, "no", NULL, 0, 0,
		"Whether `carrel fetch` asks Semantic Scholar, then OpenAlex, whom papers cite and who cites them."},
	{"fetch", "github_token", OPTION_TEXT, "", NULL, 0, 0,
		"Your token for GitHub's interface, if you have one; it needs no rights. $GITHUB_TOKEN goes "
		"before it."},
	{"fetch", "semantic_scholar_key", OPTION_TEXT, "", NULL, 0, 0,
		"Your key for Semantic Scholar, if you have one; sent to it and to no other."},
	{"fetch", "openalex_key", OPTION_TEXT, "", NULL, 0, 0,
		"Your key for OpenAlex, if you have one; sent to it and to no other."},
	{"endpoint", "arxiv_api", OPTION_TEXT, "https://export.arxiv.org/api/query", NULL, 0, 0,
		"arXiv's query interface."},
	{"endpoint", "arxiv_oai", OPTION_TEXT, "https://oaipmh.arxiv.org/oai", NULL, 0, 0,
		"arXiv's OAI-PMH interface."},
	{"endpoint", "arxiv_rss", OPTION_TEXT, "https://rss.arxiv.org", NULL, 0, 0,
		"arXiv's announcement feeds."},
	{"endpoint", "arxiv_www", OPTION_TEXT, "https://arxiv.org", NULL, 0, 0,
		"arXiv's pages."},
	{"endpoint", "github_www", OPTION_TEXT, "https://github.com", NULL, 0, 0,
		"GitHub's pages."},
	{"endpoint", "github_api", OPTION_TEXT, "https://api.github.com", NULL, 0, 0,
		"GitHub's interface; $GITHUB_TOKEN is sent to it and to no other."},
	{"endpoint", "gitlab", OPTION_TEXT, "https://gitlab.com", NULL, 0, 0,
		"GitLab's interface."},
	{"endpoint", "bitbucket", OPTION_TEXT, "https://api.bitbucket.org", NULL, 0, 0,
		"Bitbucket's interface."},
	{"endpoint", "huggingface", OPTION_TEXT, "https://huggingface.co", NULL, 0, 0,
		"Hugging Face's interface."},
	{"endpoint", "semantic_scholar", OPTION_TEXT, "https://api.semanticscholar.org", NULL, 0, 0,
		"Semantic Scholar's interface."},
	{"endpoint", "openalex", OPTION_TEXT, "https://api.openalex.org", NULL, 0, 0,
		"OpenAlex' interface."},
};

const size_t options_n = sizeof options / sizeof *options;

const struct option *option_find(const char *name)
{
	const char *dot = strchr(name, '.');

	for (size_t i = 0; dot && i < options_n; i++)
		if (strlen(options[i].section) == (size_t)(dot - name) &&
			!strncmp(options[i].section, name, (size_t)(dot - name)) &&
			!strcmp(options[i].name, dot + 1))
			return &options[i];
	return NULL;
}
