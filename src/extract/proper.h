/*
 * proper - a name that says enough by itself, wherever it stands: AdaMerging, FLAN2, HOOD, but not SPA.
 */
#ifndef EXTRACT_PROPER_H
#define EXTRACT_PROPER_H

#include <stdbool.h>

#include "base/str.h"

/*
 * True where a name is none of ordinary words, so that it says the same in another paper: one word with a capital
 * after a small letter (AdaMerging), letters with a number right after them (Vicuna13B), or at least four
 * capitals and nothing small (MIRAGE).
 */
bool proper_name(struct str name);

#endif
