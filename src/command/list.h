/*
 * list - papers a line each, for people, for programs, as JSON.
 */
#ifndef COMMAND_LIST_H
#define COMMAND_LIST_H

#include "command/verb.h"
#include "library/selection.h"

/*
 * Prints up to limit rows (0: all) after from (NULL: the first) and keeps them as "#1", "#2" …. for_you: each with the
 * reason why it is for the reader (library/taste.h).
 */
int list_print(struct cmd *cmd, struct library *lib, struct selection *sel, const struct row *from,
	size_t limit, bool for_you, struct err *err);

#endif
