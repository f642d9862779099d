#include "exchange/arxiv_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "exchange/arxiv_page.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

enum { LIST_NAMES = 100 }; /* longer lists of authors are cut, and nothing says so */

enum section { NEW, CROSS, REPLACED };

struct page {
	const struct intake *in;
	struct arxiv_list_facts *facts;
	struct arena a;       /* of its headings */
	const char *day;      /* of the heading that was read last, or NULL */
	enum section section;
	bool lists;           /* it has a list of articles */
	bool strange;         /* … with something else in it than entries */
};

/* ---- headings ---- */

/* "New submissions (showing 6 of 6 entries)", "Thu, 13 Aug 2026 (continued, …" */
static void take_heading(struct page *p, const struct xml_node *n)
{
	const char *text = page_line(n, &p->a), *day = arxiv_page_day(text, &p->a);
	struct str s = str_of(text ? text : "");

	if (day) {
		p->day = day;
		p->section = NEW;
		if (strcmp(day, p->facts->newest) > 0)
			field_copy(str_of(day), p->facts->newest, sizeof p->facts->newest);
	}
	if (str_find(s, "ew submission") >= 0)
		p->section = NEW;
	else if (str_find(s, "ross submission") >= 0 || str_find(s, "ross-list") >= 0)
		p->section = CROSS;
	else if (str_find(s, "eplacement") >= 0)
		p->section = REPLACED;
}

static bool is_heading(const struct xml_node *n)
{
	return xml_is(n, "h1") || xml_is(n, "h2") || xml_is(n, "h3") || xml_is(n, "h4");
}

/* ---- one entry ---- */

/* "[51]" */
static void note_number(struct page *p, const struct xml_node *dt)
{
	const struct xml_node *n = xml_find(dt, "a", NULL);
	struct strbuf text = STRBUF_INIT;
	struct str s;

	if (p->facts->first || !n)
		return;
	xml_text(n, NULL, &text);
	s = str_trim(strbuf_str(&text));
	if (str_starts(s, "[") && str_ends(s, "]"))
		p->facts->first = field_number(str_sub(s, 1, s.n - 1));
	strbuf_release(&text);
}

/* Of the links to its forms, some show the version. */
static void take_term(struct page *p, const struct xml_node *dt, struct paper *paper)
{
	struct arena *a = &p->in->batch->arena;
	int version;

	note_number(p, dt);
	for (const struct xml_node *n = NULL; (n = xml_walk(dt, n));) {
		const char *id = xml_is(n, "a") ? arxiv_page_id(xml_attr(n, "href"), a, &version) : NULL;

		if (id && !paper->id)
			paper->id = id;
		if (id && version && !strcmp(id, paper->id))
			paper->version = version;
	}
}

/* What an entry says of itself goes before what the heading says. */
static enum section section_of(const struct page *p, const struct xml_node *dt)
{
	struct strbuf text = STRBUF_INIT;
	enum section section = p->section;

	xml_text(dt, NULL, &text);
	if (str_find(strbuf_str(&text), "(cross-list") >= 0)
		section = CROSS;
	else if (str_find(strbuf_str(&text), "(replaced)") >= 0)
		section = REPLACED;
	strbuf_release(&text);
	return section;
}

static void set_dates(const struct page *p, enum section section, struct paper *paper)
{
	struct arena *a = &p->in->batch->arena;

	if (section == NEW && p->day)
		paper->date = arena_strdup(a, p->day);
	else if (paper->id)
		paper->date = paper_id_month(paper->id, a);
	if (section == REPLACED)
		paper->updated = arena_strdup(a, p->day);
}

static void take_title(struct paper *p, const struct xml_node *n, struct arena *a)
{
	p->title_tex = page_line(n, a);
}

static void take_authors(struct paper *p, const struct xml_node *n, struct arena *a)
{
	p->et_al = arxiv_page_authors(n, a, &p->authors) || p->authors.n >= LIST_NAMES;
}

static void take_comments(struct paper *p, const struct xml_node *n, struct arena *a)
{
	p->comments = page_line(n, a);
}

static void take_journal(struct paper *p, const struct xml_node *n, struct arena *a)
{
	p->venue = page_line(n, a);
}

static void take_doi(struct paper *p, const struct xml_node *n, struct arena *a)
{
	const char *text = page_line(n, a);

	p->doi = text ? field_doi(str_of(text), a) : NULL;
}

static void take_subjects(struct paper *p, const struct xml_node *n, struct arena *a)
{
	arxiv_page_subjects(n, a, &p->categories);
}

static const struct {
	const char *class_word;
	void (*take)(struct paper *p, const struct xml_node *n, struct arena *a);
} parts[] = {
	{"list-title", take_title},
	{"list-authors", take_authors},
	{"list-comments", take_comments},
	{"list-journal-ref", take_journal},
	{"list-doi", take_doi},
	{"list-subjects", take_subjects},
};

/* Whether n is a part of an entry; then it is read. */
static bool take_part(struct paper *p, const struct xml_node *n, struct arena *a)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (xml_has_class(n, parts[i].class_word)) {
			parts[i].take(p, n, a);
			return true;
		}
	return false;
}

/* The abstract is the only paragraph. */
static void take_description(struct page *p, const struct xml_node *dd, struct paper *paper)
{
	struct arena *a = &p->in->batch->arena;
	const struct xml_node *n = xml_walk(dd, NULL);

	while (n) {
		bool whole = take_part(paper, n, a);

		if (!whole && xml_is(n, "p")) {
			whole = true;
			if (!paper->abstract_tex)
				paper->abstract_tex = page_line(n, a);
		}
		n = whole ? xml_skip(dd, n) : xml_walk(dd, n);
	}
}

