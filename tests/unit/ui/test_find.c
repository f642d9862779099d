#include "../test.h"

#include "../../../ui/find.h"
#include "../../../ui/osc52.h"

static void finds(const char *text, const char *needle, size_t from, int at, int to)
{
	size_t a = 0, b = 0;

	if (at < 0) {
		assert_false(find_text(str_of(text), str_of(needle), from, &a, &b));
		return;
	}
	assert_true(find_text(str_of(text), str_of(needle), from, &a, &b));
	assert_int_equal(a, at);
	assert_int_equal(b, to);
}

static void test_without_case_and_accents(void **state)
{
	(void)state;
	finds("On Rényi Entropy", "renyi", 0, 3, 9);
	finds("On RENYI entropy", "renyi entropy", 0, 3, 16);
	finds("aXbxc", "x", 2, 3, 4);
	finds("short", "shorter", 0, -1, 0);
	finds("", "x", 0, -1, 0);
	finds("x", "", 0, -1, 0);
}

static void test_words_begin_at_words(void **state)
{
	static const char *words_at[] = {"sam", "net"};
	struct strs words = {words_at, 2, 2}, none = {0};
	struct str text = str_of("A sample: ImageNet, networks and SAM.");
	size_t at, to;

	(void)state;
	assert_true(find_words(text, &words, 0, &at, &to));
	assert_int_equal(at, 2);
	assert_true(find_words(text, &words, to, &at, &to));
	assert_int_equal(at, 20);
	assert_true(find_words(text, &words, to, &at, &to));
	assert_int_equal(at, 33);
	assert_false(find_words(text, &words, to, &at, &to));
	assert_false(find_words(text, &none, 0, &at, &to));
}

/* The vectors of RFC 4648, section 10. */
static void test_clipboard(void **state)
{
	static const char *const vectors[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
		{"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"}, {"\xff\xfe", "//4="}};
	struct strbuf sb = STRBUF_INIT;
	static char large[OSC52_MOST + 1];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		char whole[64];

		snprintf(whole, sizeof whole, "\033]52;c;%s\a", vectors[i][1]);
		strbuf_reset(&sb);
		assert_true(osc52_copy(str_of(vectors[i][0]), &sb));
		assert_string_equal(sb.buf, whole);
	}
	assert_false(osc52_copy((struct str){large, sizeof large}, &sb));
	strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_case_and_accents),
		cmocka_unit_test(test_words_begin_at_words),
		cmocka_unit_test(test_clipboard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
