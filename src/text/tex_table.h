/*
 * tex_table - what the commands of TeX stand for: the data of text/tex.
 *
 * Sources: The TeXbook, chapters 9, 17 and appendix F; LaTeX2e unofficial reference manual
 * (latexref); amsmath's and amssymb's guides; the mathematical and letter-like blocks of Unicode
 * 15.
 */
#ifndef TEXT_TEX_TABLE_H
#define TEXT_TEX_TABLE_H

#include "base/str.h"

/* What is done with a command; `text` is the last column of its row. */
enum tex_kind {
	TEX_CHAR,        /* text as it is, nothing around it changes: \% */
	TEX_LETTER,      /* text, and the blanks that end the name are gone: \ss */
	TEX_SYMBOL,      /* text; in mathematics it stands close to what follows: \alpha x */
	TEX_MACRO,       /* the same, where it stands in mathematics; authors define it so: \R */
	TEX_RELATION,    /* text; in mathematics with blanks at both sides or at none: \leq */
	TEX_OPEN,        /* text, close to what follows: \langle */
	TEX_CLOSE,       /* text, close to what goes before: \rangle */
	TEX_WORD,        /* text, a word apart from its neighbours: \log */
	TEX_BLANK,       /* one blank */
	TEX_NOTHING,     /* nothing at all: \! */
	TEX_SWITCH,      /* nothing, and the blanks that end the name are gone: \em */
	TEX_DELIMITER,   /* nothing, and a dot after it is an empty delimiter: \left. */

	/* From here on they take arguments. */
	TEX_NAME,        /* the argument, a word apart from its neighbours: \operatorname */
	TEX_KEEP,        /* the argument: \mathbf */
	TEX_TEXT,        /* the argument, which is text: \textbf */
	TEX_MATH,        /* the argument, which is mathematics: \ensuremath */
	TEX_SECOND,      /* the second of two arguments: \textcolor */
	TEX_FIRST,       /* the first of two arguments: \replaced */
	TEX_DROP,        /* nothing, nor its argument; a blank where text is one: \label, \hspace */
	TEX_WRAP,        /* the argument between the halves of text, a tab apart: \enquote */
	TEX_TEXT_ACCENT, /* the combining mark `text` on the first letter of the argument: \' */
	TEX_MATH_ACCENT, /* the combining mark `text` on every letter of the argument: \hat */
	TEX_BLACKBOARD,  /* the argument in double-struck letters */
	TEX_FRACTION,    /* two arguments with `text` between them */
	TEX_BINOMIAL,
	TEX_ROOT,
	TEX_NOT,         /* the next symbol struck through */
	TEX_OVER,        /* the second argument with the first as a script: text is "^" or "_" */
	TEX_ARROW,       /* text with the argument as a superscript: \xrightarrow */
	TEX_SCRIPT,      /* the argument as a script: text is "^" or "_" */
	TEX_URL,
	TEX_HREF,
	TEX_CITE,
	TEX_BEGIN,
	TEX_END,
	TEX_ITEM,
	TEX_VERB,
	TEX_RUNE,        /* a code point in the argument: \unicode{x2014} */
	TEX_BREAK,       /* \\ */
	TEX_INLINE,      /* mathematics up to the command `text`: \( */
	TEX_KINDS
};

struct tex_command {
	const char *name; /* without the backslash */
	enum tex_kind kind;
	const char *text;
};

/* The row of a command, or NULL. */
const struct tex_command *tex_command_find(struct str name);

/* The rows in the order of their names; NULL after the last. */
const struct tex_command *tex_command_at(size_t i);

/* Whether an environment's body is mathematics ("align", "equation*"). */
bool tex_environment_math(struct str name);

/* The superscript or subscript form of a rune, or 0. */
unsigned tex_raised(unsigned rune);
unsigned tex_lowered(unsigned rune);

/* Whether the rune is itself such a form. */
bool tex_is_script(unsigned rune);

/* The double-struck form of an ASCII letter or digit; any other rune is its own. */
unsigned tex_blackboard(unsigned rune);

#endif
