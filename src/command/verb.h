/*
 * verb - one row a verb: the shell, the browser's ":" line, the help and the manual are made from it.
 *
 * A verb writes results to cmd->out and messages to cmd->msg, never to stdout or stderr themselves, so the
 * browser can run it and show both.
 */
#ifndef COMMAND_VERB_H
#define COMMAND_VERB_H

#include <stdio.h>

#include "app/desk.h"

struct cmd {
	struct desk *desk;
	FILE *out, *msg;
	bool interactive; /* a person is at the other end of msg: progress bars, editors */
	bool inside;      /* run from the browser's ":" line: the terminal is not free for an editor */
	int columns;      /* width of the terminal that out is; 0: it is none, lines are for programs */
	/* Takes a verb that is VERB_BEHIND, and the words that go with it, instead of running it here; or NULL. */
	int (*behind)(void *data, const char *verb, const struct strs *words, struct err *err);
	void *behind_data;
	struct arena arena; /* for the run of this verb */
	int argc;           /* words after the verb, options taken out */
	char **argv;
	const char *opt[26]; /* values of the verb's own options, by place in its table; "" for a flag that is set */
};

struct verb_option {
	const char *name;  /* "--limit"; a short one as "-f" in alias */
	const char *alias; /* or NULL */
	const char *value; /* "N"; NULL: a flag */
	const char *doc;
};

enum verb_flags {
	VERB_MINUS_WORDS = 1, /* words such as -NAME are arguments, not options (tag) */
	VERB_SHELL_ONLY = 2,  /* not on the browser's ":" line (browse) */
	VERB_QUERY = 4,       /* -word and -field:value are words of the query, not options */
	VERB_BEHIND = 8,      /* the browser has it run behind (app/errands.h): it takes --background */
	VERB_PAGED = 16,      /* what it writes to a terminal goes through $PAGER */
};

struct verb {
	const char *name;
	const char *args; /* "[QUERY]", for the usage line */
	const char *doc;  /* one line, for the list of verbs */
	const char *more; /* a paragraph for `carrel help VERB` and the manual */
	int least, most;  /* number of words; most -1: any */
	enum verb_flags flags;
	const struct verb_option *options; /* ends with a NULL name; or NULL */
	int (*run)(struct cmd *cmd, struct err *err);
};

extern const struct verb *const verbs[]; /* NULL at the end */

/* Options that stand before or after any verb; ends with a NULL name. */
extern const struct verb_option global_options[];

/* By name or unambiguous beginning of at least two letters; else NULL. */
const struct verb *verb_find(const char *name);

/*
 * Runs the verb that the words name, with its options and the global ones taken out wherever they stand ("--" ends
 * them). No words: browse. ERR_USAGE names the wrong word. The caller sets desk, out, msg, interactive, inside and
 * columns of cmd; the rest is set and released here.
 */
int verb_run(struct cmd *cmd, int n, char **words, struct err *err);

#endif
