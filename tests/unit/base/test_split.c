#include "../test.h"

#include "base/split.h"
#include "base/strbuf.h"

static void splits_as_a_shell_does(void **state)
{
	static const struct {
		const char *line, *words;
	} rows[] = {
		{"", ""},
		{"  \t ", ""},
		{"list", "[list]"},
		{" tag #1  +optim ", "[tag][#1][+optim]"},
		{"list author:\"Li Shen\" x", "[list][author:Li Shen][x]"},
		{"list 'a \"phrase\" here'", "[list][a \"phrase\" here]"},
		{"note 1 \"\"", "[note][1][]"},
		{"note 1 ''", "[note][1][]"},
		{"a\\ b c\\\\d", "[a b][c\\d]"},
		{"\"a\\\"b\\\\c\\d\"", "[a\"b\\c\\d]"},
		{"'a\\b'", "[a\\b]"},
		{"a'b'\"c\"d", "[abcd]"},
		{"echo $HOME `id` $(id) * ; | & >", "[echo][$HOME][`id`][$(id)][*][;][|][&][>]"},
		{"end\\", "[end\\]"},
		{"größe 名前", "[größe][名前]"},
	};
	struct arena a = ARENA_INIT;
	struct strbuf got = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strs words = {0};

		assert_int_equal(split_words(rows[i].line, &a, &words, NULL), 0);
		strbuf_reset(&got);
		for (size_t n = 0; n < words.n; n++)
			strbuf_addf(&got, "[%s]", words.at[n]);
		assert_string_equal(got.buf, rows[i].words);
	}
	strbuf_release(&got);
	arena_release(&a);
}

static void an_open_quote_is_told(void **state)
{
	static const char *const lines[] = {"list \"a b", "'", "a 'b\" c", "\"\\\""};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct strs words = {0};
		struct err err = {""};

		assert_int_equal(split_words(lines[i], &a, &words, &err), ERR_USAGE);
		assert_non_null(strstr(err.msg, "quote"));
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_as_a_shell_does),
		cmocka_unit_test(an_open_quote_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
