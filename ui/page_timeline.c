/* The timeline of a tag: who introduced it, and how many used it, month by month, as bars. */
#include "state.h"

#include "library/timeline.h"

enum { BAR_MOST = 60, PAPER_MOST = 4, BAR_FROM = 18 }; /* columns */

static void add_origin(struct doc *d, const struct timeline_origin *o, struct rich *r)
{
	int target = doc_target(d, TARGET_RELATED, 0, arena_strdup(&d->names, o->id), true);

	rich_reset(r);
	if (o->date)
		rich_add(r, str_of(arena_printf(&d->names, "%.10s  ", o->date)), STYLE_DATE, target);
	rich_add(r, str_of(o->title ? o->title : o->id), STYLE_TEXT, target);
	if (o->first_author)
		rich_add(r, str_of(arena_printf(&d->names, "  %s", o->first_author)), STYLE_AUTHOR, target);
	doc_flow(d, r, 0, 4);
}

/* Opening a month shows its papers; one that is empty cannot be chosen. */
static void add_month(
	struct doc *d, const struct timeline *t, const struct timeline_month *m, const char *tag, struct rich *r)
{
	int room = d->width - BAR_FROM, target = NO_TARGET;

	if (m->papers && m->month)
		target = doc_target(d, TARGET_QUERY, m->papers,
			arena_printf(&d->names, "%s date:%s", tag, m->month), true);
	rich_reset(r);
	rich_add(r, str_of(arena_printf(&d->names, "%-8s", m->month ? m->month : "no date")), STYLE_DATE, target);
	rich_add(r, str_of(arena_printf(&d->names, "%6lld %s ", (long long)m->papers, m->introduced ? "*" : " ")),
		m->papers ? STYLE_TEXT : STYLE_DIM, target);
	if (room > BAR_MOST)
		room = BAR_MOST;
	if (room > t->most * PAPER_MOST)
		room = (int)t->most * PAPER_MOST;
	if (room >= PAPER_MOST)
		rich_bar(r, m->papers, t->most, room, target);
	doc_flow(d, r, 0, 0);
}

/* method:"SAM" as "method" and "SAM"; a name alone is of any kind. */
static void split(const char *tag, struct arena *a, const char **kind, const char **name)
{
	struct str text = str_of(tag);
	ptrdiff_t colon = str_chr(text, ':');

	*kind = NULL;
	*name = tag;
	if (colon < 0 || text.n < (size_t)colon + 3 || text.p[colon + 1] != '"')
		return;
	*kind = arena_str(a, str_sub(text, 0, (size_t)colon));
	*name = arena_str(a, str_sub(text, (size_t)colon + 2, text.n - 1));
	if (!strcmp(*kind, "tag"))
		*kind = "user";
}

/* page->text is a name, or the query that finds a tag. */
static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	struct timeline t;
	const char *kind, *name;
	int rc;

	split(page->text, &a, &kind, &name);
	rc = timeline_read(b->lib, kind, name, &a, &t, err);
	if (rc == 0) {
		const char *tag =
			arena_printf(&a, "%s:\"%s\"", strcmp(t.kind, "user") ? t.kind : "tag", t.name);

		page->title = arena_printf(&page->arena, "Timeline of %s · %s, %lld paper%s", t.name, t.kind,
			(long long)t.papers, t.papers == 1 ? "" : "s");
		doc_line(d, t.origins.n ? "Introduced by" : "No paper here introduces it.",
			t.origins.n ? STYLE_TITLE : STYLE_DIM);
		for (size_t i = 0; i < t.origins.n; i++)
			add_origin(d, &t.origins.at[i], &r);
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d, t.origins.n ? "Papers by month (* introduced in it)" : "Papers by month", STYLE_TITLE);
		for (size_t i = 0; i < t.months.n; i++)
			add_month(d, &t, &t.months.at[i], tag, &r);
	}
	rich_release(&r);
	arena_release(&a);
	return rc;
}

static void open_line(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	page_open_target(b, t);
}

const struct page_ops page_timeline = {.name = "Timeline", .fill = fill, .open = open_line, .by_line = true};

/* ---- from elsewhere ---- */

bool timeline_of_target(struct browser *b, const struct doc_target *t)
{
	if (!t || t->kind != TARGET_QUERY)
		say(b, "Choose a tag first.");
	else
		page_open(b, &page_timeline, t->name, 0);
	return true;
}
