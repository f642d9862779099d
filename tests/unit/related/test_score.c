#include "../test.h"

#include "related/score.h"

static void names_the_strongest_first(void **state)
{
	struct reason rows[] = {
		{REASON_AUTHOR, "Peng Mi", 0.05, false, false},
		{REASON_METHOD, "SAM", 0.02, false, false},
		{REASON_TEXT, "binary mask", 0.01, false, false},
		{REASON_INTRODUCES, "SSAM", 0.3, false, false},
		{REASON_AUTHOR, "Tianhe Ren", 0.05, false, false},
		{REASON_DATASET, "CIFAR-10", 0.02, false, false},
	};
	struct reasons why = {rows, sizeof rows / sizeof *rows, 0};
	struct arena a = ARENA_INIT;

	(void)state;
	reasons_sort(&why);
	assert_string_equal(reasons_line(&why, 0, &a),
		"introduces SSAM · authors Mi, Ren · method SAM · dataset CIFAR-10 · text binary mask");
	arena_release(&a);
}

static void says_when_one_paper_extends_the_other(void **state)
{
	struct reason rows[] = {
		{REASON_INTRODUCES, "SSAM", 1.3, true, false},
		{REASON_INTRODUCES, "BERT", 0.3, false, false},
	};
	struct reasons why = {rows, 2, 0};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(reasons_line(&why, 0, &a), "extends SSAM · introduces BERT");
	arena_release(&a);
}

static void names_three_of_a_kind_at_most(void **state)
{
	struct reason rows[] = {
		{REASON_DATASET, "A", 0.4, false, false},
		{REASON_DATASET, "B", 0.3, false, false},
		{REASON_DATASET, "C", 0.2, false, false},
		{REASON_DATASET, "D", 0.1, false, false},
	};
	struct reasons why = {rows, 4, 0}, none = {0};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(reasons_line(&why, 0, &a), "datasets A, B, C");
	assert_string_equal(reasons_line(&none, 0, &a), "");
	arena_release(&a);
}

static void the_line_takes_what_fits(void **state)
{
	struct reason rows[] = {
		{REASON_TEXT, "partial linearization", 0.4, false, false},
		{REASON_AUTHOR, "Anke Tang", 0.3, false, false},
		{REASON_AUTHOR, "Li Shen", 0.2, false, false},
		{REASON_REPO, "tanganke", 0.1, false, false},
	};
	struct reasons why = {rows, 4, 0};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(reasons_line(&why, 70, &a),
		"text partial linearization · authors Tang, Shen · repo tanganke");
	assert_string_equal(reasons_line(&why, 62, &a),
		"text partial linearization · author Anke Tang · repo tanganke");
	assert_string_equal(reasons_line(&why, 42, &a), "text partial linearization · repo tanganke");
	assert_string_equal(reasons_line(&why, 10, &a), "text partial linearization");
	arena_release(&a);
}

static void the_line_says_nothing_twice(void **state)
{
	struct reason rows[] = {
		{REASON_TEXT, "World Models", 0.4, false, false},
		{REASON_TEXT, "agents", 0.3, false, false},
		{REASON_METHOD, "test-time adaptation", 0.2, false, false},
		{REASON_METHOD, "time adaptation", 0.2, false, false},
		{REASON_METHOD, "world model", 0.01, false, false},
	};
	struct reasons why = {rows, 5, 0};
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(
		reasons_line(&why, 0, &a), "methods world model, test-time adaptation · text agents");
	arena_release(&a);
}

static void rare_things_weigh_more(void **state)
{
	(void)state;
	assert_true(reason_weight(REASON_METHOD, 2, 1000) > reason_weight(REASON_METHOD, 200, 1000));
	assert_true(reason_weight(REASON_METHOD, 999, 1000) >= 0);
	assert_true(reason_weight(REASON_METHOD, 1000, 1000) < 0.01 * reason_weight(REASON_METHOD, 1, 1000));
	assert_true(reason_weight(REASON_INTRODUCES, 2, 1000) > reason_weight(REASON_METHOD, 2, 1000));
	assert_true(reason_weight(REASON_AUTHOR, 0, 0) >= 0);
}

static void scores_lie_between_0_and_1(void **state)
{
	(void)state;
	assert_true(score_of_strength(0) == 0);
	assert_true(score_of_strength(0.3) > score_of_strength(0.29));
	assert_true(score_of_strength(50) <= 1);
	assert_true(strength_of_score(score_of_strength(0.3)) > 0.299);
	assert_true(strength_of_score(score_of_strength(0.3)) < 0.301);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_the_strongest_first),
		cmocka_unit_test(says_when_one_paper_extends_the_other),
		cmocka_unit_test(names_three_of_a_kind_at_most),
		cmocka_unit_test(the_line_takes_what_fits),
		cmocka_unit_test(the_line_says_nothing_twice),
		cmocka_unit_test(rare_things_weigh_more),
		cmocka_unit_test(scores_lie_between_0_and_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
