/*
 * help - the words of --help, made from the tables of verbs and options.
 */
#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H

#include "command/verb.h"

int help_version(struct cmd *cmd);

/* One verb whole, or with NULL all verbs a line each and the global options. */
int help_show(struct cmd *cmd, const struct verb *verb);

#endif
