/*
 * review - the doubtful tags of the library, most used first, each with a sentence that has it.
 */
#ifndef COMMAND_REVIEW_H
#define COMMAND_REVIEW_H

#include "command/cmd.h"

/*
 * Prints up to most of them (0: all), or asks about each where a person sits at both ends: what is kept is written to
 * kept.tsv among the reader's own lists, what is rejected to rejected.tsv. *edited: one of them was.
 */
int review_run(struct cmd *cmd, size_t most, bool *edited, struct err *err);

#endif
