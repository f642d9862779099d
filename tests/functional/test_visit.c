/*
 * Visits to code pages, against a server of the test's own: what is told of each page, and what the server saw.
 */
#include "home.h"

#include <time.h>

#include "app/desk.h"
#include "visit.h"

enum { PAGES_MOST = 300 };

struct trip {
	struct home *home;
	struct replay *server;
	struct code_page asked[PAGES_MOST];
	size_t n;
	struct strbuf told; /* a line an event that matters */
	struct err err;
	struct desk desk;
};

static void write_config(struct trip *h, const char *more)
{
	struct strbuf text = STRBUF_INIT;
	const char *base = replay_base(h->server);

	strbuf_addf(&text, "pace = no\n%s\n[endpoint]\ngithub_api = %s/api\ngithub_www = %s/www\ngitlab = %s/gl\n"
		"bitbucket = %s/bb\nhuggingface = %s/hf\n", more, base, base, base, base, base);
	home_config(h->home, text.buf);
	strbuf_release(&text);
}

static int set_up(void **state)
{
	struct trip *h = calloc(1, sizeof *h);
	void *home = NULL;

	home_up(&home);
	h->home = home;
	h->server = h->home->server;
	strbuf_init(&h->told);
	unsetenv("GITHUB_TOKEN");
	write_config(h, "");
	*state = h;
	return 0;
}

static int tear_down(void **state)
{
	struct trip *h = *state;
	void *home = h->home;

	home_down(&home);
	strbuf_release(&h->told);
	free(h);
	return 0;
}

/* ---- a visit ---- */

static void add_list(struct strbuf *out, const char *name, const struct strs *list)
{
	for (size_t i = 0; i < list->n; i++)
		strbuf_addf(out, "%s%s", i ? "," : name, list->at[i]);
}

static void tell_page(struct strbuf *out, const struct code_page *p)
{
	strbuf_addf(out, "page %s/%s", p->host, p->repo);
	if (!p->there)
		strbuf_addf(out, " missing: %s", p->reason);
	if (p->moved_to)
		strbuf_addf(out, " moved=%s", p->moved_to);
	if (p->stars >= 0)
		strbuf_addf(out, " stars=%d", (int)p->stars);
	if (p->files_known && !p->files.n)
		strbuf_addz(out, " no-files");
	add_list(out, " files=", &p->files);
	if (p->release)
		strbuf_addf(out, " release=%s", p->release);
	if (p->readme)
		strbuf_addf(out, " readme=%s", p->readme);
	add_list(out, " papers=", &p->papers);
	strbuf_addch(out, '\n');
}

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	struct trip *h = data;

	(void)err;
	if (e->what == FETCH_PAGE)
		tell_page(&h->told, e->page);
	else if (e->what == FETCH_FAILED)
		strbuf_addf(&h->told, "failed %s (%s): %s\n", e->source, e->host, e->text);
	else if (e->what == FETCH_WAITING)
		strbuf_addf(&h->told, "waiting %s (%s)\n", e->source, e->host);
	return 0;
}

static void add(struct trip *h, const char *host, const char *repo)
{
	assert_true(h->n < PAGES_MOST);
	h->asked[h->n] = (struct code_page)CODE_PAGE_INIT;
	h->asked[h->n].host = host;
	h->asked[h->n++].repo = repo;
}

static void visits(struct trip *h, int code)
{
	const struct fetch_watch watch = {.event = on_event, .data = h};
	int rc;

	strbuf_reset(&h->told);
	h->err.msg[0] = 0;
	h->desk.quiet = true;
	rc = visit_run(&h->desk, h->asked, h->n, &watch, &h->err);
	if (rc != code)
		fail_msg("%d, not %d: %s\n%s", rc, code, h->err.msg, h->told.buf);
	desk_release(&h->desk);
	h->desk = (struct desk){0};
}

static void told(struct trip *h, const char *text)
{
	assert_string_equal(h->told.buf, text);
}

static void route(struct trip *h, const char *path, int status, const char *headers, const char *body)
{
	replay_add(h->server, &(struct replay_route){.path = path, .status = status, .headers = headers, .body = body});
}

static void route_once(struct trip *h, const char *path, int status, const char *headers, const char *body)
{
	replay_add(h->server, &(struct replay_route){.path = path, .status = status, .headers = headers, .body = body,
		.times = 1});
}

