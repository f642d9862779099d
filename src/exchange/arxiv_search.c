/*
 * arxiv_search - arXiv's page of search results, as a reader saved it; the site does not want it asked for by programs.
 *
 * Source: arXiv/arxiv-search, search/templates/search/base.html. A result is <li class="arxiv-result">; the abstract
 * stands there twice, cut short and whole.
 */
#include "exchange/arxiv_page.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"

struct result {
	struct arena *a;
	struct paper *paper;
};

/* <p class="list-title"><a href="https://arxiv.org/abs/2607.23678">… */
static void take_links(struct result *r, const struct xml_node *n)
{
	const char *id;
	int version;

	for (const struct xml_node *at = NULL; (at = xml_walk(n, at));) {
		id = xml_is(at, "a") ? arxiv_page_id(xml_attr(at, "href"), r->a, &version) : NULL;
		if (id && !r->paper->id)
			r->paper->id = id;
	}
}

static void take_title(struct result *r, const struct xml_node *n)
{
	r->paper->title_tex = page_line(n, r->a);
}

static void take_authors(struct result *r, const struct xml_node *n)
{
	r->paper->et_al = arxiv_page_authors(n, r->a, &r->paper->authors);
}

/* A subject, or the mark and the number of a DOI. */
static void take_tag(struct result *r, const struct xml_node *n)
{
	const char *text = page_line(n, r->a);

	if (text && xml_has_class(n, "tooltip"))
		category_add(str_of(text), r->a, &r->paper->categories);
	else if (text && !r->paper->doi)
		r->paper->doi = field_doi(str_of(text), r->a);
}

/* "… △ Less": the link that folds it up is no part of it. */
static void take_abstract(struct result *r, const struct xml_node *n)
{
	static const char less[] = "\xE2\x96\xB3 Less";
	const char *text = page_line(n, r->a);
	struct str s = str_of(text ? text : "");

	if (str_ends(s, less))
		s.n -= strlen(less);
	r->paper->abstract_tex = field_line(s, r->a);
}

/* "Comments: 16 pages", "Journal ref: Phys. Rev. 1": the label is a text like others here. */
static void take_comments(struct result *r, const struct xml_node *n)
{
	static const char comments[] = "Comments:", journal[] = "Journal ref:";
	const char *text = page_line(n, r->a);
	struct str s = str_of(text ? text : "");

	if (str_starts(s, comments))
		r->paper->comments = field_line(str_sub(s, strlen(comments), s.n), r->a);
	else if (str_starts(s, journal))
		r->paper->venue = field_line(str_sub(s, strlen(journal), s.n), r->a);
}

/* "25 April, 2026" without its comma. */
static const char *day_after(const char *text, const char *word, struct arena *a)
{
	const char *at = strstr(text, word);
	char *day = at ? arena_strdup(a, at) : NULL;
	size_t n = 0;

	for (const char *p = day; p && *p; p++)
		if (*p != ',')
			day[n++] = *p;
	if (day)
		day[n] = 0;
	return arxiv_page_day(day, a);
}

/* "Submitted 25 April, 2026; v1 submitted 29 March, 2026; originally announced April 2026." */
static void take_dates(struct result *r, const struct xml_node *n)
{
	const char *text = page_line(n, r->a), *first;

	if (!text || !str_starts(str_of(text), "Submitted "))
		return;
	first = day_after(text, "v1 submitted ", r->a);
	r->paper->updated = day_after(text, "Submitted ", r->a);
	r->paper->date = first ? first : r->paper->updated;
}

static const struct {
	const char *name, *class_word;
	void (*take)(struct result *r, const struct xml_node *n);
} parts[] = {
	{"p", "list-title", take_links},
	{"p", "title", take_title},
	{"p", "authors", take_authors},
	{"p", "comments", take_comments},
	{"span", "tag", take_tag},
	{"span", "abstract-full", take_abstract},
	{"p", "is-size-7", take_dates},
};

/* Whether n is a part of a result that is known; then it is read. */
static bool take_part(struct result *r, const struct xml_node *n)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (xml_is(n, parts[i].name) && xml_has_class(n, parts[i].class_word)) {
			parts[i].take(r, n);
			return true;
		}
	return false;
}

static int take_result(const struct intake *in, const struct xml_node *li)
{
	struct result r = {&in->batch->arena, batch_add(in->batch)};
	const struct xml_node *n = xml_walk(li, NULL);

	while (n)
		n = take_part(&r, n) ? xml_skip(li, n) : xml_walk(li, n);
	if (r.paper->id && r.paper->title_tex)
		return in->paper(in->data, in->batch);
	in->batch->n--;
	return in->bad(in->data, xml_line(li), "a result without an id or a title");
}

static int read_page(struct str text, const struct intake *in, struct err *err)
{
	const struct xml_node *root, *n;
	struct xml *x;
	int rc = xml_read_html(&x, text, err);

	if (rc < 0)
		return rc;
	root = xml_root(x);
	for (n = xml_walk(root, NULL); rc >= 0 && n;) {
		bool result = xml_has_class(n, "arxiv-result");

		if (result)
			rc = take_result(in, n);
		n = result ? xml_skip(root, n) : xml_walk(root, n);
	}
	xml_free(x);
	return rc < 0 ? rc : 0;
}

static int sniff(struct str text)
{
	return str_find(text, "arxiv-result") >= 0 && str_starts(str_trim(text), "<") ? 90 : 0;
}

const struct format format_arxiv_search = {
	.name = "arxiv-search",
	.suffix = ".html .htm",
	.doc = "a saved page of arXiv's search results",
	.sniff = sniff,
	.read = read_page,
};
