/*
 * placeholder - READMEs that say that the code is still to come. The rules are lists/placeholder.rules.
 *
 * Measured on READMEs from public repositories: tests/unit/extract/placeholder.tsv.
 */
#ifndef EXTRACT_PLACEHOLDER_H
#define EXTRACT_PLACEHOLDER_H

#include "base/arena.h"
#include "base/str.h"

/* The words that say so, in the arena, or NULL. text is readable (extract/readme.h). */
const char *placeholder_words(struct str text, struct arena *a);

#endif
