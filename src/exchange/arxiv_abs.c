#include "exchange/arxiv_abs.h"

#include <string.h>

#include "exchange/arxiv_page.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

struct page {
	struct arena *a;
	struct paper *paper;
	struct strs cited; /* the authors of the meta elements */
	const char *online_date;
	bool told_withdrawn; /* in a banner on top: this version, which may not be the newest */
	bool told_versions;
	const char *label;   /* of the table's row */
};

/* ---- <meta name="citation_…" content="…"> ---- */

static void cite_title(struct page *p, struct str content)
{
	if (!p->paper->title_tex)
		p->paper->title_tex = field_line(content, p->a);
}

/* "Maldacena, Juan M." */
static void cite_author(struct page *p, struct str content)
{
	field_author_turned(content, p->a, &p->cited);
}

static void cite_doi(struct page *p, struct str content)
{
	if (!p->paper->doi)
		p->paper->doi = field_doi(content, p->a);
}

/* "2017/06/12" */
static const char *slashed_date(struct str content, struct arena *a)
{
	struct strbuf date = STRBUF_INIT;
	const char *read;

	strbuf_addstr(&date, str_trim(content));
	for (size_t i = 0; i < date.len; i++)
		if (date.buf[i] == '/')
			date.buf[i] = '-';
	read = field_date(strbuf_str(&date), a);
	strbuf_release(&date);
	return read;
}

static void cite_date(struct page *p, struct str content)
{
	p->paper->date = slashed_date(content, p->a);
}

static void cite_online_date(struct page *p, struct str content)
{
	p->online_date = slashed_date(content, p->a);
}

static void cite_id(struct page *p, struct str content)
{
	const char *line = field_line(content, p->a);

	p->paper->id = line ? paper_id_read(str_of(line), p->a, NULL) : NULL;
}

static void cite_abstract(struct page *p, struct str content)
{
	if (!p->paper->abstract_tex)
		p->paper->abstract_tex = field_line(content, p->a);
}

static const struct {
	const char *name;
	void (*take)(struct page *p, struct str content);
} cited[] = {
	{"citation_title", cite_title},
	{"citation_author", cite_author},
	{"citation_doi", cite_doi},
	{"citation_date", cite_date},
	{"citation_online_date", cite_online_date},
	{"citation_arxiv_id", cite_id},
	{"citation_abstract", cite_abstract},
};

static void take_meta(struct page *p, const struct xml_node *n)
{
	for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
		if (!strcmp(xml_attr(n, "name"), cited[i].name))
			cited[i].take(p, str_of(xml_attr(n, "content")));
}

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
			take_meta(p, n);
		n = whole ? xml_skip(root, n) : xml_walk(root, n);
	}
}

/* What only the meta elements say. */
static void fill_in(struct page *p)
{
	struct paper *paper = p->paper;

	if (!paper->authors.n)
		paper->authors = p->cited;
	if (!paper->updated)
		paper->updated = p->online_date;
	if (!p->told_versions)
		paper->withdrawn = p->told_withdrawn;
}

int arxiv_abs_read(struct str text, const struct intake *in, struct err *err)
{
	struct page p = {.a = &in->batch->arena};
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
