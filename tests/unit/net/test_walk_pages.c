/* net/source: harvests by OAI-PMH, and arXiv's listings and pages. */
#include "world.h"

/* ---- OAI-PMH ---- */

static void add_records(struct strbuf *body, int from, int to, const char *day)
{
	for (int i = from; i < to; i++)
		strbuf_addf(body, "<record><header><identifier>oai:arXiv.org:2608.%05d</identifier>"
			"<datestamp>%s</datestamp></header><metadata><arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'>"
			"<id>2608.%05d</id><version version='v1'><date>Mon, 10 Aug 2026 10:00:00 GMT</date></version>"
			"<title>Paper %d</title><authors>Ada Example</authors><categories>cs.LG</categories>"
			"<abstract>About it.</abstract></arXivRaw></metadata></record>", i, day, i, i);
}

static void oai(struct strbuf *body, const char *inside, const char *token)
{
	struct strbuf list = STRBUF_INIT;

	strbuf_addstr(&list, strbuf_str(body));
	strbuf_reset(body);
	strbuf_addf(body, "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>"
		"<responseDate>2026-08-14T10:00:00Z</responseDate><request>x</request>%s", inside);
	if (list.len)
		strbuf_addf(body, "<ListRecords>%s<resumptionToken>%s</resumptionToken></ListRecords>", list.buf,
			token);
	strbuf_addz(body, "</OAI-PMH>");
	strbuf_release(&list);
}

/* Two pages; a token from before is too old. */
static int serve_harvest(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	if (strstr(url, "&resumptionToken=old") || strstr(url, "&resumptionToken=older"))
		oai(body, "<error code='badResumptionToken'>expired</error>", "");
	else if (!strcmp(url, "http://oai?verb=ListRecords&resumptionToken=a%26b%25%3D+%7C2"))
		add_records(body, 30, 50, "2026-08-13"), oai(body, "", "");
	else if (strstr(url, "&from=2026-08-14"))
		oai(body, "<error code='noRecordsMatch'>none</error>", "");
	else
		add_records(body, 0, 30, "2026-08-12"), oai(body, "", "a&amp;b%= |2");
	return 200;
}

static void check_harvest(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 50);
	assert_string_equal(w->requests.buf,
		"http://oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG\n"
		"http://oai?verb=ListRecords&resumptionToken=a%26b%25%3D+%7C2\n");
	assert_string_equal(w->walk.note.buf, "day 2026-08-13\n");
}

static void test_harvest(void **state)
{
	struct world w = {.word = "oai:cs.LG", .serve = serve_harvest};

	(void)state;
	fetch(&w, check_harvest);
}

static void check_goes_on(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 20);
	assert_int_equal(w->asked, 1);
	assert_string_equal(w->walk.note.buf, "day 2026-08-13\n");
}

static void check_too_old(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 50);
	assert_true(str_starts(strbuf_str(&w->requests), "http://oai?verb=ListRecords&resumptionToken=old\n"
		"http://oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG&from=2026-08-12\n"));
}

static void check_nothing_new(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 0);
	assert_int_equal(w->asked, 1);
	assert_string_equal(w->walk.note.buf, "day 2026-08-14\n");
}

/* What the last run left: in the middle of a harvest, a while ago, and at the end of one. */
static void test_harvest_goes_on(void **state)
{
	struct world w = {.word = "oai:cs.LG", .serve = serve_harvest, .note = "day 2026-08-12\ntoken a&b%= |2\n"};

	(void)state;
	fetch(&w, check_goes_on);
	w.note = "day 2026-08-12\ntoken old\n";
	fetch(&w, check_too_old);
	w.note = "day 2026-08-14\n";
	fetch(&w, check_nothing_new);
}

/* Every token is too old at once: it begins anew once, and then gives up. */
static int serve_forgetful(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	if (strstr(url, "resumptionToken"))
		oai(body, "<error code='badResumptionToken'>expired</error>", "");
	else
		add_records(body, 0, 30, "2026-08-12"), oai(body, "", "older");
	return 200;
}

static void check_forgetful(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_string_equal(w->walk.why, "badResumptionToken: expired");
	assert_int_equal(w->asked, 4);
	assert_int_equal(w->ids.n, 30);
	assert_non_null(strstr(w->walk.note.buf, "day 2026-08-12\n"));
}

/* The same token again and again, and an answer that is cut off before its token. */
static int serve_circle(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	(void)url;
	add_records(body, 0, 30, "2026-08-12"), oai(body, "", "same");
	return 200;
}

static int serve_cut(struct world *w, const char *url, struct strbuf *body)
{
	serve_harvest(w, url, body);
	if (w->asked == 1)
		strbuf_setlen(body, body->len - 60);
	return 200;
}

static void check_circle(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->walk.code, ERR_PARTLY);
	assert_int_equal(w->asked, 2);
}

static void check_cut(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 50);
	assert_int_equal(w->asked, 3);
}

