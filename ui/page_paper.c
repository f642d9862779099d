/* Pages about one paper: its links, why it has its tags and relatives, and the bare facts. */
#include "state.h"

#include "library/citations.h"
#include "paper_doc.h"

enum { LABEL = 14 };

#define LEAST_PART 0.005 /* what is less reads as 0.00 */

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

const struct page_ops page_links = {
	.name = "Links", .fill = fill_links, .open = open_link, .by_line = true};

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

/* What a target's number says of a tag. */
enum { TAG_FOUND = 1, TAG_REJECTED = 2 };

static void add_tag(
	struct doc *d, const struct paper *p, const struct tag *t, bool rejected, struct rich *r)
{
	int target = doc_target(d, TARGET_QUERY, rejected ? TAG_REJECTED : TAG_FOUND,
		arena_printf(&d->names, "%s:\"%s\"", tag_kind_names[t->kind], t->name), true);
	enum style style = t->kind == TAG_DATASET ? STYLE_DATASET : STYLE_METHOD;

	rich_reset(r);
	rich_add(r, str_of(t->name), rejected ? STYLE_DIM : style, target);
	rich_f(r, STYLE_DIM, "  %s, %s%s%s", tag_kind_names[t->kind], tag_sort_names[t->sort],
		t->introduced ? ", introduced here" : "", rejected ? ", rejected" : "");
	doc_flow(d, r, 0, 4);
	rich_reset(r);
	add_surfaces(p, t, r);
	if (t->rule)
		rich_f(r, STYLE_DIM, "  by %s", t->rule);
	doc_flow(d, r, 4, 4);
}

/* What a unit of weight adds to the score. */
static double score_per_weight(const struct neighbour *n)
{
	double named = 0;

	for (size_t i = 0; i < n->why.n; i++)
		named += n->why.at[i].weight;
	return n->score < 1 ? n->score / strength_of_score(n->score) : n->score / named;
}

/* Each with its part of the score, and what is left: words that are not named. What adds nothing is no reason. */
static void add_reasons(const struct neighbour *n, struct rich *r)
{
	double left = n->score, per = n->why.n ? score_per_weight(n) : 0;

	for (size_t i = 0; i < n->why.n; i++) {
		const struct reason *why = &n->why.at[i];
		double part = why->weight * per;

		if (i && part < LEAST_PART)
			break;
		rich_f(r, STYLE_DIM, "%s%s ", i ? " · " : "", reason_names[why->link]);
		rich_z(r, why->what, STYLE_REASON);
		rich_f(r, STYLE_DIM, " %.2f", part);
		left -= part;
	}
	if (left >= LEAST_PART)
		rich_f(r, STYLE_DIM, " · other words %.2f", left);
}

static void add_neighbour(struct doc *d, const struct neighbour *n, struct rich *r)
{
	int target = doc_target(d, TARGET_RELATED, 0, n->id, true);

	rich_reset(r);
	rich_add(r, str_of(n->title ? n->title : n->id), STYLE_TEXT, target);
	rich_f(r, STYLE_DIM, "  %.2f", n->score);
	doc_flow(d, r, 0, 4);
	rich_reset(r);
	add_reasons(n, r);
	if (r->text.len)
		doc_flow(d, r, 4, 4);
}

/* "Tags: what matched, where, by which rule (d rejects one)". */
static void add_tags_title(struct browser *b, struct doc *d, const struct paper *p)
{
	struct strbuf title = STRBUF_INIT, key = STRBUF_INIT;

	keymap_keys(&b->keys, ACT_REJECT, IN_PAGE, 1, &key);
	strbuf_addz(&title, p->tags.n ? "Tags: what matched, where, by which rule" : "No tags.");
	if (p->tags.n && key.len)
		strbuf_addf(&title, " (%s rejects one)", key.buf);
	doc_line(d, title.buf, STYLE_TITLE);
	strbuf_release(&title);
	strbuf_release(&key);
}

static int add_rejected(
	struct browser *b, struct page *page, const struct paper *p, struct rich *r, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct paper rejected;
	int rc = library_get(b->lib, page->num, PART_REJECTED, &a, &rejected, err);

	for (size_t i = 0; rc == 0 && i < rejected.tags.n; i++)
		add_tag(&page->pager.doc, p, &rejected.tags.at[i], true, r);
	arena_release(&a);
	return rc;
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
		add_tags_title(b, d, &p);
		for (size_t i = 0; i < p.tags.n; i++)
			add_tag(d, &p, &p.tags.at[i], false, &r);
		rc = add_rejected(b, page, &p, &r, err);
	}
	if (rc == 0) {
		rc = neighbours_find(b->lib, page->num, 30, &a, &found, err);
	}
	if (rc == 0) {
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d,
			found.n ? "Related papers: every reason with its part of the score"
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
	page_open_target(b, t);
}

