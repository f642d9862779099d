/*
 * `carrel fetch`, the built program, against a server of the test's own: what the library holds after it, and what
 * the server saw.
 */
#include "home.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "app/fetcher.h"
#include "base/clock.h"
#include "cache.h"

#define QUERY "/api?search_query=cat:cs.LG&sortBy=lastUpdatedDate&sortOrder=descending"
#define PAPER(id) "/api?id_list=" id "&max_results=1"

/* Entries [from, to) of `total` as a page: entry i is paper 2608.(10000 + i), updated ever earlier. */
static void add_page(struct home *h, int from, int to, int total, int times)
{
	struct strbuf body = STRBUF_INIT, path = STRBUF_INIT;

	strbuf_addf(&body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults>"
		"<startIndex>%d</startIndex>", total, from);
	for (int i = from; i < to; i++)
		strbuf_addf(&body, "<entry><id>http://arxiv.org/abs/2608.%05dv1</id><title>Paper %d</title>"
			"<updated>2026-08-%02dT00:00:00Z</updated><published>2026-08-01T00:00:00Z</published>"
			"<summary>About %d.</summary><author><name>Ada Example</name></author></entry>",
			10000 + i, i, 28 - i * 20 / total, i);
	strbuf_addz(&body, "</feed>");
	strbuf_addf(&path, QUERY "&start=%d&max_results=100", from);
	home_answer(h, path.buf, body.buf, times);
	strbuf_release(&body);
	strbuf_release(&path);
}

/* ---- tests ---- */

static void test_pages(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 150, 150, 0);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(h->out.len, 0); /* quiet where all is well and no terminal is there */
	assert_int_equal(h->err.len, 0);
	assert_int_equal(home_papers(h), 150);
	assert_int_equal(replay_count(h->server), 2);
	for (size_t i = 0; i < 2; i++) {
		assert_non_null(strstr(replay_seen(h->server, i)->headers, "User-Agent: carrel/"));
		assert_null(strstr(replay_seen(h->server, i)->headers, "Cookie"));
		assert_string_equal(replay_seen(h->server, i)->method, "GET");
	}
	home_fixture(h, "/rss/cs.LG", "announced.rss");
	home_runs(h, "fetch arxiv:cs.LG", 0); /* from now on by its announcements … */
	home_runs(h, "fetch arxiv:cs.LG", 0); /* … and for a while nothing is asked twice */
	assert_int_equal(replay_count(h->server), 3);
	assert_int_equal(home_papers(h), 153);
}

/* The first run takes the newest 200 of many. */
static void test_first_run(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 5000, 0);
	add_page(h, 95, 195, 5000, 0);
	add_page(h, 190, 290, 5000, 0);
	home_runs(h, "fetch --json arxiv:cs.LG", 0);
	home_has(&h->out, "{\"event\":\"started\",\"source\":\"arxiv:cs.LG\",");
	home_has(&h->out,
		"{\"event\":\"papers\",\"source\":\"arxiv:cs.LG\",\"sources\":1,"
		"\"papers\":100,\"added\":100,\"total\":5000,");
	home_has(&h->out, "{\"event\":\"done\",\"source\":\"arxiv:cs.LG\",\"sources\":1,\"papers\":300,\"added\":290,");
	assert_int_equal(home_papers(h), 290);
	assert_int_equal(replay_count(h->server), 3);
}

static void test_empty_page(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 95, 150, 1);
	add_page(h, 95, 150, 150, 0);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(home_papers(h), 150);
	assert_int_equal(replay_count(h->server), 3);
}

static void test_incomplete(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 95, 150, 0);
	home_runs(h, "fetch arxiv:cs.LG", 3);
	home_has(&h->err, "arxiv:cs.LG: 127.0.0.1: incomplete: 95 of 150 papers came, then empty pages; "
		"what came is saved, the next fetch asks again");
	assert_int_equal(home_papers(h), 100);
	assert_int_equal(replay_count(h->server), 1 + 4);
}

/* What could not be read is named by source, host, line and reason. */
static void test_unreadable(void **state)
{
	struct home *h = *state;

	home_answer(h, PAPER("2608.00001"), "<feed xmlns='http://www.w3.org/2005/Atom'>\n"
		"<entry><id>http://arxiv.org/abs/2608.00001v1</id><title>R&D</title></entry>\n"
		"<entry><id>http://arxiv.org/abs/2608.00002v1</id></entry></feed>", 0);
	home_runs(h, "fetch arxiv:2608.00001", 3);
	home_has(&h->err, "arxiv:2608.00001: 127.0.0.1: line 3: an entry without a title\n");
	home_has(&h->err, "1 record could not be read, the others are saved");
	assert_int_equal(home_papers(h), 1);
}

