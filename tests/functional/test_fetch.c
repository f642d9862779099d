/*
 * `carrel fetch`, the built program, against a server of the test's own: what the library holds after it, and what
 * the server saw.
 */
#include "../unit/test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/fetcher.h"
#include "base/clock.h"
#include "base/file.h"
#include "cache.h"
#include "replay.h"

#define QUERY "/api?search_query=cat:cs.LG&sortBy=lastUpdatedDate&sortOrder=descending"
#define PAPER(id) "/api?id_list=" id "&max_results=1"

struct home {
	struct replay *server;
	char folder[64];
	struct strbuf out, err; /* of the last run */
};

/* ---- running ---- */

static void write_config(struct home *h, const char *more)
{
	struct strbuf text = STRBUF_INIT;
	char path[128];

	snprintf(path, sizeof path, "%s/config", h->folder);
	strbuf_addf(&text, "[endpoint]\narxiv_api = %s/api\narxiv_rss = %s\n[fetch]\n%s\n", replay_base(h->server),
		replay_base(h->server), more);
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	setenv("CARREL_CONFIG", path, 1);
	strbuf_release(&text);
}

static int set_up(void **state)
{
	static const char *const names[] = {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
		"XDG_CONFIG_HOME"};
	struct home *h = calloc(1, sizeof *h);

	strbuf_init(&h->out);
	strbuf_init(&h->err);
	snprintf(h->folder, sizeof h->folder, "%s/test_fetch.XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(h->folder));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		setenv(names[i], h->folder, 1);
	unsetenv("CARREL_LIBRARY");
	h->server = replay_start();
	write_config(h, "pace = no");
	*state = h;
	return 0;
}

static pid_t start(char *const argv[])
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		execv(argv[0], argv);
		_exit(99);
	}
	return pid;
}

static int tear_down(void **state)
{
	struct home *h = *state;
	char *argv[] = {(char *)"/bin/rm", (char *)"-rf", h->folder, NULL};

	replay_stop(h->server);
	waitpid(start(argv), NULL, 0);
	strbuf_release(&h->out);
	strbuf_release(&h->err);
	free(h);
	return 0;
}

static void in_folder(const struct home *h, const char *name, char *path, size_t size)
{
	snprintf(path, size, "%s/%s", h->folder, name);
}

static void open_as(const struct home *h, const char *name, int fd)
{
	char path[128];
	int file;

	in_folder(h, name, path, sizeof path);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0 || dup2(file, fd) < 0)
		_exit(98);
}

/* The program with its words (blank-separated), its output in files. */
static pid_t start_carrel(struct home *h, const char *words)
{
	char program[512], line[512], *argv[32], *at;
	size_t n = 1;
	pid_t pid;

	snprintf(program, sizeof program, "%s/carrel", getenv("TOP_BUILDDIR"));
	snprintf(line, sizeof line, "%s", words);
	argv[0] = program;
	for (at = strtok(line, " "); at; at = strtok(NULL, " "))
		argv[n++] = at;
	argv[n] = NULL;
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		open_as(h, "out", STDOUT_FILENO);
		open_as(h, "err", STDERR_FILENO);
		execv(program, argv);
		_exit(99);
	}
	return pid;
}

static void read_back(const struct home *h, const char *name, struct strbuf *text)
{
	char path[128];

	strbuf_reset(text);
	in_folder(h, name, path, sizeof path);
	assert_int_equal(file_read(path, 8 << 20, text, NULL), 0);
}

static int end_carrel(struct home *h, pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	read_back(h, "out", &h->out);
	read_back(h, "err", &h->err);
	return WEXITSTATUS(status);
}

static int run(struct home *h, const char *words)
{
	return end_carrel(h, start_carrel(h, words));
}

static void runs(struct home *h, const char *words, int code)
{
	int got = run(h, words);

	if (got != code)
		fail_msg("carrel %s: %d, not %d: %s", words, got, code, h->err.buf);
}

static void out_has(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("\"%s\" is not in: %s", words, text->buf);
}

