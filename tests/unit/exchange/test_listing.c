#include "../test.h"
#include "catch.h"

#include "base/file.h"
#include "exchange/badge.h"

#define ABSTRACT_A \
	"We study how sharp minima of federated averaging behave. Sparse masks help on ImageNet."
#define ABSTRACT_B "A desk for reading papers is described. It keeps its promises."

static struct catch c;

static void read_listing(const char *text)
{
	assert_int_equal(catch_read(&c, "listing", str_of(text)), 0);
}

static int after(void **state)
{
	(void)state;
	catch_release(&c);
	return 0;
}

/* The n-th paper (from 0) is this one; authors joined by ", ". */
static void is_paper(size_t n, const char *title, const char *authors, const char *abstract)
{
	struct strbuf sb = STRBUF_INIT;
	const struct paper *p;

	assert_true(n < c.batch.n);
	p = &c.batch.at[n];
	assert_string_equal(p->title_tex, title);
	for (size_t i = 0; i < p->authors.n; i++)
		strbuf_addf(&sb, "%s%s", i ? ", " : "", p->authors.at[i]);
	assert_string_equal(sb.buf, authors);
	assert_string_equal(p->abstract_tex, abstract);
	strbuf_release(&sb);
}

/* Two records that are as they should be, to stand before and after a broken one. */
#define GOOD_A \
	"LGOct 11, 2022Code\nSharp Minima of Federated AveragingPeng Mi, Li Shen, Tianhe Ren et " \
	"al.\n" ABSTRACT_A "\n"
#define GOOD_B "CLFeb 3, 2023\nThe Reading DeskAnna Huber, Jun Rao · tencent-ai\n" ABSTRACT_B "\n"

static void is_good_a(size_t n)
{
	is_paper(n, "Sharp Minima of Federated Averaging", "Peng Mi, Li Shen, Tianhe Ren",
		ABSTRACT_A);
	assert_true(c.batch.at[n].et_al);
	assert_true(c.batch.at[n].code_badge);
	assert_string_equal(c.batch.at[n].date, "2022-10-11");
	assert_null(c.batch.at[n].affiliation);
	assert_int_equal(c.batch.at[n].categories.n, 1);
	assert_string_equal(c.batch.at[n].categories.at[0], "LG");
}

static void is_good_b(size_t n)
{
	is_paper(n, "The Reading Desk", "Anna Huber, Jun Rao", ABSTRACT_B);
	assert_false(c.batch.at[n].et_al);
	assert_false(c.batch.at[n].code_badge);
	assert_string_equal(c.batch.at[n].date, "2023-02-03");
	assert_string_equal(c.batch.at[n].affiliation, "tencent-ai");
}

static void are_both_good(size_t bad)
{
	assert_int_equal(c.n_bad, bad);
	assert_int_equal(c.batch.n, 2);
	is_good_a(0);
	is_good_b(1);
}

static void reads_three_lines_a_paper(void **state)
{
	(void)state;
	read_listing(GOOD_A GOOD_B);
	are_both_good(0);
}

static void reads_without_a_last_newline(void **state)
{
	(void)state;
	read_listing(GOOD_A
		"CLFeb 3, 2023\nThe Reading DeskAnna Huber, Jun Rao · tencent-ai\n" ABSTRACT_B);
	are_both_good(0);
}

static void reads_blank_lines_crlf_and_bom(void **state)
{
	(void)state;
	read_listing("\xEF\xBB\xBF" GOOD_A "\n  \n\n" GOOD_B "\n\n");
	are_both_good(0);
	catch_release(&c);
	read_listing("\xEF\xBB\xBFLGOct 11, 2022Code\r\n\r\nSharp Minima of Federated "
		     "AveragingPeng Mi, Li Shen, Tianhe Ren "
		     "et al.\r\n" ABSTRACT_A "\r\n\r\n" GOOD_B);
	are_both_good(0);
}

