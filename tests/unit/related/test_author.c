#include "../test.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "related/author.h"

static enum author_match match(const char *a, const char *b)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	enum author_match m;

	utf8_fold(str_of(a), &x);
	utf8_fold(str_of(b), &y);
	m = author_match(strbuf_str(&x), strbuf_str(&y));
	assert_int_equal(m, author_match(strbuf_str(&y), strbuf_str(&x)));
	strbuf_release(&x);
	strbuf_release(&y);
	return m;
}

static void names(void **state)
{
	static const struct {
		const char *a, *b;
		enum author_match match;
	} rows[] = {
		{"Li Shen", "Li Shen", AUTHOR_SAME},
		{"Li Shen", "L. Shen", AUTHOR_MAYBE},
		{"Li Shen", "L Shen", AUTHOR_MAYBE},
		{"Li Shen", "Lei Shen", AUTHOR_OTHER},
		{"L. Shen", "J. Shen", AUTHOR_OTHER},
		{"L. Shen", "Jian Shen", AUTHOR_OTHER},
		{"Li Shen", "Shen Li", AUTHOR_OTHER},
		{"Li Shen", "Li Chen", AUTHOR_OTHER},
		{"Zhi-Hua Zhou", "Zhihua Zhou", AUTHOR_SAME},
		{"Zhi-Hua Zhou", "Z.-H. Zhou", AUTHOR_MAYBE},
		{"Zhi-Hua Zhou", "Z. H. Zhou", AUTHOR_MAYBE},
		{"Zhi-Hua Zhou", "Z. Zhou", AUTHOR_MAYBE},
		{"Zhihua Zhou", "Z. H. Zhou", AUTHOR_MAYBE},
		{"Geoffrey Hinton", "Geoffrey E. Hinton", AUTHOR_MAYBE},
		{"G. Hinton", "Geoffrey E. Hinton", AUTHOR_MAYBE},
		{"Geoffrey Everest Hinton", "G. Hinton", AUTHOR_MAYBE},
		{"Geoffrey Everest Hinton", "E. Hinton", AUTHOR_OTHER},
		{"Wei Zhang", "Wei Ming Zhang", AUTHOR_OTHER},
		{"Yoshua Bengio", "Samy Bengio", AUTHOR_OTHER},
		{"José García", "J. Garcia", AUTHOR_MAYBE},
		{"José García", "Jose Garcia", AUTHOR_SAME},
		{"Émile Zola", "E. Zola", AUTHOR_MAYBE},
		{"Plato", "Plato", AUTHOR_OTHER},
		{"", "", AUTHOR_OTHER},
		{"A B C D E F G H Long", "A B C D E F G I Long", AUTHOR_OTHER},
		{"王 伟", "王 伟", AUTHOR_SAME},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (match(rows[i].a, rows[i].b) != rows[i].match)
			fail_msg("\"%s\", \"%s\": %d, not %d", rows[i].a, rows[i].b, match(rows[i].a, rows[i].b),
				rows[i].match);
}

static void surnames(void **state)
{
	(void)state;
	assert_true(str_eqz(author_surname(STR_LIT("Li Shen")), "Shen"));
	assert_true(str_eqz(author_surname(STR_LIT("Plato")), "Plato"));
	assert_int_equal(author_surname(STR_LIT("")).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(surnames),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
