#include "../test.h"

#include "base/clock.h"
#include "fixture.h"
#include "library/code_pages.h"
#include "library/selection.h"

enum { DAY = 86400 };

static const char repo[] = "Ada/Sorter";

static struct code_page a_page(enum link_verdict verdict)
{
	struct code_page p = CODE_PAGE_INIT;

	p.host = "github.com";
	p.repo = repo;
	p.there = verdict != VERDICT_GONE;
	p.verdict = verdict;
	p.reason = "as the test wants it";
	p.checked = "2026-11-20T10:00:00Z";
	return p;
}

static size_t keep(struct fixture *f, const struct code_page *page, int64_t now)
{
	size_t arrived = 0;

	assert_ok(f, code_pages_put(f->lib, page, now, &arrived, &f->err));
	return arrived;
}

static void put_linking(struct fixture *f, const char *id, const char *date)
{
	struct paper p = a_paper(f, id, id, "A B", date);

	with_code(f, &p, "https://github.com/ada/sorter", "ada/sorter");
	put_one(f, p);
}

static size_t due(struct fixture *f, int64_t now)
{
	struct code_page_vec pages = {0};

	assert_ok(f, code_pages_due(f->lib, now, 0, &f->a, &pages, &f->err));
	return pages.n;
}

static struct code_page known(struct fixture *f)
{
	struct code_page p;
	bool found;

	assert_ok(f, code_pages_get(f->lib, "github.com", "ada/SORTER", &f->a, &p, &found, &f->err));
	assert_true(found);
	return p;
}

static void what_was_kept_is_read_back(void **state)
{
	struct fixture *f = *state;
	struct code_page page = a_page(VERDICT_LIVE), again;

	page.description = "Sorts things";
	page.homepage = "https://ada.example/";
	page.language = "C";
	page.license = "MIT";
	page.stars = 12;
	page.created = "2020-01-02T00:00:00Z";
	page.pushed = "2026-11-01T00:00:00Z";
	page.release = "v2";
	page.branch = "main";
	page.fork_of = "eve/sorter";
	page.moved_to = "ada-labs/sorter";
	page.readme = "Sorter\n\nIt sorts.";
	page.files_known = true;
	vec_push_in(&f->a, &page.topics, "sorting");
	vec_push_in(&f->a, &page.topics, "networks");
	vec_push_in(&f->a, &page.files, "src/");
	vec_push_in(&f->a, &page.papers, "arxiv:2101.00001");
	vec_push_in(&f->a, &page.papers, "doi:10.1/x");
	assert_int_equal(keep(f, &page, 1000), 0);
	again = known(f);
	assert_int_equal(again.verdict, VERDICT_LIVE);
	assert_true(again.there);
	assert_string_equal(again.reason, page.reason);
	assert_string_equal(again.description, "Sorts things");
	assert_string_equal(again.homepage, "https://ada.example/");
	assert_string_equal(again.language, "C");
	assert_string_equal(again.license, "MIT");
	assert_int_equal(again.stars, 12);
	assert_string_equal(again.created, page.created);
	assert_string_equal(again.pushed, page.pushed);
	assert_string_equal(again.checked, page.checked);
	assert_string_equal(again.release, "v2");
	assert_string_equal(again.branch, "main");
	assert_string_equal(again.fork_of, "eve/sorter");
	assert_string_equal(again.moved_to, "ada-labs/sorter");
	assert_string_equal(again.readme, page.readme);
	assert_int_equal(again.topics.n, 2);
	assert_string_equal(again.topics.at[1], "networks");
	assert_true(again.files_known);
	assert_int_equal(again.files.n, 1);
	assert_int_equal(again.papers.n, 2);
	assert_string_equal(again.papers.at[0], "arxiv:2101.00001");
	assert_null(again.missing);
}

static void an_empty_list_of_files_is_not_an_unknown_one(void **state)
{
	struct fixture *f = *state;
	struct code_page page = a_page(VERDICT_EMPTY);

	keep(f, &page, 1000);
	assert_false(known(f).files_known);
	page.files_known = true;
	keep(f, &page, 2000);
	assert_true(known(f).files_known);
	assert_int_equal(known(f).files.n, 0);
}

/* Those that are there and those that come later. */
static void papers_that_link_there_are_told(void **state)
{
	static const char *const ids[] = {"xx:early", "xx:late"};
	struct fixture *f = *state;
	struct code_page page = a_page(VERDICT_ARCHIVED);

	page.stars = 7;
	page.license = "MIT";
	put_linking(f, "xx:early", "2022");
	keep(f, &page, 1000);
	put_linking(f, "xx:late", "2023");
	for (size_t i = 0; i < 2; i++) {
		struct paper p = get(f, ids[i]);

		assert_int_equal(p.links.n, 1);
		assert_int_equal(p.links.at[0].verdict, VERDICT_ARCHIVED);
		assert_int_equal(p.links.at[0].stars, 7);
		assert_string_equal(p.links.at[0].license, "MIT");
		assert_string_equal(p.links.at[0].checked, page.checked);
	}
	assert_int_equal(ask(f, "SELECT count(*) FROM papers WHERE verdict = 3 AND stars = 7"), 2);
}

