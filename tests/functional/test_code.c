/*
 * `carrel code`, and the visits that `carrel fetch` makes: what the library holds of code pages after them.
 */
#include "home.h"

#include "base/file.h"

#define REPO "/api/repos/ada/sorter"
#define LINKED \
	"{\"id\":\"arxiv:2608.00001\",\"title\":\"Sorting Things\",\"authors\":[\"Ada Example\"]," \
	"\"date\":\"2026-08-01\",\"abstract\":\"Code: https://github.com/ada/sorter\"}\n"
#define CODE "[{\"path\":\"sort.c\",\"type\":\"file\"},{\"path\":\"README.md\",\"type\":\"file\"}]"
#define README "[{\"path\":\"README.md\",\"type\":\"file\"}]"
#define OTHER \
	"{\"id\":\"arxiv:2608.00002\",\"title\":\"Things Sorted\",\"authors\":[\"Bo Sample\"]," \
	"\"date\":\"2026-08-02\"," \
	"\"abstract\":\"Code: https://github.com/bo/things and https://code.example/bo/things\"}\n"

static void configure(struct home *h, const char *more)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, "pace = no\n%s\n[endpoint]\ngithub_api = %s/api\ngithub_www = %s/www\n"
		"huggingface = %s/hf\n", more, replay_base(h->server), replay_base(h->server),
		replay_base(h->server));
	home_config(h, text.buf);
	strbuf_release(&text);
}

static void import(struct home *h, const char *lines)
{
	struct strbuf words = STRBUF_INIT;
	char path[128];

	home_path(h, "papers.jsonl", path, sizeof path);
	assert_int_equal(file_write(path, str_of(lines), NULL), 0);
	strbuf_addf(&words, "import -q %s", path);
	home_runs(h, words.buf, 0);
	strbuf_release(&words);
}

static int up(void **state)
{
	home_up(state);
	unsetenv("GITHUB_TOKEN");
	configure(*state, "");
	import(*state, LINKED OTHER);
	return 0;
}

static void route(struct home *h, const char *path, int status, const char *body, int times)
{
	replay_add(h->server, &(struct replay_route){.path = path, .status = status, .body = body, .times = times,
		.headers = "Content-Type: application/json"});
}

/* A repository with a licence, these files and this README. */
static void repository(struct home *h, const char *files, const char *readme, int times)
{
	route(h, REPO, 200, "{\"full_name\":\"ada/sorter\",\"stargazers_count\":12,\"license\":{\"spdx_id\":\"MIT\"}}",
		times);
	route(h, REPO "/contents", 200, files, times);
	route(h, REPO "/readme", readme ? 200 : 404, readme ? readme : "{}", times);
}

/* Answers are kept for a while; what a test changes has to be asked for anew. */
static void forget_answers(struct home *h)
{
	home_remove(h, "carrel/fetched.db");
}

static size_t asked(struct home *h, const char *what)
{
	size_t n = 0;

	for (size_t i = 0; i < replay_count(h->server); i++)
		n += strstr(replay_seen(h->server, i)->path, what) != NULL;
	return n;
}

static void shows(struct home *h, const char *what)
{
	home_runs(h, "show --json 2608.00001", 0);
	home_has(&h->out, what);
}

static void a_paper_named(void **state)
{
	struct home *h = *state;

	repository(h, CODE, "# Sorter\n\nSee arXiv:2608.00002.", 0);
	home_runs(h, "code 2608.00001", 0);
	assert_int_equal(asked(h, "/bo/things"), 0);
	shows(h, "\"verdict\":\"live\"");
	shows(h, "\"stars\":12");
	shows(h, "\"license\":\"MIT\"");
	/* What a README lists is related work. */
	home_runs(h, "related --json 2608.00001", 0);
	home_has(&h->out, "\"link\":\"listed\"");
	home_runs(h, "list verdict:live", 0);
	home_has(&h->out, "2608.00001");
	assert_null(strstr(h->out.buf, "2608.00002"));
}

/* With --json an event says all of it; a retry names the page as the event does. */
static void events(void **state)
{
	struct home *h = *state;

	repository(h, README, "# Sorter\n\nCode coming soon.", 0);
	home_runs(h, "code --json github.com/ada/sorter", 0);
	home_has(&h->out, "\"event\":\"page\",\"source\":\"github.com/ada/sorter\"");
	home_has(&h->out, "\"verdict\":\"placeholder\"");
	home_has(&h->out, "\"files\":[\"README.md\"]");
	home_has(&h->out, "\"event\":\"ended\"");
	home_runs(h, "fetch --json github.com/ada/sorter", 0);
	home_has(&h->out, "\"event\":\"page\",\"source\":\"github.com/ada/sorter\"");
}

