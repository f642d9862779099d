/*
 * net/source: repositories as the code hosts tell of them. The fixtures are small and of our own; where the recorded
 * answers lie beside the source tree, they are read too.
 */
#include "../test.h"

#include "base/file.h"
#include "source/bitbucket.h"
#include "source/github_graphql.h"
#include "source/github_html.h"
#include "source/github_rest.h"
#include "source/gitlab.h"
#include "source/huggingface.h"

struct desk {
	struct db *json;
	struct arena a;
	struct strbuf body;
	struct code_page p;
};

static int set_up(void **state)
{
	struct desk *d = calloc(1, sizeof *d);

	strbuf_init(&d->body);
	assert_int_equal(sql_open(&d->json, ":memory:", SQL_CREATE, NULL), 0);
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *d = *state;

	sql_close(d->json);
	arena_release(&d->a);
	strbuf_release(&d->body);
	free(d);
	return 0;
}

static void begin(struct desk *d, const char *repo)
{
	d->p = (struct code_page)CODE_PAGE_INIT;
	d->p.host = "github.com";
	d->p.repo = repo;
	strbuf_reset(&d->body);
}

static bool load(struct desk *d, const char *name)
{
	return file_read(test_file(name), 8 << 20, &d->body, NULL) == 0;
}

static void is(const char *got, const char *want)
{
	if (!want)
		assert_null(got);
	else
		assert_string_equal(got, want);
}

static void list_is(const struct strs *list, const char *want)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < list->n; i++)
		strbuf_addf(&sb, "%s%s", i ? " " : "", list->at[i]);
	assert_string_equal(sb.buf, want);
	strbuf_release(&sb);
}

static int rest(struct desk *d, const char *body)
{
	return github_rest_read(d->json, str_of(body), &d->a, &d->p, NULL);
}

/* ---- GitHub, REST ---- */

static void test_rest(void **state)
{
	struct desk *d = *state;

	begin(d, "Owner/name");
	assert_int_equal(rest(d, "{\"full_name\":\"owner/Name\",\"description\":\"What \\u001b[31m it\\nis\","
		"\"fork\":true,"
		"\"homepage\":\"\",\"language\":\"C\",\"license\":{\"key\":\"mit\",\"spdx_id\":\"MIT\"},"
		"\"archived\":true,"
		"\"stargazers_count\":7,\"watchers_count\":9,\"created_at\":\"2020-01-02T03:04:05Z\","
		"\"pushed_at\":null,"
		"\"default_branch\":\"main\",\"topics\":[\"a\",\"b\",3],"
		"\"parent\":{\"full_name\":\"first/name\"}}"), 0);
	assert_true(d->p.there && d->p.archived && !d->p.files_known);
	is(d->p.moved_to, NULL);
	is(d->p.description, "What it is");
	is(d->p.homepage, NULL);
	is(d->p.language, "C");
	is(d->p.license, "MIT");
	is(d->p.created, "2020-01-02T03:04:05Z");
	is(d->p.pushed, NULL);
	is(d->p.branch, "main");
	is(d->p.fork_of, "first/name");
	assert_int_equal(d->p.stars, 7);
	list_is(&d->p.topics, "a b");
	begin(d, "old/name");
	assert_int_equal(rest(d, "{\"full_name\":\"new/name\",\"license\":{\"name\":\"Other\","
		"\"spdx_id\":\"NOASSERTION\"}}"), 0);
	is(d->p.moved_to, "new/name");
	is(d->p.license, "Other");
	assert_int_equal(d->p.stars, -1);
}

static void test_rest_refused(void **state)
{
	static const char *const bad[] = {"", "{", "[]", "null", "\"x\"", "{\"full_name\":null}",
	"{\"message\":\"Not Found\"}",
		"<html>", "{\"full_name\":\"a b\"}"};
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		begin(d, "a/b");
		assert_int_equal(rest(d, bad[i]), ERR_NETWORK);
		assert_false(d->p.there);
	}
	begin(d, "a/b");
	github_rest_message(d->json, STR_LIT("{\"message\":\"Not Found\"}"), &d->body);
	is(d->body.buf, "Not Found");
	strbuf_reset(&d->body);
	github_rest_message(d->json, STR_LIT("{\"message\":\"Repository access blocked\","
		"\"block\":{\"reason\":\"dmca\"}}"),
		&d->body);
	is(d->body.buf, "dmca: Repository access blocked");
}

