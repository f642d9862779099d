/*
 * cmd - what the verbs share: papers by their ids, queries, lines of output.
 */
#ifndef COMMAND_CMD_H
#define COMMAND_CMD_H

#include "command/verb.h"
#include "library/selection.h"

/* The reader of our output has gone (EPIPE): no error, and nothing more to do. Ends in verb_run. */
enum { CMD_CLOSED = -1000 };

/* Hands on what was written so far; CMD_CLOSED or ERR_FAILED where it cannot be. */
int cmd_flush(struct cmd *cmd, struct err *err);

/* "carrel: message" to msg at once, for a verb that goes on after it. */
void cmd_tell(struct cmd *cmd, const char *message);

/* A note for the reader ("50 papers added"), left out with -q. */
__attribute__((format(printf, 2, 3))) void cmd_say(struct cmd *cmd, const char *fmt, ...);

/* Writes sb as a line to out and empties it. */
void cmd_line(struct cmd *cmd, struct strbuf *sb);

/* "1 paper", "2 papers": n with its word. In the arena. */
const char *cmd_count(struct cmd *cmd, size_t n, const char *one, const char *many);

/* Value of the verb's option `at` as a number of at least `least`, or fallback where it is not given. */
int cmd_number(struct cmd *cmd, const struct verb *verb, int at, size_t least, size_t fallback, size_t *n,
	struct err *err);

/* The words from argv[from] on, joined by blanks; NULL where there are none. In the arena. */
const char *cmd_joined(struct cmd *cmd, int from);

/* Place of text in words (ends with NULL), or -1. */
int cmd_word(const char *const *words, const char *text);

/* The papers that n words name, in the arena; fails at the first that names none. */
int cmd_papers(struct cmd *cmd, struct library *lib, char **words, int n, int64_t **nums,
	struct err *err);

/* Opens the selection of a query (NULL: every paper) or a reading list. Points at what is wrong in the query. */
int cmd_select(struct cmd *cmd, struct library *lib, const char *query, const char *list, enum sort sort,
	bool reversed, struct selection **sel, struct err *err);

/* ERR_NOT_FOUND where there is no reading list of that name. */
int cmd_have_list(struct cmd *cmd, struct library *lib, const char *name, struct err *err);

/*
 * Ends the action of the journal that marks_begin began: rc is how many things were changed, or the error that
 * cancels it all. Answers 0 or that error.
 */
int cmd_end_action(struct cmd *cmd, struct library *lib, int rc, struct err *err);

/* A whole paper with the reader's marks. */
struct cmd_paper {
	struct paper paper;
	struct marks marks;
};
int cmd_read_paper(struct library *lib, int64_t num, struct arena *a, struct cmd_paper *p,
	struct err *err);

/*
 * Hands row after row to each, window by window, up to limit (0: all). Starts after `from` (NULL: at the first).
 * Stops at ^C with ERR_INTERRUPTED, and where the output is closed.
 */
int cmd_walk(struct cmd *cmd, struct selection *sel, const struct row *from, size_t limit,
	int (*each)(void *data, const struct row *row, struct err *err), void *data, struct err *err);

/* ---- on a terminal ---- */

enum cmd_style { STYLE_PLAIN, STYLE_STRONG, STYLE_DIM, STYLE_HEAD };

/* Adds text in a style, where out is a terminal with colours. */
void cmd_styled(const struct cmd *cmd, struct strbuf *sb, enum cmd_style style, const char *text);

/* Adds text cut or filled up with blanks to columns. */
void cmd_cell(struct strbuf *sb, const char *text, int columns);

/* Takes blanks off the end. */
void cmd_trim_end(struct strbuf *sb);

/* Adds text wrapped to the width of the terminal (72 where out is none), each line after indent blanks. */
void cmd_wrapped(const struct cmd *cmd, struct strbuf *sb, const char *text, int indent);

/*
 * On msg, where a person watches it: a bar filled by done of all (0: not known), and the papers so far. Drawn over
 * the one before; cleared before anything else is written.
 */
void cmd_bar(struct cmd *cmd, uint64_t done, uint64_t all, size_t papers);
void cmd_bar_text(struct cmd *cmd, uint64_t done, uint64_t all, const char *text); /* cut to the width */
void cmd_bar_clear(struct cmd *cmd);

/* "Peng Mi", "Peng Mi et al."; "" where nobody is known. In a. */
const char *cmd_authors(const struct row *row, struct arena *a);

#endif
