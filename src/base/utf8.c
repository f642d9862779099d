#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

unsigned utf8_decode(const char *p, size_t n, size_t *used)
{
	/* Lengths, lowest second byte and so on: Unicode 15, table 3-7. */
	const unsigned char *b = (const unsigned char *)p;
	unsigned rune, lo = 0x80, hi = 0xBF;
	size_t len, i;

	*used = 1;
	if (b[0] < 0x80)
		return b[0];
	if (b[0] < 0xC2 || b[0] > 0xF4)
		return RUNE_BAD;
	len = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
	rune = b[0] & (0x7Fu >> len);
	if (b[0] == 0xE0)
		lo = 0xA0;
	else if (b[0] == 0xED)
		hi = 0x9F;
	else if (b[0] == 0xF0)
		lo = 0x90;
	else if (b[0] == 0xF4)
		hi = 0x8F;
	for (i = 1; i < len; i++, lo = 0x80, hi = 0xBF) {
		if (i >= n || b[i] < lo || b[i] > hi)
			return RUNE_BAD;
		rune = rune << 6 | (b[i] & 0x3Fu);
		*used = i + 1;
	}
	return rune;
}

size_t utf8_encode(unsigned rune, char b[4])
{
	if (rune > 0x10FFFF || (rune >= 0xD800 && rune < 0xE000))
		rune = RUNE_BAD;
	if (rune < 0x80) {
		b[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		b[0] = (char)(0xC0 | rune >> 6);
		b[1] = (char)(0x80 | (rune & 0x3F));
		return 2;
	}
	if (rune < 0x10000) {
		b[0] = (char)(0xE0 | rune >> 12);
		b[1] = (char)(0x80 | (rune >> 6 & 0x3F));
		b[2] = (char)(0x80 | (rune & 0x3F));
		return 3;
	}
	b[0] = (char)(0xF0 | rune >> 18);
	b[1] = (char)(0x80 | (rune >> 12 & 0x3F));
	b[2] = (char)(0x80 | (rune >> 6 & 0x3F));
	b[3] = (char)(0x80 | (rune & 0x3F));
	return 4;
}

static bool complete(const char *p, size_t n, unsigned rune, size_t used)
{
	static const char bad[] = "\xEF\xBF\xBD";

	return rune != RUNE_BAD || (used == 3 && n >= 3 && !memcmp(p, bad, 3));
}

bool utf8_valid(struct str s)
{
	for (size_t i = 0, used; i < s.n; i += used) {
		unsigned rune;

		if ((unsigned char)s.p[i] < 0x80) {
			used = 1;
			continue;
		}
		rune = utf8_decode(s.p + i, s.n - i, &used);
		if (!complete(s.p + i, s.n - i, rune, used))
			return false;
	}
	return true;
}

size_t utf8_back(struct str s)
{
	size_t n = 1, used;

	if (!s.n)
		return 0;
	while (n < 4 && n < s.n && ((unsigned char)s.p[s.n - n] & 0xC0) == 0x80)
		n++;
	utf8_decode(s.p + s.n - n, n, &used);
	return used == n ? n : 1;
}

static bool ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static void mapped(struct str s, struct strbuf *out, utf8proc_option_t options)
{
	utf8proc_uint8_t *text = NULL;
	utf8proc_ssize_t n;

	n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &text, options);
	if (n >= 0)
		strbuf_add(out, text, (size_t)n);
	else
		strbuf_addstr(out, s);
	free(text);
}

void utf8_nfc(struct str s, struct strbuf *out)
{
	if (ascii(s))
		strbuf_addstr(out, s);
	else
		mapped(s, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

void utf8_fold(struct str s, struct strbuf *out)
{
	if (ascii(s)) {
		for (size_t i = 0; i < s.n; i++)
			strbuf_addch(out, ch_tolower(s.p[i]));
		return;
	}
	mapped(s, out, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
			UTF8PROC_STRIPMARK);
}

static utf8proc_category_t category(unsigned rune)
{
	return utf8proc_category((utf8proc_int32_t)rune);
}

bool rune_upper(unsigned rune)
{
	return category(rune) == UTF8PROC_CATEGORY_LU || category(rune) == UTF8PROC_CATEGORY_LT;
}

bool rune_lower(unsigned rune)
{
	return category(rune) == UTF8PROC_CATEGORY_LL;
}

bool rune_letter(unsigned rune)
{
	utf8proc_category_t c = category(rune);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool rune_mark(unsigned rune)
{
	utf8proc_category_t c = category(rune);

	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}
