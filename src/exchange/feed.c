#include "exchange/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/xml.h"
#include "exchange/categories.h"
#include "exchange/feed_entry.h"
#include "exchange/field.h"
#include "exchange/page_text.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

static const char arxiv_space[] = "http://arxiv.org/schemas/atom";

/* ---- texts ---- */

const struct xml_node *feed_child(const struct feed_entry *e, const char *name)
{
	const struct xml_node *first = xml_child(e->node, name);

	for (const struct xml_node *n = first; n; n = xml_next(n, name))
		if (!strcmp(xml_space(n), xml_space(e->node)))
			return n;
	return first;
}

struct str feed_text(struct feed_entry *e, const char *name)
{
	const struct xml_node *n = feed_child(e, name);

	strbuf_reset(&e->sb);
	if (n)
		xml_text(n, NULL, &e->sb);
	return str_trim(strbuf_str(&e->sb));
}

const char *feed_shown(struct str text, struct arena *a)
{
	bool markup = str_chr(text, '<') >= 0 || str_chr(text, '&') >= 0;

	return markup ? page_line_of_html(text, a) : field_line(text, a);
}

/* ---- who it is ---- */

/* The id in "oai:arXiv.org:2508.13426v1", "http://arxiv.org/abs/…" or any other form of one. */
static const char *read_id(struct feed_entry *e, struct str text)
{
	const char *id, *line = field_line(text, e->a); /* a repaired feed may hold broken UTF-8 */
	int version = 0;

	text = str_of(line ? line : "");
	if (str_case_starts(text, "oai:arXiv.org:"))
		text = str_sub(text, strlen("oai:arXiv.org:"), text.n);
	id = text.n ? paper_id_read(text, e->a, &version) : NULL;
	if (!id || (!paper_id_arxiv(id) && !paper_id_doi(id)))
		return NULL; /* "tag:…", "urn:…": names of entries, not of papers */
	if (version)
		e->paper->version = version;
	return id;
}

static void identify(struct feed_entry *e)
{
	static const char *const places[] = {"id", "guid", "link"};

	for (size_t i = 0; !e->paper->id && i < sizeof places / sizeof *places; i++)
		e->paper->id = read_id(e, feed_text(e, places[i]));
	for (const struct xml_node *n = xml_child(e->node, "link"); !e->paper->id && n; n = xml_next(n, "link"))
		e->paper->id = read_id(e, str_of(xml_attr(n, "href")));
	e->arxiv = e->paper->id && paper_id_arxiv(e->paper->id);
}

/* ---- authors, categories, links ---- */

/* dc:creator: one element with all names, or one a name. */
static void read_creators(struct feed_entry *e)
{
	const struct xml_node *first = xml_child(e->node, "creator");
	bool only = first && !xml_next(first, "creator");

	for (const struct xml_node *n = first; n; n = xml_next(n, "creator")) {
		strbuf_reset(&e->sb);
		xml_text(n, NULL, &e->sb);
		if (only)
			e->paper->et_al = field_authors(strbuf_str(&e->sb), e->a, &e->paper->authors);
		else
			field_author_turned(strbuf_str(&e->sb), e->a, &e->paper->authors);
	}
}

/* Of the first author who has one. */
static void read_affiliation(struct feed_entry *e, const struct xml_node *author)
{
	const struct xml_node *n = xml_child(author, "affiliation");

	strbuf_reset(&e->sb);
	if (n)
		xml_text(n, NULL, &e->sb);
	if (!e->paper->affiliation)
		e->paper->affiliation = field_text(strbuf_str(&e->sb), e->a);
}

static void read_authors(struct feed_entry *e)
{
	const struct xml_node *name;

	for (const struct xml_node *n = xml_child(e->node, "author"); n; n = xml_next(n, "author")) {
		name = xml_child(n, "name");
		strbuf_reset(&e->sb);
		xml_text(name ? name : n, NULL, &e->sb);
		if (name || str_chr(strbuf_str(&e->sb), '@') < 0) /* RSS 2.0 has an e-mail address there */
			field_author(strbuf_str(&e->sb), e->a, &e->paper->authors);
		read_affiliation(e, n);
	}
	if (!e->paper->authors.n)
		read_creators(e);
}

/* The primary one first. Terms of other schemes (MSC, ACM classes of old records) are no categories. */
static void read_categories(struct feed_entry *e)
{
	const struct xml_node *primary = xml_child(e->node, "primary_category");

	if (primary)
		category_add(str_of(xml_attr(primary, "term")), e->a, &e->paper->categories);
	for (const struct xml_node *n = xml_child(e->node, "category"); n; n = xml_next(n, "category")) {
		const char *scheme = xml_attr(n, "scheme"), *term = xml_attr(n, "term");

		strbuf_reset(&e->sb);
		if (!*term)
			xml_text(n, NULL, &e->sb);
		if (!*scheme || !strcmp(scheme, arxiv_space))
			category_add(*term ? str_of(term) : strbuf_str(&e->sb), e->a, &e->paper->categories);
	}
}

