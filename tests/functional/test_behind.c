/*
 * Fetching from the browser: keys in, screens out, with a server of the test's own at the other end. Nothing sleeps;
 * what comes by itself is waited for with pty_until.
 */
#include "../unit/test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/fetcher.h"
#include "base/file.h"
#include "base/sql.h"
#include "pty.h"
#include "replay.h"

#define QUERY(category) "/api?search_query=cat:" category "&sortBy=lastUpdatedDate&sortOrder=descending"

enum { ROWS = 24, COLS = 80 };

struct home {
	const char *folder;
	struct replay *server;
};

/* ---- a home, with sources in its config ---- */

static void make_folders(const char *path)
{
	struct err err = {""};
	int rc = file_make_parents(path, &err);

	if (rc < 0)
		fail_msg("%s", err.msg);
}

static void write_config(struct home *h, const char *sources)
{
	struct strbuf text = STRBUF_INIT;
	char path[4096];

	snprintf(path, sizeof path, "%s/.config/carrel/config", h->folder);
	make_folders(path);
	strbuf_addf(&text, "[endpoint]\narxiv_api = %s/api\narxiv_rss = %s\ngithub_api = %s\n",
		replay_base(h->server), replay_base(h->server), replay_base(h->server));
	strbuf_addf(&text, "[fetch]\npace = no\ncode = no\nsources = %s\n", sources);
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	strbuf_release(&text);
}

static int set_up(void **state)
{
	struct home *h = calloc(1, sizeof *h);

	h->folder = pty_home();
	h->server = replay_start();
	write_config(h, "arxiv:cs.LG");
	*state = h;
	return 0;
}

static int tear_down(void **state)
{
	struct home *h = *state;

	replay_stop(h->server);
	pty_home_remove();
	free(h);
	return 0;
}

/* The five papers of tests/fixtures/desk.jsonl. */
static void add_desk(struct home *h)
{
	char file[4096], *out = NULL;
	const char *argv[] = {"carrel", "import", file, NULL};

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/desk.jsonl"));
	assert_int_equal(pty_run(h->folder, argv, &out), 0);
	free(out);
}

static struct pty *start(struct home *h, int rows, int cols)
{
	static const char *const argv[] = {"carrel", NULL};

	return pty_start(h->folder, argv, NULL, rows, cols);
}

static void leave(struct pty *p)
{
	pty_keys(p, "Q");
	assert_int_equal(pty_wait(p), 0);
	assert_true(pty_sane(p));
	pty_stop(p);
}

/* ---- what the server says ---- */

