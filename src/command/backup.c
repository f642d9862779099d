#include <sys/stat.h>

#include "command/cmd.h"
#include "command/verbs.h"

static int run(struct cmd *cmd, struct err *err)
{
	const char *path = cmd->argv[0];
	struct library *lib;
	struct stat st;
	int rc;

	if (lstat(path, &st) == 0)
		return err_set(err, ERR_FAILED, "%s: this file exists; a copy needs a new name", path);
	rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0)
		rc = library_backup(lib, path, err);
	if (rc == 0)
		cmd_say(cmd, "copied to %s", path);
	return rc;
}

const struct verb verb_backup = {
	.name = "backup",
	.args = "FILE",
	.doc = "a consistent copy of the library while others use it",
	.more = "Copies the library to a new file: papers, tags, lists, notes, journal. It is a "
		"library like the other: carrel --library FILE opens it.",
	.least = 1,
	.most = 1,
	.run = run,
};
