#include "../test.h"

#include "paper/paper_id.h"

static void reads_every_form_of_the_contract(void **state)
{
	static const struct {
		const char *text, *id;
		int version;
	} rows[] = {
		{"arxiv:2210.05177", "arxiv:2210.05177", 0},
		{"arXiv:2210.05177v3", "arxiv:2210.05177", 3},
		{"2210.05177", "arxiv:2210.05177", 0},
		{" 2210.05177v12\n", "arxiv:2210.05177", 12},
		{"0704.0001", "arxiv:0704.0001", 0},
		{"hep-th/9711200", "arxiv:hep-th/9711200", 0},
		{"math.GT/0309136v1", "arxiv:math/0309136", 1},
		{"https://arxiv.org/abs/2210.05177v2", "arxiv:2210.05177", 2},
		{"http://arxiv.org/pdf/2210.05177v2.pdf", "arxiv:2210.05177", 2},
		{"arxiv.org/html/2210.05177?x=1#S1", "arxiv:2210.05177", 0},
		{"10.48550/arXiv.2210.05177", "arxiv:2210.05177", 0},
		{"https://doi.org/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701", 0},
		{"doi:10.1000/ABC", "doi:10.1000/abc", 0},
		{"ACL:2021.cinlp-1.3", "acl:2021.cinlp-1.3", 0},
		{"https://aclanthology.org/2021.cinlp-1.3/", "acl:2021.cinlp-1.3", 0},
		{"https://www.aclanthology.org/P19-1001.pdf", "acl:P19-1001", 0},
		{"csf:5764728", "csf:5764728", 0},
		{"key:0123456789abcdef", "key:0123456789abcdef", 0},
		{"2213.05177", NULL, 0},
		{"2210.0517", "arxiv:2210.0517", 0},
		{"2210.051", NULL, 0},
		{"#3", NULL, 0},
		{"federated learning", NULL, 0},
		{"https://github.com/a/b", NULL, 0},
		{"", NULL, 0},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int version = -1;
		const char *id = paper_id_read(str_of(rows[i].text), &a, &version);

		if (!rows[i].id) {
			assert_null(id);
			continue;
		}
		assert_non_null(id);
		assert_string_equal(id, rows[i].id);
		assert_int_equal(version, rows[i].version);
	}
	arena_release(&a);
}

static void keys_ignore_case_spacing_and_accents(void **state)
{
	struct arena a = ARENA_INIT;
	const char *one = paper_id_key(str_of("Rényi differential-privacy"), "Ilya Mironov", &a);
	const char *two = paper_id_key(str_of("Renyi Differential  Privacy"), "ilya mironov", &a);
	const char *other = paper_id_key(str_of("Renyi Differential Privacy"), "Ilya Smirnov", &a);

	(void)state;
	assert_string_equal(one, two);
	assert_string_not_equal(one, other);
	assert_int_equal(strlen(one), 4 + 16);
	arena_release(&a);
}

static void knows_where_to_open(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(paper_id_page("arxiv:hep-th/9711200", &a), "https://arxiv.org/abs/hep-th/9711200");
	assert_string_equal(paper_id_pdf("arxiv:2210.05177", &a), "https://arxiv.org/pdf/2210.05177");
	assert_null(paper_id_page("key:0123456789abcdef", &a));
	assert_true(paper_id_is_key("key:0123456789abcdef"));
	assert_false(paper_id_is_key("keynote:1"));
	arena_release(&a);
}

static void knows_the_month_of_an_id(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(paper_id_month("arxiv:2210.05177", &a), "2022-10");
	assert_string_equal(paper_id_month("arxiv:0704.0001", &a), "2007-04");
	assert_string_equal(paper_id_month("arxiv:hep-th/9711200", &a), "1997-11");
	assert_string_equal(paper_id_month("arxiv:math/0309136", &a), "2003-09");
	assert_null(paper_id_month("arxiv:2213.00001", &a));
	assert_null(paper_id_month("doi:10.1000/2210.05177", &a));
	assert_null(paper_id_month("arxiv:22", &a));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_form_of_the_contract),
		cmocka_unit_test(keys_ignore_case_spacing_and_accents),
		cmocka_unit_test(knows_where_to_open),
		cmocka_unit_test(knows_the_month_of_an_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
