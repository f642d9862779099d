#include "../test.h"

#include <time.h>

#include "base/clock.h"

static void every_day_of_four_centuries_comes_back(void **state)
{
	int64_t day = date_days(1800, 1, 1);
	int y, m, d;

	(void)state;
	assert_int_equal(date_days(1970, 1, 1), 0);
	assert_int_equal(date_days(2000, 3, 1), 11017);
	assert_int_equal(date_days(1969, 12, 31), -1);
	for (; day < date_days(2200, 1, 1); day++) {
		date_from_days(day, &y, &m, &d);
		assert_int_equal(date_days(y, m, d), day);
	}
}

/* The C library is the judge. */
static void agrees_with_gmtime(void **state)
{
	(void)state;
	for (int64_t day = -20000; day < 60000; day += 17) {
		time_t t = (time_t)(day * 86400);
		struct tm tm;
		int y, m, d;

		gmtime_r(&t, &tm);
		date_from_days(day, &y, &m, &d);
		assert_true(y == tm.tm_year + 1900 && m == tm.tm_mon + 1 && d == tm.tm_mday);
	}
}

static void reads_dates_known_in_part(void **state)
{
	static const struct {
		const char *text;
		int y, m, d; /* y 0: no date */
	} rows[] = {
		{"2022", 2022, 0, 0}, {"2022-10", 2022, 10, 0}, {"2022-10-11", 2022, 10, 11},
		{"2022-10-11T10:00:00Z", 2022, 10, 11}, {"2022-10-11 10:00", 2022, 10, 11},
		{"2024-02-29", 2024, 2, 29}, {"2000-02-29", 2000, 2, 29}, {"2023-02-29", 0, 0, 0},
		{"1900-02-29", 0, 0, 0}, {"2022-02-30", 0, 0, 0}, {"2022-04-31", 0, 0, 0},
		{"2022-13", 0, 0, 0}, {"2022-00", 0, 0, 0}, {"2022-10-00", 0, 0, 0}, {"2022-1", 0, 0, 0},
		{"2022-10-1", 0, 0, 0}, {"202", 0, 0, 0}, {"20222", 0, 0, 0}, {"", 0, 0, 0},
		{"2022/10/11", 0, 0, 0}, {"2022-10T", 0, 0, 0}, {"2022-10-11x", 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int y = 0, m = 0, d = 0;
		bool good = date_parse(str_of(rows[i].text), &y, &m, &d);

		if (good != (rows[i].y > 0) || (good && (y != rows[i].y || m != rows[i].m || d != rows[i].d)))
			fail_msg("%s: %d, %d-%d-%d", rows[i].text, good, y, m, d);
	}
}

static void knows_months(void **state)
{
	(void)state;
	assert_int_equal(date_month(STR_LIT("Oct")), 10);
	assert_int_equal(date_month(STR_LIT("october")), 10);
	assert_int_equal(date_month(STR_LIT("Sept")), 9);
	assert_int_equal(date_month(STR_LIT("May")), 5);
	assert_int_equal(date_month(STR_LIT("Ma")), 0);
	assert_int_equal(date_month(STR_LIT("Mayo")), 0);
	assert_int_equal(date_month(STR_LIT("")), 0);
}

static void writes_moments(void **state)
{
	char text[CLOCK_TEXT];

	(void)state;
	assert_string_equal(clock_iso(0, text), "1970-01-01T00:00:00Z");
	assert_string_equal(clock_iso(1668000000, text), "2022-11-09T13:20:00Z");
	assert_true(clock_now() > 1668000000);
	assert_true(clock_mono_ms() <= clock_mono_ms());
}

/* By the reader's clock; the day stands there where it is another one. */
static void shows_the_time_of_the_reader(void **state)
{
	char text[CLOCK_TEXT];

	(void)state;
	setenv("TZ", "XYZ-2", 1); /* two hours east */
	tzset();
	assert_string_equal(clock_local(1795466530, 1795460000, text), "22:42:10");
	assert_string_equal(clock_local(1795466530, 1795477000, text), "2026-11-23 22:42:10");
	setenv("TZ", "UTC", 1);
	tzset();
	assert_string_equal(clock_local(1795466530, 1795460000, text), "20:42:10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_the_time_of_the_reader),
		cmocka_unit_test(every_day_of_four_centuries_comes_back),
		cmocka_unit_test(agrees_with_gmtime),
		cmocka_unit_test(reads_dates_known_in_part),
		cmocka_unit_test(knows_months),
		cmocka_unit_test(writes_moments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
