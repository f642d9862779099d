/*
 * Verdicts on code pages: what is there, what is not yet, what is gone; and how well the rules for placeholders do on
 * READMEs of public repositories (placeholder.tsv).
 */
#include "../test.h"

#include "base/clock.h"
#include "base/file.h"
#include "extract/code_verdict.h"
#include "extract/placeholder.h"
#include "extract/readme.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static int64_t day(int n)
{
	return date_days(2026, 11, n) * DAY + 10 * HOUR;
}

static struct code_page page(const char *const *files, size_t n, const char *readme, struct arena *a)
{
	struct code_page p = CODE_PAGE_INIT;

	p.host = "github.com";
	p.repo = "owner/name";
	p.there = true;
	p.files_known = files;
	p.readme = readme;
	for (size_t i = 0; i < n; i++)
		vec_push_in(a, &p.files, files[i]);
	return p;
}

#define FILES(...) (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

static void says(struct code_page p, enum link_verdict verdict, const char *reason, struct arena *a)
{
	code_verdict(NULL, &p, day(20), a);
	assert_int_equal(p.verdict, verdict);
	if (reason)
		assert_string_equal(p.reason, reason);
	else
		assert_null(p.reason);
	assert_null(p.missing);
	assert_string_equal(p.checked, "2026-11-20T10:00:00Z");
}

static const char soon[] = "# Name\n\nCode will be released soon. Stay tuned!";
static const char used[] = "# Name\n\nCode will be released soon.\n\n## Usage\n\n    python main.py\n";
static const char out[] = "# Name\n\nTraining code will be released soon. Code is available at example.org.";

static void test_empty(void **state)
{
	struct arena a = ARENA_INIT;
	static const char *const none[1];

	(void)state;
	says(page(none, 0, NULL, &a), VERDICT_EMPTY, "no files", &a);
	says(page(FILES("LICENSE", "README.md"), "# Name", &a), VERDICT_EMPTY, "only LICENSE and README.md", &a);
	says(page(FILES(".gitignore", "LICENSE", "README.md"), NULL, &a), VERDICT_EMPTY,
		"only .gitignore, LICENSE and README.md", &a);
	says(page(FILES(".gitattributes", ".github/", ".gitignore", "NOTICE", "LICENSE.txt", "readme.rst"), NULL, &a),
		VERDICT_EMPTY, "only README, licence and the like", &a);
	says(page(NULL, 0, "# Name", &a), VERDICT_LIVE, NULL, &a); /* nobody looked at the files */
	arena_release(&a);
}

static void test_placeholder(void **state)
{
	static const char reason[] = "its README says: \"Code will be released soon\"";
	struct arena a = ARENA_INIT;
	struct code_page p;

	(void)state;
	says(page(FILES("README.md"), soon, &a), VERDICT_PLACEHOLDER, reason, &a);
	says(page(FILES("README.md", "assets/", "teaser.png",
	"index.html"), soon, &a), VERDICT_PLACEHOLDER, reason, &a);
	says(page(NULL, 0, soon, &a), VERDICT_PLACEHOLDER, reason, &a);
	says(page(FILES("README.md", "train.py"), soon, &a), VERDICT_LIVE, NULL, &a);
	says(page(FILES("README.md", "src/"), soon, &a), VERDICT_LIVE, NULL, &a);
	says(page(FILES("README.md",
	"assets/"), "# Name\n\nPretrained models coming soon.", &a), VERDICT_LIVE, NULL, &a);
	/* how it is to be used says little where no file can be; that it is out says much */
	says(page(FILES("README.md"), used, &a), VERDICT_PLACEHOLDER, reason, &a);
	says(page(NULL, 0, used, &a), VERDICT_LIVE, NULL, &a);
	says(page(FILES("README.md", "assets/"), out, &a), VERDICT_LIVE, NULL, &a);
	says(page(FILES("README.md"), "# Name\n\nCode is coming!", &a), VERDICT_PLACEHOLDER,
		"its README says: \"Code is coming\"", &a);
	says(page(NULL, 0, "# Name\n\nCode is coming!", &a), VERDICT_LIVE, NULL, &a);
	p = page(NULL, 0, soon, &a);
	p.language = "Python";
	says(p, VERDICT_LIVE, NULL, &a);
	p.language = "HTML";
	says(p, VERDICT_PLACEHOLDER, reason, &a);
	arena_release(&a);
}

static void test_there(void **state)
{
	struct arena a = ARENA_INIT;
	struct code_page p = page(FILES("README.md", "main.c"), "# Name", &a);

	(void)state;
	says(p, VERDICT_LIVE, NULL, &a);
	p.moved_to = "new/place";
	says(p, VERDICT_MOVED, "it is now new/place", &a);
	p.archived = true;
	says(p, VERDICT_ARCHIVED, "its owner has archived it: it can be read, nothing is added", &a);
	arena_release(&a);
}

static struct code_page missing(void)
{
	struct code_page p = CODE_PAGE_INIT;

