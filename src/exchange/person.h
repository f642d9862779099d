/*
 * person - a name in its parts, for formats that want "Family, Given".
 */
#ifndef EXCHANGE_PERSON_H
#define EXCHANGE_PERSON_H

#include "base/str.h"

struct person {
	struct str given, family; /* given n 0: a group or a single name */
	struct str suffix; /* "Jr.", "III" or n 0 */
};

/*
 * Takes "Given Family" apart: the family is the last word with the particles before it ("van der
 * Maaten"); a group ("… Collaboration", "… Team") stays whole.
 */
struct person person_read(const char *name);

#endif
