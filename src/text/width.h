/*
 * width - how much room a text takes on a terminal, in columns.
 *
 * By wcwidth(3), as ncurses and terminals do, so LC_CTYPE must be a UTF-8 locale (term_locale at
 * start-up). A combining mark takes none and stays with its base.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include <stddef.h>

#include "base/str.h"

int rune_width(unsigned rune); /* 0, 1 or 2; runes that cannot be shown count 1 */
int text_width(struct str s);

/*
 * Longest beginning of s, in bytes, that fits into columns without cutting a base from its marks.
 */
size_t text_fit(struct str s, int columns);

#endif