static void test_rest_files(void **state)
{
	struct desk *d = *state;

	begin(d, "a/b");
	assert_int_equal(github_rest_files(d->json, STR_LIT("[{\"path\":\"src\",\"type\":\"dir\"},"
		"{\"path\":\"README.zh.md\",\"type\":\"file\"},{\"path\":\"readme.md\","
		"\"type\":\"file\"}]"), &d->a, &d->p), 0);
	assert_true(d->p.files_known);
	list_is(&d->p.files, "src/ README.zh.md readme.md");
	is(repo_readme_file(&d->p), "readme.md");
	begin(d, "a/b");
	github_rest_files(d->json, STR_LIT("<html>"), &d->a, &d->p);
	assert_false(d->p.files_known);
	github_rest_files(d->json, STR_LIT("[{\"other\":1}]"), &d->a, &d->p); /* not empty, but not understood */
	assert_false(d->p.files_known);
	github_rest_files(d->json, STR_LIT("{\"message\":\"odd\"}"), &d->a, &d->p);
	assert_false(d->p.files_known);
	github_rest_files(d->json, STR_LIT("[]"), &d->a, &d->p);
	assert_true(d->p.files_known);
}

static const char *release_in(struct desk *d, const char *body)
{
	d->p.release = NULL;
	github_rest_release(d->json, str_of(body), &d->a, &d->p);
	return d->p.release;
}

static void test_rest_release(void **state)
{
	struct desk *d = *state;

	begin(d, "a/b");
	is(release_in(d, "{\"tag_name\":\"v2.0\",\"name\":\"The second\",\"draft\":false}"), "The second");
	is(release_in(d, "{\"tag_name\":\"v2.0\",\"name\":null}"), "v2.0");
	is(release_in(d, "{\"tag_name\":\"v2.0\",\"name\":\"\"}"), "v2.0");
	assert_null(release_in(d, "{}"));
	assert_null(release_in(d, "[1]"));
	assert_null(release_in(d, "<html>"));
}

/* ---- GitHub, GraphQL ---- */

static void test_graphql_ask(void **state)
{
	struct desk *d = *state;
	struct code_page pages[3] = {{.repo = "a/b"}, {.repo = "no-owner"}, {.repo = "x/y\"){z"}};
	struct str query;

	begin(d, NULL);
	github_graphql_ask(pages, 3, &d->body);
	query = strbuf_str(&d->body);
	assert_true(str_starts(query, "{\"query\":\"query($o0:String!,$n0:String!,$o2:String!,$n2:String!,){"
				      "r0:repository(owner:$o0,name:$n0){...facts}"
				      "r2:repository(owner:$o2,name:$n2){...facts}rateLimit"));
	assert_true(str_ends(query, "\"variables\":{\"o0\":\"a\",\"n0\":\"b\",\"o2\":\"x\",\"n2\":\"y\\\"){z\"}}"));
}

