/*
 * subject - the paper whose neighbours are asked for: its words, weighted, and what else may link it to others.
 */
#ifndef LIBRARY_SUBJECT_H
#define LIBRARY_SUBJECT_H

#include "library/stems.h"

enum clue_kind {
	CLUE_TAG,
	CLUE_AUTHOR,
	CLUE_REPO,
	CLUE_OWNER,
	CLUE_CITES,    /* it cites the others */
	CLUE_CITED_BY, /* the others cite it */
	CLUE_LISTS,    /* a code page of it lists the others */
	CLUE_LISTED,   /* a code page of the others lists it */
};

/* One thing that other papers may share with it. */
struct clue {
	enum clue_kind kind;
	enum reason_link link;
	int64_t key;       /* of a tag, an author, a code page; of the paper itself, where citations are asked for */
	const char *what;  /* its name, "owner/name" or "owner"; "": what the other is called */
	double share;      /* of what such a link weighs */
	int64_t papers;    /* how many have it, counted up to a bound */
	bool introduced;   /* tag: here */
	bool named;        /* tag: a proper name, not a technique */
	bool origin;       /* tag: not of this paper; counts only where the other introduces it */
	struct strs forms; /* tag: as this paper writes it */
};

struct clues {
	VEC_OF(struct clue); /* in an arena */
};

struct subject {
	int64_t num;
	int64_t papers; /* in the library */
	const char *title, *abstract;
	struct profile profile;
	struct stem_terms stems;
	struct clues clues;
	size_t authors; /* clues that are its authors */
};

/* How far the papers of one author or owner are counted: beyond it, a link through one is as good as none. */
enum { CLUE_COUNTED = 300 };

/* All but the profile lies in the arena; ERR_NOT_FOUND where the paper is gone. Release what was read. */
int subject_read(struct library *lib, int64_t num, struct arena *a, struct subject *s, struct err *err);
/* Adds the other names of its authors as clues (namesakes.c). */
int subject_add_namesakes(struct library *lib, struct arena *a, struct subject *s, struct err *err);

void subject_release(struct subject *s);

#endif
