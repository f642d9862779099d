#include "theme.h"

#include "canvas.h"

/*
 * The colours of the default theme are middle tones: at least 3 to 1 against black and against white (WCAG
 * 2.1, contrast ratio), so that it serves dark and light terminals; those of the light one are darker. The
 * background of text is always the terminal's own.
 */
static const struct theme_row {
	short fg[PALETTES];
	unsigned attrs;      /* with colours */
	unsigned mono_attrs; /* without */
} rows[STYLES] = {
	[STYLE_TEXT] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, 0, 0},
	[STYLE_DIM] = {{[PALETTE_8] = -1, [PALETTE_256] = 244, [PALETTE_256_LIGHT] = 241}, 0, 0},
	[STYLE_BAR] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, LOOK_REVERSE, LOOK_REVERSE},
	[STYLE_BAR_STRONG] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, LOOK_REVERSE | LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD},
	[STYLE_BORDER] = {{[PALETTE_8] = -1, [PALETTE_256] = 244, [PALETTE_256_LIGHT] = 244}, 0, 0},
	[STYLE_KEY] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_ERROR] = {{[PALETTE_8] = 1, [PALETTE_256] = 160, [PALETTE_256_LIGHT] = 124}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_UNREAD] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STAR] = {{[PALETTE_8] = 3, [PALETTE_256] = 136, [PALETTE_256_LIGHT] = 130}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_STATE] = {{[PALETTE_8] = 5, [PALETTE_256] = 133, [PALETTE_256_LIGHT] = 90}, 0, 0},
	[STYLE_MARKED] = {{[PALETTE_8] = 1, [PALETTE_256] = 160, [PALETTE_256_LIGHT] = 124}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_DATE] = {{[PALETTE_8] = -1, [PALETTE_256] = 244, [PALETTE_256_LIGHT] = 241}, 0, 0},
	[STYLE_AUTHOR] = {{[PALETTE_8] = 6, [PALETTE_256] = 67, [PALETTE_256_LIGHT] = 24}, 0, 0},
	[STYLE_CATEGORY] = {{[PALETTE_8] = -1, [PALETTE_256] = 244, [PALETTE_256_LIGHT] = 241}, 0, 0},
	[STYLE_TITLE] = {{[PALETTE_8] = -1, [PALETTE_256] = -1, [PALETTE_256_LIGHT] = -1}, LOOK_BOLD, LOOK_BOLD},
	[STYLE_LABEL] = {{[PALETTE_8] = -1, [PALETTE_256] = 244, [PALETTE_256_LIGHT] = 241}, 0, 0},
	[STYLE_DATASET] = {{[PALETTE_8] = 3, [PALETTE_256] = 166, [PALETTE_256_LIGHT] = 130}, 0, LOOK_UNDERLINE},
	[STYLE_METHOD] = {{[PALETTE_8] = 2, [PALETTE_256] = 28, [PALETTE_256_LIGHT] = 22}, 0, LOOK_BOLD},
	[STYLE_TAG] = {{[PALETTE_8] = 5, [PALETTE_256] = 133, [PALETTE_256_LIGHT] = 90}, 0, 0},
	[STYLE_LINK] = {{[PALETTE_8] = 4, [PALETTE_256] = 33, [PALETTE_256_LIGHT] = 20}, LOOK_UNDERLINE, LOOK_UNDERLINE},
	[STYLE_GOOD] = {{[PALETTE_8] = 2, [PALETTE_256] = 28, [PALETTE_256_LIGHT] = 22}, 0, 0},
	[STYLE_POOR] = {{[PALETTE_8] = 3, [PALETTE_256] = 166, [PALETTE_256_LIGHT] = 130}, 0, 0},
	[STYLE_BAD] = {{[PALETTE_8] = 1, [PALETTE_256] = 160, [PALETTE_256_LIGHT] = 124}, 0, 0},
	[STYLE_REASON] = {{[PALETTE_8] = 6, [PALETTE_256] = 67, [PALETTE_256_LIGHT] = 24}, 0, 0},
	[STYLE_COUNT] = {{[PALETTE_8] = 6, [PALETTE_256] = 67, [PALETTE_256_LIGHT] = 24}, 0, 0},
};

struct look theme_look(enum style style, enum palette palette)
{
	const struct theme_row *r = &rows[style];

	if (palette == PALETTE_NONE)
		return (struct look){-1, -1, r->mono_attrs};
	return (struct look){r->fg[palette], -1, r->attrs};
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
