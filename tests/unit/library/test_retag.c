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

/* ---- the parts ---- */

enum { OLD = 7, NEW = 8 };

static void fill(struct fixture *f)
{
	struct paper p[3] = {
		a_paper(f, "xx:1", "CIFAR-10 and BERT", "A B", "2022"),
		a_paper(f, "xx:2", "BERT again", "A B", "2023"),
		a_paper(f, "xx:3", "Nothing", "A B", "2024"),
	};

	with_tag(f, &p[0], TAG_DATASET, "CIFAR-10", FIELD_TITLE, 0);
	with_tag(f, &p[1], TAG_METHOD, "BERT", FIELD_TITLE, 0);
	library_tagged_by(f->lib, OLD);
	put(f, p, 3);
}

static int64_t due_papers(struct fixture *f, uint64_t edition)
{
	int64_t n = -1;

	assert_ok(f, library_due(f->lib, edition, &n, &f->err));
	return n;
}

struct untagged {
	struct paper *papers;
	int64_t *nums;
	size_t n;
};

static struct untagged untagged(struct fixture *f, size_t most)
{
	struct untagged u;

	assert_ok(f, library_untagged(f->lib, NEW, most, &f->a, &u.papers, &u.nums, &u.n, &f->err));
	return u;
}

static void retag(struct fixture *f, const struct untagged *u)
{
	assert_ok(f, library_retag(f->lib, NEW, u->nums, u->papers, u->n, &f->err));
}

static void found(void *data, const char *line)
{
	(void)data;
	fail_msg("the check found: %s", line);
}

static void whole(struct fixture *f)
{
	assert_ok(f, library_check(f->lib, found, NULL, &f->err));
}

static void knows_who_is_due(void **state)
{
	struct fixture *f = *state;
	struct untagged u;

	fill(f);
	assert_int_equal(due_papers(f, OLD), 0);
	assert_int_equal(due_papers(f, NEW), 3);
	assert_int_equal(due_papers(f, OLD - 1), 3);
	u = untagged(f, 2);
	assert_int_equal(u.n, 2);
	assert_true(u.nums[0] < u.nums[1]);
	u = untagged(f, 10);
	assert_int_equal(u.n, 3);
	assert_string_equal(u.papers[0].id, "xx:1");
	assert_string_equal(u.papers[0].title, "CIFAR-10 and BERT");
}

static void new_tags_are_counted_and_found(void **state)
{
	struct fixture *f = *state;
	struct untagged u;
	struct paper p;

	fill(f);
	u = untagged(f, 10);
	with_tag(f, &u.papers[0], TAG_METHOD, "Bidirectional", FIELD_TITLE, 13);
	with_tag(f, &u.papers[1], TAG_METHOD, "BERT", FIELD_TITLE, 0);
	retag(f, &u);
	p = get(f, "xx:1");
	assert_int_equal(p.tags.n, 1);
	assert_string_equal(p.tags.at[0].name, "Bidirectional");
	assert_int_equal(hits(f, "tags:bidirectional"), 1);
	assert_int_equal(hits(f, "tags:cifar"), 0);
	assert_int_equal(hits(f, "title:cifar"), 1);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE fold = 'cifar-10'"), 0);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE fold = 'bert'"), 1);
	assert_int_equal(due_papers(f, NEW), 0);
	assert_int_equal(untagged(f, 10).n, 0);
	whole(f);
}

static void goes_on_where_it_was(void **state)
{
	struct fixture *f = *state;
	struct untagged u;

	fill(f);
	u = untagged(f, 2);
	retag(f, &u);
	fixture_reopen(f);
	assert_int_equal(due_papers(f, NEW), 1);
	u = untagged(f, 2);
	assert_int_equal(u.n, 1);
	assert_string_equal(u.papers[0].id, "xx:3");
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(all_are_due_once),
		test(untagged_imports_are_due),
		test(a_text_that_changed_meanwhile_stays_due),
		test(the_readers_tags_stay),
		test(knows_who_is_due),
		test(new_tags_are_counted_and_found),
		test(goes_on_where_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