/* Makes every kept answer an old one. */
static void grow_old(const char *url)
{
	struct arena a = ARENA_INIT;
	struct cached found;
	struct cache *c;

	assert_int_equal(cache_open(&c, NULL, CACHE_MOST, NULL), 0);
	assert_true(cache_get(c, url, clock_now(), &a, &found));
	found.checked -= 30 * 24 * 3600;
	cache_put(c, url, clock_now(), &found);
	cache_close(c);
	arena_release(&a);
}

/* Days of announcements that were missed: the feed has the last one only, the API has them all. */
static void test_missed_days(void **state)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
		"Nov", "Dec"};
	struct home *h = *state;
	struct strbuf feed = STRBUF_INIT;
	char url[256];
	int y, m, d;

	date_from_days(clock_now() / (24 * 3600) + 9, &y, &m, &d);
	strbuf_addf(&feed, "<rss version='2.0'><channel><pubDate>%d %s %d 00:00:00 -0400</pubDate><item><title>Today's"
		"</title><link>https://arxiv.org/abs/2609.00001</link></item></channel></rss>", d, months[m - 1], y);
	add_page(h, 0, 10, 10, 1);
	add_page(h, 0, 30, 30, 1);
	home_answer(h, "/rss/cs.LG", feed.buf, 0);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(home_papers(h), 10);
	snprintf(url, sizeof url, "%s" QUERY "&start=0&max_results=100", replay_base(h->server));
	grow_old(url);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(home_papers(h), 31);
	assert_int_equal(replay_count(h->server), 3);
	assert_string_equal(replay_seen(h->server, 1)->path, "/rss/cs.LG");
	home_runs(h, "fetch arxiv:cs.LG", 0); /* that day is noted now */
	assert_int_equal(replay_count(h->server), 3);
	strbuf_release(&feed);
}

/* One paper by announcement and by query is one row, with what both know. */
static void test_union(void **state)
{
	struct home *h = *state;

	home_fixture(h, "/rss/cs.LG", "announced.rss");
	home_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG arxiv:2608.00011 https://arxiv.org/pdf/2608.00011v1", 0);
	assert_int_equal(replay_count(h->server), 2); /* the same paper twice is asked once */
	assert_int_equal(home_papers(h), 6);
	home_runs(h, "show --json arxiv:2608.00011", 0);
	home_has(&h->out, "\"title\":\"Flat Minima, Found with O(log T) Steps\"");
	home_has(&h->out, "https://github.com/example/flat-minima");
	home_runs(h, "show --json arxiv:2607.00022", 0);
	home_has(&h->out, "\"date\":\"2026-07\"");
}

static void test_failures(void **state)
{
	struct home *h = *state;

	home_fixture(h, PAPER("2608.00099"), "query_none.atom");
	home_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	replay_add(h->server, &(struct replay_route){.path = PAPER("2608.00098"), .status = 404});
	home_runs(h, "fetch arxiv:2608.00099", 4);
	home_has(&h->err, "carrel: arxiv:2608.00099: arXiv has no such paper");
	home_runs(h, "fetch arxiv:2608.00098", 5);
	home_has(&h->err, "HTTP 404");
	home_runs(h, "fetch arxiv:2608.00098", 5); /* what is not there is not asked for again soon */
	assert_int_equal(replay_count(h->server), 2);
	home_fixture(h, "/api?id_list=2608.00098,2608.00011,2608.00097&max_results=3", "query_2026.atom");
	home_runs(h, "fetch arxiv:2608.00098 arxiv:2608.00011 arXiv:2608.00011v1 arxiv:2608.00097", 3);
	home_has(&h->err, "carrel: arxiv: arXiv has no such paper: 2608.00098, 2608.00097");
	assert_int_equal(replay_count(h->server), 3); /* one request for all */
	assert_int_equal(home_papers(h), 3);
}

static void test_query_refused(void **state)
{
	struct home *h = *state;
	char file[4096];

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/query_error.atom"));
	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 400,
		.file = file});
	home_runs(h, "fetch arxiv:cs.LG", 1);
	home_has(&h->err, "malformed query near ))");
	assert_int_equal(replay_count(h->server), 1);
	home_fixture(h, PAPER("2608.00077"), "query_error.atom"); /* also with status 200, as of old … */
	home_runs(h, "fetch arxiv:2608.00077", 1);
	home_has(&h->err, "malformed query near ))");
	replay_add(h->server, &(struct replay_route){.path = PAPER("2608.00078"), .status = 500, .file = file});
	home_runs(h, "fetch arxiv:2608.00078", 1); /* … and with 500, which is no failure of the server's then */
	home_has(&h->err, "malformed query near ))");
	assert_int_equal(replay_count(h->server), 3);
	home_answer(h, "/rss/cs.LG", "<rss version='2.0'><channel><title>Feed error for query: cs.LG</title>"
		"<description>No such archive.</description></channel></rss>", 0);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 1);
	home_has(&h->err, "No such archive.");
	assert_int_equal(home_papers(h), 0);
}