static size_t papers(struct home *h)
{
	size_t n = 0;

	runs(h, "list --json --limit 0", 0);
	for (size_t i = 0; i < h->out.len; i++)
		n += h->out.buf[i] == '\n';
	return n;
}

/* ---- what the server says ---- */

static void add_body(struct home *h, const char *path, const char *body, int times)
{
	replay_add(h->server, &(struct replay_route){.path = path, .body = body, .times = times,
		.headers = "Content-Type: application/atom+xml\nSet-Cookie: session=1"});
}

static void add_fixture(struct home *h, const char *path, const char *name)
{
	char inside[256], file[4096];

	snprintf(inside, sizeof inside, "tests/fixtures/net/%s", name);
	snprintf(file, sizeof file, "%s", test_file(inside));
	replay_add(h->server, &(struct replay_route){.path = path, .file = file});
}

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
	add_body(h, path.buf, body.buf, times);
	strbuf_release(&body);
	strbuf_release(&path);
}

/* ---- tests ---- */

static void test_pages(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 150, 150, 0);
	runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(h->out.len, 0); /* quiet where all is well and no terminal is there */
	assert_int_equal(h->err.len, 0);
	assert_int_equal(papers(h), 150);
	assert_int_equal(replay_count(h->server), 2);
	for (size_t i = 0; i < 2; i++) {
		assert_non_null(strstr(replay_seen(h->server, i)->headers, "User-Agent: carrel/"));
		assert_null(strstr(replay_seen(h->server, i)->headers, "Cookie"));
		assert_string_equal(replay_seen(h->server, i)->method, "GET");
	}
	add_fixture(h, "/rss/cs.LG", "announced.rss");
	runs(h, "fetch arxiv:cs.LG", 0); /* from now on by its announcements … */
	runs(h, "fetch arxiv:cs.LG", 0); /* … and for a while nothing is asked twice */
	assert_int_equal(replay_count(h->server), 3);
	assert_int_equal(papers(h), 153);
}

/* The first run takes the newest 200 of many. */
static void test_first_run(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 5000, 0);
	add_page(h, 95, 195, 5000, 0);
	add_page(h, 190, 290, 5000, 0);
	runs(h, "fetch --json arxiv:cs.LG", 0);
	out_has(&h->out, "{\"event\":\"started\",\"source\":\"arxiv:cs.LG\",");
	out_has(&h->out,
		"{\"event\":\"papers\",\"source\":\"arxiv:cs.LG\",\"sources\":1,"
		"\"papers\":100,\"added\":100,\"total\":5000,");
	out_has(&h->out, "{\"event\":\"done\",\"source\":\"arxiv:cs.LG\",\"sources\":1,\"papers\":300,\"added\":290,");
	assert_int_equal(papers(h), 290);
	assert_int_equal(replay_count(h->server), 3);
}

static void test_empty_page(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 95, 150, 1);
	add_page(h, 95, 150, 150, 0);
	runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(papers(h), 150);
	assert_int_equal(replay_count(h->server), 3);
}

static void test_incomplete(void **state)
{
	struct home *h = *state;

	add_page(h, 0, 100, 150, 0);
	add_page(h, 95, 95, 150, 0);
	runs(h, "fetch arxiv:cs.LG", 3);
	out_has(&h->err, "incomplete");
	assert_int_equal(papers(h), 100);
	assert_int_equal(replay_count(h->server), 1 + 4);
}

/* One paper by announcement and by query is one row, with what both know. */
static void test_union(void **state)
{
	struct home *h = *state;

	add_fixture(h, "/rss/cs.LG", "announced.rss");
	add_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	runs(h, "fetch https://rss.arxiv.org/rss/cs.LG arxiv:2608.00011 https://arxiv.org/pdf/2608.00011v1", 0);
	assert_int_equal(replay_count(h->server), 2); /* the same paper twice is asked once */
	assert_int_equal(papers(h), 6);
	runs(h, "show --json arxiv:2608.00011", 0);
	out_has(&h->out, "\"title\":\"Flat Minima, Found with O(log T) Steps\"");
	out_has(&h->out, "https://github.com/example/flat-minima");
	runs(h, "show --json arxiv:2607.00022", 0);
	out_has(&h->out, "\"date\":\"2026-07\"");
}

