/* Pages about one paper: its links, why it has its tags and relatives, and the bare facts. */
#include "state.h"

#include "paper_doc.h"

enum { LABEL = 14 };

/* The paper of a page, its title as the heading. */
static int read_paper(
	struct browser *b, struct page *page, struct arena *a, struct paper *p, struct err *err)
{
	int rc = library_get(b->lib, page->num, PART_ALL, a, p, err);
	struct rich r = RICH_INIT;

	if (rc == 0) {
		rich_z(&r, p->title ? p->title : p->id, STYLE_TITLE);
		doc_flow(&page->pager.doc, &r, 0, 0);
		doc_line(&page->pager.doc, NULL, STYLE_TEXT);
	}
	rich_release(&r);
	return rc;
}

/* ---- links ---- */

static int fill_links(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	struct paper p = {0};
	int rc = read_paper(b, page, &a, &p, err);

	for (size_t i = 0; rc == 0 && i < p.links.n; i++) {
		const struct link *l = &p.links.at[i];
		int target = doc_target(d, TARGET_LINK, (int64_t)i + 1, l->url, true);

		rich_reset(&r);
		rich_add(&r, str_of(arena_printf(&a, "[%zu] ", i + 1)), STYLE_KEY, target);
		rich_add(&r, str_of(l->url), STYLE_LINK, target);
		doc_flow(d, &r, 0, 4);
		rich_reset(&r);
		rich_f(&r, STYLE_DIM, "%s, from the %s  ", link_kind_names[l->kind],
			link_from_names[l->from]);
		link_verdict(l, &r);
		doc_flow(d, &r, 4, 4);
		if (l->description) {
			rich_reset(&r);
			rich_z(&r, l->description, STYLE_TEXT);
			doc_flow(d, &r, 4, 4);
		}
	}
	if (rc == 0 && !p.links.n)
		doc_line(d, "This paper has no links.", STYLE_DIM);
	rich_release(&r);
	arena_release(&a);
	return rc;
}

static void open_link(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	open_url(b, t->name);
}

const struct page_ops page_links = {"Links", fill_links, open_link, NULL, true};

/* ---- why ---- */

/* The different forms of a tag as they stand in the paper. */
static void add_surfaces(const struct paper *p, const struct tag *t, struct rich *r)
{
	for (size_t i = 0; i < t->spots.n; i++) {
		const struct tag_spot *s = &t->spots.at[i];
		struct str text = str_of(s->field == FIELD_TITLE ? p->title : p->abstract);
		struct str form = str_sub(text, s->at, (size_t)s->at + s->len);

		rich_z(r, i ? ", " : "", STYLE_DIM);
		rich_z(r, "“", STYLE_DIM);
		rich_add(r, form, STYLE_TEXT, NO_TARGET);
		rich_f(r, STYLE_DIM, "” %s %u", s->field == FIELD_TITLE ? "title" : "abstract",
			(unsigned)s->at);
	}
}

static void add_tag(struct doc *d, const struct paper *p, const struct tag *t, struct rich *r)
{
	int target = doc_target(d, TARGET_QUERY, 0,
		arena_printf(&d->names, "%s:\"%s\"", tag_kind_names[t->kind], t->name), true);

	rich_reset(r);
	rich_add(r, str_of(t->name), t->kind == TAG_DATASET ? STYLE_DATASET : STYLE_METHOD, target);
	rich_f(r, STYLE_DIM, "  %s, %s%s", tag_kind_names[t->kind], tag_sort_names[t->sort],
		t->introduced ? ", introduced here" : "");
	doc_flow(d, r, 0, 4);
	rich_reset(r);
	add_surfaces(p, t, r);
	if (t->rule)
		rich_f(r, STYLE_DIM, "  by %s", t->rule);
	doc_flow(d, r, 4, 4);
}

