/* Pages: screens of text that lie over the desk, one on another. */
#include "state.h"

#include <stdlib.h>

#include "base/mem.h"

void page_open(struct browser *b, const struct page_ops *ops, const char *text, int64_t num)
{
	struct page *p = mem_zalloc(sizeof *p);

	p->ops = ops;
	p->text = arena_strdup(&p->arena, text);
	p->num = num;
	p->contexts = browser_context(b);
	p->below = b->page;
	pager_init(&p->pager);
	p->pager.by_line = ops->by_line;
	p->pager.rows = b->canvas.rows - 2;
	b->page = p;
	page_layout(b, p, b->canvas.cols - 2); /* now: the next key may come before it is drawn */
	if (p->failed)
		page_close(b); /* what went wrong is said; there is nothing to see */
}

static void page_free(struct page *p)
{
	if (p->ops->release)
		p->ops->release(p);
	pager_release(&p->pager);
	arena_release(&p->arena);
	free(p);
}

void page_close(struct browser *b)
{
	struct page *p = b->page;

	b->page = p->below;
	page_free(p);
}

void pages_free(struct page *top)
{
	while (top) {
		struct page *below = top->below;

		page_free(top);
		top = below;
	}
}

void page_open_target(struct browser *b, const struct doc_target *t)
{
	const struct shelf *before = b->shelf;

	open_target(b, t);
	if (b->shelf != before) {
		b->shelf->pages = b->page;
		b->page = NULL;
	} else if (t->kind == TARGET_RELATED) { /* a paper, to read */
		pages_free(b->page);
		b->page = NULL;
	}
}

void page_layout(struct browser *b, struct page *page, int width)
{
	struct err err;

	if (page->laid && page->pager.doc.width == width)
		return;
	doc_reset(&page->pager.doc, width);
	page->failed = page->ops->fill(b, page, &err) < 0;
	if (page->failed)
		complain(b, &err);
	page->laid = true;
	pager_settle(&page->pager, false);
}

void page_refresh(struct browser *b)
{
	for (struct page *p = b->page; p; p = p->below)
		p->laid = false;
}
