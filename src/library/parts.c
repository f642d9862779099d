/* What is kept as one text in a column: spots of a tag, names joined. */
#include <inttypes.h>
#include <stdlib.h>

#include "library/store.h"

void spots_write(const struct tag_spots *spots, struct strbuf *out)
{
	for (size_t i = 0; i < spots->n; i++) {
		const struct tag_spot *s = &spots->at[i];

		strbuf_addf(out, "%s%c%" PRIu32 "+%" PRIu32, i ? " " : "",
			s->field == FIELD_TITLE ? 't' : 'a', s->at, s->len);
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
