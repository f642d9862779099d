/*
 * action - one action of the reader: a transaction, an entry of the journal, and its steps.
 *
 * A step sets one value. Doing it writes the new value, undoing the old one; both go through step_apply,
 * so what can be done can be undone.
 */
#ifndef LIBRARY_ACTION_H
#define LIBRARY_ACTION_H

#include "library/store.h"

/* What a step sets. The numbers stand in the journal and never change. */
enum step_field {
	STEP_TAG = 1,         /* paper, tag: 1 has it */
	STEP_STATE = 2,       /* paper: enum paper_state */
	STEP_STAR = 3,        /* paper: 1 starred */
	STEP_SEEN = 4,        /* paper: 1 no longer unread */
	STEP_NOTE = 5,        /* paper: the text, or NULL */
	STEP_LIST_PLACE = 6,  /* paper, list: its place from 1; 0 not on it */
	STEP_LIST = 7,        /* list: 1 there is one */
	STEP_LIST_NAME = 8,   /* its name, before and after */
	STEP_REJECT = 9,      /* paper, tag of the lists as "method:SAM": 1 it is wrong */
	STEP_SEEN_VERSION = 10, /* paper: its version when it was seen; 0: not known */
};

struct step {
	enum step_field field;
	int64_t num;          /* of the paper, where there is one */
	const char *name;     /* of the tag or list, where there is one */
	struct sql_value old, new;
};

static inline struct sql_value value_int(int64_t i)
{
	return (struct sql_value){'i', i, NULL};
}

static inline struct sql_value value_text(const char *z)
{
	return (struct sql_value){z ? 'z' : 'n', 0, z};
}

/* Within an action: does the step and writes it down. 1. */
int step_do(struct library *lib, const struct step *step, struct err *err);

/* Sets the step's value: the new one, or where it goes back the old one. */
int step_apply(struct library *lib, const struct step *step, bool back, struct err *err);

/* ---- the values themselves (marks.c, lists.c) ---- */

int mark_set_tag(struct library *lib, int64_t num, const char *name, bool on, struct err *err);
int mark_set(struct library *lib, const struct step *step, const struct sql_value *value, struct err *err);

int mark_set_rejected(struct library *lib, int64_t num, const char *tag, bool on, struct err *err); /* reject.c */

int list_set(struct library *lib, const char *name, bool there, struct err *err);
int list_set_name(struct library *lib, const char *from, const char *to, struct err *err);
int list_set_place(struct library *lib, const char *name, int64_t num, int64_t place, struct err *err);

#endif
