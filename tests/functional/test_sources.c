/*
 * The sources of `carrel fetch`, one by one and with every fault of a network: what the library holds after it, and
 * what the server saw.
 */
#include "home.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static const char *seen_path(struct home *h, size_t n)
{
	return replay_seen(h->server, n)->path;
}

/* ---- one paper, from everywhere ---- */

#define TITLE "Flat Minima by Many Roads"

static const char by_api[] =
	"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'>"
	"<entry><id>http://arxiv.org/abs/2608.00031v2</id><title>" TITLE "</title>"
	"<updated>2026-08-12T10:00:00Z</updated><published>2026-08-03T10:00:00Z</published>"
	"<summary>We find them. Code: https://github.com/example/roads</summary>"
	"<author><name>Ada Example</name></author><author><name>Bo Second</name></author>"
	"<arxiv:primary_category term='cs.LG'/><category term='cs.LG' scheme='http://arxiv.org/schemas/atom'/>"
	"</entry></feed>";

static const char by_rss[] =
	"<rss xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:dc='http://purl.org/dc/elements/1.1/' version='2.0'>"
	"<channel><pubDate>Thu, 13 Aug 2026 00:00:00 -0400</pubDate><item><title>" TITLE "</title>"
	"<link>https://arxiv.org/abs/2608.00031</link><description>arXiv:2608.00031v2 Announce Type: replace \n"
	"Abstract: We find them. Code: https://github.com/example/roads</description>"
	"<guid isPermaLink='false'>oai:arXiv.org:2608.00031v2</guid><category>cs.LG</category>"
	"<category>stat.ML</category><arxiv:announce_type>replace</arxiv:announce_type>"
	"<arxiv:DOI>10.1000/roads</arxiv:DOI><dc:creator>Ada Example, Bo Second</dc:creator></item></channel></rss>";

static const char by_oai[] =
	"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2026-08-14T10:00:00Z</responseDate>"
	"<request verb='ListRecords'>x</request><ListRecords><record><header>"
	"<identifier>oai:arXiv.org:2608.00031</identifier><datestamp>2026-08-13</datestamp></header><metadata>"
	"<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'><id>2608.00031</id>"
	"<version version='v1'><date>Mon, 3 Aug 2026 10:00:00 GMT</date></version>"
	"<version version='v2'><date>Wed, 12 Aug 2026 10:00:00 GMT</date></version>"
	"<title>" TITLE "</title><authors>Ada Example, Bo Second</authors><categories>cs.LG</categories>"
	"<journal-ref>J. Roads 7 (2026) 1-9</journal-ref><abstract>We find them. Code:\n"
	"https://github.com/example/roads</abstract></arXivRaw></metadata></record><resumptionToken/></ListRecords>"
	"</OAI-PMH>";

static const char by_listing[] =
	"<html><body><div id='dlpage'><h1>Machine Learning</h1><div class='paging'>Total of 1 entries</div>"
	"<dl id='articles'><h3>Replacement submissions (showing 1 of 1 entries)</h3>"
	"<dt><a name='item1'>[1]</a> <a href =\"/abs/2608.00031\" title=\"Abstract\" id=\"2608.00031\">arXiv:2608.00031"
	"</a> (replaced)</dt><dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:"
	"</span>" TITLE "</div><div class='list-authors'><a href='/a'>Ada Example</a>, <a href='/b'>Bo Second</a></div>"
	"<div class='list-comments mathjax'><span class='descriptor'>Comments:</span>9 pages, data at "
	"<a href='https://huggingface.co/datasets/example/roads' class='link-external'>this https URL</a></div>"
	"<div class='list-subjects'><span class='primary-subject'>Machine Learning (cs.LG)</span>; Optimization and "
	"Control (math.OC)</div></div></dd></dl></div></body></html>";

