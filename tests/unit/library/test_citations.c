#include "../test.h"

#include "base/clock.h"
#include "fixture.h"
#include "library/citations.h"

enum { DAY = 86400 };

static void put_three(struct fixture *f)
{
	struct paper p = a_paper(f, NULL, "In a Journal", "C D", "2022-06-02");

	p.doi = "10.1/journal";
	put_one(f, a_paper(f, "arxiv:2206.00001", "A Preprint", "A B", "2022-06-01"));
	put_one(f, p);
	put_one(f, a_paper(f, NULL, "Without a Name", "E F", "2022-06-03"));
}

static struct strs due(struct fixture *f, int64_t now, size_t most)
{
	struct strs ids = {0};

	assert_ok(f, citations_due(f->lib, now, most, &f->a, &ids, &f->err));
	return ids;
}

static void keep(struct fixture *f, const char *id, int64_t now)
{
	struct citations c = {.id = id, .known = true};

	vec_push_in(&f->a, &c.references, "arxiv:1706.03762");
	vec_push_in(&f->a, &c.references, "doi:10.1/elsewhere");
	vec_push_in(&f->a, &c.citing, "doi:10.1/JOURNAL");
	assert_ok(f, citations_put(f->lib, &c, 1, now, &f->err));
}

static void papers_with_a_name_are_asked_for(void **state)
{
	struct fixture *f = *state;
	int64_t now = date_days(2022, 6, 10) * DAY;
	struct strs ids;

	put_three(f);
	ids = due(f, now, 100);
	assert_int_equal(ids.n, 2);
	assert_string_equal(ids.at[0], "doi:10.1/journal"); /* the newest first */
	assert_string_equal(ids.at[1], "arxiv:2206.00001");
	assert_int_equal(due(f, now, 1).n, 1);
}

static void those_that_were_asked_for_wait(void **state)
{
	struct fixture *f = *state;
	int64_t young = date_days(2022, 6, 10) * DAY, old = date_days(2023, 6, 10) * DAY;

	put_three(f);
	keep(f, "arxiv:2206.00001", young);
	assert_int_equal(due(f, young + 7 * DAY - 1, 100).n, 1);
	assert_int_equal(due(f, young + 7 * DAY, 100).n, 2);
	keep(f, "arxiv:2206.00001", old);
	assert_int_equal(due(f, old + 30 * DAY - 1, 100).n, 1);
	assert_int_equal(due(f, old + 30 * DAY, 100).n, 2);
}

/* Twice told is once known; ids have no case; a paper by two names is one. */
static void citations_are_counted_from_both_ends(void **state)
{
	struct fixture *f = *state;
	struct paper known = a_paper(f, "arxiv:1706.03762", "Known by Two Names", "G H", "2017");
	int64_t references, citing;

	known.doi = "10.1/elsewhere";
	put_three(f);
	put_one(f, known);
	keep(f, "arxiv:2206.00001", 1000);
	keep(f, "arxiv:2206.00001", 2000);
	assert_ok(f, citations_count(f->lib, num_of(f, "arxiv:2206.00001"), &references, &citing, &f->err));
	assert_int_equal(references, 1);
	assert_int_equal(citing, 1);
	assert_ok(f, citations_count(f->lib, num_of(f, "doi:10.1/journal"), &references, &citing, &f->err));
	assert_int_equal(references, 1);
	assert_int_equal(citing, 0);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(papers_with_a_name_are_asked_for),
		test(those_that_were_asked_for_wait),
		test(citations_are_counted_from_both_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
