#include "../test.h"

#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/tex.h"
#include "text/tex_table.h"

static bool reads_as(struct str tex, struct str expected, const char *file, int line)
{
	struct strbuf out = STRBUF_INIT;
	bool same;

	tex_to_text(tex, &out);
	same = str_eq(strbuf_str(&out), expected);
	if (!same)
		print_message("%s:%d: %.*s\n  expected: %.*s\n  got:      %s\n", file, line,
			STR_ARG(tex), STR_ARG(expected), out.buf);
	strbuf_release(&out);
	return same;
}

/* Each line of a file: TeX, a tab, what it reads as; answers how many differ. */
static int differing_lines(const char *name, int *pairs)
{
	struct strbuf file = STRBUF_INIT;
	struct str rest, line, tex, text;
	int number = 0, differ = 0;
	struct err err;

	*pairs = 0;
	if (file_read(test_file(name), 1 << 20, &file, &err))
		fail_msg("%s", err.msg);
	for (rest = strbuf_str(&file); str_line(&rest, &line);) {
		number++;
		if (!line.n || str_starts(line, "# "))
			continue;
		assert_true(str_split(&line, '\t', &tex) && str_split(&line, '\t', &text));
		++*pairs;
		differ += !reads_as(tex, text, name, number);
	}
	strbuf_release(&file);
	return differ;
}

static void golden_pairs(void **state)
{
	int pairs;

	(void)state;
	assert_int_equal(differing_lines("tests/golden/tex.tsv", &pairs), 0);
	assert_true(pairs >= 150);
}

/* The pairs that arXiv documents for authors' names, where they are there. */
static void accents_of_arxiv(void **state)
{
	static const char file[] = "../shared/data/recorded/arxiv-docs/tex_accents.tsv";
	int pairs;

	(void)state;
	if (access(test_file(file), R_OK))
		skip();
	assert_int_equal(differing_lines(file, &pairs), 0);
	assert_int_equal(pairs, 207);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7FFF;
}

/* Pieces of TeX, and of text that looks like it, in any order. */
static const char *const pieces[] = {
	"\\", "\\\\", "{", "}", "$", "$$", "^", "_", "~", "--", "---", "-", "`", "``", "'", "''",
	"\"", " ", "&", "%", "\\%", "\\$", "\\{", "\\}", "\\(", "\\)", "\\[", "\\]", "(", ")", ".",
	",", "5", "10", "K", " w", " xyz", "(w1", "5j", "{j}", "é", "日本", "α", "x\xCC\x82",
	"\xEF\xBF\xBD", "\\frac", "\\sqrt", "\\sqrt[3]", "\\hat", "\\overline", "\\mathbb",
	"\\mathcal", "\\textbf", "\\emph", "\\em", "\\alpha", "\\leq", "\\log", "\\operatorname",
	"\\left", "\\right", "\\binom", "\\not", "\\'", "\\\"", "\\c", "\\v", "\\i", "\\ss",
	"\\text", "\\unheard", "\\url", "\\item", "\\footnote", "\\textsuperscript", "\\overset",
	"\\xmapsto", "\\ensuremath", "\\enquote", "\\verb", "\\unicode{x202E}", "\\unicode{x1b}",
	"\\begin{align}", "\\end{align}", "{w}", "^{w}", "_{ij}", "{wz}{j}", "://", "http://w.z/",
};

