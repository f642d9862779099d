/* exchange/feed: own fixtures of every layout; the recorded feeds where they stand beside the tree. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"
#include "exchange/feed.h"

struct fed {
	struct catch c;
	struct feed_facts facts;
	struct strbuf text;
	int rc;
};

static void read_feed(struct fed *f)
{
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .data = &f->c, .batch = &f->c.batch};

	f->rc = feed_read(strbuf_str(&f->text), &in, &f->facts, NULL);
}

static void feed(struct fed *f, const char *name)
{
	*f = (struct fed){.c = {.bad = STRBUF_INIT}, .text = STRBUF_INIT};
	assert_int_equal(file_read(test_file(name), 8 << 20, &f->text, NULL), 0);
	read_feed(f);
}

static void fed_release(struct fed *f)
{
	catch_release(&f->c);
	strbuf_release(&f->text);
}

static void test_query_2026(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/query_2026.atom");
	assert_int_equal(f.rc, 0);
	assert_int_equal(f.facts.total, 3);
	assert_int_equal(f.facts.start, 0);
	assert_int_equal(f.facts.entries, 3);
	assert_false(f.facts.refused);
	assert_false(f.facts.repaired);
	assert_string_equal(f.facts.newest, "2026-08-12T19:29:54Z");
	assert_string_equal(f.facts.oldest, "2003-09-08T00:00:00Z");
	assert_int_equal(f.c.batch.n, 3);
	p = &f.c.batch.at[0];
	assert_string_equal(p->id, "arxiv:2608.00011");
	assert_int_equal(p->version, 2);
	assert_string_equal(p->title_tex, "Flat Minima, Found with $O(\\log T)$ Steps");
	assert_string_equal(p->abstract_tex, "We find a < b. Code: https://github.com/example/flat-minima.");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->authors.at[1], "The FLAT Collaboration");
	assert_string_equal(p->affiliation, "Nowhere");
	assert_int_equal(p->categories.n, 2); /* 68T07 is none of arXiv's */
	assert_string_equal(p->categories.at[0], "stat.ML");
	assert_string_equal(p->categories.at[1], "cs.LG");
	assert_string_equal(p->date, "2026-08-01");
	assert_string_equal(p->updated, "2026-08-12");
	assert_string_equal(p->comments, "9 pages");
	assert_string_equal(p->venue, "J. Flat 1 (2026) 1-9");
	assert_string_equal(p->doi, "10.1000/flat.1");
	assert_int_equal(p->links.n, 0);
	p = &f.c.batch.at[1];
	assert_string_equal(p->id, "arxiv:math/0309136");
	assert_string_equal(p->title_tex, "0");
	assert_string_equal(f.c.batch.at[2].title_tex, "Error");
	fed_release(&f);
}

static void test_older_layouts(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/query_legacy.atom");
	assert_int_equal(f.c.batch.n, 1);
	assert_int_equal(f.facts.total, 1);
	p = &f.c.batch.at[0];
	assert_string_equal(p->id, "arxiv:1001.0001");
	assert_int_equal(p->version, 3);
	assert_string_equal(p->title_tex, "A Legacy of Layouts");
	assert_string_equal(p->abstract_tex, "Hard line breaks.");
	assert_string_equal(p->comments, "This paper has been withdrawn");
	assert_int_equal(p->categories.n, 2);
	fed_release(&f);
	feed(&f, "tests/fixtures/net/query_interim.atom");
	assert_int_equal(f.c.batch.n, 1);
	assert_string_equal(f.c.batch.at[0].id, "arxiv:2511.00013");
	assert_string_equal(f.c.batch.at[0].categories.at[0], "hep-th");
	fed_release(&f);
}

static void test_error(void **state)
{
	struct fed f;

	(void)state;
	feed(&f, "tests/fixtures/net/query_error.atom");
	assert_int_equal(f.rc, 0);
	assert_true(f.facts.refused);
	assert_string_equal(f.facts.why, "malformed query near ))");
	assert_int_equal(f.c.batch.n, 0);
	fed_release(&f);
}

/* The feed of a category that is none, which may come with status 200. */
static void test_feed_error(void **state)
{
	struct fed f = {.c = {.bad = STRBUF_INIT}, .text = STRBUF_INIT};

	(void)state;
	strbuf_addz(&f.text, "<rss version='2.0'><channel><title>Feed error for query: cs.XX</title><link>x</link>"
		"<description>Invalid archive or subject class.</description></channel></rss>");
	read_feed(&f);
	assert_int_equal(f.rc, 0);
	assert_true(f.facts.refused);
	assert_string_equal(f.facts.why, "Invalid archive or subject class.");
	fed_release(&f);
}

