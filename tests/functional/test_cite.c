/*
 * `carrel fetch citations`, the built program, against a server of the test's own: Semantic Scholar first, OpenAlex
 * second.
 */
#include "home.h"

#include "base/file.h"

#define BATCH "/graph/v1/paper/batch?fields=externalIds,references.externalIds,citations.externalIds"
#define WORK(doi) "/works/doi:" doi "?select=id,referenced_works"

static int up(void **state)
{
	struct strbuf more = STRBUF_INIT;
	struct home *h;

	home_up(state);
	h = *state;
	strbuf_addf(&more, "pace = no\nsemantic_scholar_key = s2-key\nopenalex_key = oa-key\n[endpoint]\n"
		"semantic_scholar = %s\nopenalex = %s\n", replay_base(h->server), replay_base(h->server));
	home_config(h, more.buf);
	strbuf_release(&more);
	return 0;
}

/* One paper of the library. */
static void add_paper(struct home *h, const char *id, const char *title)
{
	struct strbuf line = STRBUF_INIT;
	char path[128];

	home_path(h, "papers.jsonl", path, sizeof path);
	strbuf_addf(&line, "{\"id\":\"%s\",\"title\":\"%s\",\"authors\":[\"Ada Example\"],"
		"\"date\":\"2026-08-01\"}\n", id, title);
	assert_int_equal(file_write(path, strbuf_str(&line), NULL), 0);
	strbuf_reset(&line);
	strbuf_addf(&line, "import -q %s", path);
	home_runs(h, line.buf, 0);
	strbuf_release(&line);
}

static void post(struct home *h, int status, const char *body, int times)
{
	replay_add(h->server, &(struct replay_route){.method = "POST", .path = BATCH, .status = status, .body = body,
		.times = times, .headers = "Content-Type: application/json"});
}

/* The related papers of the first, with their reasons. */
static void related_has(struct home *h, const char *id, const char *what)
{
	struct strbuf words = STRBUF_INIT;

	strbuf_addf(&words, "related --json %s", id);
	home_runs(h, words.buf, 0);
	home_has(&h->out, what);
	strbuf_release(&words);
}

static void many_papers_in_one_request(void **state)
{
	struct home *h = *state;
	const struct replay_seen *seen;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	add_paper(h, "doi:10.1/other", "Gamma Delta");
	post(h, 200, "[{\"references\":[{\"externalIds\":{\"DOI\":\"10.1/OTHER\"}}],\"citations\":[]},"
		"{\"references\":[],\"citations\":[]}]", 0);
	home_runs(h, "fetch --json citations", 0);
	home_has(&h->out, "\"event\":\"citations\",\"source\":\"citations\"");
	home_has(&h->out, "\"event\":\"done\"");
	assert_int_equal(replay_count(h->server), 1);
	seen = replay_seen(h->server, 0);
	assert_string_equal(seen->method, "POST");
	assert_non_null(strstr(seen->body, "\"ARXIV:2608.00001\""));
	assert_non_null(strstr(seen->body, "\"DOI:10.1/other\""));
	assert_non_null(strstr(seen->headers, "x-api-key: s2-key"));
	related_has(h, "arxiv:2608.00001", "{\"link\":\"cites\",\"what\":\"");
	related_has(h, "doi:10.1/other", "{\"link\":\"cited-by\",\"what\":\"");
	/* Nothing is due any more. */
	home_runs(h, "fetch citations", 0);
	assert_int_equal(replay_count(h->server), 1);
}

/* An answer that is too large for the service comes in halves. */
static void too_many_at_once(void **state)
{
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	add_paper(h, "arxiv:2608.00002", "Gamma Delta");
	post(h, 400, "{\"error\":\"Response would exceed maximum size\"}", 1);
	post(h, 200, "[{\"references\":[],\"citations\":[]}]", 0);
	home_runs(h, "fetch citations", 0);
	assert_int_equal(replay_count(h->server), 3);
	assert_null(strstr(replay_seen(h->server, 2)->body, ","));
}

/* What Semantic Scholar does not know, OpenAlex may. Each key goes to its service alone. */
static void unknown_to_the_first(void **state)
{
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	add_paper(h, "doi:10.1/other", "Gamma Delta");
	post(h, 200, "[null,{\"references\":[],\"citations\":[]}]", 1);
	home_answer(h, WORK("10.48550/arXiv.2608.00001"),
		"{\"id\":\"https://openalex.org/W1\",\"referenced_works\":[\"https://openalex.org/W7\"]}", 0);
	home_answer(h, WORK("10.1%2Fother"),
		"{\"id\":\"https://openalex.org/W1\",\"referenced_works\":[\"https://openalex.org/W7\"]}", 0);
	home_answer(h, "/works?filter=openalex:W7&select=id,doi&per_page=100",
		"{\"results\":[{\"id\":\"https://openalex.org/W7\",\"doi\":\"https://doi.org/10.1/other\"},"
		"{\"id\":\"https://openalex.org/W8\",\"doi\":\"https://doi.org/10.48550/arxiv.2608.00001\"}]}", 0);
	home_runs(h, "fetch citations", 0);
	assert_int_equal(replay_count(h->server), 3);
	for (size_t i = 0; i < 3; i++) {
		const char *headers = replay_seen(h->server, i)->headers;

		assert_true((strstr(headers, "s2-key") != NULL) == (i == 0));
		assert_true((strstr(headers, "Bearer oa-key") != NULL) == (i > 0));
	}
}

/* OpenAlex knows a paper and that it cites none. */
static void openalex_knows(struct home *h, const char *path)
{
	home_answer(h, path, "{\"id\":\"x\",\"referenced_works\":[]}", 0);
}