static void test_graphql_read(void **state)
{
	static const char body[] = "{\"data\":{\"r0\":{\"nameWithOwner\":\"a/b\",\"description\":null,"
		"\"stargazerCount\":12,"
		"\"isArchived\":false,\"isEmpty\":false,\"primaryLanguage\":{\"name\":\"Rust\"},"
		"\"licenseInfo\":{\"spdxId\":"
		"\"Apache-2.0\"},\"latestRelease\":{\"name\":\"\",\"tagName\":\"v1\"},"
		"\"repositoryTopics\":{\"nodes\":[{\"topic\":"
		"{\"name\":\"t\"}}]},\"tree\":{\"entries\":[{\"name\":\"src\",\"type\":\"tree\"},"
		"{\"name\":\"README.rst\",\"type\":"
		"\"blob\"}]},\"md\":null,\"low\":null,"
		"\"rst\":{\"text\":\"Title\\n=====\\n\\narXiv:2210.05177\"},\"plain\":null},"
		"\"r1\":null,\"r2\":null,\"r3\":{\"nameWithOwner\":\"new/d\",\"isEmpty\":true,\"tree\":null},"
		"\"rateLimit\":{\"cost\":1}},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"r1\"],"
		"\"message\":\"Could not resolve\"},"
		"{\"type\":\"INTERNAL\",\"path\":[\"r2\"],\"message\":\"x\"},{\"type\":\"NOT_FOUND\","
		"\"path\":[\"r99\"]},5]}";
	struct code_page pages[4] = {CODE_PAGE_INIT, CODE_PAGE_INIT, CODE_PAGE_INIT, CODE_PAGE_INIT};
	enum github_found found[4];
	struct desk *d = *state;

	pages[0].repo = "a/b";
	pages[1].repo = "a/c";
	pages[2].repo = "b/c";
	pages[3].repo = "old/d";
	assert_int_equal(github_graphql_read(d->json, str_of(body), pages, 4, &d->a, found, NULL), 0);
	assert_int_equal(found[0], GITHUB_FOUND);
	assert_int_equal(found[1], GITHUB_MISSING);
	assert_int_equal(found[2], GITHUB_UNKNOWN);
	assert_int_equal(found[3], GITHUB_FOUND);
	assert_int_equal(pages[0].stars, 12);
	is(pages[0].language, "Rust");
	is(pages[0].license, "Apache-2.0");
	is(pages[0].release, "v1");
	is(pages[0].readme, "# Title\n\narXiv:2210.05177");
	list_is(&pages[0].topics, "t");
	list_is(&pages[0].files, "src/ README.rst");
	list_is(&pages[0].papers, "arxiv:2210.05177");
	is(pages[0].moved_to, NULL);
	is(pages[3].moved_to, "new/d");
	assert_true(pages[3].files_known && !pages[3].files.n);
	assert_false(pages[1].there || pages[2].there);
}

static void test_graphql_refused(void **state)
{
	static const struct {
		const char *body, *why;
	} bad[] = {
		{"{\"message\":\"Bad credentials\"}", "GitHub: Bad credentials"},
		{"{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}",
			"GitHub: API rate limit exceeded"},
		{"{\"data\":null,\"errors\":[{\"message\":\"Something went wrong\"}]}",
		"GitHub: Something went wrong"},
		{"<html>", "GitHub: no answer to what was asked came"},
	};
	struct code_page page = CODE_PAGE_INIT;
	enum github_found found;
	struct desk *d = *state;
	struct err err;

	page.repo = "a/b";
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(github_graphql_read(d->json, str_of(bad[i].body), &page, 1, &d->a, &found, &err),
			ERR_NETWORK);
		assert_string_equal(err.msg, bad[i].why);
	}
}

/* ---- GitHub, pages ---- */

static void html(struct desk *d, const char *repo, const char *file)
{
	begin(d, repo);
	assert_true(load(d, file));
	assert_int_equal(github_html_read(d->json, strbuf_str(&d->body), &d->a, &d->p, NULL), 0);
	assert_true(d->p.there);
}

static void test_html_2023(void **state)
{
	struct desk *d = *state;

	html(d, "quiet-lab/sparse-sam", "tests/fixtures/net/github_2023.html");
	is(d->p.moved_to, NULL);
	is(d->p.description, "Sharpness & sparsity <for> everyone");
	is(d->p.homepage, "https://quiet-lab.example.org/sam");
	is(d->p.language, "Python");
	is(d->p.license, "MIT");
	is(d->p.pushed, "2023-02-03T04:05:06Z");
	is(d->p.branch, "main");
	is(d->p.release, "First light");
	is(d->p.fork_of, "loud-lab/sparse-sam");
	assert_int_equal(d->p.stars, 1255);
	assert_true(d->p.archived && d->p.files_known);
	list_is(&d->p.topics, "optimization flat-minima");
	list_is(&d->p.files, "src/ docs/ README.md train.py");
	is(d->p.readme, "# Sparse SAM\n\nSee our paper (https://arxiv.org/abs/2210.05177).\n\n- one\n- two\n\n"
			"no description");
	list_is(&d->p.papers, "arxiv:2210.05177");
}

