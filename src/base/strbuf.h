/*
 * strbuf - a text that grows. buf is never NULL and always ends in a zero byte (not counted in len).
 *
 *	struct strbuf sb = STRBUF_INIT;
 *	strbuf_addf(&sb, "%d papers", n);
 *	…
 *	strbuf_release(&sb);
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stddef.h>

#include "base/str.h"

struct strbuf {
	char *buf;
	size_t len, cap; /* cap 0: buf is the shared empty text */
};

extern char strbuf_empty[1];
#define STRBUF_INIT {strbuf_empty, 0, 0}

void strbuf_init(struct strbuf *sb);
void strbuf_release(struct strbuf *sb); /* frees, and leaves it empty and usable */

void strbuf_add(struct strbuf *sb, const void *p, size_t n);
void strbuf_addstr(struct strbuf *sb, struct str s);
void strbuf_addz(struct strbuf *sb, const char *z);
void strbuf_addrune(struct strbuf *sb, unsigned rune); /* as UTF-8 */
__attribute__((format(printf, 2, 3))) void strbuf_addf(struct strbuf *sb, const char *fmt, ...);

/* Room for n more bytes and the zero byte; write to buf + len, then strbuf_setlen. */
void strbuf_grow(struct strbuf *sb, size_t n);
void strbuf_setlen(struct strbuf *sb, size_t len); /* len must be within what was grown */
void strbuf_trim(struct strbuf *sb);               /* ASCII white space at both ends */

/* The heap text itself, which the caller then owns (free); sb is empty again. */
char *strbuf_detach(struct strbuf *sb);

/* In the header because keys, folds and tokens are made a byte at a time. */
static inline void strbuf_addch(struct strbuf *sb, char c)
{
	if (sb->cap < sb->len + 2)
		strbuf_grow(sb, 1);
	sb->buf[sb->len++] = c;
	sb->buf[sb->len] = 0;
}

static inline void strbuf_reset(struct strbuf *sb)
{
	if (sb->cap)
		sb->buf[sb->len = 0] = 0;
}

static inline struct str strbuf_str(const struct strbuf *sb)
{
	return (struct str){sb->buf, sb->len};
}

#endif
