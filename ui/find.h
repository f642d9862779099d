/*
 * find - words in a text without regard to case and accents: what searches highlight.
 */
#ifndef UI_FIND_H
#define UI_FIND_H

#include "base/str.h"
#include "base/vec.h"

/*
 * The first place at or after `from` of text where it reads as needle (folded by utf8_fold): bytes
 * [*at, *to). false: none.
 */
bool find_text(struct str text, struct str needle, size_t from, size_t *at, size_t *to);

/* The same for the nearest of several words, each only where a word begins. */
bool find_words(struct str text, const struct strs *words, size_t from, size_t *at, size_t *to);

#endif
