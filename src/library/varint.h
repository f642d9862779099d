/*
 * varint - whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit set on all
 * but the last (LEB128, DWARF 5, section 7.6).
 */
#ifndef LIBRARY_VARINT_H
#define LIBRARY_VARINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

static inline void varint_add(struct strbuf *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		strbuf_addch(out, (char)(n | 0x80));
	strbuf_addch(out, (char)n);
}

/* Takes one off the front of *s; false at the end, and where the bytes are none. */
static inline bool varint_take(struct str *s, uint64_t *n)
{
	*n = 0;
	for (unsigned i = 0; i < s->n && i < 9; i++) {
		*n |= (uint64_t)(s->p[i] & 0x7f) << 7 * i;
		if (!(s->p[i] & 0x80)) {
			*s = (struct str){s->p + i + 1, s->n - i - 1};
			return true;
		}
	}
	return false;
}

#endif
