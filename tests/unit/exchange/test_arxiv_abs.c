/* exchange/arxiv_abs: own fixtures. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"
#include "exchange/arxiv_abs.h"

static int read_page(struct catch *c, const char *name)
{
	struct strbuf text = STRBUF_INIT;
	int rc;

	assert_int_equal(file_read(test_file(name), 8 << 20, &text, NULL), 0);
	rc = catch_read(c, "arxiv-abs", strbuf_str(&text));
	strbuf_release(&text);
	return rc;
}

static void test_paper(void **state)
{
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(read_page(&c, "tests/fixtures/net/abs.html"), 0);
	assert_int_equal(c.batch.n, 1);
	p = c.batch.at;
	assert_string_equal(p->id, "arxiv:2401.00111");
	assert_int_equal(p->version, 2);
	assert_string_equal(p->title_tex, "On Pages with $x < y$");
	assert_int_equal(p->authors.n, 3);
	assert_string_equal(p->authors.at[0], "Petra Page");
	assert_string_equal(p->authors.at[1], "The XYZ Collaboration");
	assert_string_equal(p->authors.at[2], "Rita Rest");
	assert_false(p->et_al);
	assert_string_equal(p->abstract_tex, "Of pages. Code is at https://github.com/example/pages.");
	assert_string_equal(p->comments, "12 pages, A&A");
	assert_int_equal(p->categories.n, 2);
	assert_string_equal(p->categories.at[0], "cs.DL");
	assert_string_equal(p->categories.at[1], "cs.CL");
	assert_string_equal(p->venue, "J. Pages 5 (2024) 1-12");
	assert_string_equal(p->doi, "10.1000/page:1");
	assert_string_equal(p->date, "2024-01-02");
	assert_string_equal(p->updated, "2024-03-05");
	assert_false(p->withdrawn);
	catch_release(&c);
}

static void test_withdrawn(void **state)
{
	const struct paper *p;
	struct catch c;

	(void)state;
	assert_int_equal(read_page(&c, "tests/fixtures/net/abs_withdrawn.html"), 0);
	p = c.batch.at;
	assert_string_equal(p->id, "arxiv:hep-th/9901003");
	assert_true(p->withdrawn);
	assert_int_equal(p->version, 2);
	assert_string_equal(p->date, "1999-01-04");
	assert_string_equal(p->updated, "1999-02-04");
	catch_release(&c);
}

/* An older version that was withdrawn says nothing of the newest one. */
static void test_withdrawn_and_back(void **state)
{
	struct catch c;

	(void)state;
	assert_int_equal(catch_read(&c, "arxiv-abs",
				 STR_LIT("<meta name='citation_arxiv_id' content='2401.00112'><h1 class=title>T</h1>"
					 "<div class='submission-history'>[v1] Mon, 1 Jan 2024 (1 KB) (withdrawn) "
					 "[v2] Tue, 2 Jan 2024 (9 KB)</div>"
					 "<span class=error>This paper has been withdrawn by X</span>")),
		0);
	assert_false(c.batch.at[0].withdrawn);
	assert_int_equal(c.batch.at[0].version, 2);
	catch_release(&c);
}

static void test_no_page(void **state)
{
	static const char *const texts[] = {"", "Rate exceeded.", "<h1 class='title'>Other</h1>",
		"<meta name='citation_arxiv_id' content='2401.00113'>"};
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .batch = &batch};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		err.msg[0] = 0;
		assert_true(arxiv_abs_read(str_of(texts[i]), &in, &err) < 0);
		assert_true(err.msg[0] != 0);
		assert_int_equal(batch.n, 0);
	}
	batch_release(&batch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paper),
		cmocka_unit_test(test_withdrawn),
		cmocka_unit_test(test_withdrawn_and_back),
		cmocka_unit_test(test_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
