/*
 * stopwords - words that any two papers share: English grammar, and what every abstract says of itself.
 */
#ifndef RELATED_STOPWORDS_H
#define RELATED_STOPWORDS_H

#include <stdbool.h>

#include "base/str.h"

/* word: folded, not yet stemmed. */
bool is_stopword(struct str word);

#endif
