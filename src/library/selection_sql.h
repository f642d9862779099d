/*
 * selection_sql - a selection, and the statements that read it. Only for selection.c and selection_sql.c.
 */
#ifndef LIBRARY_SELECTION_SQL_H
#define LIBRARY_SELECTION_SQL_H

#include "library/selection.h"
#include "library/store.h"

/* A column with an index, and which way its first row lies. Rows that are alike there go by num. */
struct order {
	const char *column, *index;
	bool number, down;
};

/* What a window's walk goes along; the other conditions are tested on the way. */
enum drive {
	DRIVE_ANY,    /* what SQLite thinks best: the key, or a small set that is sorted */
	DRIVE_INDEX,  /* the order's own index */
	DRIVE_SEARCH, /* the hits of the full-text index: in order of num, or few enough to sort */
	DRIVE_LIST,
	DRIVE_RANKED, /* the papers of a ranking (ranking.h) */
};

struct selection {
	struct library *lib;
	struct arena a;
	const char *match, *where;
	struct strs args;
	bool dated, few; /* num lies in from <= num < to; where is the better drive */
	int64_t from, to;
	int64_t list; /* 0: none */
	struct order order;
	bool by_num, down;
	enum drive drive;
	int64_t hits;    /* the match's hits lie in temp.hits under this number; 0: they do not */
	int64_t ranking; /* whose order it is, 0: none's */
	bool unranked;   /* only papers that are not in it */
	bool in_two;     /* the ranked papers first, then the others by date */
	struct {
		VEC_OF(int64_t); /* in the arena */
	} rankings; /* that were made for it */
};

/* ---- the statement's text and its parameters, side by side ---- */

struct text {
	struct strbuf sql;
	struct {
		VEC_OF(struct sql_value);
	} values;
};

#define TEXT_INIT {STRBUF_INIT, {0}}

void text_release(struct text *t);
void text_int(struct text *t, int64_t i);
void text_z(struct text *t, const char *z);

void selection_add_from(struct text *t, const struct selection *sel);
void selection_add_conditions(struct text *t, const struct selection *sel);

/* Rows after (before) one: those beyond its key, and of the same key those beyond its number. */
void selection_add_start(struct text *t, const struct selection *sel, const struct row *from, bool down);
void selection_add_order(struct text *t, const struct selection *sel, bool down);

#endif
