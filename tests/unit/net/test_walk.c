/* net/source: what is asked after what, and what comes of it, with services that are functions. */
#include "../test.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/map.h"
#include "target.h"

enum { REQUESTS_MOST = 500, AGAINS_MOST = 3 };

struct world {
	const char *word, *note; /* as the last run left it, or NULL */
	int64_t now;
	/* Makes the body that url is answered with; a status other than 200 is an error. */
	int (*serve)(struct world *w, const char *url, struct strbuf *body);
	int papers; /* of the service … */
	int added;  /* … of these, newer ones that come while it is asked */
	const char *day; /* of its feed */
	/* What came of it. */
	struct walk walk;
	struct map ids;
	struct strbuf requests; /* a line each */
	int asked;
	enum walk_step step;
};

static int on_paper(void *data, struct batch *batch)
{
	struct world *w = data;

	*map_put(&w->ids, str_of(batch->at[batch->n - 1].id)) += 1;
	return 0;
}

static int on_bad(void *data, size_t line, const char *why)
{
	(void)data;
	fail_msg("line %zu: %s", line, why);
	return 0;
}

static void step(struct world *w)
{
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = on_paper, .bad = on_bad, .data = w, .batch = &batch};
	struct strbuf body = STRBUF_INIT;
	int status;

	strbuf_addf(&w->requests, "%s\n", w->walk.url.buf);
	w->asked++;
	status = w->serve(w, w->walk.url.buf, &body);
	if (status == 200)
		w->step = w->walk.target->source->take(&w->walk, strbuf_str(&body), &in);
	else
		w->step = w->walk.target->source->refused(&w->walk, status, strbuf_str(&body));
	strbuf_release(&body);
	batch_release(&batch);
}

/* Fetches the word, as a job does, and calls check before all is released. */
static void fetch(struct world *w, void (*check)(struct world *w))
{
	static const char *const bases[SERVICES] = {[SERVICE_API] = "http://api",
		[SERVICE_RSS] = "http://rss", [SERVICE_OAI] = "http://oai"};
	struct arena a = ARENA_INIT;
	struct target t;
	int agains = 0;

	assert_int_equal(target_read(w->word, &a, &t, NULL), 0);
	w->walk = (struct walk){.target = &t, .bases = bases, .now = w->now, .url = STRBUF_INIT, .note = STRBUF_INIT};
	w->ids = (struct map)MAP_INIT;
	strbuf_init(&w->requests);
	strbuf_addz(&w->walk.note, w->note ? w->note : "");
	w->asked = 0;
	t.source->begin(&w->walk);
	for (w->step = WALK_ON; w->step == WALK_ON || (w->step == WALK_AGAIN && agains++ < AGAINS_MOST);) {
		assert_true(w->asked < REQUESTS_MOST);
		step(w);
		agains = w->step == WALK_AGAIN ? agains : 0;
	}
	check(w);
	map_release(&w->ids);
	strbuf_release(&w->requests);
	strbuf_release(&w->walk.url);
	strbuf_release(&w->walk.note);
	arena_release(&w->walk.arena);
	arena_release(&a);
}

/* ---- a query API with many papers ---- */

enum { SECONDS_APART = 100 };

/* Paper n of the service, 0 the newest. Ids grow with time, so the same paper keeps its id when newer ones come. */
static void add_entry(const struct world *w, int n, struct strbuf *body)
{
	int number = w->papers + w->added - n;
	char moment[CLOCK_TEXT];

	clock_iso(1700000000 + (int64_t)number * SECONDS_APART, moment);
	strbuf_addf(body, "<entry><id>http://arxiv.org/abs/%04d.%05dv1</id><title>Paper %d</title><updated>%s</updated>"
		"<published>%s</published></entry>", 2000 + number / 50000 + 1, number % 50000, number, moment, moment);
}

static int number_after(const char *url, const char *name)
{
	const char *at = strstr(url, name);

	assert_non_null(at);
	return atoi(at + strlen(name));
}

