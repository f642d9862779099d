#include "../test.h"

#include "fixture.h"

static struct paper some_paper(struct fixture *f, int n)
{
	struct paper p = a_paper(f, arena_printf(&f->a, "xx:%d", n), arena_printf(&f->a, "BERT on GLUE, %d", n),
		"A B", "2022");

	with_tag(f, &p, TAG_METHOD, "BERT", FIELD_TITLE, 0);
	return p;
}

static size_t due(struct fixture *f, uint64_t edition, size_t most, struct paper **papers, int64_t **nums)
{
	size_t n;

	assert_ok(f, library_untagged(f->lib, edition, most, &f->a, papers, nums, &n, &f->err));
	return n;
}

/* The tags as another edition of the lists finds them. */
static void tag_anew(struct fixture *f, struct paper *p)
{
	p->tags = (struct tag_vec){0};
	with_tag(f, p, TAG_DATASET, "GLUE", FIELD_TITLE, 8);
}

static void all_are_due_once(void **state)
{
	struct fixture *f = *state;
	struct paper *papers;
	int64_t *nums;
	size_t n, rounds = 0;

	library_tagged_by(f->lib, 7);
	for (int i = 0; i < 25; i++)
		put_one(f, some_paper(f, i));
	assert_int_equal(due(f, 7, 10, &papers, &nums), 0);
	while ((n = due(f, UINT64_MAX, 10, &papers, &nums))) {
		for (size_t i = 0; i < n; i++)
			tag_anew(f, &papers[i]);
		assert_ok(f, library_retag(f->lib, UINT64_MAX, nums, papers, n, &f->err));
		rounds++;
	}
	assert_int_equal(rounds, 3);
	assert_string_equal(get(f, "xx:3").tags.at[0].name, "GLUE");
	assert_int_equal(get(f, "xx:3").tags.n, 1);
	assert_int_equal(hits(f, "tags : glue"), 25);
	assert_int_equal(hits(f, "tags : bert"), 0);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE name = 'BERT'"), 0);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE name = 'GLUE'"), 25);
}

static void untagged_imports_are_due(void **state)
{
	struct fixture *f = *state;
	struct paper *papers, p = some_paper(f, 1);
	int64_t *nums;

	p.tags.n = 0;
	put_one(f, p);
	assert_int_equal(due(f, 7, 10, &papers, &nums), 1);
	assert_string_equal(papers[0].title, p.title);
}

static void a_text_that_changed_meanwhile_stays_due(void **state)
{
	struct fixture *f = *state;
	struct paper *papers, p = some_paper(f, 1);
	int64_t *nums;

	put_one(f, p);
	assert_int_equal(due(f, 7, 10, &papers, &nums), 1);
	tag_anew(f, &papers[0]);
	p.title = p.title_tex = "Another title";
	put_one(f, p);
	assert_ok(f, library_retag(f->lib, 7, nums, papers, 1, &f->err));
	assert_int_equal(get(f, "xx:1").tags.n, 0);
	assert_int_equal(due(f, 7, 10, &papers, &nums), 1);
}

static void the_readers_tags_stay(void **state)
{
	struct fixture *f = *state;
	struct paper *papers;
	int64_t *nums;

	put_one(f, some_paper(f, 1));
	assert_ok(f, marks_begin(f->lib, "t", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, "xx:1"), "mine", true, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_int_equal(due(f, 7, 10, &papers, &nums), 1);
	tag_anew(f, &papers[0]);
	assert_ok(f, library_retag(f->lib, 7, nums, papers, 1, &f->err));
	assert_int_equal(hits(f, "tags : mine"), 1);
	assert_int_equal(hits(f, "tags : glue"), 1);
	assert_int_equal(ask(f, "SELECT count(*) FROM user_tags"), 1);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(all_are_due_once),
		test(untagged_imports_are_due),
		test(a_text_that_changed_meanwhile_stays_due),
		test(the_readers_tags_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
