#include "../test.h"

#include "base/file.h"
#include "query/query.h"

/* The other pages are made from the tables; this one is written, so each field must be found in it. */
static void the_manual_knows_every_field(void **state)
{
	struct strbuf page = STRBUF_INIT;

	(void)state;
	assert_int_equal(file_read(test_file("man/carrel-query.7"), 1 << 20, &page, NULL), 0);
	assert_non_null(query_field(0));
	for (size_t i = 0; query_field(i); i++) {
		char bold[64], plain[64];

		snprintf(bold, sizeof bold, "\n.BI %s: ", query_field(i));
		snprintf(plain, sizeof plain, " %s:", query_field(i));
		if (!strstr(page.buf, bold) && !strstr(page.buf, plain))
			fail_msg("carrel-query(7) lacks %s:", query_field(i));
	}
	strbuf_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_manual_knows_every_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
