#include "../test.h"

#include "fixture.h"
#include "library/tags.h"

static void fill(struct fixture *f)
{
	struct paper p[3] = {
		a_paper(f, "xx:1", "CIFAR-10 and BERT", "A B", "2022"),
		a_paper(f, "xx:2", "CIFAR-100 and BERT", "A B", "2022"),
		a_paper(f, "xx:3", "BERT on CIFAR-10", "A B", "2022"),
	};

	with_tag(f, &p[0], TAG_DATASET, "CIFAR-10", FIELD_TITLE, 0);
	with_tag(f, &p[0], TAG_METHOD, "BERT", FIELD_TITLE, 13);
	with_tag(f, &p[1], TAG_DATASET, "CIFAR-100", FIELD_TITLE, 0);
	with_tag(f, &p[1], TAG_METHOD, "BERT", FIELD_TITLE, 14);
	with_tag(f, &p[2], TAG_METHOD, "BERT", FIELD_TITLE, 0);
	with_tag(f, &p[2], TAG_DATASET, "CIFAR-10", FIELD_TITLE, 8);
	put(f, p, 3);
	assert_ok(f, marks_begin(f->lib, "t", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, "xx:1"), "cinema", true, &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, "xx:1"), "gone", true, &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, "xx:1"), "gone", false, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
}

/* "kind name count, …" */
static void counted(struct fixture *f, const char *kind, const char *prefix, size_t most, const char *expected)
{
	struct strbuf sb = STRBUF_INIT;
	struct tag_counts c = {0};

	assert_ok(f, tags_count(f->lib, kind, prefix, most, &f->a, &c, &f->err));
	for (size_t i = 0; i < c.n; i++)
		strbuf_addf(&sb, "%s%s %s %d", i ? ", " : "", c.at[i].kind, c.at[i].name, (int)c.at[i].papers);
	assert_string_equal(sb.buf, expected);
	strbuf_release(&sb);
}

static void the_most_used_first(void **state)
{
	struct fixture *f = *state;

	fill(f);
	counted(f, NULL, NULL, 0, "method BERT 3, dataset CIFAR-10 2, dataset CIFAR-100 1, user cinema 1");
	counted(f, NULL, NULL, 2, "method BERT 3, dataset CIFAR-10 2");
	counted(f, "dataset", NULL, 0, "dataset CIFAR-10 2, dataset CIFAR-100 1");
	counted(f, "user", NULL, 0, "user cinema 1");
}

static void by_the_beginning(void **state)
{
	struct fixture *f = *state;

	fill(f);
	counted(f, NULL, "ci", 0, "dataset CIFAR-10 2, dataset CIFAR-100 1, user cinema 1");
	counted(f, NULL, "CIFAR", 1, "dataset CIFAR-10 2");
	counted(f, "method", "b", 0, "method BERT 3");
	counted(f, NULL, "x", 0, "");
}

static void an_unknown_kind(void **state)
{
	struct fixture *f = *state;
	struct tag_counts c = {0};

	assert_int_equal(tags_count(f->lib, "colour", NULL, 0, &f->a, &c, &f->err), ERR_USAGE);
	assert_non_null(strstr(f->err.msg, "colour"));
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(the_most_used_first),
		test(by_the_beginning),
		test(an_unknown_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
