#include "text/clean.h"

#include <stdint.h>

#include "base/utf8.h"

struct range {
	unsigned first, last;
};

static bool within(const struct range *ranges, size_t n, unsigned rune)
{
	for (size_t i = 0; i < n; i++)
		if (rune <= ranges[i].last)
			return rune >= ranges[i].first;
	return false;
}

#define WITHIN(ranges, rune) within(ranges, sizeof(ranges) / sizeof *(ranges), rune)

bool rune_hidden(unsigned rune)
{
	static const struct range hidden[] = {
		{0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x061C, 0x061C},
		{0x200B, 0x200B}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2060},
		{0x2066, 0x2069}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F},
	};

	return WITHIN(hidden, rune);
}

/* Property White_Space (Unicode 15, PropList.txt) beyond ASCII. */
static bool wide_space(unsigned rune)
{
	static const struct range spaces[] = {
		{0x0085, 0x0085}, {0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200A},
		{0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
	};

	return WITHIN(spaces, rune);
}

static bool line_break(unsigned rune)
{
	return rune == '\n' || rune == '\r' || rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

/*
 * Blocks in which every rune is its own normal form C and no mark: texts that stay within them,
 * nearly all that papers carry, need no normalising. Anything else is left to utf8_nfc.
 */
static bool settled(unsigned rune)
{
	static const struct range blocks[] = {
		{0x0000, 0x02FF},   /* Latin, phonetic letters */
		{0x0391, 0x03A1},   /* Greek letters without accents */
		{0x03A3, 0x03A9},   {0x03B1, 0x03C9}, {0x03D5, 0x03D6}, {0x03F0, 0x03F6},
		{0x0400, 0x0482},   /* Cyrillic */
		{0x1E00, 0x1EFF},   /* Latin with accents */
		{0x2010, 0x2027},   /* dashes, quotes */
		{0x2030, 0x20BF},   /* primes, super- and subscripts, money */
		{0x2100, 0x2125},   /* letter-like, up to the Ohm sign */
		{0x2190, 0x2328},   /* arrows, mathematics */
		{0x2500, 0x27E5},   /* shapes, dingbats */
		{0x4E00, 0x9FFF},   /* Han */
		{0x1D400, 0x1D7FF}, /* mathematical letters */
		{0x1F300, 0x1FAFF}, /* pictures */
	};

	return WITHIN(blocks, rune);
}

struct cleaning {
	struct strbuf *out;
	size_t start;    /* where this text begins in out */
	bool keep_lines; /* clean_text */
	bool gap;        /* white space is owed before the next rune */
	bool settled;    /* so far nothing needs normalising */
	int marks;       /* on the last base */
};

static void add_space(struct cleaning *c, unsigned rune)
{
	c->marks = 0;
	if (!c->keep_lines)
		c->gap = c->out->len > c->start;
	else
		strbuf_addch(c->out, line_break(rune) ? '\n' : ' ');
}

static void pay_gap(struct cleaning *c)
{
	if (c->gap)
		strbuf_addch(c->out, ' ');
	c->gap = false;
}

static uint64_t eight_bytes(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

/*
 * Whether eight bytes, and the eight that begin one further, are printable ASCII with no two blanks
 * side by side. The high bit of a byte tells, as in Mycroft's test for a zero byte (Warren,
 * Hacker's Delight, 6-1); carries between bytes come only from bytes that are refused anyway.
 */
static bool plain_eight(const char *p)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones, blanks = ' ' * ones;
	uint64_t v = eight_bytes(p), w = eight_bytes(p + 1);
	uint64_t delete = (v + ones) | (w + ones);
	uint64_t control = ~(v + 0x60 * ones) | ~(w + 0x60 * ones);
	uint64_t pair = ~((v ^ blanks) + 0x7F * ones) & ~((w ^ blanks) + 0x7F * ones);

	return !((v | w | delete | control | pair) & high);
}

static bool printable(struct str s, size_t i)
{
	return i < s.n && s.p[i] > ' ' && s.p[i] < 0x7F;
}

/* How far s begins with words of ASCII that have single blanks between them. */
static size_t ascii_words(struct str s)
{
	size_t n = 0;

	if (!printable(s, 0))
		return 0;
	while (n + 9 <= s.n && plain_eight(s.p + n))
		n += 8;
	while (printable(s, n) || (n < s.n && s.p[n] == ' ' && printable(s, n + 1)))
		n++;
	return n;
}

/* They go over in one piece; answers its length. */
static size_t add_ascii(struct cleaning *c, struct str s)
{
	size_t n = ascii_words(s);

	if (!n)
		return 0;
	pay_gap(c);
	strbuf_add(c->out, s.p, n);
	c->marks = 0;
	return n;
}

static void add_rune(struct cleaning *c, unsigned rune)
{
	if ((rune < 0x80 && ch_space((char)rune)) || wide_space(rune)) {
		add_space(c, rune);
		return;
	}
	if (rune_hidden(rune))
		return;
	if (!settled(rune)) {
		c->settled = false;
		c->marks = rune_mark(rune) ? c->marks + 1 : 0;
		if (c->marks > CLEAN_MARKS)
			return;
	} else {
		c->marks = 0;
	}
	pay_gap(c);
	strbuf_addrune(c->out, rune);
}

static void normalise(struct strbuf *out, size_t start)
{
	struct strbuf nfc = STRBUF_INIT;

	utf8_nfc(str_sub(strbuf_str(out), start, out->len), &nfc);
	strbuf_setlen(out, start);
	strbuf_addstr(out, strbuf_str(&nfc));
	strbuf_release(&nfc);
}

/*
 * The length of the control sequence that s begins with ("ESC [ 31 m"; ECMA-48, section 5.4), or 0: its letters and
 * digits are no text.
 */
static size_t control_sequence(struct str s)
{
	size_t n = str_starts(s, "\x1B[") || str_starts(s, "\xC2\x9B") ? 2 : 0;

	if (!n)
		return 0;
	while (n < s.n && s.p[n] >= 0x20 && s.p[n] <= 0x3F)
		n++;
	return n < s.n && s.p[n] >= 0x40 && s.p[n] <= 0x7E ? n + 1 : 0;
}

static void clean(struct str s, struct strbuf *out, bool keep_lines)
{
	struct cleaning c = {out, out->len, keep_lines, false, true, 0};
	size_t used;
	unsigned rune;

	for (size_t i = 0; i < s.n; i += used) {
		used = add_ascii(&c, str_sub(s, i, s.n));
		if (!used)
			used = control_sequence(str_sub(s, i, s.n));
		if (used)
			continue;
		rune = utf8_decode(s.p + i, s.n - i, &used);
		if (rune == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			used = 2;
		add_rune(&c, rune);
	}
	if (!c.settled)
		normalise(out, c.start);
}

bool clean_already(struct str s)
{
	return ascii_words(s) == s.n;
}

void clean_line(struct str s, struct strbuf *out)
{
	clean(s, out, false);
}

void clean_text(struct str s, struct strbuf *out)
{
	clean(s, out, true);
}
