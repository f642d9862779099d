#include "../test.h"

#include <locale.h>

#include "text/width.h"

static int locale_setup(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static void counts_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width(str_of("")), 0);
	assert_int_equal(text_width(str_of("Adam")), 4);
	assert_int_equal(text_width(str_of("Rényi")), 5);
	assert_int_equal(text_width(str_of("日本語")), 6);
	assert_int_equal(text_width(str_of("x\xCC\x82y")), 2); /* a combining hat takes none */
	assert_int_equal(text_width(str_of("√∑∞≤")), 4);
	assert_int_equal(rune_width(0x1B), 1); /* cannot be shown */
}

static void fits_without_cutting(void **state)
{
	(void)state;
	assert_int_equal(text_fit(str_of("Adam"), 10), 4);
	assert_int_equal(text_fit(str_of("Adam"), 3), 3);
	assert_int_equal(text_fit(str_of("Adam"), 0), 0);
	assert_int_equal(text_fit(str_of("日本語"), 5), 6); /* two of them, one column is left */
	assert_int_equal(text_fit(str_of("ax\xCC\x82y"), 2), 4); /* the hat stays with its x */
	assert_int_equal(text_fit(str_of("ax\xCC\x82"), 1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_columns),
		cmocka_unit_test(fits_without_cutting),
	};

	return cmocka_run_group_tests(tests, locale_setup, NULL);
}
