#include "../test.h"

#include "base/lines.h"

/* The lines that are whole after a piece has come, each in brackets. */
static void takes(struct strbuf *told, const char *piece, const char *lines, const char *left)
{
	struct strbuf got = STRBUF_INIT;
	struct str whole, line;

	strbuf_addz(told, piece);
	whole = lines_whole(told);
	while (str_line(&whole, &line))
		strbuf_addf(&got, "[%.*s]", STR_ARG(line));
	lines_cut(told, 8);
	assert_string_equal(got.buf, lines);
	assert_string_equal(told->buf, left);
	strbuf_release(&got);
}

static void a_line_comes_in_pieces(void **state)
{
	struct strbuf told = STRBUF_INIT;

	(void)state;
	takes(&told, "", "", "");
	takes(&told, "on", "", "on");
	takes(&told, "e\n", "[one]", "");
	takes(&told, "two\n\nthree\nfo", "[two][][three]", "fo");
	takes(&told, "ur", "", "four");
	takes(&told, "\n", "[four]", "");
	strbuf_release(&told);
}

static void a_line_without_end_is_not_kept(void **state)
{
	struct strbuf told = STRBUF_INIT;

	(void)state;
	takes(&told, "1234567", "", "1234567");
	takes(&told, "8", "", "");
	takes(&told, "a\n123456789", "[a]", "");
	strbuf_release(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_comes_in_pieces),
		cmocka_unit_test(a_line_without_end_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
