#include "../test.h"

#include "related/profile.h"

enum { PAPERS = 1000 };

/* A profile in which every stem is as rare as any other. */
static void weighed(struct profile *p, const char *title, const char *abstract)
{
	int64_t with[256];

	profile_init(p, str_of(title), str_of(abstract));
	assert_true(p->terms.n < 256);
	for (size_t i = 0; i < p->terms.n; i++)
		with[i] = 10;
	profile_weigh(p, with, PAPERS);
}

static double likeness(struct profile *p, const char *title, const char *abstract)
{
	struct profile_text text = {0};
	double alike;

	profile_read(p, str_of(title), str_of(abstract), &text);
	alike = profile_likeness(p, &text);
	vec_release(&text);
	return alike;
}

static const char title[] = "Sparse perturbation masks for federated learning";
static const char abstract[] = "We mask the perturbation of sharpness-aware minimization. The sparse mask saves time.";

static void a_paper_is_most_like_itself(void **state)
{
	struct profile p;

	(void)state;
	weighed(&p, title, abstract);
	assert_true(likeness(&p, title, abstract) == 1);
	assert_true(likeness(&p, title, "Something else.") < 1);
	assert_true(likeness(&p, "Quantum chemistry", "Molecules and their orbitals") == 0);
	assert_true(likeness(&p, "", "") == 0);
	profile_release(&p);
}

static void forms_of_a_word_are_one(void **state)
{
	struct profile p;

	(void)state;
	weighed(&p, "Generalized networks", "");
	assert_true(likeness(&p, "Generalizing a Network", "") > 0.9);
	profile_release(&p);
}

static void order_of_words_counts(void **state)
{
	struct profile p;

	(void)state;
	weighed(&p, "causal representation of time series", "");
	assert_true(likeness(&p, "time series and their causal representation", "") >
		likeness(&p, "series of causal time; a representation", ""));
	profile_release(&p);
}

static void the_title_counts_more(void **state)
{
	const char *filler = "Weather stations measure rain, wind, snow, heat, dust, light and pressure.";
	struct profile p;

	(void)state;
	weighed(&p, "Gravitational waves", "");
	assert_true(likeness(&p, "Gravitational waves", filler) > likeness(&p, filler, "Gravitational waves"));
	profile_release(&p);
}

static void rare_words_count_more(void **state)
{
	struct profile p;
	int64_t with[] = {500, 2};

	(void)state;
	profile_init(&p, str_of("network axolotl"), str_of(""));
	profile_weigh(&p, with, PAPERS);
	assert_true(likeness(&p, "axolotl", "") > 2 * likeness(&p, "network", ""));
	profile_release(&p);
}

static struct reasons reasons_for(struct profile *p, const char *t, const char *ab, size_t most,
	struct arena *a)
{
	struct reasons why = {0};

	profile_reasons(p, str_of(t), str_of(ab), 1, most, true, a, &why);
	return why;
}

static void plain_words_are_named_only_where_nothing_else_is(void **state)
{
	struct arena a = ARENA_INIT;
	struct reasons why = {0};
	struct profile p;

	(void)state;
	weighed(&p, "Images of training data", "");
	assert_int_equal(reasons_for(&p, "More images, more images", "", 3, &a).n, 1);
	profile_reasons(&p, str_of("More images, more images"), str_of(""), 1, 3, false, &a, &why);
	assert_int_equal(why.n, 0);
	profile_release(&p);
	weighed(&p, "World models of images", "");
	why = reasons_for(&p, "World models again: images in world models", "", 3, &a);
	assert_int_equal(why.n, 1);
	assert_string_equal(why.at[0].what, "World models");
	profile_release(&p);
	arena_release(&a);
}

static void names_what_stands_in_both(void **state)
{
	struct arena a = ARENA_INIT;
	struct reasons why;
	struct profile p;

	(void)state;
	weighed(&p, title, abstract);
	why = reasons_for(&p, "Sharpness-Aware Minimization with Sparse Masks", "", 3, &a);
	assert_int_equal(why.n, 2);
	assert_string_equal(why.at[0].what, "Sparse Mask"); /* said often: "sparse mask" there, "Masks" here */
	assert_string_equal(why.at[1].what, "Sharpness-Aware Minimization");
	assert_true(why.at[0].weight >= why.at[1].weight && why.at[1].weight > 0);
	assert_int_equal(why.at[0].link, REASON_TEXT);
	profile_release(&p);
	arena_release(&a);
}

