#include "../test.h"
#include "catch.h"

#include "base/file.h"

static struct catch c;

static int after(void **state)
{
	(void)state;
	catch_release(&c);
	return 0;
}

static void is(const char *got, const char *want)
{
	if (want)
		assert_string_equal(got ? got : "(nothing)", want);
	else
		assert_null(got);
}

static void a_collection(void **state)
{
	struct strbuf text = STRBUF_INIT;
	const struct paper *p;
	struct err err;

	(void)state;
	if (file_read(test_file("tests/fixtures/exchange/anthology.xml"), 1 << 20, &text, &err) < 0)
		fail_msg("%s", err.msg);
	assert_string_equal(format_guess("2021.lamp.xml", strbuf_str(&text))->name, "acl");
	assert_int_equal(catch_read(&c, "acl", strbuf_str(&text)), 0);
	strbuf_release(&text);
	is(c.bad.buf, "49: a paper without a title\n");
	assert_int_equal(c.batch.n, 3);
	p = &c.batch.at[0];
	is(p->id, "acl:2021.lamp-1.2");
	is(p->title, "The BERT of O(log T) Lamps: 5% & more");
	is(p->title_tex, "The BERT of $O(\\log T)$ Lamps: 5% & more");
	is(p->abstract, "We light x² lamps; see https://github.com/example/lamps. It costs $5 ~ $10.");
	assert_int_equal(p->authors.n, 3);
	is(p->authors.at[0], "Ann Lee");
	is(p->authors.at[1], "Božena");
	is(p->authors.at[2], "Wei Wu");
	is(p->affiliation, "University of Nowhere");
	is(p->date, "2021-11");
	is(p->updated, "2022-02-03");
	assert_int_equal(p->version, 2);
	is(p->venue, "Proceedings of the First Workshop on Lamps");
	is(p->doi, "10.18653/v1/2021.lamp-1.2");
	assert_int_equal(p->links.n, 1);
	is(p->links.at[0].url, "https://github.com/example/bulbs");
	assert_int_equal(p->links.at[0].kind, LINK_CODE);
	assert_false(p->withdrawn);
	assert_true(c.batch.at[1].withdrawn);
	is(c.batch.at[1].id, "acl:2021.lamp-1.3");
	is(c.batch.at[1].abstract, NULL);
	p = &c.batch.at[2];
	is(p->id, "acl:2021.lamp-demos.1");
	is(p->date, "2020");
	is(p->venue, "Demonstrations of Before");
	is(p->links.at[0].url, "https://example.org/demo.pdf");
}

/* Before 2020 the volume is a digit of the paper's number, of workshops two. */
static void identifiers_of_before_2020(void **state)
{
	static const struct {
		const char *collection, *volume, *paper, *id;
	} rows[] = {
		{"P19", "1", "8", "acl:P19-1008"},
		{"W19", "1", "8", "acl:W19-0108"},
		{"W19", "45", "12", "acl:W19-4512"},
		{"D19", "1", "677", "acl:D19-1677"},
		{"D19", "58", "1", "acl:D19-5801"},
		{"C69", "1", "1", "acl:C69-0101"},
		{"2020.acl", "main", "747", "acl:2020.acl-main.747"},
	};
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		strbuf_reset(&sb);
		strbuf_addf(&sb,
			"<collection id='%s'><volume id='%s'><paper id='%s'><title>T</title></paper>"
			"</volume></collection>",
			rows[i].collection, rows[i].volume, rows[i].paper);
		assert_int_equal(catch_read(&c, "acl", strbuf_str(&sb)), 0);
		assert_int_equal(c.batch.n, 1);
		is(c.batch.at[0].id, rows[i].id);
		is(c.batch.at[0].date, NULL);
		catch_release(&c);
	}
	strbuf_release(&sb);
}

static void journals(void **state)
{
	(void)state;
	assert_int_equal(catch_read(&c, "acl",
		STR_LIT("<collection id='2021.cl'><volume id='4' type='journal'><meta>"
			"<journal-title>J. Lamps</journal-title><journal-volume>47</journal-volume>"
			"<journal-issue>4</journal-issue><month>12</month><year>2021</year></meta>"
			"<paper id='1'><title>T</title></paper></volume></collection>")), 0);
	is(c.batch.at[0].venue, "J. Lamps 47(4)");
	is(c.batch.at[0].date, "2021");
}

static void what_is_broken(void **state)
{
	(void)state;
	assert_int_equal(catch_read(&c, "acl", STR_LIT("<rss/>")), ERR_FAILED);
	catch_release(&c);
	assert_int_equal(catch_read(&c, "acl", STR_LIT("<collection id='2021.a'><volume id='1'><paper id='1'>"
		"<title>Whole</title></paper>\n<paper id='2'><title>Cut")), 0);
	is(c.batch.at[0].title, "Whole");
	assert_int_equal(c.n_bad, 1);
	assert_non_null(strstr(c.bad.buf, "broken off"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_collection, after),
		cmocka_unit_test(identifiers_of_before_2020),
		cmocka_unit_test_teardown(journals, after),
		cmocka_unit_test_teardown(what_is_broken, after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