static void test_announcements(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/announced.rss");
	assert_int_equal(f.c.batch.n, 3);
	assert_int_equal(f.facts.total, -1);
	p = f.c.batch.at;
	assert_string_equal(p[0].id, "arxiv:2608.00021");
	assert_int_equal(p[0].version, 1);
	assert_string_equal(p[0].abstract_tex, "Abstract: twice, and a < b.");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].authors.at[0], "Fay First");
	assert_string_equal(p[0].authors.at[1], "Gus Second");
	assert_string_equal(p[0].date, "2026-08-13");
	assert_string_equal(p[1].date, "2026-07");
	assert_string_equal(p[1].categories.at[0], "stat.ML");
	assert_null(p[1].updated);
	assert_string_equal(p[2].id, "arxiv:hep-th/9901001");
	assert_int_equal(p[2].version, 4);
	assert_string_equal(p[2].date, "1999-01");
	assert_string_equal(p[2].updated, "2026-08-13");
	assert_string_equal(p[2].doi, "10.1000/replaced");
	assert_string_equal(p[2].venue, "J. Rep. 4");
	fed_release(&f);
	feed(&f, "tests/fixtures/net/announced.atom");
	assert_int_equal(f.c.batch.n, 1);
	p = f.c.batch.at;
	assert_string_equal(p->id, "arxiv:2608.00031");
	assert_string_equal(p->abstract_tex, "Announced.");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->date, "2026-08-13");
	fed_release(&f);
}

static void test_journal(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/journal.rss");
	assert_int_equal(f.c.batch.n, 2);
	assert_int_equal(f.c.n_bad, 1);
	assert_string_equal(f.c.bad.buf, "14: an entry without a title\n");
	p = f.c.batch.at;
	assert_string_equal(p[0].id, "doi:10.1000/j.1");
	assert_string_equal(p[0].title_tex, "Bold Claims & Proofs");
	assert_string_equal(p[0].abstract_tex, "First part. Second part.");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].authors.at[1], "Mo Journal");
	assert_string_equal(p[0].date, "2026-08-11");
	assert_int_equal(p[0].links.n, 2);
	assert_string_equal(p[0].links.at[0].url, "https://journal.example.org/articles/1");
	assert_string_equal(p[0].links.at[1].url, "https://github.com/example/proofs");
	assert_null(p[1].id);
	assert_int_equal(p[1].authors.n, 1);
	assert_string_equal(p[1].authors.at[0], "The Editor");
	fed_release(&f);
}

static void test_publishers(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/nature.rdf");
	assert_int_equal(f.rc, 0);
	assert_int_equal(f.facts.flaw, 0); /* blank lines in front are no flaw */
	assert_int_equal(f.c.batch.n, 2);
	p = f.c.batch.at;
	assert_string_equal(p[0].title_tex, "Cells that count & divide");
	assert_string_equal(p[0].doi, "10.1000/e1-026-00001-1");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].authors.at[1], "Bo Ek");
	assert_string_equal(p[0].abstract_tex, "Cells count their divisions.");
	assert_string_equal(p[0].venue, "Journal of Examples");
	assert_string_equal(p[0].date, "2026-08-11");
	assert_string_equal(p[1].doi, "10.1101/2026.08.01.123456");
	assert_int_equal(p[1].authors.n, 3);
	assert_string_equal(p[1].authors.at[1], "A. B. Doe");
	assert_string_equal(p[1].authors.at[2], "C. van der Berg");
	assert_string_equal(p[1].abstract_tex, "We show a thing.");
	fed_release(&f);
	feed(&f, "tests/fixtures/net/publishers.rss");
	assert_int_equal(f.c.batch.n, 4);
	p = f.c.batch.at;
	assert_string_equal(p[0].title_tex, "Graphs at Scale");
	assert_string_equal(p[0].doi, "10.1145/1234567.7654321");
	assert_true(strncmp(p[0].abstract_tex, "Graphs are large. We make them small,", 37) == 0);
	assert_string_equal(p[0].venue, "Proceedings of Graphs");
	assert_string_equal(p[1].title_tex, "Café Networks");
	assert_int_equal(p[1].authors.n, 2);
	assert_string_equal(p[1].authors.at[1], "Di Xu");
	assert_string_equal(p[1].date, "2026-08-10");
	assert_int_equal(p[2].authors.n, 2);
	assert_string_equal(p[2].authors.at[0], "Eve Young");
	assert_null(p[2].abstract_tex);
	assert_null(p[2].doi);
	assert_int_equal(p[3].authors.n, 1);
	assert_string_equal(p[3].authors.at[0], "Gus Writer");
	assert_string_equal(p[3].abstract_tex, "Short.");
	fed_release(&f);
	feed(&f, "tests/fixtures/net/plos.atom");
	p = f.c.batch.at;
	assert_string_equal(p[0].id, "doi:10.1371/journal.pexa.0000001");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].abstract_tex, "Lakes are open.");
	assert_string_equal(p[0].date, "2026-08-11");
	fed_release(&f);
}

