#include "base/url.h"
#include "exchange/feed_entry.h"
#include "exchange/field.h"
#include "paper/code_page.h"
#include "paper/paper_id.h"

enum { SHORT = 160 }; /* bytes: a citation line, or the beginning of an abstract that stands whole elsewhere */

/* ---- the DOI ---- */

/* "10.1000/x" up to what no DOI in a URL has; n 0 where there is none. */
static struct str doi_in(struct str url)
{
	ptrdiff_t at = str_find(url, "/10.");
	struct str doi = at < 0 ? (struct str){"", 0} : str_sub(url, (size_t)at + 1, url.n);
	size_t digits = 3;

	for (size_t i = 0; i < doi.n; i++)
		if (doi.p[i] == '?' || doi.p[i] == '#' || doi.p[i] == '&')
			doi.n = i;
	while (digits < doi.n && ch_digit(doi.p[digits]))
		digits++;
	return digits >= 7 && digits < doi.n && doi.p[digits] == '/' ? doi : (struct str){"", 0};
}

static struct str without_end(struct str s, const char *end)
{
	return str_ends(s, end) ? str_sub(s, 0, s.n - strlen(end)) : s;
}

/* bioRxiv and medRxiv put a version behind the DOI: "10.1101/2026.08.01.123456v2". */
static struct str without_version(struct str doi)
{
	size_t n = doi.n;

	if (!str_starts(doi, "10.1101/") && !str_starts(doi, "10.64898/"))
		return doi;
	while (n && ch_digit(doi.p[n - 1]))
		n--;
	return n > 1 && n < doi.n && doi.p[n - 1] == 'v' ? str_sub(doi, 0, n - 1) : doi;
}

/* Of an article's page at its publisher's: "https://dl.acm.org/doi/10.1145/1.2?af=R". */
static const char *doi_of_page(struct feed_entry *e)
{
	static const char *const ends[] = {".full", ".abstract", "/full", "/abstract", "/fulltext", ".pdf"};
	const struct xml_node *link = feed_child(e, "link");
	struct str url = feed_text(e, "link"), doi;

	if (!url.n && link)
		url = str_of(xml_attr(link, "href"));
	doi = doi_in(url);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		doi = without_end(doi, ends[i]);
	doi = without_version(doi);
	return doi.n ? field_doi(doi, e->a) : NULL;
}

static void read_doi(struct feed_entry *e)
{
	struct paper *p = e->paper;
	struct str said = feed_text(e, "identifier");

	if (!p->doi && (str_case_starts(said, "doi:") || str_starts(said, "10.") || str_find(said, "doi.org/10.") >= 0))
		p->doi = field_doi(said, e->a);
	if (!p->doi && !p->id)
		p->doi = doi_of_page(e);
}

/* ---- names ---- */

/* RSS 2.0 has an e-mail address in <author>, and the name in parentheses behind it. */
static void read_mail_name(struct feed_entry *e)
{
	struct str author = feed_text(e, "author");
	ptrdiff_t open = str_chr(author, '(');

	if (str_chr(author, '@') >= 0 && open >= 0 && str_ends(author, ")"))
		field_author(str_sub(author, (size_t)open + 1, author.n - 1), e->a, &e->paper->authors);
}

/* Publishers that have all names in one element, or in the text: "Author(s): A. Lee, B. Ek". */
static void read_names(struct feed_entry *e, const char *shown)
{
	static const char mark[] = "Author(s):";
	struct paper *p = e->paper;
	const char *at = shown ? strstr(shown, mark) : NULL;

	if (!p->authors.n)
		read_mail_name(e);
	if (!p->authors.n && feed_child(e, "authors"))
		p->et_al = field_authors(feed_text(e, "authors"), e->a, &p->authors);
	if (!p->authors.n && at)
		p->et_al = field_authors(str_of(at + strlen(mark)), e->a, &p->authors);
}

/* ---- the abstract ---- */

/* "by Ann Lee, Bo Ek The abstract": the names stand in elements, too (PLOS). */
static struct str without_byline(struct str text, const struct paper *p)
{
	const char *last = p->authors.n ? p->authors.at[p->authors.n - 1] : NULL;
	ptrdiff_t at = last && str_starts(text, "by ") ? str_find(text, last) : -1;

	return at < 0 ? text : str_trim(str_sub(text, (size_t)at + strlen(last), text.n));
}

/* "Nature, Published online: 11 August 2026; doi:10.1038/x The abstract" */
static struct str without_citation(struct str text)
{
	ptrdiff_t at = str_find(str_sub(text, 0, SHORT), "doi:10.");
	struct str rest = at < 0 ? text : str_sub(text, (size_t)at, text.n), doi;

	if (at < 0 || str_find(str_sub(text, 0, (size_t)at), "ublished online") < 0)
		return text;
	str_split(&rest, ' ', &doi);
	return str_trim(rest);
}

static struct str without_label(struct str text)
{
	static const char *const labels[] = {"Abstract: ", "ABSTRACT: ", "Abstract ", "ABSTRACT "};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (str_starts(text, labels[i]))
			return str_sub(text, strlen(labels[i]), text.n);
	return text;
}

static const char *const places[] = {"summary", "description", "content", "encoded"};
enum { PLACES = sizeof places / sizeof *places };

/* The first text that is long enough for an abstract, else the longest. */
static const char *longest_text(struct feed_entry *e)
{
	const char *best = NULL;

	for (size_t i = 0; i < PLACES; i++) {
		const char *shown = feed_shown(feed_text(e, places[i]), e->a);

		if (shown && (!best || strlen(shown) > strlen(best)))
			best = shown;
		if (best && strlen(best) >= SHORT)
			break;
	}
	return best;
}

static void read_abstract(struct feed_entry *e)
{
	const char *shown = longest_text(e);
	struct str text = str_of(shown ? shown : "");

	read_names(e, shown);
	if (str_find(text, "Author(s):") >= 0 && str_find(text, "Publication date:") >= 0)
		text.n = 0; /* ScienceDirect: where it appears and who wrote it, no abstract */
	text = without_label(without_citation(without_byline(text, e->paper)));
	e->paper->abstract_tex = field_line(text, e->a);
}

/* ---- links ---- */

/*
 * Where the text says no more than <a href="https://github.com/…">code</a>, the address goes with the markup; links
 * that are written out are found in the text.
 */
static void read_code_links(struct feed_entry *e, struct str html)
{
	struct str shown = str_of(e->paper->abstract_tex ? e->paper->abstract_tex : "");
	const struct xml_node *root, *n;
	struct url url;
	struct xml *x;

	if (str_find(html, "href") < 0 || xml_read_html(&x, html, NULL) < 0)
		return;
	root = xml_root(x);
	for (n = NULL; (n = xml_walk(root, n));) {
		const char *href = xml_is(n, "a") ? xml_attr(n, "href") : "";

		if (*href && str_find(shown, href) < 0 && url_parse(&url, str_of(href), e->a, NULL) == 0
			&& code_page_host(url.host))
			field_link(str_of(href), LINK_PAGE, e->a, &e->paper->links);
	}
	xml_free(x);
}

void feed_read_journal(struct feed_entry *e)
{
	read_doi(e);
	read_abstract(e);
	for (size_t i = 0; i < PLACES; i++)
		read_code_links(e, feed_text(e, places[i]));
	if (!e->paper->venue)
		e->paper->venue = field_text(feed_text(e, "publicationName"), e->a);
}
