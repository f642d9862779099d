#include "../test.h"

#include "command/suggest.h"

static void counts_what_is_wrong(void **state)
{
	static const struct {
		const char *a, *b;
		int distance;
	} rows[] = {
		{"", "", 0}, {"list", "list", 0}, {"lst", "list", 1}, {"lisst", "list", 1}, {"lost", "list", 1},
		{"lsit", "list", 1}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"ca", "abc", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(suggest_distance(rows[i].a, rows[i].b), rows[i].distance);
		assert_int_equal(suggest_distance(rows[i].b, rows[i].a), rows[i].distance);
	}
	assert_true(suggest_distance("a word that is longer than any verb is", "list") > 24);
}

static void names_what_was_meant(void **state)
{
	static const struct {
		const char *word, *meant;
	} rows[] = {
		{"improt", "import"}, {"exprot", "export"}, {"extrakt", "extract"}, {"shwo", "show"},
		{"relatd", "related"}, {"docter", "doctor"}, {"federated", NULL}, {"x", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *meant = suggest_verb(rows[i].word);

		if (!rows[i].meant)
			assert_null(meant);
		else
			assert_string_equal(meant, rows[i].meant);
	}
	assert_string_equal(suggest_option(NULL, "--jsno"), "--json");
	assert_string_equal(suggest_option(verb_find("list")->options, "--limt"), "--limit");
	assert_null(suggest_option(NULL, "--nothing-like-it"));
}

static void verbs_may_be_shortened(void **state)
{
	(void)state;
	assert_string_equal(verb_find("list")->name, "list");
	assert_string_equal(verb_find("lists")->name, "lists");
	assert_string_equal(verb_find("im")->name, "import");
	assert_null(verb_find("i"));
	assert_null(verb_find("lis"));
	assert_null(verb_find("ex"));
	assert_string_equal(verb_find("exp")->name, "export");
	assert_null(verb_find(""));
	assert_null(verb_find("listings"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_is_wrong),
		cmocka_unit_test(names_what_was_meant),
		cmocka_unit_test(verbs_may_be_shortened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
