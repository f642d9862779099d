#include "../test.h"

#include "extract/extract.h"

static struct extractor *shipped_extractor;

static void fail_on_warning(void *data, const char *message)
{
	(void)data;
	fail_msg("%s", message);
}

static int open_shipped(void **state)
{
	(void)state;
	return extractor_open(&shipped_extractor, NULL, fail_on_warning, NULL, NULL);
}

static int close_shipped(void **state)
{
	(void)state;
	extractor_close(shipped_extractor);
	return 0;
}

static const struct tag *find(const struct tag_vec *tags, enum tag_kind kind, const char *name)
{
	for (size_t i = 0; i < tags->n; i++)
		if (tags->at[i].kind == kind && !strcmp(tags->at[i].name, name))
			return &tags->at[i];
	return NULL;
}

static void acronym_and_long_form_are_one_tag(void **state)
{
	const char *abstract = "One popular solution is Sharpness-Aware Minimization (SAM). "
			       "We find that SAM converges slowly.";
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};
	const struct tag *sam;

	(void)state;
	extractor_run(shipped_extractor, NULL, abstract, &a, &tags);
	assert_int_equal(tags.n, 1);
	sam = find(&tags, TAG_METHOD, "Sharpness-Aware Minimization");
	assert_non_null(sam);
	assert_false(sam->introduced);
	assert_int_equal(sam->spots.n, 3);
	assert_memory_equal(abstract + sam->spots.at[0].at, "Sharpness-Aware Minimization",
		sam->spots.at[0].len);
	assert_memory_equal(abstract + sam->spots.at[1].at, "SAM)", sam->spots.at[1].len + 1);
	assert_memory_equal(
		abstract + sam->spots.at[2].at, "SAM converges", strlen("SAM converges"));
	arena_release(&a);
}

static void what_a_paper_proposes_is_introduced(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)state;
	extractor_run(shipped_extractor, "SMURFTAG: Tagging by Colour",
		"We propose a training scheme coined as Sparse Blue Network (SBNet) and test it on "
		"CIFAR10.",
		&a, &tags);
	assert_true(find(&tags, TAG_METHOD, "SMURFTAG")->introduced);
	assert_true(find(&tags, TAG_METHOD, "Sparse Blue Network")->introduced);
	assert_int_equal(find(&tags, TAG_METHOD, "Sparse Blue Network")->spots.n, 2);
	assert_false(find(&tags, TAG_DATASET, "CIFAR-10")->introduced);
	arena_release(&a);
}

static void spelling_variants_are_one_name(void **state)
{
	static const char *const forms[] = {"CIFAR10", "CIFAR-10", "CIFAR 10", "cifar-10"};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct tag_vec tags = {0};
		const struct tag *t;

		extractor_run(shipped_extractor, forms[i], NULL, &a, &tags);
		t = find(&tags, TAG_DATASET, "CIFAR-10");
		assert_non_null(t);
		assert_int_equal(t->spots.at[0].field, FIELD_TITLE);
		assert_int_equal(t->spots.at[0].at, 0);
		assert_int_equal(t->spots.at[0].len, strlen(forms[i]));
	}
	arena_release(&a);
}

static void empty_texts_have_no_tags(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	(void)state;
	extractor_run(shipped_extractor, NULL, NULL, &a, &tags);
	extractor_run(shipped_extractor, "", "", &a, &tags);
	extractor_run(shipped_extractor, "(((", "))) ... ((x", &a, &tags);
	assert_int_equal(tags.n, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acronym_and_long_form_are_one_tag),
		cmocka_unit_test(what_a_paper_proposes_is_introduced),
		cmocka_unit_test(spelling_variants_are_one_name),
		cmocka_unit_test(empty_texts_have_no_tags),
	};

	return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
