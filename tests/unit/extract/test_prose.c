/*
 * Texts that speak of no data set and no method have no tags: stories, letters, licences, and what other fields
 * write of their own instruments and models.
 */
#include "../test.h"

#include <dirent.h>

#include "base/file.h"
#include "extract/extract.h"

enum { PARAGRAPHS = 20 };

static struct extractor *shipped_extractor;

static int open_shipped(void **state)
{
	(void)state;
	return extractor_open(&shipped_extractor, NULL, NULL, NULL, NULL);
}

static int close_shipped(void **state)
{
	(void)state;
	extractor_close(shipped_extractor);
	return 0;
}

static void check_paragraph(const char *path, struct str text)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	extractor_run(shipped_extractor, NULL, arena_str(&a, text), &a, &tags);
	if (tags.n)
		fail_msg("%s: \"%s\" (%s) in: %.*s", path, tags.at[0].name, tags.at[0].rule, STR_ARG(text));
	arena_release(&a);
}

/* The first paragraphs of a file; false where it is not there. */
static bool check_file(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	const char *at, *end;
	int left = PARAGRAPHS;

	if (file_read(path, 16 << 20, &text, NULL))
		return false;
	for (at = text.buf; *at && left > 0; at = *end ? end + 2 : end) {
		end = strstr(at, "\n\n");
		if (!end)
			end = at + strlen(at);
		check_paragraph(path, (struct str){at, (size_t)(end - at)});
		left -= end > at;
	}
	strbuf_release(&text);
	return true;
}

static void prose_has_no_tags(void **state)
{
	(void)state;
	assert_true(check_file(test_file("tests/fixtures/prose.txt")));
}

static void licences_have_no_tags(void **state)
{
	static const char *const names[] = {"GPL-1", "GPL-2", "GPL-3", "LGPL-2", "LGPL-2.1", "LGPL-3", "GFDL-1.3",
		"Apache-2.0", "MPL-2.0", "Artistic", "BSD", "CC0-1.0"};
	char path[128];

	(void)state;
	assert_true(check_file(test_file("LICENSE")));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) { /* where Debian puts them */
		snprintf(path, sizeof path, "/usr/share/common-licenses/%s", names[i]);
		check_file(path);
	}
}

/* ---- abstracts of physics and mathematics ---- */

/* Is a paper of these categories ("hep-ph math.MP") one that may well use data sets of ours? */
static bool of_our_field(struct str categories)
{
	return str_starts(categories, "cs.") || str_starts(categories, "eess.") || str_starts(categories, "stat.");
}

/* The text of a header line, empty where there is none. */
static struct str header(struct str text, const char *name)
{
	struct str line;

	while (str_line(&text, &line))
		if (str_starts(line, name))
			return str_trim(str_sub(line, strlen(name), line.n));
	return (struct str){"", 0};
}

/* What stands after the second line of two backslashes. */
static struct str abstract(struct str text)
{
	struct str line;
	int bars = 0;

	while (bars < 2 && str_line(&text, &line))
		bars += str_eqz(str_trim(line), "\\\\");
	return text;
}

static void check_abs(const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};
	struct str all;

	assert_int_equal(file_read(path, 1 << 20, &text, NULL), 0);
	all = strbuf_str(&text);
	extractor_run(shipped_extractor, arena_str(&a, header(all, "Title:")), arena_str(&a, abstract(all)), &a, &tags);
	for (size_t i = 0; i < tags.n && !of_our_field(header(all, "Categories:")); i++)
		if (tags.at[i].kind == TAG_DATASET)
			fail_msg("%s: \"%s\"", path, tags.at[i].name);
	arena_release(&a);
	strbuf_release(&text);
}

static void physics_has_no_data_sets_of_ours(void **state)
{
	const char *folder = test_file("../shared/data/recorded/arxiv-abs/abs");
	struct strbuf path = STRBUF_INIT;
	DIR *dir = opendir(folder);
	struct dirent *entry;

	(void)state;
	if (!dir)
		return; /* the recorded pages are not beside the source tree */
	while ((entry = readdir(dir)))
		if (str_ends(str_of(entry->d_name), ".abs")) {
			strbuf_reset(&path);
			strbuf_addf(&path, "%s/%s", folder, entry->d_name);
			check_abs(path.buf);
		}
	closedir(dir);
	strbuf_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose_has_no_tags),
		cmocka_unit_test(licences_have_no_tags),
		cmocka_unit_test(physics_has_no_data_sets_of_ours),
	};

	return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