/* Papers "Paper FROM" … of a year, as the answer to a category's query; times and fault as in replay.h. */
static void add_category(struct home *h, const char *path, int year, int from, int to, int total, int times)
{
	struct strbuf body = STRBUF_INIT;

	strbuf_addf(&body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>%d</totalResults>", total);
	for (int i = from; i < to; i++)
		strbuf_addf(&body, "<entry><id>http://arxiv.org/abs/%02d01.%05dv1</id><title>Paper %d</title>"
			"<updated>%d-01-28T00:00:00Z</updated><published>%d-01-%02dT00:00:00Z</published>"
			"<summary>About %d.</summary><author><name>Ada Example</name></author></entry>",
			year % 100, 10000 + i, i, year, year, i % 28 + 1, i);
	strbuf_addz(&body, "</feed>");
	replay_add(h->server, &(struct replay_route){.path = path, .body = body.buf, .times = times});
	strbuf_release(&body);
}

#define FIRST(category) QUERY(category) "&start=0&max_results=100"
#define REPO "/repos/lanternlab/quiet-lanterns"
#define SECOND(category) QUERY(category) "&start=95&max_results=100"

/* ---- tests ---- */

/* One source answers, the other tells to wait longer than anyone would: one is done, the other failed. */
static void test_two_sources(void **state)
{
	struct home *h = *state;
	struct pty *p;

	write_config(h, "arxiv:cs.LG https://rss.arxiv.org/rss/cs.CL");
	add_desk(h);
	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	replay_add(h->server, &(struct replay_route){.path = "/rss/cs.CL", .status = 503, .times = 1,
		.headers = "Retry-After: 3000"});
	p = start(h, ROWS, COLS);
	pty_keys(p, "R");
	pty_until(p, "3 new of 3 papers; https://rss.arxiv.org/rss/cs.CL: ");
	pty_shows(p, "Paper 2");
	pty_keys(p, "B");
	pty_shows(p, "Carrel · Jobs");
	assert_non_null(strstr(pty_row(p, pty_find(p, "arxiv:cs.LG")), "done       3 papers, 3 new"));
	pty_shows(p, "HTTP 503");
	pty_shows(p, "not again before");
	pty_shows(p, "failed");
	leave(p);
}

static void add_refusal(struct home *h, const char *path, int times)
{
	char file[4096];

	snprintf(file, sizeof file, "%s", test_file("tests/fixtures/net/query_error.atom"));
	replay_add(h->server, &(struct replay_route){.path = path, .status = 400, .file = file, .times = times});
}

/* What failed is asked again: one with r, all with a. */
static void test_retry(void **state)
{
	struct home *h = *state;
	struct pty *p;

	write_config(h, "arxiv:cs.LG arxiv:cs.CL arxiv:cs.AI");
	add_desk(h);
	add_refusal(h, FIRST("cs.LG"), 2);
	add_refusal(h, FIRST("cs.CL"), 1);
	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	add_category(h, FIRST("cs.CL"), 2025, 0, 4, 4, 0);
	add_category(h, FIRST("cs.AI"), 2023, 0, 5, 5, 0);
	p = start(h, ROWS, COLS);
	pty_keys(p, "RB");
	pty_until(p, "2 failed (B shows why)");
	pty_shows(p, "malformed query near ))");
	pty_keys(p, "r"); /* the first */
	pty_until(p, "arxiv:cs.LG: ");
	pty_keys(p, "a");
	pty_until(p, "Fetched: 7 new of 7 papers");
	pty_lacks(p, "failed");
	pty_shows(p, "3 papers, 3 new");
	pty_shows(p, "4 papers, 4 new");
	pty_keys(p, "a");
	pty_shows(p, "None has failed.");
	leave(p);
	assert_int_equal(replay_count(h->server), 6);
}

/* Files are read behind as well: the sample gives way to what is in them; one that cannot be read says why. */
static void test_import(void **state)
{
	struct home *h = *state;
	struct strbuf keys = STRBUF_INIT;
	struct pty *p = start(h, ROWS, COLS);

	pty_until(p, "sample");
	strbuf_addf(&keys, ":import %s\r", test_file("tests/fixtures/desk.jsonl"));
	pty_keys(p, keys.buf);
	pty_until(p, "Imported: 5 new of 5 papers");
	pty_until(p, "1/5");
	pty_lacks(p, "sample");
	pty_keys(p, ":import -f bibtex nowhere.bib\r");
	pty_until(p, "nowhere.bib: No such file or directory");
	pty_keys(p, ":import -f nonsense nowhere.bib\rB");
	pty_until(p, "\"nonsense\" is no format");
	pty_shows(p, "done       5 papers, 5 new");
	leave(p);
	strbuf_release(&keys);
}

/* One that does not end is given up, the others are not; what is given up can be asked for again. */
static void test_cancel(void **state)
{
	struct home *h = *state;
	struct pty *p;

	write_config(h, "arxiv:cs.LG arxiv:cs.CL");
	add_desk(h);
	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	replay_add(h->server, &(struct replay_route){.path = FIRST("cs.CL"), .fault = REPLAY_DRIP, .times = 1});
	add_category(h, FIRST("cs.CL"), 2025, 0, 4, 4, 0);
	p = start(h, ROWS, COLS);
	pty_keys(p, "RB");
	pty_until(p, "done       3 papers, 3 new");
	pty_until(p, "fetching 1 of 2, 3 new"); /* drawn last */
	pty_shows(p, "running");
	pty_keys(p, "jc");
	pty_until(p, "cancelled");
	pty_until(p, "Fetched: 3 new of 3 papers");
	pty_lacks(p, "running");
	pty_keys(p, "r");
	pty_until(p, "done       4 papers, 4 new");
	pty_keys(p, "q");
	pty_until(p, "Paper 2");
	leave(p);
	assert_int_equal(replay_count(h->server), 3);
}

/* All at once: the run ends, what waits behind it never starts. */
static void test_cancel_all(void **state)
{
	struct home *h = *state;
	struct pty *p;

	add_desk(h);
	add_category(h, FIRST("cs.LG"), 2026, 0, 100, 150, 0);
	replay_add(h->server, &(struct replay_route){.path = SECOND("cs.LG"), .fault = REPLAY_DRIP});
	p = start(h, ROWS, COLS);
	pty_keys(p, "R:fetch arxiv:cs.CL\rB");
	pty_until(p, "100 of 150 papers, 100 new");
	pty_until(p, "queued");
	pty_keys(p, "C");
	pty_until(p, "Given up: 100 new of 100 papers");
	pty_lacks(p, "queued");
	pty_lacks(p, "running");
	leave(p);
	assert_int_equal(replay_count(h->server), 2);
}

/* Quitting in the middle ends the fetch; what came is there, and the next one goes on from there. */
static void test_quit(void **state)
{
	struct home *h = *state;
	int lock;
	struct pty *p;

	add_category(h, FIRST("cs.LG"), 2026, 0, 100, 150, 0);
	replay_add(h->server, &(struct replay_route){.path = SECOND("cs.LG"), .fault = REPLAY_DRIP, .times = 1});
	add_category(h, SECOND("cs.LG"), 2025, 95, 150, 150, 0);
	add_desk(h);
	p = start(h, ROWS, COLS);
	pty_keys(p, "R");
	pty_until(p, "100 new");
	leave(p);
	setenv("XDG_STATE_HOME", "", 1);
	setenv("HOME", h->folder, 1);
	assert_int_equal(fetch_lock(&lock, NULL), 0); /* nobody fetches any more */
	fetch_unlock(lock);
	p = start(h, ROWS, COLS);
	pty_until(p, "/105");
	pty_keys(p, "R");
	pty_until(p, "new of 155 papers");
	leave(p);
	assert_int_equal(replay_count(h->server), 3);
}

/* The browser dies without a word: its fetch hears the end of its orders and ends, too, and what came is kept. */
static void test_killed(void **state)
{
	struct home *h = *state;
	char path[4096];
	struct pty *p;
	int fd;

	add_category(h, FIRST("cs.LG"), 2026, 0, 100, 150, 0);
	replay_add(h->server, &(struct replay_route){.path = SECOND("cs.LG"), .fault = REPLAY_DRIP});
	add_desk(h);
	p = start(h, ROWS, COLS);
	pty_keys(p, "R");
	pty_until(p, "100 new");
	pty_signal(p, SIGKILL);
	assert_int_equal(pty_wait(p), 128 + SIGKILL);
	pty_stop(p);
	snprintf(path, sizeof path, "%s/.local/state/carrel/fetch.lock", h->folder);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	alarm(20);
	assert_int_equal(flock(fd, LOCK_EX), 0); /* waits for the fetch's end */
	alarm(0);
	close(fd);
	p = start(h, ROWS, COLS);
	pty_until(p, "/105");
	leave(p);
}

/* Somebody else fetches: said once, on the jobs screen as well, and the server is left alone. */
static void test_busy(void **state)
{
	struct home *h = *state;
	struct pty *p;
	int lock;

	add_desk(h);
	setenv("XDG_STATE_HOME", "", 1);
	setenv("HOME", h->folder, 1);
	assert_int_equal(fetch_lock(&lock, NULL), 0);
	p = start(h, ROWS, COLS);
	pty_keys(p, "R");
	pty_until(p, "a fetch is running already");
	pty_keys(p, "B");
	pty_shows(p, "left");
	pty_shows(p, "a fetch is running already");
	assert_int_equal(replay_count(h->server), 0);
	fetch_unlock(lock);
	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	pty_keys(p, "r");
	pty_until(p, "3 papers, 3 new");
	leave(p);
}

/* What cannot even begin is told in full. */
static void test_wrong_source(void **state)
{
	struct home *h = *state;
	struct pty *p;

	add_desk(h);
	p = start(h, ROWS, COLS);
	pty_keys(p, ":fetch nonsense\r");
	pty_until(p, "nonsense");
	pty_keys(p, "B");
	pty_until(p, "failed");
	pty_until(p, "arxiv:cs.LG"); /* what is known */
	leave(p);
}

/* The first papers of a reader who saw the sample so far. */
static void test_sample_goes(void **state)
{
	struct home *h = *state;
	struct pty *p;

	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	p = start(h, ROWS, COLS);
	pty_shows(p, "sample");
	pty_keys(p, "R");
	pty_until(p, "Fetched: 3 new");
	pty_shows(p, "Paper 2");
	pty_until(p, "1/3");
	pty_lacks(p, "sample");
	leave(p);
}

/* C visits the code pages of the papers chosen; one that has none is told so. */
static void test_code_page(void **state)
{
	struct home *h = *state;
	struct pty *p;

	add_desk(h);
	replay_add(h->server, &(struct replay_route){.path = REPO, .body =
		"{\"full_name\":\"lanternlab/quiet-lanterns\",\"stargazers_count\":7,\"default_branch\":\"main\","
		"\"html_url\":\"https://github.com/lanternlab/quiet-lanterns\",\"size\":0}"});
	replay_add(h->server, &(struct replay_route){.path = REPO "/contents", .body = "[]"});
	p = start(h, ROWS, COLS);
	pty_keys(p, "C");
	pty_until(p, "github.com/lanternlab/quiet-lanterns: empty");
	assert_non_null(strstr(pty_row(p, 1), "e 2024-01-05")); /* its letter in the list */
	pty_keys(p, "B");
	pty_shows(p, "done       empty");
	pty_keys(p, "qGC");
	pty_until(p, "There is no code page to visit.");
	leave(p);
}

/* ---- on the command line ---- */

/* carrel on a terminal of 50 columns, which script(1) lends; what it wrote goes to the file. */
static int on_terminal(struct home *h, const char *words, const char *path)
{
	struct strbuf line = STRBUF_INIT;
	int status = 0;
	pid_t pid;

	strbuf_addf(&line, "stty cols 50; exec env HOME=%s XDG_STATE_HOME= XDG_CACHE_HOME= XDG_DATA_HOME= "
		"XDG_CONFIG_HOME= TERM=xterm %s/carrel %s", h->folder, getenv("TOP_BUILDDIR"), words);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
		dup2(open(path, O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
		execlp("script", "script", "-qec", line.buf, "/dev/null", (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	strbuf_release(&line);
	return WEXITSTATUS(status);
}

/* One line that is drawn anew, never wider than the terminal, then a line a source and one for all. */
static void test_bar(void **state)
{
	struct home *h = *state;
	struct strbuf shown = STRBUF_INIT;
	struct str rest, part;
	char path[256];
	int code;

	add_category(h, FIRST("cs.LG"), 2026, 0, 3, 3, 0);
	add_category(h, FIRST("cs.CL"), 2025, 0, 4, 4, 0);
	snprintf(path, sizeof path, "%s/shown", h->folder);
	code = on_terminal(h, "fetch arxiv:cs.LG arxiv:cs.CL", path);
	if (code == 127)
		skip();
	assert_int_equal(code, 0);
	assert_int_equal(file_read(path, 1 << 20, &shown, NULL), 0);
	assert_non_null(strstr(shown.buf, "\r["));
	assert_non_null(strstr(shown.buf, "arxiv:cs.LG: 3 papers, 3 new\r\n"));
	assert_non_null(strstr(shown.buf, "arxiv:cs.CL: 4 papers, 4 new\r\n"));
	assert_non_null(strstr(shown.buf, "7 papers, 7 new, of 2 sources\r\n"));
	for (rest = strbuf_str(&shown); str_split(&rest, '\r', &part);)
		assert_true(part.n < 50 + strlen("\033[K\n"));
	strbuf_release(&shown);
}

/* ---- what the reader looks at stays ---- */

/* The text of the row in reverse, and where it is. */
static int cursor(struct pty *p, char *text, size_t size)
{
	for (int row = 1; row < ROWS - 1; row++)
		if (pty_style(p, row, 30).reverse) {
			snprintf(text, size, "%s", pty_row(p, row));
			return row;
		}
	return -1;
}

/* 60 papers of 2024, then the keys; a fetch of newer and older ones leaves every row of the screen as it is. */
static void stays(struct home *h, const char *keys)
{
	char before[ROWS][1024], now[1024];
	struct pty *p;
	int row;

	write_config(h, "arxiv:cs.LG arxiv:cs.CL");
	add_category(h, FIRST("cs.AI"), 2024, 0, 60, 60, 0);
	add_category(h, FIRST("cs.LG"), 2026, 100, 160, 60, 0);
	add_category(h, FIRST("cs.CL"), 2022, 200, 260, 60, 0);
	add_desk(h);
	p = start(h, ROWS, COLS);
	pty_keys(p, ":fetch arxiv:cs.AI\r");
	pty_until(p, "60 new of 60 papers");
	pty_keys(p, keys);
	row = cursor(p, now, sizeof now);
	for (int i = 1; i < ROWS - 1; i++)
		snprintf(before[i], sizeof before[i], "%s", pty_row(p, i));
	pty_keys(p, ":fetch\r");
	pty_until(p, "120 new of 120 papers");
	for (int i = 1; i < ROWS - 1; i++)
		assert_string_equal(pty_row(p, i), before[i]);
	assert_int_equal(cursor(p, now, sizeof now), row);
	leave(p);
}

static void test_stays_by_date(void **state)
{
	stays(*state, "jjjjjjjjjjjjjjjjjjjjjjjjjkk");
}

static void test_stays_by_title(void **state)
{
	stays(*state, "OtG\x02kk");
}

static void test_stays_reversed(void **state)
{
	stays(*state, "Orjjjjjjjjjjjjjjjjjjjjjjjjjjjkkk");
}

static void test_stays_filtered(void **state)
{
	stays(*state, "\\date:2024\rjjjjjjjjjjjjjjjjjjjjjjjjjjjkkk");
}

static void test_stays_in_search(void **state)
{
	stays(*state, "/about date:2024\rjjjj");
}

static void test_stays_with_marks(void **state)
{
	stays(*state, "jjj  jjjjjjjjjjjjjjjjjjjj kkkk");
}

static void test_stays_in_related(void **state)
{
	stays(*state, "jj\rrjjj");
}

static void test_stays_in_paper(void **state)
{
	stays(*state, "jj\r");
}

/* ---- another program keeps the library ---- */

/* Begins to write, as a long import does; ended by sql_commit. */
static struct db *hold_library(struct home *h)
{
	struct db *db;
	struct err err = {""};
	char path[4096];

	snprintf(path, sizeof path, "%s/.local/share/carrel/library.db", h->folder);
	if (sql_open(&db, path, 0, &err) < 0 || sql_begin(db, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

static void let_go(struct db *db)
{
	assert_int_equal(sql_commit(db, NULL), 0);
	sql_close(db);
}

/* How many papers of the library a query finds. */
static void assert_found(struct home *h, const char *query, int papers)
{
	const char *argv[] = {"carrel", "list", query, NULL};
	char *out = NULL;
	int lines = 0;

	assert_int_equal(pty_run(h->folder, argv, &out), 0);
	for (const char *c = out; *c; c++)
		lines += *c == '\n';
	free(out);
	assert_int_equal(lines, papers);
}

/* What the reader marks meanwhile waits, no key does, and then it is done in order. */
static void test_held(void **state)
{
	struct home *h = *state;
	struct pty *p;
	struct db *held;

	add_desk(h);
	p = start(h, ROWS, COLS);
	held = hold_library(h);
	pty_type(p, "s");
	pty_until(p, "star: when the other program has written");
	pty_type(p, "s");
	pty_until(p, "no star: when the other program has written");
	pty_type(p, "s");
	pty_type(p, "j");
	pty_until(p, "2/5");
	pty_type(p, "\r"); /* read, which is written, too */
	pty_until(p, "and data at https");
	pty_type(p, "q:mark % reading\r"); /* a verb waits for what was wished before it */
	let_go(held);
	pty_keys(p, "");
	assert_non_null(strstr(pty_row(p, 1), "★"));
	leave(p);
	assert_found(h, "is:starred", 1);
	assert_found(h, "state:reading", 1);
}

/* Leaving waits for it: nothing is lost. */
static void test_held_at_the_end(void **state)
{
	struct home *h = *state;
	struct pty *p;
	struct db *held;

	add_desk(h);
	p = start(h, ROWS, COLS);
	held = hold_library(h);
	pty_type(p, "tlater\r");
	pty_until(p, "tag +later: when the other program has written");
	pty_type(p, "jtsoon\r");
	pty_until(p, "tag +soon: when");
	pty_type(p, "Q");
	let_go(held);
	assert_int_equal(pty_wait(p), 0);
	pty_stop(p);
	assert_found(h, "tag:later", 1);
	assert_found(h, "tag:soon", 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_two_sources),
		CASE(test_retry),
		CASE(test_import),
		CASE(test_cancel),
		CASE(test_cancel_all),
		CASE(test_quit),
		CASE(test_killed),
		CASE(test_busy),
		CASE(test_wrong_source),
		CASE(test_sample_goes),
		CASE(test_code_page),
		CASE(test_bar),
		CASE(test_stays_by_date),
		CASE(test_stays_by_title),
		CASE(test_stays_reversed),
		CASE(test_stays_filtered),
		CASE(test_stays_in_search),
		CASE(test_stays_with_marks),
		CASE(test_stays_in_paper),
		CASE(test_stays_in_related),
		CASE(test_held),
		CASE(test_held_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
