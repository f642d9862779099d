/* Names that one paper introduces and others use. */
#include "extract/proper.h"
#include "fixture.h"
#include "library/learnt.h"

static struct paper uses(struct fixture *f, const char *id, const char *title)
{
	return a_paper(f, id, title, "A B", "2023");
}

static struct paper introduces(struct fixture *f, const char *id, const char *name, const char *rule)
{
	struct paper p = a_paper(f, id, arena_printf(&f->a, "%s: a way", name), "A B", "2022");
	struct tag *t = with_tag(f, &p, TAG_METHOD, name, FIELD_TITLE, 0);

	t->introduced = true;
	t->rule = rule;
	return p;
}

static int64_t pending(struct fixture *f)
{
	int64_t n;

	assert_ok(f, learnt_pending(f->lib, &n, &f->err));
	return n;
}

static int64_t due(struct fixture *f)
{
	int64_t n;

	assert_ok(f, library_due(f->lib, 7, &n, &f->err));
	return n;
}

static void names_that_say_the_same_elsewhere(void **state)
{
	static const char *const may[] = {"AdaMerging", "pFedMe", "Vicuna13B", "MIRAGE", "SEED-Bench-R1"};
	static const char *const may_not[] = {"", "AB", "SAM", "Falcon", "Top-1", "Plug-And-Play", "our method",
		"GANs", "two words", "Évariste", "a\"b", "2024"};

	(void)state;
	for (size_t i = 0; i < sizeof may / sizeof *may; i++)
		if (!proper_name(str_of(may[i])))
			fail_msg("%s may be learnt", may[i]);
	for (size_t i = 0; i < sizeof may_not / sizeof *may_not; i++)
		if (proper_name(str_of(may_not[i])))
			fail_msg("%s may not be learnt", may_not[i]);
}

static void its_users_become_due(void **state)
{
	struct fixture *f = *state;
	struct learnt_vec names = {0};

	library_tagged_by(f->lib, 7);
	put_one(f, uses(f, "xx:2", "Better than AdaMerging"));
	put_one(f, uses(f, "xx:3", "Nothing of it"));
	put_one(f, introduces(f, "xx:1", "AdaMerging", "words.tsv:3"));
	assert_int_equal(pending(f), 1);
	assert_int_equal(due(f), 0);
	assert_ok(f, learnt_look(f->lib, 10, &f->err));
	assert_int_equal(pending(f), 0);
	assert_int_equal(due(f), 1);
	assert_int_equal(ask(f, "SELECT edition FROM papers WHERE id = 'xx:2'"), 0);
	assert_ok(f, learnt_read(f->lib, &f->a, &names, &f->err));
	assert_int_equal(names.n, 1);
	assert_string_equal(names.at[0].name, "AdaMerging");
	assert_string_equal(names.at[0].rule, "learnt:xx:1");
}

static void what_a_list_knows_is_not_learnt(void **state)
{
	struct fixture *f = *state;

	put_one(f, introduces(f, "xx:1", "AdaMerging", "methods.tsv:3"));
	put_one(f, introduces(f, "xx:2", "Ordinary", "words.tsv:3"));
	assert_int_equal(pending(f), 0);
}

static void a_common_word_is_not_learnt(void **state)
{
	struct fixture *f = *state;
	struct learnt_vec names = {0};

	library_tagged_by(f->lib, 7);
	for (int i = 0; i < 21; i++)
		put_one(f, uses(f, arena_printf(&f->a, "xx:u%d", i),
				arena_printf(&f->a, "Take care of number %d", i)));
	put_one(f, introduces(f, "xx:1", "CARE", "words.tsv:3"));
	assert_ok(f, learnt_look(f->lib, 10, &f->err));
	assert_int_equal(pending(f), 0);
	assert_int_equal(due(f), 0);
	assert_ok(f, learnt_read(f->lib, &f->a, &names, &f->err));
	assert_int_equal(names.n, 0);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_say_the_same_elsewhere),
		test(its_users_become_due),
		test(what_a_list_knows_is_not_learnt),
		test(a_common_word_is_not_learnt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