static const char by_mail[] =
	"------------------------------------------------------------------------------\n"
	"\\\\\narXiv:2608.00031\nDate: Mon, 3 Aug 2026 10:00:00 GMT   (31kb,D)\n\n"
	"Title: " TITLE "\nAuthors: Ada Example, Bo Second\nCategories: cs.LG cs.AI\n"
	"\\\\\n  We find them. Code: https://github.com/example/roads\n"
	"\\\\ ( https://arxiv.org/abs/2608.00031 ,  31kb)\n";

static const char by_snapshot[] =
	"{\"id\":\"2608.00031\",\"submitter\":\"Ada\",\"authors\":\"Ada Example, Bo Second\",\"title\":\"" TITLE "\","
	"\"comments\":null,\"journal-ref\":null,\"doi\":\"10.1000/roads\",\"report-no\":null,"
	"\"categories\":\"cs.LG eess.SP\",\"license\":null,"
	"\"abstract\":\"  We find them. Code: https://github.com/example/roads\\n\","
	"\"versions\":[{\"version\":\"v1\",\"created\":\"Mon, 3 Aug 2026 10:00:00 GMT\"}],"
	"\"update_date\":\"2026-08-04\",\"authors_parsed\":[[\"Example\",\"Ada\",\"\"],[\"Second\",\"Bo\",\"\"]]}\n";

static void write_in(struct home *h, const char *name, const char *text, char *path, size_t size)
{
	home_path(h, name, path, size);
	assert_int_equal(file_write(path, str_of(text), NULL), 0);
}

/* Six roads to one paper: one row, with all that any of them knows. */
static void test_one_row(void **state)
{
	static const char *const known[] = {"\"title\":\"" TITLE "\"", "\"authors\":[\"Ada Example\",\"Bo Second\"]",
		"\"date\":\"2026-08-03\"", "\"updated\":\"2026-08-12\"", "\"version\":2", "\"cs.LG\"", "\"stat.ML\"",
		"\"math.OC\"", "\"cs.AI\"", "\"eess.SP\"", "\"doi\":\"10.1000/roads\"",
		"\"venue\":\"J. Roads 7 (2026) 1-9\"", "https://github.com/example/roads",
		"https://huggingface.co/datasets/example/roads", "\"comments\":\"9 pages, data at "};
	static const char *const words[] = {"fetch arxiv:2608.00031", "fetch https://rss.arxiv.org/rss/cs.LG",
		"fetch oai:cs.LG", "fetch https://arxiv.org/list/cs.LG/new", "import", "import"};
	static const char *const files[] = {"mail.txt", "snapshot.jsonl"}, *const texts[] = {by_mail, by_snapshot};
	enum { WORDS = sizeof words / sizeof *words };
	struct home *h = *state;
	char path[128], line[256];

	home_answer(h, "/api?id_list=2608.00031&max_results=1", by_api, 0);
	home_answer(h, "/rss/cs.LG", by_rss, 0);
	home_answer(h, "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG", by_oai, 0);
	home_answer(h, "/list/cs.LG/new?skip=0&show=2000", by_listing, 0);
	for (size_t turn = 0; turn < 2; turn++) { /* and the other way round, in another library */
		for (size_t i = 0; i < WORDS; i++) {
			size_t n = turn ? WORDS - 1 - i : i;

			path[0] = 0;
			if (n >= 4)
				write_in(h, files[n - 4], texts[n - 4], path, sizeof path);
			snprintf(line, sizeof line, "%s %s", words[n], path);
			home_runs(h, line, 0);
		}
		assert_int_equal(home_papers(h), 1);
		home_runs(h, "show --json 2608.00031", 0);
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			home_has(&h->out, known[i]);
		home_path(h, "other.db", path, sizeof path);
		setenv("CARREL_LIBRARY", path, 1);
	}
	unsetenv("CARREL_LIBRARY");
}

/* ---- harvests ---- */

#define HARVEST "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG"
#define RESUME "/oai?verb=ListRecords&resumptionToken=skip%3D2500%26x"