static size_t seen(struct trip *h, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < replay_count(h->server); i++)
		n += !strcmp(replay_seen(h->server, i)->path, path);
	return n;
}

static const char *headers_of(struct trip *h, const char *path, size_t which)
{
	for (size_t i = 0; i < replay_count(h->server); i++)
		if (!strcmp(replay_seen(h->server, i)->path, path) && !which--)
			return replay_seen(h->server, i)->headers;
	fail_msg("nobody asked for %s", path);
	return "";
}

/* ---- GitHub without a token ---- */

#define FACTS "{\"full_name\":\"quiet/sam\",\"stargazers_count\":7}"
#define FILES "[{\"path\":\"src\",\"type\":\"dir\"},{\"path\":\"README.rst\",\"type\":\"file\"}]"
#define PAGE "<title>quiet/sam: text</title><span id=\"repo-stars-counter-star\" title=\"9\">9</span>"

static void test_rest(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "quiet/sam");
	route(h, "/api/repos/quiet/sam", 200, "ETag: \"one\"\nX-RateLimit-Remaining: 50\nX-RateLimit-Reset: "
		"1", FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, FILES);
	route(h, "/api/repos/quiet/sam/readme", 200, NULL, "Sam\n===\n\narXiv:2210.05177");
	route(h, "/api/repos/quiet/sam/releases/latest", 200, NULL, "{\"tag_name\":\"v1.2\",\"name\":\"\"}");
	visits(h, 0);
	told(h, "page github.com/quiet/sam stars=7 files=src/,README.rst release=v1.2 readme=# Sam\n\n"
		"arXiv:2210.05177 papers=arxiv:2210.05177\n");
	assert_int_equal(replay_count(h->server), 4);
	assert_non_null(strstr(headers_of(h, "/api/repos/quiet/sam", 0), "Accept: application/vnd.github+json\n"));
	assert_non_null(strstr(headers_of(h, "/api/repos/quiet/sam", 0), "User-Agent: carrel/"));
	assert_null(strstr(headers_of(h, "/api/repos/quiet/sam", 0), "Authorization"));
	assert_non_null(strstr(headers_of(h, "/api/repos/quiet/sam/readme", 0), "vnd.github.raw+json\n"));
}

/* The latest release is the last that is asked for: where it cannot be had, the rest is told all the same. */
static void test_release_unsaid(void **state)
{
	struct trip *h = *state;
	const char *const page = "page github.com/quiet/sam stars=7 files=src/,README.rst readme=# Sam\n";
	char headers[128];

	add(h, "github.com", "quiet/sam");
	route(h, "/api/repos/quiet/sam", 200, NULL, FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, FILES);
	route(h, "/api/repos/quiet/sam/readme", 200, NULL, "Sam\n===\n");
	route_once(h, "/api/repos/quiet/sam/releases/latest", 404, NULL, "{\"message\":\"Not Found\"}");
	visits(h, 0);
	told(h, page);
	home_remove(h->home, "carrel/fetched.db");
	snprintf(headers, sizeof headers, "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: %lld",
		(long long)time(NULL) + 1800);
	route(h, "/api/repos/quiet/sam/releases/latest", 403, headers, "{\"message\":\"API rate limit exceeded\"}");
	visits(h, 0); /* the hour's last request was spent */
	told(h, page);
	assert_int_equal(seen(h, "/www/quiet/sam"), 0);
}

/* The second visit sends the validator back, and reads what is kept. */
static void test_not_modified(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "quiet/sam");
	replay_add(h->server, &(struct replay_route){.path = "/api/repos/quiet/sam", .status = 304,
		.if_etag = "W/\"one\""});
	route(h, "/api/repos/quiet/sam", 200, "ETag: W/\"one\"", FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, "[]");
	visits(h, 0);
	told(h, "page github.com/quiet/sam stars=7 no-files\n");
	visits(h, 0);
	told(h, "page github.com/quiet/sam stars=7 no-files\n");
	assert_non_null(strstr(headers_of(h, "/api/repos/quiet/sam", 1), "If-None-Match: W/\"one\"\n"));
}

