#include "exchange/oai.h"

#include <string.h>

#include "base/xml.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

struct record {
	struct arena *a;
	struct paper *paper;
	bool old;              /* of the server before 2025 */
	bool cut;              /* a record's end never came */
	struct strbuf sb;      /* of one element */
	const char *created, *updated; /* as the formats arXiv and oai_dc have them */
};

/* The text of an element. Good until the next call. */
static struct str text_of(struct record *r, const struct xml_node *n)
{
	strbuf_reset(&r->sb);
	if (n)
		xml_text(n, NULL, &r->sb);
	return str_trim(strbuf_str(&r->sb));
}

/* ---- fields ---- */

static void take_id(struct record *r, const struct xml_node *n)
{
	const char *id = field_id(text_of(r, n), r->a, NULL);

	if (id && paper_id_arxiv(id))
		r->paper->id = id;
}

static void take_title(struct record *r, const struct xml_node *n)
{
	r->paper->title_tex = field_line(text_of(r, n), r->a);
}

static void take_abstract(struct record *r, const struct xml_node *n)
{
	r->paper->abstract_tex = field_line(text_of(r, n), r->a);
}

static void take_comments(struct record *r, const struct xml_node *n)
{
	r->paper->comments = field_line(text_of(r, n), r->a);
}

static void take_journal(struct record *r, const struct xml_node *n)
{
	r->paper->venue = field_text(text_of(r, n), r->a);
}

static void take_doi(struct record *r, const struct xml_node *n)
{
	if (!r->paper->doi)
		r->paper->doi = field_doi(text_of(r, n), r->a);
}

static void take_categories(struct record *r, const struct xml_node *n)
{
	struct str words, word;

	for (words = text_of(r, n); str_split(&words, ' ', &word);)
		category_add(word, r->a, &r->paper->categories);
}

static void take_created(struct record *r, const struct xml_node *n)
{
	r->created = field_date(text_of(r, n), r->a);
}

static void take_updated(struct record *r, const struct xml_node *n)
{
	r->updated = field_date(text_of(r, n), r->a);
}

/* <author><keyname/><forenames/><suffix/></author>; a group has a keyname only. */
static void add_author(struct record *r, const struct xml_node *author)
{
	struct strbuf given = STRBUF_INIT, suffix = STRBUF_INIT;
	struct str family;

	strbuf_addstr(&given, text_of(r, xml_child(author, "forenames")));
	strbuf_addstr(&suffix, text_of(r, xml_child(author, "suffix")));
	family = text_of(r, xml_child(author, "keyname"));
	field_author_parts(strbuf_str(&given), family, strbuf_str(&suffix), r->a, &r->paper->authors);
	if (!r->paper->affiliation)
		r->paper->affiliation = field_text(text_of(r, xml_child(author, "affiliation")), r->a);
	strbuf_release(&given);
	strbuf_release(&suffix);
}

/* Elements below, or all names in one string (arXivRaw). */
static void take_authors(struct record *r, const struct xml_node *n)
{
	const struct xml_node *author = xml_child(n, "author");

	if (!author)
		r->paper->et_al |= field_authors(text_of(r, n), r->a, &r->paper->authors);
	for (; author; author = xml_next(author, "author"))
		add_author(r, author);
}

/* <version version="v2"><date>Fri, 31 Aug 2012 19:29:54 GMT</date>…</version>, in any order. */
static void take_version(struct record *r, const struct xml_node *n)
{
	struct paper *p = r->paper;
	int version = field_number(str_of(xml_attr(n, "version")));
	const char *day = field_date(text_of(r, xml_child(n, "date")), r->a);

	if (version < 1)
		return;
	if (version == 1)
		p->date = day;
	if (version > p->version) {
		p->version = version;
		p->updated = day;
		p->withdrawn = str_chr(text_of(r, xml_child(n, "source_type")), 'I') >= 0;
	}
}

/* ---- Dublin Core ---- */

static void take_creator(struct record *r, const struct xml_node *n)
{
	field_author_turned(text_of(r, n), r->a, &r->paper->authors);
}

/* The abstract, then the comments, which arXiv gives a label: "Comment: 12 pages". */
static void take_description(struct record *r, const struct xml_node *n)
{
	static const char label[] = "Comment: ";
	struct str text = text_of(r, n);

	if (str_starts(text, label))
		text = str_sub(text, strlen(label), text.n);
	if (!r->paper->abstract_tex)
		r->paper->abstract_tex = field_line(text, r->a);
	else if (!r->paper->comments)
		r->paper->comments = field_line(text, r->a);
}

