#include "../test.h"

#include <unistd.h>

#include "app/orders.h"

static void say(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

static void test_lines(void **state)
{
	int ends[2];
	struct orders o;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	o = (struct orders)ORDERS_INIT(ends[0]);
	orders_take(&o); /* nothing is there: it does not wait */
	assert_false(o.ended);
	say(ends[1], "cancel arxiv:cs.LG\nwhatever\n\ncan");
	orders_take(&o);
	assert_true(orders_cancelled(&o, "arxiv:cs.LG"));
	assert_false(orders_cancelled(&o, "arxiv:cs.L"));
	assert_false(orders_cancelled(&o, ""));
	say(ends[1], "cel https://example.org/a b\n");
	orders_take(&o);
	assert_true(orders_cancelled(&o, "https://example.org/a b"));
	assert_false(o.ended);
	close(ends[1]);
	orders_take(&o);
	assert_true(o.ended);
	orders_take(&o);
	assert_true(o.ended);
	orders_release(&o);
	close(ends[0]);
}

/* A line that never ends is not kept. */
static void test_endless_line(void **state)
{
	char text[4096];
	int ends[2];
	struct orders o;

	(void)state;
	memset(text, 'x', sizeof text);
	assert_int_equal(pipe(ends), 0);
	o = (struct orders)ORDERS_INIT(ends[0]);
	for (int i = 0; i < 100; i++) {
		assert_int_equal(write(ends[1], text, sizeof text), sizeof text);
		orders_take(&o);
		assert_true(o.told.len <= 1 << 16);
	}
	say(ends[1], "\ncancel a\n");
	orders_take(&o);
	assert_true(orders_cancelled(&o, "a"));
	orders_release(&o);
	close(ends[0]);
	close(ends[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_endless_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