static void test_renamed(void **state)
{
	struct trip *h = *state;
	char headers[128];

	snprintf(headers, sizeof headers, "Location: %s/api/repositories/42", replay_base(h->server));
	add(h, "github.com", "old/sam");
	add(h, "github.com", "older/sam");
	route(h, "/api/repos/old/sam", 301, headers, "{\"message\":\"Moved Permanently\"}");
	/* As GitHub has it: an endpoint that plays a recorded answer gets what it redirects to GitHub. */
	route(h, "/api/repos/older/sam", 301, "Location: https://api.github.com/repositories/42",
		"{\"message\":\"Moved Permanently\"}");
	route(h, "/api/repositories/42", 200, NULL, FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, FILES);
	route(h, "/api/repos/quiet/sam/readme", 404, NULL, "{}");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page github.com/old/sam moved=quiet/sam stars=7 files=src/"));
	assert_non_null(strstr(h->told.buf, "page github.com/older/sam moved=quiet/sam stars=7 files=src/"));
}

static void test_missing(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "a/gone");
	add(h, "github.com", "a/blocked");
	add(h, "github.com", "a/empty");
	route(h, "/api/repos/a/gone", 404, NULL, "{\"message\":\"Not Found\"}");
	route(h, "/api/repos/a/blocked", 451, NULL,
		"{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"dmca\"}}");
	route(h, "/api/repos/a/empty", 200, NULL, "{\"full_name\":\"a/empty\"}");
	route(h, "/api/repos/a/empty/contents", 404, NULL, "{\"message\":\"This repository is empty.\"}");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page github.com/a/gone missing: 404\n"));
	assert_non_null(strstr(h->told.buf,
		"page github.com/a/blocked missing: 451 (dmca: Repository access blocked)\n"));
	assert_non_null(strstr(h->told.buf, "page github.com/a/empty no-files\n"));
}

/* The hour's requests are used up: GitHub's pages say the rest. */
static void test_limit(void **state)
{
	struct trip *h = *state;
	char headers[128];

	snprintf(headers, sizeof headers, "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: %lld",
		(long long)time(NULL) + 1800);
	add(h, "github.com", "quiet/sam");
	add(h, "github.com", "quiet/two");
	route(h, "/api/repos/quiet/sam", 403, headers, "{\"message\":\"API rate limit exceeded for 192.0.2.1.\"}");
	route(h, "/www/quiet/sam", 200, "Content-Type: text/html", PAGE);
	route(h, "/www/quiet/sam/raw/HEAD/README.md", 200, NULL, "# Sam");
	route(h, "/www/quiet/two", 404, "Content-Type: text/html", "<title>Page not found</title>");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page github.com/quiet/sam stars=9 readme=# Sam\n"));
	assert_non_null(strstr(h->told.buf, "page github.com/quiet/two missing: 404\n"));
	h->n = 1;
	visits(h, 0); /* the next run knows of the limit */
	assert_int_equal(seen(h, "/api/repos/quiet/sam"), 1);
	assert_true(seen(h, "/api/repos/quiet/two") <= 1); /* it may have been on its way */
}

/* A secondary limit with Retry-After: the host is held, then the visit goes on by itself. */
static void test_retry_after(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "quiet/sam");
	route_once(h, "/api/repos/quiet/sam", 403, "Retry-After: 1",
		"{\"message\":\"You have exceeded a secondary rate limit.\"}");
	route(h, "/api/repos/quiet/sam", 200, NULL, FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, "[]");
	visits(h, 0);
	told(h, "waiting github.com/quiet/sam (GitHub API)\npage github.com/quiet/sam stars=7 no-files\n");
}

static void test_server_errors(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "quiet/sam");
	route(h, "/api/repos/quiet/sam", 200, NULL, "<html>no JSON</html>");
	route(h, "/www/quiet/sam", 200, "Content-Type: text/html", "<title>Unicorn!</title>");
	visits(h, ERR_NETWORK);
	told(h, "failed github.com/quiet/sam (GitHub): GitHub: the page is none of a repository that is known\n");
	assert_non_null(strstr(h->err.msg, "github.com/quiet/sam: GitHub: the page is none"));
}

