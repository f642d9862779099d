#include "command/cmd.h"
#include "command/verbs.h"

enum { OPT_SAMPLE };

static const struct verb_option own_options[] = {
	[OPT_SAMPLE] = {"--sample", NULL, NULL, "open the bundled sample, a small library of its own"},
	{NULL, NULL, NULL, NULL},
};

/* The sample stands in where the reader has nothing yet. */
static int lay_sample(struct cmd *cmd, const char *query, struct err *err)
{
	struct library *lib;
	int rc;

	if (cmd->opt[OPT_SAMPLE])
		return desk_lay_sample(cmd->desk, err);
	rc = desk_own_library(cmd->desk, &lib, err);
	if (rc < 0 || query || library_count(lib))
		return rc;
	return desk_lay_sample(cmd->desk, err);
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *query = cmd_joined(cmd, 0);
	int rc;

	if (!cmd->desk->browse)
		return err_set(err, ERR_FAILED, "this Carrel was built without the browser");
	rc = lay_sample(cmd, query, err);
	return rc < 0 ? rc : cmd->desk->browse(cmd->desk, query, err);
}

const struct verb verb_browse = {
	.name = "browse",
	.args = "[QUERY]",
	.doc = "open the browser (also without any verb)",
	.more = "Opens the browser on all papers, newest first, or on those that the query "
		"finds. As long as your library has no papers and no query is given, the bundled "
		"sample is shown: a small library of its own in the state folder, where you can "
		"try everything out. ? in the browser explains the keys.",
	.least = 0,
	.most = -1,
	.flags = VERB_SHELL_ONLY | VERB_QUERY,
	.options = own_options,
	.run = run,
};
