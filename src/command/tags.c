#include <inttypes.h>

#include "app/interrupt.h"
#include "app/retag.h"
#include "base/json.h"
#include "command/cmd.h"
#include "command/review.h"
#include "command/timeline.h"
#include "command/verbs.h"
#include "library/tags.h"

enum { OPT_KIND, OPT_LIMIT, OPT_RETAG, OPT_BACKGROUND, OPT_REVIEW, OPT_TIMELINE };

static const struct verb_option own_options[] = {
	[OPT_KIND] = {"--kind", "-k", "KIND", "only dataset, method or user"},
	[OPT_LIMIT] = {"--limit", "-n", "N", "the most used N (0: all, also where nothing is said)"},
	[OPT_RETAG] = {"--retag", NULL, NULL, "tag again what other lists or rules than those at hand tagged"},
	[OPT_BACKGROUND] = {"--background", NULL, NULL,
		"with --retag: make way for others, and say how far it is on standard output"},
	[OPT_REVIEW] = {"--review", NULL, NULL, "go through the tags that no list names, with a sentence each"},
	[OPT_TIMELINE] = {"--timeline", NULL, "NAME", "one tag: who introduced it, and who used it, by month"},
	{NULL, NULL, NULL, NULL},
};

static const char *const kinds[] = {"dataset", "method", "user", NULL};

enum { NAME_WIDTH = 40, LEAST_BAR = 10 };

static void json_tag(struct cmd *cmd, const struct tag_count *t, struct strbuf *sb)
{
	struct json j = {sb, false};

	json_open(&j, '{');
	json_key(&j, "kind");
	json_z(&j, t->kind);
	json_key(&j, "name");
	json_z(&j, t->name);
	json_key(&j, "papers");
	json_int(&j, t->papers);
	json_close(&j, '}');
	cmd_line(cmd, sb);
}

/* A bar as long as the count beside the greatest, where the terminal has room for one. */
static void bar(const struct cmd *cmd, struct strbuf *sb, int64_t n, int64_t most)
{
	int room = cmd->columns - (7 + 2 + 8 + NAME_WIDTH + 2), full;

	if (room < LEAST_BAR || most <= 0)
		return;
	full = (int)((n * room + most - 1) / most);
	strbuf_addch(sb, ' ');
	while (full-- > 0)
		strbuf_addz(sb, "▪");
}

static void human_tag(struct cmd *cmd, const struct tag_count *t, int64_t most, struct strbuf *sb)
{
	strbuf_addf(sb, "%7" PRId64 "  ", t->papers);
	cmd_cell(sb, t->kind, 8);
	cmd_cell(sb, t->name, NAME_WIDTH);
	bar(cmd, sb, t->papers, most);
	cmd_trim_end(sb);
	cmd_line(cmd, sb);
}

static void print(struct cmd *cmd, const struct tag_counts *counts)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < counts->n; i++) {
		const struct tag_count *t = &counts->at[i];

		if (cmd->desk->json)
			json_tag(cmd, t, &sb);
		else if (cmd->columns)
			human_tag(cmd, t, counts->at[0].papers, &sb);
		else
			fprintf(cmd->out, "%" PRId64 "\t%s\t%s\n", t->papers, t->kind, t->name);
	}
	strbuf_release(&sb);
}

/* ---- tagging again ---- */

static void tell_progress(void *data, int64_t done, int64_t of)
{
	struct cmd *cmd = data;

	if (!cmd->opt[OPT_BACKGROUND]) {
		cmd_bar(cmd, (uint64_t)done, (uint64_t)of, (size_t)done);
		return;
	}
	fprintf(cmd->out, "%" PRId64 " %" PRId64 "\n", done, of);
	fflush(cmd->out);
}

static bool told_to_stop(void *data)
{
	const struct cmd *cmd = data;

	return interrupt_pending() || ferror(cmd->out);
}

/* In the browser it runs behind, and starts when the verb is done. */
static int retag_inside(struct cmd *cmd, struct library *lib, struct err *err)
{
	int64_t due = 0, names = 0;
	int rc = retag_due(cmd->desk, lib, &due, &names, err);

	due += names; /* each may have papers that use it */
	if (rc == 0 && due)
		cmd_say(cmd, "%s to tag again, in the background", cmd_count(cmd, (size_t)due, "paper", "papers"));
	else if (rc == 0)
		cmd_say(cmd, "every paper is tagged by the lists as they are");
	return rc;
}

static int retag(struct cmd *cmd, struct err *err)
{
	struct retag_watch watch = {tell_progress, told_to_stop, cmd, cmd->opt[OPT_BACKGROUND] != NULL};
	struct library *lib;
	int64_t done = 0;
	int rc = desk_library(cmd->desk, &lib, err);

	if (rc == 0 && cmd->inside)
		return retag_inside(cmd, lib, err);
	if (rc == 0)
		rc = retag_run(cmd->desk, lib, &watch, &done, err);
	cmd_bar_clear(cmd);
	if (rc == 0 && !cmd->opt[OPT_BACKGROUND])
		cmd_say(cmd, "%s tagged again", cmd_count(cmd, (size_t)done, "paper", "papers"));
	return rc;
}

static int review(struct cmd *cmd, struct err *err)
{
	bool edited = false;
	size_t most;
	int rc = cmd_number(cmd, &verb_tags, OPT_LIMIT, 0, 0, &most, err);

	if (rc == 0)
		rc = review_run(cmd, most, &edited, err);
	return rc == 0 && edited ? retag(cmd, err) : rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *kind = cmd->opt[OPT_KIND];
	struct tag_counts counts = {0};
	struct library *lib;
	size_t limit;
	int rc;

	if (cmd->opt[OPT_REVIEW])
		return review(cmd, err);
	if (cmd->opt[OPT_RETAG])
		return retag(cmd, err);
	if (kind && cmd_word(kinds, kind) < 0)
		return err_set(err, ERR_USAGE, "--kind: \"%s\" is none of: dataset method user", kind);
	if (cmd->opt[OPT_TIMELINE])
		return timeline_run(cmd, kind, cmd->opt[OPT_TIMELINE], err);
	rc = cmd_number(cmd, &verb_tags, OPT_LIMIT, 0, 0, &limit, err);
	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0)
		rc = tags_count(lib, kind, cmd_joined(cmd, 0), limit, &cmd->arena, &counts, err);
	if (rc == 0)
		print(cmd, &counts);
	return rc;
}

const struct verb verb_tags = {
	.name = "tags",
	.args = "[START]",
	.doc = "every tag with its count",
	.more = "Lists the tags of all papers, the most used first: datasets, methods and your "
		"own. START shows only those whose names start so. --retag tags the papers again "
		"that other lists or rules have tagged than those at hand: after an edit of your own in "
		"the folder extract beside the config file. The browser does the same by itself, "
		"in the background. ^C keeps what is done; the next run goes on from there. "
		"--review goes through the tags that no list names and more than one paper has, the most "
		"used first: on a terminal it asks, and writes what you keep to kept.tsv and what you "
		"reject everywhere to rejected.tsv in that folder; elsewhere it prints a line each: papers, "
		"kind, name, rule, id and sentence. --timeline shows who introduced a tag and how many "
		"papers used it in each month, as bars; * marks a month in which it was introduced. In a "
		"pipe a line is month, papers and introductions.",
	.least = 0,
	.most = -1,
	.options = own_options,
	.run = run,
};
