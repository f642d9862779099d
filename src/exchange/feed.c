#include "exchange/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/xml.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

static const char arxiv_space[] = "http://arxiv.org/schemas/atom";

struct reading {
	struct arena *a;
	const struct xml_node *entry;
	struct paper *paper;
	bool arxiv;       /* a record of arXiv's: its texts are TeX, never HTML */
	struct strbuf sb; /* of one element */
};

/* ---- texts ---- */

/* The text of a child element, as it stands; empty where it is missing. Good until the next call. */
static struct str text_of(struct reading *r, const char *name)
{
	const struct xml_node *n = xml_child(r->entry, name);

	strbuf_reset(&r->sb);
	if (n)
		xml_text(n, NULL, &r->sb);
	return str_trim(strbuf_str(&r->sb));
}

static bool has_markup(struct str s)
{
	return str_chr(s, '<') >= 0 || str_chr(s, '&') >= 0;
}

static bool unread_part(const struct xml_node *n)
{
	return xml_is(n, "script") || xml_is(n, "style");
}

/* What a browser would show of HTML inside a feed. */
static const char *from_html(struct str text, struct arena *a)
{
	struct strbuf plain = STRBUF_INIT;
	const char *line = NULL;
	struct xml *x;

	if (xml_read_html(&x, text, NULL) == 0) {
		xml_text(xml_root(x), unread_part, &plain);
		line = field_line(strbuf_str(&plain), a);
		xml_free(x);
	}
	strbuf_release(&plain);
	return line;
}

static const char *line_of(struct reading *r, const char *name)
{
	struct str text = text_of(r, name);

	return r->arxiv || !has_markup(text) ? field_line(text, r->a) : from_html(text, r->a);
}

/* ---- who it is ---- */

/* The id in "oai:arXiv.org:2508.13426v1", "http://arxiv.org/abs/…" or any other form of one. */
static const char *read_id(struct reading *r, struct str text)
{
	const char *id, *line = field_line(text, r->a); /* a repaired feed may hold broken UTF-8 */
	int version = 0;

	text = str_of(line ? line : "");
	if (str_case_starts(text, "oai:arXiv.org:"))
		text = str_sub(text, strlen("oai:arXiv.org:"), text.n);
	id = text.n ? paper_id_read(text, r->a, &version) : NULL;
	if (!id || (!paper_id_arxiv(id) && !paper_id_doi(id)))
		return NULL; /* "tag:…", "urn:…": names of entries, not of papers */
	if (version)
		r->paper->version = version;
	return id;
}

static void identify(struct reading *r)
{
	static const char *const places[] = {"id", "guid", "link"};

	for (size_t i = 0; !r->paper->id && i < sizeof places / sizeof *places; i++)
		r->paper->id = read_id(r, text_of(r, places[i]));
	for (const struct xml_node *n = xml_child(r->entry, "link"); !r->paper->id && n; n = xml_next(n, "link"))
		r->paper->id = read_id(r, str_of(xml_attr(n, "href")));
	r->arxiv = r->paper->id && paper_id_arxiv(r->paper->id);
}

/* ---- authors, categories, links ---- */

/* dc:creator: one element with all names, or one a name. */
static void read_creators(struct reading *r)
{
	const struct xml_node *first = xml_child(r->entry, "creator");
	bool only = first && !xml_next(first, "creator");

	for (const struct xml_node *n = first; n; n = xml_next(n, "creator")) {
		strbuf_reset(&r->sb);
		xml_text(n, NULL, &r->sb);
		if (only)
			r->paper->et_al = field_authors(strbuf_str(&r->sb), r->a, &r->paper->authors);
		else
			field_author(strbuf_str(&r->sb), r->a, &r->paper->authors);
	}
}

static void read_authors(struct reading *r)
{
	const struct xml_node *name;

	for (const struct xml_node *n = xml_child(r->entry, "author"); n; n = xml_next(n, "author")) {
		name = xml_child(n, "name");
		strbuf_reset(&r->sb);
		xml_text(name ? name : n, NULL, &r->sb);
		if (name || str_chr(strbuf_str(&r->sb), '@') < 0) /* RSS 2.0 has an e-mail address there */
			field_author(strbuf_str(&r->sb), r->a, &r->paper->authors);
	}
	if (!r->paper->authors.n)
		read_creators(r);
}

/* The primary one first. Terms of other schemes (MSC, ACM classes of old records) are no categories. */
static void read_categories(struct reading *r)
{
	const struct xml_node *primary = xml_child(r->entry, "primary_category");

	if (primary)
		category_add(str_of(xml_attr(primary, "term")), r->a, &r->paper->categories);
	for (const struct xml_node *n = xml_child(r->entry, "category"); n; n = xml_next(n, "category")) {
		const char *scheme = xml_attr(n, "scheme"), *term = xml_attr(n, "term");

		strbuf_reset(&r->sb);
		if (!*term)
			xml_text(n, NULL, &r->sb);
		if (!*scheme || !strcmp(scheme, arxiv_space))
			category_add(*term ? str_of(term) : strbuf_str(&r->sb), r->a, &r->paper->categories);
	}
}

/* arXiv's own pages are known by the id; of others the page is a link. */
static void read_links(struct reading *r)
{
	if (r->arxiv)
		return;
	for (const struct xml_node *n = xml_child(r->entry, "link"); n; n = xml_next(n, "link")) {
		const char *href = xml_attr(n, "href"), *rel = xml_attr(n, "rel");

		strbuf_reset(&r->sb);
		if (!*href)
			xml_text(n, NULL, &r->sb);
		if (!*rel || !strcmp(rel, "alternate"))
			field_link(*href ? str_of(href) : str_trim(strbuf_str(&r->sb)), LINK_PAGE, r->a,
				&r->paper->links);
	}
}

