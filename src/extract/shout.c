#include "extract/shout.h"

/* A word of so many letters that no list has is no acronym: "WANDERING". */
enum { LONG_WORD = 7 };

static bool capitals(const struct token *k)
{
	return (k->shape & SHAPE_CAPS) && (k->shape & SHAPE_WORD) && (k->shape & SHAPE_END);
}

/* The names of these letters are more usual in capitals than the words. */
static bool acronym_too(const struct scan *s, size_t i)
{
	return scan_is(s, i, "us") || scan_is(s, i, "it") || scan_is(s, i, "who");
}

/* An ordinary word: "THE", "WARRANTIES"; "AND" and "OR" may join two names. */
static bool ordinary(const struct lists *l, const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	if (k->roles & ROLE(WORD_STOP))
		return k->len > 1 && !(k->roles & ROLE(WORD_AND)) && !acronym_too(s, i);
	return k->len >= LONG_WORD && !names_find(&l->names, tokens_fold(&s->tokens, i, i + 1));
}

/* An ordinary word, with another word in capitals right beside it? */
static bool shouts_at(const struct lists *l, const struct scan *s, size_t i, size_t from, size_t to)
{
	const struct token *t = s->tokens.at;

	return ((i > from && t[i].gap == GAP_BLANK) || (i + 1 < to && t[i + 1].gap == GAP_BLANK)) &&
	       ordinary(l, s, i);
}

static size_t run_end(const struct scan *s, size_t i)
{
	const struct token *t = s->tokens.at;

	for (i++; i < s->tokens.n && capitals(&t[i]) && !(t[i].gap & ~(GAP_BLANK | GAP_COMMA | GAP_HYPHEN)); i++)
		;
	return i;
}

void shout_mark(const struct lists *l, struct scan *s)
{
	for (size_t i = 0, to; i < s->tokens.n; i = to) {
		bool loud = false;

		to = i + 1;
		if (!capitals(&s->tokens.at[i]))
			continue;
		to = run_end(s, i);
		for (size_t k = i; k < to && !loud; k++)
			loud = shouts_at(l, s, k, i, to);
		for (size_t k = i; k < to && loud; k++)
			s->tokens.at[k].roles |= ROLE(WORD_LOUD);
	}
}

bool shouted(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!(s->tokens.at[i].roles & ROLE(WORD_LOUD)))
			return false;
	return to > from;
}
