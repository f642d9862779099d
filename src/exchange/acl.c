/*
 * acl - the ACL Anthology's own files: a collection of volumes of papers (acl-org/acl-anthology, data/xml and
 * schema.rnc).
 *
 *	<collection id="2021.cinlp"><volume id="1">
 *	  <meta><booktitle>…</booktitle><month>November</month><year>2021</year></meta>
 *	  <frontmatter>…</frontmatter>
 *	  <paper id="8"><title>The <fixed-case>BERT</fixed-case> of <tex-math>k</tex-math></title>
 *	    <author><first>Ann</first><last>Lee</last></author> … </paper>
 *
 * Text is Unicode; only what stands in <tex-math> is TeX. The front matter is no paper, and its editors are no authors.
 */
#include "base/clock.h"
#include "base/xml.h"
#include "exchange/field.h"
#include "exchange/rows.h"
#include "text/tex.h"

enum { LONGEST_VENUE = 1000 }; /* every paper of a volume has a copy */

struct volume {
	const char *collection, *id;
	const char *date, *venue;
};

struct reading {
	const struct intake *in;
	const struct xml_node *node; /* of the paper */
	struct paper *paper;
	struct volume volume;
	struct strbuf sb, plain; /* of one element: as it came, and readable */
	bool math;               /* within <tex-math> */
	struct arena *arena; /* of what is being read */
	bool cut;            /* a paper's end never came */
};

/* ---- texts with inline markup ---- */

static void on_text(void *data, struct str text)
{
	struct reading *r = data;
	struct strbuf math = STRBUF_INIT;

	if (r->math) {
		strbuf_addf(&math, "$%.*s$", STR_ARG(text));
		strbuf_addstr(&r->sb, strbuf_str(&math));
		tex_to_text(strbuf_str(&math), &r->plain);
	} else {
		strbuf_addstr(&r->sb, text);
		strbuf_addstr(&r->plain, text);
	}
	strbuf_release(&math);
}

static bool on_enter(void *data, const struct xml_node *child)
{
	struct reading *r = data;

	r->math |= xml_is(child, "tex-math");
	return true;
}

static void on_leave(void *data, const struct xml_node *child)
{
	struct reading *r = data;

	if (xml_is(child, "tex-math"))
		r->math = false;
}

/* The element's text in both forms; *plain and *tex are NULL where there is none. */
static void marked_up(struct reading *r, const char *name, const char **plain, const char **tex)
{
	const struct xml_sink sink = {on_text, on_enter, on_leave, r};
	const struct xml_node *n = xml_child(r->node, name);

	strbuf_reset(&r->sb);
	strbuf_reset(&r->plain);
	r->math = false;
	if (n)
		xml_each(n, &sink);
	*plain = field_line(strbuf_str(&r->plain), r->arena);
	*tex = field_line(strbuf_str(&r->sb), r->arena);
}

/* The text of a child of parent; empty where it is missing. Good until the next call. */
static struct str text_of(struct reading *r, const struct xml_node *parent, const char *name)
{
	const struct xml_node *n = xml_child(parent, name);

	strbuf_reset(&r->sb);
	if (n)
		xml_text(n, NULL, &r->sb);
	return str_trim(strbuf_str(&r->sb));
}

/* ---- what a volume says for all of its papers ---- */

/* The first word that names a month: "July 5th - July 10th", "June-August". */
static int month_of(struct str text)
{
	size_t from = 0, to;

	for (; from < text.n; from = to + 1) {
		for (to = from; to < text.n && ch_alpha(text.p[to]); to++)
			;
		if (date_month(str_sub(text, from, to)))
			return date_month(str_sub(text, from, to));
	}
	return 0;
}

/* "2021-11", or "2021"; NULL where there is no year. */
static const char *date_of(struct reading *r, const struct xml_node *n)
{
	int year = field_number(text_of(r, n, "year")), month;

	if (year < 1000 || year > 9999)
		return NULL;
	month = month_of(text_of(r, n, "month"));
	return month ? arena_printf(r->arena, "%04d-%02d", year, month) : arena_printf(r->arena, "%04d", year);
}

/* A book of proceedings, or a journal with volume and issue. */
static const char *venue_of(struct reading *r, const struct xml_node *n)
{
	const char *book = field_line(text_of(r, n, "booktitle"), r->arena);
	const char *journal = field_line(text_of(r, n, "journal-title"), r->arena);
	const char *volume = field_line(text_of(r, n, "journal-volume"), r->arena);
	const char *issue = field_line(text_of(r, n, "journal-issue"), r->arena);

	if (!journal || book)
		return book;
	if (!volume)
		return journal;
	return issue ? arena_printf(r->arena, "%s %s(%s)", journal, volume, issue)
		     : arena_printf(r->arena, "%s %s", journal, volume);
}

/* ---- identifiers ---- */

/* Workshops of before 2020 have two digits for each, all others one for the volume. */
static bool has_wide_volumes(const char *collection, int volume)
{
	return collection[0] == 'W' || !strcmp(collection, "C69") || (!strcmp(collection, "D19") && volume >= 5);
}

/* "2021.cinlp-1.8"; before 2020 "P19-1008" and "W19-0108". */
static const char *identifier(struct reading *r)
{
	const struct volume *v = &r->volume;
	struct str number = str_of(xml_attr(r->node, "id"));
	int volume = field_number(str_of(v->id)), paper = field_number(number);
	const char *id;

	if (!*v->collection || !*v->id || !number.n)
		return NULL;
	if (ch_digit(v->collection[0]))
		id = arena_printf(r->arena, "acl:%s-%s.%.*s", v->collection, v->id, STR_ARG(number));
	else if (has_wide_volumes(v->collection, volume))
		id = arena_printf(r->arena, "acl:%s-%02d%02d", v->collection, volume, paper);
	else
		id = arena_printf(r->arena, "acl:%s-%d%03d", v->collection, volume, paper);
	return field_id(str_of(id), r->arena, NULL);
}