static void reads_title_and_authors_on_their_own_lines(void **state)
{
	(void)state;
	read_listing(
		"LGOct 11, 2022Code\nSharp Minima of Federated Averaging\nPeng Mi, Li Shen, Tianhe "
		"Ren et al.\n" ABSTRACT_A "\nCLFeb 3, 2023\n\nThe Reading Desk\n\nAnna Huber, Jun "
		"Rao · tencent-ai\n\n" ABSTRACT_B "\n");
	are_both_good(0);
}

static void reads_a_badge_in_pieces(void **state)
{
	(void)state;
	read_listing(
		"LG\nOct 11, 2022\nCode\nSharp Minima of Federated Averaging\nPeng Mi, Li Shen, "
		"Tianhe Ren et al.\n" ABSTRACT_A "\nCL February 3, 2023\nThe Reading DeskAnna "
		"Huber, Jun Rao · tencent-ai\n" ABSTRACT_B "\n");
	are_both_good(0);
}

static void joins_an_abstract_of_several_lines(void **state)
{
	(void)state;
	read_listing("CLFeb 3, 2023\nThe Reading DeskAnna Huber, Jun Rao · tencent-ai\nA desk for "
		     "reading papers is\n"
		     "described. It keeps its promises.\n");
	is_good_b(0);
}

static void reads_a_title_of_two_lines(void **state)
{
	(void)state;
	read_listing(
		"LGOct 11, 2022Code\nSharp Minima\nof Federated AveragingPeng Mi, Li Shen, Tianhe "
		"Ren et al.\n" ABSTRACT_A "\n" GOOD_B);
	are_both_good(0);
}

static void reads_lists_with_and(void **state)
{
	(void)state;
	read_listing(
		"CLFeb 3, 2023\nThe Reading DeskAnna Huber, Jun Rao and Ines Weber\n" ABSTRACT_B
		"\nCLFeb 3, 2023\nThe Writing DeskAnna Huber and Jun Rao\n" ABSTRACT_B
		"\nCLFeb 3, 2023\nThe Lamp and the DeskAnna Huber, Jun Rao, and Ines "
		"Weber\n" ABSTRACT_B "\n");
	is_paper(0, "The Reading Desk", "Anna Huber, Jun Rao, Ines Weber", ABSTRACT_B);
	is_paper(1, "The Writing Desk", "Anna Huber, Jun Rao", ABSTRACT_B);
	is_paper(2, "The Lamp and the Desk", "Anna Huber, Jun Rao, Ines Weber", ABSTRACT_B);
}

static void tells_each_broken_record_and_goes_on(void **state)
{
	static const struct {
		const char *record;
		const char *bad;
	} rows[] = {
		{"LGOct 41, 2022\nA Title of No DayPeng Mi, Li Shen\n" ABSTRACT_B "\n",
			"4: there is no such date\n"},
		{"LGFeb 30, 2023\nA Title of No DayPeng Mi, Li Shen\n" ABSTRACT_B "\n",
			"4: there is no such date\n"},
		{"LGOct 4, 2022\n", "4: title, authors and abstract are missing\n"},
		{"LGOct 4, 2022\nSparse MasksPeng Mi, Li Shen et al.\n",
			"4: the abstract is missing\n"},
		{"LGOct 4, 2022\nSparse Masks\nPeng Mi, Li Shen et al.\n",
			"4: the abstract is missing\n"},
		{"LGOct 4, 2022\nsparse masks without anybody\n" ABSTRACT_B "\n",
			"4: no place found where the title ends and the authors begin\n"},
		{"LG Octember\nSparse MasksPeng Mi, Li Shen et al.\n" ABSTRACT_B "\n",
			"4: a record without category and date\n"},
		{"LG Octember\nSparse MasksPeng Mi, Li Shen et al.\n" ABSTRACT_B
		 "\nDense MasksPeng Mi, Li Shen et al.\n" ABSTRACT_B "\n",
			"4: a record without category and date\n"
			"7: a record without category and date\n"},
		{"Sparse MasksPeng Mi, Li Shen et al.\n" ABSTRACT_B "\n",
			"4: a record without category and date\n"},
		{"Oct 4, 2022\nSparse MasksPeng Mi, Li Shen et al.\n" ABSTRACT_B "\n",
			"4: the category is missing\n"},
	};
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		strbuf_reset(&sb);
		strbuf_addf(&sb, "%s%s%s", GOOD_A, rows[i].record, GOOD_B);
		read_listing(sb.buf);
		assert_string_equal(c.bad.buf, rows[i].bad);
		are_both_good(c.n_bad);
		catch_release(&c);
	}
	strbuf_release(&sb);
	read_listing("Some words in front\n" GOOD_A GOOD_B);
	assert_string_equal(c.bad.buf, "1: a record without category and date\n");
	are_both_good(1);
}