/* Of the first version, then of the others. */
static void take_dc_date(struct record *r, const struct xml_node *n)
{
	if (!r->paper->date)
		r->paper->date = field_date(text_of(r, n), r->a);
	else
		r->paper->updated = field_date(text_of(r, n), r->a);
}

/* The page, a DOI, or where it appeared. */
static void take_identifier(struct record *r, const struct xml_node *n)
{
	struct str text = text_of(r, n);

	if (str_starts(text, "http"))
		take_id(r, n);
	else if (str_case_starts(text, "doi:"))
		take_doi(r, n);
	else
		take_journal(r, n);
}

/* ---- one record ---- */

/* Of all formats: their names do not clash. */
static const struct {
	const char *name;
	void (*take)(struct record *r, const struct xml_node *n);
} fields[] = {
	{"id", take_id},
	{"title", take_title},
	{"authors", take_authors},
	{"abstract", take_abstract},
	{"categories", take_categories},
	{"comments", take_comments},
	{"journal-ref", take_journal},
	{"doi", take_doi},
	{"created", take_created},
	{"updated", take_updated},
	{"version", take_version},
	{"creator", take_creator},
	{"description", take_description},
	{"date", take_dc_date},
	{"identifier", take_identifier},
};

static void take_fields(struct record *r, const struct xml_node *metadata)
{
	for (const struct xml_node *n = xml_child(metadata, NULL); n; n = xml_next(n, NULL))
		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
			if (xml_is(n, fields[i].name))
				fields[i].take(r, n);
}

/* "oai:arXiv.org:hep-th/9711200" */
static void identify(struct record *r, const struct xml_node *header)
{
	struct str text = text_of(r, xml_child(header, "identifier"));
	const char *line = field_line(text, r->a), *last = line ? strrchr(line, ':') : NULL;

	if (last)
		r->paper->id = paper_id_read(str_of(last + 1), r->a, NULL);
}

/* "cs:cs:LG", "physics:hep-th": for formats that have no categories. Old sets are whole archives. */
static void take_sets(struct record *r, const struct xml_node *header)
{
	for (const struct xml_node *n = xml_child(header, "setSpec"); n; n = xml_next(n, "setSpec")) {
		struct str spec = text_of(r, n), part[3];
		size_t parts = 0;
		const char *code;

		while (parts < 3 && str_split(&spec, ':', &part[parts]))
			parts++;
		if (parts < 2)
			continue;
		code = parts == 2 ? arena_str(r->a, part[1])
				  : arena_printf(r->a, "%.*s.%.*s", STR_ARG(part[1]), STR_ARG(part[2]));
		if (!category_has_subjects(code))
			category_add(str_of(code), r->a, &r->paper->categories);
	}
}

/* What `created` and `updated` mean (see the header). */
static void settle_dates(struct record *r)
{
	struct paper *p = r->paper;
	const char *month = p->id ? paper_id_month(p->id, r->a) : NULL;
	bool late = r->created && month && strncmp(r->created, month, strlen(month)) > 0;

	if (p->date || !r->created) {
		if (!p->date)
			p->date = month;
	} else if (late && !r->old) {
		p->date = month;
		p->updated = r->created;
	} else {
		p->date = r->created;
		p->updated = r->old ? r->updated : NULL;
	}
}

/* "" or why there is no paper in it. */
static const char *read_record(struct record *r, const struct xml_node *record)
{
	const struct xml_node *header = xml_child(record, "header"), *metadata = xml_child(record, "metadata");

	metadata = metadata ? xml_child(metadata, NULL) : NULL;
	if (!metadata)
		return "a record without metadata";
	if (header)
		identify(r, header);
	take_fields(r, metadata);
	if (!r->paper->title_tex)
		return "a record without a title";
	if (header && !r->paper->categories.n)
		take_sets(r, header);
	settle_dates(r);
	return "";
}

/* ---- the answer ---- */

static void note_header(struct record *r, const struct xml_node *header, struct oai_facts *f)
{
	struct arena a = ARENA_INIT;
	const char *day = field_date(text_of(r, xml_child(header, "datestamp")), &a);

	f->records++;
	f->deleted += !strcmp(xml_attr(header, "status"), "deleted");
	if (day && strcmp(day, f->newest) > 0)
		field_copy(str_of(day), f->newest, sizeof f->newest);
	arena_release(&a);
}

