/* What is kept as one text in a column: spots of a tag, names joined. */
#include <stdlib.h>

#include "library/store.h"

/* By hand: printf takes as long for the spots of a paper as SQLite for their rows. */
static void add_number(struct strbuf *out, uint32_t n)
{
	char digits[10];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	strbuf_add(out, digits + at, sizeof digits - at);
}

void spots_write(const struct tag_spots *spots, struct strbuf *out)
{
	for (size_t i = 0; i < spots->n; i++) {
		const struct tag_spot *s = &spots->at[i];

		if (i)
			strbuf_addch(out, ' ');
		strbuf_addch(out, s->field == FIELD_TITLE ? 't' : 'a');
		add_number(out, s->at);
		strbuf_addch(out, '+');
		add_number(out, s->len);
	}
}

void spots_read(const char *text, struct arena *a, struct tag_spots *spots)
{
	struct str rest = str_of(text), piece;

	while (str_split(&rest, ' ', &piece)) {
		struct tag_spot spot;
		char *end;

		if (piece.n < 4 || (*piece.p != 't' && *piece.p != 'a'))
			continue;
		spot.field = *piece.p == 't' ? FIELD_TITLE : FIELD_ABSTRACT;
		spot.at = (uint32_t)strtoul(piece.p + 1, &end, 10);
		if (*end != '+')
			continue;
		spot.len = (uint32_t)strtoul(end + 1, NULL, 10);
		vec_push_in(a, spots, spot);
	}
}

void strs_read(struct str joined, char sep, struct arena *a, struct strs *out)
{
	struct str piece;

	while (str_split(&joined, sep, &piece))
		vec_push_in(a, out, arena_str(a, piece));
}

void strs_write(const struct strs *strs, char sep, struct strbuf *out)
{
	for (size_t i = 0; i < strs->n; i++) {
		if (i)
			strbuf_addch(out, sep);
		strbuf_addz(out, strs->at[i]);
	}
}
