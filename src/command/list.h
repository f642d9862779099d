/*
 * list - papers a line each, for people, for programs, as JSON.
 */
#ifndef COMMAND_LIST_H
#define COMMAND_LIST_H

#include "command/verb.h"
#include "library/selection.h"

/* Prints up to limit rows (0: all) after from (NULL: the first) and keeps them as "#1", "#2" …. */
int list_print(struct cmd *cmd, struct library *lib, struct selection *sel, const struct row *from,
	size_t limit, struct err *err);

#endif
