/*
 * options - what the reader can set: one table, from which the file, the help and the manual come.
 *
 * The file is INI: "[section]", "name = value", lines that begin with "#" are comments (a "#" further on is part
 * of the value), double quotes around a value are taken off. "include = FILE" reads another file in its
 * place, relative to this one; "newsboat" and "neomutt" are the keys of those programs, and built in. The last
 * line for a name counts. A line that is wrong is told with its number and passed over; the rest holds.
 */
#ifndef CONFIG_OPTIONS_H
#define CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"

enum option_type {
	OPTION_TEXT,
	OPTION_PATH,   /* "~/" is the home folder; else relative to the file it stands in */
	OPTION_NUMBER, /* from least to most */
	OPTION_FLAG,   /* yes or no (on, off, true, false, 1, 0) */
	OPTION_WORDS,  /* one of a few */
	OPTION_LINE,   /* words as base/split.h reads them: its quotes stay */
};

struct option {
	const char *section, *name;
	enum option_type type;
	const char *fallback; /* as it would stand in the file */
	const char *words;    /* OPTION_WORDS: "date title author" */
	int least, most;      /* OPTION_NUMBER */
	const char *doc;      /* one sentence, for the manual and the commented sample file */
};

extern const struct option options[];
extern const size_t options_n;

/* By "section.name"; NULL where there is none. */
const struct option *option_find(const char *name);

struct config;

/*
 * Reads path (absent: defaults) and what it includes; warn (may be NULL) is told of every line passed over:
 * "FILE:LINE: why". Fails where the file is there and cannot be read.
 */
int config_open(struct config **c, const char *path, void (*warn)(void *data, const char *message),
	void *data, struct err *err);
void config_close(struct config *c); /* NULL is allowed */

/* By "section.name"; the name must stand in the table. Texts live as long as c, and are never NULL. */
const char *config_text(const struct config *c, const char *name);
int64_t config_number(const struct config *c, const char *name);
bool config_flag(const struct config *c, const char *name);

/* Whether a file said something, even if it is the default. */
bool config_is_set(const struct config *c, const char *name);

/* The [keys] section, in the order of the file: key and action, for ui/keymap. */
size_t config_keys(const struct config *c);
void config_key(const struct config *c, size_t n, const char **key, const char **action, int *line);

/* A commented file with every option and key at its default. */
void config_sample(struct strbuf *out);

#endif
