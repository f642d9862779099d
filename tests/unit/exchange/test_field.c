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
	reads("Ek, Bo; Lee, Ann", "Bo Ek|Ann Lee", false);
	reads("van den Berg, Ludwig J.; García Paz, A. B.; Ann Lee, Jr.; Plato",
		"Ludwig J. van den Berg|A. B. García Paz|Ann Lee Jr.|Plato", false);
	reads("Ann Lee, Bo Ek; Cy Wu and Dee Ray", "Ann Lee|Bo Ek|Cy Wu|Dee Ray", false);
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

static void test_turned(void **state)
{
	static const char *const pairs[][2] = {
		{"Lee, Ann", "Ann Lee"}, {"Doe, J., Jr.", "J. Doe Jr."}, {"Doe, Jr., John", "John Doe Jr."},
		{"Plato", "Plato"}, {"ATLAS Collaboration", "ATLAS Collaboration"}, {" : ", NULL}, {"", NULL},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct strs authors = {0};

		field_author_turned(str_of(pairs[i][0]), &a, &authors);
		assert_int_equal(authors.n, pairs[i][1] != NULL);
		if (authors.n)
			assert_string_equal(authors.at[0], pairs[i][1]);
	}
	arena_release(&a);
}

static void test_dates(void **state)
{
	static const char *const pairs[][2] = {
		{"2007-04-02T19:18:42Z", "2007-04-02"}, {"2007-04", "2007-04"}, {"2007", "2007"},
		{"2016/12/05/other", "2016-12-05"}, {"2016/12//", "2016-12"}, {"2016///", "2016"},
		{"2021/6", "2021-06"}, {"2021-6-7", "2021-06-07"}, {"2021/13/01", NULL}, {"2021-02-30", NULL},
		{"Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02"}, {"Fri, 11 Jun 10", "2010-06-11"},
		{"3 Jan 97", "1997-01-03"}, {"April 2007", "2007-04"}, {"Apr. 2, 2007", "2007-04-02"},
		{"31 Feb 2007", NULL}, {"Apr of XX", NULL}, {"in press", NULL}, {"", NULL},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *date = field_date(str_of(pairs[i][0]), &a);

		if (!pairs[i][1] != !date || (date && strcmp(date, pairs[i][1]) != 0))
			fail_msg("%s: %s", pairs[i][0], date ? date : "(none)");
	}
	arena_release(&a);
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

static void test_keywords(void **state)
{
	static const struct {
		const char *raw, *joined;
	} rows[] = {
		{"graphs, attention", "graphs|attention"},
		{"graphs; attention, sparse; Graphs", "graphs|attention, sparse"},
		{"$k$-means,\n  L{\\'e}vy flights,", "k-means|L\303\251vy flights"},
		{" ; ;", ""},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf joined = STRBUF_INIT;
		struct strs words = {0};

		field_keywords(str_of(rows[i].raw), &a, &words);
		for (size_t k = 0; k < words.n; k++)
			strbuf_addf(&joined, "%s%s", k ? "|" : "", words.at[k]);
		assert_string_equal(joined.len ? joined.buf : "", rows[i].joined);
		strbuf_release(&joined);
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
		cmocka_unit_test(test_turned),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_tex),
		cmocka_unit_test(test_doi),
		cmocka_unit_test(test_keywords),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