	p.host = "github.com";
	p.repo = "owner/name";
	p.reason = "404";
	return p;
}

static void test_gone(void **state)
{
	struct arena a = ARENA_INIT;
	struct code_page first = missing(), same_day = missing(), later = missing(), much_later = missing();
	struct code_page back = page(FILES("main.c"), NULL, &a);

	(void)state;
	code_verdict(NULL, &first, day(20), &a);
	assert_int_equal(first.verdict, VERDICT_UNKNOWN);
	assert_string_equal(first.reason, "404 on 2026-11-20; gone, where that is so a day later");
	assert_string_equal(first.missing, "2026-11-20T10:00:00Z");
	code_verdict(&first, &same_day, day(20) + 23 * HOUR, &a);
	assert_int_equal(same_day.verdict, VERDICT_UNKNOWN);
	assert_string_equal(same_day.missing, "2026-11-20T10:00:00Z");
	code_verdict(&same_day, &later, day(23), &a);
	assert_int_equal(later.verdict, VERDICT_GONE);
	assert_string_equal(later.reason, "404 on 2026-11-20 and again on 2026-11-23");
	code_verdict(&later, &much_later, day(23) + 40 * DAY, &a);
	assert_int_equal(much_later.verdict, VERDICT_GONE);
	code_verdict(&much_later, &back, day(23) + 50 * DAY, &a);
	assert_int_equal(back.verdict, VERDICT_LIVE);
	assert_null(back.missing);
	arena_release(&a);
}

/* The first time that a page is missing nothing of it is forgotten. */
static void test_missing_once(void **state)
{
	struct arena a = ARENA_INIT;
	struct code_page known = page(FILES("main.c"), "# Name", &a), now = missing();

	(void)state;
	known.stars = 12;
	code_verdict(NULL, &known, day(1), &a);
	code_verdict(&known, &now, day(20), &a);
	assert_false(now.there);
	assert_int_equal(now.verdict, VERDICT_LIVE);
	assert_int_equal(now.stars, 12);
	assert_string_equal(now.readme, "# Name");
	assert_string_equal(now.missing, "2026-11-20T10:00:00Z");
	arena_release(&a);
}

/* ---- the rules, on READMEs ---- */

struct tally {
	int right, wrong, missed, rows;
};

/* The line's text with "\n" as line ends, made as long as the README was by words that say nothing. */
static void compose(struct str text, size_t size, struct strbuf *readme)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\\' && i + 1 < text.n && text.p[i + 1] == 'n')
			strbuf_addch(readme, '\n'), i++;
		else
			strbuf_addch(readme, text.p[i]);
	while (readme->len < size)
		strbuf_addz(readme, "\n\nMore about it.");
}

static void row(struct str line, struct tally *t)
{
	struct str field[5] = {{NULL, 0}};
	struct strbuf raw = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct readme r;
	const char *words;
	bool want, said;

	for (int i = 0; i < 5; i++)
		str_split(&line, '\t', &field[i]);
	compose(line, (size_t)atoi(arena_str(&a, field[4])), &raw);
	readme_read(strbuf_str(&raw), README_MARKDOWN, &a, &r);
	words = placeholder_words(str_of(r.text), false, &a);
	want = str_eqz(field[2], "placeholder");
	said = str_eqz(field[3], "placeholder");
	if (said != (words != NULL))
		print_error("%.*s: the rules say %s\n", STR_ARG(field[1]), words ? words : "nothing");
	assert_true(said == (words != NULL));
	t->right += words && want;
	t->wrong += words && !want;
	t->missed += !words && want;
	t->rows++;
	strbuf_release(&raw);
	arena_release(&a);
}

static void measure(const char *set, struct tally *t)
{
	struct strbuf file = STRBUF_INIT;
	struct str text, line;

	assert_int_equal(file_read(test_file("tests/unit/extract/placeholder.tsv"), 4 << 20, &file, NULL), 0);
	text = strbuf_str(&file);
	while (str_line(&text, &line))
		if (str_starts(line, set))
			row(line, t);
	strbuf_release(&file);
	print_message("%s: %d READMEs, %d placeholders found, %d wrongly, %d missed\n", set, t->rows, t->right,
		t->wrong, t->missed);
}

static void test_rules_written_on(void **state)
{
	struct tally t = {0, 0, 0, 0};

	(void)state;
	measure("written", &t);
	assert_true(t.rows >= 1544 && t.right >= 420 && t.right * 100 >= (t.right + t.wrong) * 95);
}

static void test_rules_unseen(void **state)
{
	struct tally t = {0, 0, 0, 0};

	(void)state;
	measure("unseen", &t);
	assert_true(t.rows >= 229 && t.right >= 46 && t.right * 100 >= (t.right + t.wrong) * 95);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_placeholder),
		cmocka_unit_test(test_there),
		cmocka_unit_test(test_gone),
		cmocka_unit_test(test_missing_once),
		cmocka_unit_test(test_rules_written_on),
		cmocka_unit_test(test_rules_unseen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
