#include <string.h>

#include "command/cmd.h"
#include "command/verbs.h"
#include "library/marks.h"

enum { OPT_REDO };

static const struct verb_option own_options[] = {
	[OPT_REDO] = {"--redo", NULL, NULL, "do again what was undone last"},
	{NULL, NULL, NULL, NULL},
};

static int read_count(struct cmd *cmd, int *n, struct err *err)
{
	const char *word = cmd->argc ? cmd->argv[0] : "1";
	size_t digits = strspn(word, "0123456789");

	*n = digits && !word[digits] && digits < 7 ? atoi(word) : 0;
	return *n > 0 ? 0 : err_set(err, ERR_USAGE, "\"%s\" is not a number of changes", word);
}

static int run(struct cmd *cmd, struct err *err)
{
	bool redo = cmd->opt[OPT_REDO];
	struct library *lib;
	const char *what;
	int n, done = 0, rc = read_count(cmd, &n, err);

	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	while (rc == 0 && done < n) {
		rc = (redo ? journal_redo : journal_undo)(lib, &cmd->arena, &what, err);
		if (rc == 0) {
			cmd_say(cmd, "%s: %s", redo ? "done again" : "undone", what);
			done++;
		}
	}
	if (rc != ERR_NOT_FOUND)
		return rc;
	if (done)
		return err_set(err, ERR_PARTLY, "there were only %d changes", done);
	return err_set(err, ERR_FAILED, "there is nothing to %s", redo ? "do again" : "undo");
}

const struct verb verb_undo = {
	.name = "undo",
	.args = "[N]",
	.doc = "take back your last changes",
	.more = "Takes back the last change of tags, lists, notes or states, or the last N; "
		"carrel log shows them.",
	.least = 0,
	.most = 1,
	.options = own_options,
	.run = run,
};
