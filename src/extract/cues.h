/*
 * cues - names that the words around them give away: "we propose X", "dubbed X", "the X dataset",
 * "X: a …".
 *
 * What is found becomes a local name of the text, so that it is a mention wherever it stands.
 */
#ifndef EXTRACT_CUES_H
#define EXTRACT_CUES_H

#include "extract/lists.h"
#include "extract/scan.h"

/* Acronyms with their long forms: one local name each, of the kind that the long form's words say.
 */
void cues_definitions(const struct lists *l, struct scan *s);

/* The long forms of acronyms that turned out to be a tag by other means. */
void cues_define_rest(const struct lists *l, struct scan *s);

/* What title and sentences propose: marks local names as introduced, and adds those not known yet.
 */
void cues_proposals(const struct lists *l, struct scan *s);

/* Names beside words for data sets. */
void cues_datasets(const struct lists *l, struct scan *s);

#endif
