#include "../test.h"

#include "base/strbuf.h"
#include "base/url.h"

static void takes_apart(void **state)
{
	struct arena a = ARENA_INIT;
	struct url u;

	(void)state;
	assert_int_equal(url_parse(&u, STR_LIT("HTTPS://Ann:pw@Example.ORG:8443/A%20b/?q=1&r#top"), &a, NULL), 0);
	assert_string_equal(u.scheme, "https");
	assert_string_equal(u.user, "Ann");
	assert_string_equal(u.host, "example.org");
	assert_string_equal(u.port, "8443");
	assert_string_equal(u.path, "/A%20b/");
	assert_string_equal(u.query, "q=1&r");
	assert_string_equal(u.fragment, "top");
	assert_int_equal(url_parse(&u, STR_LIT("http://x.org"), &a, NULL), 0);
	assert_string_equal(u.path, "/");
	assert_string_equal(u.port, "");
	assert_string_equal(u.user, "");
	assert_string_equal(u.query, "");
	assert_string_equal(u.fragment, "");
	arena_release(&a);
}

static void refuses(void **state)
{
	static const char *const texts[] = {"", "x", "//x.org", "ftp://x.org/", "javascript:alert(1)",
		"file:///etc/passwd", "mailto:a@b.c", "http://", "http://a b/", "http://x.org/a b",
		"http://[::1", "http://x.org:99999/", "http://x.org/\x01"};
	struct strbuf longest = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err;
	struct url u;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*err.msg = 0;
		if (url_parse(&u, str_of(texts[i]), &a, &err) != ERR_FAILED || !*err.msg)
			fail_msg("%s was read", texts[i]);
	}
	assert_int_equal(url_parse(&u, (struct str){"http://x.org/\0y", 15}, &a, &err), ERR_FAILED);
	strbuf_addz(&longest, "http://x.org/");
	while (longest.len < 2048)
		strbuf_addch(&longest, 'a');
	assert_int_equal(url_parse(&u, strbuf_str(&longest), &a, &err), 0);
	strbuf_addch(&longest, 'a');
	assert_int_equal(url_parse(&u, strbuf_str(&longest), &a, &err), ERR_FAILED);
	strbuf_release(&longest);
	arena_release(&a);
}

static void test_join(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(url_join("https://a.org/b/c?d", "../x", &a), "https://a.org/x");
	assert_string_equal(url_join("https://a.org/b/c", "//b.org/y", &a), "https://b.org/y");
	assert_string_equal(url_join("https://a.org/b/c", "http://c.org/", &a), "http://c.org/");
	assert_null(url_join("no base", "also none", &a));
	arena_release(&a);
}

static void test_same_origin(void **state)
{
	(void)state;
	assert_true(url_same_origin("https://a.org/x", "https://A.org/y?z"));
	assert_false(url_same_origin("https://a.org/", "http://a.org/"));
	assert_false(url_same_origin("https://a.org/", "https://b.a.org/"));
	assert_false(url_same_origin("http://a.org:80/", "http://a.org:81/"));
	assert_false(url_same_origin("nothing", "nothing"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_same_origin),
		cmocka_unit_test(takes_apart),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
