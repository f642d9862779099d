/* net/slow with a clock of the test's own. */
#include "../test.h"

#include "slow.h"

enum { S = 1000 };

/* When a transfer that begins after some seconds and then brings so many bytes a second is stopped; 0: never. */
static int stopped_after(int begins, int64_t a_second)
{
	struct slow s = {0};

	for (int second = 1; second < 600; second++)
		if (slow_stop(&s, (int64_t)second * S, second > begins ? (second - begins) * a_second : 0))
			return second;
	return 0;
}

static void test_speeds(void **state)
{
	(void)state;
	assert_int_equal(stopped_after(0, 1000), 0);
	assert_int_equal(stopped_after(50, 1000), 0);  /* late, but whole */
	assert_int_equal(stopped_after(50, 100), 0);
	assert_int_equal(stopped_after(0, 1), 11);     /* drip */
	assert_int_equal(stopped_after(50, 50), 61);
	assert_int_equal(stopped_after(600, 0), 61);   /* nothing at all */
	assert_int_equal(stopped_after(0, 0), 61);
}

/* A body that begins well and then stands still. */
static void test_stands_still(void **state)
{
	struct slow s = {0};

	(void)state;
	for (int second = 1; second < 100; second++)
		assert_false(slow_stop(&s, (int64_t)second * S, second * 100000));
	for (int second = 100; second < 109; second++)
		assert_false(slow_stop(&s, (int64_t)second * S, 99 * 100000 + 600));
	assert_true(slow_stop(&s, 109 * S, 99 * 100000 + 639));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_speeds),
		cmocka_unit_test(test_stands_still),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
