/*
 * chunk - what looks like a name that no list knows: "KLUE-RoBERTa", "Penn Treebank", "Vega v2".
 */
#ifndef EXTRACT_CHUNK_H
#define EXTRACT_CHUNK_H

#include "extract/scan.h"

/*
 * The word at token i, which starts one: everything joined to it by nothing, hyphens and signs,
 * without what is not part of a name ("BERT-based" gives BERT). Answers the first token after the
 * whole word.
 */
size_t chunk_word(const struct scan *s, size_t i, struct chunk *c);

/* Two capitals, an inner capital, or letters with digits: "SSAM", "AdaMerging", "Set14". */
bool chunk_strong(const struct scan *s, struct chunk c);

/* Some piece has two letters: "2D/3D" is no name. */
bool chunk_named(const struct scan *s, struct chunk c);

/* A first letter that is a capital, or a digit. */
bool chunk_capital(const struct scan *s, struct chunk c);

/* No blank in it. */
bool chunk_one_word(const struct scan *s, struct chunk c);

/* Nothing, hyphens or signs between token i and the one before it; but no slash: "SQuAD/GLUE" is two names. */
static inline bool chunk_joined(const struct scan *s, size_t i)
{
	return !(s->tokens.at[i].gap & ~(GAP_HYPHEN | GAP_MARK)) && !scan_slash(s, i);
}

/*
 * May a name start at token i? A word in small letters on its own is none, nor is a "The" or "We" on its own, and most
 * words are such.
 */
static inline bool chunk_may_start(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	return ((k->shape & SHAPE_UPPER) && !(k->roles & (ROLE(WORD_STOP) | ROLE(WORD_GENERIC) | ROLE(WORD_WE)))) ||
	       (i + 1 < s->tokens.n && chunk_joined(s, i + 1));
}

/*
 * The longest run of words that look like parts of a name, starting at (chunk_right) or ending
 * before (chunk_left) token i: capitals, numbers between them, at most six words. false where there
 * is none.
 */
bool chunk_right(const struct scan *s, size_t i, struct chunk *c);
bool chunk_left(const struct scan *s, size_t i, struct chunk *c);

#endif
