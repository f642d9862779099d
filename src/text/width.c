#include "text/width.h"

#include <wchar.h>

#include "base/utf8.h"

int rune_width(unsigned rune)
{
	int width;

	if (rune >= ' ' && rune < 0x7F)
		return 1;
	width = wcwidth((wchar_t)rune);
	return width < 0 ? 1 : width;
}

/* The width of the rune at byte i, which takes *used bytes. */
static int width_at(struct str s, size_t i, size_t *used)
{
	*used = 1;
	if (s.p[i] >= ' ' && s.p[i] < 0x7F)
		return 1;
	return rune_width(utf8_decode(s.p + i, s.n - i, used));
}

int text_width(struct str s)
{
	int width = 0;

	for (size_t i = 0, used; i < s.n; i += used)
		width += width_at(s, i, &used);
	return width;
}

size_t text_fit(struct str s, int columns)
{
	size_t i, used;
	int width = 0;

	for (i = 0; i < s.n; i += used) {
		width += width_at(s, i, &used);
		if (width > columns)
			break;
	}
	return i;
}
