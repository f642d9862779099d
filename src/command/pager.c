#include "command/pager.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/spawn.h"
#include "base/split.h"

static bool is_wanted(const struct cmd *cmd, const char *pager)
{
	return cmd->columns && !cmd->inside && pager && *pager && strcmp(pager, "cat");
}

void cmd_pager_start(struct cmd_pager *p, struct cmd *cmd)
{
	const char *pager = getenv("PAGER");
	struct strs argv = {0};
	int in;

	*p = (struct cmd_pager){NULL, 0};
	if (!is_wanted(cmd, pager) || split_words(pager, &cmd->arena, &argv, NULL) < 0 || !argv.n)
		return;
	vec_push_in(&cmd->arena, &argv, NULL);
	setenv("LESS", "FRX", 0); /* as git does: colours, and no waiting where all fits on the screen */
	if (spawn_reader((char *const *)argv.at, &p->pid, &in, NULL) < 0)
		return;
	p->out = cmd->out;
	cmd->out = fdopen(in, "w");
	if (!cmd->out) {
		cmd->out = p->out;
		close(in);
		cmd_pager_end(p, cmd);
	}
}

void cmd_pager_end(struct cmd_pager *p, struct cmd *cmd)
{
	if (!p->out)
		return;
	if (cmd->out != p->out)
		fclose(cmd->out);
	cmd->out = p->out;
	p->out = NULL;
	spawn_outlast(p->pid);
}