static int take_record(struct record *r, const struct xml_node *record, const struct intake *in, struct oai_facts *f)
{
	const struct xml_node *header = xml_child(record, "header");
	const char *why;

	if (header)
		note_header(r, header, f);
	else
		f->records++;
	if (header && !strcmp(xml_attr(header, "status"), "deleted"))
		return 0;
	if (!xml_ended(record)) {
		r->cut = true;
		return in->bad(in->data, xml_line(record), "a record that is broken off");
	}
	r->a = &in->batch->arena;
	r->created = r->updated = NULL;
	r->paper = batch_add(in->batch);
	why = read_record(r, record);
	if (!*why)
		return in->paper(in->data, in->batch);
	in->batch->n--;
	return in->bad(in->data, xml_line(record), why);
}

/* The token of the next page. One that does not fit is no token, and going on from a piece of it would be wrong. */
static int take_token(struct record *r, const struct xml_node *list, struct oai_facts *f, struct err *err)
{
	const struct xml_node *token = xml_child(list, "resumptionToken");
	struct str text = text_of(r, token);

	if (token && *xml_attr(token, "completeListSize"))
		f->total = field_number(str_of(xml_attr(token, "completeListSize")));
	if (text.n >= sizeof f->token)
		return err_set(err, ERR_FAILED, "a resumption token of %zu bytes", text.n);
	field_copy(text, f->token, sizeof f->token);
	return 0;
}

static int take_list(struct record *r, const struct xml_node *list, const struct intake *in, struct oai_facts *f,
	struct err *err)
{
	int rc = 0;

	for (const struct xml_node *n = xml_child(list, "record"); rc >= 0 && n; n = xml_next(n, "record"))
		rc = take_record(r, n, in, f);
	return rc < 0 ? rc : take_token(r, list, f, err);
}

static int take_answer(struct record *r, const struct xml_node *root, const struct intake *in, struct oai_facts *f,
	struct err *err)
{
	const struct xml_node *error = xml_child(root, "error"), *list = xml_child(root, "ListRecords");

	field_copy(text_of(r, xml_child(root, "responseDate")), f->asked, sizeof f->asked);
	r->old = str_find(text_of(r, xml_child(root, "request")), "/oai2") >= 0;
	if (error) {
		field_copy(str_of(xml_attr(error, "code")), f->code, sizeof f->code);
		field_copy(text_of(r, error), f->why, sizeof f->why);
		return 0;
	}
	if (!list)
		list = xml_child(root, "GetRecord");
	return list ? take_list(r, list, in, f, err) : err_set(err, ERR_FAILED, "an answer without records");
}

int oai_read(struct str text, const struct intake *in, struct oai_facts *facts, struct err *err)
{
	struct record r = {.sb = STRBUF_INIT};
	struct xml *x;
	int rc;

	*facts = (struct oai_facts){.total = -1};
	rc = xml_read(&x, text, NULL, err);
	if (rc < 0)
		return rc;
	facts->flaw = xml_flaw(x);
	if (xml_is(xml_root(x), "OAI-PMH"))
		rc = take_answer(&r, xml_root(x), in, facts, err);
	else
		rc = err_set(err, ERR_FAILED, "no answer of OAI-PMH: it begins with <%s>", xml_name(xml_root(x)));
	if (rc == 0 && !r.cut && !xml_whole(x))
		rc = in->bad(in->data, facts->flaw, "broken off here; what could be read is taken");
	strbuf_release(&r.sb);
	xml_free(x);
	return rc;
}

/* ---- a file ---- */

static int read_oai(struct str text, const struct intake *in, struct err *err)
{
	struct oai_facts f;
	int rc = oai_read(text, in, &f, err);

	if (rc == 0 && f.code[0] && strcmp(f.code, "noRecordsMatch") != 0)
		rc = err_set(err, ERR_FAILED, "the server says %s: %s", f.code, f.why);
	return rc;
}

static int sniff(struct str text)
{
	return xml_begins(text, "OAI-PMH") ? 95 : 0;
}

const struct format format_oai = {
	.name = "oai",
	.suffix = ".xml",
	.doc = "answers of arXiv's OAI-PMH server",
	.sniff = sniff,
	.read = read_oai,
};
