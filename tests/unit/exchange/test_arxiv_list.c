/* exchange/arxiv_list: own fixtures of every kind of page. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"
#include "exchange/arxiv_list.h"

struct page {
	struct catch c;
	struct arxiv_list_facts facts;
	struct err err;
	int rc;
};

static void read_text(struct page *p, struct str text)
{
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .data = &p->c, .batch = &p->c.batch};

	*p = (struct page){.c = {.bad = STRBUF_INIT}};
	p->rc = arxiv_list_read(text, &in, &p->facts, &p->err);
}

static void read_page(struct page *p, const char *name)
{
	struct strbuf text = STRBUF_INIT;

	assert_int_equal(file_read(test_file(name), 8 << 20, &text, NULL), 0);
	read_text(p, strbuf_str(&text));
	strbuf_release(&text);
}

static const char *joined(const struct strs *s)
{
	static char text[512];

	text[0] = 0;
	for (size_t i = 0; i < s->n; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? "|" : "", s->at[i]);
	return text;
}

static void test_new(void **state)
{
	const struct paper *p;
	struct page g;

	(void)state;
	read_page(&g, "tests/fixtures/net/list_new.html");
	assert_int_equal(g.rc, 0);
	assert_int_equal(g.facts.total, 4);
	assert_int_equal(g.facts.first, 1);
	assert_int_equal(g.facts.entries, 4);
	assert_string_equal(g.facts.newest, "2026-08-13");
	assert_int_equal(g.c.batch.n, 4);
	p = g.c.batch.at;
	assert_string_equal(p[0].id, "arxiv:2608.00081");
	assert_int_equal(p[0].version, 1);
	assert_string_equal(p[0].title_tex, "Learning with $O(\\log n) < \\epsilon$ Labels: A Study");
	assert_string_equal(joined(&p[0].authors), "Ada Li|Bo Müller|The LAB Collaboration");
	assert_false(p[0].et_al);
	assert_string_equal(p[0].comments,
		"9 pages. Code: https://github.com/example/few-labels. See arXiv:2607.00001");
	assert_string_equal(p[0].venue, "J. Labels 3 (2026) 1-9");
	assert_string_equal(joined(&p[0].categories), "cs.LG|math.ST|stat.ML");
	assert_string_equal(p[0].abstract_tex,
		"Labels cost money. We need few: $n < 7$. A total of 528 entries were labelled.");
	assert_string_equal(p[0].date, "2026-08-13");
	assert_null(p[0].updated);
	assert_string_equal(p[1].title_tex, "0");
	assert_string_equal(joined(&p[1].authors), "Zoe Zero|Otto One");
	assert_true(p[1].et_al);
	assert_int_equal(p[1].version, 0);
	assert_null(p[1].comments);
	assert_string_equal(p[2].date, "2026-07");
	assert_int_equal(p[2].authors.n, 0);
	assert_string_equal(joined(&p[2].categories), "quant-ph|cs.LG");
	assert_string_equal(p[3].id, "arxiv:math/0309136");
	assert_int_equal(p[3].version, 4);
	assert_string_equal(p[3].date, "2003-09");
	assert_string_equal(p[3].updated, "2026-08-13");
	catch_release(&g.c);
}

static void test_recent(void **state)
{
	const struct paper *p;
	struct page g;

	(void)state;
	read_page(&g, "tests/fixtures/net/list_recent.html");
	assert_int_equal(g.rc, 0);
	assert_int_equal(g.facts.total, 1052);
	assert_int_equal(g.facts.first, 51);
	assert_int_equal(g.facts.entries, 3);
	assert_string_equal(g.facts.newest, "2026-08-13");
	assert_int_equal(g.c.batch.n, 2);
	assert_string_equal(g.c.bad.buf, "71: an entry without an id of arXiv's\n");
	p = g.c.batch.at;
	assert_string_equal(p[0].date, "2026-08-13");
	assert_int_equal(p[0].version, 2);
	assert_null(p[0].abstract_tex);
	assert_string_equal(p[1].id, "arxiv:2608.00092");
	assert_string_equal(p[1].date, "2026-08");
	assert_string_equal(joined(&p[1].authors), "Wei Wu");
	catch_release(&g.c);
}

/* A page that a browser saved has each formula up to three times. */
static void test_saved(void **state)
{
	const struct paper *p;
	struct page g;

	(void)state;
	read_page(&g, "tests/fixtures/net/list_saved.html");
	assert_int_equal(g.rc, 0);
	assert_int_equal(g.facts.total, 2);
	assert_int_equal(g.c.batch.n, 2);
	p = g.c.batch.at;
	assert_string_equal(p[0].id, "arxiv:2411.00101");
	assert_string_equal(p[0].title_tex, "Clumps at $z<3$, y and Seen x Times");
	assert_string_equal(joined(&p[0].authors), "Stella Star|D. Dust");
	assert_string_equal(p[0].comments, "Submitted to A&A, http://example.org/data");
	assert_string_equal(joined(&p[0].categories), "astro-ph.GA|astro-ph.CO");
	assert_string_equal(p[0].date, "2024-11-22");
	assert_string_equal(joined(&p[1].authors), "Nell Night|Dan Dark|Tim Twilight");
	assert_string_equal(p[1].date, "2024-11");
	catch_release(&g.c);
}

