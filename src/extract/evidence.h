/*
 * evidence - what the words around a thing that looks like a name say it is.
 *
 * Every run of capitalised words (chunk.h) that no list settles is weighed: each clue (the word
 * before it, the word after it, its shape, its last piece, …) adds to one sum for "is a data set"
 * and one for "is a method". The weights stand in evidence.tsv; they were fitted by logistic
 * regression, and can be edited.
 */
#ifndef EXTRACT_EVIDENCE_H
#define EXTRACT_EVIDENCE_H

#include "extract/chunk.h"
#include "extract/names.h"
#include "extract/scan.h"
#include "extract/words.h"

struct lists;

/* Where a clue is seen; the names in evidence.tsv are those of clue_place_names. */
enum clue_place {
	CLUE_LEFT,  /* the word before */
	CLUE_LEFT2, /* the one before that */
	CLUE_RIGHT, /* the word after */
	CLUE_RIGHT2,
	CLUE_FIRST, /* its first word */
	CLUE_LAST,  /* its last word or piece: "net" in DeepNet */
	CLUE_TEXT,  /* a word anywhere in title or abstract: not weighed for each, but once */
	CLUE_SIGN,  /* a property with a name of its own: see sign_names */
	CLUE_PLACES
};

extern const char *const clue_place_names[CLUE_PLACES];

/* Properties of a run; written as words in evidence.tsv. */
enum sign {
	SIGN_ALWAYS, /* every run has it: the sum to begin with */
	SIGN_STARTS, /* begins a sentence */
	SIGN_TITLE,  /* stands in the title */
	SIGN_CAPS,   /* one word, all capitals */
	SIGN_INNER,  /* inner capitals */
	SIGN_DIGIT,  /* a digit in it */
	SIGN_HYPHEN,
	SIGN_PLAIN,  /* one word with only its first letter a capital */
	SIGN_WORDS2, /* two words */
	SIGN_WORDS3, /* three or more */
	SIGN_SHORT,  /* at most three letters and digits */
	SIGN_AGAIN,  /* stands more than once */
	SIGN_LEFT_COMMA,
	SIGN_LEFT_OPEN,
	SIGN_LEFT_QUOTE,
	SIGN_LEFT_HYPHEN,
	SIGN_RIGHT_COMMA,
	SIGN_RIGHT_OPEN,
	SIGN_RIGHT_CLOSE,
	SIGN_RIGHT_STOP,
	SIGN_RIGHT_QUOTE,
	SIGN_RIGHT_HYPHEN, /* goes on in small letters: X-based */
	SIGN_DATASET,	   /* a name list has it as a data set */
	SIGN_DATASET_CUE,  /* … that counts only beside a cue */
	SIGN_METHOD,
	SIGN_METHOD_CUE,
	SIGN_LAST_DATASET, /* its last word is a listed data set */
	SIGN_LAST_METHOD,
	SIGN_FIRST_DATASET,
	SIGN_FIRST_METHOD,
	SIGN_NEXT_DATASET, /* listed ("A, B and C") beside a data set */
	SIGN_NEXT_METHOD,
	SIGN_UNIT,    /* a measure, field or language (role unit) */
	SIGN_FIELD0,  /* no word of the field stands in the text */
	SIGN_FIELD1,  /* only few for its length */
	SIGN_DEFINED, /* an acronym that the text explains */
	SIGNS
};

extern const char *const sign_names[SIGNS];

struct clue {
	enum clue_place place;
	uint32_t word; /* a token, or a sign */
};

enum { CLUES_MOST = SIGNS + CLUE_PLACES };

/* The clues of run c; answers how many. */
size_t evidence_clues(
	const struct lists *l, const struct scan *s, struct chunk c, struct clue *clues);

struct weight {
	float kind[TAG_KINDS];
};

struct evidence {
	struct {
		VEC_OF(struct weight);
	} words[CLUE_SIGN]; /* by place and word number */
	struct weight signs[SIGNS];
	const char *where[CLUE_SIGN]; /* not used where nothing is weighed */
	bool any;
};

/* One line of evidence.tsv; false where it cannot be read. */
bool evidence_add(struct lists *l, const char *where, struct str line);

/* Weighs all runs and adds local names for those that are data sets or methods. */
/* The runs of the text, into s->runs. */
void evidence_find_runs(struct scan *s);

void evidence_run(const struct lists *l, struct scan *s);

void evidence_release(struct evidence *e);

#endif
