/*
 * Listings made from papers that the reader has never seen: title and authors joined as a listing
 * joins them, fifty papers a listing, drawn by a fixed seed. At least 98 of 100 must come apart
 * again as they were.
 *
 * Reads sample_2000.jsonl where the folder of real input stands beside the source tree, or the file
 * that is given.
 */
#include "../test.h"
#include "catch.h"

#include "base/clock.h"
#include "base/file.h"

enum { PAPERS_A_LISTING = 50, LARGEST_FILE = 1 << 30 };

static const char *given; /* a file to read instead; then every miss is told */

/* How the papers of a listing are written down. */
struct form {
	size_t authors; /* at most so many, then "et al." */
	const char *after_title; /* between title and authors: nothing, or a line of its own */
	const char *after_record;
};

/* Numerical Recipes' linear congruence: the same order everywhere. */
static uint32_t random_next(uint32_t *seed)
{
	return *seed = *seed * 1664525u + 1013904223u;
}

static void shuffle(struct paper *papers, size_t n)
{
	uint32_t seed = 2022;

	for (size_t i = n; i > 1; i--) {
		size_t j = random_next(&seed) % i;
		struct paper p = papers[i - 1];

		papers[i - 1] = papers[j];
		papers[j] = p;
	}
}

static void write_record(const struct paper *p, const struct form *f, struct strbuf *out)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const char *category = p->categories.n ? p->categories.at[0] : "CL",
		   *dot = strchr(category, '.');
	int year = 2022, month = 0, day = 0;

	if (p->date)
		date_parse(str_of(p->date), &year, &month, &day);
	for (const char *c = dot ? dot + 1 : category; *c; c++)
		if (!ch_digit(*c))
			strbuf_addch(out, *c);
	strbuf_addf(out, "%s %d, %d\n%s%s", months[month ? month - 1 : 0], day ? day : 1, year,
		p->title_tex, f->after_title);
	for (size_t i = 0; i < p->authors.n && i < f->authors; i++)
		strbuf_addf(out, "%s%s", i ? ", " : "", p->authors.at[i]);
	strbuf_addf(out, "%s\n%s\n%s", p->authors.n > f->authors ? " et al." : "", p->abstract_tex,
		f->after_record);
}

/* Whether the paper is among those read; they come in order, but one may be missing. */
static bool found(const struct paper *want, const struct batch *read, size_t *at)
{
	for (size_t i = *at; i < read->n && i < *at + 3; i++) {
		const struct paper *p = &read->at[i];

		if (strcmp(p->abstract_tex, want->abstract_tex) != 0)
			continue;
		*at = i + 1;
		if (!strcmp(p->title_tex, want->title_tex) && p->authors.n
			&& !strcmp(p->authors.at[0], want->authors.at[0]))
			return true;
		if (given)
			printf("want %s | %s\n got %s | %s\n\n", want->title_tex,
				want->authors.at[0], p->title_tex, p->authors.at[0]);
		return false;
	}
	if (given)
		printf("want %s | %s\n got nothing\n\n", want->title_tex, want->authors.at[0]);
	return false;
}

static size_t right_ones(const struct paper *papers, size_t n, const struct form *f)
{
	struct strbuf listing = STRBUF_INIT;
	struct catch c;
	size_t right = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		write_record(&papers[i], f, &listing);
	assert_int_equal(catch_read(&c, "listing", strbuf_str(&listing)), 0);
	for (size_t i = 0; i < n; i++)
		right += found(&papers[i], &c.batch, &at);
	catch_release(&c);
	strbuf_release(&listing);
	return right;
}

static void splits(const struct form *f)
{
	struct strbuf text = STRBUF_INIT;
	struct catch c;
	size_t right = 0, all = 0;
	const char *path = given ? given : test_file("../shared/data/corpus/sample_2000.jsonl");

	if (file_read(path, LARGEST_FILE, &text, NULL) < 0)
		skip();
	assert_int_equal(catch_read(&c, "jsonl", strbuf_str(&text)), 0);
	for (size_t i = 0; i < c.batch.n; i++)
		if (c.batch.at[i].authors.n && c.batch.at[i].abstract_tex)
			c.batch.at[all++] = c.batch.at[i];
	shuffle(c.batch.at, all);
	for (size_t i = 0; i < all; i += PAPERS_A_LISTING) {
		size_t n = all - i < PAPERS_A_LISTING ? all - i : PAPERS_A_LISTING;

		right += right_ones(c.batch.at + i, n, f);
	}
	print_message("%zu of %zu\n", right, all);
	assert_true(all > 1000);
	assert_true(right * 100 >= all * 98);
	catch_release(&c);
	strbuf_release(&text);
}

static void splits_listings_it_has_not_seen(void **state)
{
	(void)state;
	splits(&(struct form){3, "", ""});
}

static void splits_full_lists_of_authors(void **state)
{
	(void)state;
	splits(&(struct form){1000, "", "\n"});
}

static void reads_authors_on_a_line_of_their_own(void **state)
{
	(void)state;
	splits(&(struct form){3, "\n", "\n"});
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_listings_it_has_not_seen),
		cmocka_unit_test(splits_full_lists_of_authors),
		cmocka_unit_test(reads_authors_on_a_line_of_their_own),
	};

	if (argc > 1)
		given = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
