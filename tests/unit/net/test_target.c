/* net/target: words and what is asked for them. */
#include "../test.h"

#include <unistd.h>

#include "base/file.h"
#include "pace.h"
#include "target.h"

static struct config *config_of(const char *text)
{
	char path[] = "test_target.XXXXXX";
	struct config *c;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(file_write(path, str_of(text), NULL), 0);
	assert_int_equal(config_open(&c, path, NULL, NULL, NULL), 0);
	unlink(path);
	return c;
}

static const struct asked {
	const char *word, *source, *name, *url, *host;
} asked[] = {
	{"arxiv:cs.LG", "category", "arxiv:cs.LG", "https://export.arxiv.org/api/query?search_query=cat:cs.LG"
		"&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100", "export.arxiv.org"},
	{"arXiv:CS.lg", "category", "arxiv:cs.LG", "https://export.arxiv.org/api/query?search_query=cat:cs.LG"
		"&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100", "export.arxiv.org"},
	{"arxiv:cs", "category", "arxiv:cs", "https://export.arxiv.org/api/query?search_query=cat:cs.*"
		"&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100", "export.arxiv.org"},
	{"arxiv:au:Shen_L", "query", "arxiv:au:Shen_L",
		"https://export.arxiv.org/api/query?search_query=au:Shen_L"
		"&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100", "export.arxiv.org"},
	{"arxiv:(ti:\"flat minima\" AND cat:cs.LG)&x=1", "query", "arxiv:(ti:\"flat minima\" AND cat:cs.LG)&x=1",
		"https://export.arxiv.org/api/query?search_query=%28ti:%22flat+minima%22+AND+cat:cs.LG%29%26x%3D1"
		"&sortBy=lastUpdatedDate&sortOrder=descending&start=0&max_results=100", "export.arxiv.org"},
	{"arxiv:2210.05177v2", "paper", "arxiv:2210.05177",
		"https://export.arxiv.org/api/query?id_list=2210.05177&max_results=1", "export.arxiv.org"},
	{"arXiv:math/0309136v1", "paper", "arxiv:math/0309136",
		"https://export.arxiv.org/api/query?id_list=math%2F0309136&max_results=1", "export.arxiv.org"},
	{"https://arxiv.org/pdf/2210.05177v2", "paper", "arxiv:2210.05177",
		"https://export.arxiv.org/api/query?id_list=2210.05177&max_results=1", "export.arxiv.org"},
	{"https://arxiv.org/abs/math/0309136", "page", "arxiv:math/0309136",
		"https://arxiv.org/abs/math/0309136", "arxiv.org"},
	{"https://arxiv.org/abs/2210.05177v2?context=cs#top", "page", "arxiv:2210.05177",
		"https://arxiv.org/abs/2210.05177", "arxiv.org"},
	{"https://arxiv.org/list/cs.CL/recent", "listing", "https://arxiv.org/list/cs.CL/recent",
		"https://arxiv.org/list/cs.CL/recent?skip=0&show=2000", "arxiv.org"},
	{"https://www.arxiv.org/list/CS.cl/new/", "listing", "https://arxiv.org/list/CS.cl/new/",
		"https://arxiv.org/list/cs.CL/new?skip=0&show=2000", "arxiv.org"},
	{"https://arxiv.org/list/math/2026-01?skip=50&show=25", "listing",
		"https://arxiv.org/list/math/2026-01?skip=50&show=25",
		"https://arxiv.org/list/math/2026-01?skip=50&show=25", "arxiv.org"},
	{"https://arxiv.org/list/math/2026?show=77", "listing", "https://arxiv.org/list/math/2026?show=77",
		"https://arxiv.org/list/math/2026?skip=0&show=2000", "arxiv.org"},
	{"https://arxiv.org/catchup/cs.LG/2026-08-12", "listing", "https://arxiv.org/catchup/cs.LG/2026-08-12",
		"https://arxiv.org/catchup/cs.LG/2026-08-12?abs=True", "arxiv.org"},
	{"http://arxiv.org/abs/2210.05177", "page", "arxiv:2210.05177",
		"https://arxiv.org/abs/2210.05177", "arxiv.org"},
	{"http://export.arxiv.org/rss/cs.LG", "announcements", "http://export.arxiv.org/rss/cs.LG",
		"https://rss.arxiv.org/rss/cs.LG", "rss.arxiv.org"},
	{"http://export.arxiv.org/api/query?id_list=2210.05177&start=0", "request",
		"http://export.arxiv.org/api/query?id_list=2210.05177&start=0",
		"https://export.arxiv.org/api/query?id_list=2210.05177&start=0", "export.arxiv.org"},
	{"https://oaipmh.arxiv.org/oai?verb=ListRecords&set=math:math:NA&from=2026-08-01&metadataPrefix=arXiv",
		"harvest",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&set=math:math:NA&from=2026-08-01&metadataPrefix=arXiv",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=math:math:NA"
		"&from=2026-08-01", "oaipmh.arxiv.org"},
	{"oai:arXiv.org:2210.05177v1", "paper", "arxiv:2210.05177",
		"https://export.arxiv.org/api/query?id_list=2210.05177&max_results=1", "export.arxiv.org"},
	{"oai:CS.lg", "harvest", "oai:cs.LG",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:LG",
		"oaipmh.arxiv.org"},
	{"oai:cs", "harvest", "oai:cs",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs", "oaipmh.arxiv.org"},
	{"oai:hep-th", "harvest", "oai:hep-th",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=physics:hep-th",
		"oaipmh.arxiv.org"},
	{"oai:astro-ph.CO:2026-01-31", "harvest", "oai:astro-ph.CO:2026-01-31",
		"https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=physics:astro-ph:CO"
		"&from=2026-01-31", "oaipmh.arxiv.org"},
	{"https://rss.arxiv.org/rss/cs.LG+cs.AI", "announcements", "https://rss.arxiv.org/rss/cs.LG+cs.AI",
		"https://rss.arxiv.org/rss/cs.LG+cs.AI", "rss.arxiv.org"},
	{"https://example.org/feed.xml?a=b", "feed", "https://example.org/feed.xml?a=b",
		"https://example.org/feed.xml?a=b", "example.org"},
};

static void test_words(void **state)
{
	struct config *c = config_of("");
	struct places places;

	(void)state;
	places_read(&places, c);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		struct arena a = ARENA_INIT;
		struct err err = {""};
		struct target t;
		struct walk w = {.target = &t, .bases = places.base, .url = STRBUF_INIT, .note = STRBUF_INIT};

		if (target_read(asked[i].word, &a, &t, &err) < 0)
			fail_msg("%s: %s", asked[i].word, err.msg);
		assert_string_equal(t.source->name, asked[i].source);
		assert_string_equal(t.name, asked[i].name);
		t.source->begin(&w);
		assert_string_equal(w.url.buf, asked[i].url);
		assert_int_equal(places_group(&places, w.service, w.url.buf), pace_group(asked[i].host));
		assert_false(places.endpoint[w.service]);
		strbuf_release(&w.url);
		arena_release(&w.arena);
		arena_release(&a);
	}
	config_close(c);
}