static void add_records(struct home *h, const char *path, int from, int to, const char *token, int times)
{
	struct strbuf body = STRBUF_INIT;

	strbuf_addz(&body, "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>"
		"<responseDate>2026-08-14T10:00:00Z</responseDate><request>x</request><ListRecords>");
	for (int i = from; i < to; i++)
		strbuf_addf(&body, "<record><header><identifier>oai:arXiv.org:2608.%05d</identifier>"
			"<datestamp>2026-08-%02d</datestamp></header><metadata>"
			"<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'><id>2608.%05d</id>"
			"<version version='v1'><date>Mon, 3 Aug 2026 10:00:00 GMT</date></version>"
			"<title>Paper %d</title><authors>Ada Example</authors><categories>cs.LG</categories>"
			"<abstract>About it.</abstract></arXivRaw></metadata></record>", i, 3 + i / 100, i, i);
	strbuf_addf(&body, "<resumptionToken>%s</resumptionToken></ListRecords></OAI-PMH>", token);
	home_answer(h, path, body.buf, times);
	strbuf_release(&body);
}

static void add_expired(struct home *h, const char *path, int times)
{
	home_answer(h, path, "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>"
		"2026-08-14T10:00:00Z</responseDate><request>x</request>"
		"<error code='badResumptionToken'>The token has expired.</error></OAI-PMH>", times);
}

/* Killed in the middle, it goes on with the page after the last good one; later from the last day. */
static void test_harvest_killed(void **state)
{
	const struct timespec pause = {0, 5 * 1000 * 1000};
	struct home *h = *state;
	int status;
	pid_t pid;

	add_records(h, HARVEST, 0, 100, "skip=2500&amp;x", 0);
	replay_add(h->server, &(struct replay_route){.path = RESUME, .fault = REPLAY_DRIP, .times = 1});
	add_records(h, RESUME, 100, 150, "", 0);
	add_records(h, HARVEST "&from=2026-08-04", 140, 151, "", 0);
	pid = home_start(h, "fetch oai:cs.LG");
	while (replay_count(h->server) < 2)
		nanosleep(&pause, NULL);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(home_papers(h), 100);
	home_runs(h, "fetch oai:cs.LG", 0);
	assert_int_equal(home_papers(h), 150);
	home_runs(h, "fetch oai:cs.LG", 0);
	assert_int_equal(home_papers(h), 151);
	assert_int_equal(replay_count(h->server), 4);
	assert_string_equal(seen_path(h, 2), RESUME);
	assert_string_equal(seen_path(h, 3), HARVEST "&from=2026-08-04");
}

static void test_harvest_expired(void **state)
{
	struct home *h = *state;

	add_records(h, HARVEST, 0, 100, "skip=2500&amp;x", 0);
	add_expired(h, RESUME, 1);
	add_records(h, HARVEST "&from=2026-08-03", 90, 120, "skip=2500&amp;x", 0);
	add_records(h, RESUME, 120, 150, "", 0);
	home_runs(h, "fetch oai:cs.LG", 0);
	assert_int_equal(home_papers(h), 150);
	assert_int_equal(replay_count(h->server), 4);
}

