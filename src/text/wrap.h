/*
 * wrap - a paragraph in lines of a width.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/vec.h"

/* A line is bytes [from, to) of the text; the blanks at the break belong to neither line. */
struct wrap_line {
	size_t from, to;
};

struct wrap_lines {
	VEC_OF(struct wrap_line);
};

/*
 * Breaks at blanks, after hyphens between letters, and at "\n"; a word wider than columns (a URL,
 * CJK) is cut where it must be, but never between a base and its marks. Adds to lines (heap).
 * columns is at least 1; a rune of two columns stands alone where there is only one. An empty text
 * has no lines, and a "\n" at the end of the text begins none.
 */
void wrap_text(struct str text, int columns, struct wrap_lines *lines);

#endif
