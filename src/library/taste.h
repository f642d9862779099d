/*
 * taste - papers ranked by how much they are like those that the reader starred, tagged or put on a list.
 *
 * Each of these says what is related to it (neighbours.h), and what several say counts together. The answers are kept
 * in memory and the order in a temporary table: nothing is written to the library or its journal, and nothing
 * leaves the machine. What is asked is one paper at a time, so that a screen never waits.
 */
#ifndef LIBRARY_TASTE_H
#define LIBRARY_TASTE_H

#include "library/neighbours.h"

/* Those who say what the reader likes: the ones with most marks, then the newest. */
enum { TASTE_LIKES = 100 };

/* Looks at the reader's marks; answers how many papers are to be asked (again), 0 where all is known. */
int taste_look(struct library *lib, struct err *err);

/*
 * Asks the next of them: 1, or 0 where none is left. Then, and now and then before, the order is made anew
 * (*changed), for every selection by SORT_FOR_YOU. Papers that the reader starred, tagged or listed, and those read
 * or skipped, are not in it.
 */
int taste_step(struct library *lib, bool *changed, struct err *err);

/* How many papers the reader liked at the last look. */
size_t taste_likes(const struct library *lib);

int taste_all(struct library *lib, struct err *err); /* taste_look, and all the steps */

/* Why a paper is where it is. */
struct taste_why {
	const char *id, *title; /* of the paper that it is most like; NULL: it is in no order */
	double score;           /* how like all of them it is, 0 to 1 */
	struct neighbour like;  /* what it has to do with that paper */
};

/* In the arena. */
int taste_why(struct library *lib, int64_t num, struct arena *a, struct taste_why *why, struct err *err);

/*
 * "like Sharpness-Aware …: method SAM · author Peng Mi", for people, with as many reasons as fit into `width`
 * columns (0: all); "" where there is no reason. In the arena.
 */
const char *taste_line(const struct taste_why *why, int width, struct arena *a);

#endif
