/*
 * list - the papers of a selection as a scrolling list that keeps only a window of rows in memory.
 *
 * Rows are read by key as the cursor comes near the edge of the window, some screens' worth at a
 * time. The place in the whole (the 17th of 50) is known as long as the window hangs on to the
 * first or last row.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include "config/actions.h"
#include "library/selection.h"

struct list {
	struct selection *sel;
	struct arena arena;
	struct rows rows;	/* the window, in order; texts in arena */
	size_t cur;		/* the cursor's row of the window */
	size_t top;		/* the first row on the screen */
	int height;		/* rows on the screen */
	bool at_first, at_last; /* the window holds the first, the last row of all */
	int64_t before;		/* rows in front of the window, -1: not known */
	int64_t total;		/* rows, counted up to a limit */
	bool exact;		/* total is all there are */
};

/* The list owns the selection from then on. Reads the first window. */
int list_open(struct list *l, struct selection *sel, int height, struct err *err);
void list_close(struct list *l);

/* ACT_DOWN … ACT_LAST by the keys' usual meaning. */
int list_move(struct list *l, enum action move, struct err *err);
int list_step(struct list *l, int64_t rows, struct err *err); /* the cursor */
int list_scroll(struct list *l, int rows, struct err *err); /* the screen; the cursor stays on it */
int list_resize(struct list *l, int height, struct err *err);

/* Puts the cursor on a paper; ERR_NOT_FOUND where it is gone. */
int list_seek(struct list *l, int64_t num, struct err *err);

/* Reads the window anew around the cursor: after a change of the library. */
int list_refresh(struct list *l, struct err *err);

/*
 * Reads one paper's row anew where the window has it; it stays even if the query would not find it
 * now.
 */
int list_update(struct list *l, int64_t num, struct err *err);

/* Counts the rows, if that was not done since the last refresh. */
int list_count(struct list *l, struct err *err);

/* The row under the cursor, or NULL where the list is empty; good until the next call. */
const struct row *list_row(const struct list *l);

/* The row n lines below the top of the screen, or NULL. */
const struct row *list_row_at(const struct list *l, int n);

/* Place of the cursor in the whole, from 1; 0 where it is not known. */
int64_t list_place(const struct list *l);

#endif
