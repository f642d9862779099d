/*
 * define - acronyms and their long forms (acronym.h) made one thing, or none at all.
 *
 * What a text says of an acronym counts more than the lists: explained as a task or a measure, it
 * is no tag.
 */
#ifndef EXTRACT_DEFINE_H
#define EXTRACT_DEFINE_H

#include "extract/lists.h"
#include "extract/scan.h"

/* Makes local names of the definitions whose long form the lists know or whose words say what it
 * is. */
void define_known(const struct lists *l, struct scan *s);

/* And of those whose acronym turned out to be a tag by other means. */
void define_rest(const struct lists *l, struct scan *s);

/* Both forms of d become local names with the long form's name. */
void define_pair(const struct lists *l, struct scan *s, const struct definition *d,
	enum tag_kind kind, const char *rule);

/* Are both locals there and one tag? */
bool define_is_pair(const struct local *a, const struct local *b);

/* The definition of which one side starts at token i, or NULL. */
const struct definition *define_at(const struct scan *s, size_t i);

/*
 * The first name on the lists with exactly these letters (a plural "s" apart), or NULL. Of learnt names it knows
 * nothing: they may be from this very text, which is read as it was the first time.
 */
const struct name *define_listed(
	const struct lists *l, const struct scan *s, size_t from, size_t to);

/* Does every word but the small ones begin with a capital? */
bool define_capitals(const struct scan *s, size_t from, size_t to);

#endif
