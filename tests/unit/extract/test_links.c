#include "../test.h"

#include <unistd.h>

#include "base/file.h"
#include "base/sql.h"
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

/* ---- larger collections, where they lie beside the source tree ---- */

static void read_or_skip(const char *name, struct strbuf *text)
{
	const char *path = test_file(name);

	if (access(path, R_OK) != 0)
		skip();
	assert_int_equal(file_read(path, 1 << 26, text, NULL), 0);
}

/* Without scheme and "www.", case told nothing. */
static bool same_place(const char *a, const char *b)
{
	struct str s[2] = {str_of(a), str_of(b)};

	for (int i = 0; i < 2; i++) {
		ptrdiff_t at = str_find(s[i], "://");

		s[i] = str_sub(s[i], at < 0 ? 0 : (size_t)at + 3, s[i].n);
		if (str_case_starts(s[i], "www."))
			s[i] = str_sub(s[i], 4, s[i].n);
	}
	return str_case_eq(s[0], s[1]);
}

/* The first link to code, data or a model is the one that the paper means. */
static const char *first_useful(const struct link_vec *links)
{
	for (size_t i = 0; i < links->n; i++)
		if (links->at[i].kind <= LINK_MODEL)
			return links->at[i].url;
	return NULL;
}

static void finds_the_code_of_real_papers(void **state)
{
	struct strbuf file = STRBUF_INIT;
	struct str rest, line;
	struct db *db;
	struct stmt *q;
	int papers = 0, told = 0, right = 0;

	(void)state;
	read_or_skip("../shared/data/extraction/codelinks_dev.jsonl", &file);
	assert_int_equal(sql_open(&db, ":memory:", SQL_CREATE, NULL), 0);
	rest = strbuf_str(&file);
	while (str_line(&rest, &line)) {
		struct arena a = ARENA_INIT;
		struct link_vec links = {0};
		const char *url;

		assert_int_equal(sql_query(db, &q, NULL,
			"SELECT json_extract(?1, '$.abstract'), json_extract(?1, '$.code_url')", "s", line), 0);
		assert_int_equal(sql_step(q, NULL), 1);
		links_find(sql_str(q, 0), FROM_ABSTRACT, &a, &links);
		url = first_useful(&links);
		papers++;
		told += url != NULL;
		right += url && same_place(url, sql_text(q, 1));
		sql_done(q);
		arena_release(&a);
	}
	sql_close(db);
	strbuf_release(&file);
	print_message("%d papers, %d told, %d right\n", papers, told, right);
	assert_true(right >= 0.99 * told && right >= 0.98 * papers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_the_golden_file_says),
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(reads_one_url),
		cmocka_unit_test(has_a_limit),
		cmocka_unit_test(finds_the_code_of_real_papers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