static void test_harvest_faults(void **state)
{
	struct world w = {.word = "oai:cs.LG", .serve = serve_forgetful};

	(void)state;
	fetch(&w, check_forgetful);
	w.serve = serve_circle;
	fetch(&w, check_circle);
	w.serve = serve_cut;
	fetch(&w, check_cut);
}

/* ---- pages of arXiv ---- */

/* A listing of w->papers entries, of which the server shows as many as it is asked for. */
static int serve_listing(struct world *w, const char *url, struct strbuf *body)
{
	int skip = number_after(url, "?skip="), show = number_after(url, "&show="), to = skip + show;

	to = to < w->papers ? to : w->papers;
	strbuf_addf(body, "<html><body><div id='dlpage'><h1>Computation and Language</h1>"
		"<div class='paging'>Total of %d entries : <span>%d-%d</span></div><dl id='articles'>", w->papers,
		skip + 1, to);
	for (int i = skip; i < to; i++)
		strbuf_addf(body, "<dt><a name='item%d'>[%d]</a> <a href =\"/abs/2608.%05d\" title=\"Abstract\" "
			"id=\"2608.%05d\">arXiv:2608.%05d</a></dt><dd><div class='meta'>"
			"<div class='list-title mathjax'><span class='descriptor'>Title:</span>Paper %d</div>"
			"<div class='list-authors'><a href='/a'>Ada Example</a></div></div></dd>",
			i + 1, i + 1, i, i, i, i);
	strbuf_addz(body, "</dl></div></body></html>");
	return 200;
}

static void check_listing(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, w->papers);
}

static void test_listing(void **state)
{
	struct world w = {.word = "https://arxiv.org/list/cs.CL/2026-08", .serve = serve_listing, .papers = 4500};

	(void)state;
	fetch(&w, check_listing);
	w.word = "https://arxiv.org/list/cs.CL/recent?show=50";
	w.papers = 528;
	fetch(&w, check_listing);
	w.word = "https://arxiv.org/list/cs.CL/pastweek";
	w.papers = 1;
	fetch(&w, check_listing);
}

static int serve_strange(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	(void)url;
	strbuf_addz(body, "<html><body><main>A new layout, all at once.</main></body></html>");
	return 200;
}

/* The same page whatever is asked: it ends. */
static int serve_first_page(struct world *w, const char *url, struct strbuf *body)
{
	(void)url;
	return serve_listing(w, "http://www/?skip=0&show=50", body);
}

static void check_failed(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_true(w->walk.why[0] != 0);
	assert_true(w->asked <= 3);
}

static void test_listing_faults(void **state)
{
	struct world w = {.word = "https://arxiv.org/list/cs.CL/recent?show=50", .serve = serve_strange};

	(void)state;
	fetch(&w, check_failed);
	w.serve = serve_first_page;
	w.papers = 528;
	fetch(&w, check_failed);
}

/* A page whose layout has changed: the API is asked for the paper. */
static int serve_page(struct world *w, const char *url, struct strbuf *body)
{
	if (strstr(url, "http://www"))
		return w->papers ? serve_strange(w, url, body) : 404;
	strbuf_addz(body, "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2608.00002v1</id>"
		"<title>There</title></entry></feed>");
	return 200;
}

static void check_page(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 1);
	assert_string_equal(w->requests.buf, "http://www/abs/2608.00002\n"
		"http://api?id_list=2608.00002&max_results=1\n");
}

static void check_no_page(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->walk.code, ERR_NOT_FOUND);
	assert_int_equal(w->asked, 1);
}

static void test_page(void **state)
{
	struct world w = {.word = "https://arxiv.org/abs/2608.00002v1", .serve = serve_page, .papers = 1};

	(void)state;
	fetch(&w, check_page);
	w.papers = 0;
	fetch(&w, check_no_page);
}

/* ---- any URL ---- */

static int serve_bibtex(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	(void)url;
	strbuf_addz(body, "@inproceedings{a, title = {One}, author = {Ada Example}, doi = {10.1000/1}}\n"
		"@inproceedings{b, title = {Two}, author = {Bo Second}, doi = {10.1000/2}}\n");
	return 200;
}

static void check_bibtex(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->ids.n, 2);
	assert_string_equal(w->requests.buf, "https://example.org/volume.bib?x=y\n");
}

static void check_no_feed(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_non_null(strstr(w->walk.why, "no feed"));
	assert_int_equal(w->ids.n, 0);
}

static void test_any_url(void **state)
{
	struct world w = {.word = "https://example.org/volume.bib?x=y", .serve = serve_bibtex};

	(void)state;
	fetch(&w, check_bibtex);
	w.serve = serve_strange;
	fetch(&w, check_no_feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_harvest),
		cmocka_unit_test(test_harvest_goes_on),
		cmocka_unit_test(test_harvest_faults),
		cmocka_unit_test(test_listing),
		cmocka_unit_test(test_listing_faults),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_any_url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