static void test_wrong_words(void **state)
{
	static const char *const words[] = {"", "arxiv:", "arxiv:cs.XX", "arxiv:zz:Shen_L", "nothing", "cs",
		"http://example.org/feed", "file:///etc/passwd", "ftp://example.org/x", "https://",
		"https://arxiv.org/list/cs.CL/2601", "https://arxiv.org/list/cs.XX/new",
		"https://arxiv.org/catchup/cs.LG/2026-08", "https://arxiv.org/search/?query=x",
		"https://arxiv.org/abs/nothing", "https://arxiv.org/list", "http://127.0.0.1/x",
		"https://rss.arxiv.org/rss/cs.XX", "https://rss.arxiv.org/", "https://rss.arxiv.org/rss/+cs.LG",
		"oai:", "oai:cs.XX", "oai:cs.LG:2026",
		"oai:cs.LG:2026-13-01"};
	struct arena a = ARENA_INIT;
	struct target t;

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct err err = {""};

		if (target_read(words[i], &a, &t, &err) != ERR_USAGE)
			fail_msg("%s is no source", words[i]);
		assert_true(err.msg[0] != 0);
	}
	arena_release(&a);
}

/* Only what the reader set is an endpoint; it keeps the pace of the service unless told otherwise. */
static void test_endpoints(void **state)
{
	struct config *c = config_of(
		"[endpoint]\narxiv_api = http://127.0.0.1:8/api\narxiv_rss = http://127.0.0.1:8\n");
	struct places p;

	(void)state;
	places_read(&p, c);
	assert_true(p.endpoint[SERVICE_API]);
	assert_int_equal(places_group(&p, SERVICE_API, ""), pace_group("export.arxiv.org"));
	assert_string_equal(p.base[SERVICE_API], "http://127.0.0.1:8/api");
	assert_true(p.endpoint[SERVICE_RSS]);
	assert_string_equal(p.base[SERVICE_RSS], "http://127.0.0.1:8");
	assert_false(p.endpoint[SERVICE_ELSEWHERE]);
	config_close(c);
	c = config_of("[fetch]\npace = no\n[endpoint]\narxiv_api = http://127.0.0.1:8/api\n");
	places_read(&p, c);
	assert_int_equal(places_group(&p, SERVICE_API, ""), pace_own(pace_group("export.arxiv.org")));
	assert_int_equal(places_group(&p, SERVICE_RSS, ""), pace_group("rss.arxiv.org"));
	assert_int_equal(places_group(&p, SERVICE_ELSEWHERE, "https://github.com/x"), pace_group("github.com"));
	config_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_wrong_words),
		cmocka_unit_test(test_endpoints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