/* A page that does not come ends the run; the next one goes on with it, and no record is missing. */
static void test_harvest_faults(void **state)
{
	static const struct {
		struct replay_route route;
		const char *says;
	} faults[] = {
		{{.body = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>", .fault = REPLAY_CUT},
			"asked three times"},
		{{.status = 502}, "HTTP 502; asked three times"},
		{{.status = 503, .headers = "Retry-After: 3000"}, "(HTTP 503); not again before"},
		{{.body = "<html><body>Please log in.</body></html>"}, "no answer of OAI-PMH"},
	};
	struct home *h = *state;

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct replay_route route = faults[i].route;

		route.path = RESUME;
		route.times = strstr(faults[i].says, "three") ? 3 : 1;
		add_records(h, HARVEST, 0, 100, "skip=2500&amp;x", 0);
		replay_add(h->server, &route);
		add_records(h, RESUME, 100, 150, "", 0);
		home_runs(h, "fetch oai:cs.LG", 3);
		home_has(&h->err, faults[i].says);
		home_has(&h->err, "127.0.0.1");
		assert_int_equal(home_papers(h), 100);
		assert_int_equal(replay_count(h->server), 1 + route.times);
		if (route.status == 503) { /* nor does starting again get round it */
			home_runs(h, "fetch oai:cs.LG", 5);
			home_has(&h->err, "not again before");
		} else {
			home_runs(h, "fetch oai:cs.LG", 0);
			assert_int_equal(home_papers(h), 150);
			assert_string_equal(seen_path(h, 1 + (size_t)route.times), RESUME);
		}
		home_down(state);
		home_up(state);
		h = *state;
	}
}

/* ---- faults ---- */

#define FEED "/rss/cs.LG"
#define PAGE_1 "/api?search_query=ti:flat&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100"
#define PAGE_2 "/api?search_query=ti:flat&sortBy=lastUpdatedDate&sortOrder=descending&start=95&max_results=100"

static void add_page(struct home *h, const char *path, int from, int to, int times)
{
	struct strbuf body = STRBUF_INIT;

	strbuf_addz(&body, "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>150</totalResults>");
	for (int i = from; i < to; i++)
		strbuf_addf(&body, "<entry><id>http://arxiv.org/abs/2608.%05dv1</id><title>Paper %d</title>"
			"<updated>2026-08-12T10:00:00Z</updated></entry>", i, i);
	strbuf_addz(&body, "</feed>");
	home_answer(h, path, body.buf, times);
	strbuf_release(&body);
}

/* Whether a message says what happens next. */
static bool says_next(const char *text)
{
	static const char *const ways[] = {"the next fetch asks again", "not again before",
		"it is not asked for again"};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strstr(text, ways[i]))
			return true;
	return false;
}

/*
 * The second of two pages does not come; the papers of the first are there, and the message says why. bomb: 40 MB of
 * zeros in 226 bytes.
 */
