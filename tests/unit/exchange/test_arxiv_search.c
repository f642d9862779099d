/* exchange/arxiv_search: own fixture. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"

static void test_results(void **state)
{
	const char *name = "tests/fixtures/net/search.html";
	struct strbuf text = STRBUF_INIT;
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(file_read(test_file(name), 8 << 20, &text, NULL), 0);
	assert_string_equal(format_guess(name, strbuf_str(&text))->name, "arxiv-search");
	assert_int_equal(catch_read(&c, "arxiv-search", strbuf_str(&text)), 0);
	assert_int_equal(c.batch.n, 1);
	assert_string_equal(c.bad.buf, "56: a result without an id or a title\n");
	p = c.batch.at;
	assert_string_equal(p->id, "arxiv:2604.00131");
	assert_string_equal(p->title_tex, "Searching Pages in $O(1)$");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->authors.at[1], "Bo Ek");
	assert_int_equal(p->categories.n, 2);
	assert_string_equal(p->categories.at[0], "cs.DL");
	assert_string_equal(p->categories.at[1], "cs.CL");
	assert_string_equal(p->doi, "10.1000/search.1");
	assert_string_equal(p->abstract_tex, "We search. All pages are searched at once.");
	assert_string_equal(p->date, "2026-03-29");
	assert_string_equal(p->updated, "2026-04-25");
	assert_string_equal(p->comments, "16 pages");
	assert_string_equal(p->venue, "J. Search 2 (2026) 1");
	catch_release(&c);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_results),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
