/*
 * pager - scrolls a doc: the place, the chosen target, the search.
 */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include "canvas.h"
#include "config/actions.h"
#include "doc.h"

struct pager {
	struct doc doc;
	size_t top;   /* first line on the screen */
	int rows;     /* lines on the screen, of the last draw */
	int chosen;   /* target, or NO_TARGET */
	bool by_line; /* moving goes from target to target: a list of things, not a text to read */
	struct strbuf needle; /* what is searched, folded; "": nothing */
	struct strs words;    /* other words to highlight; somebody else's */
};

void pager_init(struct pager *p);
void pager_release(struct pager *p);

/* After the doc was filled anew: keeps the place where it can, from the start else. */
void pager_settle(struct pager *p, bool from_start);

/* ACT_DOWN … ACT_LAST; false: not a move. */
bool pager_move(struct pager *p, enum action move);
void pager_scroll(struct pager *p, int lines);
void pager_choose(struct pager *p, int target); /* and shows it */

/* The chosen target, or NULL. */
const struct doc_target *pager_target(const struct pager *p);

/* The target drawn at a place of the area, or NO_TARGET. */
int pager_target_at(const struct pager *p, int row, int col);

/* Looks for text from the place on (NULL or "" ends the search); false where it is not there. */
bool pager_search(struct pager *p, const char *text);
bool pager_hit(struct pager *p, int step); /* next (1) or previous (-1) line with a hit */

/* focused: the pane has the keyboard. Draws at most the area's width. */
void pager_draw(struct pager *p, const struct area *a, bool focused);

/* "12%", "all", for a title line. */
const char *pager_percent(const struct pager *p, char *buf, size_t n);

#endif
