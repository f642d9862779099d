/* net/source/semantic_scholar and openalex: what services say of citations. */
#include "../test.h"

#include "source/openalex.h"
#include "source/semantic_scholar.h"

static const char *const ids[] = {"arxiv:2206.00001", "doi:10.1/abc", "acl:2021.x-1.1"};

struct answer {
	struct arena a;
	struct citations_vec papers;
	struct err err;
	int rc;
};

static struct answer read(const char *body)
{
	struct answer r = {0};

	r.rc = semantic_scholar_read(str_of(body), ids, 3, &r.a, &r.papers, &r.err);
	return r;
}

static void what_is_asked(void **state)
{
	struct strbuf body = STRBUF_INIT;

	(void)state;
	semantic_scholar_ask(ids, 3, &body);
	assert_string_equal(body.buf, "{\"ids\":[\"ARXIV:2206.00001\",\"DOI:10.1/abc\",\"ACL:2021.x-1.1\"]}");
	semantic_scholar_ask(ids, 0, &body);
	assert_string_equal(body.buf, "{\"ids\":[]}");
	strbuf_release(&body);
}

static void both_directions(void **state)
{
	struct answer r = read(
		"[{\"paperId\":\"a\",\"externalIds\":{\"ArXiv\":\"2206.00001\"},\"references\":["
		"{\"paperId\":\"b\",\"externalIds\":"
		"{\"ArXiv\":\"1706.03762\",\"CorpusId\":13756489,\"DOI\":\"10.9/Trans\"}},"
		"{\"paperId\":null,\"externalIds\":null},"
		"{\"paperId\":\"c\",\"externalIds\":{\"DOI\":\"10.48550/arXiv.1810.04805\",\"ArXiv\":\"1810.04805\"}}],"
		"\"citations\":[{\"paperId\":\"d\",\"externalIds\":{\"ACL\":\"2023.acl-long.1\"}}]},"
		"null,"
		"{\"paperId\":\"e\",\"references\":null,\"citations\":[]}]");

	(void)state;
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.papers.n, 3);
	assert_string_equal(r.papers.at[0].id, "arxiv:2206.00001");
	assert_true(r.papers.at[0].known);
	assert_int_equal(r.papers.at[0].references.n, 3);
	assert_string_equal(r.papers.at[0].references.at[0], "arxiv:1706.03762");
	assert_string_equal(r.papers.at[0].references.at[1], "doi:10.9/trans");
	assert_string_equal(r.papers.at[0].references.at[2], "arxiv:1810.04805"); /* both of its names are one */
	assert_int_equal(r.papers.at[0].citing.n, 1);
	assert_string_equal(r.papers.at[0].citing.at[0], "acl:2023.acl-long.1");
	assert_false(r.papers.at[1].known);
	assert_true(r.papers.at[2].known);
	assert_int_equal(r.papers.at[2].references.n, 0);
	arena_release(&r.a);
}

static void what_is_no_answer(void **state)
{
	static const struct {
		const char *body, *why;
	} bad[] = {
		{"{\"error\":\"Response would exceed maximum size\"}", "Response would exceed maximum size"},
		{"{\"message\":\"Too Many Requests. \\u001b[2J\",\"code\":\"429\"}", "Too Many Requests."},
		{"<html>Bad gateway</html>", "no list"},
		{"", "no list"},
		{"[{\"references\":[", "no list"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct answer r = read(bad[i].body);

		assert_int_equal(r.rc, ERR_NETWORK);
		if (!strstr(r.err.msg, bad[i].why))
			fail_msg("%s: no \"%s\" in: %s", bad[i].body, bad[i].why, r.err.msg);
		arena_release(&r.a);
	}
}

/* More papers than were asked for, and things of other kinds where papers should be. */
static void what_nobody_asked_for(void **state)
{
	struct answer r = read(
		"[1, \"x\", {\"references\":[3,[],{}],\"citations\":{\"a\":{\"externalIds\":{\"DOI\":\"no\"}}}},"
		"{\"references\":[{\"externalIds\":{\"ArXiv\":\"1706.03762\"}}]}]");

	(void)state;
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.papers.n, 3);
	assert_false(r.papers.at[0].known);
	assert_false(r.papers.at[1].known);
	assert_true(r.papers.at[2].known);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(r.papers.at[i].references.n, 0);
		assert_int_equal(r.papers.at[i].citing.n, 0);
	}
	arena_release(&r.a);
}

/* ---- OpenAlex ---- */

static const char *path_of(const char *id, struct strbuf *sb)
{
	strbuf_reset(sb);
	return openalex_path_of(id, sb) ? sb->buf : NULL;
}

static void paths_of_openalex(void **state)
{
	static const char *const works[] = {"W1", "W22"};
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	assert_string_equal(path_of("arxiv:2206.00001", &sb),
		"/works/doi:10.48550/arXiv.2206.00001?select=id,referenced_works");
	assert_string_equal(path_of("doi:10.1/a?b#c", &sb), "/works/doi:10.1%2Fa%3Fb%23c?select=id,referenced_works");
	assert_null(path_of("acl:2021.x-1.1", &sb));
	strbuf_reset(&sb);
	openalex_path_list(works, 2, &sb);
	assert_string_equal(sb.buf, "/works?filter=openalex:W1|W22&select=id,doi&per_page=100");
	strbuf_release(&sb);
}

static void a_work_and_those_it_cites(void **state)
{
	static const char work[] =
		"{\"id\":\"https://openalex.org/W9\",\"referenced_works\":[\"https://openalex.org/W2963403868\","
		"\"https://openalex.org/A5\",7,\"W\",\"https://openalex.org/W12\"]}";
	static const char list[] =
		"{\"results\":[{\"id\":\"x\",\"doi\":\"https://doi.org/10.48550/arxiv.1706.03762\"},"
		"{\"id\":\"y\",\"doi\":null},null,{\"doi\":\"https://doi.org/10.1/Z\"}]}";
	struct strs works = {0}, found = {0};
	struct arena a = ARENA_INIT;
	struct err err;

	(void)state;
	assert_int_equal(openalex_read_work(str_of(work), &a, &works, &err), 0);
	assert_int_equal(works.n, 2);
	assert_string_equal(works.at[0], "W2963403868");
	assert_string_equal(works.at[1], "W12");
	assert_int_equal(openalex_read_list(str_of(list), &a, &found, &err), 0);
	assert_int_equal(found.n, 2);
	assert_string_equal(found.at[0], "arxiv:1706.03762");
	assert_string_equal(found.at[1], "doi:10.1/z");
	assert_int_equal(openalex_read_work(STR_LIT("<html>"), &a, &works, &err), ERR_NETWORK);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_asked),
		cmocka_unit_test(both_directions),
		cmocka_unit_test(what_is_no_answer),
		cmocka_unit_test(what_nobody_asked_for),
		cmocka_unit_test(paths_of_openalex),
		cmocka_unit_test(a_work_and_those_it_cites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
