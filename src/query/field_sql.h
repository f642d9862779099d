/*
 * field_sql - the condition of one field ("tag:SAM", "is:unread", "date:2022") on the row at hand, a paper p: most ask
 * whether its number is in a set of papers.
 */
#ifndef QUERY_FIELD_SQL_H
#define QUERY_FIELD_SQL_H

#include "query/tree.h"

/* SQL as it grows, with its parameters in the order of their places. */
struct writer {
	struct arena *arena;
	const struct query_probe *probe; /* or NULL */
	struct strbuf where;
	struct strs args;
	int64_t ranking; /* of the related: that was written last */
	bool small;  /* a set with few papers was written */
	bool by_row; /* the test is on the rows of one paper: those, not the index of the name, are to be walked */
};

/* The parameter of the next "?" in where; lives as long as the arena. */
void writer_arg(struct writer *w, const char *text);

/* Adds the condition of a QUERY_FIELD to where. negated: its opposite, only for one with a word ("is:unread"). */
void writer_field(struct writer *w, const struct query_node *node, bool negated);

/*
 * The first row number of a day since 1970-01-01: row numbers have the day in their upper bits (library/library.h); a
 * paper without a date has day 0.
 */
int64_t day_first_num(int64_t day);

#endif
