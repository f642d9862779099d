#include "../test.h"

#include <math.h>

#include "../../../ui/canvas.h"
#include "../../../ui/theme.h"

/* Relative luminance of a colour of xterm's 256 (its colour cube and grey ramp), by WCAG 2.1. */
static double luminance(int color)
{
	static const int steps[] = {0, 95, 135, 175, 215, 255};
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	int rgb[3];
	double sum = 0;

	for (int i = 0; i < 3; i++)
		rgb[i] = color >= 232 ? 8 + (color - 232) * 10
				      : steps[(color - 16) /
						(i == 0		 ? 36
							: i == 1 ? 6
								 : 1) %
						6];
	for (int i = 0; i < 3; i++) {
		double x = rgb[i] / 255.0;

		sum += weights[i] * (x <= 0.03928 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(double a, double b)
{
	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static void test_legible_on_dark_and_light(void **state)
{
	(void)state;
	for (int s = 0; s < STYLES; s++) {
		struct look any = theme_look((enum style)s, PALETTE_256);
		struct look light = theme_look((enum style)s, PALETTE_256_LIGHT);

		if (any.fg >= 0) {
			assert_true(any.fg >= 16);
			assert_true(contrast(luminance(any.fg), 0) >= 3);
			assert_true(contrast(luminance(any.fg), 1) >= 3);
		}
		if (light.fg >= 0)
			assert_true(light.fg >= 16 && contrast(luminance(light.fg), 1) >=
							      4.5 - 1.2 * (s == STYLE_BORDER));
	}
}

static void test_without_colours(void **state)
{
	(void)state;
	for (int s = 0; s < STYLES; s++) {
		for (unsigned flags = 0; flags < 8; flags++) {
			struct look look = theme_cell((enum style)s, flags, PALETTE_NONE);

			assert_int_equal(look.fg, -1);
			assert_int_equal(look.bg, -1);
		}
		/* the cursor is seen on everything but the bars, which it never is on */
		if (s != STYLE_BAR && s != STYLE_BAR_STRONG)
			assert_true(theme_cell((enum style)s, CELL_CURSOR, PALETTE_NONE).attrs &
				    LOOK_REVERSE);
	}
	/* tags of both kinds differ from text and from each other without colours, too */
	assert_int_not_equal(theme_look(STYLE_DATASET, PALETTE_NONE).attrs,
		theme_look(STYLE_METHOD, PALETTE_NONE).attrs);
	assert_int_not_equal(theme_look(STYLE_DATASET, PALETTE_NONE).attrs, 0);
	assert_int_not_equal(theme_look(STYLE_METHOD, PALETTE_NONE).attrs, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_legible_on_dark_and_light),
		cmocka_unit_test(test_without_colours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
