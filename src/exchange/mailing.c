/*
 * mailing - the abstracts that arXiv sends to its subscribers, and the .abs files that it keeps of each paper: the
 * same record in both.
 *
 *	\\
 *	arXiv:2303.00763                              or   Paper (*cross-listing*): hep-th/9712001
 *	Date: Wed, 1 Mar 2023 19:00:02 GMT   (3197kb,D)
 *	Date (revised v2): …                          or   replaced with revised version …
 *
 *	Title: A title that goes on
 *	  in an indented line
 *	Authors: …
 *	\\
 *	  The abstract
 *	\\ ( https://arxiv.org/abs/2303.00763 ,  3197kb)
 *
 * between rows of dashes. A replaced paper has no abstract and no date of its first version. Seen are the layouts of
 * 1991 to 2026 (arXiv help, "To list new papers", and arXiv-browse's tests).
 */
#include "base/utf8.h"
#include "exchange/categories.h"
#include "exchange/field.h"
#include "exchange/mail.h"
#include "exchange/rows.h"

enum { ROW = 20 }; /* so many dashes are no text */

enum what {
	WHAT_NOTHING,
	WHAT_ID,
	WHAT_DATE,
	WHAT_REVISED,
	WHAT_TITLE,
	WHAT_AUTHORS,
	WHAT_CATEGORIES,
	WHAT_COMMENTS,
	WHAT_VENUE,
	WHAT_DOI,
	WHAT_ABSTRACT
};

/* How the lines of a head begin; the longer one of two that fit stands first. */
static const struct {
	const char *name;
	enum what what;
} names[] = {
	{"arXiv:", WHAT_ID},
	{"Paper:", WHAT_ID},
	{"Paper (", WHAT_ID},
	{"Date (revised", WHAT_REVISED},
	{"Date:", WHAT_DATE},
	{"replaced ", WHAT_REVISED},
	{"Title:", WHAT_TITLE},
	{"Authors:", WHAT_AUTHORS},
	{"Author:", WHAT_AUTHORS},
	{"Categories:", WHAT_CATEGORIES},
	{"Comments:", WHAT_COMMENTS},
	{"Comment:", WHAT_COMMENTS},
	{"Journal-ref:", WHAT_VENUE},
	{"DOI:", WHAT_DOI},
};

enum place { OUTSIDE, HEAD, ABSTRACT };

struct reading {
	const struct intake *in;
	struct mail mail;
	enum place place;
	bool opened;         /* the line before was the mark that may open a record */
	bool quoted;         /* the record has ">" in front of its lines */
	struct paper *paper; /* NULL outside of a record */
	size_t first;        /* line of the record */
	enum what what;      /* whose value is being collected */
	struct strbuf value;
};

#define ARENA(r) (&(r)->in->batch->arena)

/* ---- values ---- */

/* Old records hold bytes of ISO 8859-1, whose characters are Unicode's first 256. */
static void to_utf8(struct strbuf *value)
{
	struct strbuf out = STRBUF_INIT;

	if (utf8_valid(strbuf_str(value)))
		return;
	for (size_t i = 0; i < value->len; i++)
		strbuf_addrune(&out, (unsigned char)value->buf[i]);
	strbuf_release(value);
	*value = out;
}

/* What stands behind the first z. */
static struct str behind(struct str s, const char *z)
{
	ptrdiff_t at = str_find(s, z);

	return at < 0 ? (struct str){NULL, 0} : str_sub(s, (size_t)at + strlen(z), s.n);
}

/* "Wed, 1 Mar 2023 19:00:02 GMT   (0kb,I)": the size of a version that was taken back. */
static bool is_ignored(struct str date)
{
	struct str note = behind(date, "(");

	return str_starts(note, "0kb") || str_chr(behind(note, ","), 'I') >= 0;
}

static void take_version(struct reading *r, struct str date, int version)
{
	struct paper *p = r->paper;
	ptrdiff_t note = str_chr(date, '(');
	const char *day = field_date(note < 0 ? date : str_sub(date, 0, (size_t)note), ARENA(r));

	if (!day)
		return;
	p->updated = day;
	p->withdrawn = is_ignored(date);
	p->version = version;
}

/* Versions stand in their order, so one that has no number has the next. */
static void take_revised(struct reading *r, struct str value)
{
	struct str number = behind(value, "(revised");

	if (!number.p) { /* "replaced with revised version …": of an unknown number */
		take_version(r, behind(value, "version"), 0);
		return;
	}
	number = str_trim(str_sub(number, 0, (size_t)str_chr(number, ')')));
	take_version(r, behind(value, ":"), number.n ? field_number(number) : r->paper->version + 1);
}

/* An old identifier names the archive, and records of its time no category. */
static void take_id(struct reading *r, struct str value)
{
	struct str id = behind(value, ":"), first, archive;

	id = str_trim(id);
	if (!str_split(&id, ' ', &first))
		return;
	r->paper->id = field_id(first, ARENA(r), NULL);
	if (r->paper->id && str_chr(first, '/') > 0 && str_split(&first, '/', &archive))
		category_add(archive, ARENA(r), &r->paper->categories);
}

static void take_categories(struct reading *r, struct str text)
{
	struct str word;

	r->paper->categories.n = 0;
	while (str_split(&text, ' ', &word))
		category_add(str_trim(word), ARENA(r), &r->paper->categories);
}

