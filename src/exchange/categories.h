/*
 * categories - arXiv's archives and subjects by their codes: "hep-th", "cs", "cs.LG".
 */
#ifndef EXCHANGE_CATEGORIES_H
#define EXCHANGE_CATEGORIES_H

#include "base/vec.h"

/* Whether code is one of arXiv's, as it is written there. */
bool category_known(struct str code);

/*
 * Adds a code that a record has, once: one that is known, or a new subject of a known archive ("cs.QX"). Other words
 * (classes of MSC and ACM) are passed over.
 */
void category_add(struct str code, struct arena *a, struct strs *categories);

/* The code that a reader's word means ("CS.lg": "cs.LG"), in the arena; NULL where there is none. */
const char *category_read(struct str word, struct arena *a);

/* Whether code is an archive that is divided ("cs"), so that no paper has it alone. */
bool category_has_subjects(const char *code);

#endif