/* arXiv's own pages are known by the id; of others the page is a link. */
static void read_links(struct feed_entry *e)
{
	if (e->arxiv)
		return;
	for (const struct xml_node *n = xml_child(e->node, "link"); n; n = xml_next(n, "link")) {
		const char *href = xml_attr(n, "href"), *rel = xml_attr(n, "rel");

		strbuf_reset(&e->sb);
		if (!*href)
			xml_text(n, NULL, &e->sb);
		if (!*rel || !strcmp(rel, "alternate"))
			field_link(*href ? str_of(href) : str_trim(strbuf_str(&e->sb)), LINK_PAGE, e->a,
				&e->paper->links);
	}
}

/* ---- one entry ---- */

static void read_dates(struct feed_entry *e)
{
	static const char *const first[] = {"published", "pubDate", "date", "publicationDate", "issued"};
	struct paper *p = e->paper;

	for (size_t i = 0; !p->date && i < sizeof first / sizeof *first; i++)
		p->date = field_date(feed_text(e, first[i]), e->a);
	p->updated = field_date(feed_text(e, "updated"), e->a);
	if (!p->date)
		p->date = p->updated;
}

/* "" or why there is no paper in it. */
static const char *read_entry(struct feed_entry *e)
{
	struct paper *p = e->paper;

	identify(e);
	p->title_tex = e->arxiv ? field_line(feed_text(e, "title"), e->a) : feed_shown(feed_text(e, "title"), e->a);
	if (!p->title_tex)
		return "an entry without a title";
	read_authors(e);
	read_categories(e);
	read_dates(e);
	p->comments = field_line(feed_text(e, "comment"), e->a);
	p->venue = field_text(feed_text(e, "journal_ref"), e->a);
	if (!p->venue)
		p->venue = field_text(feed_text(e, "journal_reference"), e->a);
	p->doi = field_doi(feed_text(e, "doi"), e->a);
	if (!p->doi)
		p->doi = field_doi(feed_text(e, "DOI"), e->a);
	read_links(e);
	if (e->arxiv && xml_child(e->node, "primary_category"))
		p->abstract_tex = field_line(feed_text(e, "summary"), e->a);
	else if (!feed_read_announced(e))
		feed_read_journal(e);
	return "";
}

/* ---- the feed ---- */

static int64_t number_in(const struct xml_node *root, const char *name, struct strbuf *sb)
{
	const struct xml_node *n = xml_child(root, name);

	strbuf_reset(sb);
	if (!n)
		return -1;
	xml_text(n, NULL, sb);
	return field_number(str_trim(strbuf_str(sb)));
}

/* Moments of one service are written alike ("2026-08-13T14:20:43Z"), so bytes tell the order. */
static void note_moment(struct str moment, char *oldest, char *newest)
{
	char text[FEED_DATE] = "";

	if (moment.n < 10 || moment.n >= sizeof text || !ch_digit(moment.p[0]))
		return;
	for (size_t i = 0; i < moment.n; i++)
		if (!ch_digit(moment.p[i]) && !strchr("-+:.TZ", moment.p[i]))
			return;
	snprintf(text, sizeof text, "%.*s", STR_ARG(moment));
	if (!oldest[0] || strcmp(text, oldest) < 0)
		memcpy(oldest, text, sizeof text);
	if (newest && strcmp(text, newest) > 0)
		memcpy(newest, text, sizeof text);
}

/* A category that arXiv does not know is answered by a feed that says so, reported with status 400 and with 200. */
static void note_refusal(const struct xml_node *top, struct feed_facts *f)
{
	static const char *const places[] = {"description", "subtitle", "title"};
	struct strbuf sb = STRBUF_INIT;
	const struct xml_node *n = xml_child(top, "title");

	if (n)
		xml_text(n, NULL, &sb);
	f->refused = str_starts(str_trim(strbuf_str(&sb)), "Feed error for query");
	for (size_t i = 0; f->refused && !f->why[0] && i < sizeof places / sizeof *places; i++) {
		strbuf_reset(&sb);
		if ((n = xml_child(top, places[i])))
			xml_text(n, NULL, &sb);
		field_copy(strbuf_str(&sb), f->why, sizeof f->why);
	}
	strbuf_release(&sb);
}

