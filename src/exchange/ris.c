/*
 * ris - the tagged format of reference managers (Research Information Systems, "RIS Format
 * Specifications", 2011): "TY  - JOUR" opens a record, "ER  - " closes it, a line without a tag
 * goes on with the one before.
 */
#include "base/clock.h"
#include "exchange/field.h"
#include "exchange/person.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

/* ---- reading ---- */

struct tag_line {
	struct str tag, value;
};

/*
 * "AU  - Mi, Peng": two letters or digits, blanks, a hyphen; files in use have one or two blanks.
 */
static bool read_tag(struct str line, struct tag_line *t)
{
	size_t i = 2;

	if (line.n < 4 || !ch_upper(line.p[0]) || !ch_alnum(line.p[1]) || line.p[2] != ' ')
		return false;
	while (i < line.n && line.p[i] == ' ')
		i++;
	if (i > 4 || i == line.n || line.p[i] != '-')
		return false;
	t->tag = str_sub(line, 0, 2);
	t->value = str_trim(str_sub(line, i + 1, line.n));
	return true;
}

struct reading {
	const struct intake *in;
	struct paper *paper; /* NULL outside of a record */
	size_t line, first; /* at hand; of the record's TY */
	struct str tag; /* whose value is being collected */
	struct strbuf value;
};

enum what {
	WHAT_TITLE,
	WHAT_AUTHOR,
	WHAT_DATE,
	WHAT_YEAR,
	WHAT_DOI,
	WHAT_URL,
	WHAT_ABSTRACT,
	WHAT_VENUE,
	WHAT_NOTE,
	WHAT_KEYWORD
};

static const struct {
	const char *tag;
	enum what what;
} tags[] = {
	{"TI", WHAT_TITLE},
	{"T1", WHAT_TITLE},
	{"CT", WHAT_TITLE},
	{"AU", WHAT_AUTHOR},
	{"A1", WHAT_AUTHOR},
	{"DA", WHAT_DATE},
	{"PY", WHAT_YEAR},
	{"Y1", WHAT_YEAR},
	{"DO", WHAT_DOI},
	{"UR", WHAT_URL},
	{"AB", WHAT_ABSTRACT},
	{"N2", WHAT_ABSTRACT},
	{"JO", WHAT_VENUE},
	{"JF", WHAT_VENUE},
	{"T2", WHAT_VENUE},
	{"N1", WHAT_NOTE},
	{"KW", WHAT_KEYWORD},
};

static void take_date(struct paper *p, struct str value, bool year, struct arena *a)
{
	if (!year || !p->date) /* DA is the finer one */
		p->date = field_date(value, a);
}

static void take_url(struct paper *p, struct str value, struct arena *a)
{
	const char *id = field_id(value, a, &p->version);

	if (id && (!p->id || paper_id_arxiv(id)))
		p->id = id;
	else if (!id)
		field_link(value, LINK_PAGE, a, &p->links);
}

static void take_venue(struct paper *p, struct str value, struct arena *a)
{
	const char *id;

	if (!field_is_arxiv(value, a, &id))
		p->venue = field_text(value, a);
	else if (id && (!p->id || !paper_id_arxiv(p->id)))
		p->id = id;
}

static void take(struct paper *p, enum what what, struct str value, struct arena *a)
{
	switch (what) {
	case WHAT_TITLE:
		p->title_tex = field_line(value, a);
		break;
	case WHAT_AUTHOR:
		field_author_turned(value, a, &p->authors);
		break;
	case WHAT_DATE:
	case WHAT_YEAR:
		take_date(p, value, what == WHAT_YEAR, a);
		break;
	case WHAT_DOI:
		p->doi = field_doi(value, a);
		break;
	case WHAT_URL:
		take_url(p, value, a);
		break;
	case WHAT_ABSTRACT:
		p->abstract_tex = field_line(value, a);
		break;
	case WHAT_VENUE:
		take_venue(p, value, a);
		break;
	case WHAT_NOTE:
		p->comments = field_line(value, a);
		break;
	case WHAT_KEYWORD:
		field_keywords(value, a, &p->keywords);
		break;
	}
}

/* The value that was collected is whole. */
static void settle(struct reading *r)
{
	for (size_t i = 0; r->paper && i < sizeof tags / sizeof *tags; i++)
		if (str_eqz(r->tag, tags[i].tag) && r->value.len)
			take(r->paper, tags[i].what, strbuf_str(&r->value), &r->in->batch->arena);
	strbuf_reset(&r->value);
	r->tag = (struct str){NULL, 0};
}

