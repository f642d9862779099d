/* Reading lists; opening one shows its papers. */
#include "state.h"

#include "text/width.h"

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct reading_lists lists = {0};
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	int rc = lists_all(b->lib, &a, &lists, err);

	for (size_t i = 0; rc == 0 && i < lists.n; i++) {
		const struct reading_list *l = &lists.at[i];
		int target = doc_target(d, TARGET_LIST, l->papers, l->name, true);

		rich_reset(&r);
		rich_add(&r, str_of(l->name), STYLE_TAG, target);
		rich_f(&r, STYLE_DIM, "  %lld paper%s", (long long)l->papers,
			l->papers == 1 ? "" : "s");
		doc_flow(d, &r, 0, 2);
	}
	if (rc == 0 && !lists.n) {
		doc_line(d, "No reading lists yet.", STYLE_TITLE);
		doc_line(d,
			"a in the list of papers puts one on a list; a new name makes a new list.",
			STYLE_DIM);
	} else if (rc == 0) {
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d, "Enter shows a list.  :lists rename OLD NEW  :lists delete NAME",
			STYLE_DIM);
	}
	rich_release(&r);
	arena_release(&a);
	return rc;
}

static void open_list(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	page_open_target(b, t);
}

const struct page_ops page_lists = {
	.name = "Reading lists", .fill = fill, .open = open_list, .by_line = true};