static void test_faults(void **state)
{
	char bomb[4096];
	const struct {
		const char *name;
		struct replay_route route;
		int asked; /* how often the second page */
		const char *says;
	} faults[] = {
		{"cut", {.body = "<feed xmlns='http://www.w3.org/2005/Atom'>", .fault = REPLAY_CUT}, 3,
			"asked three times"},
		{"reset", {.fault = REPLAY_RESET}, 3, "asked three times; the next fetch asks again"},
		{"endless", {.fault = REPLAY_ENDLESS}, 1, "larger than 33554432 bytes; nothing of it is taken"},
		{"502", {.status = 502}, 3, "HTTP 502; asked three times"},
		{"500", {.status = 500}, 3, "HTTP 500; asked three times"},
		{"404", {.status = 404}, 1, "HTTP 404; it is not asked for again within a day"},
		{"400", {.status = 400, .body = "<html>Request Line is too large (4245 > 4094)</html>"}, 1,
			"HTTP 400;"},
		{"loop", {.status = 302, .headers = "Location: " PAGE_2}, 6, "too many redirects"},
		{"file", {.status = 302, .headers = "Location: file:///etc/passwd"}, 1, "127.0.0.1: "},
		{"ftp", {.status = 302, .headers = "Location: ftp://127.0.0.1/x"}, 1, "127.0.0.1: "},
		{"inside", {.status = 301, .headers = "Location: https://10.0.0.1/x"}, 1, "private network"},
		{"bomb", {.file = bomb, .headers = "Content-Encoding: gzip, gzip"}, 1,
			"larger than 33554432 bytes; nothing of it is taken"},
		{"451", {.status = 451}, 1, "HTTP 451; it is not asked for again within a day"},
		{"403", {.status = 403, .body = "Forbidden"}, 1, "HTTP 403"},
		{"encoding", {.body = "no gzip", .headers = "Content-Encoding: gzip"}, 3, "asked three times"},
		{"html", {.body = "<html><body>Please log in.</body></html>"}, 1, "no feed"},
		{"nothing", {.body = ""}, 1, "127.0.0.1: there is nothing in it; what came is saved, the next fetch"},
		{"half", {.body = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Half a pa"}, 4,
			"127.0.0.1: incomplete: an answer was cut off; what came is saved, the next fetch asks again"},
		{"refusal", {.body = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"
			"<id>http://arxiv.org/api/errors#x</id>"
			"<summary>start must be an integer</summary></entry></feed>"}, 1,
			"127.0.0.1: start must be an integer; what came is saved, the next fetch asks again"},
		{"noise", {.body = "\x01\x02\xff\xfe<<<<&&&&"}, 1, "127.0.0.1: "},
		{"503", {.status = 503, .headers = "Retry-After: 3000"}, 1, "(HTTP 503); not again before"},
		{"429", {.status = 429, .headers = "Retry-After: 3000", .body = "Rate exceeded."}, 1,
			"not again before"},
	};
	struct home *h = *state;

	snprintf(bomb, sizeof bomb, "%s", test_file("tests/fixtures/net/bomb_twice.gz"));
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct replay_route route = faults[i].route;
		int code;

		route.path = PAGE_2;
		add_page(h, PAGE_1, 0, 100, 0);
		replay_add(h->server, &route);
		code = home_end(h, home_start(h, "fetch arxiv:ti:flat"));
		if (code != 3 || !strstr(h->err.buf, faults[i].says) || !strstr(h->err.buf, "127.0.0.1") ||
			!says_next(h->err.buf))
			fail_msg("%s: %d, %s", faults[i].name, code, h->err.buf);
		assert_int_equal(home_papers(h), 100);
		/* A connection that was kept open and turns out to be closed is no answer: that one may come twice. */
		assert_in_range(replay_count(h->server), 1 + faults[i].asked,
			1 + faults[i].asked + (route.fault == REPLAY_RESET));
		home_down(state);
		home_up(state);
		h = *state;
	}
}

/* A byte now and then: it is given up in a while, and asked again; the others are not kept from going on. */
static void test_drip(void **state)
{
	struct home *h = *state;

	add_page(h, PAGE_1, 0, 100, 0);
	replay_add(h->server, &(struct replay_route){.path = PAGE_2, .fault = REPLAY_DRIP, .times = 1});
	add_page(h, PAGE_2, 95, 150, 0);
	home_fixture(h, FEED, "announced.rss");
	home_runs(h, "fetch arxiv:ti:flat https://rss.arxiv.org/rss/cs.LG", 0);
	assert_int_equal(home_papers(h), 152); /* one is in both */
	assert_int_equal(replay_count(h->server), 4);
	assert_string_equal(seen_path(h, 3), PAGE_2);
	assert_in_range(replay_seen(h->server, 3)->ms - replay_seen(h->server, 0)->ms, 9000, 20000);
}

/*
 * Refused without a word of how long: a minute at least, and who ends the program and starts it again waits all the
 * same.
 */
static void test_no_time_said(void **state)
{
	struct home *h = *state;

	add_page(h, PAGE_1, 0, 100, 0);
	replay_add(h->server, &(struct replay_route){.path = PAGE_2, .status = 429, .body = "Rate exceeded.",
		.times = 1});
	add_page(h, PAGE_2, 95, 150, 0);
	for (int turn = 0; turn < 2; turn++) {
		pid_t pid = home_start(h, "fetch --json arxiv:ti:flat");

		home_waits(h, "\"event\":\"waiting\"");
		kill(pid, SIGINT);
		assert_int_equal(home_end(h, pid), 130);
		home_has(&h->out, "HTTP 429");
		assert_int_equal(home_papers(h), 100);
		assert_int_equal(replay_count(h->server), 2);
	}
}