/* GitHub knows the repository, but cannot say more: that its pages have none of it is no death. */
static void test_doubt(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "quiet/sam");
	route(h, "/api/repos/quiet/sam", 200, NULL, FACTS);
	route(h, "/api/repos/quiet/sam/contents", 500, NULL, "{}");
	route(h, "/www/quiet/sam", 404, "Content-Type: text/html", "<title>Page not found</title>");
	visits(h, ERR_NETWORK);
	told(h, "failed github.com/quiet/sam (GitHub): GitHub's interface failed, and its pages have none of it; the "
		"next fetch asks again\n");
}

/* ---- with a token ---- */

static const char answer[] = "{\"data\":{\"r0\":{\"nameWithOwner\":\"quiet/sam\",\"stargazerCount\":7,"
	"\"tree\":{\"entries\":[{\"name\":\"README.md\",\"type\":\"blob\"}]},\"md\":{\"text\":\"# Sam\"}},"
	"\"r1\":null,\"r2\":null,\"r3\":{\"nameWithOwner\":\"new/four\",\"isEmpty\":true}},\"errors\":["
	"{\"type\":\"NOT_FOUND\",\"path\":[\"r1\"],\"message\":\"Could not resolve\"},{\"path\":[\"r2\"],"
	"\"message\":\"?\"}]}";

static void post(struct trip *h, int status, const char *body, int times)
{
	replay_add(h->server, &(struct replay_route){.method = "POST", .path = "/api/graphql", .status = status,
		.headers = "Content-Type: application/json", .body = body, .times = times});
}

/* Four repositories by one request: one is missing, one GitHub could not say and is asked for alone. */
static void test_graphql(void **state)
{
	struct trip *h = *state;

	setenv("GITHUB_TOKEN", "s3cret\r\n", 1);
	add(h, "github.com", "quiet/sam");
	add(h, "github.com", "quiet/gone");
	add(h, "github.com", "quiet/three");
	add(h, "github.com", "old/four");
	add(h, "gitlab.com", "g/p");
	post(h, 200, answer, 0);
	route(h, "/api/repos/quiet/three", 200, NULL, "{\"full_name\":\"quiet/three\"}");
	route(h, "/api/repos/quiet/three/contents", 200, NULL, "[]");
	route(h, "/gl/api/v4/projects/g%2Fp?license=true", 404, NULL, "{}");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page github.com/quiet/sam stars=7 files=README.md readme=# Sam\n"));
	assert_non_null(strstr(h->told.buf, "page github.com/quiet/gone missing: not found\n"));
	assert_non_null(strstr(h->told.buf, "page github.com/quiet/three no-files\n"));
	assert_non_null(strstr(h->told.buf, "page github.com/old/four moved=new/four no-files\n"));
	assert_int_equal(seen(h, "/api/graphql"), 1);
	assert_non_null(strstr(headers_of(h, "/api/graphql", 0), "Authorization: Bearer s3cret\n"));
	assert_non_null(strstr(headers_of(h, "/api/repos/quiet/three", 0), "Authorization: Bearer s3cret\n"));
	assert_null(strstr(headers_of(h, "/gl/api/v4/projects/g%2Fp?license=true", 0), "s3cret"));
}

/* An answer that takes GitHub too long is asked for in halves. */
static void test_graphql_halves(void **state)
{
	struct trip *h = *state;
	const char *const one = "{\"data\":{\"r0\":{\"nameWithOwner\":\"a/b\",\"isEmpty\":true},"
				"\"r1\":{\"nameWithOwner\":\"a/b\",\"isEmpty\":true}}}";

	setenv("GITHUB_TOKEN", "s3cret", 1);
	for (int i = 0; i < 4; i++)
		add(h, "github.com", "a/b");
	post(h, 502, "<html>", 1);
	for (int i = 0; i < 5; i++)
		post(h, 504, "<html>", 1); /* 100, 50, 25, 13, 7, 4: the last is less than all */
	post(h, 200, one, 0);
	visits(h, 0);
	told(h, "page github.com/a/b no-files\npage github.com/a/b no-files\npage github.com/a/b no-files\n"
		"page github.com/a/b no-files\n");
	assert_int_equal(seen(h, "/api/graphql"), 8);
}

