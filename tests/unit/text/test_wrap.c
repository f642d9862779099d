#include "../test.h"

#include <locale.h>

#include "base/strbuf.h"
#include "text/width.h"
#include "text/wrap.h"

static int locale_setup(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

/* The lines joined by "/". */
static void check(const char *text, int columns, const char *expected)
{
	struct wrap_lines lines = {0};
	struct strbuf sb = STRBUF_INIT;

	wrap_text(str_of(text), columns, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (i)
			strbuf_addch(&sb, '/');
		strbuf_addstr(&sb, str_sub(str_of(text), lines.at[i].from, lines.at[i].to));
	}
	assert_string_equal(sb.buf, expected);
	strbuf_release(&sb);
	vec_release(&lines);
}

static void breaks_at_blanks(void **state)
{
	(void)state;
	check("", 10, "");
	check("one", 10, "one");
	check("one two three", 7, "one two/three");
	check("one two three", 8, "one two/three");
	check("one two three", 3, "one/two/thr/ee");
	check("seven eight", 5, "seven/eight");
	check("a   b", 3, "a/b");
	check("ab ", 2, "ab");
}

static void breaks_after_hyphens_between_letters(void **state)
{
	(void)state;
	check("a well-known rule", 7, "a well-/known/rule");
	check("at -1 or 1-2 or CIFAR-10", 10, "at -1 or/1-2 or/CIFAR-10");
	check("see --flag", 6, "see/--flag");
}

static void keeps_paragraphs(void **state)
{
	(void)state;
	check("one\n\ntwo\n", 10, "one//two");
	check("- a b\n  - c", 5, "- a b/  - c");
}

static void cuts_what_is_too_wide(void **state)
{
	(void)state;
	check("https://github.com/a", 8, "https:///github.c/om/a");
	check("日本語", 4, "日本/語");
	check("日本", 1, "日/本");
	check("ax\xCC\x82y", 1, "a/x\xCC\x82/y");
	check("x\xCC\x82", 1, "x\xCC\x82");
}

/* No line is too wide, and all but the blanks at the breaks is there. */
static void nothing_is_lost_at_any_width(void **state)
{
	static const char text[] = "Sparse SAM -- state-of-the-art über 日本語 10-fold\n"
				   "x\xCC\x82y  end ";

	(void)state;
	for (int columns = 2; columns < 70; columns++) {
		struct wrap_lines lines = {0};
		size_t at = 0;

		wrap_text(str_of(text), columns, &lines);
		for (size_t i = 0; i < lines.n; i++) {
			struct wrap_line l = lines.at[i];

			assert_true(l.from >= at && l.to >= l.from);
			for (; at < l.from; at++)
				assert_true(text[at] == ' ' || text[at] == '\n');
			assert_true(text_width(str_sub(str_of(text), l.from, l.to)) <= columns);
			at = l.to;
		}
		for (; at < strlen(text); at++)
			assert_int_equal(text[at], ' ');
		vec_release(&lines);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(breaks_at_blanks),
		cmocka_unit_test(breaks_after_hyphens_between_letters),
		cmocka_unit_test(keeps_paragraphs),
		cmocka_unit_test(cuts_what_is_too_wide),
		cmocka_unit_test(nothing_is_lost_at_any_width),
	};

	return cmocka_run_group_tests(tests, locale_setup, NULL);
}
