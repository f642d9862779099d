#include "find.h"

#include "base/strbuf.h"
#include "base/utf8.h"

/* The folded form of one rune, in at most 32 bytes (none is longer: Unicode 15). */
struct folded {
	char text[32];
	size_t n;
};

static void fold_rune(struct str rune, struct folded *f)
{
	struct strbuf sb = STRBUF_INIT;

	if (rune.n == 1) {
		f->text[0] = ch_tolower(rune.p[0]);
		f->n = 1;
		return;
	}
	utf8_fold(rune, &sb);
	f->n = sb.len < sizeof f->text ? sb.len : sizeof f->text;
	memcpy(f->text, sb.buf, f->n);
	strbuf_release(&sb);
}

/* Bytes of text from `at` that read as needle, or 0. Marks that follow belong to the last base. */
static size_t match_at(struct str text, size_t at, struct str needle)
{
	size_t i = at, k = 0, used;

	while (i < text.n && k < needle.n) {
		struct folded f;

		utf8_decode(text.p + i, text.n - i, &used);
		fold_rune(str_sub(text, i, i + used), &f);
		if (f.n > needle.n - k || memcmp(f.text, needle.p + k, f.n) != 0)
			return 0;
		k += f.n;
		i += used;
	}
	return k == needle.n ? i - at : 0;
}

static size_t next_rune(struct str text, size_t at)
{
	size_t used;

	utf8_decode(text.p + at, text.n - at, &used);
	return at + used;
}

bool find_text(struct str text, struct str needle, size_t from, size_t *at, size_t *to)
{
	if (!needle.n)
		return false;
	for (size_t i = from; i < text.n; i = next_rune(text, i)) {
		size_t n = match_at(text, i, needle);

		if (n) {
			*at = i;
			*to = i + n;
			return true;
		}
	}
	return false;
}

static bool part_of_word(unsigned rune)
{
	return rune < 0x80 ? ch_alnum((char)rune) : rune_letter(rune) || rune_mark(rune);
}

bool find_words(struct str text, const struct strs *words, size_t from, size_t *at, size_t *to)
{
	bool inside = false;
	size_t used;

	if (from > 0 && words->n) {
		size_t back = utf8_back(str_sub(text, 0, from));

		inside = part_of_word(utf8_decode(text.p + from - back, back, &used));
	}
	for (size_t i = from; words->n && i < text.n; i += used) {
		unsigned rune = utf8_decode(text.p + i, text.n - i, &used);

		for (size_t w = 0; w < words->n && !inside; w++) {
			size_t n = match_at(text, i, str_of(words->at[w]));

			if (n) {
				*at = i;
				*to = i + n;
				return true;
			}
		}
		inside = part_of_word(rune);
	}
	return false;
}