/* A token that GitHub does not know is said, and it goes on without; nobody is told to be gone. */
static void test_bad_token(void **state)
{
	struct trip *h = *state;

	write_config(h, "github_token = old");
	add(h, "github.com", "quiet/sam");
	post(h, 401, "{\"message\":\"Bad credentials\"}", 0);
	route(h, "/api/repos/quiet/sam", 200, NULL, FACTS);
	route(h, "/api/repos/quiet/sam/contents", 200, NULL, "[]");
	visits(h, ERR_PARTLY);
	told(h, "page github.com/quiet/sam stars=7 no-files\n");
	assert_non_null(strstr(h->err.msg, "does not know the token"));
	assert_non_null(strstr(headers_of(h, "/api/graphql", 0), "Authorization: Bearer old\n"));
	assert_null(strstr(headers_of(h, "/api/repos/quiet/sam", 0), "Authorization"));
}

/* The token goes to GitHub's interface and nowhere else: not where a redirect leads, not to its pages. */
static void test_token_stays(void **state)
{
	struct trip *h = *state;
	struct replay *other = replay_start();
	char headers[128];

	setenv("GITHUB_TOKEN", "s3cret", 1);
	snprintf(headers, sizeof headers, "Location: %s/caught", replay_base(other));
	add(h, "github.com", "quiet/sam");
	post(h, 200, "{\"data\":{\"r0\":null}}", 0);
	route(h, "/api/repos/quiet/sam", 301, headers, "{}");
	replay_add(other, &(struct replay_route){.path = "/caught", .body = "{}"});
	route(h, "/www/quiet/sam", 200, "Content-Type: text/html", PAGE);
	route(h, "/www/quiet/sam/raw/HEAD/README.md", 404, NULL, "");
	visits(h, 0);
	told(h, "page github.com/quiet/sam stars=9\n");
	for (size_t i = 0; i < replay_count(other); i++)
		assert_null(strstr(replay_seen(other, i)->headers, "s3cret"));
	assert_null(strstr(headers_of(h, "/www/quiet/sam", 0), "s3cret"));
	replay_stop(other);
}

/* ---- the others ---- */

static void test_gitlab(void **state)
{
	struct trip *h = *state;

	add(h, "gitlab.com", "group/sub/name");
	route(h, "/gl/api/v4/projects/group%2Fsub%2Fname?license=true", 200, NULL,
		"{\"path_with_namespace\":\"group/sub/name\",\"star_count\":3}");
	route(h, "/gl/api/v4/projects/group%2Fsub%2Fname/repository/tree?per_page=100", 200, NULL,
		"[{\"name\":\"src\",\"type\":\"tree\"},{\"name\":\"README.md\",\"type\":\"blob\"}]");
	route(h, "/gl/api/v4/projects/group%2Fsub%2Fname/repository/files/README.md/raw?ref=HEAD", 200, NULL, "# Name");
	route(h, "/gl/api/v4/projects/group%2Fsub%2Fname/releases?per_page=1", 200, NULL, "[{\"tag_name\":\"v1\"}]");
	visits(h, 0);
	told(h, "page gitlab.com/group/sub/name stars=3 files=src/,README.md release=v1 readme=# Name\n");
}

static void test_bitbucket(void **state)
{
	struct trip *h = *state;

	add(h, "bitbucket.org", "team/name");
	route(h, "/bb/2.0/repositories/team/name", 200, NULL,
		"{\"full_name\":\"team/name\",\"mainbranch\":{\"name\":\"main\"}}");
	route(h, "/bb/2.0/repositories/team/name/src/main/?pagelen=100", 200, NULL,
		"{\"values\":[{\"path\":\"README\",\"type\":\"commit_file\"}]}");
	route(h, "/bb/2.0/repositories/team/name/src/main/README", 200, NULL, "Plain *text*");
	visits(h, 0);
	told(h, "page bitbucket.org/team/name files=README readme=Plain *text*\n");
}

