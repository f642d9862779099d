/* exchange/field: names out of one string, DOIs. */
#include "../test.h"

#include "base/strbuf.h"
#include "exchange/field.h"

static void reads(const char *raw, const char *names, bool more)
{
	struct arena a = ARENA_INIT;
	struct strs authors = {0};
	struct strbuf got = STRBUF_INIT;

	assert_int_equal(field_authors(str_of(raw), &a, &authors), more);
	for (size_t i = 0; i < authors.n; i++)
		strbuf_addf(&got, "%s%s", i ? "|" : "", authors.at[i]);
	assert_string_equal(got.buf, names);
	strbuf_release(&got);
	arena_release(&a);
}

static void test_authors(void **state)
{
	(void)state;
	reads("", "", false);
	reads("Ann Lee", "Ann Lee", false);
	reads("Ann Lee and Bo Ek", "Ann Lee|Bo Ek", false);
	reads("Ann Lee, Bo Ek, and Cy Wu", "Ann Lee|Bo Ek|Cy Wu", false);
	reads("Ann Lee & Bo Ek \\& Cy Wu", "Ann Lee|Bo Ek|Cy Wu", false);
	reads("Ek, Bo; Lee, Ann", "Ek, Bo|Lee, Ann", false);
	reads("Sandy Anderson,\n  Andy Sand", "Sandy Anderson|Andy Sand", false);
}

static void test_affiliations(void **state)
{
	(void)state;
	reads("A. Lee (1 and 2), B. Ek (3) ((1) Here, There; (2) Yonder)", "A. Lee|B. Ek", false);
	reads("A. Lee (Here", "A. Lee", false);
	reads("A. Lee), B. Ek", "A. Lee)|B. Ek", false);
}

static void test_pairs(void **state)
{
	(void)state;
	reads("Smith, J., Doe, A. B., van der Berg, J.-P.", "J. Smith|A. B. Doe|J.-P. van der Berg", false);
	reads("Lee, A.", "A. Lee", false);
	reads("Lee, A., and Ek, B.", "A. Lee|B. Ek", false);
	reads("A. Lee, B. Ek", "A. Lee|B. Ek", false);
	reads("Ann Lee, MIT", "Ann Lee|MIT", false);
	reads("Lee, A., Bo Ek", "Lee|A.|Bo Ek", false);
}

static void test_suffixes(void **state)
{
	(void)state;
	reads("Martin King, Jr., Bo Ek, III and Cy Wu", "Martin King Jr.|Bo Ek III|Cy Wu", false);
	reads("Jr., Bo Ek", "Jr.|Bo Ek", false);
	reads("Ann Lee, Jr., Jr., III, Bo Ek, Sr.", "Ann Lee Jr.|Bo Ek Sr.", false);
}

static void test_groups(void **state)
{
	(void)state;
	reads("The XYZ Collaboration: A. Lee, B. Ek", "The XYZ Collaboration|A. Lee|B. Ek", false);
	reads("XYZ Collaboration, :, A. Lee", "XYZ Collaboration|A. Lee", false);
	reads("A. Lee for the XYZ Collaboration", "A. Lee for the XYZ Collaboration", false);
}

static void test_more(void **state)
{
	(void)state;
	reads("A. Lee, et al", "A. Lee", true);
	reads("A. Lee et al.", "A. Lee", true);
	reads("A. Lee, B. Ek et. al.", "A. Lee|B. Ek", true);
	reads("A. Lee and others", "A. Lee", true);
	reads("A. Lee, et\n  al. (20 additional authors not shown)", "A. Lee", true);
	reads("A. Lee, et al. (12 additional authors not shown)", "A. Lee", true);
	reads("Janet Al", "Janet Al", false);
}

static void test_tex(void **state)
{
	(void)state;
	reads("Rastislav \\v{S}r\\'amek, Fran\\c{c}ois Leyvraz", "Rastislav Šrámek|François Leyvraz", false);
}

static void test_doi(void **state)
{
	static const char *const pairs[][2] = {
		{"10.1000/x.1", "10.1000/x.1"},
		{"https://doi.org/10.1000/x.1", "10.1000/x.1"},
		{"doi:10.1000/x.1", "10.1000/x.1"},
		{"10.1000/x.1 10.1000/x.2", "10.1000/x.1"},
		{"10.1000/x.1, 10.1000/x.2;10.1000/x.3", "10.1000/x.1"},
		{"10.1000/x.1;10.1000/x.2", "10.1000/x.1"},
		{"10.1000/1521(2000)48:9<745::AID>3.0.CO;2-#", "10.1000/1521(2000)48:9<745::AID>3.0.CO;2-#"},
		{"none", NULL},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *doi = field_doi(str_of(pairs[i][0]), &a);

		if (pairs[i][1])
			assert_string_equal(doi, pairs[i][1]);
		else
			assert_null(doi);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_authors),
		cmocka_unit_test(test_affiliations),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_suffixes),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_more),
		cmocka_unit_test(test_tex),
		cmocka_unit_test(test_doi),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
