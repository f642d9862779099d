/* The code pages of a paper, as they were when they were last visited: what they say, and the README to read. */
#include "state.h"

#include "library/code_pages.h"
#include "paper_doc.h"

enum { LABEL = 14 };

static void add_fact(struct doc *d, struct rich *r, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	rich_reset(r);
	rich_z(r, text, STYLE_TEXT);
	doc_label(d, label, r, LABEL);
}

static void add_list(struct doc *d, struct rich *r, const char *label, const struct strs *words, const char *between)
{
	rich_reset(r);
	for (size_t i = 0; i < words->n; i++)
		rich_f(r, STYLE_TEXT, "%s%s", i ? between : "", words->at[i]);
	if (words->n)
		doc_label(d, label, r, LABEL);
}

static void add_verdict(struct doc *d, struct rich *r, const struct code_page *p)
{
	rich_reset(r);
	rich_z(r, link_verdict_names[p->verdict], verdict_style(p->verdict));
	if (p->reason)
		rich_f(r, STYLE_TEXT, " · %s", p->reason);
	if (p->checked)
		rich_f(r, STYLE_DIM, " · seen %.10s", p->checked);
	doc_label(d, "Verdict", r, LABEL);
}

static void add_facts(struct doc *d, struct rich *r, const struct code_page *p, struct arena *a)
{
	add_fact(d, r, "About", p->description);
	add_fact(d, r, "Now at", p->moved_to);
	add_fact(d, r, "Fork of", p->fork_of);
	add_fact(d, r, "Stars", p->stars >= 0 ? arena_printf(a, "%lld", (long long)p->stars) : NULL);
	add_fact(d, r, "Language", p->language);
	add_fact(d, r, "Licence", p->license);
	add_fact(d, r, "Homepage", p->homepage);
	add_fact(d, r, "Created", p->created ? arena_printf(a, "%.10s", p->created) : NULL);
	add_fact(d, r, "Last push", p->pushed ? arena_printf(a, "%.10s", p->pushed) : NULL);
	add_fact(d, r, "Release", p->release);
	add_fact(d, r, "Branch", p->branch);
	add_list(d, r, "Topics", &p->topics, ", ");
	add_list(d, r, "Files", &p->files, "  ");
}

/* The papers that the README names and the library has, to go to. */
static void add_papers(struct browser *b, struct doc *d, struct rich *r, const struct code_page *p, struct arena *a)
{
	size_t here = 0;

	for (size_t i = 0; i < p->papers.n; i++) {
		struct paper paper;
		int64_t num;

		if (library_find(b->lib, p->papers.at[i], &num, NULL) < 0 ||
			library_get(b->lib, num, PART_TEXT, a, &paper, NULL) < 0)
			continue;
		if (!here++)
			doc_line(d, NULL, STYLE_TEXT);
		rich_reset(r);
		rich_add(r, str_of(paper.title ? paper.title : paper.id), STYLE_LINK,
			doc_target(d, TARGET_RELATED, 0, paper.id, true));
		doc_label(d, here == 1 ? "Lists" : "", r, LABEL);
	}
	if (p->papers.n > here)
		add_fact(d, r, here ? "" : "Lists",
			arena_printf(a, "%zu paper%s that your library does not have", p->papers.n - here,
				p->papers.n - here == 1 ? "" : "s"));
}

static void add_readme(struct doc *d, struct rich *r, const char *readme)
{
	struct str text = str_of(readme), line;

	doc_line(d, NULL, STYLE_TEXT);
	while (str_line(&text, &line)) {
		if (!line.n) {
			doc_line(d, NULL, STYLE_TEXT);
			continue;
		}
		rich_reset(r);
		rich_add(r, line, str_starts(line, "#") ? STYLE_TITLE : STYLE_TEXT, NO_TARGET);
		doc_flow(d, r, 0, 0);
	}
}

static void add_page(struct browser *b, struct doc *d, struct rich *r, const struct code_page *p, struct arena *a)
{
	const char *url = arena_printf(a, "https://%s/%s", p->host, p->repo);

	rich_reset(r);
	rich_add(r, str_of(url + strlen("https://")), STYLE_LINK, doc_target(d, TARGET_LINK, 0, url, true));
	doc_flow(d, r, 0, 0);
	add_verdict(d, r, p);
	add_facts(d, r, p, a);
	add_papers(b, d, r, p, a);
	if (p->readme)
		add_readme(d, r, p->readme);
}

static int add_known(struct browser *b, struct doc *d, struct rich *r, const struct code_page *which, struct arena *a,
	struct err *err)
{
	struct strbuf key = STRBUF_INIT;
	struct code_page p;
	bool found;
	int rc = code_pages_get(b->lib, which->host, which->repo, a, &p, &found, err);

	if (rc == 0 && found) {
		add_page(b, d, r, &p, a);
	} else if (rc == 0) {
		rich_reset(r);
		rich_f(r, STYLE_LINK, "%s/%s", which->host, which->repo);
		rich_z(r, "  not visited yet", STYLE_DIM);
		keymap_keys(&b->keys, ACT_VISIT_CODE, IN_PAGE, 1, &key);
		if (key.len)
			rich_f(r, STYLE_DIM, "; %s visits it", key.buf);
		doc_flow(d, r, 0, 0);
	}
	doc_line(d, NULL, STYLE_TEXT);
	strbuf_release(&key);
	return rc;
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct code_page_vec pages = {0};
	struct arena a = ARENA_INIT;
	struct rich r = RICH_INIT;
	int rc = code_pages_of(b->lib, &page->num, 1, &a, &pages, err);

	for (size_t i = 0; rc == 0 && i < pages.n; i++)
		rc = add_known(b, d, &r, &pages.at[i], &a, err);
	if (rc == 0 && !pages.n)
		doc_line(d, "This paper has no code page on a host that is visited.", STYLE_DIM);
	rich_release(&r);
	arena_release(&a);
	return rc;
}

static void open_one(struct browser *b, struct page *page, const struct doc_target *t)
{
	(void)page;
	page_open_target(b, t);
}

static const enum action own[] = {ACT_VISIT_CODE, ACT_NONE};

const struct page_ops page_code = {.name = "Code page", .fill = fill, .open = open_one, .own = own};