/* One name for a model, a data set and a space: what the page is comes first, the others where it is not there. */
static void test_huggingface_kinds(void **state)
{
	struct trip *h = *state;

	add(h, "huggingface.co", "datasets/lab/it");
	add(h, "huggingface.co", "lab/it");
	add(h, "huggingface.co", "spaces/lab/it");
	add(h, "huggingface.co", "datasets/lab/old");
	add(h, "huggingface.co", "spaces/lab/net");
	route(h, "/hf/api/models/lab/it", 200, NULL, "{\"id\":\"lab/it\",\"likes\":1,\"siblings\":[]}");
	route(h, "/hf/api/datasets/lab/it", 200, NULL, "{\"id\":\"lab/it\",\"likes\":2,\"siblings\":[]}");
	route(h, "/hf/api/spaces/lab/it", 200, NULL, "{\"id\":\"lab/it\",\"likes\":3,\"siblings\":[]}");
	route(h, "/hf/api/datasets/lab/old", 200, NULL,
		"{\"id\":\"lab/new\",\"siblings\":[{\"rfilename\":\"README.md\"}]}");
	route(h, "/hf/datasets/lab/new/raw/main/README.md", 200, NULL, "# New");
	route(h, "/hf/api/models/lab/net", 200, NULL,
		"{\"id\":\"lab/net\",\"siblings\":[{\"rfilename\":\"README.md\"}]}");
	route(h, "/hf/lab/net/raw/main/README.md", 200, NULL, "# Net");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page huggingface.co/datasets/lab/it stars=2 no-files\n"));
	assert_non_null(strstr(h->told.buf, "page huggingface.co/lab/it stars=1 no-files\n"));
	assert_non_null(strstr(h->told.buf, "page huggingface.co/spaces/lab/it stars=3 no-files\n"));
	assert_non_null(strstr(h->told.buf,
		"page huggingface.co/datasets/lab/old moved=datasets/lab/new files=README.md readme=# New\n"));
	assert_non_null(strstr(h->told.buf, "page huggingface.co/spaces/lab/net files=README.md readme=# Net\n"));
	assert_int_equal(seen(h, "/hf/api/spaces/lab/net"), 1);
	assert_int_equal(replay_count(h->server), 8);
}

/* What is named without a folder is a model, or else a data set or a space. */
static void test_huggingface(void **state)
{
	struct trip *h = *state;

	add(h, "huggingface.co", "lab/set");
	add(h, "huggingface.co", "lab/none");
	route(h, "/hf/api/models/lab/set", 401, NULL, "{\"error\":\"Repository not found\"}");
	route(h, "/hf/api/datasets/lab/set", 200, NULL,
		"{\"id\":\"lab/set\",\"likes\":2,\"siblings\":[{\"rfilename\":\"README.md\"},"
		"{\"rfilename\":\"a/b.csv\"}]}");
	route(h, "/hf/datasets/lab/set/raw/main/README.md", 200, NULL, "---\nlicense: mit\n---\n# Set");
	visits(h, 0);
	assert_non_null(strstr(h->told.buf, "page huggingface.co/lab/set stars=2 files=README.md,a/ readme=# Set\n"));
	assert_non_null(strstr(h->told.buf, "page huggingface.co/lab/none missing: 404\n"));
	assert_int_equal(seen(h, "/hf/api/spaces/lab/none"), 1);
}

/* Names that are none, hosts that are not visited, and no network: nothing is asked. */
static void test_not_asked(void **state)
{
	struct trip *h = *state;

	add(h, "github.com", "../user");
	add(h, "evil.example.org", "a/b");
	visits(h, ERR_FAILED);
	assert_non_null(strstr(h->told.buf, "failed github.com/../user (GitHub): no repository can have that "
		"name\n"));
	assert_non_null(strstr(h->told.buf, "failed evil.example.org/a/b (other): pages of that host are not "
		"visited\n"));
	assert_string_equal(h->err.msg,
		"2 of 2 code pages could not be visited; github.com/../user: no repository can have that name");
	h->n = 0;
	add(h, "github.com", "a/b");
	h->desk.offline = true;
	visits(h, ERR_NETWORK);
	assert_int_equal(replay_count(h->server), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		TEST(test_rest),
		TEST(test_release_unsaid),
		TEST(test_not_modified),
		TEST(test_renamed),
		TEST(test_missing),
		TEST(test_limit),
		TEST(test_retry_after),
		TEST(test_server_errors),
		TEST(test_doubt),
		TEST(test_graphql),
		TEST(test_graphql_halves),
		TEST(test_bad_token),
		TEST(test_token_stays),
		TEST(test_gitlab),
		TEST(test_bitbucket),
		TEST(test_huggingface_kinds),
		TEST(test_huggingface),
		TEST(test_not_asked),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
