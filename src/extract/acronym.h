/*
 * acronym - long forms and the acronyms that a text gives them: "Sharpness-Aware Minimization
 * (SAM)".
 *
 * The algorithm of A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation
 * definitions in biomedical text", Pacific Symposium on Biocomputing 8:451-462, 2003: the letters
 * of the acronym are found from right to left in at most min(|A| + 5, 2 |A|) words before the
 * parenthesis, the first of them at the beginning of a word. Also with the two sides exchanged, and
 * without the parenthesis: "Sharpness-Aware Minimization, or SAM for short".
 *
 * Where they are the initials of whole words as well, those words are the long form, though it is not
 * the shortest: "Policy oPtimizatiOn" has the letters of "Proximal Policy Optimization (PPO)".
 */
#ifndef EXTRACT_ACRONYM_H
#define EXTRACT_ACRONYM_H

#include "extract/scan.h"

/* Adds what the text defines to s->definitions, in its order. */
void acronyms_find(struct scan *s);

#endif
