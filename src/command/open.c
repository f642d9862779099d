#include <string.h>

#include "app/opener.h"
#include "command/cmd.h"
#include "command/verbs.h"
#include "paper/paper_id.h"

enum { OPT_PRINT };

static const struct verb_option own_options[] = {
	[OPT_PRINT] = {"--print", "-p", NULL, "print the link instead"},
	{NULL, NULL, NULL, NULL},
};

static int numbered(const struct paper *p, const char *word, const char **url, struct err *err)
{
	size_t digits = strspn(word, "0123456789"), n;

	if (!digits || word[digits] || digits > 9)
		return err_set(err, ERR_USAGE, "\"%s\" is none of: code abs pdf, or the number of a link", word);
	n = (size_t)strtoul(word, NULL, 10);
	if (n < 1 || n > p->links.n)
		return err_set(err, ERR_NOT_FOUND, "%s has no link %s", p->id, word);
	*url = p->links.at[n - 1].url;
	return 0;
}

/* The page about the paper: of its id, else of its DOI, else its first link. */
static const char *page(const struct paper *p, struct arena *a)
{
	const char *url = paper_id_page(p->id, a);

	if (!url && p->doi)
		url = arena_printf(a, "https://doi.org/%s", p->doi);
	return !url && p->links.n ? p->links.at[0].url : url;
}

static int choose(const struct paper *p, const char *word, struct arena *a, const char **url, struct err *err)
{
	const struct link *code = paper_code(p);

	if (!strcmp(word, "code"))
		*url = code ? code->url : NULL;
	else if (!strcmp(word, "abs"))
		*url = page(p, a);
	else if (!strcmp(word, "pdf"))
		*url = paper_id_pdf(p->id, a);
	else
		return numbered(p, word, url, err);
	return *url ? 0 : err_set(err, ERR_NOT_FOUND, "%s has no link for \"%s\"", p->id, word);
}

static bool stays(void *data)
{
	(void)data;
	return false;
}

static int run(struct cmd *cmd, struct err *err)
{
	static const struct opener_screen taken = {.leave = stays}; /* by the browser whose ":" line this is */
	const char *word = cmd->argc > 1 ? cmd->argv[1] : "abs", *url;
	struct paper paper = {0};
	struct library *lib;
	int64_t num;
	int rc = desk_library(cmd->desk, &lib, err);

	if (rc == 0)
		rc = library_find(lib, cmd->argv[0], &num, err);
	if (rc == 0)
		rc = library_get(lib, num, PART_TEXT | PART_LINKS, &cmd->arena, &paper, err);
	if (rc == 0)
		rc = choose(&paper, word, &cmd->arena, &url, err);
	if (rc < 0)
		return rc;
	if (cmd->opt[OPT_PRINT]) {
		fprintf(cmd->out, "%s\n", url);
		return 0;
	}
	rc = opener_open(cmd->desk, url, cmd->inside ? &taken : NULL, err);
	if (rc == 0)
		cmd_say(cmd, "opened %s", url);
	return rc;
}

const struct verb verb_open = {
	.name = "open",
	.args = "ID [code|abs|pdf|N]",
	.doc = "open a link of a paper",
	.more = "Opens the page about the paper (abs, also where nothing is said), its PDF, its "
		"code, or the link of a number that carrel show tells, with the configured "
		"program, $BROWSER, or what the desktop has. No shell sees the link.",
	.least = 1,
	.most = 2,
	.options = own_options,
	.run = run,
};