static void test_html_2024(void **state)
{
	struct desk *d = *state;

	html(d, "quiet-lab/old-name", "tests/fixtures/net/github_2024.html");
	is(d->p.moved_to, "quiet-lab/sparse-sam");
	is(d->p.description, "Sharpness and sparsity");
	is(d->p.branch, "trunk");
	assert_int_equal(d->p.stars, 31);
	assert_true(d->p.files_known);
	assert_false(d->p.archived);
	list_is(&d->p.files, ".github/ data/ README.md");
	is(d->p.readme, "## Use\n\n    make </li> all");
	is(d->p.created, "2024-05-06T07:08:09Z");
}

static void test_html_2026(void **state)
{
	struct desk *d = *state;

	html(d, "quiet-lab/sparse-sam", "tests/fixtures/net/github_2026.html");
	is(d->p.moved_to, NULL);
	is(d->p.description, "Sharpness and sparsity");
	is(d->p.branch, "main");
	is(d->p.language, "C");
	assert_true(d->p.archived && !d->p.files_known); /* two of 37 files are on the page */
	list_is(&d->p.files, "");
	is(d->p.readme, "# Sparse SAM\n\nCode will be released soon.");
	list_is(&d->p.topics, "search");
}

static void test_html_refused(void **state)
{
	static const char *const bad[] = {"", "<html><head><title>Page not found · GitHub</title></head></html>",
		"<title>Sign in to GitHub</title>", "{}", "<title>a/b/c: d</title>", "<title>/b: c</title>"};
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		begin(d, "a/b");
		assert_int_equal(github_html_read(d->json, str_of(bad[i]), &d->a, &d->p, NULL), ERR_NETWORK);
	}
}

/* ---- the others ---- */

static void test_gitlab(void **state)
{
	struct desk *d = *state;

	begin(d, "group/sub/name");
	assert_int_equal(gitlab_read(d->json, STR_LIT("{\"id\":3,\"path_with_namespace\":\"group/sub/name\","
		"\"description\":"
		"\"A thing\",\"star_count\":4,\"archived\":true,\"created_at\":\"2013-09-30T13:46:02.000Z\","
		"\"last_activity_at\":"
		"\"2014-01-02T03:04:05.000+02:00\",\"default_branch\":\"master\",\"tag_list\":[\"x\"],"
		"\"topics\":[\"y\",\"z\"],"
		"\"license\":{\"key\":\"gpl-3.0\",\"name\":\"GNU General Public License v3.0\","
		"\"nickname\":\"GNU GPLv3\"},"
		"\"forked_from_project\":{\"path_with_namespace\":\"up/name\"},"
		"\"empty_repo\":false}"), &d->a, &d->p, NULL), 0);
	is(d->p.license, "GNU GPLv3");
	is(d->p.created, "2013-09-30T13:46:02Z");
	is(d->p.pushed, "2014-01-02");
	is(d->p.fork_of, "up/name");
	assert_int_equal(d->p.stars, 4);
	assert_true(d->p.archived);
	list_is(&d->p.topics, "y z");
	assert_int_equal(gitlab_files(d->json, STR_LIT("[{\"name\":\"src\",\"type\":\"tree\"},"
		"{\"name\":\"README\",\"type\":"
		"\"blob\"}]"), &d->a, &d->p), 0);
	list_is(&d->p.files, "src/ README");
	gitlab_release(d->json, STR_LIT("[{\"tag_name\":\"v3\",\"name\":\"Three\"},{\"tag_name\":\"v2\"}]"), &d->a,
		&d->p);
	is(d->p.release, "Three");
	begin(d, "group/name");
	gitlab_release(d->json, STR_LIT("[]"), &d->a, &d->p);
	assert_null(d->p.release);
	assert_int_equal(gitlab_read(d->json, STR_LIT("{\"path_with_namespace\":\"group/name\",\"empty_repo\":true,"
		"\"tag_list\":[\"x\"]}"), &d->a, &d->p, NULL), 0);
	assert_true(d->p.files_known && !d->p.files.n);
	list_is(&d->p.topics, "x");
	assert_int_equal(gitlab_read(d->json, STR_LIT("{\"message\":\"404 Project Not Found\"}"), &d->a, &d->p, NULL),
		ERR_NETWORK);
}

