/*
 * token - a text cut into words, once, for everything that looks for names in it.
 *
 * Words are cut where letters turn into digits and at inner capitals, so "CIFAR10", "CIFAR-10" and
 * "CIFAR 10" give the same tokens, and "onFisher" (glued by scraping) shows its seam. The folded
 * bytes of all tokens stand one after the other: any run of tokens, whatever stands between them,
 * is one slice of them, and its hash comes from the hashes of its tokens (a polynomial modulo
 * 2^64).
 */
#ifndef EXTRACT_TOKEN_H
#define EXTRACT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

/* What stands between a token and the one before it; 0: nothing, they are glued. */
enum gap {
	GAP_BLANK = 1,
	GAP_HYPHEN = 2, /* also "_" and the Unicode hyphens and en dash */
	GAP_MARK = 4,	/* one of / . ' + & @ : between two letters or digits */
	GAP_COMMA = 8,
	GAP_OPEN = 16, /* ( [ { */
	GAP_CLOSE = 32,
	GAP_QUOTE = 64,
	GAP_OTHER = 128, /* any other sign, or a URL that was passed over */
	GAP_STOP = 256,	 /* the end of a sentence */
	GAP_FIELD = 512, /* the end of the title; also before the first token */
};

enum shape {
	SHAPE_UPPER = 1, /* the first letter is a capital */
	SHAPE_CAPS = 2,	 /* all letters are capitals */
	SHAPE_DIGIT = 4, /* digits */
	SHAPE_WORD = 8,	 /* a word starts here: something stands before it */
	SHAPE_END = 16,	 /* a word ends here */
};

enum { WORD_NONE = 0 };

struct token {
	uint32_t at;   /* first byte in the text */
	uint32_t len;  /* bytes, in the text and folded */
	uint32_t fold; /* first folded byte */
	uint16_t gap;  /* before it */
	uint16_t shape;
	uint32_t roles; /* see words.h */
	uint32_t word;	/* number of the word (words.h), or WORD_NONE */
	uint64_t hash;	/* of the folded bytes */
	uint64_t power; /* HASH_BASE to the len */
};

/* The barrier between title and abstract in a tokenised text (unit separator: never in clean text).
 */
#define TOKEN_FIELD_BREAK '\x1f'

#define HASH_BASE 0x9e3779b97f4a7c15u

enum { TOKEN_POWERS = 32 };

struct tokens {
	VEC_OF(struct token);
	char *fold;		       /* ASCII letters in lower case, other letters as they are */
	char *plain;		       /* the same bytes with their case */
	uint64_t powers[TOKEN_POWERS]; /* of HASH_BASE, by length */
	size_t fold_cap;
	size_t fold_len;
};

/* Tokens of text; replaces what is in t, which keeps its memory for the next text. */
void tokens_cut(struct tokens *t, struct str text);
void tokens_release(struct tokens *t);

/* The hash of a run of tokens, from that of the run before its last token (0: none). */
static inline uint64_t token_hash(uint64_t before, const struct token *last)
{
	return before * last->power + last->hash;
}

/* The folded bytes of tokens [from, to). */
static inline struct str tokens_fold(const struct tokens *t, size_t from, size_t to)
{
	uint32_t start = t->at[from].fold;

	return (struct str){t->fold + start, t->at[to - 1].fold + t->at[to - 1].len - start};
}

/* The same bytes with the case of the text. */
static inline struct str tokens_plain(const struct tokens *t, size_t from, size_t to)
{
	struct str s = tokens_fold(t, from, to);

	return (struct str){t->plain + (s.p - t->fold), s.n};
}

/* More than blanks, hyphens and signs stand before the token: a comma, a bracket, a colon, … */
static inline bool token_set_apart(const struct token *k)
{
	return k->gap & ~(GAP_BLANK | GAP_HYPHEN | GAP_MARK);
}

/* A sentence or a title ends before this token. */
static inline bool token_ends_sentence(const struct token *k)
{
	return k->gap & (GAP_STOP | GAP_FIELD);
}

static inline size_t token_end(const struct token *k)
{
	return k->at + k->len;
}

#endif
