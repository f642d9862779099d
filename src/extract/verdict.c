#include "extract/verdict.h"

#include "extract/chunk.h"

enum { SENTENCE_REACH = 12 };

static enum verdict word_verdict(const struct scan *s, size_t i)
{
	if (scan_role(s, i, WORD_DATA) && !(i && scan_is(s, i - 1, "to"))) /* not "to benchmark" */
		return IS_DATA;
	if (scan_role(s, i, WORD_METHOD) || scan_role(s, i, WORD_HEAD))
		return IS_METHOD;
	return scan_role(s, i, WORD_TASK) ? IS_TASK : IS_UNKNOWN;
}

/* By the last word of a phrase, or by the last before "of", "for", "with" …. */
enum verdict verdict_phrase(const struct scan *s, size_t from, size_t to)
{
	enum verdict v = word_verdict(s, to - 1);

	for (size_t i = from + 1; i < to; i++)
		if (scan_role(s, i, WORD_STOP)) {
			enum verdict head = word_verdict(s, i - 1);

			if (v == IS_DATA && !scan_role(s, i, WORD_AND) && !(s->tokens.at[to - 1].shape & SHAPE_UPPER))
				return head; /* "interfaces to databases" */
			return head != IS_UNKNOWN ? head : v;
		}
	return v;
}

/* "X, a large corpus of", up to where the phrase ends: what is said of X right behind it. */
static enum verdict verdict_apposition(const struct scan *s, size_t to)
{
	const struct token *t = s->tokens.at;

	if (to >= s->tokens.n || token_ends_sentence(&t[to]) || !(t[to].gap & GAP_COMMA) ||
		!(scan_is(s, to, "a") || scan_is(s, to, "an")))
		return IS_UNKNOWN;
	for (size_t i = to + 1; i < s->tokens.n && i < to + SENTENCE_REACH && !token_set_apart(&t[i]); i++) {
		enum verdict v = word_verdict(s, i);

		if (scan_role(s, i, WORD_STOP))
			break;
		if ((v == IS_DATA || scan_role(s, i, WORD_METHOD)) && !scan_role(s, i + 1, WORD_DATA))
			return v;
	}
	return IS_UNKNOWN;
}

/* ", and ZorkSet": another thing begins. */
static bool next_thing(const struct scan *s, size_t i)
{
	struct chunk c;

	return (s->tokens.at[i].gap & GAP_COMMA) && scan_role(s, i, WORD_AND) && i + 1 < s->tokens.n &&
	       chunk_right(s, i + 1, &c) && chunk_strong(s, c);
}

/* By the words after a name in its sentence. */
static enum verdict verdict_after(const struct scan *s, size_t to)
{
	const struct token *t = s->tokens.at;
	enum verdict head = IS_UNKNOWN;

	for (size_t i = to; i < s->tokens.n && i < to + SENTENCE_REACH && !token_ends_sentence(&t[i]); i++) {
		enum verdict v = word_verdict(s, i);

		if (v == IS_DATA || scan_role(s, i, WORD_METHOD))
			return v;
		if (v == IS_METHOD) /* "alignment" may still be that of a benchmark */
			head = IS_METHOD;
		if (next_thing(s, i))
			break;
	}
	return head;
}

/* By the words after it in its sentence ("X, a large corpus of"), then by those before it. */
enum verdict verdict_around(const struct scan *s, size_t from, size_t to)
{
	const struct tokens *t = &s->tokens;
	enum verdict said;

	if (to < t->n && t->at[to].gap == GAP_BLANK && scan_role(s, to, WORD_DATA))
		return IS_DATA; /* "the X dataset" */
	said = verdict_apposition(s, to);
	if (said != IS_UNKNOWN)
		return said;
	for (size_t i = from; i > 0 && from - i < 5 && !token_ends_sentence(&t->at[i]); i--) {
		enum verdict v = word_verdict(s, i - 1);

		if (scan_role(s, i - 1, WORD_WE))
			break; /* "building on these datasets, we develop X" */
		if (v == IS_DATA || v == IS_METHOD)
			return v;
	}
	return verdict_after(s, to);
}
