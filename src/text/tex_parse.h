/*
 * tex_parse - what the files of text/tex share: a reading head over one text. Nobody else includes it.
 */
#ifndef TEXT_TEX_PARSE_H
#define TEXT_TEX_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "text/tex_table.h"

enum { TEX_DEPTH = 32 }; /* groups within groups; what lies deeper stays as it is */

/* Bytes [from, to) of the text that is read. */
struct tex_span {
	size_t from, to;
};

struct tex {
	const char *p;         /* the whole text; places are indices into it */
	size_t at, end;        /* what is left to read: [at, end) */
	const uint32_t *match; /* where p[i] is "{": the place of its "}", or 0; NULL: there are no groups */
	struct strbuf *out;
	size_t start;          /* in out: how far back the words and blanks of this piece go */
	bool math;             /* within mathematics */
	bool tight;            /* within a script: no blanks around operators */
	bool quote;            /* a “ is open */
	bool escaped_quotes;   /* \" is a quotation mark here, not an umlaut */
	int depth;
	size_t single_quote;   /* place of the ' that closes a ‘, or 0 */
	size_t inline_end[2];  /* place of the next \) and \]: 0 not looked for, SIZE_MAX none */
};

/* tex.c: reading pieces */

/* Adds the readable form of a piece to t->out; t stays where it is. */
void tex_run(struct tex *t, struct tex_span s, bool math);

/* The same into a buffer of its own. */
void tex_render(struct tex *t, struct tex_span s, bool math, struct strbuf *buf);

/* Reads a piece of mathematics that stands within text. */
void tex_run_math(struct tex *t, struct tex_span s);

/* The place of the "}" of the group that begins at i, or 0 where it has none within the piece. */
size_t tex_group_end(const struct tex *t, size_t i);

/* The next byte, or 0 at the end; the one before the reading head, or 0. */
char tex_peek(const struct tex *t);
char tex_before(const struct tex *t);

/* The end of a command's name at i and of the groups that follow it at once. */
size_t tex_command_end(const struct tex *t, size_t i);

bool tex_skip_blanks(struct tex *t); /* whether there were any */

/* The argument of a command: a group, a command with its groups, or one character. */
bool tex_arg(struct tex *t, struct tex_span *arg);
bool tex_optional(struct tex *t, struct tex_span *arg); /* in [] */

/* One blank, unless there is one already or nothing before it. */
void tex_blank(struct tex *t);
bool tex_ends_blank(const struct tex *t);

struct str tex_text(const struct tex *t, struct tex_span s);

/* tex_command.c: the command whose backslash is at t->at */
void tex_command(struct tex *t);

/* The row of the command whose backslash is at i, or NULL. */
const struct tex_command *tex_command_peek(const struct tex *t, size_t i);

/* tex_math.c */

void tex_math_step(struct tex *t);

/* Text as a script: "^" or "_". Unicode's own forms where every character has one. */
void tex_add_script(struct tex *t, char which, struct str s);

/* Adds s in Unicode's script forms; false, and adds nothing, where a character has none. */
bool tex_add_unicode_script(char which, struct str s, struct strbuf *out);

/* Handlers of commands: t->at is after the name. False: the arguments are not there, nothing was done. */
typedef bool tex_handler(struct tex *t, const struct tex_command *c);

tex_handler tex_do_symbol, tex_do_relation, tex_do_open, tex_do_close, tex_do_delimiter, tex_do_word, tex_do_name;
tex_handler tex_do_fraction, tex_do_binomial, tex_do_root, tex_do_not, tex_do_over, tex_do_arrow;
tex_handler tex_do_blackboard, tex_do_math_accent;
tex_handler tex_do_text_accent;

/* Puts a combining mark on a letter: the first of s, or each of them. */
void tex_add_marked(struct str s, const char *mark, bool each, struct strbuf *out);

#endif