static void asked(struct home *h, size_t from, const char *const *paths, size_t n)
{
	assert_int_equal(replay_count(h->server), from + n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(replay_seen(h->server, from + i)->path, paths[i]);
}

/* What the first does not know stays due while the second cannot be asked. */
static void unknown_to_the_first_and_the_second_is_held(void **state)
{
	static const char *const paths[] = {BATCH, WORK("10.48550/arXiv.2608.00001"), BATCH};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	add_paper(h, "doi:10.1/other", "Gamma Delta");
	post(h, 200, "[null,{\"references\":[],\"citations\":[]}]", 0);
	replay_add(h->server, &(struct replay_route){.path = paths[1], .status = 429, .body = "{}"});
	home_runs(h, "fetch citations", 3);
	home_has(&h->err, "OpenAlex: asked to wait");
	asked(h, 0, paths, 2);
	home_runs(h, "fetch citations", 5);
	asked(h, 2, paths + 2, 1);
	assert_null(strstr(replay_seen(h->server, 2)->body, "10.1/other"));
}

/* Neither knows them: settled. */
static void unknown_to_both(void **state)
{
	static const char *const paths[] = {BATCH, WORK("10.48550/arXiv.2608.00001")};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	add_paper(h, "acl:2020.acl-main.1", "Gamma Delta");
	post(h, 200, "[null,null]", 0);
	home_runs(h, "fetch citations", 0);
	asked(h, 0, paths, 2);
	home_runs(h, "fetch citations", 0);
	asked(h, 2, paths, 0);
}

/* Held for long: the second is asked at once, which is no failure, and the hold lasts over the next run. */
static void the_first_asks_to_wait(void **state)
{
	static const char *const first[] = {BATCH, WORK("10.48550/arXiv.2608.00001")};
	static const char *const second[] = {WORK("10.48550/arXiv.2608.00002")};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	post(h, 429, "{\"message\":\"Too Many Requests\"}", 0);
	openalex_knows(h, first[1]);
	openalex_knows(h, second[0]);
	home_runs(h, "fetch --json citations", 0);
	home_has(&h->out, "\"event\":\"waiting\"");
	home_has(&h->out, "\"event\":\"done\"");
	asked(h, 0, first, 2);
	add_paper(h, "arxiv:2608.00002", "Gamma Delta");
	home_runs(h, "fetch citations", 0);
	asked(h, 2, second, 1);
}

/* A little is waited for, but not again and again. */
static void the_first_asks_to_wait_a_little(void **state)
{
	static const char *const paths[] = {BATCH, BATCH, WORK("10.48550/arXiv.2608.00001")};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	replay_add(h->server, &(struct replay_route){.method = "POST", .path = BATCH, .status = 429, .body = "{}",
		.headers = "Retry-After: 3"});
	openalex_knows(h, paths[2]);
	home_runs(h, "fetch citations", 0);
	asked(h, 0, paths, 3);
}

/* What the second says in its place is no failure; that it knows nothing is one. */
static void the_first_is_broken(void **state)
{
	static const char *const paths[] = {BATCH, BATCH, BATCH, WORK("10.48550/arXiv.2608.00001")};
	static const char *const again[] = {BATCH, BATCH, BATCH, WORK("10.48550/arXiv.2608.00002")};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	post(h, 500, "{}", 0);
	openalex_knows(h, paths[3]);
	home_runs(h, "fetch citations", 0);
	asked(h, 0, paths, 4);
	add_paper(h, "arxiv:2608.00002", "Gamma Delta");
	home_runs(h, "fetch citations", 5);
	home_has(&h->err, "HTTP 500");
	asked(h, 4, again, 4);
}

/* Both ask to wait: nothing is waited for, and what is told is what the first said. */
static void both_ask_to_wait(void **state)
{
	static const char *const paths[] = {BATCH, WORK("10.48550/arXiv.2608.00001")};
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	post(h, 429, "{}", 0);
	replay_add(h->server, &(struct replay_route){.path = paths[1], .status = 429, .body = "{}"});
	home_runs(h, "fetch citations", 5);
	home_has(&h->err, "Semantic Scholar: asked to wait (HTTP 429); not again before");
	asked(h, 0, paths, 2);
}

/* It does not take the key, which only the reader can mend: told, although the second answers. */
static void the_key_is_wrong(void **state)
{
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	post(h, 403, "{\"message\":\"Forbidden\"}", 1);
	home_answer(h, WORK("10.48550/arXiv.2608.00001"), "{\"id\":\"x\",\"referenced_works\":[]}", 0);
	home_runs(h, "fetch citations", 3);
	home_has(&h->err, "citations: Semantic Scholar does not take the key (HTTP 403)");
	assert_int_equal(replay_count(h->server), 2);
}

/* Off unless it is switched on: a fetch of the configured sources asks nobody. */
static void off_unless_switched_on(void **state)
{
	struct home *h = *state;

	add_paper(h, "arxiv:2608.00001", "Alpha Beta");
	home_config(h, "pace = no\nsources = arxiv:2608.00001");
	home_runs(h, "fetch", 5);
	for (size_t i = 0; i < replay_count(h->server); i++)
		assert_null(strstr(replay_seen(h->server, i)->path, "graph"));
}

#define test(name) cmocka_unit_test_setup_teardown(name, up, home_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(many_papers_in_one_request),
		test(too_many_at_once),
		test(unknown_to_the_first),
		test(unknown_to_the_first_and_the_second_is_held),
		test(unknown_to_both),
		test(the_first_asks_to_wait),
		test(the_first_asks_to_wait_a_little),
		test(the_first_is_broken),
		test(both_ask_to_wait),
		test(the_key_is_wrong),
		test(off_unless_switched_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