/* A data set is visited as one, by its paper and by the name of its page, though a model has its name too. */
static void a_data_set(void **state)
{
	struct home *h = *state;

	import(h, "{\"id\":\"arxiv:2608.00003\",\"title\":\"A Set\",\"authors\":[\"Cy Test\"],"
		"\"date\":\"2026-08-03\",\"abstract\":\"Data: https://huggingface.co/datasets/lab/it\"}\n");
	route(h, "/hf/api/models/lab/it", 200, "{\"id\":\"lab/it\",\"likes\":1,\"siblings\":[]}", 0);
	route(h, "/hf/api/datasets/lab/it", 200,
		"{\"id\":\"lab/it\",\"likes\":222,\"siblings\":[{\"rfilename\":\"README.md\"}]}", 0);
	route(h, "/hf/datasets/lab/it/raw/main/README.md", 200, "See arXiv:2608.00002.", 0);
	home_runs(h, "code 2608.00003", 0);
	home_runs(h, "show --json 2608.00003", 0);
	home_has(&h->out, "\"repo\":\"lab/it\"");
	home_has(&h->out, "\"stars\":222");
	home_runs(h, "related --json 2608.00003", 0);
	home_has(&h->out, "\"link\":\"listed\"");
	home_runs(h, "related --json 2608.00002", 0);
	home_has(&h->out, "\"link\":\"listed\"");
	home_runs(h, "code --json huggingface.co/datasets/lab/it", 0);
	home_has(&h->out, "\"event\":\"page\",\"source\":\"huggingface.co/datasets/lab/it\"");
	assert_int_equal(asked(h, "/models/"), 0);
}

static void those_that_are_due(void **state)
{
	struct home *h = *state;

	repository(h, "[]", NULL, 0);
	route(h, "/api/repos/bo/things", 404, "{\"message\":\"Not Found\"}", 0);
	home_runs(h, "code", 0);
	assert_int_equal(asked(h, "/repos/ada/sorter"), 2); /* an empty one has no README to ask for */
	assert_int_equal(asked(h, "/repos/bo/things"), 1);
	shows(h, "\"verdict\":\"empty\"");
	home_runs(h, "show 2608.00001", 0); /* the verdict with its reason and its date */
	home_has(&h->out, "(empty: ");
	home_has(&h->out, "; seen 20");
	home_runs(h, "show --json 2608.00002", 0);
	home_has(&h->out, "\"verdict\":\"unknown\""); /* not there once: that may pass */
	/* Both were visited just now. */
	home_runs(h, "code", 0);
	assert_int_equal(asked(h, "/repos/"), 3);
}

static void code_arrives(void **state)
{
	struct home *h = *state;

	repository(h, README, "# Sorter", 1);
	repository(h, CODE, "# Sorter", 0);
	home_runs(h, "mark 2608.00001 reading", 0);
	home_runs(h, "code 2608.00001", 0);
	shows(h, "\"verdict\":\"empty\"");
	shows(h, "\"unread\":false");
	forget_answers(h);
	home_runs(h, "code 2608.00001", 0);
	shows(h, "\"verdict\":\"live\"");
	shows(h, "\"unread\":true");
	shows(h, "\"news\":\"the code has arrived: ");
	home_runs(h, "list has:news", 0);
	home_has(&h->out, "2608.00001");
}

/* The network is away: what was known stays, and the next run asks again. */
static void a_failed_visit(void **state)
{
	struct home *h = *state;

	repository(h, CODE, "# Sorter", 1);
	route(h, REPO, 403, "{\"message\":\"Forbidden\"}", 0);
	route(h, "/www/ada/sorter", 403, "no", 0);
	home_runs(h, "code 2608.00001", 0);
	forget_answers(h);
	home_runs(h, "code 2608.00001", 5);
	home_has(&h->err, "github.com/ada/sorter");
	shows(h, "\"verdict\":\"live\"");
}

static void words_that_name_nothing(void **state)
{
	struct home *h = *state;

	home_runs(h, "code \"(unclosed\"", 2);
	home_runs(h, "code title:nowhere", 0);
	home_runs(h, "code arxiv:9999.99999", 4);
	home_runs(h, "code 2608.00001 10.1000/nowhere", 4);
	assert_int_equal(replay_count(h->server), 0);
}

/* fetch goes on to the pages of what it brought; not where the reader does not want it. */
static void fetch_visits_what_it_brought(void **state)
{
	static const char feed[] =
		"<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>1</totalResults><entry>"
		"<id>http://arxiv.org/abs/2608.00003v1</id><title>Fetched</title>"
		"<published>2026-08-03T00:00:00Z</published>"
		"<summary>At https://github.com/ada/sorter it lies.</summary><author><name>Ada Example</name></author>"
		"</entry></feed>";
	struct home *h = *state;

	home_answer(h, "/api?id_list=2608.00003&max_results=1", feed, 0);
	repository(h, CODE, "# Sorter", 0);
	configure(h, "code = no");
	home_runs(h, "fetch arxiv:2608.00003", 0);
	assert_int_equal(asked(h, "/repos/"), 0);
	configure(h, "code = yes");
	home_runs(h, "fetch arxiv:2608.00003", 0);
	assert_int_equal(asked(h, "/repos/ada/sorter"), 4); /* facts, files, README and release */
	assert_int_equal(asked(h, "/repos/bo/things"), 0);
	home_runs(h, "show --json 2608.00003", 0);
	home_has(&h->out, "\"verdict\":\"live\"");
}

#define test(name) cmocka_unit_test_setup_teardown(name, up, home_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_paper_named),
		test(events),
		test(a_data_set),
		test(those_that_are_due),
		test(code_arrives),
		test(a_failed_visit),
		test(words_that_name_nothing),
		test(fetch_visits_what_it_brought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
