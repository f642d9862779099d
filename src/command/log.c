#include <inttypes.h>

#include "base/json.h"
#include "command/cmd.h"
#include "command/verbs.h"
#include "library/marks.h"

enum { OPT_LIMIT };

static const struct verb_option own_options[] = {
	[OPT_LIMIT] = {"--limit", "-n", "N", "how many at most (50)"},
	{NULL, NULL, NULL, NULL},
};

enum { LIMIT = 50 };

static void json_entry(struct cmd *cmd, const struct journal_entry *e)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	json_open(&j, '{');
	json_key(&j, "entry");
	json_int(&j, e->entry);
	json_key(&j, "at");
	json_z(&j, e->at);
	json_key(&j, "what");
	json_z(&j, e->what);
	json_key(&j, "papers");
	json_int(&j, e->papers);
	json_key(&j, "undone");
	json_bool(&j, e->undone);
	json_close(&j, '}');
	cmd_line(cmd, &sb);
	strbuf_release(&sb);
}

static void human_entry(struct cmd *cmd, const struct journal_entry *e)
{
	fprintf(cmd->out, "%s  %s (%s)%s\n", e->at, e->what,
		cmd_count(cmd, (size_t)e->papers, "paper", "papers"), e->undone ? " undone" : "");
}

static int run(struct cmd *cmd, struct err *err)
{
	struct journal journal = {0};
	struct library *lib;
	size_t limit;
	int rc = cmd_number(cmd, &verb_log, OPT_LIMIT, 1, LIMIT, &limit, err);

	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0)
		rc = journal_read(lib, limit, &cmd->arena, &journal, err);
	for (size_t i = 0; rc == 0 && i < journal.n; i++)
		(cmd->desk->json ? json_entry : human_entry)(cmd, &journal.at[i]);
	return rc;
}

const struct verb verb_log = {
	.name = "log",
	.args = "",
	.doc = "your changes, the newest first",
	.more = "Shows the journal: every change that you made to tags, lists, notes and states, "
		"when, and on how many papers.",
	.least = 0,
	.most = 0,
	.options = own_options,
	.flags = VERB_PAGED,
	.run = run,
};
