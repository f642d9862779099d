#include "related/lexicon.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "related/stem.h"
#include "related/stopwords.h"

enum { LONGEST_WORD = 64, SHORTEST_STEM = 2 };

void lexicon_release(struct lexicon *lex)
{
	map_release(&lex->words);
	map_release(&lex->stems);
	vec_release(&lex->names);
	arena_release(&lex->arena);
}

static void fold(struct str word, struct strbuf *out)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] & 0x80) {
			strbuf_reset(out);
			utf8_fold(word, out);
			return;
		}
		strbuf_addch(out, ch_tolower(word.p[i]));
	}
}

static int64_t number_of(struct lexicon *lex, struct str stem)
{
	int64_t *number = map_put(&lex->stems, stem);

	if (!*number) {
		struct str name = {arena_str(&lex->arena, stem), stem.n};

		vec_push(&lex->names, name);
		*number = (int64_t)lex->names.n;
	}
	return *number - 1;
}

static int64_t stem_of(struct lexicon *lex, struct str word)
{
	struct strbuf sb = STRBUF_INIT;
	int64_t number = STEM_NONE;

	fold(word, &sb);
	if (sb.len >= SHORTEST_STEM && !is_stopword(strbuf_str(&sb))) {
		strbuf_setlen(&sb, stem_word(sb.buf, sb.len));
		number = number_of(lex, strbuf_str(&sb));
	}
	strbuf_release(&sb);
	return number;
}

int64_t lexicon_stem(struct lexicon *lex, struct str word)
{
	const int64_t *known = map_get(&lex->words, word);
	int64_t number;

	if (known)
		return *known;
	number = stem_of(lex, word);
	*map_put(&lex->words, word) = number;
	return number;
}

/* How many bytes of the word the text begins with: 0, where it begins with something else. */
static size_t letter_at(struct str text, size_t at)
{
	size_t used;
	unsigned rune;

	if (!(text.p[at] & 0x80))
		return ch_alnum(text.p[at]);
	rune = utf8_decode(text.p + at, text.n - at, &used);
	return rune_letter(rune) || rune_mark(rune) ? used : 0;
}

bool word_next(struct str text, size_t *at, struct str *word)
{
	size_t from, i = *at, step;

	do {
		while (i < text.n && !letter_at(text, i))
			i++;
		from = i;
		while (i < text.n && (step = letter_at(text, i)) > 0)
			i += step;
	} while (i - from > LONGEST_WORD);
	*word = (struct str){text.p + from, i - from};
	*at = i;
	return i > from;
}
