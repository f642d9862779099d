/* app/visit: what a visit finds is judged and kept. The network is a list of pages here. */
#include "../library/fixture.h"

#include "app/visit.h"

/* What the hosts say in this test, in order; NULL repo ends it. */
struct web {
	const struct code_page *says;
	const char *fails; /* a repo that cannot be reached */
};

static const struct web *web;

static int fake_visit(struct desk *d, const struct code_page *pages, size_t n, const struct fetch_watch *watch,
	struct err *err)
{
	int rc = 0;

	(void)d;
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct fetch_event e = {.what = FETCH_PAGE, .source = pages[i].repo, .sources = n, .total = -1};

		if (web->fails && !strcmp(web->fails, pages[i].repo)) {
			e.what = FETCH_FAILED;
			e.text = "unreachable";
		}
		for (const struct code_page *p = web->says; p->repo; p++)
			if (!strcmp(p->repo, pages[i].repo))
				e.page = p;
		rc = watch->event(watch->data, &e, err);
	}
	return rc;
}

struct heard {
	size_t pages, failures;
	enum link_verdict last;
};

static int hear(void *data, const struct fetch_event *e, struct err *err)
{
	struct heard *h = data;

	(void)err;
	if (e->what == FETCH_PAGE) {
		h->pages++;
		h->last = e->page->verdict;
	}
	h->failures += e->what == FETCH_FAILED;
	return 0;
}

static struct visit_tally visit(struct fixture *f, const struct web *says, struct heard *heard)
{
	const struct fetch_watch watch = {.event = hear, .data = heard};
	struct desk desk = {.visit = fake_visit};
	struct visit_tally tally = {0};
	struct code_page_vec pages = {0};

	web = says;
	assert_ok(f, code_pages_due(f->lib, 4102444800, 0, &f->a, &pages, &f->err));
	assert_ok(f, visit_pages(&desk, f->lib, &pages, &watch, &tally, &f->err));
	return tally;
}

static void put_linking(struct fixture *f, const char *id, const char *repo)
{
	struct paper p = a_paper(f, id, id, "A B", "2022");

	with_code(f, &p, arena_printf(&f->a, "https://github.com/%s", repo), repo);
	put_one(f, p);
}

static struct code_page page_of(const char *repo)
{
	return (struct code_page){.host = "github.com", .repo = repo, .there = true, .files_known = true, .stars = 5,
		.checked = "2026-11-20T10:00:00Z"};
}

static void pages_are_judged_and_kept(void **state)
{
	struct fixture *f = *state;
	struct code_page says[] = {page_of("a/full"), page_of("b/bare"), {0}};
	const struct web now = {says, NULL};
	struct heard heard = {0};

	vec_push_in(&f->a, &says[0].files, "main.c");
	vec_push_in(&f->a, &says[1].files, "README.md");
	put_linking(f, "xx:full", "a/full");
	put_linking(f, "xx:bare", "b/bare");
	assert_int_equal(visit(f, &now, &heard).visited, 2);
	assert_int_equal(heard.pages, 2);
	assert_int_equal(get(f, "xx:full").links.at[0].verdict, VERDICT_LIVE);
	assert_int_equal(get(f, "xx:bare").links.at[0].verdict, VERDICT_EMPTY);
	assert_int_equal(get(f, "xx:full").links.at[0].stars, 5);
}

static void a_visit_that_fails_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct code_page says[] = {page_of("a/full"), {0}};
	const struct web well = {says, NULL}, ill = {says, "a/full"};
	struct heard heard = {0};
	const char *checked;

	vec_push_in(&f->a, &says[0].files, "main.c");
	put_linking(f, "xx:full", "a/full");
	visit(f, &well, &heard);
	checked = get(f, "xx:full").links.at[0].checked;
	assert_non_null(checked);
	says[0].archived = true;
	assert_int_equal(visit(f, &ill, &heard).visited, 0);
	assert_int_equal(heard.failures, 1);
	assert_int_equal(get(f, "xx:full").links.at[0].verdict, VERDICT_LIVE);
	assert_string_equal(get(f, "xx:full").links.at[0].checked, checked);
}

/* Not there once: that may pass. What was known of the page stays. */
static void one_miss_is_not_gone(void **state)
{
	struct fixture *f = *state;
	struct code_page says[] = {page_of("a/full"), {0}};
	const struct web web_now = {says, NULL};
	struct heard heard = {0};

	vec_push_in(&f->a, &says[0].files, "main.c");
	put_linking(f, "xx:full", "a/full");
	visit(f, &web_now, &heard);
	says[0] = (struct code_page){.host = "github.com", .repo = "a/full", .stars = -1, .reason = "404",
		.checked = "2026-11-21T10:00:00Z"};
	visit(f, &web_now, &heard);
	assert_int_equal(heard.last, VERDICT_LIVE);
	assert_int_equal(get(f, "xx:full").links.at[0].verdict, VERDICT_LIVE);
	assert_int_equal(get(f, "xx:full").links.at[0].stars, 5);
}

static void code_that_arrives_is_counted(void **state)
{
	struct fixture *f = *state;
	struct code_page says[] = {page_of("a/new"), {0}};
	const struct web web_now = {says, NULL};
	struct heard heard = {0};

	put_linking(f, "xx:new", "a/new");
	assert_ok(f, marks_begin(f->lib, "star", &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, "xx:new"), true, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_int_equal(visit(f, &web_now, &heard).arrived, 0);
	assert_int_equal(heard.last, VERDICT_EMPTY);
	vec_push_in(&f->a, &says[0].files, "train.py");
	assert_int_equal(visit(f, &web_now, &heard).arrived, 1);
}

static void without_a_network(void **state)
{
	const struct fetch_watch watch = {.event = hear};
	struct fixture *f = *state;
	struct visit_tally tally = {0};
	struct code_page_vec none = {0};
	struct desk desk = {0};

	assert_int_equal(visit_pages(&desk, f->lib, &none, &watch, &tally, &f->err), ERR_FAILED);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(pages_are_judged_and_kept),
		test(a_visit_that_fails_changes_nothing),
		test(one_miss_is_not_gone),
		test(code_that_arrives_is_counted),
		test(without_a_network),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
