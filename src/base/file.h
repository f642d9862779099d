/*
 * file - files read whole or by lines, written so that a crash leaves the old one, and where they lie.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/strbuf.h"

/* Adds the whole file ("-": standard input) to out; fails where it is longer than most bytes. */
int file_read(const char *path, size_t most, struct strbuf *out, struct err *err);

/* Writes a file beside it and renames: the old file or the new one, never half of one. */
int file_write(const char *path, struct str text, struct err *err);

/* Makes the folder that path lies in, with its parents (mode 0700, XDG base directory specification). */
int file_make_parents(const char *path, struct err *err);

enum file_home { HOME_DATA, HOME_CONFIG, HOME_CACHE, HOME_STATE };

/*
 * The path of `name` in the reader's own folder for Carrel: "$XDG_DATA_HOME/carrel/library.db" or, where
 * the variable is not set to an absolute path, "~/.local/share/carrel/…" (XDG base directory
 * specification 0.8). Replaces what is in out. Fails where HOME is needed and not set.
 */
int file_home(enum file_home home, const char *name, struct strbuf *out, struct err *err);

#endif
