/*
 * clean - the door that every text from outside passes once.
 *
 * Takes out what a terminal or a reader could be fooled by (Unicode Technical Report 36;
 * CVE-2021-42574): C0 and C1 controls, DEL, bidirectional controls (U+202A-202E, U+2066-2069,
 * U+061C, U+200E/F), tags U+E0000-E007F, U+FEFF, more than 4 combining marks on one base; and what
 * nobody sees but a search stumbles over: soft hyphens (U+00AD), zero width spaces (U+200B), word
 * joiners (U+2060). Broken UTF-8 becomes U+FFFD.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include <stdbool.h>

#include "base/strbuf.h"

enum { CLEAN_MARKS = 4 }; /* combining marks that one base may carry */

/*
 * Adds s, cleaned and in normal form C, as one line: every run of white space (line breaks, U+2028,
 * no-break spaces) is one blank; none at the ends.
 */
void clean_line(struct str s, struct strbuf *out);

/* Whether clean_line would surely leave s as it is: true for nine texts of ten, false also where it might. */
bool clean_already(struct str s);

/*
 * The same but line breaks stay ("\n"; CRLF and U+2028/2029 become it). All other white space
 * becomes blanks, as many as there were, so that what is indented stays so. For notes.
 */
void clean_text(struct str s, struct strbuf *out);

/* Whether the rune is one of those that are taken out wherever they stand. */
bool rune_hidden(unsigned rune);

#endif
