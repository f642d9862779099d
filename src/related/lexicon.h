/*
 * lexicon - the words of texts as numbers of their stems: "Networks" and "network" are one, "the" is none.
 *
 * A word is a run of letters and digits of any script, folded (base/utf8.h) and, in English, cut to its
 * stem. Every spelling is looked at once; after that a word costs one look into a hash table.
 */
#ifndef RELATED_LEXICON_H
#define RELATED_LEXICON_H

#include "base/map.h"
#include "base/vec.h"

/* What a word that says nothing has for a number: "of", "propose", "x". */
#define STEM_NONE (-1)

struct lexicon {
	struct map words; /* as they stand in a text -> number of the stem */
	struct map stems; /* -> number + 1 */
	struct {
		VEC_OF(struct str);
	} names; /* by number; in `arena` */
	struct arena arena;
};

#define LEXICON_INIT {MAP_INIT, MAP_INIT, {NULL, 0, 0}, ARENA_INIT}

void lexicon_release(struct lexicon *lex);

/* Numbers count from 0 in the order in which stems were first met. The word must be valid UTF-8. */
int64_t lexicon_stem(struct lexicon *lex, struct str word);

/*
 * The next word of text at or after byte *at, which moves behind it; false at the end. A word of more than 64
 * bytes (a hash, a run of Han) is passed over.
 */
bool word_next(struct str text, size_t *at, struct str *word);

#endif