/* The tag that a target stands for ("method:\"SAM\"") as marks_reject calls it. */
static const char *tag_of(const struct doc_target *t, struct arena *a)
{
	char *tag = arena_strdup(a, t->name), *quote = strchr(tag, '"');

	if (!quote)
		return tag;
	memmove(quote, quote + 1, strlen(quote));
	quote[strlen(quote) - 1] = 0;
	return tag;
}

static int change_rejected(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return marks_reject(lib, num, how->text, how->on, err);
}

static void reject(struct browser *b, struct page *page, const char *tag, bool on)
{
	struct chosen c = {.arena = ARENA_INIT};
	struct paper p = {0};
	struct err err;

	if (library_get(b->lib, page->num, PART_TEXT, &c.arena, &p, &err) < 0) {
		complain(b, &err);
		chosen_release(&c);
		return;
	}
	vec_push_in(&c.arena, &c.ids, p.id);
	vec_push_in(&c.arena, &c.nums, page->num);
	wish(b, &c, arena_printf(&page->arena, "%s %s", on ? "reject" : "accept", tag), change_rejected,
		&(struct change){.on = on, .text = tag});
}

static bool act_why(struct browser *b, struct page *page, enum action action)
{
	const struct doc_target *t = pager_target(&page->pager);
	struct arena a = ARENA_INIT;

	if (action == ACT_TIMELINE)
		return timeline_of_target(b, t);
	if (action != ACT_REJECT)
		return false;
	if (!t || t->kind != TARGET_QUERY) {
		say(b, "Only tags can be rejected: choose one above.");
		return true;
	}
	reject(b, page, tag_of(t, &a), t->n == TAG_FOUND);
	arena_release(&a);
	return true;
}

static const enum action why_own[] = {ACT_REJECT, ACT_TIMELINE, ACT_NONE};

const struct page_ops page_why = {
	.name = "Why", .fill = fill_why, .open = open_why, .act = act_why, .by_line = true, .own = why_own};

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

static void add_citations(struct browser *b, struct page *page, struct rich *r, struct arena *a)
{
	int64_t references, citing;

	if (citations_count(b->lib, page->num, &references, &citing, NULL) < 0 || !(references || citing))
		return;
	add_fact(&page->pager.doc, r, "Citations",
		arena_printf(a, "cites %lld papers of your library, cited by %lld", (long long)references,
			(long long)citing));
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
		add_fact(d, &r, "Keywords", join(&p.keywords, ", ", &a));
		add_fact(d, &r, "Affiliation", p.affiliation);
		add_fact(d, &r, "Authors",
			arena_printf(&a, "%zu known%s", p.authors.n,
				p.et_al ? ", and more that the source does not name" : ""));
		add_fact(d, &r, "Code", p.code_badge ? "the listing has a code badge" : NULL);
		add_fact(d, &r, "Links", arena_printf(&a, "%zu", p.links.n));
		add_fact(d, &r, "Tags", arena_printf(&a, "%zu", p.tags.n));
		add_citations(b, page, &r, &a);
		add_fact(d, &r, "Sources", join(&p.sources, ", ", &a));
		add_fact(d, &r, "Added", p.added);
		add_fact(d, &r, "Library", library_path(b->lib));
	}
	rich_release(&r);
	arena_release(&a);
	return rc;
}

const struct page_ops page_facts = {.name = "Facts", .fill = fill_facts};

/* ---- the output of a verb ---- */

static int fill_output(struct browser *b, struct page *page, struct err *err)
{
	struct str text = str_of(page->text), line, field;
	struct rich r = RICH_INIT;

	(void)b, (void)err;
	while (str_line(&text, &line)) {
		rich_reset(&r);
		while (str_split(&line, '\t', &field)) { /* a tab is nothing on a screen */
			rich_z(&r, r.text.len ? "  " : "", STYLE_TEXT);
			rich_add(&r, field, STYLE_TEXT, NO_TARGET);
		}
		if (r.text.len)
			doc_flow(&page->pager.doc, &r, 0, 2);
		else
			doc_line(&page->pager.doc, NULL, STYLE_TEXT);
	}
	rich_release(&r);
	return 0;
}

const struct page_ops page_output = {.name = "Output", .fill = fill_output};
