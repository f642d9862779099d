/* net/headers: lines of an answer's head. */
#include "../test.h"

#include "headers.h"

static void test_lines(void **state)
{
	static const char *const lines[] = {"HTTP/1.1 200 OK\r\n", "ETAG: W/\"a b\" \r\n", "Link:<x>; rel=\"next\"\r\n",
		"X-Etag: no\r\n", "Location: /a\r\n", "location: /b\r\n", "X-RateLimit-Remaining: 59\r\n",
		"x-ratelimit-reset: 1372700873\r\n", "Content-Type: text/html\r\n", "\r\n", ""};
	struct headers h = HEADERS_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		headers_take(&h, str_of(lines[i]));
	assert_string_equal(h.etag.buf, "W/\"a b\"");
	assert_string_equal(h.link.buf, "<x>; rel=\"next\"");
	assert_string_equal(h.location.buf, "/b");
	assert_string_equal(h.type.buf, "text/html");
	assert_string_equal(h.last_modified.buf, "");
	assert_int_equal(h.remaining, 59);
	assert_int_equal(h.reset, 1372700873);
	headers_release(&h);
	assert_string_equal(h.etag.buf, "");
	assert_int_equal(h.remaining, -1);
}

static void test_nonsense(void **state)
{
	struct headers h = HEADERS_INIT;
	struct strbuf line = STRBUF_INIT;

	(void)state;
	headers_take(&h, str_of("X-RateLimit-Remaining: many"));
	headers_take(&h, str_of("X-RateLimit-Remaining: -3"));
	headers_take(&h, str_of("X-RateLimit-Reset: 99999999999999999999"));
	assert_int_equal(h.remaining, -1);
	assert_int_equal(h.reset, 0);
	strbuf_addz(&line, "ETag: ");
	for (int i = 0; i < 5000; i++)
		strbuf_addch(&line, 'x');
	headers_take(&h, strbuf_str(&line));
	assert_int_equal(h.etag.len, 0);
	strbuf_release(&line);
	headers_release(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_nonsense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