/* ---- announcements ---- */

/* Takes "arXiv:2508.13426v1 Announce Type: cross \nAbstract: " off; its parts stand in elements of their own. */
static struct str after_announcement(struct str text)
{
	static const char mark[] = "Abstract:";
	ptrdiff_t at;

	if (!str_case_starts(text, "arXiv:") || str_find(str_sub(text, 0, 200), "Announce Type:") < 0)
		return text;
	at = str_find(str_sub(text, 0, 200), mark);
	return at < 0 ? text : str_trim(str_sub(text, (size_t)at + strlen(mark), text.n));
}

/*
 * The day of an announcement is that of a first version only where the paper is new; the id tells the month of the
 * others.
 */
static void read_announcement_dates(struct reading *r, struct str type)
{
	struct paper *p = r->paper;
	const char *day = NULL;

	if (xml_child(r->entry, "pubDate"))
		day = field_date(text_of(r, "pubDate"), r->a);
	if (!day)
		day = field_date(text_of(r, "published"), r->a);
	if (str_starts(type, "new"))
		p->date = day;
	else
		p->date = paper_id_month(p->id, r->a);
	if (str_starts(type, "replace") && !str_starts(type, "replace-cross"))
		p->updated = day;
}

static void read_dates(struct reading *r)
{
	static const char *const first[] = {"published", "pubDate", "date", "issued"};
	struct strbuf type = STRBUF_INIT;

	strbuf_addstr(&type, text_of(r, "announce_type"));
	if (r->arxiv && type.len) {
		read_announcement_dates(r, strbuf_str(&type));
	} else {
		for (size_t i = 0; !r->paper->date && i < sizeof first / sizeof *first; i++)
			r->paper->date = field_date(text_of(r, first[i]), r->a);
		r->paper->updated = field_date(text_of(r, "updated"), r->a);
		if (!r->paper->date)
			r->paper->date = r->paper->updated;
	}
	strbuf_release(&type);
}

/* ---- one entry ---- */

static const char *read_abstract(struct reading *r)
{
	static const char *const places[] = {"summary", "description", "content", "encoded"};
	const char *abstract = NULL;

	for (size_t i = 0; !abstract && i < sizeof places / sizeof *places; i++) {
		if (r->arxiv)
			abstract = field_line(after_announcement(text_of(r, places[i])), r->a);
		else
			abstract = line_of(r, places[i]);
	}
	return abstract;
}

/* "" or why there is no paper in it. */
static const char *read_entry(struct reading *r)
{
	struct paper *p = r->paper;

	identify(r);
	p->title_tex = line_of(r, "title");
	if (!p->title_tex)
		return "an entry without a title";
	p->abstract_tex = read_abstract(r);
	read_authors(r);
	read_categories(r);
	read_dates(r);
	p->comments = field_line(text_of(r, "comment"), r->a);
	p->venue = field_text(text_of(r, "journal_ref"), r->a);
	if (!p->venue)
		p->venue = field_text(text_of(r, "journal_reference"), r->a);
	p->doi = field_doi(text_of(r, "doi"), r->a);
	if (!p->doi)
		p->doi = field_doi(text_of(r, "DOI"), r->a);
	read_links(r);
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

/* A query that is wrong is answered by a feed with one entry, known by its id: a paper may be called "Error". */
static bool is_error(struct reading *r, struct feed_facts *f)
{
	if (str_find(text_of(r, "id"), "arxiv.org/api/errors") < 0)
		return false;
	f->refused = true;
	field_copy(text_of(r, "summary"), f->why, sizeof f->why);
	if (!f->why[0])
		field_copy(STR_LIT("no reason given"), f->why, sizeof f->why);
	return true;
}

static int take_entry(struct reading *r, const struct intake *in, struct feed_facts *f)
{
	const char *why;

	f->entries++;
	r->a = &in->batch->arena;
	if (is_error(r, f))
		return 0;
	note_moment(text_of(r, "updated"), f->oldest, f->newest);
	note_moment(text_of(r, "published"), f->first, NULL);
	r->paper = batch_add(in->batch);
	r->arxiv = false;
	why = read_entry(r);
	if (!*why)
		return in->paper(in->data, in->batch);
	in->batch->n--;
	return in->bad(in->data, xml_line(r->entry), why);
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
	struct reading r = {.sb = STRBUF_INIT};
	const struct xml_node *top;
	const char *name;
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
	facts->total = number_in(top, "totalResults", &r.sb);
	facts->start = number_in(top, "startIndex", &r.sb);
	note_day(top, facts);
	for (r.entry = xml_child(top, name); rc >= 0 && r.entry; r.entry = xml_next(r.entry, name))
		rc = take_entry(&r, in, facts);
out:
	strbuf_release(&r.sb);
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
	if (rc == 0 && f.flaw)
		rc = in->bad(in->data, f.flaw, "broken off here; what could be read is taken");
	return rc;
}

/* By the root element, behind a declaration and comments. */
static int sniff(struct str text)
{
	static const char *const roots[] = {"<feed", "<rss", "<rdf:RDF", "<atom:feed"};

	if (!str_starts(str_trim(text), "<"))
		return 0;
	text = str_sub(text, 0, 2000);
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (str_find(text, roots[i]) >= 0)
			return 85;
	return 0;
}

const struct format format_feed = {
	.name = "feed",
	.suffix = ".atom .rss .xml",
	.doc = "Atom and RSS: arXiv's answers and announcements, any journal's feed",
	.sniff = sniff,
	.read = read_feed,
};
