/*
 * selection - the papers that a query finds, in an order, read in windows by key.
 *
 * Never holds more than the rows asked for; never counts rows to skip them.
 */
#ifndef LIBRARY_SELECTION_H
#define LIBRARY_SELECTION_H

#include "library/library.h"
#include "query/query.h"

enum sort {
	SORT_DATE,
	SORT_TITLE,
	SORT_AUTHOR,
	SORT_ADDED,
	SORT_STARS,
	SORT_FOR_YOU, /* as library/taste.h ranks them, then the others by date */
	SORT_BEST,    /* the order of a related: of the query; by date where it has none */
	SORTS
};
extern const char *const sort_names[SORTS];

struct selection;

/* What one line of a list shows. */
struct row {
	int64_t num;
	const char *key;  /* where it stands in the order (with num); opaque; NULL: not on the list */
	const char *id, *title, *first_author, *date, *category;
	int authors; /* how many are known */
	bool et_al, starred, unread, code, noted, withdrawn;
	int updated; /* the version that has come since the reader saw it; 0: none */
	enum paper_state state;
	enum link_verdict verdict; /* of its code link */
};

/* What follows the first author: "", " +1" (one more is known) or " et al.". */
const char *row_others(const struct row *row);

struct rows {
	VEC_OF(struct row);
};

/*
 * list: a reading list's name (its own order, sort is ignored) or NULL. query NULL: every paper.
 * ERR_NOT_FOUND also where a related: names no paper.
 */
int selection_open(struct selection **sel, struct library *lib, const struct query *query,
	const char *list, enum sort sort, bool reversed, struct err *err);

void selection_close(struct selection *sel); /* NULL is allowed */

/*
 * Up to want rows after (step > 0) or before (step < 0) the row `from`, nearest first; from NULL starts
 * at the first or last row. Texts go to the arena.
 */
int selection_read(struct selection *sel, const struct row *from, int step, size_t want, struct arena *a,
	struct rows *rows, struct err *err);

/* The row of a paper as it is now, whether or not the query still finds it; ERR_NOT_FOUND where it is gone. */
int selection_row(struct selection *sel, int64_t num, struct arena *a, struct row *row, struct err *err);

/* How many rows there are, counted up to most; *exact says whether that is all. */
int selection_count(struct selection *sel, int64_t most, int64_t *n, bool *exact, struct err *err);

#endif
