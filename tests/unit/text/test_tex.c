#include "../test.h"

#include "base/file.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/tex.h"

static bool reads_as(struct str tex, struct str expected, const char *file, int line)
{
	struct strbuf out = STRBUF_INIT;
	bool same;

	tex_to_text(tex, &out);
	same = str_eq(strbuf_str(&out), expected);
	if (!same)
		print_message("%s:%d: %.*s\n  expected: %.*s\n  got:      %s\n", file, line, STR_ARG(tex),
			STR_ARG(expected), out.buf);
	strbuf_release(&out);
	return same;
}

/* Each line of a file: TeX, a tab, what it reads as; answers how many differ. */
static int differing_lines(const char *name, int *pairs)
{
	struct strbuf text = STRBUF_INIT;
	struct str rest, line, tex;
	int number = 0, differ = 0;
	struct err err;

	*pairs = 0;
	if (file_read(test_file(name), 1 << 20, &text, &err))
		fail_msg("%s", err.msg);
	for (rest = strbuf_str(&text); str_line(&rest, &line);) {
		number++;
		if (!line.n || str_starts(line, "# "))
			continue;
		assert_true(str_split(&line, '\t', &tex) && line.p);
		++*pairs;
		differ += !reads_as(tex, line, name, number);
	}
	strbuf_release(&text);
	return differ;
}

static void golden_pairs(void **state)
{
	int pairs;

	(void)state;
	assert_int_equal(differing_lines("tests/golden/tex.tsv", &pairs), 0);
	assert_true(pairs >= 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