/* The page of new papers as it was from 2008 to 2024: a list a heading, the year of two digits. */
static void test_new_until_2024(void **state)
{
#define ENTRY(id, note) "<dt><a name='item1'>[1]</a>&nbsp; <span class='list-identifier'><a href='/abs/" id "' " \
	"title='Abstract'>arXiv:" id "</a>" note " [<a href='/pdf/" id "'>pdf</a>]</span></dt><dd><div class='meta'>" \
	"<div class='list-title mathjax'><span class='descriptor'>Title:</span> T\n</div><div class='list-authors'>" \
	"<span class='descriptor'>Authors:</span> \n<a href='/find/x'>A. Lee</a>, \n<a href='/find/y'>B. Ek</a>\n" \
	"</div><p>We do.\n</p></div></dd>"
	static const char text[] = "<html><body><div id='dlpage'><h1>Computation and Language</h1>"
		"<small>[ total of 1,003 entries:  <b>1-3</b> ]</small><br />"
		"<h3>New submissions for Thu, 18 Jan 24</h3><dl>" ENTRY("2401.09001", "") "</dl>"
		"<h3>Cross-lists for Thu, 18 Jan 24</h3><dl>" ENTRY("2401.07003", " (cross-list from cs.AI)") "</dl>"
		"<h3>Replacements for Thu, 18 Jan 24</h3><dl>" ENTRY("hep-th/9901004", " (replaced)") "</dl></div>";
	static const char *const dates[][2] = {{"2024-01-18", NULL}, {"2024-01", NULL}, {"1999-01", "2024-01-18"}};
	struct page g;

	(void)state;
	read_text(&g, str_of(text));
	assert_int_equal(g.rc, 0);
	assert_int_equal(g.facts.total, 1003);
	assert_string_equal(g.facts.newest, "2024-01-18");
	assert_int_equal(g.c.batch.n, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct paper *p = &g.c.batch.at[i];

		assert_string_equal(p->date, dates[i][0]);
		assert_string_equal(p->updated ? p->updated : "", dates[i][1] ? dates[i][1] : "");
		assert_string_equal(joined(&p->authors), "A. Lee|B. Ek");
		assert_string_equal(p->abstract_tex, "We do.");
	}
	catch_release(&g.c);
#undef ENTRY
}

/* An author's page: entries lie in an element more, and there is no day. */
static void test_author(void **state)
{
	const struct paper *p;
	struct page g;

	(void)state;
	read_text(&g, STR_LIT("<div id='dlpage'><h1>Ann Lee's articles on arXiv</h1><dl>"
			      "<div class='mathjax'><dt>[1] <a href='/abs/2608.00141' title='Abstract'>x</a></dt>"
			      "<dd><div class='list-title'>One</div></dd></div>"
			      "<div class='mathjax'><dt>[2] <a href='/abs/hep-th/9205007'>x</a></dt>"
			      "<dd><div class='list-title'>Two</div></dd></div></dl><dl><dt>Other</dt></dl></div>"));
	assert_int_equal(g.rc, 0);
	assert_int_equal(g.c.batch.n, 2);
	p = g.c.batch.at;
	assert_string_equal(p[0].title_tex, "One");
	assert_string_equal(p[0].date, "2026-08");
	assert_string_equal(p[1].id, "arxiv:hep-th/9205007");
	catch_release(&g.c);
}

static void test_long_list_of_authors(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct page g;

	(void)state;
	strbuf_addz(&text, "<dl id='articles'><dt><a href='/abs/2608.00001'>x</a></dt><dd>"
			   "<div class='list-title'>T</div><div class='list-authors'>");
	for (int i = 0; i < 101; i++)
		strbuf_addf(&text, "<a href='/search/?searchtype=author'>A%d B</a>, ", i);
	strbuf_addz(&text, "</div></dd></dl>");
	read_text(&g, strbuf_str(&text));
	assert_int_equal(g.c.batch.n, 1);
	assert_int_equal(g.c.batch.at[0].authors.n, 101);
	assert_true(g.c.batch.at[0].et_al); /* the page cuts there */
	catch_release(&g.c);
	strbuf_release(&text);
}

static void empty(const char *text, bool well)
{
	struct page g;

	read_text(&g, str_of(text));
	assert_int_equal(g.rc, well ? 0 : ERR_FAILED);
	assert_int_equal(g.facts.none, well);
	assert_int_equal(g.err.msg[0] != 0, !well);
	assert_int_equal(g.c.batch.n, 0);
	catch_release(&g.c);
}

/* A day without papers is well; a page that is not understood is not. */
static void test_empty_or_strange(void **state)
{
	struct page g;

	(void)state;
	read_page(&g, "tests/fixtures/net/list_none.html");
	assert_int_equal(g.rc, 0);
	assert_true(g.facts.none);
	assert_string_equal(g.facts.newest, "2026-05-25");
	catch_release(&g.c);
	empty("<div id=dlpage>Total of 0 entries<dl id='articles'></dl></div>", true);
	empty("<div id=dlpage><dl id='articles'><p>No updates for this time period.</p></dl></div>", true);
	empty("<div id=dlpage><h1>Catchup results</h1><p>No updates for Sat, 15 Aug 2026</p></div>", true);
	empty("<div id=dlpage>Total of 528 entries<dl id='articles'></dl></div>", false);
	empty("<div id=dlpage>Total of 528 entries<ul><li class='paper'>A paper</li></ul></div>", false);
	empty("<div id=dlpage><dl id='articles'><div class='paper'>A paper</div></dl></div>", false);
	empty("<html><body>This listing is temporarily unavailable.</body></html>", false);
	empty("<html><body><h1>Bad Request</h1>Invalid show value. Valid values: 25, 50</body></html>", false);
	empty("Rate exceeded.", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new),
		cmocka_unit_test(test_recent),
		cmocka_unit_test(test_saved),
		cmocka_unit_test(test_new_until_2024),
		cmocka_unit_test(test_author),
		cmocka_unit_test(test_long_list_of_authors),
		cmocka_unit_test(test_empty_or_strange),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
