/*
 * layout - which panes are on the screen, and where. Pure: sizes in, rectangles out.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

enum pane { PANE_LIST, PANE_PAPER, PANE_RELATED, PANES };

enum layout_mode {
	LAYOUT_AUTO,	/* columns where they read well, else one pane */
	LAYOUT_COLUMNS, /* columns wherever they fit */
	LAYOUT_ROWS,
	LAYOUT_LIST,
	LAYOUT_MODES
};

extern const char *const layout_mode_names[LAYOUT_MODES]; /* as the config has them */

/* The next one for a key that goes round: one that looks different at this width. */
enum layout_mode layout_next(enum layout_mode mode, int cols);

struct box {
	int row, col, rows, cols; /* rows 0: the pane is not on the screen */
};

struct layout {
	struct box panes[PANES];
	bool alone; /* one pane is all there is room for */
};

/*
 * The panes of a screen of rows by cols (title and bottom line taken off), where `focus` has the
 * keyboard.
 */
void layout_panes(struct layout *l, int rows, int cols, enum layout_mode mode, enum pane focus);

#endif
