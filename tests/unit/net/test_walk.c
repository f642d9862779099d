/* net/source: queries and categories, page after page. */
#include "world.h"

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

/* One answer is cut off, another has a character that may not be: both are taken whole in the end. */
static int serve_flawed(struct world *w, const char *url, struct strbuf *body)
{
	serve_query(w, url, body);
	if (w->asked == 2)
		strbuf_setlen(body, body->len / 2);
	if (w->asked == 4)
		*strstr(body->buf, "Paper") = '\x1b';
	return 200;
}

static void check_flawed(struct world *w)
{
	all_came(w);
	assert_int_equal(w->asked, 1 + (700 - 5) / 95 + 1);
}

static void test_flawed(void **state)
{
	struct world w = {.word = "arxiv:ti:flat", .note = "2023-11-14T00:00:00Z", .serve = serve_flawed,
		.papers = 700};

	(void)state;
	fetch(&w, check_flawed);
}

/* A walk that is broken off in the middle goes on there. */
static char left_note[200];

static void check_broken(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->asked, w->breaks);
	snprintf(left_note, sizeof left_note, "%s", w->walk.note.buf);
}

static void check_rest(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_int_equal(w->all->n, w->papers);
	assert_true((int)w->ids.n < w->papers - 300); /* not all over again */
	snprintf(left_note, sizeof left_note, "%s", w->walk.note.buf);
}

static void check_little(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_true(w->asked < 4 * (24 * 3600 / SECONDS_APART) / 90 + 2); /* four days of the fourteen */
}

static void test_broken_off(void **state)
{
	static const struct {
		const char *word, *note;
		int papers, breaks;
	} rows[] = {
		{"arxiv:ti:flat", "2023-11-14T00:00:00Z", 12000, 50},  /* in the first slice … */
		{"arxiv:ti:flat", "2023-11-14T00:00:00Z", 12000, 115}, /* … and in the second */
		{"arxiv:ti:flat AND submittedDate:[202311140000 TO 202712312359]", "", 12000, 50},
		{"arxiv:ti:flat AND submittedDate:[202311140000 TO 202712312359]", "", 12000, 115},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct map all = MAP_INIT;
		struct world w = {.word = rows[i].word, .note = rows[i].note, .papers = rows[i].papers,
			.breaks = rows[i].breaks, .serve = serve_query, .all = &all};

		fetch(&w, check_broken);
		w.note = left_note;
		w.breaks = 0;
		fetch(&w, check_rest);
		if (rows[i].note[0])
			fetch(&w, check_little);
		map_release(&all);
	}
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

/* A gap that is broken off: its rest comes first, then the feed, and no page twice. */
static int serve_long_gap(struct world *w, const char *url, struct strbuf *body)
{
	return strstr(url, "http://rss") ? serve_category(w, url, body) : serve_query(w, url, body);
}

static void check_gap_broken(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_true(str_starts(strbuf_str(&w->walk.note), "2023-11-10\n2023"));
	snprintf(left_note, sizeof left_note, "%s", w->walk.note.buf);
}

static void check_gap_rest(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_true(str_starts(strbuf_str(&w->requests),
		"http://api?search_query=%28cat:cs.LG%29+AND+lastUpdatedDate:"));
	assert_non_null(strstr(w->requests.buf, "http://rss/rss/cs.LG\n"));
	assert_int_equal(w->all->n, w->papers + 1); /* and that of the feed */
	assert_string_equal(w->walk.note.buf, "2023-11-20\n");
}

static void test_gap_broken_off(void **state)
{
	struct map all = MAP_INIT;
	struct world w = {.word = "arxiv:cs.LG", .note = "2023-11-10", .day = "Mon, 20 Nov 2023", .papers = 1000,
		.breaks = 5, .serve = serve_long_gap, .all = &all};

	(void)state;
	fetch(&w, check_gap_broken);
	w.note = left_note;
	w.breaks = 0;
	fetch(&w, check_gap_rest);
	map_release(&all);
}

static void check_note(struct world *w)
{
	assert_int_equal(w->step, WALK_DONE);
	assert_string_equal(w->walk.note.buf, "2026-08-13\n");
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

/* Without the API the first run has the day's announcements, says so, and is the first run again. */
static int serve_feed_only(struct world *w, const char *url, struct strbuf *body)
{
	return strstr(url, "http://rss") ? serve_category(w, url, body) : 502;
}

static void check_feed_only(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->walk.code, ERR_PARTLY);
	assert_int_equal(w->ids.n, 1);
	assert_string_equal(w->walk.note.buf, "");
	assert_int_equal(w->asked, 2);
}

/* And where neither answers, each is asked once. */
static int serve_nothing(struct world *w, const char *url, struct strbuf *body)
{
	(void)w;
	(void)url;
	(void)body;
	return 502;
}

static void check_nothing(struct world *w)
{
	assert_int_equal(w->step, WALK_FAILED);
	assert_int_equal(w->walk.code, ERR_NETWORK);
	assert_int_equal(w->asked, 2);
}

static void test_category_no_api(void **state)
{
	struct world w = {.word = "arxiv:cs.LG", .day = "Thu, 13 Aug 2026", .papers = 1, .serve = serve_feed_only};

	(void)state;
	fetch(&w, check_feed_only);
	w.serve = serve_nothing;
	fetch(&w, check_nothing);
	w.note = "2026-08-12";
	fetch(&w, check_nothing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slices),
		cmocka_unit_test(test_updates),
		cmocka_unit_test(test_growing),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_flawed),
		cmocka_unit_test(test_broken_off),
		cmocka_unit_test(test_crowd),
		cmocka_unit_test(test_category),
		cmocka_unit_test(test_category_note),
		cmocka_unit_test(test_gap_broken_off),
		cmocka_unit_test(test_category_no_feed),
		cmocka_unit_test(test_category_no_api),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