static void test_failures(void **state)
{
	struct home *h = *state;

	add_fixture(h, PAPER("2608.00099"), "query_none.atom");
	add_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	replay_add(h->server, &(struct replay_route){.path = PAPER("2608.00098"), .status = 404});
	runs(h, "fetch arxiv:2608.00099", 4);
	out_has(&h->err, "carrel: arxiv:2608.00099: arXiv has no such paper");
	runs(h, "fetch arxiv:2608.00098", 5);
	out_has(&h->err, "HTTP 404");
	runs(h, "fetch arxiv:2608.00098", 5); /* what is not there is not asked for again soon */
	assert_int_equal(replay_count(h->server), 2);
	add_fixture(h, "/api?id_list=2608.00098,2608.00011,2608.00097&max_results=3", "query_2026.atom");
	runs(h, "fetch arxiv:2608.00098 arxiv:2608.00011 arXiv:2608.00011v1 arxiv:2608.00097", 3);
	out_has(&h->err, "carrel: arxiv: arXiv has no such paper: 2608.00098, 2608.00097");
	assert_int_equal(replay_count(h->server), 3); /* one request for all */
	assert_int_equal(papers(h), 3);
}

static void test_query_refused(void **state)
{
	struct home *h = *state;
	char file[4096];

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/query_error.atom"));
	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 400,
		.file = file});
	runs(h, "fetch arxiv:cs.LG", 1);
	out_has(&h->err, "malformed query near ))");
	assert_int_equal(replay_count(h->server), 1);
	assert_int_equal(papers(h), 0);
}

static void test_wrong_words(void **state)
{
	struct home *h = *state;

	runs(h, "fetch", 2);
	out_has(&h->err, "[fetch] sources");
	runs(h, "fetch nonsense", 2);
	out_has(&h->err, "arxiv:cs.LG");
	runs(h, "fetch arxiv:cs.LG http://127.0.0.1/feed", 2);
	assert_int_equal(replay_count(h->server), 0);
}

static void test_configured(void **state)
{
	struct home *h = *state;

	write_config(h, "pace = no\nsources = 'arxiv:ti:\"flat minima\" AND cat:cs.LG' "
		"https://rss.arxiv.org/rss/cs.LG");
	add_fixture(h, "/api?search_query=ti:%22flat+minima%22+AND+cat:cs.LG&sortBy=lastUpdatedDate"
		"&sortOrder=descending&start=0&max_results=100", "query_2026.atom");
	add_fixture(h, "/rss/cs.LG", "announced.rss");
	runs(h, "fetch", 0);
	assert_int_equal(papers(h), 6);
	write_config(h, "sources = 'arxiv:cs.LG");
	runs(h, "fetch", 2);
	out_has(&h->err, "[fetch] sources: a quote (') is not closed");
}

/* Told to wait, it waits and then gets its answer. */
static void test_held(void **state)
{
	struct home *h = *state;

	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 429,
		.headers = "Retry-After: 1", .body = "Rate exceeded.", .times = 1});
	add_page(h, 0, 10, 10, 0);
	runs(h, "fetch --json arxiv:cs.LG", 0);
	out_has(&h->out, "{\"event\":\"waiting\"");
	assert_int_equal(papers(h), 10);
	assert_int_equal(replay_count(h->server), 2);
	assert_true(replay_seen(h->server, 1)->ms - replay_seen(h->server, 0)->ms >= 990);
}

static void remove_file(const struct home *h, const char *name)
{
	char path[128];

	in_folder(h, name, path, sizeof path);
	assert_int_equal(unlink(path), 0);
}

/* A long hold ends the run at once, and starting again is no way around it. */
static void test_held_for_long(void **state)
{
	struct home *h = *state;

	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=0&max_results=100", .status = 503,
		.headers = "Retry-After: 3000"});
	runs(h, "fetch arxiv:cs.LG", 5);
	out_has(&h->err, "HTTP 503");
	remove_file(h, "carrel/fetched.db"); /* nor is deleting the cache */
	runs(h, "fetch arxiv:cs.LG", 5);
	out_has(&h->err, "not again before");
	assert_int_equal(replay_count(h->server), 1);
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