static int close_record(struct reading *r)
{
	struct paper *p = r->paper;

	settle(r);
	r->paper = NULL;
	if (!p)
		return 0;
	if (!p->title_tex) {
		r->in->batch->n--;
		return r->in->bad(r->in->data, r->first, "the record has no title");
	}
	if (!p->id && p->doi)
		p->id = field_id(str_of(p->doi), &r->in->batch->arena, NULL);
	return r->in->paper(r->in->data, r->in->batch);
}

static int open_record(struct reading *r)
{
	int rc = close_record(r); /* where ER is missing */

	if (rc == 0) {
		r->paper = batch_add(r->in->batch);
		r->first = r->line;
	}
	return rc;
}

static int take_line(struct reading *r, struct str line)
{
	struct tag_line t;

	if (!read_tag(line, &t)) {
		if (r->tag.p && line.n) {
			strbuf_addch(&r->value, ' ');
			strbuf_addstr(&r->value, line);
		}
		return 0;
	}
	if (str_eqz(t.tag, "TY"))
		return open_record(r);
	if (str_eqz(t.tag, "ER"))
		return close_record(r);
	if (!r->paper)
		return r->in->bad(
			r->in->data, r->line, "a field outside of a record (TY is missing)");
	settle(r);
	r->tag = t.tag;
	strbuf_addstr(&r->value, t.value);
	return 0;
}

static int read_ris(struct str text, const struct intake *in, struct err *err)
{
	struct reading r = {.in = in, .value = STRBUF_INIT};
	struct str line;
	int rc = 0;

	(void)err;
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	while (rc == 0 && str_line(&text, &line)) {
		r.line++;
		rc = take_line(&r, str_trim(line));
	}
	if (rc == 0)
		rc = close_record(&r);
	strbuf_release(&r.value);
	return rc;
}

/* Some programs put a line of their own in front. */
static int sniff(struct str text)
{
	struct str line;
	struct tag_line t;

	for (int tries = 0; tries < 5 && str_line(&text, &line); tries += str_trim(line).n > 0)
		if (read_tag(line, &t) && str_eqz(t.tag, "TY"))
			return tries ? 60 : 90;
	return 0;
}

/* ---- writing ---- */

static void add(struct strbuf *out, const char *tag, const char *value)
{
	if (value && *value)
		strbuf_addf(out, "%s  - %s\r\n", tag, value);
}

static void add_author(struct strbuf *out, const char *name)
{
	struct person p = person_read(name);

	strbuf_addf(out, "AU  - %.*s", STR_ARG(p.family));
	if (p.given.n)
		strbuf_addf(out, ", %.*s", STR_ARG(p.given));
	if (p.suffix.n)
		strbuf_addf(out, ", %.*s", STR_ARG(p.suffix));
	strbuf_addz(out, "\r\n");
}

static void add_dates(struct strbuf *out, const char *date)
{
	int year, month, day;

	if (!date || !date_parse(str_of(date), &year, &month, &day))
		return;
	strbuf_addf(out, "PY  - %04d\r\n", year);
	if (month)
		strbuf_addf(out, day ? "DA  - %04d/%02d/%02d\r\n" : "DA  - %04d/%02d\r\n", year,
			month, day);
}

static void write_ris(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	struct arena a = ARENA_INIT;

	add(out, "TY", p->venue ? "JOUR" : "GEN");
	add(out, "TI", p->title ? p->title : p->title_tex);
	for (size_t i = 0; i < p->authors.n; i++)
		add_author(out, p->authors.at[i]);
	add_dates(out, p->date);
	add(out, "JO", p->venue);
	add(out, "DO", p->doi ? p->doi : p->id ? paper_id_doi(p->id) : NULL);
	add(out, "UR", p->id ? paper_id_page(p->id, &a) : NULL);
	add(out, "AB", p->abstract ? p->abstract : p->abstract_tex);
	for (size_t i = 0; m && i < m->tags.n; i++)
		add(out, "KW", m->tags.at[i]);
	for (size_t i = 0; i < p->keywords.n; i++)
		add(out, "KW", p->keywords.at[i]);
	strbuf_addz(out, "ER  - \r\n");
	arena_release(&a);
}

const struct format format_ris = {
	.name = "ris",
	.suffix = ".ris",
	.doc = "RIS, for reference managers",
	.sniff = sniff,
	.read = read_ris,
	.write = write_ris,
	.between = "\r\n",
};