static void joins_no_words_across_a_full_stop(void **state)
{
	struct arena a = ARENA_INIT;
	struct reasons why;
	struct profile p;

	(void)state;
	weighed(&p, "Deep sea. Cable laying", "");
	why = reasons_for(&p, "On the sea: cable, laying", "", 5, &a);
	for (size_t i = 0; i < why.n; i++)
		assert_null(strpbrk(why.at[i].what, ".:, "));
	assert_int_equal(why.n, 3);
	profile_release(&p);
	arena_release(&a);
}

static void names_no_form_that_one_has_not(void **state)
{
	struct arena a = ARENA_INIT;
	struct reasons why;
	struct profile p;

	(void)state;
	weighed(&p, "Minimizing regret", "");
	why = reasons_for(&p, "Minimization of regrets", "", 5, &a);
	assert_int_equal(why.n, 1);
	assert_string_equal(why.at[0].what, "regret");
	profile_release(&p);
	arena_release(&a);
}

static void names_no_half_words_and_no_numbers(void **state)
{
	struct arena a = ARENA_INIT;
	struct reasons why;
	struct profile p;

	(void)state;
	weighed(&p, "Low rank and 4096 tasks, twice", "rank, rank");
	why = reasons_for(&p, "Low-rank maps of 4096 tasks", "tasks", 5, &a);
	assert_int_equal(why.n, 1);
	assert_string_equal(why.at[0].what, "4096 tasks");
	profile_release(&p);
	arena_release(&a);
}

static void phrases_stand_as_whole_words(void **state)
{
	static const struct {
		const char *text, *phrase;
		bool yes;
	} rows[] = {
		{"We use SAM here", "sam", true},
		{"two SAMs", "SAM", true},
		{"a sample", "sam", false},
		{"flotsam", "sam", false},
		{"SAM", "SAM", true},
		{"", "SAM", false},
		{"sam sample sam", "sample", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(phrase_stands_in(str_of(rows[i].text), str_of(rows[i].phrase)), rows[i].yes);
}

static void reads_any_script_and_what_is_none(void **state)
{
	struct profile p;

	(void)state;
	weighed(&p, "Обучение représentation 強化学習", "√T \xEF\xBF\xBD … 𝒪(n)");
	assert_true(likeness(&p, "ОБУЧЕНИЕ", "") > 0);
	assert_true(likeness(&p, "representation", "") > 0);
	profile_release(&p);
	weighed(&p, "", "of the and");
	assert_int_equal(p.terms.n, 0);
	assert_true(likeness(&p, "of the", "anything") == 0);
	profile_release(&p);
}

static void what_a_text_shares_is_found(void **state)
{
	static const char text[] = "We soar: warm air lifts every glider, but ash clouds, and the engine, do not.";
	static const int64_t papers_with[] = {1, 1, 1, 1, 900, 900, 900};
	struct shared_spans spans = {0};
	struct arena a = ARENA_INIT;
	struct profile p;

	(void)state;
	/* seven terms; the last three are common words of this library */
	profile_init(&p, STR_LIT("Gliders Soar"), STR_LIT("Warm air; engines cloud every lift."));
	assert_int_equal(p.terms.n, 7);
	profile_weigh(&p, papers_with, 1000);
	profile_shared(&p, str_of(text), &a, &spans);
	assert_int_equal(spans.n, 3);
	assert_true(str_eqz(str_sub(str_of(text), spans.at[0].from, spans.at[0].to), "soar"));
	assert_true(str_eqz(str_sub(str_of(text), spans.at[1].from, spans.at[1].to), "warm air"));
	assert_true(str_eqz(str_sub(str_of(text), spans.at[2].from, spans.at[2].to), "glider"));
	profile_release(&p);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paper_is_most_like_itself),
		cmocka_unit_test(forms_of_a_word_are_one),
		cmocka_unit_test(order_of_words_counts),
		cmocka_unit_test(the_title_counts_more),
		cmocka_unit_test(rare_words_count_more),
		cmocka_unit_test(names_what_stands_in_both),
		cmocka_unit_test(plain_words_are_named_only_where_nothing_else_is),
		cmocka_unit_test(joins_no_words_across_a_full_stop),
		cmocka_unit_test(names_no_form_that_one_has_not),
		cmocka_unit_test(names_no_half_words_and_no_numbers),
		cmocka_unit_test(phrases_stand_as_whole_words),
		cmocka_unit_test(reads_any_script_and_what_is_none),
		cmocka_unit_test(what_a_text_shares_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
