#include <string.h>

#include "command/cmd.h"
#include "command/formats.h"
#include "command/verbs.h"

enum { OPT_FORMAT };

static const struct verb_option own_options[] = {
	[OPT_FORMAT] = {"--format", "-f", "FORMAT", "the format; must be given"},
	{NULL, NULL, NULL, NULL},
};

struct writer {
	struct cmd *cmd;
	struct library *lib;
	const struct format *format;
	struct strbuf out;
	struct arena arena; /* for one paper */
	struct map names;   /* see format.h, apart */
	bool some;          /* one is written already */
};

static void put(struct writer *w)
{
	fwrite(w->out.buf, 1, w->out.len, w->cmd->out);
	strbuf_reset(&w->out);
}

static int write_paper(struct writer *w, int64_t num, struct err *err)
{
	struct cmd_paper p;
	size_t from;
	int rc;

	arena_reset(&w->arena);
	rc = cmd_read_paper(w->lib, num, &w->arena, &p, err);
	if (rc == ERR_NOT_FOUND)
		return 0; /* gone since the window was read */
	if (rc == 0) {
		if (w->some && w->format->between)
			strbuf_addz(&w->out, w->format->between);
		w->some = true;
		from = w->out.len;
		w->format->write(&p.paper, &p.marks, &w->out);
		if (w->format->apart)
			w->format->apart(&w->names, from, &w->out);
		put(w);
	}
	return rc;
}

static int each(void *data, const struct row *row, struct err *err)
{
	return write_paper(data, row->num, err);
}

/* The papers of `nums`, or those of a selection. */
static int write_all(struct writer *w, const int64_t *nums, struct selection *sel, struct err *err)
{
	int rc = 0;

	if (w->format->begin)
		w->format->begin(&w->out);
	put(w);
	for (int i = 0; rc == 0 && nums && i < w->cmd->argc; i++)
		rc = write_paper(w, nums[i], err);
	if (rc == 0 && sel)
		rc = cmd_walk(w->cmd, sel, NULL, 0, each, w, err);
	if (rc == 0 && w->format->end)
		w->format->end(&w->out);
	put(w);
	return rc;
}

static int choose_format(struct cmd *cmd, const struct format **format, struct err *err)
{
	const char *name = cmd->opt[OPT_FORMAT];

	*format = name ? format_find(name) : NULL;
	if (*format && (*format)->write)
		return 0;
	return formats_unknown(name, formats_writes, err);
}

/* Where every word names a paper: those. Else they are a query (nums NULL), but "#7" is no word to search for. */
static int named(struct writer *w, int64_t **nums, struct err *err)
{
	struct cmd *cmd = w->cmd;
	int rc = cmd_papers(cmd, w->lib, cmd->argv, cmd->argc, nums, err);
	bool by_row = false;

	if (rc == 0)
		return 0;
	for (int i = 0; i < cmd->argc; i++)
		by_row = by_row || *cmd->argv[i] == '#';
	*nums = NULL;
	return rc == ERR_NOT_FOUND && !by_row ? 0 : rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct writer w = {.cmd = cmd, .out = STRBUF_INIT, .arena = ARENA_INIT, .names = MAP_INIT};
	const char *query = cmd_joined(cmd, 0), *list = NULL;
	struct selection *sel = NULL;
	int64_t *nums = NULL;
	int rc = choose_format(cmd, &w.format, err);

	if (query && *query == '@') {
		list = query + 1;
		query = NULL;
	}
	if (rc == 0)
		rc = desk_library(cmd->desk, &w.lib, err);
	if (rc == 0 && list)
		rc = cmd_have_list(cmd, w.lib, list, err);
	if (rc == 0 && query)
		rc = named(&w, &nums, err);
	if (rc == 0 && !nums)
		rc = cmd_select(cmd, w.lib, query, list, SORT_BEST, false, &sel, err);
	if (rc == 0)
		rc = write_all(&w, nums, sel, err);
	selection_close(sel);
	strbuf_release(&w.out);
	arena_release(&w.arena);
	map_release(&w.names);
	return rc;
}

const struct verb verb_export = {
	.name = "export",
	.args = "[QUERY|@LIST|ID...]",
	.doc = "papers in a format for other programs",
	.more = "Writes all papers, those that a query finds, those of a reading list in its "
		"order, or those with the given ids, to standard output: BibTeX for LaTeX, "
		"Markdown for notes, JSON lines for a copy that import reads back, and more: "
		"carrel export -f help names every format.",
	.least = 0,
	.most = -1,
	.flags = VERB_QUERY,
	.options = own_options,
	.run = run,
};
