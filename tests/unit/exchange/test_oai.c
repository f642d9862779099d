/* exchange/oai: own fixtures of every format and both servers. */
#include "../test.h"

#include "base/file.h"
#include "catch.h"
#include "exchange/oai.h"

struct answer {
	struct catch c;
	struct oai_facts facts;
	struct strbuf text;
	int rc;
};

static void read_answer(struct answer *r, const char *name)
{
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .data = &r->c, .batch = &r->c.batch};

	*r = (struct answer){.c = {.bad = STRBUF_INIT}, .text = STRBUF_INIT};
	assert_int_equal(file_read(test_file(name), 8 << 20, &r->text, NULL), 0);
	r->rc = oai_read(strbuf_str(&r->text), &in, &r->facts, NULL);
}

static void answer_release(struct answer *r)
{
	catch_release(&r->c);
	strbuf_release(&r->text);
}

static const char *joined(const struct strs *s)
{
	static char text[512];

	text[0] = 0;
	for (size_t i = 0; i < s->n; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? "|" : "", s->at[i]);
	return text;
}

static void test_raw(void **state)
{
	struct answer r;
	const struct paper *p;

	(void)state;
	read_answer(&r, "tests/fixtures/net/oai_raw.xml");
	assert_int_equal(r.rc, 0);
	assert_string_equal(r.facts.code, "");
	assert_string_equal(r.facts.token, "verb%3DListRecords%26metadataPrefix%3DarXivRaw%26skip%3D2500");
	assert_int_equal(r.facts.total, -1);
	assert_string_equal(r.facts.asked, "2026-08-14T01:00:23Z");
	assert_string_equal(r.facts.newest, "2026-08-14");
	assert_int_equal(r.facts.records, 4);
	assert_int_equal(r.facts.deleted, 1);
	assert_int_equal(r.facts.flaw, 0);
	assert_int_equal(r.c.n_bad, 1);
	assert_string_equal(r.c.bad.buf, "83: a record without a title\n");
	assert_int_equal(r.c.batch.n, 2);
	p = &r.c.batch.at[0];
	assert_string_equal(p->id, "arxiv:2608.00041");
	assert_string_equal(p->title_tex, "Raw Records, Read Whole & with $x < y$");
	assert_string_equal(joined(&p->authors), "Ida Raw|Jo's Group Collaboration|Kim O'Hara Jr.|Lu Öz");
	assert_false(p->et_al);
	assert_string_equal(joined(&p->categories), "stat.ML|cs.LG|math.ST|stat.TH");
	assert_string_equal(p->date, "2026-07-31");
	assert_string_equal(p->updated, "2026-08-12");
	assert_int_equal(p->version, 10);
	assert_string_equal(p->comments, "9 pages, code at https://github.com/example/raw");
	assert_string_equal(p->venue, "J. Raw 1 (2026) 1-9");
	assert_string_equal(p->doi, "10.1000/raw.1");
	assert_string_equal(p->abstract_tex,
		"First line with an \\emph{emphasis}. Second paragraph, a policy's end.");
	p = &r.c.batch.at[1];
	assert_string_equal(p->id, "arxiv:hep-th/9901002");
	assert_string_equal(p->title_tex, "0");
	assert_string_equal(joined(&p->authors), "A. Old");
	assert_true(p->et_al);
	assert_string_equal(p->date, "1999-01-04");
	assert_int_equal(p->version, 1);
	answer_release(&r);
}

static void test_old_server(void **state)
{
	struct answer r;
	const struct paper *p;

	(void)state;
	read_answer(&r, "tests/fixtures/net/oai_arxiv_old.xml");
	assert_int_equal(r.rc, 0);
	assert_string_equal(r.facts.token, "726959|1001");
	assert_int_equal(r.facts.total, 58011);
	assert_int_equal(r.c.batch.n, 1);
	p = &r.c.batch.at[0];
	assert_string_equal(p->title_tex, "Search for Nothing in Particular");
	assert_string_equal(joined(&p->authors), "XYZ Collaboration|Fränk R. Müller III|The ABC Collaboration");
	assert_string_equal(joined(&p->categories), "hep-ex|math-ph|math.MP");
	assert_string_equal(p->doi, "10.1000/nil.1");
	assert_string_equal(p->date, "2016-03-01");
	assert_string_equal(p->updated, "2016-03-16");
	assert_int_equal(p->version, 0);
	assert_string_equal(p->abstract_tex, "Nothing was found at 95% CL.");
	answer_release(&r);
}

