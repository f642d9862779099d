#include "theme.h"

#include "canvas.h"

/*
 * The colours of the default theme are middle tones: at least 3 to 1 against black and against
 * white (WCAG 2.1, contrast ratio), so that it serves dark and light terminals; those of the light
 * one are darker. The background of text is always the terminal's own.
 */
static const struct theme_row {
	short fg[PALETTES - 1]; /* from PALETTE_8 on */
	unsigned attrs;		/* with colours */
	unsigned mono_attrs;	/* without */
} rows[STYLES] = {
	[STYLE_TEXT] = {{-1, -1, -1}, 0, 0},
	[STYLE_DIM] = {{-1, 244, 241}, 0, 0},
	[STYLE_BAR] = {{-1, -1, -1}, LOOK_REVERSE, LOOK_REVERSE},
	[STYLE_BAR_STRONG] = {{-1, -1, -1}, LOOK_REVERSE | LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD},
	[STYLE_BORDER] = {{-1, 244, 244}, 0, 0},
	[STYLE_KEY] = {{-1, -1, -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_ERROR] = {{1, 160, 124}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_UNREAD] = {{-1, -1, -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STAR] = {{3, 136, 130}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STATE] = {{5, 133, 90}, 0, 0},
	[STYLE_MARKED] = {{1, 160, 124}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_DATE] = {{-1, 244, 241}, 0, 0},
	[STYLE_AUTHOR] = {{6, 67, 24}, 0, 0},
	[STYLE_CATEGORY] = {{-1, 244, 241}, 0, 0},
	[STYLE_TITLE] = {{-1, -1, -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_LABEL] = {{-1, 244, 241}, 0, 0},
	[STYLE_DATASET] = {{3, 166, 130}, 0, LOOK_UNDERLINE},
	[STYLE_METHOD] = {{2, 28, 22}, 0, LOOK_BOLD},
	[STYLE_TAG] = {{5, 133, 90}, 0, 0},
	[STYLE_LINK] = {{4, 33, 20}, LOOK_UNDERLINE, LOOK_UNDERLINE},
	[STYLE_GOOD] = {{2, 28, 22}, 0, 0},
	[STYLE_POOR] = {{3, 166, 130}, 0, 0},
	[STYLE_BAD] = {{1, 160, 124}, 0, 0},
	[STYLE_REASON] = {{6, 67, 24}, 0, 0},
	[STYLE_SHARED] = {{6, 67, 24}, LOOK_BOLD, LOOK_BOLD | LOOK_UNDERLINE},
	[STYLE_COUNT] = {{6, 67, 24}, 0, 0},
};

struct look theme_look(enum style style, enum palette palette)
{
	const struct theme_row *r = &rows[style];

	if (palette == PALETTE_NONE)
		return (struct look){-1, -1, r->mono_attrs};
	return (struct look){r->fg[palette - PALETTE_8], -1, r->attrs};
}

struct look theme_cell(enum style style, unsigned flags, enum palette palette)
{
	struct look look = theme_look(style, palette);

	if (flags & CELL_CURSOR) /* one even bar; what is bold stays bold */
		look = (struct look){-1, -1, (look.attrs & LOOK_BOLD) | LOOK_REVERSE};
	else if (flags & CELL_RESTING)
		look.attrs |= LOOK_BOLD | LOOK_UNDERLINE;
	if (flags & CELL_HIT)
		look.attrs ^= LOOK_REVERSE;
	return look;
}