static void test_bitbucket(void **state)
{
	struct desk *d = *state;

	begin(d, "team/name");
	assert_int_equal(bitbucket_read(d->json, STR_LIT("{\"full_name\":\"team/name\",\"description\":\"A "
		"thing\",\"website\":"
		"\"https://x.org\",\"language\":\"c++\",\"created_on\":\"2011-06-06T03:40:09.505792+00:00\","
		"\"updated_on\":"
		"\"2020-02-03T00:00:00+00:00\",\"mainbranch\":{\"name\":\"main\"},"
		"\"parent\":null}"), &d->a, &d->p, NULL), 0);
	is(d->p.homepage, "https://x.org");
	is(d->p.created, "2011-06-06T03:40:09Z");
	is(d->p.branch, "main");
	is(d->p.fork_of, NULL);
	assert_int_equal(d->p.stars, -1);
	assert_int_equal(bitbucket_files(d->json, STR_LIT("{\"values\":[{\"path\":\"src\","
		"\"type\":\"commit_directory\"},"
		"{\"path\":\"README.md\",\"type\":\"commit_file\"}],\"pagelen\":100}"), &d->a, &d->p), 0);
	list_is(&d->p.files, "src/ README.md");
	begin(d, "team/plain"); /* nothing filled in, which is null or "" */
	assert_int_equal(bitbucket_read(d->json, STR_LIT("{\"scm\":\"git\",\"website\":null,\"description\":\"\","
		"\"language\":\"\",\"full_name\":\"team/plain\",\"type\":\"repository\",\"mainbranch\":{\"type\":"
		"\"branch\",\"name\":\"master\"},\"created_on\":\"2018-06-28T15:29:14.763457+00:00\"}"), &d->a, &d->p,
		NULL), 0);
	is(d->p.homepage, NULL);
	is(d->p.description, NULL);
	is(d->p.language, NULL);
	is(d->p.branch, "master");
	is(d->p.created, "2018-06-28T15:29:14Z");
	assert_int_equal(bitbucket_read(d->json, STR_LIT("{\"type\":\"error\"}"), &d->a, &d->p, NULL), ERR_NETWORK);
}

static void test_huggingface(void **state)
{
	struct desk *d = *state;

	begin(d, "lab/model");
	assert_int_equal(huggingface_read(d->json, STR_LIT("{\"_id\":\"1\",\"id\":\"lab/model\",\"likes\":21,"
		"\"disabled\":false,"
		"\"createdAt\":\"2023-01-02T03:04:05.000Z\",\"lastModified\":\"2024-01-02T03:04:05.000Z\","
		"\"library_name\":"
		"\"transformers\",\"tags\":[\"pytorch\",\"license:mit\",\"arxiv:2307.09288\",\"text\"],"
		"\"siblings\":[{\"rfilename\":"
		"\".gitattributes\"},{\"rfilename\":\"README.md\"},{\"rfilename\":\"data/a.bin\"},"
		"{\"rfilename\":\"data/b.bin\"}]}"),
		&d->a, &d->p, NULL), 0);
	is(d->p.license, "mit");
	is(d->p.pushed, "2024-01-02T03:04:05Z");
	assert_int_equal(d->p.stars, 21);
	list_is(&d->p.topics, "pytorch text");
	list_is(&d->p.files, ".gitattributes README.md data/");
	begin(d, "lab/other");
	assert_int_equal(huggingface_read(d->json, STR_LIT("{\"id\":\"lab/other\","
		"\"cardData\":{\"license\":\"apache-2.0\"}}"),
		&d->a, &d->p, NULL), 0);
	is(d->p.license, "apache-2.0");
	assert_false(d->p.files_known);
	assert_int_equal(huggingface_read(d->json, STR_LIT("{\"error\":\"Repository not "
		"found\"}"), &d->a, &d->p, NULL),
		ERR_NETWORK);
}

