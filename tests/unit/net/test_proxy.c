/* net/proxy: what a request goes through. */
#include "../test.h"

#include "proxy.h"

static void clear(void)
{
	static const char *const names[] = {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy",
		"ALL_PROXY", "no_proxy", "NO_PROXY"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
}

static void test_environment(void **state)
{
	(void)state;
	clear();
	assert_null(proxy_for("https", "arxiv.org"));
	setenv("HTTP_PROXY", "http://cgi:1", 1);
	assert_null(proxy_for("http", "arxiv.org")); /* a CGI client may set it */
	setenv("http_proxy", "http://p:1", 1);
	assert_string_equal(proxy_for("http", "arxiv.org"), "http://p:1");
	assert_null(proxy_for("https", "arxiv.org"));
	setenv("ALL_PROXY", "http://p:3", 1);
	assert_string_equal(proxy_for("https", "arxiv.org"), "http://p:3");
	setenv("HTTPS_PROXY", "http://p:2", 1);
	assert_string_equal(proxy_for("https", "arxiv.org"), "http://p:2");
	setenv("no_proxy", "localhost,arxiv.org", 1);
	assert_null(proxy_for("https", "export.arxiv.org"));
	assert_string_equal(proxy_for("https", "github.com"), "http://p:2");
	clear();
}

static void test_passed_by(void **state)
{
	static const struct {
		const char *list, *host;
		bool passed;
	} rows[] = {
		{"", "arxiv.org", false},
		{"*", "arxiv.org", true},
		{"arxiv.org", "ARXIV.org", true},
		{"arxiv.org", "export.arxiv.org", true},
		{".arxiv.org", "arxiv.org", true},
		{"arxiv.org", "notarxiv.org", false},
		{"export.arxiv.org", "arxiv.org", false},
		{"a.b, arxiv.org ,c.d", "arxiv.org", true},
		{"10.0.0.0/8", "10.200.3.4", true},
		{"10.0.0.0/8", "11.0.0.1", false},
		{"10.0.0.0/12", "10.15.0.1", true},
		{"10.0.0.0/12", "10.16.0.1", false},
		{"10.0.0.0/99", "10.0.0.0", false},
		{"10.0.0.0/8x", "10.0.0.0", false},
		{"127.0.0.1", "127.0.0.1", true},
		{"fd00::/8", "[fd12::1]", true},
		{"fd00::/8", "10.0.0.1", false},
		{"0.0.0.0/0", "8.8.8.8", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (proxy_passed_by(str_of(rows[i].list), rows[i].host) != rows[i].passed)
			fail_msg("\"%s\", %s", rows[i].list, rows[i].host);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_passed_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
