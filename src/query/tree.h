/*
 * tree - a query that was read: what query_parse makes and query_to_sql walks. Only for this folder.
 */
#ifndef QUERY_TREE_H
#define QUERY_TREE_H

#include <stdint.h>

#include "base/strbuf.h"
#include "query/query.h"

enum query_kind {
	QUERY_AND, /* all of the children, at least two */
	QUERY_OR,
	QUERY_NOT,   /* one child */
	QUERY_WORD,  /* a word or phrase for the full-text index, in field->column or everywhere */
	QUERY_FIELD, /* field:value */
};

enum field_type {
	FIELD_TEXT,    /* words in one column of the full-text index */
	FIELD_TAG,     /* tags of the kind in field->column */
	FIELD_ANY_TAG, /* tags of the kinds in field->column, and the reader's own */
	FIELD_LIST,    /* a reading list's name */
	FIELD_WORD,    /* one of a few words, each with its own SQL */
	FIELD_DATE,    /* of the paper */
	FIELD_ADDED,   /* when the library first saw it */
	FIELD_CATEGORY,
	FIELD_SOURCE,
	FIELD_ID,
	FIELD_NOTE,
	FIELD_HOST,
	FIELD_REPO,
	FIELD_RELATED,
};

struct field {
	const char *name;
	enum field_type type;
	const char *column;
	const char *expected; /* what a value looks like, for messages */
};

/*
 * A value of a FIELD_WORD: the papers x.paper of the rows `from` that meet the test, or where from is NULL the
 * papers p that do.
 */
struct field_word {
	const char *field, *word;
	const char *from, *test;
	int arg;      /* the parameter of test, or -1 */
	bool outside; /* all papers but these */
};

/* Seconds or days, from <= x < to. */
struct span {
	int64_t from, to;
};

enum { SPAN_OPEN = 1 << 30 }; /* days: no end */

struct query_node {
	enum query_kind kind;
	struct query_node *first, *next; /* children; the next child of the same parent */
	const struct field *field;       /* QUERY_FIELD; QUERY_WORD: a FIELD_TEXT or NULL */
	const char *text;                /* the word, the phrase, the value */
	bool prefix;                     /* a star stood behind it */
	const struct field_word *word;
	struct span span;
};

const struct field *field_find(struct str name); /* NULL where there is none */
const struct field_word *field_word_find(const char *field, struct str word);

bool field_takes_star(const struct field *field); /* a value may be a beginning: "author:ren*" */

/* The words that a FIELD_WORD takes, "a, b or c", added to out. */
void field_choices(const char *field, struct strbuf *out);

/*
 * "2022", "2022-03..2022-10", ">2024-01-01", "..2022", "7d" as a span of days since 1970-01-01; false where
 * it is none. today is such a day. An age ("7d", "2w", "3m", "1y") is a span up to the end of time.
 */
bool span_read(struct str text, int64_t today, struct span *span);

#endif