/* ---- what was recorded from the real services, where it is at hand ---- */

#define RECORDED "../shared/data/recorded/"

static void test_recorded_rest(void **state)
{
	static const struct {
		const char *file, *repo, *moved, *language, *license;
		int64_t stars;
	} rows[] = {
		{"pygithub.Repository.setUp.0.200.json", "PyGithub/PyGithub", NULL, "Python", "LGPL-3.0", 7122},
		{"pygithub.Repository.testGetRepositoryWith301Redirect.1.200.json", "protoncoin/protoncoin",
			"padima2/protoncoin", "C++", "MIT", 5},
		{"pygithub.Requester.testLoggingRedirection.1.200.json", "EnricoMi/test", NULL, NULL, NULL, -2},
		{"pygithub.ConditionalRequestUpdate.setUp.0.200.json", "akfish/PyGithub", NULL, "Python", NULL, 0},
		{"octokit.get-repository.0.get.200.json", "octokit-fixture-org/hello-world", NULL, NULL, NULL, -2},
		{"octokit.rename-repository.3.get.200.json", "octokit-fixture-org/tmp", NULL, NULL, NULL, -2},
	};
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char path[256];

		begin(d, rows[i].repo);
		snprintf(path, sizeof path, RECORDED "github-rest/bodies/%s", rows[i].file);
		if (!load(d, path))
			skip();
		assert_int_equal(rest(d, d->body.buf), 0);
		if (rows[i].stars == -2)
			continue;
		is(d->p.moved_to, rows[i].moved);
		is(d->p.language, rows[i].language);
		is(d->p.license, rows[i].license);
		assert_int_equal(d->p.stars, rows[i].stars);
	}
	begin(d, "octokit-fixture-org/hello-world");
	assert_true(load(d, RECORDED "github-rest/bodies/octokit.get-content.0.get.200.json"));
	github_rest_files(d->json, strbuf_str(&d->body), &d->a, &d->p);
	list_is(&d->p.files, "README.md");
}

static void test_recorded_html(void **state)
{
	struct desk *d = *state;

	begin(d, "steventroughtonsmith/marzipanify");
	if (!load(d, RECORDED "github-html/repo_page_2023-03_server-rendered.html"))
		skip();
	assert_int_equal(github_html_read(d->json, strbuf_str(&d->body), &d->a, &d->p, NULL), 0);
	is(d->p.moved_to, NULL);
	is(d->p.description,
		"Convert an iOS Simulator app bundle to an iOSMac (Marzipan) one (Unsupported & undocumented, WIP)");
	is(d->p.language, "Objective-C");
	is(d->p.license, "Unlicense");
	is(d->p.branch, "master");
	is(d->p.pushed, "2020-07-07T12:10:51Z");
	assert_int_equal(d->p.stars, 964);
	list_is(&d->p.files, "marzipanify.xcodeproj/ marzipanify/ LICENSE.md README.md");
	assert_non_null(strstr(d->p.readme, "marzipanify"));
	html(d, "asciimoo/hister", RECORDED "github-html/repo_page_2026_code-view.excerpt.html");
	is(d->p.description, "Your own search engine");
	is(d->p.language, "Go");
	is(d->p.branch, "master");
	assert_int_equal(d->p.stars, 1255);
	list_is(&d->p.topics, "search go search-engine");
	assert_true(str_starts(str_of(d->p.readme), "# Hister\n\nYour own search engine\n\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		TEST(test_rest),
		TEST(test_rest_refused),
		TEST(test_rest_files),
		TEST(test_rest_release),
		TEST(test_graphql_ask),
		TEST(test_graphql_read),
		TEST(test_graphql_refused),
		TEST(test_html_2023),
		TEST(test_html_2024),
		TEST(test_html_2026),
		TEST(test_html_refused),
		TEST(test_gitlab),
		TEST(test_bitbucket),
		TEST(test_huggingface),
		TEST(test_recorded_rest),
		TEST(test_recorded_html),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
