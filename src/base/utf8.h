/*
 * utf8 - Unicode text as bytes (RFC 3629). Normal forms and case folding come from utf8proc.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/strbuf.h"

#define RUNE_BAD 0xFFFDu /* REPLACEMENT CHARACTER */

/*
 * The rune at p (n >= 1 bytes are there); *used is how many bytes it takes. A broken sequence gives
 * RUNE_BAD and the length of its longest good beginning, at least 1 (Unicode 15, section 3.9, U+FFFD
 * substitution of maximal subparts). Overlong forms, surrogates and runes above U+10FFFF are broken.
 */
unsigned utf8_decode(const char *p, size_t n, size_t *used);

/* Writes 1 to 4 bytes to b and answers how many; a rune that is none is written as RUNE_BAD. */
size_t utf8_encode(unsigned rune, char b[4]);

bool utf8_valid(struct str s);

/* Bytes back from the end of s to the start of its last rune, 1 where that is broken (0 where s is empty). */
size_t utf8_back(struct str s);

/* Adds s in normal form C (Unicode Standard Annex 15). s must be valid. */
void utf8_nfc(struct str s, struct strbuf *out);

/*
 * Adds s as a search key: compatibility decomposition, case folded, marks taken off
 * ("Rényi" -> "renyi", "ﬁ" -> "fi"). s must be valid.
 */
void utf8_fold(struct str s, struct strbuf *out);

/* Letters and marks as Unicode has them, for any script. */
bool rune_letter(unsigned rune);
bool rune_upper(unsigned rune);
bool rune_lower(unsigned rune);
bool rune_mark(unsigned rune); /* combining: general category M */

#endif