static void test_wrong_words(void **state)
{
	struct home *h = *state;

	home_runs(h, "fetch", 2);
	home_has(&h->err, "[fetch] sources");
	home_runs(h, "fetch nonsense", 2);
	home_has(&h->err, "arxiv:cs.LG");
	home_runs(h, "fetch arxiv:cs.LG http://127.0.0.1/feed", 2);
	assert_int_equal(replay_count(h->server), 0);
}

static void test_configured(void **state)
{
	struct home *h = *state;

	home_config(h, "pace = no\nsources = 'arxiv:ti:\"flat minima\" AND cat:cs.LG' "
		"https://rss.arxiv.org/rss/cs.LG");
	home_fixture(h, "/api?search_query=ti:%22flat+minima%22+AND+cat:cs.LG&sortBy=lastUpdatedDate"
		"&sortOrder=descending&start=0&max_results=100", "query_2026.atom");
	home_fixture(h, "/rss/cs.LG", "announced.rss");
	home_runs(h, "fetch", 0);
	assert_int_equal(home_papers(h), 6);
	home_config(h, "sources = 'arxiv:cs.LG");
	home_runs(h, "fetch", 2);
	home_has(&h->err, "[fetch] sources: a quote (') is not closed");
}

/* A server that gives the first page whatever page it is asked for is not asked for all of them. */
static void test_one_page_for_all(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 1500, 0);
	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=95&max_results=100",
		.body = "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>1500</totalResults>"
			"<startIndex>0</startIndex><entry><id>http://arxiv.org/abs/2608.10000v1</id>"
			"<title>Paper 0</title><updated>2026-08-28T00:00:00Z</updated></entry></feed>"});
	home_runs(h, "fetch arxiv:cs.LG", 3);
	home_has(&h->err, "incomplete: the same page comes again");
	assert_int_equal(home_papers(h), 100);
	assert_int_equal(replay_count(h->server), 2);
}

/* Told to wait, it waits and then gets its answer. */
static void test_held(void **state)
{
	struct home *h = *state;

	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 429,
		.headers = "Retry-After: 1", .body = "Rate exceeded.", .times = 1});
	add_page(h, 0, 10, 10, 0);
	home_runs(h, "fetch --json arxiv:cs.LG", 0);
	home_has(&h->out, "{\"event\":\"waiting\"");
	assert_int_equal(home_papers(h), 10);
	assert_int_equal(replay_count(h->server), 2);
	assert_true(replay_seen(h->server, 1)->ms - replay_seen(h->server, 0)->ms >= 990);
}

/* A long hold ends the run at once, and starting again is no way around it. */
static void test_held_for_long(void **state)
{
	struct home *h = *state;

	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 503,
		.headers = "Retry-After: 3000"});
	home_runs(h, "fetch arxiv:cs.LG", 5);
	home_has(&h->err, "HTTP 503");
	home_remove(h, "carrel/fetched.db"); /* nor is deleting the cache */
	home_runs(h, "fetch arxiv:cs.LG", 5);
	home_has(&h->err, "not again before");
	assert_int_equal(replay_count(h->server), 1);
}

static void test_not_modified(void **state)
{
	struct home *h = *state;
	char file[4096], url[256];

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/announced.rss"));
	snprintf(url, sizeof url, "%s/rss/cs.LG", replay_base(h->server));
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .status = 304, .if_etag = "\"v1\""});
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .file = file, .headers = "ETag: \"v1\""});
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	grow_old(url);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	assert_int_equal(replay_count(h->server), 2);
	assert_non_null(strstr(replay_seen(h->server, 1)->headers, "If-None-Match: \"v1\"\n"));
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0); /* it is fresh again */
	assert_int_equal(replay_count(h->server), 2);
}