static void add_neighbour(struct doc *d, const struct neighbour *n, struct rich *r)
{
	int target = doc_target(d, TARGET_RELATED, 0, n->id, true);

	rich_reset(r);
	rich_add(r, str_of(n->title ? n->title : n->id), STYLE_TEXT, target);
	rich_f(r, STYLE_DIM, "  %.2f", n->score);
	doc_flow(d, r, 0, 4);
	rich_reset(r);
	for (size_t i = 0; i < n->why.n; i++) {
		const struct reason *why = &n->why.at[i];

		rich_f(r, STYLE_DIM, "%s%s ", i ? " · " : "", reason_names[why->link]);
		rich_z(r, why->what, STYLE_REASON);
		rich_f(r, STYLE_DIM, " %.2f", why->weight);
	}
	if (r->text.len)
		doc_flow(d, r, 4, 4);
}

static int fill_why(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct neighbours found = {0};
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	struct paper p = {0};
	int rc = read_paper(b, page, &a, &p, err);

	if (rc == 0) {
		doc_line(d, p.tags.n ? "Tags: what matched, where, by which rule" : "No tags.",
			STYLE_TITLE);
		for (size_t i = 0; i < p.tags.n; i++)
			add_tag(d, &p, &p.tags.at[i], &r);
		rc = neighbours_find(b->lib, page->num, 30, &a, &found, err);
	}
	if (rc == 0) {
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d,
			found.n ? "Related papers: every reason with its weight"
				: "No related papers.",
			STYLE_TITLE);
		for (size_t i = 0; i < found.n; i++)
			add_neighbour(d, &found.at[i], &r);
	}
	rich_release(&r);
	arena_release(&a);
	return rc;
}

static void open_why(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	open_target(b, t);
	page_close(b);
}

const struct page_ops page_why = {"Why", fill_why, open_why, NULL, true};

/* ---- facts ---- */

static void add_fact(struct doc *d, struct rich *r, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	rich_reset(r);
	rich_z(r, text, STYLE_TEXT);
	doc_label(d, label, r, LABEL);
}

static const char *join(const struct strs *words, const char *between, struct arena *a)
{
	const char *all = words->n ? words->at[0] : NULL;

	for (size_t i = 1; i < words->n; i++)
		all = arena_printf(a, "%s%s%s", all, between, words->at[i]);
	return all;
}

static int fill_facts(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	struct paper p = {0};
	int rc = read_paper(b, page, &a, &p, err);

	if (rc == 0) {
		add_fact(d, &r, "Id", p.id);
		add_fact(d, &r, "DOI", p.doi);
		add_fact(d, &r, "Date", p.date);
		add_fact(d, &r, "Updated", p.updated);
		add_fact(d, &r, "Version", p.version ? arena_printf(&a, "%d", p.version) : NULL);
		add_fact(d, &r, "Categories", join(&p.categories, " ", &a));
		add_fact(d, &r, "Venue", p.venue);
		add_fact(d, &r, "Comments", p.comments);
		add_fact(d, &r, "Affiliation", p.affiliation);
		add_fact(d, &r, "Authors",
			arena_printf(&a, "%zu known%s", p.authors.n,
				p.et_al ? ", and more that the source does not name" : ""));
		add_fact(d, &r, "Code", p.code_badge ? "the listing has a code badge" : NULL);
		add_fact(d, &r, "Links", arena_printf(&a, "%zu", p.links.n));
		add_fact(d, &r, "Tags", arena_printf(&a, "%zu", p.tags.n));
		add_fact(d, &r, "Sources", join(&p.sources, ", ", &a));
		add_fact(d, &r, "Added", p.added);
		add_fact(d, &r, "Library", library_path(b->lib));
	}
	rich_release(&r);
	arena_release(&a);
	return rc;
}

const struct page_ops page_facts = {"Facts", fill_facts, NULL, NULL, false};

/* ---- the output of a verb ---- */

static int fill_output(struct browser *b, struct page *page, struct err *err)
{
	struct str text = str_of(page->text), line;
	struct rich r = RICH_INIT;

	(void)b, (void)err;
	while (str_line(&text, &line)) {
		rich_reset(&r);
		rich_add(&r, line, STYLE_TEXT, NO_TARGET);
		if (line.n)
			doc_flow(&page->pager.doc, &r, 0, 2);
		else
			doc_line(&page->pager.doc, NULL, STYLE_TEXT);
	}
	rich_release(&r);
	return 0;
}

const struct page_ops page_output = {"Output", fill_output, NULL, NULL, false};
