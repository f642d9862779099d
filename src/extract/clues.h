/*
 * clues - what can be seen of a thing that looks like a name: the words around it, its shape, what the
 * lists and the text itself say of it.
 */
#ifndef EXTRACT_CLUES_H
#define EXTRACT_CLUES_H

#include "extract/chunk.h"
#include "extract/scan.h"

struct lists;

/* Where a clue is seen; the names in evidence.tsv are those of clue_place_names. */
enum clue_place {
	CLUE_LEFT,  /* the word before */
	CLUE_LEFT2, /* the one before that */
	CLUE_RIGHT, /* the word after */
	CLUE_RIGHT2,
	CLUE_FIRST, /* its first word */
	CLUE_LAST,  /* its last word or piece: "net" in DeepNet */
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
	SIGN_CUE,     /* beside "dataset", "corpus", … (cues.h) */
	SIGN_PART,    /* a listed name inside a longer run */
	SIGN_LEFT_DATA, /* the word before it has this role (words.tsv) */
	SIGN_LEFT_METHOD,
	SIGN_LEFT_TASK,
	SIGN_LEFT_GENERIC,
	SIGN_RIGHT_DATA, /* the word after it */
	SIGN_RIGHT_METHOD,
	SIGN_RIGHT_HEAD,
	SIGN_RIGHT_TASK,
	SIGN_LAST_DATA_WORD, /* its last word or piece */
	SIGN_LAST_METHOD_WORD,
	SIGN_LAST_HEAD,
	SIGN_LAST_TASK,
	SIGNS
};

extern const char *const sign_names[SIGNS];

struct clue {
	enum clue_place place;
	uint32_t word; /* a token, or a sign */
};

enum { CLUES_MOST = SIGNS + CLUE_PLACES };

/* A run of words that is to be weighed. */
struct candidate {
	struct chunk at;
	bool cued, part; /* the signs of these names */
};

/* The clues of a candidate; answers how many. */
size_t clues_find(const struct lists *l, const struct scan *s, const struct candidate *c,
	struct clue *clues);

/* The runs of words that look like names, into s->runs. */
void clues_find_runs(const struct lists *l, struct scan *s);

/*
 * Takes off a run what is said of the name: "English" before a data set that a list has, "7B" before
 * anything, "Dataset" after a single word, "v1.1" after a listed name.
 */
void clues_trim(const struct lists *l, const struct scan *s, struct chunk *c);

/* Is it an acronym that the text explains? */
bool clues_defined(const struct scan *s, struct chunk c);

/* Is it a long text with few words of the field, or only with such as others use: about something else? */
bool clues_foreign(const struct scan *s);

#endif
