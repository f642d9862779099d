/* The screen of a code page, in a browser with a terminal in memory. */
#include "../library/fixture.h"

#include <locale.h>

#include "app/desk.h"
#include "library/code_pages.h"

#include "../../../ui/browser.h"
#include "memory_terminal.h"

/* Keys to press, and what the screen says after them. */
struct script {
	const char *const *keys; /* ends with NULL */
	struct strbuf seen;
};

static bool press_next(struct memory_terminal *t, struct strbuf *bytes)
{
	struct script *s = t->data;

	if (!*s->keys)
		return false;
	strbuf_addz(bytes, *s->keys++);
	return true;
}

static void look(struct memory_terminal *t)
{
	struct script *s = t->data;

	strbuf_reset(&s->seen);
	for (int row = 0; row < t->shown.rows; row++) {
		for (int col = 0; col < t->shown.cols; col++) {
			const struct cell *c = canvas_cell(&t->shown, row, col);

			if (c->width)
				strbuf_add(&s->seen, c->text, c->len);
		}
		strbuf_addch(&s->seen, '\n');
	}
}

static void run(struct fixture *f, struct script *s)
{
	struct desk desk = {.library_path = f->path, .quiet = true, .config_path = "/nonexistent/config"};
	struct memory_terminal t;

	setlocale(LC_CTYPE, "C.UTF-8");
	memory_open(&t, 40, 100);
	t.next = press_next;
	t.look = look;
	t.data = s;
	assert_ok(f, browser_run_on(&desk, NULL, &t.term, &f->err));
	memory_close(&t);
	desk_release(&desk);
}

static void shows(const struct script *s, const char *text)
{
	if (!strstr(s->seen.buf, text))
		fail_msg("no \"%s\" on the screen:\n%s", text, s->seen.buf);
}

static void put_paper(struct fixture *f)
{
	struct paper survey = a_paper(f, "arxiv:2101.00001", "A Survey of Sorting", "A B", "2021");
	struct paper sorter = a_paper(f, "arxiv:2001.00002", "Sorting Alone", "C D", "2020");

	with_code(f, &survey, "https://github.com/ada/sorter", "ada/sorter");
	put_one(f, survey);
	put_one(f, sorter);
}

static void put_page(struct fixture *f)
{
	struct code_page p = CODE_PAGE_INIT;
	size_t arrived = 0;

	p.host = "github.com";
	p.repo = "ada/sorter";
	p.there = p.files_known = true;
	p.verdict = VERDICT_ARCHIVED;
	p.reason = "its owner has archived it";
	p.checked = "2026-11-20T10:00:00Z";
	p.description = "Everything that sorts";
	p.stars = 1234;
	p.readme = "# Awesome sorting\n\nThe works that the survey covers.";
	vec_push_in(&f->a, &p.files, "LICENSE");
	vec_push_in(&f->a, &p.files, "src/");
	vec_push_in(&f->a, &p.papers, "arxiv:2001.00002");
	vec_push_in(&f->a, &p.papers, "doi:10.1/elsewhere");
	assert_ok(f, code_pages_put(f->lib, &p, 1000, &arrived, &f->err));
}

static void a_page_that_was_visited(void **state)
{
	static const char *const keys[] = {"i", NULL};
	struct fixture *f = *state;
	struct script s = {keys, STRBUF_INIT};

	put_paper(f);
	put_page(f);
	run(f, &s);
	shows(&s, "github.com/ada/sorter");
	shows(&s, "archived · its owner has archived it · seen 2026-11-20");
	shows(&s, "Everything that sorts");
	shows(&s, "1234");
	shows(&s, "LICENSE  src/");
	shows(&s, "# Awesome sorting");
	shows(&s, "The works that the survey covers.");
	shows(&s, "Sorting Alone");
	shows(&s, "1 paper that your library does not have");
	strbuf_release(&s.seen);
}

/* From the README's list to the paper itself. */
static void a_paper_that_it_lists_can_be_gone_to(void **state)
{
	static const char *const keys[] = {"i", "jj\r", NULL};
	struct fixture *f = *state;
	struct script s = {keys, STRBUF_INIT};

	put_paper(f);
	put_page(f);
	run(f, &s);
	shows(&s, "arxiv:2001.00002");
	assert_null(strstr(s.seen.buf, "Awesome"));
	strbuf_release(&s.seen);
}

static void a_page_that_was_not_visited(void **state)
{
	static const char *const keys[] = {"i", NULL};
	struct fixture *f = *state;
	struct script s = {keys, STRBUF_INIT};

	put_paper(f);
	run(f, &s);
	shows(&s, "github.com/ada/sorter  not visited yet");
	strbuf_release(&s.seen);
}

static void a_paper_without_one(void **state)
{
	static const char *const keys[] = {"ji", NULL};
	struct fixture *f = *state;
	struct script s = {keys, STRBUF_INIT};

	put_paper(f);
	run(f, &s);
	shows(&s, "no code page");
	strbuf_release(&s.seen);
}

#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(a_page_that_was_visited),
		test(a_paper_that_it_lists_can_be_gone_to),
		test(a_page_that_was_not_visited),
		test(a_paper_without_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
