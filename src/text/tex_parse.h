/*
 * tex_parse - what the files of text/tex share: a reading head over one text. Not for others.
 *
 *	tex.c           the reading head, arguments, the way in
 *	tex_plain.c     text between commands          tex_math.c      mathematics between commands
 *	tex_command.c   from a name to its handler     tex_table.c     the names
 *	tex_simple.c, tex_argument.c, tex_accent.c, tex_fraction.c     the handlers
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
	const uint32_t *match; /* where p[i] is "{": the place of its "}", or 0; NULL: no groups */
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

/* -- tex.c: reading pieces -- */

/* Adds the readable form of a piece to t->out; t stays where it is. */
void tex_run(struct tex *t, struct tex_span s, bool math);

/* The same into a buffer of its own. */
void tex_render(struct tex *t, struct tex_span s, bool math, struct strbuf *buf);

/* Reads a piece of mathematics that stands within text. */
void tex_run_math(struct tex *t, struct tex_span s);

/* The place of the "}" of the group that begins at i, or 0 where it has none within the piece. */
size_t tex_group_end(const struct tex *t, size_t i);

/* The byte n further than the reading head, the one at it, the one before it; 0: none. */
char tex_ahead(const struct tex *t, size_t n);
char tex_peek(const struct tex *t);
char tex_before(const struct tex *t);

bool tex_skip_blanks(struct tex *t);        /* whether there were any */
void tex_eat_empty_group(struct tex *t);    /* the {} that ends a name */

/* The end of a command's name at i and of the groups that follow it at once. */
size_t tex_command_end(const struct tex *t, size_t i);

/* The argument of a command: a group, a command with its groups, or one character. */
bool tex_arg(struct tex *t, struct tex_span *arg);
bool tex_optional(struct tex *t, struct tex_span *arg); /* in [] */

/* One blank, unless there is one already or nothing before it; and the last blank off again. */
void tex_blank(struct tex *t);
bool tex_ends_blank(const struct tex *t);
void tex_drop_blank(struct tex *t);

struct str tex_text(const struct tex *t, struct tex_span s);

/* -- one step further: t->at moves, something may be added -- */

void tex_text_step(struct tex *t);
void tex_math_step(struct tex *t);
void tex_command(struct tex *t); /* the command whose backslash is at t->at */

/* The row of the command whose backslash is at i, or NULL. */
const struct tex_command *tex_command_peek(const struct tex *t, size_t i);

/* -- tex_math.c: what goes next to what -- */

/* Whether a letter, a digit or a bracket stands before here, or comes next. */
bool tex_touches_before(const struct tex *t);
bool tex_touches_next(const struct tex *t);

/* Text as a script: "^" or "_". Unicode's own forms where every character has one. */
void tex_add_script(struct tex *t, char which, struct str s);
void tex_add_script_of(struct tex *t, char which, struct tex_span arg, bool math);

/* Adds s in Unicode's script forms; false, and adds nothing, where a character has none. */
bool tex_add_unicode_script(char which, struct str s, struct strbuf *out);

/* One character with its marks, or one word or number: it can stand without brackets. */
bool tex_is_single(struct str s);
bool tex_in_parentheses(struct str s);

/* Puts a combining mark on a letter: the first of s, or each of them. */
void tex_add_marked(struct str s, const char *mark, bool each, struct strbuf *out);

/*
 * Handlers of commands: t->at is after the name. False: the arguments are not there, and nothing
 * was added.
 */
typedef bool tex_handler(struct tex *t, const struct tex_command *c);

tex_handler tex_do_char, tex_do_letter, tex_do_blank, tex_do_nothing, tex_do_switch, tex_do_break;
tex_handler tex_do_symbol, tex_do_relation, tex_do_open, tex_do_close, tex_do_delimiter;
tex_handler tex_do_word, tex_do_name, tex_do_blackboard;
tex_handler tex_do_keep, tex_do_one_of_two, tex_do_drop, tex_do_wrap, tex_do_cite, tex_do_script;
tex_handler tex_do_url, tex_do_href, tex_do_environment, tex_do_item, tex_do_verb, tex_do_rune;
tex_handler tex_do_inline, tex_do_text_accent, tex_do_math_accent;
tex_handler tex_do_fraction, tex_do_binomial, tex_do_root, tex_do_not, tex_do_over, tex_do_arrow;

#endif
