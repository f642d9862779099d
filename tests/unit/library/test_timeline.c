#include "fixture.h"

#include "library/timeline.h"

/* A method that one paper introduces under its long name, and others use under its short one. */
static void put_story(struct fixture *f)
{
	static const char *const dates[] = {"2022-11-30", "2023-01-05", "2023-01-20", "2023", NULL};
	struct paper p[6];

	p[0] = a_paper(f, "arxiv:2210.00001", "Flat Steps", "Ada Byron", "2022-10-01");
	with_abstract(&p[0], "We propose Sparse Flat Steps (SparseFlat).");
	with_tag(f, &p[0], TAG_METHOD, "Sparse Flat Steps", FIELD_ABSTRACT, 11)->introduced = true;
	vec_push_in(&f->a, &p[0].tags.at[0].spots, (struct tag_spot){FIELD_ABSTRACT, 30, 10});
	for (int i = 0; i < 5; i++) {
		p[i + 1] = a_paper(f, arena_printf(&f->a, "x:%d", i), arena_printf(&f->a, "User %d", i), "B C",
			dates[i]);
		with_abstract(&p[i + 1], "With SparseFlat.");
		with_tag(f, &p[i + 1], i == 2 ? TAG_DATASET : TAG_METHOD, "SparseFlat", FIELD_ABSTRACT, 5);
	}
	put(f, p, 6);
}

static void months_and_origins(void **state)
{
	static const struct {
		const char *month;
		int64_t papers, introduced;
	} months[] = {{"2022-10", 1, 1}, {"2022-11", 1, 0}, {"2023", 1, 0}, {"2023-01", 1, 0}, {NULL, 1, 0}};
	struct fixture *f = *state;
	struct timeline t;

	put_story(f);
	assert_ok(f, timeline_read(f->lib, NULL, "sparseflat", &f->a, &t, &f->err));
	assert_string_equal(t.kind, "method"); /* five papers; one takes it for a data set */
	assert_string_equal(t.name, "SparseFlat");
	assert_int_equal(t.papers, 5);
	assert_int_equal(t.most, 1);
	assert_int_equal(t.origins.n, 1);
	assert_string_equal(t.origins.at[0].id, "arxiv:2210.00001");
	assert_string_equal(t.origins.at[0].first_author, "Ada Byron");
	assert_int_equal(t.months.n, 5);
	for (size_t i = 0; i < t.months.n; i++) {
		assert_int_equal(t.months.at[i].papers, months[i].papers);
		assert_int_equal(t.months.at[i].introduced, months[i].introduced);
		if (months[i].month)
			assert_string_equal(t.months.at[i].month, months[i].month);
		else
			assert_null(t.months.at[i].month);
	}
	assert_ok(f, timeline_read(f->lib, "dataset", "SparseFlat", &f->a, &t, &f->err));
	assert_int_equal(t.papers, 1);
	assert_int_equal(t.origins.n, 0);
}

static void empty_months_are_there(void **state)
{
	struct fixture *f = *state;
	struct timeline t;
	struct paper p[3];

	for (int i = 0; i < 3; i++) {
		p[i] = a_paper(f, arena_printf(&f->a, "x:%d", i), arena_printf(&f->a, "T %d", i), "B C",
			i == 0 ? "2021-11-01" : i == 1 ? "2022-02-01" : "1850-01-01");
		with_abstract(&p[i], "With MNIST.");
		with_tag(f, &p[i], TAG_DATASET, "MNIST", FIELD_ABSTRACT, 5);
	}
	put(f, p, 3);
	assert_ok(f, timeline_read(f->lib, NULL, "mnist", &f->a, &t, &f->err));
	assert_int_equal(t.months.n, 5); /* a gap of centuries is left out */
	assert_string_equal(t.months.at[0].month, "1850-01");
	assert_string_equal(t.months.at[1].month, "2021-11");
	assert_string_equal(t.months.at[2].month, "2021-12");
	assert_int_equal(t.months.at[2].papers, 0);
	assert_string_equal(t.months.at[3].month, "2022-01");
	assert_string_equal(t.months.at[4].month, "2022-02");
}

static void a_tag_of_the_reader_has_one_too(void **state)
{
	struct fixture *f = *state;
	struct timeline t;

	put_one(f, a_paper(f, "x:1", "A", "B C", "2022-02-01"));
	assert_ok(f, marks_begin(f->lib, "tag", &f->err));
	assert_true(marks_tag(f->lib, num_of(f, "x:1"), "optim", true, &f->err) > 0);
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_ok(f, timeline_read(f->lib, NULL, "Optim", &f->a, &t, &f->err));
	assert_string_equal(t.kind, "user");
	assert_int_equal(t.papers, 1);
	assert_int_equal(timeline_read(f->lib, "method", "optim", &f->a, &t, &f->err), ERR_NOT_FOUND);
	assert_int_equal(timeline_read(f->lib, NULL, "nothing", &f->a, &t, &f->err), ERR_NOT_FOUND);
}

int main(void)
{
#define in_a_library(test) cmocka_unit_test_setup_teardown(test, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		in_a_library(months_and_origins),
		in_a_library(empty_months_are_there),
		in_a_library(a_tag_of_the_reader_has_one_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
