/* All tags by kind with their counts, as bars; opening one filters the list. */
#include "state.h"

#include "library/tags.h"
#include "text/width.h"

enum { NAME_MOST = 40, TAGS_MOST = 1000, BAR_MOST = 40 };

static void add_tag(
	struct doc *d, struct rich *r, const struct tag_count *t, int64_t most, int name_width)
{
	static const enum style styles[] = {
		['d'] = STYLE_DATASET, ['m'] = STYLE_METHOD, ['u'] = STYLE_TAG};
	struct str name = str_of(t->name);
	int room = d->width - name_width - 9;
	const char *query =
		arena_printf(&d->names, "%s:\"%s\"", t->kind[0] == 'u' ? "tag" : t->kind, t->name);
	int target = doc_target(d, TARGET_QUERY, t->papers, query, true);

	rich_reset(r);
	if (text_width(name) > name_width)
		name = str_of(arena_printf(&d->names, "%.*s…", (int)text_fit(name, name_width - 1), name.p));
	rich_add(r, name, styles[(unsigned char)t->kind[0]], target);
	rich_add(r,
		str_of(arena_printf(&d->names, "%*s%7lld ", name_width - text_width(name), "",
			(long long)t->papers)),
		STYLE_DIM, target);
	if (room > 4)
		rich_bar(r, t->papers, most, room > BAR_MOST ? BAR_MOST : room, target);
	doc_flow(d, r, 0, 0);
}

static int add_kind(struct browser *b, struct doc *d, struct rich *r, const char *kind,
	const char *title, struct err *err)
{
	struct tag_counts counts = {0};
	struct arena a = ARENA_INIT;
	int name_width = 8;
	int rc = tags_count(b->lib, kind, NULL, TAGS_MOST, &a, &counts, err);

	for (size_t i = 0; rc == 0 && i < counts.n; i++) {
		int width = text_width(str_of(counts.at[i].name)) + 1;

		name_width = width > name_width ? width : name_width;
	}
	if (name_width > NAME_MOST)
		name_width = NAME_MOST;
	if (name_width > d->width / 2)
		name_width = d->width / 2;
	if (rc == 0 && counts.n) {
		doc_line(d, title, STYLE_TITLE);
		for (size_t i = 0; i < counts.n; i++)
			add_tag(d, r, &counts.at[i], counts.at[0].papers, name_width);
		doc_line(d, NULL, STYLE_TEXT);
	}
	arena_release(&a);
	return rc;
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct rich r = RICH_INIT;
	int rc = add_kind(b, d, &r, "user", "Your tags", err);

	if (rc == 0)
		rc = add_kind(b, d, &r, "method", "Methods", err);
	if (rc == 0)
		rc = add_kind(b, d, &r, "dataset", "Datasets", err);
	if (rc == 0 && !d->lines.n)
		doc_line(d, "No tags yet.", STYLE_DIM);
	rich_release(&r);
	return rc;
}

static void open_tag(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	page_open_target(b, t);
}

static bool act(struct browser *b, struct page *page, enum action action)
{
	return action == ACT_TIMELINE && timeline_of_target(b, pager_target(&page->pager));
}

static const enum action own[] = {ACT_TIMELINE, ACT_NONE};

const struct page_ops page_tags = {
	.name = "Tags", .fill = fill, .open = open_tag, .act = act, .by_line = true, .own = own};