static int take_entry(struct page *p, const struct xml_node *dt)
{
	const struct xml_node *dd = xml_next(dt, NULL);
	struct paper *paper = batch_add(p->in->batch);
	const char *why = NULL;

	p->facts->entries++;
	take_term(p, dt, paper);
	if (dd && xml_is(dd, "dd"))
		take_description(p, dd, paper);
	if (!paper->id)
		why = "an entry without an id of arXiv's";
	else if (!paper->title_tex)
		why = "an entry without a title";
	if (why) {
		p->in->batch->n--;
		return p->in->bad(p->in->data, xml_line(dt), why);
	}
	set_dates(p, section_of(p, dt), paper);
	return p->in->paper(p->in->data, p->in->batch);
}

/* ---- the page ---- */

static bool is_list(const struct xml_node *n)
{
	return xml_is(n, "dl") && (!strcmp(xml_attr(n, "id"), "articles") || xml_child(n, "dt"));
}

static void note_list(struct page *p, const struct xml_node *dl)
{
	p->lists = true;
	for (const struct xml_node *n = xml_child(dl, NULL); n; n = xml_next(n, NULL))
		p->strange |= !is_heading(n) && !xml_is(n, "dt") && !xml_is(n, "dd") && !xml_is(n, "p");
}

static bool leads_to_paper(struct page *p, const struct xml_node *dt)
{
	const struct xml_node *n;
	int version;

	for (n = NULL; (n = xml_walk(dt, n));)
		if (xml_is(n, "a") && arxiv_page_id(xml_attr(n, "href"), &p->a, &version))
			return true;
	return false;
}

static int take_page(struct page *p, const struct xml_node *root)
{
	const struct xml_node *n = xml_walk(root, NULL);
	int rc = 0;

	while (rc >= 0 && n) {
		bool part = xml_is(n, "dt") || xml_is(n, "dd");

		if (is_list(n))
			note_list(p, n);
		else if (is_heading(n))
			take_heading(p, n);
		else if (xml_is(n, "dt") && (p->lists || leads_to_paper(p, n)))
			rc = take_entry(p, n);
		n = part ? xml_skip(root, n) : xml_walk(root, n);
	}
	return rc;
}

/* "Total of 2,168 entries", "[ total of 92 entries:"; before the first list, behind that an abstract may say it. */
static int64_t read_total(struct str text)
{
	static const char words[] = "otal of ";
	ptrdiff_t end = str_find(text, "<dl"), at;
	int64_t total = 0;
	size_t i;

	if (end >= 0)
		text = str_sub(text, 0, (size_t)end);
	at = str_find(text, words);
	if (at < 0)
		return -1;
	text = str_sub(text, (size_t)at + strlen(words), text.n);
	for (i = 0; i < text.n && i < 12 && (ch_digit(text.p[i]) || text.p[i] == ','); i++)
		if (ch_digit(text.p[i]))
			total = total * 10 + (text.p[i] - '0');
	return i && str_starts(str_sub(text, i, text.n), " entr") ? total : -1;
}

static bool says_none(struct str text)
{
	static const char *const words[] = {"No updates", "No further updates", "No new updates"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find(text, words[i]) >= 0)
			return true;
	return false;
}

/* A page without entries: an empty day, or something is wrong with it. */
static int judge_empty(const struct page *p, struct str text, struct err *err)
{
	struct arxiv_list_facts *f = p->facts;

	f->none = f->total == 0 || (f->total < 0 && says_none(text)) || (f->total < 0 && p->lists && !p->strange);
	if (f->none)
		return 0;
	if (str_find(text, "temporarily unavailable") >= 0)
		return err_set(err, ERR_FAILED, "arXiv says that this listing is temporarily unavailable");
	if (f->total > 0 && p->lists && !p->strange)
		return err_set(err, ERR_FAILED, "the listing promises %" PRId64 " papers and has none", f->total);
	return err_set(err, ERR_FAILED, p->lists ? "the listing is laid out in a way that is not known"
						  : "no listing of arXiv's, or its layout is new");
}

int arxiv_list_read(struct str text, const struct intake *in, struct arxiv_list_facts *facts, struct err *err)
{
	struct page p = {.in = in, .facts = facts, .a = ARENA_INIT};
	struct xml *x;
	int rc;

	*facts = (struct arxiv_list_facts){.total = read_total(text)};
	rc = xml_read_html(&x, text, err);
	if (rc < 0)
		return rc;
	rc = take_page(&p, xml_root(x));
	if (rc >= 0)
		rc = facts->entries ? 0 : judge_empty(&p, text, err);
	arena_release(&p.a);
	xml_free(x);
	return rc;
}

/* ---- a file ---- */

static int read_list(struct str text, const struct intake *in, struct err *err)
{
	struct arxiv_list_facts f;

	return arxiv_list_read(text, in, &f, err);
}

/* By the place of the listing on the page: every arXiv page has its name. */
static int sniff(struct str text)
{
	bool there = str_find(text, "id='dlpage'") >= 0 || str_find(text, "id=\"dlpage\"") >= 0;

	return there && str_starts(str_trim(text), "<") ? 90 : 0;
}

const struct format format_arxiv_list = {
	.name = "arxiv-list",
	.suffix = ".html .htm",
	.doc = "a saved listing page of arXiv's: new, recent, a month, an author",
	.sniff = sniff,
	.read = read_list,
};
