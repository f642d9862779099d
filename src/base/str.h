/*
 * str - a piece of text that somebody else owns: pointer and length, no zero byte at the end.
 *
 * What parsers pass around. Nothing here allocates; the bytes are UTF-8 but only ASCII is looked at.
 * The comparisons stand in the header because they are made for every word of every text.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p
#define STR_LIT(lit) ((struct str){(lit), sizeof(lit) - 1})

static inline struct str str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

/* Bytes [from, to) of s; both are cut to its length. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){s.p + from, to - from};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

static inline bool str_eqz(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

static inline bool str_starts(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.n >= n && !memcmp(s.p, z, n);
}

static inline bool str_ends(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.n >= n && !memcmp(s.p + s.n - n, z, n);
}

bool str_case_eq(struct str a, struct str b); /* ASCII letters without case */
bool str_case_starts(struct str s, const char *z);
int str_cmp(struct str a, struct str b); /* by bytes, the shorter first */

/* Without the ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Place of the first c / of the first z, or -1. */
ptrdiff_t str_chr(struct str s, char c);
ptrdiff_t str_find(struct str s, const char *z);

/*
 * Takes the text before the first sep off *s and puts it in *piece; false when *s is used up.
 * "a,,b" gives "a", "", "b"; "" gives nothing.
 */
bool str_split(struct str *s, char sep, struct str *piece);

/* The same by lines: "\n" or "\r\n"; a last line without one counts. */
bool str_line(struct str *s, struct str *line);

/* ASCII classes that do not depend on the locale. */
static inline bool ch_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool ch_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool ch_alpha(char c) { return ch_upper(c) || ch_lower(c); }
static inline bool ch_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool ch_alnum(char c) { return ch_alpha(c) || ch_digit(c); }
static inline bool ch_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline char ch_tolower(char c) { return ch_upper(c) ? (char)(c | 0x20) : c; }

#endif