static void what_is_known_outlives_a_page_that_is_gone(void **state)
{
	struct fixture *f = *state;
	struct code_page page = a_page(VERDICT_LIVE), gone = a_page(VERDICT_GONE);

	page.readme = "It sorts.";
	page.stars = 3;
	vec_push_in(&f->a, &page.papers, "arxiv:2101.00001");
	keep(f, &page, 1000);
	gone.missing = "2026-11-19T10:00:00Z";
	keep(f, &gone, 2000);
	assert_int_equal(known(f).verdict, VERDICT_GONE);
	assert_false(known(f).there);
	assert_string_equal(known(f).missing, gone.missing);
	assert_string_equal(known(f).readme, "It sorts.");
	assert_int_equal(known(f).stars, 3);
	assert_int_equal(known(f).papers.n, 1);
}

/* A model, a data set and a space of Hugging Face may share a name, and each has a page. */
static void a_name_of_three_pages(void **state)
{
	static const char *const repos[] = {"datasets/ada/Sorter", "ada/Sorter", "spaces/ada/Sorter"};
	struct fixture *f = *state;
	struct code_page page = a_page(VERDICT_LIVE);
	struct code_page_vec pages = {0};
	struct paper p = a_paper(f, "xx:1", "T", "A B", "2024");
	int64_t num;

	with_code(f, &p, "https://huggingface.co/datasets/ada/Sorter", "ada/Sorter")->host = "huggingface.co";
	with_code(f, &p, "https://huggingface.co/ada/Sorter", "ada/Sorter")->host = "huggingface.co";
	with_code(f, &p, "https://huggingface.co/spaces/ada/Sorter", "ada/Sorter")->host = "huggingface.co";
	with_code(f, &p, "https://github.com/datasets/Sorter", "datasets/Sorter");
	put_one(f, p);
	num = num_of(f, "xx:1");
	assert_ok(f, code_pages_of(f->lib, &num, 1, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 4);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(pages.at[i].repo, repos[i]);
	assert_string_equal(pages.at[3].repo, "datasets/Sorter");
	assert_int_equal(due(f, 1000), 4);
	page.host = "huggingface.co";
	for (size_t i = 0; i < 2; i++) {
		page.repo = repos[i];
		page.stars = 10 + (int64_t)i;
		page.reason = repos[i];
		keep(f, &page, 1000);
	}
	assert_int_equal(due(f, 1000), 2);
	p = get(f, "xx:1");
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(p.links.at[i].repo, "ada/Sorter");
		assert_int_equal(p.links.at[i].stars, 10 + i);
		assert_string_equal(p.links.at[i].reason, repos[i]);
	}
	for (size_t i = 2; i < 4; i++) {
		assert_int_equal(p.links.at[i].verdict, VERDICT_UNKNOWN);
		assert_null(p.links.at[i].reason);
	}
}

/* ---- code arrives ---- */

static struct marks marks_of(struct fixture *f, const char *id)
{
	struct marks m;

	assert_ok(f, library_marks(f->lib, num_of(f, id), &f->a, &m, &f->err));
	return m;
}