/* ---- a paper ---- */

static void take_authors(struct reading *r)
{
	struct paper *p = r->paper;

	for (const struct xml_node *n = xml_child(r->node, "author"); n; n = xml_next(n, "author")) {
		struct strbuf name = STRBUF_INIT;
		const char *line;

		strbuf_addstr(&name, text_of(r, n, "first"));
		strbuf_addch(&name, ' ');
		strbuf_addstr(&name, text_of(r, n, "last"));
		line = field_line(strbuf_str(&name), r->arena);
		if (line)
			vec_push_in(r->arena, &p->authors, line);
		if (!p->affiliation)
			p->affiliation = field_line(text_of(r, n, "affiliation"), r->arena);
		strbuf_release(&name);
	}
}

/* The first version has no element; each later one has its number, and most have a date. */
static void take_revisions(struct reading *r)
{
	struct paper *p = r->paper;

	for (const struct xml_node *n = xml_child(r->node, "revision"); n; n = xml_next(n, "revision")) {
		int version = field_number(str_of(xml_attr(n, "id")));

		if (version < p->version)
			continue;
		p->version = version;
		p->updated = field_date(str_of(xml_attr(n, "date")), r->arena);
	}
}

static void take_links(struct reading *r)
{
	struct paper *p = r->paper;

	for (const struct xml_node *n = xml_child(r->node, "pwccode"); n; n = xml_next(n, "pwccode"))
		field_link(str_of(xml_attr(n, "url")), LINK_CODE, r->arena, &p->links);
	field_link(text_of(r, r->node, "url"), LINK_PAGE, r->arena, &p->links); /* an id elsewhere is no URL */
}

static void take_fields(struct reading *r)
{
	struct paper *p = r->paper;

	p->id = identifier(r);
	marked_up(r, "title", &p->title, &p->title_tex);
	marked_up(r, "abstract", &p->abstract, &p->abstract_tex);
	take_authors(r);
	take_revisions(r);
	take_links(r);
	p->date = date_of(r, r->node);
	if (!p->date)
		p->date = arena_strdup(r->arena, r->volume.date);
	p->venue = venue_of(r, r->node);
	if (!p->venue)
		p->venue = arena_strdup(r->arena, r->volume.venue);
	p->doi = field_doi(text_of(r, r->node, "doi"), r->arena);
	p->withdrawn = xml_child(r->node, "retracted") || xml_child(r->node, "removed");
}

static int take_paper(struct reading *r, const struct xml_node *n)
{
	const char *why = NULL;

	if (!xml_ended(n)) {
		r->cut = true;
		return r->in->bad(r->in->data, xml_line(n), "a paper that is broken off");
	}
	r->node = n;
	r->paper = batch_add(r->in->batch);
	take_fields(r);
	if (!r->paper->title)
		why = "a paper without a title";
	else if (!r->paper->id)
		why = "a paper without an identifier";
	if (!why)
		return r->in->paper(r->in->data, r->in->batch);
	r->in->batch->n--;
	return r->in->bad(r->in->data, xml_line(n), why);
}

/* What a volume says of its papers outlives the batch that they go to. */
static int take_volume(struct reading *r, const struct xml_node *volume, const char *collection)
{
	const struct xml_node *meta = xml_child(volume, "meta");
	struct arena own = ARENA_INIT;
	int rc = 0;

	r->arena = &own;
	r->volume = (struct volume){.collection = collection, .id = xml_attr(volume, "id")};
	if (meta) {
		r->volume.date = date_of(r, meta);
		r->volume.venue = venue_of(r, meta);
	}
	if (r->volume.venue && strlen(r->volume.venue) > LONGEST_VENUE)
		r->volume.venue = NULL;
	r->arena = &r->in->batch->arena;
	for (const struct xml_node *n = xml_child(volume, "paper"); n && rc == 0; n = xml_next(n, "paper"))
		rc = take_paper(r, n);
	arena_release(&own);
	return rc;
}

static int read_collection(const struct xml *x, const struct intake *in, struct err *err)
{
	const struct xml_node *root = xml_root(x);
	struct reading r = {.in = in, .sb = STRBUF_INIT, .plain = STRBUF_INIT};
	int rc = 0;

	if (!xml_is(root, "collection"))
		return err_set(err, ERR_FAILED, "no collection of the ACL Anthology: it begins with <%s>",
			xml_name(root));
	for (const struct xml_node *n = xml_child(root, "volume"); n && rc == 0; n = xml_next(n, "volume"))
		rc = take_volume(&r, n, xml_attr(root, "id"));
	if (rc == 0 && !r.cut && !xml_whole(x))
		rc = in->bad(in->data, xml_flaw(x), "broken off here; what could be read is taken");
	strbuf_release(&r.sb);
	strbuf_release(&r.plain);
	return rc;
}

static int read_acl(struct str text, const struct intake *in, struct err *err)
{
	struct xml *x;
	int rc = xml_read(&x, text, NULL, err);

	if (rc < 0)
		return rc;
	rc = read_collection(x, in, err);
	xml_free(x);
	return rc;
}

static int sniff(struct str text)
{
	return xml_begins(text, "collection") && str_find(text, "<collection id=") >= 0 ? 90 : 0;
}

const struct format format_acl = {
	.name = "acl",
	.suffix = ".xml",
	.doc = "a collection of the ACL Anthology",
	.sniff = sniff,
	.read = read_acl,
};