static void test_not_modified(void **state)
{
	struct home *h = *state;
	char file[4096], url[256];

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/announced.rss"));
	snprintf(url, sizeof url, "%s/rss/cs.LG", replay_base(h->server));
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .status = 304, .if_etag = "\"v1\""});
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.LG", .file = file, .headers = "ETag: \"v1\""});
	runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	grow_old(url);
	runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	assert_int_equal(replay_count(h->server), 2);
	assert_non_null(strstr(replay_seen(h->server, 1)->headers, "If-None-Match: \"v1\"\n"));
	runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0); /* it is fresh again */
	assert_int_equal(replay_count(h->server), 2);
}

static void test_offline(void **state)
{
	struct home *h = *state;
	char url[256];

	snprintf(url, sizeof url, "%s/rss/cs.LG", replay_base(h->server));
	add_fixture(h, "/rss/cs.LG", "announced.rss");
	runs(h, "--offline fetch https://rss.arxiv.org/rss/cs.LG", 5);
	assert_int_equal(replay_count(h->server), 0);
	runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	grow_old(url);
	runs(h, "--offline fetch --json https://rss.arxiv.org/rss/cs.LG", 0);
	out_has(&h->out, "\"stale\":true");
	assert_int_equal(replay_count(h->server), 1);
}

static void test_lock(void **state)
{
	struct home *h = *state;
	int lock;

	add_page(h, 0, 10, 10, 0);
	assert_int_equal(fetch_lock(&lock, NULL), 0);
	runs(h, "fetch arxiv:cs.LG", 0);
	out_has(&h->err, "a fetch is running already");
	assert_int_equal(replay_count(h->server), 0);
	fetch_unlock(lock);
	runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(replay_count(h->server), 1);
}

/* ^C while the second page comes: the first one is saved, and the next run has the rest. */
static void test_interrupt(void **state)
{
	const struct timespec pause = {0, 5 * 1000 * 1000};
	struct home *h = *state;
	pid_t pid;

	add_page(h, 0, 100, 150, 0);
	replay_add(h->server, &(struct replay_route){.path = QUERY "&start=95&max_results=100",
		.fault = REPLAY_DRIP, .times = 1});
	add_page(h, 95, 150, 150, 0);
	pid = start_carrel(h, "fetch arxiv:cs.LG");
	while (replay_count(h->server) < 2)
		nanosleep(&pause, NULL);
	kill(pid, SIGINT);
	assert_int_equal(end_carrel(h, pid), 130);
	assert_int_equal(papers(h), 100);
	runs(h, "fetch arxiv:cs.LG", 0);
	assert_int_equal(papers(h), 150);
	assert_int_equal(replay_count(h->server), 3);
}

/* A mirror is asked at arXiv's own pace where the reader does not say otherwise. */
static void test_pace(void **state)
{
	struct home *h = *state;

	write_config(h, "");
	add_fixture(h, PAPER("2608.00011"), "query_2026.atom");
	add_fixture(h, "/rss/cs.LG", "announced.rss");
	runs(h, "fetch arxiv:2608.00011 https://rss.arxiv.org/rss/cs.LG", 0);
	assert_int_equal(replay_count(h->server), 2);
	assert_true(replay_seen(h->server, 1)->ms - replay_seen(h->server, 0)->ms >= 2900);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_pages),
		CASE(test_first_run),
		CASE(test_empty_page),
		CASE(test_incomplete),
		CASE(test_union),
		CASE(test_failures),
		CASE(test_query_refused),
		CASE(test_wrong_words),
		CASE(test_configured),
		CASE(test_held),
		CASE(test_held_for_long),
		CASE(test_not_modified),
		CASE(test_offline),
		CASE(test_lock),
		CASE(test_interrupt),
		CASE(test_pace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
