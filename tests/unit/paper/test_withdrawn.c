#include "../test.h"

#include "paper/withdrawn.h"

static void papers_that_are_taken_back(void **state)
{
	static const char *const comments[] = {
		"withdrawn",
		"Withdrawn.",
		"Paper withdrawn",
		"12 pages, 3 figures; withdrawn by the author",
		"12 pages, withdrawn due to an error in Lemma 4",
		"This paper has been withdrawn",
		"This papers has been withdrawn",
		"This paper has been withdrawn by the author(s) due to some mistakes in this paper",
		"This article has now been withdrawn because it has been merged with the earlier article",
		"This has been withdrawn by arXiv administrators due to a dispute",
		"withdrawn by arXiv administrators due to plagiarism. See http://example.org/x.html",
		"Due to an error in equation (3) this manuscript is withdrawn",
		"8 pages. The submission was withdrawn from arXiv by the author",
		"The authors have withdrawn this paper",
		"We wish to withdraw this submission: the proof is wrong",
		"THIS ARXIV PAPER HAS BEEN WITHDRAWN",
	};

	(void)state;
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++)
		if (!withdrawn_by_comments(str_of(comments[i])))
			fail_msg("not seen: %s", comments[i]);
}

static void papers_that_stay(void **state)
{
	static const char *const comments[] = {
		"",
		"12 pages",
		"Replaces the withdrawn arXiv:1201.0001",
		"Supersedes arXiv:1201.0001, which has been withdrawn",
		"Supersedes arXiv:1201.0001 (withdrawn)",
		"A corrected form of a paper that was withdrawn in 2011",
		"Withdrawn from the conference; accepted by a journal",
		"The paper was withdrawn from J. Imag. Phys. and sent elsewhere",
		"Theorem 3 is withdrawn, the rest stands",
		"The claim of Section 2 has been withdrawn",
		"Our earlier paper was withdrawn",
		"On electrodes that are slowly withdrawn",
		"Withdrawn paper restored with a new proof",
		"this paper has not been withdrawn",
	};

	(void)state;
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++)
		if (withdrawn_by_comments(str_of(comments[i])))
			fail_msg("taken back: %s", comments[i]);
}

static void an_abstract_says_it_first(void **state)
{
	(void)state;
	assert_true(withdrawn_by_abstract(STR_LIT("  This paper has been withdrawn\nby the authors.")));
	assert_true(withdrawn_by_abstract(STR_LIT("This paper has been withdrawn since the results are not right.")));
	assert_true(withdrawn_by_abstract(STR_LIT("The author has withdrawn this paper. It was wrong.")));
	assert_false(withdrawn_by_abstract(STR_LIT("We study retractions. This paper was withdrawn by nobody.")));
	assert_false(withdrawn_by_abstract(STR_LIT("Money is withdrawn from accounts.")));
	assert_false(withdrawn_by_abstract(str_of(NULL)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_that_are_taken_back),
		cmocka_unit_test(papers_that_stay),
		cmocka_unit_test(an_abstract_says_it_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