/* How many of the service's papers are newer than the range in url. */
static int newer_than_range(const struct world *w, const char *url)
{
	const char *to = strstr(url, "+TO+");
	int y, m, d, hour, minute;
	int64_t until;

	for (const char *next = to; next; next = strstr(next + 1, "+TO+"))
		to = next; /* the last one is that of the slice */
	if (!to)
		return 0;
	assert_int_equal(sscanf(to, "+TO+%4d%2d%2d%2d%2d", &y, &m, &d, &hour, &minute), 5);
	until = ((date_days(y, m, d) * 24 + hour) * 60 + minute) * 60 - 1700000000;
	return until < 0 ? w->papers + w->added : w->papers + w->added - (int)(until / SECONDS_APART);
}

static int serve_query(struct world *w, const char *url, struct strbuf *body)
{
	int start = number_after(url, "&start="), most = number_after(url, "&max_results=");
	int newer = newer_than_range(w, url), total;

	assert_true(most <= 200);
	assert_true(start + most <= 10000);
	newer = newer < 0 ? 0 : newer;
	total = w->papers + w->added - newer;
	strbuf_addf(body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults>", total);
	for (int i = start; i < start + most && i < total; i++)
		add_entry(w, newer + i, body);
	strbuf_addz(body, "</feed>");
	return 200;
}

static void all_came(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_true((int)w->ids.n >= w->papers);
}

/* More than the window: slices by the date of the first version. */
static void check_slices(struct world *w)
{
	all_came(w);
	assert_int_equal(w->ids.n, 25000);
	assert_non_null(strstr(w->requests.buf, "&sortBy=submittedDate&"));
	assert_null(strstr(w->requests.buf, "lastUpdatedDate"));
	assert_true(w->asked < 25000 / 90);
}

static void test_slices(void **state)
{
	struct world w = {.word = "arxiv:cat:cs.LG AND submittedDate:[202311140000 TO 202712312359]",
		.serve = serve_query, .papers = 25000};

	(void)state;
	fetch(&w, check_slices);
}

/* What was updated since long ago is sliced by the date of updates. */
static void check_updates(struct world *w)
{
	all_came(w);
	assert_non_null(strstr(w->requests.buf, "+AND+lastUpdatedDate:%5B202311100000+TO+2023"));
}

static void test_updates(void **state)
{
	struct world w = {.word = "arxiv:ti:flat", .note = "2023-11-13T00:00:00Z", .serve = serve_query,
		.papers = 12000};

	(void)state;
	fetch(&w, check_updates);
}

/* Papers that come while it is asked push the others to later pages. */
static int serve_growing(struct world *w, const char *url, struct strbuf *body)
{
	serve_query(w, url, body);
	w->added += 3;
	return 200;
}

static void test_growing(void **state)
{
	struct world w = {.word = "arxiv:ti:flat", .note = "2023-11-14T00:00:00Z", .serve = serve_growing,
		.papers = 700};

	(void)state;
	fetch(&w, all_came);
}

/* An empty answer, with and without a total, is asked for again. */
static int serve_empty(struct world *w, const char *url, struct strbuf *body)
{
	if (w->asked == 2 || w->asked == 4) {
		strbuf_addf(body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults></feed>",
			w->asked == 2 ? 700 : 0);
		return 200;
	}
	return serve_query(w, url, body);
}

static void test_empty(void **state)
{
	struct world w = {.word = "arxiv:ti:flat", .note = "2023-11-14T00:00:00Z", .serve = serve_empty,
		.papers = 700};

	(void)state;
	fetch(&w, all_came);
}

/* Ten thousand in one minute cannot be told apart. */
static int serve_crowd(struct world *w, const char *url, struct strbuf *body)
{
	int start = number_after(url, "&start=");

	strbuf_addf(body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults>", w->papers);
	for (int i = start; i < start + 100; i++)
		strbuf_addf(body, "<entry><id>http://arxiv.org/abs/2001.%05dv1</id><title>P</title>"
			"<updated>2024-01-01T00:00:%02dZ</updated></entry>", i, i % 60);
	strbuf_addz(body, "</feed>");
	return 200;
}

static void check_crowd(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->walk.code, ERR_PARTLY);
	assert_non_null(strstr(w->walk.why, "10,000"));
	assert_true(w->ids.n > 9900);
}

static void test_crowd(void **state)
{
	struct world w = {.word = "arxiv:ti:flat", .note = "2023-11-14T00:00:00Z", .serve = serve_crowd,
		.papers = 30000};

	(void)state;
	fetch(&w, check_crowd);
}

/* ---- a category ---- */

/* A feed of the world's day with one paper, and an API with two: one of this month, one of long ago. */
static int serve_category(struct world *w, const char *url, struct strbuf *body)
{
	if (strstr(url, "http://rss")) {
		if (!w->day)
			return 404;
		strbuf_addf(body, "<rss version='2.0'><channel><pubDate>%s 00:00:00 -0400</pubDate>", w->day);
		if (w->papers)
			strbuf_addz(body, "<item><title>New</title>"
				"<link>https://arxiv.org/abs/2608.00001</link></item>");
		strbuf_addz(body, "</channel></rss>");
		return 200;
	}
	strbuf_addz(body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>9999</totalResults>"
		"<entry><id>http://arxiv.org/abs/2608.00002v1</id><title>Missed</title>"
		"<updated>2026-08-12T10:00:00Z</updated></entry>"
		"<entry><id>http://arxiv.org/abs/2601.00003v1</id><title>Old</title>"
		"<updated>2026-01-02T10:00:00Z</updated></entry></feed>");
	return 200;
}

static void check_no_gap(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_string_equal(w->requests.buf, "http://rss/rss/cs.LG\n");
	assert_int_equal(w->ids.n, w->papers);
}

static void check_gap(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_true(str_starts(strbuf_str(&w->requests), "http://rss/rss/cs.LG\nhttp://api?search_query=cat:cs.LG&"));
	assert_int_equal(w->asked, 2); /* the old one ends it */
	assert_non_null(map_get(&w->ids, str_of("arxiv:2608.00002")));
}

/* 2026-08-10 was a Monday. */
static void test_category(void **state)
{
	static const struct {
		const char *note, *day;
		int papers;
		bool gap;
		const char *after;
	} rows[] = {
		{"2026-08-12", "Thu, 13 Aug 2026", 1, false, "2026-08-13"},
		{"2026-08-13", "Thu, 13 Aug 2026", 1, false, "2026-08-13"},
		{"2026-08-14", "Thu, 13 Aug 2026", 1, false, "2026-08-14"},
		{"2026-08-11", "Thu, 13 Aug 2026", 1, true, "2026-08-13"},
		{"2026-08-14", "Mon, 17 Aug 2026", 1, false, "2026-08-17"}, /* over a weekend */
		{"2026-08-13", "Mon, 17 Aug 2026", 1, true, "2026-08-17"},
		{"2026-08-14", "Sat, 15 Aug 2026", 0, false, "2026-08-15"}, /* an empty feed is no failure */
		{"2026-08-13", "Sat, 15 Aug 2026", 0, true, "2026-08-15"},
		{"2026-08-15", "Mon, 17 Aug 2026", 1, false, "2026-08-17"},
		{"2026-08-06", "Thu, 13 Aug 2026", 1, true, "2026-08-13"}, /* a week */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct world w = {.word = "arxiv:cs.LG", .note = rows[i].note, .day = rows[i].day,
			.papers = rows[i].papers, .serve = serve_category};

		fetch(&w, rows[i].gap ? check_gap : check_no_gap);
	}
}

static void check_note(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_string_equal(w->walk.note.buf, "2026-08-13");
}

static void test_category_note(void **state)
{
	struct world gap = {.word = "arxiv:cs.LG", .note = "2026-08-11", .day = "Thu, 13 Aug 2026", .papers = 1,
		.serve = serve_category};
	struct world first = {.word = "arxiv:cs.LG", .now = 1786716000 /* 2026-08-14T14:00Z */,
		.serve = serve_category};

	(void)state;
	fetch(&gap, check_note);
	fetch(&first, check_note); /* the API may not have the day's own yet */
}

/* Without a feed the API brings all of it. */
static void test_category_no_feed(void **state)
{
	struct world w = {.word = "arxiv:cs.LG", .note = "2026-08-12", .now = 1786716000, .serve = serve_category};

	(void)state;
	fetch(&w, check_gap);
}

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slices),
		cmocka_unit_test(test_updates),
		cmocka_unit_test(test_growing),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_crowd),
		cmocka_unit_test(test_category),
		cmocka_unit_test(test_category_note),
		cmocka_unit_test(test_category_no_feed),
		cmocka_unit_test(test_harvest),
		cmocka_unit_test(test_harvest_goes_on),
		cmocka_unit_test(test_harvest_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
