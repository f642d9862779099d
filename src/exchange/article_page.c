/*
 * article_page - the page of one paper at its publisher's or in an archive: ACL Anthology, bioRxiv, USENIX, journals.
 *
 * Its meta elements say nearly everything (exchange/cited.h); the abstract often stands only in the body, in an element
 * that is named for it.
 */
#include "exchange/cited.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

enum {
	SHORTEST = 80,   /* bytes of an abstract; less is a heading or a link to it */
	MOST_TRIES = 20, /* they may lie in one another */
};

struct page {
	struct cited cited;
	const char *abstract; /* of the body */
	int tries;            /* elements that looked like it */
};

/* ---- the body ---- */

static bool is_abstract(const struct xml_node *n)
{
	static const char *const words[] = {"acl-abstract", "abstract", "abstract-content", "abstractSection",
		"abstract-text", "field-name-field-paper-description"};
	static const char *const ids[] = {"abstract", "Abs1-content", "abstracts"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (xml_has_class(n, words[i]))
			return true;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (!strcmp(xml_attr(n, "id"), ids[i]))
			return true;
	return false;
}

/* "Abstract", "Abstract:", "ABSTRACT" in front of it. */
static const char *without_heading(const char *text)
{
	struct str s = str_of(text);

	if (str_case_starts(s, "abstract")) {
		text += strlen("abstract");
		while (*text == ' ' || *text == ':' || *text == '.')
			text++;
	}
	return text;
}

/* False where the element is not the abstract after all. */
static bool take_abstract(struct page *p, const struct xml_node *n)
{
	const char *text = p->tries++ < MOST_TRIES ? page_line(n, p->cited.a) : NULL;

	if (!text || strlen(text) < SHORTEST)
		return false;
	p->abstract = without_heading(text);
	return true;
}

/* <link rel=canonical> and og:url name the page; at the ACL Anthology they name the paper. */
static void take_address(struct page *p, const char *url)
{
	struct paper *paper = &p->cited.paper;
	const char *clean = field_line(str_of(url), p->cited.a);
	const char *id = clean ? paper_id_read(str_of(clean), p->cited.a, NULL) : NULL;

	if (id && !paper->id && str_starts(str_of(id), "acl:"))
		paper->id = id;
	if (!paper->links.n)
		field_link(str_of(url), LINK_PAGE, p->cited.a, &paper->links);
}

static void take_page(struct page *p, const struct xml_node *root)
{
	const struct xml_node *n = xml_walk(root, NULL);

	while (n) {
		bool whole = false;

		if (xml_is(n, "meta") && !strcmp(xml_attr(n, "property"), "og:url"))
			take_address(p, xml_attr(n, "content"));
		else if (xml_is(n, "meta"))
			cited_take(&p->cited, n);
		else if (xml_is(n, "link") && !strcmp(xml_attr(n, "rel"), "canonical"))
			take_address(p, xml_attr(n, "href"));
		else if (!p->abstract && is_abstract(n))
			whole = take_abstract(p, n);
		n = whole ? xml_skip(root, n) : xml_walk(root, n);
	}
}

/* ---- the paper ---- */

/* Titles and abstracts in meta elements may be HTML. */
static const char *shown(const char *text, struct arena *a)
{
	return text && strchr(text, '<') && strchr(text, '>') ? page_line_of_html(str_of(text), a) : text;
}

static int read_page(struct str text, const struct intake *in, struct err *err)
{
	struct page p = {.cited = {.a = &in->batch->arena}};
	struct paper *paper = batch_add(in->batch);
	struct xml *x;
	int rc = xml_read_html(&x, text, err);

	if (rc < 0)
		goto out;
	take_page(&p, xml_root(x));
	xml_free(x);
	*paper = p.cited.paper;
	paper->title_tex = shown(paper->title_tex, p.cited.a);
	paper->abstract_tex = p.abstract ? p.abstract : shown(paper->abstract_tex, p.cited.a);
	if (!paper->authors.n)
		paper->authors = p.cited.contributors;
	if (paper->title_tex)
		return in->paper(in->data, in->batch);
	rc = err_set(err, ERR_FAILED, "no page of a paper: it has no citation_title");
out:
	in->batch->n--;
	return rc;
}

/* Less sure than of the page of an arXiv paper, which has these, too. */
static int sniff(struct str text)
{
	static const char *const marks[] = {"citation_title", "DC.Title", "dc.title", "DC.title"};

	if (!str_starts(str_trim(text), "<"))
		return 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find(text, marks[i]) >= 0)
			return 70;
	return 0;
}

const struct format format_article_page = {
	.name = "page",
	.suffix = ".html .htm",
	.doc = "a saved page of one paper: ACL Anthology, bioRxiv, USENIX, journals",
	.sniff = sniff,
	.read = read_page,
};