static void knows_badges(void **state)
{
	static const struct {
		const char *line, *category;
		enum badge_kind kind;
		int year, month, day;
		bool code;
	} rows[] = {
		{"LGOct 11, 2022Code", "LG", BADGE_GOOD, 2022, 10, 11, true},
		{"CVMar 3, 2023", "CV", BADGE_GOOD, 2023, 3, 3, false},
		{"MAMay 31, 2024", "MA", BADGE_GOOD, 2024, 5, 31, false},
		{"stat.MLFeb 29, 2024Code", "stat.ML", BADGE_GOOD, 2024, 2, 29, true},
		{"hep-thJan 1, 1999", "hep-th", BADGE_GOOD, 1999, 1, 1, false},
		{"SP  September 9, 2021 Code", "SP", BADGE_GOOD, 2021, 9, 9, true},
		{"Oct 11, 2022", "", BADGE_GOOD, 2022, 10, 11, false},
		{"LGFeb 29, 2023", "LG", BADGE_WRONG, 2023, 2, 29, false},
		{"LGOct 0, 2022", "LG", BADGE_WRONG, 2022, 10, 0, false},
		{"LGOct 11, 2022 Cod", NULL, BADGE_NONE, 0, 0, 0, false},
		{"LG", NULL, BADGE_NONE, 0, 0, 0, false},
		{"We met in Oct 11, 2022", NULL, BADGE_NONE, 0, 0, 0, false},
		{"", NULL, BADGE_NONE, 0, 0, 0, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct badge b;

		assert_int_equal(badge_read(str_of(rows[i].line), &b), rows[i].kind);
		if (rows[i].kind == BADGE_NONE)
			continue;
		assert_true(str_eqz(b.category, rows[i].category));
		assert_int_equal(b.year, rows[i].year);
		assert_int_equal(b.month, rows[i].month);
		assert_int_equal(b.day, rows[i].day);
		assert_int_equal(b.code, rows[i].code);
	}
}

/*
 * "Title <TAB> authors" a line; every abstract is the same sentence, so nothing but the line itself
 * tells.
 */
static void splits_known_hard_lines(void **state)
{
	struct strbuf text = STRBUF_INIT, listing = STRBUF_INIT;
	struct str rest, line, title;
	size_t n = 0;

	(void)state;
	assert_int_equal(
		file_read(test_file("tests/golden/listing_seams.tsv"), 1 << 20, &text, NULL), 0);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		assert_true(str_split(&line, '\t', &title));
		strbuf_addf(&listing, "LGOct 11, 2022\n%.*s%.*s\nThis work is about reading.\n",
			STR_ARG(title), STR_ARG(line));
	}
	read_listing(listing.buf);
	rest = strbuf_str(&text);
	while (str_line(&rest, &line)) {
		const struct paper *p;
		struct strbuf joined = STRBUF_INIT;

		str_split(&line, '\t', &title);
		assert_true(n < c.batch.n);
		p = &c.batch.at[n++];
		strbuf_addf(&joined, "%.*s%.*s", STR_ARG(title), STR_ARG(line));
		for (size_t i = 0; i < p->authors.n; i++)
			strbuf_addf(&joined, "%s%s", i ? ", " : p->title_tex, p->authors.at[i]);
		if (!str_eq(str_of(p->title_tex), title))
			fail_msg("want \"%.*s\", got \"%s\"", STR_ARG(title), p->title_tex);
		strbuf_release(&joined);
	}
	assert_int_equal(c.n_bad, 0);
	strbuf_release(&text);
	strbuf_release(&listing);
}

