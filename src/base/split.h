/*
 * split - a line taken apart into words as a shell would, but nothing is run: '…' keeps everything, "…" keeps all but
 * \" and \\, a backslash keeps the next character (POSIX, Shell Command Language, 2.2 Quoting).
 */
#ifndef BASE_SPLIT_H
#define BASE_SPLIT_H

#include "base/err.h"
#include "base/vec.h"

/* Adds the words, in the arena; ERR_USAGE on an open quote. */
int split_words(const char *line, struct arena *a, struct strs *words, struct err *err);

#endif