/* A burst of failures, and a refusal in disguise, each once: nothing is missing. */
static void test_bursts(void **state)
{
	struct home *h = *state;

	replay_add(h->server, &(struct replay_route){.path = PAGE_1, .status = 502, .times = 1});
	replay_add(h->server, &(struct replay_route){.path = PAGE_1, .fault = REPLAY_RESET, .times = 1});
	add_page(h, PAGE_1, 0, 100, 0);
	replay_add(h->server, &(struct replay_route){.path = PAGE_2, .headers = "Retry-After: 1",
		.body = "Rate exceeded.", .times = 1}); /* with status 200 */
	replay_add(h->server, &(struct replay_route){.path = PAGE_2, .status = 503, .headers = "Retry-After: 1",
		.times = 1});
	add_page(h, PAGE_2, 95, 150, 0);
	home_runs(h, "fetch arxiv:ti:flat", 0);
	assert_int_equal(home_papers(h), 150);
	assert_int_equal(replay_count(h->server), 6);
	assert_true(replay_seen(h->server, 4)->ms - replay_seen(h->server, 3)->ms >= 990);
	assert_true(replay_seen(h->server, 5)->ms - replay_seen(h->server, 4)->ms >= 990);
}

/* A server without TLS where TLS is asked for. */
static void test_no_tls(void **state)
{
	struct home *h = *state;
	struct strbuf text = STRBUF_INIT;
	char path[128];

	strbuf_addf(&text, "[endpoint]\narxiv_rss = https%s\n[fetch]\npace = no\n", replay_base(h->server) + 4);
	write_in(h, "config", text.buf, path, sizeof path);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 5);
	home_has(&h->err, "127.0.0.1");
	home_has(&h->err, "asked three times");
	assert_int_equal(replay_count(h->server), 0);
	strbuf_release(&text);
}

/* Latin-1 that calls itself so, and Latin-1 that calls itself UTF-8. */
static void test_charset(void **state)
{
	struct home *h = *state;

	home_answer(h, "/rss/cs.LG", "<?xml version='1.0' encoding='ISO-8859-1'?><rss version='2.0'><channel><item>"
		"<title>Caf\xe9 One</title><link>https://arxiv.org/abs/2608.00001</link></item></channel></rss>", 0);
	home_answer(h, "/rss/cs.CL", "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><item>"
		"<title>Caf\xe9 Two</title><link>https://arxiv.org/abs/2608.00002</link></item></channel></rss>", 0);
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG", 0);
	home_end(h, home_start(h, "fetch https://rss.arxiv.org/rss/cs.CL")); /* whatever it says … */
	home_runs(h, "list --json", 0); /* … what is there can be read */
	home_has(&h->out, "\"title\":\"Café One\"");
	assert_null(strchr(h->out.buf, '\xe9'));
}

/* Days on which nothing is announced, nothing has changed: all is well, and nothing is said. */
static void test_quiet_days(void **state)
{
	struct home *h = *state;

	home_answer(h, "/rss/cs.LG", "<rss version='2.0'><channel><title>cs.LG updates</title>"
		"<pubDate>Sat, 15 Aug 2026 00:00:00 -0400</pubDate><skipDays><day>Sunday</day><day>Saturday</day>"
		"</skipDays></channel></rss>", 0);
	home_answer(h, HARVEST, "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>"
		"2026-08-14T10:00:00Z</responseDate><request>x</request>"
		"<error code='noRecordsMatch'>No records match.</error></OAI-PMH>", 0);
	home_fixture(h, "/list/cs.LG/new?skip=0&show=2000", "list_none.html");
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.LG oai:cs.LG https://arxiv.org/list/cs.LG/new", 0);
	assert_int_equal(h->out.len + h->err.len, 0);
	assert_int_equal(home_papers(h), 0);
	assert_int_equal(replay_count(h->server), 3);
}

