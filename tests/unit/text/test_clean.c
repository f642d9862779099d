#include "../test.h"

#include "base/utf8.h"
#include "text/clean.h"

struct row {
	const char *in, *out;
};

static void check(void (*clean)(struct str, struct strbuf *), const struct row *rows, size_t n)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < n; i++) {
		strbuf_reset(&sb);
		strbuf_addz(&sb, "> ");
		clean(str_of(rows[i].in), &sb);
		assert_memory_equal(sb.buf, "> ", 2);
		assert_string_equal(sb.buf + 2, rows[i].out);
	}
	strbuf_release(&sb);
}

static void a_line_is_one_line(void **state)
{
	static const struct row rows[] = {
		{"", ""},
		{"plain text, as it is", "plain text, as it is"},
		{"  two  blanks \t and a tab ", "two blanks and a tab"},
		{"line\nbreak\r\nof\rall\xE2\x80\xA8kinds", "line break of all kinds"},
		{"no\xC2\xA0" "break\xE3\x80\x80wide", "no break wide"},
		{"\xC2\x85next line\xC2\x85", "next line"},
		{" \t\n", ""},
		{"a\x01\x1B[31mred\x7F\x1B[0m", "ared"},
		{"\xC2\x9B" "1;31mred \x1B[ 31", "red [ 31"}, /* one that does not end is text */
		{"c1 \xC2\x9B" "31m", "c1"},
		{"admin\xE2\x80\xAEtxt.exe", "admintxt.exe"},
		{"\xEF\xBB\xBFmark", "mark"},
		{"per\xC2\xAD" "formance", "performance"},
		{"tag\xF3\xA0\x81\xA1s", "tags"},
		{"naïve – α≤β", "naïve – α≤β"},
	};

	(void)state;
	check(clean_line, rows, sizeof rows / sizeof *rows);
}

static void broken_bytes_become_one_sign_each(void **state)
{
	static const struct row rows[] = {
		{"a\xFFz", "a\xEF\xBF\xBDz"},
		{"cut \xE2\x82", "cut \xEF\xBF\xBD"},
		{"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
		{"kept \xEF\xBF\xBD", "kept \xEF\xBF\xBD"},
	};

	(void)state;
	check(clean_line, rows, sizeof rows / sizeof *rows);
}

static void text_is_composed_and_marks_are_few(void **state)
{
	static const struct row rows[] = {
		{"Re\xCC\x81nyi", "R\xC3\xA9nyi"},
		{"\xE2\x84\xA6 \xE2\x84\xAB", "\xCE\xA9 \xC3\x85"}, /* Ohm, Ångström: singletons */
		{"x\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82y",
			"x\xCC\x82\xCC\x82\xCC\x82\xCC\x82y"},
		{"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"}, /* Hangul */
	};

	(void)state;
	check(clean_line, rows, sizeof rows / sizeof *rows);
}

static void a_note_keeps_its_lines(void **state)
{
	static const struct row rows[] = {
		{"one\r\ntwo\rthree\xE2\x80\xA9" "four\n", "one\ntwo\nthree\nfour\n"},
		{"- a\n\t- b  c", "- a\n - b  c"},
		{"\x1B]0;title\x07safe", "]0;titlesafe"},
	};

	(void)state;
	check(clean_text, rows, sizeof rows / sizeof *rows);
}

/*
 * Bytes at random: what comes out is valid, has nothing hidden, and goes through again unchanged.
 */
static void any_bytes_come_out_clean(void **state)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	unsigned seed = 1;
	char in[64];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof in; i++) {
			seed = seed * 1103515245u + 12345u;
			in[i] = (char)(seed >> 16);
		}
		strbuf_reset(&once);
		strbuf_reset(&twice);
		clean_line((struct str){in, sizeof in}, &once);
		clean_line(strbuf_str(&once), &twice);
		assert_true(utf8_valid(strbuf_str(&once)));
		assert_string_equal(once.buf, twice.buf);
		for (size_t i = 0, used; i < once.len; i += used)
			assert_false(rune_hidden(utf8_decode(once.buf + i, once.len - i, &used)));
	}
	strbuf_release(&once);
	strbuf_release(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_one_line),
		cmocka_unit_test(broken_bytes_become_one_sign_each),
		cmocka_unit_test(text_is_composed_and_marks_are_few),
		cmocka_unit_test(a_note_keeps_its_lines),
		cmocka_unit_test(any_bytes_come_out_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
