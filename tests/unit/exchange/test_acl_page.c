/* exchange/acl_page: a volume. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"

static void test_volume(void **state)
{
	const char *name = "tests/fixtures/net/acl_volume.html";
	struct strbuf text = STRBUF_INIT;
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(file_read(test_file(name), 8 << 20, &text, NULL), 0);
	assert_string_equal(format_guess(name, strbuf_str(&text))->name, "acl-page");
	assert_int_equal(catch_read(&c, "acl-page", strbuf_str(&text)), 0);
	assert_int_equal(c.batch.n, 2); /* without the front matter */
	p = c.batch.at;
	assert_string_equal(p[0].id, "acl:2026.pages-1.1");
	assert_string_equal(p[0].title_tex, "Reading HTML Slowly");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].authors.at[0], "Ann Lee");
	assert_string_equal(p[0].authors.at[1], "Bo Ek");
	assert_string_equal(p[0].abstract_tex, "We read pages slowly. Code: https://github.com/example/slow");
	assert_string_equal(p[0].venue, "Proceedings of the 1st Workshop on Pages");
	assert_string_equal(p[0].date, "2026-07");
	assert_string_equal(p[1].id, "acl:2026.pages-1.2");
	assert_int_equal(p[1].authors.n, 1);
	assert_null(p[1].abstract_tex);
	catch_release(&c);
	strbuf_release(&text);
}

/* An event has volumes of several years' style; old ids have the year in two digits. */
static void test_event(void **state)
{
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(catch_read(&c, "acl-page",
				 STR_LIT("<h4><a href=/volumes/P19-1/>Proceedings A</a></h4>"
					 "<strong><a href=/P19-1000/>Front</a></strong><a href=/people/e/>E E</a>"
					 "<strong><a href=/P19-1001/>Old</a></strong><a href=/people/a/>A A</a>"
					 "<h4>Proceedings B</h4><a href=/people/x/>X X</a>"
					 "<strong>Note</strong><strong><a href=/J79-1002/>Older</a></strong>")),
		0);
	assert_int_equal(c.batch.n, 2);
	p = c.batch.at;
	assert_string_equal(p[0].id, "acl:P19-1001");
	assert_string_equal(p[0].date, "2019");
	assert_string_equal(p[0].venue, "Proceedings A");
	assert_int_equal(p[0].authors.n, 1);
	assert_string_equal(p[1].date, "1979");
	assert_string_equal(p[1].venue, "Proceedings B");
	assert_int_equal(p[1].authors.n, 0);
	catch_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_volume),
		cmocka_unit_test(test_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
