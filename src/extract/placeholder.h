/*
 * placeholder - READMEs that say that the code is still to come. The rules are lists/placeholder.rules.
 *
 * Measured on READMEs from public repositories: tests/unit/extract/placeholder.tsv.
 */
#ifndef EXTRACT_PLACEHOLDER_H
#define EXTRACT_PLACEHOLDER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The words that say so, in the arena, or NULL. text is readable (extract/readme.h). no_code: the files of the
 * repository are known, and none of them is code; then what is said of its use counts for nothing, only that it is out
 * elsewhere.
 */
const char *placeholder_words(struct str text, bool no_code, struct arena *a);

#endif
