/*
 * lines - text that comes in pieces, as through a pipe, to be read line by line.
 *
 *	strbuf_add(&told, bytes, n);
 *	whole = lines_whole(&told);
 *	while (str_line(&whole, &line))
 *		…
 *	lines_cut(&told, most);
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include "base/strbuf.h"

/* The whole lines at the beginning, each with its end; good until the text is changed. */
struct str lines_whole(const struct strbuf *told);

/* Takes the whole lines off; and what is left, too, where a line without an end has come to `most` bytes. */
void lines_cut(struct strbuf *told, size_t most);

#endif
