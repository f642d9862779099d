/*
 * query - the query language: text to tree to SQL (the command-line contract, "Queries").
 *
 *	federated dataset:CIFAR-10 -tag:skip (author:shen OR author:"Li Shen") date:2022-03..2022-10 is:unread
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

struct query_node;

struct query {
	struct query_node *root; /* NULL: every paper */
	const char *text;        /* as it was written */
};

/*
 * Reads text; the tree lies in the arena. ERR_USAGE with a message that names the place ("at 14: …") and
 * *at (may be NULL) the byte offset, for a caret under the query. now (seconds) is what added:7d counts from.
 */
int query_parse(struct query *q, const char *text, int64_t now, struct arena *a, size_t *at,
	struct err *err);

/* A condition on papers, ready for sql_query. */
struct query_sql {
	const char *match; /* an FTS5 expression that every hit meets (drive the search by it), or NULL */
	const char *where; /* an SQL condition on `papers p` with ? for each parameter, or NULL */
	struct strs args;  /* its parameters, all texts (SQLite's affinity makes them numbers where needed) */
	bool dated;        /* every hit has from <= num < to; where says so too, but a search may begin there */
	int64_t from, to;
	int64_t ranking;   /* of the related: that every hit meets, 0: none; its order is the best */
	bool few;          /* where lets few hundred papers through: drive the search by it, not by match */
};

/* What whoever has the library at hand answers. */
struct query_probe {
	/* Counts a set, a SELECT of row numbers with ? for each parameter, up to most. */
	int64_t (*count)(void *data, const char *set, const struct strs *args, int64_t most);
	/* Puts the papers related to that of an id into temp.ranked and answers their ranking; 0: there are none. */
	int64_t (*related)(void *data, const char *id);
	void *data;
};

/*
 * Never fails: what is in the tree has SQL. Texts lie in the arena. With a probe, a large set is tested row by row
 * instead of being made; NULL takes every set for a small one, and finds nothing related.
 */
void query_to_sql(const struct query *q, const struct query_probe *probe, struct arena *a,
	struct query_sql *sql);

/* The words of the query that a text may contain, folded: what the browser highlights. */
void query_words(const struct query *q, struct arena *a, struct strs *words);

/* The fields in order, for completion: "title", "author" …; NULL at the end. */
const char *query_field(size_t n);

/* The words that a field takes ("is": "unread", "starred" …); NULL at the end, and for a field of free text. */
const char *query_value(const char *field, size_t n);

#endif
