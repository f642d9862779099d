/*
 * options - what the reader can set: one table, from which the file, the help and the manual come.
 *
 * The file is INI: "[section]", "name = value", "#" comments. A line that is wrong is told with its
 * number and passed over; the rest holds.
 */
#ifndef CONFIG_OPTIONS_H
#define CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"

enum option_type { OPTION_TEXT, OPTION_NUMBER, OPTION_FLAG, OPTION_WORDS /* one of a few */ };

struct option {
	const char *section, *name;
	enum option_type type;
	const char *fallback; /* as it would stand in the file */
	const char *words;    /* OPTION_WORDS: "date title author" */
	const char *doc;      /* one sentence, for the manual and the commented sample file */
};

extern const struct option options[];
extern const size_t options_n;

struct config;

/* Reads path (absent: defaults) and what it includes; warn is told of every line passed over: "FILE:LINE: why". */
int config_open(struct config **c, const char *path, void (*warn)(void *data, const char *message),
	void *data, struct err *err);
void config_close(struct config *c);

/* By "section.name"; the name must stand in the table. Texts live as long as c. */
const char *config_text(const struct config *c, const char *name);
int64_t config_number(const struct config *c, const char *name);
bool config_flag(const struct config *c, const char *name);

/* The [keys] section, in the order of the file: key and action, for ui/keymap. */
size_t config_keys(const struct config *c);
void config_key(const struct config *c, size_t n, const char **key, const char **action, int *line);

/* A commented file with every option at its default. */
void config_sample(struct strbuf *out);

#endif