/* What the new server calls `created` is the day of the newest version. */
static void test_new_server(void **state)
{
	struct answer r;
	const struct paper *p;

	(void)state;
	read_answer(&r, "tests/fixtures/net/oai_arxiv.xml");
	assert_int_equal(r.c.batch.n, 2);
	assert_string_equal(r.facts.token, "");
	p = r.c.batch.at;
	assert_string_equal(p[0].date, "2017-01");
	assert_string_equal(p[0].updated, "2026-08-09");
	assert_string_equal(joined(&p[0].categories), "cs.CL|cs.QX");
	assert_string_equal(p[1].date, "2026-07-31");
	assert_null(p[1].updated);
	assert_int_equal(p[1].authors.n, 0);
	answer_release(&r);
}

static void test_dublin_core(void **state)
{
	struct answer r;
	const struct paper *p;

	(void)state;
	read_answer(&r, "tests/fixtures/net/oai_dc.xml");
	assert_int_equal(r.c.batch.n, 1);
	p = r.c.batch.at;
	assert_string_equal(p->id, "arxiv:1207.0071");
	assert_string_equal(joined(&p->authors), "The XYZ Collaboration|Ada B. van der Core Jr");
	assert_string_equal(joined(&p->categories), "cs.LG|hep-ex");
	assert_string_equal(p->abstract_tex, "An abstract.");
	assert_string_equal(p->comments, "24 pages");
	assert_string_equal(p->date, "2012-07-31");
	assert_string_equal(p->updated, "2012-08-31");
	assert_string_equal(p->venue, "J. Core B716 (2012) 1-29");
	assert_string_equal(p->doi, "10.1000/core.2012");
	answer_release(&r);
}

static void test_errors(void **state)
{
	struct answer r;
	struct catch c;

	(void)state;
	read_answer(&r, "tests/fixtures/net/oai_none.xml");
	assert_int_equal(r.rc, 0);
	assert_string_equal(r.facts.code, "noRecordsMatch");
	assert_string_equal(r.facts.why, "The combination of the values of the from, until, set and metadataPrefix "
					 "arguments results in an empty list.");
	assert_int_equal(catch_read(&c, "oai", strbuf_str(&r.text)), 0); /* nothing new is no failure */
	catch_release(&c);
	answer_release(&r);
	read_answer(&r, "tests/fixtures/net/oai_expired.xml");
	assert_string_equal(r.facts.code, "badResumptionToken");
	assert_true(catch_read(&c, "oai", strbuf_str(&r.text)) < 0);
	catch_release(&c);
	answer_release(&r);
}

/* An answer that was cut short keeps its whole records; there is no token to go on from. */
static void test_cut(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct catch c;

	(void)state;
	assert_int_equal(file_read(test_file("tests/fixtures/net/oai_raw.xml"), 1 << 20, &text, NULL), 0);
	strbuf_setlen(&text, (size_t)str_find(strbuf_str(&text), "<id>hep-th"));
	assert_int_equal(catch_read(&c, "oai", strbuf_str(&text)), 0);
	assert_int_equal(c.batch.n, 1);
	assert_string_equal(c.bad.buf, "57: a record that is broken off\n");
	catch_release(&c);
	strbuf_setlen(&text, (size_t)str_find(strbuf_str(&text), "</record>") + 9);
	assert_int_equal(catch_read(&c, "oai", strbuf_str(&text)), 0);
	assert_int_equal(c.batch.n, 1);
	assert_non_null(strstr(c.bad.buf, ": broken off here; what could be read is taken\n"));
	catch_release(&c);
	strbuf_release(&text);
}

static void test_no_answer(void **state)
{
	static const char *const texts[] = {"", "Rate exceeded.", "<feed/>", "<OAI-PMH/>",
		"<OAI-PMH><Identify/></OAI-PMH>"};
	struct catch c = {.bad = STRBUF_INIT};
	struct intake in = {.paper = catch_paper, .bad = catch_bad, .data = &c, .batch = &c.batch};
	struct oai_facts facts;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		err.msg[0] = 0;
		assert_true(oai_read(str_of(texts[i]), &in, &facts, &err) < 0);
		assert_true(err.msg[0] != 0);
	}
	assert_int_equal(c.batch.n, 0);
	catch_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw),
		cmocka_unit_test(test_old_server),
		cmocka_unit_test(test_new_server),
		cmocka_unit_test(test_dublin_core),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
