#include "base/str.h"

#include <strings.h>

static bool case_eq(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ch_tolower(a[i]) != ch_tolower(b[i]))
			return false;
	return true;
}

bool str_case_eq(struct str a, struct str b)
{
	return a.n == b.n && case_eq(a.p, b.p, a.n);
}

bool str_case_starts(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.n >= n && case_eq(s.p, z, n);
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

struct str str_trim(struct str s)
{
	while (s.n && ch_space(*s.p))
		s.p++, s.n--;
	while (s.n && ch_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

ptrdiff_t str_chr(struct str s, char c)
{
	const char *p = s.n ? memchr(s.p, c, s.n) : NULL;

	return p ? p - s.p : -1;
}

ptrdiff_t str_find(struct str s, const char *z)
{
	const char *p = s.n ? memmem(s.p, s.n, z, strlen(z)) : NULL;

	return p ? p - s.p : -1;
}

bool str_split(struct str *s, char sep, struct str *piece)
{
	ptrdiff_t at;

	if (!s->p)
		return false;
	at = str_chr(*s, sep);
	if (at < 0) {
		*piece = *s;
		*s = (struct str){NULL, 0};
		return piece->n > 0;
	}
	*piece = (struct str){s->p, (size_t)at};
	s->p += at + 1;
	s->n -= (size_t)at + 1;
	return true;
}

bool str_line(struct str *s, struct str *line)
{
	if (!s->n || !str_split(s, '\n', line))
		return false;
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}