/*
 * The listing that the program was born from, where the folder of real input stands beside the
 * source tree.
 */
static void reads_the_seed(void **state)
{
	struct strbuf text = STRBUF_INIT, gold = STRBUF_INIT;
	struct catch want;
	size_t badges = 0;

	(void)state;
	if (file_read(test_file("../shared/data/seed/listing.txt"), 1 << 20, &text, NULL) < 0
		|| file_read(test_file("../shared/data/seed/gold_dev.jsonl"), 1 << 20, &gold, NULL)
			   < 0)
		skip();
	read_listing(text.buf);
	assert_int_equal(catch_read(&want, "jsonl", strbuf_str(&gold)), 0);
	assert_int_equal(c.batch.n, 50);
	assert_int_equal(c.n_bad, 0);
	for (size_t i = 0; i < want.batch.n; i++) {
		const struct paper *w = &want.batch.at[i],
				   *p = &c.batch.at[2 * i]; /* gold is for 1, 3, 5 … */
		struct strbuf authors = STRBUF_INIT;

		for (size_t k = 0; k < w->authors.n; k++)
			strbuf_addf(&authors, "%s%s", k ? ", " : "", w->authors.at[k]);
		is_paper(2 * i, w->title_tex, authors.buf, p->abstract_tex);
		assert_int_equal(p->et_al, w->et_al);
		assert_int_equal(p->code_badge, w->code_badge);
		assert_string_equal(p->date, w->date);
		assert_int_equal(!p->affiliation, !w->affiliation);
		strbuf_release(&authors);
	}
	for (size_t i = 0; i < c.batch.n; i++) {
		badges += c.batch.at[i].code_badge;
		assert_int_equal(c.batch.at[i].authors.n, 3);
	}
	assert_int_equal(badges, 34);
	catch_release(&want);
	strbuf_release(&text);
	strbuf_release(&gold);
}

static void speaks_for_listings_only(void **state)
{
	const struct format *f = format_find("listing");

	(void)state;
	assert_ptr_equal(format_guess("x", STR_LIT("\n\nLGOct 11, 2022Code\nA title")), f);
	assert_ptr_equal(
		format_guess("listing.txt", STR_LIT("\xEF\xBB\xBFLGOct 11, 2022Code\nA title")), f);
	assert_null(format_guess("listing.txt", STR_LIT("Dear reader,\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_three_lines_a_paper, after),
		cmocka_unit_test_teardown(reads_without_a_last_newline, after),
		cmocka_unit_test_teardown(reads_blank_lines_crlf_and_bom, after),
		cmocka_unit_test_teardown(reads_title_and_authors_on_their_own_lines, after),
		cmocka_unit_test_teardown(reads_a_badge_in_pieces, after),
		cmocka_unit_test_teardown(joins_an_abstract_of_several_lines, after),
		cmocka_unit_test_teardown(reads_a_title_of_two_lines, after),
		cmocka_unit_test_teardown(reads_lists_with_and, after),
		cmocka_unit_test_teardown(tells_each_broken_record_and_goes_on, after),
		cmocka_unit_test(knows_badges),
		cmocka_unit_test_teardown(splits_known_hard_lines, after),
		cmocka_unit_test_teardown(reads_the_seed, after),
		cmocka_unit_test(speaks_for_listings_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
