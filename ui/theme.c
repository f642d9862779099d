#include "theme.h"

#include "canvas.h"

/*
 * The colours of the large palette are middle tones: at least 3 to 1 against black and against white (WCAG
 * 2.1, contrast ratio), so that one theme serves dark and light terminals. The background of text is
 * always the terminal's own.
 */
static const struct theme_row {
	short fg256, fg8;
	unsigned attrs;      /* with colours */
	unsigned mono_attrs; /* without */
} rows[STYLES] = {
	[STYLE_TEXT] = {-1, -1, 0, 0},
	[STYLE_DIM] = {244, -1, 0, 0},
	[STYLE_BAR] = {-1, -1, LOOK_REVERSE, LOOK_REVERSE},
	[STYLE_BAR_STRONG] = {-1, -1, LOOK_REVERSE | LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD},
	[STYLE_BORDER] = {244, -1, 0, 0},
	[STYLE_KEY] = {-1, -1, LOOK_BOLD, LOOK_BOLD},
	[STYLE_ERROR] = {160, 1, LOOK_BOLD, LOOK_BOLD},
	[STYLE_UNREAD] = {-1, -1, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STAR] = {172, 3, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STATE] = {133, 5, 0, 0},
	[STYLE_MARKED] = {160, 1, LOOK_BOLD, LOOK_BOLD},
	[STYLE_DATE] = {244, -1, 0, 0},
	[STYLE_AUTHOR] = {67, 6, 0, 0},
	[STYLE_CATEGORY] = {244, -1, 0, 0},
	[STYLE_TITLE] = {-1, -1, LOOK_BOLD, LOOK_BOLD},
	[STYLE_LABEL] = {244, -1, 0, 0},
	[STYLE_DATASET] = {172, 3, 0, LOOK_UNDERLINE},
	[STYLE_METHOD] = {35, 2, 0, LOOK_BOLD},
	[STYLE_TAG] = {133, 5, 0, 0},
	[STYLE_LINK] = {33, 4, LOOK_UNDERLINE, LOOK_UNDERLINE},
	[STYLE_GOOD] = {35, 2, 0, 0},
	[STYLE_POOR] = {172, 3, 0, 0},
	[STYLE_BAD] = {160, 1, 0, 0},
	[STYLE_REASON] = {67, 6, 0, 0},
	[STYLE_COUNT] = {67, 6, 0, 0},
};

struct look theme_look(enum style style, int colors)
{
	const struct theme_row *r = &rows[style];

	if (colors < 8)
		return (struct look){-1, -1, r->mono_attrs};
	return (struct look){colors < 256 ? r->fg8 : r->fg256, -1, r->attrs};
}

struct look theme_cell(enum style style, unsigned flags, int colors)
{
	struct look look = theme_look(style, colors);

	if (flags & CELL_CURSOR) /* one even bar; what is bold stays bold */
		look = (struct look){-1, -1, (look.attrs & LOOK_BOLD) | LOOK_REVERSE};
	else if (flags & CELL_RESTING)
		look.attrs |= LOOK_BOLD | LOOK_UNDERLINE;
	if (flags & CELL_HIT)
		look.attrs ^= LOOK_REVERSE;
	return look;
}
