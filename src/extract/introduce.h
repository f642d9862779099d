/*
 * introduce - a name made one that the paper introduces (proposals.h and title_names.h say which).
 */
#ifndef EXTRACT_INTRODUCE_H
#define EXTRACT_INTRODUCE_H

#include "extract/lists.h"
#include "extract/scan.h"
#include "extract/verdict.h"

/* Tokens [from, to) are introduced, as what v says; an established technique of the lists is only used. */
void introduce(const struct lists *l, struct scan *s, size_t from, size_t to, enum verdict v);

/* The same of a name, but no tag where it is said to be a task or a measure. */
void introduce_named(const struct lists *l, struct scan *s, struct chunk c, enum verdict v);

/* The end of the name that starts at token i and is introduced here; or i. */
size_t introduce_at(const struct lists *l, struct scan *s, size_t i);

/* The name of what is introduced by these tokens, where it says enough (proper.h) and nobody else has it; or NULL. */
const char *introduce_name(const struct lists *l, struct scan *s, struct chunk c);

/* Is it said right after the name what it is: "X, a method that", "X: the first method"? */
bool introduce_explained(const struct scan *s, size_t to);

/* Does token i stand right after "propose" or "called"? */
bool introduce_follows(const struct scan *s, size_t i);

/* Do the lists or many papers know this name? */
bool introduce_known(const struct lists *l, const struct scan *s, struct chunk c);

/* Does a word in small letters go on after the name's end: "BERT-based"? */
bool introduce_modifies(const struct scan *s, size_t to);

#endif
