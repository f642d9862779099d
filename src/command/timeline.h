/*
 * timeline - `carrel tags --timeline NAME`: who introduced a method or data set, and who used it, by month.
 */
#ifndef COMMAND_TIMELINE_H
#define COMMAND_TIMELINE_H

#include "command/cmd.h"

/* kind: "dataset", "method", "user" or NULL. */
int timeline_run(struct cmd *cmd, const char *kind, const char *name, struct err *err);

#endif