/* arXiv's feeds up to 2024: all in the title, names as links. */
static void test_announced_old(void **state)
{
	struct fed f;
	const struct paper *p;

	(void)state;
	feed(&f, "tests/fixtures/net/announced_old.rdf");
	assert_int_equal(f.c.batch.n, 2);
	p = f.c.batch.at;
	assert_string_equal(p[0].id, "arxiv:1805.00121");
	assert_int_equal(p[0].version, 1);
	assert_string_equal(p[0].title_tex, "Old Feeds, $a < b$, Read Anew");
	assert_string_equal(p[0].abstract_tex, "A range of $2.6<\\eta<4$ is covered.");
	assert_int_equal(p[0].authors.n, 2);
	assert_string_equal(p[0].authors.at[0], "Ada Old");
	assert_string_equal(p[0].authors.at[1], "Bo New");
	assert_int_equal(p[0].categories.n, 1);
	assert_string_equal(p[0].categories.at[0], "hep-ex");
	assert_string_equal(p[0].date, "2018-05");
	assert_string_equal(p[1].title_tex, "Once More");
	assert_int_equal(p[1].version, 3);
	assert_string_equal(p[1].date, "2017-04");
	fed_release(&f);
}

static void test_no_feed(void **state)
{
	static const char *const texts[] = {"", "Rate exceeded.", "<html><body>Request Line is too large</body></html>",
		"<a><b/></a>", "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed>&x;</feed>"};
	struct feed_facts facts;
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .batch = &batch};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		err.msg[0] = 0;
		assert_true(feed_read(str_of(texts[i]), &in, &facts, &err) < 0);
		assert_true(err.msg[0] != 0);
		assert_int_equal(batch.n, 0);
	}
	batch_release(&batch);
}

/* A feed that was cut short keeps its whole entries, and says so. */
static void test_cut(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct feed_facts facts;
	struct catch c = {.bad = STRBUF_INIT};
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .data = &c, .batch = &c.batch};

	(void)state;
	assert_int_equal(file_read(test_file("tests/fixtures/net/announced.rss"), 1 << 20, &text, NULL), 0);
	strbuf_setlen(&text, (size_t)str_find(strbuf_str(&text), "<title>Replaced"));
	assert_int_equal(feed_read(strbuf_str(&text), &in, &facts, NULL), 0);
	assert_true(facts.repaired);
	assert_int_equal(c.batch.n, 2);
	assert_int_equal(c.n_bad, 1);
	assert_non_null(strstr(c.bad.buf, ": an entry that is broken off\n"));
	catch_release(&c);
	strbuf_release(&text);
}

