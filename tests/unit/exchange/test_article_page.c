/* exchange/article_page: own fixtures. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"

static int read_page(struct catch *c, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	const struct format *guessed;
	int rc;

	assert_int_equal(file_read(test_file(name), 8 << 20, &text, NULL), 0);
	guessed = format_guess(name, strbuf_str(&text));
	assert_non_null(guessed);
	assert_string_equal(guessed->name, "page");
	rc = catch_read(c, "page", strbuf_str(&text));
	strbuf_release(&text);
	return rc;
}

static void test_anthology(void **state)
{
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(read_page(&c, "tests/fixtures/net/page_acl.html"), 0);
	assert_int_equal(c.batch.n, 1);
	p = c.batch.at;
	assert_string_equal(p->id, "acl:2026.pages-main.7");
	assert_string_equal(p->title_tex, "How to Read a Page");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->authors.at[1], "Bo van der Ek");
	assert_string_equal(p->venue, "Proceedings of the 1st Workshop on Pages");
	assert_string_equal(p->date, "2026-06");
	assert_string_equal(p->doi, "10.18653/v1/2026.pages-main.7");
	assert_string_equal(p->abstract_tex,
		"Pages are read from top to bottom. We read them twice, and find that more is understood. "
		"Code: https://github.com/example/pages");
	assert_int_equal(p->links.n, 1);
	assert_string_equal(p->links.at[0].url, "https://aclanthology.org/2026.pages-main.7/");
	catch_release(&c);
}

static void test_dublin_core(void **state)
{
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(read_page(&c, "tests/fixtures/net/page_journal.html"), 0);
	p = c.batch.at;
	assert_null(p->id);
	assert_string_equal(p->title_tex, "Effects of E. coli on Pages");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->authors.at[0], "Ann Lee");
	assert_string_equal(p->doi, "10.1000/pages.2026.12");
	assert_string_equal(p->date, "2026-08-12"); /* that of the publication is the first of a year */
	assert_string_equal(p->venue, "Journal of Pages");
	assert_string_equal(p->abstract_tex, "Short in front.");
	assert_string_equal(p->links.at[0].url, "https://journal.example.org/pages/12");
	catch_release(&c);
}

static void test_other_pages(void **state)
{
	struct catch c;

	(void)state;
	assert_true(catch_read(&c, "page", STR_LIT("<html><body><h1>News</h1></body></html>")) < 0);
	assert_int_equal(c.batch.n, 0);
	catch_release(&c);
	assert_true(catch_read(&c, "page", STR_LIT("")) < 0);
	assert_int_equal(c.batch.n, 0);
	catch_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anthology),
		cmocka_unit_test(test_dublin_core),
		cmocka_unit_test(test_other_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
