#include "../test.h"

#include "base/str.h"

static void cuts_within_its_length(void **state)
{
	struct str s = STR_LIT("abcdef");

	(void)state;
	assert_true(str_eqz(str_sub(s, 2, 4), "cd"));
	assert_true(str_eqz(str_sub(s, 4, 99), "ef"));
	assert_int_equal(str_sub(s, 99, 100).n, 0);
	assert_int_equal(str_sub(s, 5, 2).n, 0);
	assert_int_equal(str_sub((struct str){NULL, 0}, 0, 3).n, 0);
}

static void compares(void **state)
{
	(void)state;
	assert_true(str_eq((struct str){NULL, 0}, STR_LIT("")));
	assert_false(str_eq(STR_LIT("a"), STR_LIT("A")));
	assert_true(str_case_eq(STR_LIT("arXiv"), STR_LIT("ARXIV")));
	assert_false(str_case_eq(STR_LIT("[a"), STR_LIT("{a"))); /* 0x5B and 0x7B differ by 0x20 only */
	assert_true(str_cmp(STR_LIT("ab"), STR_LIT("abc")) < 0);
	assert_true(str_cmp(STR_LIT("b"), STR_LIT("abc")) > 0);
	assert_int_equal(str_cmp(STR_LIT("x"), STR_LIT("x")), 0);
	assert_true(str_cmp(STR_LIT("\x7f"), STR_LIT("\xc3\xa4")) < 0);
	assert_true(str_starts(STR_LIT("abc"), "ab"));
	assert_false(str_starts(STR_LIT("a"), "ab"));
	assert_true(str_ends(STR_LIT("a.git"), ".git"));
	assert_false(str_ends(STR_LIT("git"), ".git"));
	assert_true(str_case_starts(STR_LIT("HTTP://"), "http"));
}

static void trims_and_finds(void **state)
{
	(void)state;
	assert_true(str_eqz(str_trim(STR_LIT(" \t\r\n a b \v\f")), "a b"));
	assert_int_equal(str_trim(STR_LIT("  ")).n, 0);
	assert_int_equal(str_chr(STR_LIT("a:b:c"), ':'), 1);
	assert_int_equal(str_chr(STR_LIT("abc"), ':'), -1);
	assert_int_equal(str_chr((struct str){NULL, 0}, ':'), -1);
	assert_int_equal(str_find(STR_LIT("a://b"), "://"), 1);
	assert_int_equal(str_find(STR_LIT("a:/b"), "://"), -1);
}

/* Every piece of s, each in brackets. */
static void split_all(const char *text, char sep, char *out)
{
	struct str s = str_of(text), piece;

	*out = 0;
	while (sep ? str_split(&s, sep, &piece) : str_line(&s, &piece))
		out += snprintf(out, 32, "[%.*s]", STR_ARG(piece));
}

static void splits(void **state)
{
	static const struct {
		const char *text;
		char sep;
		const char *pieces;
	} rows[] = {
		{"a,,b", ',', "[a][][b]"}, {"", ',', ""}, {"a", ',', "[a]"}, {",a", ',', "[][a]"},
		{"a,", ',', "[a]"}, {",", ',', "[]"}, {"one\ntwo\r\n\nlast", 0, "[one][two][][last]"},
		{"a\n", 0, "[a]"}, {"\n", 0, "[]"}, {"", 0, ""}, {"a\rb\n", 0, "[a\rb]"},
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		split_all(rows[i].text, rows[i].sep, out);
		assert_string_equal(out, rows[i].pieces);
	}
}

static void classes_do_not_know_the_locale(void **state)
{
	(void)state;
	for (int c = -128; c < 128; c++) {
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		assert_int_equal(ch_alpha((char)c), letter);
		assert_int_equal(ch_digit((char)c), c >= '0' && c <= '9');
		assert_true(letter || ch_tolower((char)c) == (char)c);
	}
	assert_true(ch_space('\v') && ch_space(' ') && !ch_space(0) && !ch_space('\xA0'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_within_its_length),
		cmocka_unit_test(compares),
		cmocka_unit_test(trims_and_finds),
		cmocka_unit_test(splits),
		cmocka_unit_test(classes_do_not_know_the_locale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