/* ---- recorded answers ---- */

/* Where the recordings lie beside the tree, every route of arXiv's is served as it was. */
static bool add_recorded(struct home *h)
{
	static const struct {
		const char *from, *to;
	} places[] = {
		{"https://export.arxiv.org/api/query", "/api"},
		{"https://oaipmh.arxiv.org", ""},
		{"https://rss.arxiv.org", ""},
		{"https://arxiv.org", ""},
	};
	static const char folder[] = "../shared/data/recorded/";
	struct strbuf table = STRBUF_INIT, file = STRBUF_INIT;
	struct str rest, line, column[6];
	struct arena a = ARENA_INIT;
	const char *path = test_file("../shared/data/recorded/routes.tsv");

	if (access(path, R_OK) != 0)
		return false;
	assert_int_equal(file_read(path, 1 << 20, &table, NULL), 0);
	for (rest = strbuf_str(&table); str_line(&rest, &line);) {
		for (size_t i = 0; i < 6; i++)
			if (!str_split(&line, '\t', &column[i]))
				column[i] = (struct str){"", 0};
		strbuf_reset(&file);
		strbuf_addf(&file, "%s%.*s", folder, STR_ARG(column[5]));
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			if (!str_starts(column[1], places[i].from) || str_eqz(column[5], "-"))
				continue;
			column[1] = str_sub(column[1], strlen(places[i].from), column[1].n);
			replay_add(h->server, &(struct replay_route){.status = atoi(arena_str(&a, column[2])),
				.path = arena_printf(&a, "%s%.*s", places[i].to, STR_ARG(column[1])),
				.file = arena_strdup(&a, test_file(file.buf))});
		}
	}
	strbuf_release(&table);
	strbuf_release(&file);
	arena_release(&a);
	return true;
}

static void test_recorded(void **state)
{
	struct home *h = *state;

	if (!add_recorded(h))
		skip();
	home_runs(h, "fetch https://rss.arxiv.org/rss/cs.CL", 0);
	assert_int_equal(home_papers(h), 139);
	home_runs(h, "fetch arxiv:1207.7214", 0);
	home_runs(h, "fetch https://arxiv.org/abs/1706.03762 https://arxiv.org/abs/hep-th/9711200", 0);
	assert_int_equal(home_papers(h), 142);
	home_runs(h, "show --json 1706.03762", 0);
	home_has(&h->out, "\"title\":\"Attention Is All You Need\"");
	home_has(&h->out, "\"date\":\"2017-06-12\"");
	home_runs(h, "show --json 1207.7214", 0);
	home_has(&h->out, "\"authors\":[\"The ATLAS Collaboration\"]");
	home_runs(h, "fetch https://arxiv.org/abs/0902.4054", 0);
	home_runs(h, "show --json 0902.4054", 0);
	home_has(&h->out, "\"withdrawn\":true");
	/* The first of the listing's pages was recorded; the papers on it are there. */
	home_runs(h, "fetch 'https://arxiv.org/list/cs.CL/2026-01?skip=0&show=50'", 3);
	home_has(&h->err, "HTTP 404");
	assert_int_equal(home_papers(h), 143 + 50);
	assert_string_equal(seen_path(h, replay_count(h->server) - 1), "/list/cs.CL/2026-01?skip=45&show=50");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, home_up, home_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_one_row),
		CASE(test_harvest_killed),
		CASE(test_harvest_expired),
		CASE(test_harvest_faults),
		CASE(test_faults),
		CASE(test_drip),
		CASE(test_no_time_said),
		CASE(test_bursts),
		CASE(test_no_tls),
		CASE(test_charset),
		CASE(test_quiet_days),
		CASE(test_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
