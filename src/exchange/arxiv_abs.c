#include "exchange/arxiv_abs.h"

#include <string.h>

#include "exchange/arxiv_page.h"
#include "exchange/cited.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

struct page {
	struct arena *a;
	struct paper *paper;
	struct cited cited;
	bool told_withdrawn; /* in a banner on top: this version, which may not be the newest */
	bool told_versions;
	const char *label;   /* of the table's row */
};

/* ---- the body ---- */

static void take_title(struct page *p, const struct xml_node *n)
{
	p->paper->title_tex = page_line(n, p->a);
}

static void take_authors(struct page *p, const struct xml_node *n)
{
	p->paper->et_al = arxiv_page_authors(n, p->a, &p->paper->authors);
}

static void take_abstract(struct page *p, const struct xml_node *n)
{
	p->paper->abstract_tex = page_line(n, p->a);
}

static void take_comments(struct page *p, const struct xml_node *n)
{
	p->paper->comments = page_line(n, p->a);
}

static void take_label(struct page *p, const struct xml_node *n)
{
	p->label = page_line(n, p->a);
}

/* The cell of a report number has the same class. */
static void take_journal(struct page *p, const struct xml_node *n)
{
	if (!p->label || !strstr(p->label, "Report"))
		p->paper->venue = page_line(n, p->a);
}

static void take_subjects(struct page *p, const struct xml_node *n)
{
	arxiv_page_subjects(n, p->a, &p->paper->categories);
}

/* Of the journal; arXiv's own is in another cell. */
static void take_doi(struct page *p, const struct xml_node *n)
{
	const struct xml_node *link = xml_find(n, "a", NULL);
	const char *said = link ? xml_attr(link, "data-doi") : "", *text = page_line(n, p->a);

	p->paper->doi = field_doi(str_of(*said ? said : text ? text : ""), p->a);
}

/* "(or arXiv:1706.03762v7 [cs.CL] for this version)" */
static void take_version(struct page *p, const struct xml_node *n)
{
	const struct xml_node *link = xml_find(n, "a", NULL);
	int version = 0;
	const char *id = link ? arxiv_page_id(xml_attr(link, "href"), p->a, &version) : NULL;

	if (id && !p->paper->id)
		p->paper->id = id;
	if (version)
		p->paper->version = version;
}

/* "[Submitted on 12 Jun 2017 (v1), last revised 2 Aug 2023 (this version, v7)]" */
static void take_dateline(struct page *p, const struct xml_node *n)
{
	const char *text = page_line(n, p->a);
	const char *first = arxiv_page_day(text, p->a), *revised = text ? strstr(text, "revised") : NULL;

	if (first)
		p->paper->date = first;
	if (revised)
		p->paper->updated = arxiv_page_day(revised, p->a);
}

static void take_banner(struct page *p, const struct xml_node *n)
{
	const char *text = page_line(n, p->a);

	p->told_withdrawn |= text && strstr(text, "has been withdrawn");
}

/*
 * "[v1] Tue, 24 Feb 2009 02:41:08 UTC (7 KB) [v2] Thu, 26 Mar 2009 04:20:50 UTC (1 KB) (withdrawn)": each version
 * up to the next one.
 */
static void take_history(struct page *p, const struct xml_node *n)
{
	const char *text = page_line(n, p->a), *at = text ? strstr(text, "[v") : NULL, *next;
	struct paper *paper = p->paper;
	int newest = 0;

	for (; at; at = next) {
		struct str entry;
		ptrdiff_t end;
		int version;

		next = strstr(at + 2, "[v");
		entry = next ? (struct str){at, (size_t)(next - at)} : str_of(at);
		end = str_chr(str_sub(entry, 0, 10), ']');
		version = end < 0 ? 0 : field_number(str_sub(entry, 2, (size_t)end));
		if (version <= newest)
			continue;
		newest = version;
		entry = str_of(arena_str(p->a, entry));
		if (newest == 1)
			paper->date = arxiv_page_day(entry.p, p->a);
		paper->updated = arxiv_page_day(entry.p, p->a);
		paper->withdrawn = str_find(entry, "(withdrawn)") >= 0;
	}
	if (newest) {
		paper->version = newest;
		p->told_versions = true;
	}
}

static const struct {
	const char *name, *class_word;
	void (*take)(struct page *p, const struct xml_node *n);
} parts[] = {
	{"h1", "title", take_title},
	{"div", "authors", take_authors},
	{"blockquote", "abstract", take_abstract},
	{"div", "dateline", take_dateline},
	{"span", "error", take_banner},
	{"td", "comments", take_comments},
	{"td", "label", take_label},
	{"td", "jref", take_journal},
	{"td", "subjects", take_subjects},
	{"td", "doi", take_doi},
	{"td", "arxividv", take_version},
	{"div", "submission-history", take_history},
};

/* Whether n is a part of the page that is known; then it is read. */
static bool take_part(struct page *p, const struct xml_node *n)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (xml_is(n, parts[i].name) && xml_has_class(n, parts[i].class_word)) {
			parts[i].take(p, n);
			return true;
		}
	return false;
}

/* ---- the page ---- */

static void take_page(struct page *p, const struct xml_node *root)
{
	const struct xml_node *n = xml_walk(root, NULL);

	while (n) {
		bool whole = take_part(p, n);

		if (xml_is(n, "meta"))
			cited_take(&p->cited, n);
		n = whole ? xml_skip(root, n) : xml_walk(root, n);
	}
}

/* What only the meta elements say. */
static void fill_in(struct page *p)
{
	struct paper *paper = p->paper;
	const struct paper *cited = &p->cited.paper;

	paper->id = cited->id ? cited->id : paper->id;
	paper->title_tex = paper->title_tex ? paper->title_tex : cited->title_tex;
	paper->abstract_tex = paper->abstract_tex ? paper->abstract_tex : cited->abstract_tex;
	paper->doi = paper->doi ? paper->doi : cited->doi;
	paper->date = paper->date ? paper->date : cited->date;
	paper->updated = paper->updated ? paper->updated : p->cited.online_date;
	if (!paper->authors.n)
		paper->authors = cited->authors;
	if (!p->told_versions)
		paper->withdrawn = p->told_withdrawn;
}

int arxiv_abs_read(struct str text, const struct intake *in, struct err *err)
{
	struct page p = {.a = &in->batch->arena, .cited = {.a = &in->batch->arena}};
	struct xml *x;
	int rc = xml_read_html(&x, text, err);

	if (rc < 0)
		return rc;
	p.paper = batch_add(in->batch);
	take_page(&p, xml_root(x));
	fill_in(&p);
	if (p.paper->id && p.paper->title_tex) {
		rc = in->paper(in->data, in->batch);
	} else {
		in->batch->n--;
		rc = err_set(err, ERR_FAILED, "no page of a paper at arXiv, or its layout is new");
	}
	xml_free(x);
	return rc < 0 ? rc : 0;
}

/* ---- a file ---- */

static int sniff(struct str text)
{
	return str_starts(str_trim(text), "<") && str_find(text, "\"citation_arxiv_id\"") >= 0 ? 90 : 0;
}

const struct format format_arxiv_abs = {
	.name = "arxiv-abs",
	.suffix = ".html .htm",
	.doc = "a saved page of one paper at arXiv",
	.sniff = sniff,
	.read = arxiv_abs_read,
};
