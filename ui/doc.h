/*
 * doc - a text laid out for a width: lines of styled pieces, some of which can be chosen.
 *
 * What every screen but the list of papers is made of. A screen writes paragraphs as rich text; the
 * doc breaks them into lines. pager.h scrolls it.
 */
#ifndef UI_DOC_H
#define UI_DOC_H

#include <stdint.h>

#include "base/strbuf.h"
#include "base/vec.h"
#include "theme.h"

/* ---- rich text: a paragraph before it is laid out ---- */

enum { NO_TARGET = -1 };

struct rich_span {
	size_t from, to;
	enum style style;
	int target;
};

struct rich {
	struct strbuf text;
	struct {
		VEC_OF(struct rich_span);
	} spans; /* all of the text, in order */
};

#define RICH_INIT                                                                                  \
	{                                                                                          \
		STRBUF_INIT,                                                                       \
		{                                                                                  \
			NULL, 0, 0                                                                 \
		}                                                                                  \
	}

void rich_release(struct rich *r);
void rich_reset(struct rich *r);
void rich_add(struct rich *r, struct str text, enum style style, int target);
void rich_z(struct rich *r, const char *z, enum style style); /* NULL adds nothing */
__attribute__((format(printf, 3, 4))) void rich_f(
	struct rich *r, enum style style, const char *fmt, ...);

/* A bar of n of most, where most is as long as columns: in eighths of a column, one at least. */
void rich_bar(struct rich *r, int64_t n, int64_t most, int columns, int target);

/* ---- the laid-out text ---- */

struct doc_piece {
	size_t from, to; /* of doc.text */
	enum style style;
	int target;
};

struct doc_line {
	size_t piece; /* the first; it ends where the next line's begin */
	int indent;
	const char *label; /* at column 0, or NULL */
};

/* Something that can be chosen. What kind and which is the screen's business. */
struct doc_target {
	int kind;
	int64_t n;
	const char *name;  /* lives as long as the doc */
	bool stop;	   /* the cursor stops at it (others are for the mouse) */
	size_t line, last; /* lines it covers */
};

struct doc {
	int width;
	struct strbuf text;
	struct arena names;
	struct {
		VEC_OF(struct doc_piece);
	} pieces;
	struct {
		VEC_OF(struct doc_line);
	} lines;
	struct {
		VEC_OF(struct doc_target);
	} targets;
};

void doc_init(struct doc *d);
void doc_release(struct doc *d);
void doc_reset(struct doc *d, int width); /* empties it */

/* A new target; put its number into pieces of rich text. */
int doc_target(struct doc *d, int kind, int64_t n, const char *name, bool stop);

/*
 * A paragraph: the first line starts at column first, the others at indent. first is at most
 * indent; the columns between them in the first line hold its beginning, whatever it is.
 */
void doc_flow(struct doc *d, const struct rich *r, int first, int indent);

/* A paragraph with a label in front of it ("Methods  SAM, …"), hanging behind column `indent`. */
void doc_label(struct doc *d, const char *label, const struct rich *r, int indent);

/* A text of one style, wrapped; NULL or "": an empty line. */
void doc_line(struct doc *d, const char *z, enum style style);

/* The bytes of a line, which lie together. */
struct str doc_line_text(const struct doc *d, size_t line);
void doc_line_pieces(const struct doc *d, size_t line, size_t *from, size_t *to);

#endif
