/*
 * readme_out - the page that a README becomes: what its readers (Markdown, HTML, reStructuredText) write to.
 *
 * White space, line ends and blank lines are owed and only paid before the next text, so that what is dropped leaves
 * no holes.
 */
#ifndef EXTRACT_README_OUT_H
#define EXTRACT_README_OUT_H

#include <stdbool.h>

#include "base/strbuf.h"

enum { README_OUT_MOST = 256 << 10 }; /* bytes; what comes after is left out */

struct readme_out {
	struct strbuf text;
	struct strbuf url;  /* of the link that is open */
	int lines;          /* line ends owed before the next text: 0, 1, 2 */
	bool blank;         /* owed */
	bool pre;           /* white space counts */
	bool linked;        /* a link is open … */
	size_t link_from;   /* … and its text begins here */
	int rows;           /* open table rows, one in another */
	int cells, seps;    /* begun in the outer one; separators owed */
	bool row_text;      /* the row has text */
	int quotes, lists;  /* how deep */
	struct str mark;    /* owed in front of the next text: "-", "##"; p NULL: none. Must live until then. */
	int indent;         /* blanks in front of it */
};

#define README_OUT_INIT {.text = STRBUF_INIT, .url = STRBUF_INIT}

void readme_out_release(struct readme_out *o);

/* Text: a run of white space is one blank, unless pre. */
void readme_out_text(struct readme_out *o, struct str s);

/* What follows stands on a line of its own; behind an empty line. Inside a row both are a blank. */
void readme_out_line(struct readme_out *o);
void readme_out_block(struct readme_out *o);

/* A line that begins with a mark; where no text follows before the end, there is no line. */
void readme_out_heading(struct readme_out *o, int level);
void readme_out_item(struct readme_out *o, int depth, struct str mark); /* depth from 0 */
void readme_out_mark_end(struct readme_out *o);
void readme_out_code(struct readme_out *o, struct str line);            /* one line, as it is */

void readme_out_row(struct readme_out *o);
void readme_out_cell(struct readme_out *o); /* before each cell */
void readme_out_row_end(struct readme_out *o);

/*
 * A link inside a link is its text. The address is that of a page, or of a file beside the README ("./train.py"); what
 * has no text or leads elsewhere stays without.
 */
void readme_out_link(struct readme_out *o, struct str url);
void readme_out_link_end(struct readme_out *o);

#endif