static void star(struct fixture *f, const char *id)
{
	assert_ok(f, marks_begin(f->lib, "star", &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, id), true, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
}

static void code_that_arrives_is_news(void **state)
{
	static const enum link_verdict nothing[] = {VERDICT_EMPTY, VERDICT_PLACEHOLDER, VERDICT_GONE};
	struct fixture *f = *state;

	put_linking(f, "xx:kept", "2022");
	put_linking(f, "xx:other", "2022");
	star(f, "xx:kept");
	for (size_t i = 0; i < 3; i++) {
		struct code_page before = a_page(nothing[i]), now = a_page(VERDICT_LIVE);
		int64_t unread;

		if (!before.there)
			before.missing = before.checked;
		keep(f, &before, 1000);
		assert_ok(f, marks_seen(f->lib, num_of(f, "xx:kept"), &f->err));
		assert_ok(f, marks_seen(f->lib, num_of(f, "xx:other"), &f->err));
		unread = library_unread(f->lib);
		assert_int_equal(keep(f, &now, 2000), 1);
		assert_int_equal(library_unread(f->lib), unread + 1);
		assert_true(marks_of(f, "xx:kept").unread);
		assert_non_null(strstr(marks_of(f, "xx:kept").news, "has arrived"));
		assert_false(marks_of(f, "xx:other").unread);
		assert_null(marks_of(f, "xx:other").news);
		assert_ok(f, marks_seen(f->lib, num_of(f, "xx:kept"), &f->err));
		assert_null(marks_of(f, "xx:kept").news);
		assert_int_equal(library_unread(f->lib), unread);
	}
}

static void code_that_was_there_is_no_news(void **state)
{
	struct fixture *f = *state;
	struct code_page live = a_page(VERDICT_LIVE), empty = a_page(VERDICT_EMPTY);

	put_linking(f, "xx:kept", "2022");
	star(f, "xx:kept");
	assert_int_equal(keep(f, &live, 1000), 0);
	assert_int_equal(keep(f, &live, 2000), 0);
	assert_int_equal(keep(f, &empty, 3000), 0);
	assert_int_equal(keep(f, &empty, 4000), 0);
	assert_null(marks_of(f, "xx:kept").news);
}

/* ---- which to visit ---- */

/* One paper of that age in days; its page was visited then, and is due again after so many days and not before. */
static void revisited_after(struct fixture *f, int age, enum link_verdict verdict, int days)
{
	struct code_page page = a_page(verdict);
	int64_t now = (date_days(2022, 6, 1) + age) * DAY;

	if (!page.there)
		page.missing = page.checked;
	keep(f, &page, now);
	assert_int_equal(due(f, now + days * DAY - 60), 0);
	assert_int_equal(due(f, now + days * DAY), 1);
}

static void pages_are_due_by_age(void **state)
{
	struct fixture *f = *state;

	put_linking(f, "xx:1", "2022-06-01");
	assert_int_equal(due(f, date_days(2022, 6, 1) * DAY), 1);
	revisited_after(f, 3, VERDICT_LIVE, 1);
	revisited_after(f, 100, VERDICT_LIVE, 7);
	revisited_after(f, 100, VERDICT_EMPTY, 1);
	revisited_after(f, 100, VERDICT_GONE, 1);
	revisited_after(f, 1000, VERDICT_LIVE, 30);
	revisited_after(f, 1000, VERDICT_PLACEHOLDER, 7);
}

/* Of those that were asked for, and of all that the reader keeps. */
static void pages_of_some_papers_are_due(void **state)
{
	static const char *const repos[] = {"a/asked", "b/kept", "c/other"};
	struct fixture *f = *state;
	struct code_page_vec pages = {0};
	int64_t num, now = date_days(2022, 6, 2) * DAY;

	for (size_t i = 0; i < 3; i++) {
		struct paper p = a_paper(f, arena_printf(&f->a, "xx:%zu", i), repos[i], "A B", "2022-06-01");

		with_code(f, &p, repos[i], repos[i]);
		put_one(f, p);
	}
	star(f, "xx:1");
	num = num_of(f, "xx:0");
	assert_ok(f, code_pages_due_of(f->lib, now, &num, 1, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 2);
	assert_true(!strcmp(pages.at[0].repo, "a/asked") || !strcmp(pages.at[1].repo, "a/asked"));
	assert_true(!strcmp(pages.at[0].repo, "b/kept") || !strcmp(pages.at[1].repo, "b/kept"));
	pages.at[0].there = pages.at[1].there = true;
	keep(f, &pages.at[0], now);
	keep(f, &pages.at[1], now);
	pages.n = 0;
	assert_ok(f, code_pages_due_of(f->lib, now, &num, 1, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 0);
}

static void only_known_hosts_are_visited_each_page_once(void **state)
{
	struct fixture *f = *state;
	struct code_page_vec pages = {0};
	struct paper p = a_paper(f, "xx:3", "T", "A B", "2024");
	int64_t nums[3];

	put_linking(f, "xx:1", "2022");
	put_linking(f, "xx:2", "2023");
	with_code(f, &p, "https://git.example/ada/sorter", "ada/sorter")->host = "git.example";
	with_code(f, &p, "https://gitlab.com/ada/sorter", "ada/sorter")->host = "gitlab.com";
	put_one(f, p);
	assert_ok(f, code_pages_due(f->lib, clock_now(), 0, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 2);
	assert_string_equal(pages.at[0].host, "gitlab.com"); /* of the newest paper */
	assert_string_equal(pages.at[1].host, "github.com");
	pages.n = 0;
	assert_ok(f, code_pages_due(f->lib, clock_now(), 1, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 1);
	pages.n = 0;
	nums[0] = num_of(f, "xx:1");
	nums[1] = num_of(f, "xx:2");
	nums[2] = num_of(f, "xx:3");
	assert_ok(f, code_pages_of(f->lib, nums, 3, &f->a, &pages, &f->err));
	assert_int_equal(pages.n, 2);
	assert_string_equal(pages.at[0].repo, "ada/sorter");
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(what_was_kept_is_read_back),
		test(an_empty_list_of_files_is_not_an_unknown_one),
		test(papers_that_link_there_are_told),
		test(what_is_known_outlives_a_page_that_is_gone),
		test(a_name_of_three_pages),
		test(code_that_arrives_is_news),
		test(code_that_was_there_is_no_news),
		test(pages_are_due_by_age),
		test(pages_of_some_papers_are_due),
		test(only_known_hosts_are_visited_each_page_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
