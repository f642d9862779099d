/*
 * acl_page - pages of the ACL Anthology that list papers: a volume, an event, a person.
 *
 * Source: acl-org/acl-anthology, hugo/layouts/papers/list-entry.html. An entry is <strong><a href="/2024.acl-long.1/">
 * with the title, links to /people/ with the names, and behind it a folded <div class="abstract-collapse">.
 */
#include "base/clock.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

struct listing {
	const struct intake *in;
	struct arena headings;
	const char *venue;   /* the heading that was read last */
	const char *label;   /* of a row of facts: "Month:" */
	int year, month;     /* of the whole page; 0: not said */
	struct paper *paper; /* at hand; NULL: none, or the front matter */
};

/* ---- one entry ---- */

static int finish(struct listing *l)
{
	int rc = l->paper ? l->in->paper(l->in->data, l->in->batch) : 0;

	l->paper = NULL;
	return rc;
}

/* "acl:2024.acl-long.0", "acl:P19-1000": the preface and the table of contents. */
static bool is_front_matter(const char *id)
{
	return str_ends(str_of(id), ".0") || (strlen(id) == strlen("acl:P19-1000") && str_ends(str_of(id), "000"));
}

/* "acl:2024.acl-long.1", "acl:P19-1001": 65 and later are of the last century. */
static int year_of(const char *id)
{
	const char *d = id + strlen("acl:");
	int year;

	if (ch_digit(*d))
		return field_number(str_sub(str_of(d), 0, 4));
	year = (d[1] - '0') * 10 + d[2] - '0';
	return year + (year >= 65 ? 1900 : 2000);
}

static void set_date(struct listing *l)
{
	struct paper *p = l->paper;
	int year = year_of(p->id);

	if (year == l->year && l->month)
		p->date = arena_printf(&l->in->batch->arena, "%04d-%02d", year, l->month);
	else
		p->date = arena_printf(&l->in->batch->arena, "%04d", year);
}

/* <strong><a class=align-middle href=/2024.acl-long.1/>Title</a></strong> */
static int take_title(struct listing *l, const struct xml_node *strong)
{
	struct arena *a = &l->in->batch->arena;
	const struct xml_node *link = xml_find(strong, "a", NULL);
	struct str path = str_of(link ? xml_attr(link, "href") : "");
	ptrdiff_t host = str_find(path, "aclanthology.org/");
	const char *id, *clean = field_line(str_sub(path, host < 0 ? 1 : (size_t)host + 17, path.n), a);
	int rc;

	id = clean ? paper_id_acl(str_of(clean), a) : NULL;
	if (!id)
		return 0; /* of something else */
	rc = finish(l);
	if (rc < 0 || is_front_matter(id))
		return rc;
	l->paper = batch_add(l->in->batch);
	l->paper->id = id;
	l->paper->title_tex = page_line(link, a);
	l->paper->venue = arena_strdup(a, l->venue);
	set_date(l);
	if (l->paper->title_tex)
		return 0;
	l->in->batch->n--;
	l->paper = NULL;
	return l->in->bad(l->in->data, xml_line(strong), "an entry without a title");
}

static void take_person(struct listing *l, const struct xml_node *link)
{
	const char *name = l->paper ? page_line(link, &l->in->batch->arena) : NULL;

	if (name)
		field_author(str_of(name), &l->in->batch->arena, &l->paper->authors);
}

static void take_abstract(struct listing *l, const struct xml_node *n)
{
	if (l->paper && !l->paper->abstract_tex)
		l->paper->abstract_tex = page_line(n, &l->in->batch->arena);
}

/* ---- the page ---- */

static void take_fact(struct listing *l, const struct xml_node *n)
{
	const char *text = page_line(n, &l->headings);

	if (xml_is(n, "dt")) {
		l->label = text;
	} else if (text && l->label && !strcmp(l->label, "Year:")) {
		l->year = field_number(str_of(text));
	} else if (text && l->label && !strcmp(l->label, "Month:")) {
		l->month = date_month(str_sub(str_of(text), 0, strcspn(text, "-– ")));
	}
}

/* True where what is below n is read. */
static bool take_node(struct listing *l, const struct xml_node *n, int *rc)
{
	if (xml_is(n, "h2") || xml_is(n, "h4")) {
		*rc = finish(l);
		l->venue = page_line(n, &l->headings);
	} else if (xml_is(n, "dt") || xml_is(n, "dd")) {
		take_fact(l, n);
		return xml_is(n, "dt");
	} else if (xml_is(n, "strong")) {
		*rc = take_title(l, n);
	} else if (xml_is(n, "a") && strstr(xml_attr(n, "href"), "/people/")) {
		take_person(l, n);
	} else if (xml_has_class(n, "abstract-collapse")) {
		take_abstract(l, n);
	} else {
		return false;
	}
	return true;
}

static int take_page(struct listing *l, const struct xml_node *root)
{
	const struct xml_node *n = xml_walk(root, NULL);
	int rc = 0;

	while (rc >= 0 && n) {
		bool read = take_node(l, n, &rc);

		n = read ? xml_skip(root, n) : xml_walk(root, n);
	}
	return rc < 0 ? rc : finish(l);
}

static int read_page(struct str text, const struct intake *in, struct err *err)
{
	struct listing l = {.in = in, .headings = ARENA_INIT};
	struct xml *x;
	int rc = xml_read_html(&x, text, err);

	if (rc < 0)
		return rc;
	rc = take_page(&l, xml_root(x));
	arena_release(&l.headings);
	xml_free(x);
	return rc < 0 ? rc : 0;
}

/* Every page of it says so in its title; that of one paper has words for those who cite it (article_page.c). */
static int sniff(struct str text)
{
	bool there = str_find(text, "- ACL Anthology</title>") >= 0;

	return there && str_starts(str_trim(text), "<") && str_find(text, "citation_title") < 0 ? 80 : 0;
}

const struct format format_acl_page = {
	.name = "acl-page",
	.suffix = ".html .htm",
	.doc = "a saved page of the ACL Anthology that lists papers: a volume, an event, a person",
	.sniff = sniff,
	.read = read_page,
};
