/*
 * theme - what things look like: one row a style, for terminals with 256 colours, with 8, and with
 * none.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

enum style {
	STYLE_TEXT,
	STYLE_DIM,
	STYLE_BAR,
	STYLE_BAR_STRONG,
	STYLE_BORDER,
	STYLE_KEY,
	STYLE_ERROR,
	STYLE_UNREAD,
	STYLE_STAR,
	STYLE_STATE,
	STYLE_MARKED,
	STYLE_DATE,
	STYLE_AUTHOR,
	STYLE_CATEGORY,
	STYLE_TITLE,
	STYLE_LABEL,
	STYLE_DATASET,
	STYLE_METHOD,
	STYLE_TAG,
	STYLE_LINK,
	STYLE_GOOD,
	STYLE_POOR,
	STYLE_BAD,
	STYLE_REASON,
	STYLE_SHARED,
	STYLE_COUNT,
	STYLES
};

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8,
};

/* Colours are numbers of the terminal's palette, -1 its default. */
struct look {
	short fg, bg;
	unsigned attrs;
};

enum palette { PALETTE_NONE, PALETTE_8, PALETTE_256, PALETTE_256_LIGHT, PALETTES };

struct look theme_look(enum style style, enum palette palette);

/* The look of a cell with these flags (canvas.h) over its style. */
struct look theme_cell(enum style style, unsigned flags, enum palette palette);

#endif
