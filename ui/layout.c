#include "layout.h"

enum {
	COLUMNS_FROM = 110, /* columns from which the paper stands beside the list by itself */
	COLUMNS_LEAST = 60, /* and where that is asked for */
	THREE_COLUMNS_FROM = 180, /* and the related papers beside both */
	ROWS_FROM = 14,		  /* rows from which panes may lie over each other */
	RELATED_FROM = 18,	  /* rows from which the related papers fit below the paper */
};

const char *const layout_mode_names[LAYOUT_MODES] = {"auto", "columns", "rows", "list"};

enum layout_mode layout_next(enum layout_mode mode, int cols)
{
	if (mode == LAYOUT_AUTO && cols >= COLUMNS_FROM)
		return LAYOUT_ROWS;
	return (enum layout_mode)((mode + 1) % LAYOUT_MODES);
}

/*
 * Panes side by side leave one column for the line between them; the related papers have a title
 * row above.
 */
static void beside(struct layout *l, int rows, int cols)
{
	bool three = cols >= THREE_COLUMNS_FROM;
	int list = three ? cols * 38 / 100 : cols * 46 / 100;
	int paper = three ? cols * 34 / 100 : cols - list - 1;
	int related = rows >= RELATED_FROM ? rows * 36 / 100 : 0;

	l->panes[PANE_LIST] = (struct box){0, 0, rows, list};
	l->panes[PANE_PAPER] = (struct box){0, list + 1, rows, paper};
	if (three) {
		l->panes[PANE_RELATED] =
			(struct box){1, list + paper + 2, rows - 1, cols - list - paper - 2};
	} else if (related) {
		l->panes[PANE_PAPER].rows = rows - related - 1;
		l->panes[PANE_RELATED] = (struct box){rows - related, list + 1, related, paper};
	}
}

static void stacked(struct layout *l, int rows, int cols)
{
	int list = rows * 40 / 100, below = rows - list - 1;
	int paper = cols >= COLUMNS_FROM ? cols * 58 / 100 : cols;

	l->panes[PANE_LIST] = (struct box){0, 0, list, cols};
	l->panes[PANE_PAPER] = (struct box){list + 1, 0, below, paper};
	if (paper < cols)
		l->panes[PANE_RELATED] = (struct box){list + 1, paper + 1, below, cols - paper - 1};
}

void layout_panes(struct layout *l, int rows, int cols, enum layout_mode mode, enum pane focus)
{
	*l = (struct layout){.alone = false};
	if ((mode == LAYOUT_AUTO && cols >= COLUMNS_FROM) ||
		(mode == LAYOUT_COLUMNS && cols >= COLUMNS_LEAST))
		beside(l, rows, cols);
	else if (mode == LAYOUT_ROWS && rows >= ROWS_FROM)
		stacked(l, rows, cols);
	if (l->panes[focus].rows > 0)
		return;
	*l = (struct layout){.alone = true};
	l->panes[focus] = (struct box){0, 0, rows, cols};
}