/* What damage costs: nothing is told where every entry is there, and half an entry is none. */
static void test_damaged(void **state)
{
	static const struct {
		const char *text;
		size_t papers;
		const char *bad, *last; /* the last one's title */
	} rows[] = {
		{"<feed>\n<entry><title>A</title></entry>\n<entry><title>R&D</title></entry></feed>", 2, "", "R&D"},
		{"<feed>\n<entry><title>A\x0b</title></entry>\n<entry><title>B</title></entry></feed>", 2, "", "B"},
		{"<feed>\n<entry><title>A\xE9</title></entry>\n<entry><title>B</title></entry></feed>", 2, "", "B"},
		{"<feed>\n<entry><title>A</title></entry>\n<entry><title>B</title><author><name>C</name></author>", 1,
			"3: an entry that is broken off\n", "A"},
		{"<feed>\n<entry><title>A</title></entry>\n", 1, "3: broken off here; what could be read is taken\n",
			"A"},
		{"<feed>\n<entry><title>A</title></entry></feed>\n<feed/>", 1,
			"3: broken off here; what could be read is taken\n", "A"},
		{"<feed>\n<entry><title>A</title><x></entry>\n<entry><title>B</title></entry></feed>", 2,
			"3: broken off here; what could be read is taken\n", "B"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct catch c;

		assert_int_equal(catch_read(&c, "feed", str_of(rows[i].text)), 0);
		assert_string_equal(c.bad.buf, rows[i].bad);
		assert_int_equal(c.batch.n, rows[i].papers);
		assert_string_equal(c.batch.at[c.batch.n - 1].title_tex, rows[i].last);
		catch_release(&c);
	}
}

/* ---- recorded feeds ---- */

/* How often a tag stands in the bytes of the file: another way to count than by a parser. */
static size_t counted(const struct strbuf *text, const char *tag)
{
	size_t n = 0;

	for (const char *at = text->buf; (at = strstr(at, tag)); at += strlen(tag))
		n++;
	return n;
}

/* The recorded file of that name, its papers, and its title and date by what stands in it. */
static const struct recorded {
	const char *name;
	size_t papers;
	int64_t total;
	const char *id, *title, *date; /* of the first */
} recorded[] = {
	{"arxiv-live-2026-08/api_1706.03762.xml", 1, 1, "arxiv:1706.03762", "Attention Is All You Need", "2017-06-12"},
	{"arxiv-live-2026-08/api_zero_results.xml", 0, 0, NULL, NULL, NULL},
	{"arxiv-api/bodies/q_testing_s0_m100.200.atom", 100, -2, NULL, NULL, NULL},
	{"arxiv-api/bodies/id_2104.12255v1_s0_m100.200.atom", 1, 1, "arxiv:2104.12255", "0", "2021-04-20"},
	{"arxiv-api/pubs-legacy/math_9501234.atom", 1, 1, "arxiv:math/9501234",
		"Aztec diamonds, checkerboard graphs, and spanning trees", "1995-01-23"},
	{"arxiv-rss/atom_cs.AI_2025-08-20.xml", 7, -1, "arxiv:2508.13426",
		"ALIGN: Word Association Learning for Cross-Cultural Generalization in Large Language Models",
		"2025-08"},
	{"arxiv-live-2026-08/rss_cs.CL.xml", 139, -1, "arxiv:2608.11232",
		"Backtrader-Bench: Benchmarking LLM Agents on Algorithmic Trading with Self-Generated MCQs",
		"2026-08-13"},
	{"arxiv-rss/rss_empty_weekend.constructed.xml", 0, -1, NULL, NULL, NULL},
};

static void test_recorded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++) {
		const struct recorded *r = &recorded[i];
		char name[512];
		struct fed f;
		FILE *there;
		size_t authors = 0;

		snprintf(name, sizeof name, "../shared/data/recorded/%s", r->name);
		if (!(there = fopen(test_file(name), "r")))
			continue;
		fclose(there);
		feed(&f, name);
		assert_int_equal(f.rc, 0);
		assert_int_equal(f.c.batch.n, r->papers);
		assert_int_equal(f.c.n_bad, 0);
		if (r->total != -2)
			assert_int_equal(f.facts.total, r->total);
		assert_int_equal(f.c.batch.n, counted(&f.text, "<entry>") + counted(&f.text, "<item>"));
		for (size_t k = 0; k < f.c.batch.n; k++)
			authors += f.c.batch.at[k].authors.n;
		if (r->total != -1)
			assert_int_equal(authors, counted(&f.text, "<author>"));
		if (r->id) {
			assert_string_equal(f.c.batch.at[0].id, r->id);
			assert_string_equal(f.c.batch.at[0].title_tex, r->title);
			assert_string_equal(f.c.batch.at[0].date, r->date);
		}
		fed_release(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_query_2026),
		cmocka_unit_test(test_older_layouts),
		cmocka_unit_test(test_error),
		cmocka_unit_test(test_feed_error),
		cmocka_unit_test(test_announcements),
		cmocka_unit_test(test_journal),
		cmocka_unit_test(test_publishers),
		cmocka_unit_test(test_announced_old),
		cmocka_unit_test(test_no_feed),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