/* Without its name, which may be "Date:" or "Paper (*cross-listing*):". */
static void take(struct reading *r, enum what what, struct str value)
{
	struct paper *p = r->paper;
	struct str text = what == WHAT_ABSTRACT ? value : behind(value, ":");

	switch (what) {
	case WHAT_NOTHING:
		break;
	case WHAT_ID:
		take_id(r, value);
		break;
	case WHAT_DATE:
		take_version(r, text, 1);
		p->date = p->updated;
		break;
	case WHAT_REVISED:
		take_revised(r, value);
		break;
	case WHAT_TITLE:
		p->title_tex = field_line(text, ARENA(r));
		break;
	case WHAT_AUTHORS:
		p->et_al = field_authors(text, ARENA(r), &p->authors);
		break;
	case WHAT_CATEGORIES:
		take_categories(r, text);
		break;
	case WHAT_COMMENTS:
		p->comments = field_line(text, ARENA(r));
		break;
	case WHAT_VENUE:
		p->venue = field_text(text, ARENA(r));
		break;
	case WHAT_DOI:
		p->doi = field_doi(text, ARENA(r));
		break;
	case WHAT_ABSTRACT:
		p->abstract_tex = field_line(text, ARENA(r));
		break;
	}
}

static void finish_value(struct reading *r)
{
	to_utf8(&r->value);
	if (r->paper)
		take(r, r->what, strbuf_str(&r->value));
	strbuf_reset(&r->value);
	r->what = WHAT_NOTHING;
}

/* ---- records ---- */

static void begin(struct reading *r)
{
	r->place = HEAD;
	r->first = r->mail.line;
	r->paper = batch_add(r->in->batch);
}

static int finish(struct reading *r)
{
	struct paper *p = r->paper;
	const char *why = NULL;

	finish_value(r);
	r->place = OUTSIDE;
	r->paper = NULL;
	if (!p)
		return 0;
	if (!p->id)
		why = p->title_tex ? "the record has no arXiv identifier" : "this is no record of a paper";
	else if (!p->title_tex)
		why = "the record has no title";
	if (!why)
		return r->in->paper(r->in->data, r->in->batch);
	r->in->batch->n--;
	return r->in->bad(r->in->data, r->first, why);
}

/* ---- lines ---- */

static bool is_row(struct str line)
{
	line = str_trim(line);
	if (str_starts(line, "%%--") || str_starts(line, "%%%---"))
		return true;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '-')
			return false;
	return line.n >= ROW;
}

/* "\\" alone, or with the address and the size of the paper behind it. */
static bool is_mark(struct str line)
{
	if (!str_starts(line, "\\\\"))
		return false;
	line = str_trim(str_sub(line, 2, line.n));
	return !line.n || (str_starts(line, "(") && (str_find(line, "http") >= 0 || str_ends(line, "kb)")));
}

static enum what name_of(struct str line)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_case_starts(line, names[i].name))
			return names[i].what;
	return WHAT_NOTHING;
}

static void add_line(struct reading *r, struct str line)
{
	if (r->value.len)
		strbuf_addch(&r->value, '\n');
	strbuf_addstr(&r->value, line);
}

/* Lines that go on are indented; others end the value at hand, known or not. */
static void head_line(struct reading *r, struct str line)
{
	if (line.n && ch_space(line.p[0])) {
		add_line(r, line);
		return;
	}
	finish_value(r);
	r->what = name_of(line);
	add_line(r, line);
}

/* The mark opens a record, parts its head from its abstract, and closes it. */
static int mark_line(struct reading *r, struct str line)
{
	bool bare = str_trim(line).n == 2;

	if (r->place == OUTSIDE) {
		r->opened = bare;
		return 0;
	}
	if (r->place == HEAD && bare) {
		finish_value(r);
		r->place = ABSTRACT;
		r->what = WHAT_ABSTRACT;
		return 0;
	}
	r->opened = bare;
	return finish(r);
}

/* Without the ">" of a mail that was answered. */
static struct str unquoted(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == '>')
		n++;
	return str_sub(line, n && n < line.n && line.p[n] == ' ' ? n + 1 : n, line.n);
}

/* A record that misses its end is ended by the row behind it, and the next one is whole again. */
static int take_line(struct reading *r, struct str line)
{
	bool opened = r->opened;

	if (r->place == OUTSIDE && !opened)
		r->quoted = str_starts(line, ">");
	if (r->quoted)
		line = unquoted(line);
	r->opened = false;
	if (is_mark(line))
		return mark_line(r, line);
	if (is_row(line))
		return finish(r);
	if (r->place == OUTSIDE && opened && name_of(line) != WHAT_NOTHING)
		begin(r);
	if (r->place == HEAD)
		head_line(r, line);
	else if (r->place == ABSTRACT)
		add_line(r, line);
	return 0;
}

static int read_mailing(struct str text, const struct intake *in, struct err *err)
{
	struct reading r = {.in = in, .value = STRBUF_INIT};
	struct str line;
	int rc = 0;

	(void)err;
	mail_open(&r.mail, text);
	while (rc == 0 && mail_line(&r.mail, &line))
		rc = take_line(&r, line);
	if (rc == 0)
		rc = finish(&r);
	mail_close(&r.mail);
	strbuf_release(&r.value);
	return rc;
}

/* The mark with the line of an identifier below it. */
static int sniff(struct str text)
{
	bool opened = false, found = false;
	struct mail m;
	struct str line;

	mail_open(&m, text);
	while (!found && mail_line(&m, &line)) {
		line = unquoted(line);
		found = opened && name_of(line) == WHAT_ID;
		opened = is_mark(line);
	}
	mail_close(&m);
	return found ? 95 : 0;
}

const struct format format_mailing = {
	.name = "mailing",
	.suffix = ".abs .eml .mbox .mail .new",
	.doc = "arXiv's daily mail of abstracts, and its .abs files",
	.sniff = sniff,
	.read = read_mailing,
};
