/*
 * verdict - what kind of thing words speak of: "corpus" a data set, "network" a method, "parsing" a
 * task.
 */
#ifndef EXTRACT_VERDICT_H
#define EXTRACT_VERDICT_H

#include "extract/scan.h"

enum verdict { IS_UNKNOWN, IS_DATA, IS_METHOD, IS_TASK };

/* Of the phrase of tokens [from, to): by its last word, or by the last before "of", "for", "with"
 * …. */
enum verdict verdict_phrase(const struct scan *s, size_t from, size_t to);

/* By the word for data right after it, then by the words before it, then by those after it in its
 * sentence ("X, a large corpus of"). */
enum verdict verdict_around(const struct scan *s, size_t from, size_t to);

#endif
