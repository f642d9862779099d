/*
 * pager - what a verb writes to a terminal, through the reader's $PAGER.
 */
#ifndef COMMAND_PAGER_H
#define COMMAND_PAGER_H

#include <sys/types.h>

#include "command/verb.h"

struct cmd_pager {
	FILE *out; /* what cmd->out was; NULL: there is no pager */
	pid_t pid;
};

/*
 * Starts $PAGER where it is set, out is a terminal and nobody else has it; cmd->out leads there then. A pager that
 * cannot be started is left out.
 */
void cmd_pager_start(struct cmd_pager *p, struct cmd *cmd);

/* Waits until the reader leaves it. */
void cmd_pager_end(struct cmd_pager *p, struct cmd *cmd);

#endif