static void test_offline(void **state)
{
	struct home *h = *state;
	char url[256];

	snprintf(url, sizeof url, "%s/rss/cs.LG", replay_base(h->server));
	home_fixture(h, "/rss/cs.LG", "announced.rss");
	home_runs(h, "--offline fetch https://rss.arxiv.org/rss/cs.LG", 5);
	assert_int_equal(replay_count(h->server), 0);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	grow_old(url);
	home_runs(h, "--offline fetch --json https://rss.arxiv.org/rss/cs.LG", 0);
	home_has(&h->out, "\"stale\":true");
	home_has(&h->out, "\"message\":\"offline\"");
	assert_int_equal(replay_count(h->server), 1);
}

/* Where an older answer stands in, the host and what is wrong with it are named. */
static void test_older(void **state)
{
	struct home *h = *state;
	char url[256], file[4096];

	snprintf(url, sizeof url, "%s/rss/cs.LG", replay_base(h->server));
	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/announced.rss"));
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .file = file, .times = 1});
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .status = 500, .times = 3});
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .status = 429,
		.headers = "Retry-After: 3000"});
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	grow_old(url);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	home_has(&h->err, "3 papers, 0 new (from an older answer: 127.0.0.1: HTTP 500; asked three times; "
		"the next fetch asks again)\n");
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	home_has(&h->err, "(from an older answer: 127.0.0.1: asked to wait (HTTP 429); not again before ");
	assert_int_equal(replay_count(h->server), 5);
}

static void test_lock(void **state)
{
	struct home *h = *state;
	int lock;

	add_page(h, 0, 10, 10, 0);
	assert_int_equal(fetch_lock(&lock, NULL), 0);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	home_has(&h->err, "a fetch is running already");
	assert_int_equal(replay_count(h->server), 0);
	fetch_unlock(lock);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(replay_count(h->server), 1);
}

/* A run of two pages; the signal comes while the server drips the second. */
static pid_t run_until_second_page(struct home *h)
{
	const struct timespec pause = {0, 5 * 1000 * 1000};
	pid_t pid;

	add_page(h, 0, 100, 150, 0);
	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=95&max_results=100",
		.fault = REPLAY_DRIP, .times = 1});
	add_page(h, 95, 150, 150, 0);
	pid = home_start(h, "fetch arxiv:cs.LG");
	while (replay_count(h->server) < 2)
		nanosleep(&pause, NULL);
	return pid;
}

/* The first page is saved, and the next run has the rest. */
static void goes_on(struct home *h)
{
	assert_int_equal(home_papers(h), 100);
	home_runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(home_papers(h), 150);
	assert_int_equal(replay_count(h->server), 3);
}

static void test_interrupt(void **state)
{
	struct home *h = *state;
	pid_t pid = run_until_second_page(h);

	kill(pid, SIGINT);
	assert_int_equal(home_end(h, pid), 130);
	goes_on(h);
}

/* No word of farewell; nothing but what was in hand is lost, and the lock is free. */
static void test_killed(void **state)
{
	struct home *h = *state;
	pid_t pid = run_until_second_page(h);
	int status;

	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	goes_on(h);
	home_runs(h, "doctor", 0);
}

/* Told to go away by arXiv, it goes: nothing is tried again, in this run or the next. */
static void test_denied(void **state)
{
	struct home *h = *state;

	home_config(h, "");
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .status = 403, .body = "Access denied"});
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG https://rss.arxiv.org/rss/cs.CL", 5);
	home_has(&h->err, "127.0.0.1: access denied (HTTP 403); not again before ");
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.CL", 5);
	assert_int_equal(replay_count(h->server), 1);
}

/* A mirror is asked at arXiv's own pace where the reader does not say otherwise. */
static void test_pace(void **state)
{
	struct home *h = *state;

	home_config(h, "");
	home_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	home_fixture(h, "/rss/cs.LG", "announced.rss");
	home_runs(h, "fetch arxiv:2608.00011 https://rss.arxiv.org/rss/cs.LG", 0);
	assert_int_equal(replay_count(h->server), 2);
	assert_true(replay_seen(h->server, 1)->ms - replay_seen(h->server, 0)->ms >= 2900);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, home_up, home_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_pages),
		CASE(test_first_run),
		CASE(test_empty_page),
		CASE(test_incomplete),
		CASE(test_unreadable),
		CASE(test_missed_days),
		CASE(test_union),
		CASE(test_failures),
		CASE(test_query_refused),
		CASE(test_wrong_words),
		CASE(test_configured),
		CASE(test_one_page_for_all),
		CASE(test_held),
		CASE(test_held_for_long),
		CASE(test_not_modified),
		CASE(test_offline),
		CASE(test_older),
		CASE(test_lock),
		CASE(test_interrupt),
		CASE(test_killed),
		CASE(test_denied),
		CASE(test_pace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
