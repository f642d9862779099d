/*
 * stem - English words cut to what their forms share: "networks" -> "network", "generalized" -> "gener".
 *
 * M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, pages 130-137, with the two changes
 * that his own program has (tartarus.org/martin/PorterStemmer): "bli" and "logi" in step 2.
 */
#ifndef RELATED_STEM_H
#define RELATED_STEM_H

#include <stddef.h>

/*
 * Stems the n bytes at word where they are and answers the new length, never longer. Only words of lower
 * case ASCII letters have endings; any other is left as it is.
 */
size_t stem_word(char *word, size_t n);

#endif
