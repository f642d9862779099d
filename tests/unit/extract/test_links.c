#include "../test.h"

#include "base/file.h"
#include "extract/links.h"

/* "\n" of the golden file becomes a line break; TeX commands that begin with n are not in it. */
static void unescape(struct str text, struct strbuf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\' && i + 1 < text.n && text.p[i + 1] == 'n') {
			strbuf_addch(out, '\n');
			i++;
		} else {
			strbuf_addch(out, text.p[i]);
		}
	}
}

static void describe(const struct link_vec *links, struct strbuf *out)
{
	for (size_t i = 0; i < links->n; i++) {
		const struct link *l = &links->at[i];

		strbuf_addf(out, "%s%s %s %s", i ? " | " : "", l->url, link_kind_names[l->kind],
			l->repo ? l->repo : "-");
	}
}

static int golden_row(struct str text, struct str want, int number)
{
	struct strbuf plain = STRBUF_INIT, got = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct link_vec links = {0};
	int wrong;

	unescape(text, &plain);
	links_find(strbuf_str(&plain), FROM_ABSTRACT, &a, &links);
	describe(&links, &got);
	wrong = !str_eq(strbuf_str(&got), want);
	if (wrong)
		print_error("links.tsv:%d: %.*s\n  want: %.*s\n  got:  %s\n", number, STR_ARG(text),
			STR_ARG(want), got.buf);
	strbuf_release(&plain);
	strbuf_release(&got);
	arena_release(&a);
	return wrong;
}

static void finds_what_the_golden_file_says(void **state)
{
	struct strbuf file = STRBUF_INIT;
	struct str rest, line, text;
	int number = 0, rows = 0, wrong = 0;

	(void)state;
	assert_int_equal(file_read(test_file("tests/golden/links.tsv"), 1 << 20, &file, NULL), 0);
	rest = strbuf_str(&file);
	while (str_line(&rest, &line)) {
		number++;
		if (!line.n || *line.p == '#')
			continue;
		assert_true(str_split(&line, '\t', &text));
		wrong += golden_row(text, line, number);
		rows++;
	}
	assert_true(rows > 150);
	assert_int_equal(wrong, 0);
	strbuf_release(&file);
}

static void reads_what_it_wrote(void **state)
{
	static const char *const texts[] = {"https://Github.com/a/b.git/", "http://x.org:80/a?b=c#d",
		"https://en.wikipedia.org/wiki/A_(b)", "https://x.org/%7euser/a%20b", "github.com/a/b"};
	struct arena a = ARENA_INIT;
	struct link once, twice;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(links_read(str_of(texts[i]), FROM_USER, &a, &once));
		assert_true(links_read(str_of(once.url), FROM_USER, &a, &twice));
		assert_string_equal(once.url, twice.url);
		assert_int_equal(once.kind, twice.kind);
	}
	arena_release(&a);
}

static void reads_one_url(void **state)
{
	static const struct {
		const char *text, *url;
	} rows[] = {
		{"example.org", "https://example.org"},
		{" <https://example.org/x> ", "https://example.org/x"},
		{"https://example.org/a b", NULL},
		{"https://example.org/käse", "https://example.org/k%C3%A4se"},
		{"https://example.org/\"x\\y{z}", "https://example.org/%22x%5Cy%7Bz%7D/"},
		{"ftp://example.org/x", NULL},
		{"javascript:alert(1)", NULL},
		{"file:///etc/passwd", NULL},
		{"https://example.org/\x1b[31m", NULL},
		{"https://-bad-.org", NULL},
		{"", NULL},
	};
	struct arena a = ARENA_INIT;
	struct link link;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool good = links_read(str_of(rows[i].text), FROM_API, &a, &link);

		if (!rows[i].url && good)
			fail_msg("%s was read as %s", rows[i].text, link.url);
		if (rows[i].url && !good)
			fail_msg("%s was not read", rows[i].text);
	}
	assert_true(links_read(str_of(rows[3].text), FROM_API, &a, &link));
	assert_string_equal(link.url, rows[3].url);
	assert_int_equal(link.from, FROM_API);
	assert_int_equal(link.verdict, VERDICT_UNKNOWN);
	assert_int_equal(link.stars, -1);
	arena_release(&a);
}

static void has_a_limit(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct link_vec links = {0};

	(void)state;
	for (int i = 0; i < 2 * LINKS_MOST; i++)
		strbuf_addf(&text, "https://example.org/%d ", i);
	links_find(strbuf_str(&text), FROM_README, &a, &links);
	assert_int_equal(links.n, LINKS_MOST);

	strbuf_reset(&text);
	strbuf_addz(&text, "https://example.org/");
	for (int i = 0; i < 5000; i++)
		strbuf_addch(&text, 'a');
	links = (struct link_vec){0};
	links_find(strbuf_str(&text), FROM_README, &a, &links);
	assert_int_equal(links.n, 0);
	strbuf_release(&text);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_the_golden_file_says),
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(reads_one_url),
		cmocka_unit_test(has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
