/*
 * cues - data sets that the words around them give away: "the X and Y datasets", "corpora such as
 * X".
 *
 * What is found becomes a local name of the text, so that it is a mention wherever it stands.
 */
#ifndef EXTRACT_CUES_H
#define EXTRACT_CUES_H

#include "extract/lists.h"
#include "extract/scan.h"

void cues_datasets(const struct lists *l, struct scan *s);

#endif