static void random_tex(unsigned *seed, struct strbuf *tex)
{
	unsigned n = next_random(seed) % 24;

	strbuf_reset(tex);
	while (n--)
		strbuf_addz(tex, pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
}

/*
 * How often each of w, z and j stands in s, in whatever script, size or accent. No command of
 * `pieces` has them.
 */
static void count_letters(const char *z, int counts[3])
{
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(str_of(z), &folded);
	for (int i = 0; i < 3; i++) {
		counts[i] = 0;
		for (const char *p = folded.buf; *p; p++)
			counts[i] += *p == "wzj"[i];
	}
	strbuf_release(&folded);
}

static void no_letter_is_lost(const char *tex, const char *text)
{
	int before[3], after[3];

	count_letters(tex, before);
	count_letters(text, after);
	if (memcmp(before, after, sizeof before))
		fail_msg("lost a letter of: %s\n  got: %s", tex, text);
}

static void any_pieces_keep_their_letters(void **state)
{
	struct strbuf tex = STRBUF_INIT, text = STRBUF_INIT;
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		random_tex(&seed, &tex);
		strbuf_reset(&text);
		tex_to_text(strbuf_str(&tex), &text);
		assert_true(utf8_valid(strbuf_str(&text)));
		for (size_t i = 0, used; i < text.len; i += used)
			assert_false(rune_hidden(utf8_decode(text.buf + i, text.len - i, &used)));
		no_letter_is_lost(tex.buf, text.buf);
	}
	strbuf_release(&tex);
	strbuf_release(&text);
}

static void escaped_text_reads_as_itself(void **state)
{
	static const char *const texts[] = {
		"plain", "50% of C# & R_1 {x} ~5 $3", "a\\b \\alpha", "a--b---c ----",
		"``q'' `q' 5''", "x^2_i^{3}", "naïve α", "$x$", "{a, b}", "-", "'", "\\", "\\\\",
		"~~", "\\textbf{x}", "''a''", "http://a.b/~c--d",
	};
	struct strbuf tex = STRBUF_INIT, text = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		strbuf_reset(&tex);
		strbuf_reset(&text);
		tex_escape(str_of(texts[i]), &tex);
		tex_to_text(strbuf_str(&tex), &text);
		assert_string_equal(text.buf, texts[i]);
	}
	strbuf_reset(&tex);
	tex_escape(str_of("AT&T: 5% of $10, x_1"), &tex);
	assert_string_equal(tex.buf, "AT\\&T: 5\\% of \\$10, x\\_1");
	strbuf_release(&tex);
	strbuf_release(&text);
}

/* What would take for ever if anything were read more than a few times; 200 kB each. */
static void hostile_text_is_read_in_one_go(void **state)
{
	static const char *const units[] = {
		"{", "}", "$", "{$", "$5 ", "\\(", "\\[", "\\frac", "\\frac{", "^{", "_", "^",
		"\\hat{", "\\\"{", "`a ", "``", "\\verb|", "\\sqrt[", "\\left", "{{}", "\\x{}",
		"\\begin{", "\\href{", "a/b.c--", "~", "\\\\", "\\\"", "\\$a", "\\footnote{",
		"\\not", "$^{", "\\overline{a", "x^{\\text{", "$\\text{$", "\\$\\$", "a^{b",
		"aaaaaaaa",
	};
	struct strbuf tex = STRBUF_INIT, text = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		strbuf_reset(&tex);
		strbuf_reset(&text);
		while (tex.len < 200000)
			strbuf_addz(&tex, units[i]);
		tex_to_text(strbuf_str(&tex), &text);
		assert_true(text.len <= 16 * tex.len);
		assert_true(utf8_valid(strbuf_str(&text)));
	}
	strbuf_release(&tex);
	strbuf_release(&text);
}

static void adds_to_what_is_there(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_addz(&text, "x ");
	tex_to_text(str_of("\\ $ y^2$"), &text);
	assert_string_equal(text.buf, "x y²");
	strbuf_release(&text);
}

static void commands_are_in_order(void **state)
{
	const struct tex_command *last = NULL, *c;

	(void)state;
	for (size_t i = 0; (c = tex_command_at(i)); i++, last = c) {
		assert_true(!last || strcmp(last->name, c->name) < 0);
		assert_ptr_equal(tex_command_find(str_of(c->name)), c);
		assert_non_null(c->text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_pairs),
		cmocka_unit_test(accents_of_arxiv),
		cmocka_unit_test(any_pieces_keep_their_letters),
		cmocka_unit_test(escaped_text_reads_as_itself),
		cmocka_unit_test(hostile_text_is_read_in_one_go),
		cmocka_unit_test(adds_to_what_is_there),
		cmocka_unit_test(commands_are_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
