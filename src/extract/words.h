/*
 * words - single words that mean something to the extractor: stop words, heads of technical terms,
 * words that go with data sets, and the context words that the guards of a name ask for.
 *
 * Every token is looked up once, when the text is cut; all later questions are a bit test.
 */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "extract/token.h"

/* Roles of a word; the names in words.tsv are those of word_role_names, in this order. */
enum word_role {
	WORD_STOP,    /* of, the, with: part of no name at its edges */
	WORD_GLUE,    /* stop words that scraping glues to a name ("onFisher") */
	WORD_DATA,    /* dataset, corpus, benchmark: a name beside it is a data set */
	WORD_METHOD,  /* model, algorithm, optimizer: a name beside it is a method */
	WORD_TASK,    /* parsing, recognition: a phrase that ends in it is a task, no method */
	WORD_HEAD,    /* learning, distillation: a technical term may end in it */
	WORD_TERM,    /* smoothing, decay: a listed method that ends in it may stand in small letters */
	WORD_GENERIC, /* novel, proposed, large-scale: begins no name */
	WORD_PROPOSE, /* propose, introduce, present: what follows may be new */
	WORD_CALLED,  /* called, dubbed, named: the name follows */
	WORD_AFFIX,   /* based, like, aware: joined by a hyphen it is not part of the name */
	WORD_UNIT,    /* metrics, fields, places: short capitals that are no name of ours */
	WORD_WE,      /* we, paper, work: who proposes */
	WORD_OUR,     /* whose it is that proposes */
	WORD_AND,     /* joins the things of a list: and, or */
	WORD_FIELD,   /* says that a text is about machine learning at all */
	WORD_ASIDE,   /* task, metric: a new name for one is no tag */
	WORD_SHARED,  /* a word of the field that physics and others use as well */
	WORD_GIVE,    /* report, name: after "we", what follows is new if it is said what it is */
	WORD_ROLES,

	/* no roles of words.tsv, but known with them */
	WORD_ANCHOR = WORD_ROLES, /* a rule starts with it (rules.h) */
	WORD_LOUD,		  /* where it stands, ordinary words are in capitals too (shout.h) */
};

extern const char *const word_role_names[WORD_ROLES];

#define ROLE(r) (1u << (r))

/* 64 bits of hash tell words apart, so that no look-up touches their letters: the record is all there is. */
struct word {
	uint64_t hash;
	uint32_t roles;
	uint32_t number; /* of words, from 1, in the order they came; WORD_NONE: a free slot */
};

enum { WORDS_FILTER = 1 << 16 };

struct words {
	struct word *slots;
	size_t n, cap;
	uint64_t filter[WORDS_FILTER /
			64]; /* a bit for every hash: most words of a text are not here */
};

/* The record of the word with these folded letters, made where it is new. Valid until the next call. */
struct word *words_put(struct words *w, struct str key);

/* As the hash of a token (token.h). */
uint64_t words_hash(struct str key);

void words_release(struct words *w);

static inline size_t words_filter_bit(uint64_t hash)
{
	return (hash ^ hash >> 32) & (WORDS_FILTER - 1);
}

/* Where the word stands, or would. */
static inline struct word *words_slot(const struct words *w, uint64_t hash)
{
	size_t i = (hash ^ hash >> 32) & (w->cap - 1);

	while (w->slots[i].number != WORD_NONE && w->slots[i].hash != hash)
		i = (i + 1) & (w->cap - 1);
	return &w->slots[i];
}

/* NULL where the word means nothing. In the header because every word of every text comes here. */
static inline const struct word *words_find(const struct words *w, uint64_t hash)
{
	size_t bit = words_filter_bit(hash);
	const struct word *slot;

	if (!(w->filter[bit / 64] >> bit % 64 & 1))
		return NULL;
	slot = words_slot(w, hash);
	return slot->number != WORD_NONE ? slot : NULL;
}

#endif
