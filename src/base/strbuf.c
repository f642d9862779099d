#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

char strbuf_empty[1]; /* never written: every write grows first */

void strbuf_init(struct strbuf *sb)
{
	*sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_release(struct strbuf *sb)
{
	if (sb->cap)
		free(sb->buf);
	strbuf_init(sb);
}

void strbuf_grow(struct strbuf *sb, size_t n)
{
	size_t need = sb->len + n + 1, cap = sb->cap ? sb->cap : 32;

	if (need <= sb->cap)
		return;
	while (cap < need)
		cap += cap / 2 + 16;
	sb->buf = mem_resize(sb->cap ? sb->buf : NULL, cap, 1);
	sb->cap = cap;
	sb->buf[sb->len] = 0;
}

void strbuf_setlen(struct strbuf *sb, size_t len)
{
	sb->len = len;
	if (sb->cap)
		sb->buf[len] = 0;
}

void strbuf_add(struct strbuf *sb, const void *p, size_t n)
{
	if (!n)
		return;
	strbuf_grow(sb, n);
	memcpy(sb->buf + sb->len, p, n);
	strbuf_setlen(sb, sb->len + n);
}

void strbuf_addstr(struct strbuf *sb, struct str s)
{
	strbuf_add(sb, s.p, s.n);
}

void strbuf_addz(struct strbuf *sb, const char *z)
{
	strbuf_add(sb, z, strlen(z));
}

void strbuf_addrune(struct strbuf *sb, unsigned rune)
{
	char b[4];

	strbuf_add(sb, b, utf8_encode(rune, b));
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	strbuf_grow(sb, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(sb->buf + sb->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	sb->len += (size_t)n;
}

void strbuf_trim(struct strbuf *sb)
{
	struct str s = str_trim(strbuf_str(sb));

	if (!sb->cap)
		return;
	memmove(sb->buf, s.p, s.n);
	strbuf_setlen(sb, s.n);
}

char *strbuf_detach(struct strbuf *sb)
{
	char *p;

	strbuf_grow(sb, 0);
	p = sb->buf;
	strbuf_init(sb);
	return p;
}