/* A query that is wrong is answered by a feed with one entry, known by its id: a paper may be called "Error". */
static bool is_error(struct feed_entry *e, struct feed_facts *f)
{
	if (str_find(feed_text(e, "id"), "arxiv.org/api/errors") < 0)
		return false;
	f->refused = true;
	field_copy(feed_text(e, "summary"), f->why, sizeof f->why);
	if (!f->why[0])
		field_copy(STR_LIT("no reason given"), f->why, sizeof f->why);
	return true;
}

/* *cut where its end never came: half a paper is none. */
static int take_entry(struct feed_entry *e, const struct intake *in, struct feed_facts *f, bool *cut)
{
	const char *why;

	f->entries++;
	e->a = &in->batch->arena;
	if (!xml_ended(e->node)) {
		*cut = true;
		return in->bad(in->data, xml_line(e->node), "an entry that is broken off");
	}
	if (is_error(e, f))
		return 0;
	note_moment(feed_text(e, "updated"), f->oldest, f->newest);
	note_moment(feed_text(e, "published"), f->first, NULL);
	e->paper = batch_add(in->batch);
	e->arxiv = false;
	why = read_entry(e);
	if (!*why)
		return in->paper(in->data, in->batch);
	in->batch->n--;
	return in->bad(in->data, xml_line(e->node), why);
}

/* Entries are children of an Atom feed or of RSS 1.0's root; in RSS 2.0 they lie in the channel. */
static const struct xml_node *find_entries(const struct xml_node *root, const char **name)
{
	const struct xml_node *channel = xml_child(root, "channel");

	*name = xml_is(root, "feed") ? "entry" : "item";
	if (xml_is(root, "rss"))
		return channel;
	return xml_is(root, "feed") || xml_is(root, "RDF") ? root : NULL;
}

/* Where tags do not match, the entries behind may lie in the one before. */
static const struct xml_node *next_entry(const struct xml_node *top, const struct xml_node *n, const char *name,
	bool flawed)
{
	if (!flawed)
		return n ? xml_next(n, name) : xml_child(top, name);
	while ((n = xml_walk(top, n)) && !xml_is(n, name))
		;
	return n;
}

static void note_day(const struct xml_node *top, struct feed_facts *f)
{
	static const char *const places[] = {"pubDate", "lastBuildDate", "updated", "date"};
	struct strbuf sb = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	const struct xml_node *n;
	const char *day;

	for (size_t i = 0; !f->day[0] && i < sizeof places / sizeof *places; i++) {
		strbuf_reset(&sb);
		if ((n = xml_child(top, places[i])))
			xml_text(n, NULL, &sb);
		day = field_date(str_trim(strbuf_str(&sb)), &a);
		if (day && strlen(day) == 10)
			memcpy(f->day, day, 11);
	}
	strbuf_release(&sb);
	arena_release(&a);
}

int feed_read(struct str text, const struct intake *in, struct feed_facts *facts, struct err *err)
{
	struct feed_entry e = {.sb = STRBUF_INIT};
	const struct xml_node *top;
	const char *name;
	bool cut = false;
	struct xml *x;
	int rc;

	*facts = (struct feed_facts){.total = -1, .start = -1};
	rc = xml_read(&x, text, &facts->repaired, err);
	if (rc < 0)
		return rc;
	facts->flaw = xml_flaw(x);
	top = find_entries(xml_root(x), &name);
	if (!top) {
		rc = err_set(err, ERR_FAILED, "no feed: it begins with <%s>", xml_name(xml_root(x)));
		goto out;
	}
	facts->total = number_in(top, "totalResults", &e.sb);
	facts->start = number_in(top, "startIndex", &e.sb);
	note_day(top, facts);
	note_refusal(top, facts);
	while (rc >= 0 && (e.node = next_entry(top, e.node, name, facts->repaired)))
		rc = take_entry(&e, in, facts, &cut);
	if (rc >= 0 && !cut && !xml_whole(x))
		rc = in->bad(in->data, facts->flaw, "broken off here; what could be read is taken");
out:
	strbuf_release(&e.sb);
	xml_free(x);
	return rc < 0 ? rc : 0;
}

/* ---- a file ---- */

static int read_feed(struct str text, const struct intake *in, struct err *err)
{
	struct feed_facts f;
	int rc = feed_read(text, in, &f, err);

	if (rc == 0 && f.refused)
		rc = err_set(err, ERR_FAILED, "arXiv says: %s", f.why);
	return rc;
}

static int sniff(struct str text)
{
	return xml_begins(text, "feed rss RDF") ? 85 : 0;
}

const struct format format_feed = {
	.name = "feed",
	.suffix = ".atom .rss .xml",
	.doc = "Atom and RSS: arXiv's answers and announcements, any journal's feed",
	.sniff = sniff,
	.read = read_feed,
};
