/*
 * learnt - names that the library itself introduces ("we propose AdaMerging") and no list knows: tags for the other
 * papers that use them.
 *
 * What is introduced is noted while papers are written. Looking a name up finds the other papers that
 * have the word, and makes them due for tagging (library_untagged); tagging then goes by the lists and the
 * learnt names together, with case, context and longer names as for any other.
 */
#ifndef LIBRARY_LEARNT_H
#define LIBRARY_LEARNT_H

#include "extract/extract.h"
#include "library/library.h"

/* How many names are still to be looked up. */
int learnt_pending(struct library *lib, int64_t *names, struct err *err);

/*
 * Looks up to most of them up, each in a short transaction of its own. A word that more than one paper of 500 has (and
 * more than 20 have) is not learnt.
 */
int learnt_look(struct library *lib, size_t most, struct err *err);

/* All that are learnt, for extractor_open_with; in the arena. */
int learnt_read(struct library *lib, struct arena *a, struct learnt_vec *names, struct err *err);

#endif
