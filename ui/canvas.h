/*
 * canvas - a grid of character cells that screens draw to, and pieces of it.
 *
 * Nothing here knows a terminal: a back end (terminal.h) compares a canvas with what it shows. A
 * cell holds one character as a person sees it: a base with its combining marks. A wide character
 * takes two cells, the right one of width 0. Control characters never get into a cell, whatever the
 * text holds: this is the last door.
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>

#include "base/str.h"
#include "base/strbuf.h"
#include "theme.h"

enum {
	CELL_TEXT = 20, /* a base and four marks, four bytes each */
};

/* On top of a cell's style. */
enum cell_flags {
	CELL_CURSOR = 1,  /* the line that keys act on */
	CELL_RESTING = 2, /* the same in a pane that has not the keyboard */
	CELL_HIT = 4,	  /* found by the search */
};

struct cell {
	char text[CELL_TEXT]; /* the rest is zero; no zero byte where it is full */
	unsigned char len;
	unsigned char width; /* 1, 2, or 0: right half of the one before */
	unsigned char style; /* enum style */
	unsigned char flags;
};

struct canvas {
	int rows, cols;
	struct cell *at;
	int cursor_row, cursor_col; /* where the terminal's cursor stands; row -1: hidden */
};

void canvas_init(struct canvas *c);
void canvas_release(struct canvas *c);
void canvas_resize(struct canvas *c, int rows, int cols); /* and clears */
void canvas_clear(struct canvas *c);

static inline struct cell *canvas_cell(const struct canvas *c, int row, int col)
{
	return &c->at[row * c->cols + col];
}

bool cell_same(const struct cell *a, const struct cell *b);

/* Adds the text of a row, blanks at its end left out. */
void canvas_row(const struct canvas *c, int row, struct strbuf *out);

/* A rectangle of a canvas; what is drawn outside of it is cut. */
struct area {
	struct canvas *canvas;
	int row, col, rows, cols;
};

struct area area_all(struct canvas *c);
struct area area_part(const struct area *a, int row, int col, int rows, int cols);

/*
 * Draws text at a place of the area (columns may start negative) and answers the column after it.

 */
int area_text(const struct area *a, int row, int col, struct str text, enum style style);
int area_z(const struct area *a, int row, int col, const char *z, enum style style);

/* The same within at most cols columns, with "…" at the end where it had to be cut. */
int area_fit(const struct area *a, int row, int col, int cols, struct str text, enum style style);

/* Blanks of a style over [col, col + cols) of a row. */
void area_fill(const struct area *a, int row, int col, int cols, enum style style);

/* Sets flags on cells that are drawn already. */
void area_flag(const struct area *a, int row, int col, int cols, enum cell_flags flags);

#endif
