/*
 * listing - abstracts as a web page shows them, scraped to plain text: for each paper a badge line,
 * title and authors run together, the abstract. Two passes: the first learns names and words, the
 * second reads.
 *
 *	LGOct 11, 2022Code
 *	Deep Residual Learning for Image RecognitionKaiming He, Xiangyu Zhang et al. · lab
 *	Deeper neural networks are more difficult to train …
 *
 * Blank lines, title and authors on lines of their own and a badge in pieces are read as well. A
 * record that cannot be read is reported with its first line; reading goes on at the next badge.
 */
#include "base/mem.h"
#include "base/strbuf.h"
#include "exchange/badge.h"
#include "exchange/field.h"
#include "exchange/rows.h"
#include "exchange/seam.h"

enum { LEFT_OF_A_BADGE = 40 };

struct line {
	struct str text;
	size_t number; /* in the file, from 1 */
};

struct lines {
	VEC_OF(struct line);
};

/* One paper's lines, blank ones left out. */
struct record {
	struct badge badge;
	size_t number; /* line of the badge */
	const char *wrong; /* why it cannot be read, or NULL so far */
	const struct line *body;
	size_t n;
};

/* The line with the authors at its end, taken apart. */
struct heading {
	struct str people; /* without "et al." and affiliation; perhaps the title in front */
	struct str affiliation;
	bool et_al;
};

static const char dot_sep[] = " \xC2\xB7 "; /* " · " */

/* ---- the heading ---- */

/* Where "et al." ends s or stands before " · affiliation"; -1: nowhere. */
static ptrdiff_t find_et_al(struct str s)
{
	static const char et_al[] = " et al.";
	size_t n = sizeof et_al - 1;

	for (size_t i = s.n; i >= n; i--) {
		struct str rest = str_sub(s, i, s.n);

		if (s.p[i - 1] == '.' && str_starts(str_sub(s, i - n, i), et_al)
			&& (!rest.n || str_starts(rest, dot_sep)))
			return (ptrdiff_t)(i - n);
	}
	return -1;
}

static struct heading heading_of(struct str line)
{
	struct heading h = {line, {NULL, 0}, false};
	ptrdiff_t at = find_et_al(line);

	if (at < 0)
		return h;
	h.people = str_sub(line, 0, (size_t)at);
	h.et_al = true;
	h.affiliation =
		str_sub(line, (size_t)at + sizeof " et al." - 1 + sizeof dot_sep - 1, line.n);
	while (str_ends(h.people, ","))
		h.people.n--;
	return h;
}

/* A list without "et al." may have " · affiliation" behind it, or a title may hold the dot. */
static bool cut_affiliation(struct heading *h)
{
	ptrdiff_t at = h->et_al ? -1 : str_find(h->people, dot_sep);

	if (at < 0)
		return false;
	h->affiliation = str_sub(h->people, (size_t)at + sizeof dot_sep - 1, h->people.n);
	h->people = str_sub(h->people, 0, (size_t)at);
	return true;
}

/* ---- records ---- */

static void split_lines(struct str text, struct lines *lines)
{
	struct str line;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	for (size_t n = 1; str_line(&text, &line); n++) {
		line = str_trim(line);
		if (line.n)
			vec_push(lines, (struct line){line, n});
	}
}

/* How many lines from `at` on are a badge: 0, 1, or more where it is spread over lines. */
static size_t take_badge(
	const struct lines *lines, size_t at, struct badge *b, enum badge_kind *kind)
{
	size_t n = 1;

	*kind = badge_read(lines->at[at].text, b);
	if (*kind == BADGE_NONE && badge_category(lines->at[at].text) && at + 1 < lines->n) {
		*kind = badge_read(lines->at[at + 1].text, b);
		if (b->category.n)
			*kind = BADGE_NONE;
		b->category = lines->at[at].text;
		n = 2;
	}
	if (*kind == BADGE_NONE)
		return 0;
	if (at + n < lines->n && str_case_eq(lines->at[at + n].text, STR_LIT("Code"))) {
		b->code = true;
		n++;
	}
	return n;
}

/* Takes the record that begins at *at; one without a badge runs to the next badge, too. */
static void take_record(const struct lines *lines, size_t *at, struct record *r)
{
	enum badge_kind kind;
	struct badge next;
	size_t n = take_badge(lines, *at, &r->badge, &kind);

	r->number = lines->at[*at].number;
	r->wrong = NULL;
	if (!n)
		r->wrong = "a record without category and date";
	else if (kind == BADGE_WRONG)
		r->wrong = "there is no such date";
	else if (!r->badge.category.n)
		r->wrong = "the category is missing";
	*at += n;
	r->body = lines->at + *at;
	r->n = 0;
	while (*at < lines->n && !take_badge(lines, *at, &next, &kind)) {
		++*at;
		r->n++;
	}
}

/* ---- reading ---- */

struct records {
	VEC_OF(struct record);
};

struct reading {
	struct lore lore;
	const struct intake *in;
	struct lines lines;
	struct records records;
	bool own_lines; /* the rule here: authors have a line of their own */
};

/* A paper's texts, found. */
struct parts {
	struct str title, people;
	struct heading heading;
	size_t abstract; /* index of its first line */
};

static bool split_heading(
	const struct lore *l, const struct map *words, struct heading *h, struct parts *p)
{
	struct seam seam;
	struct heading cut = *h;

	if (cut_affiliation(&cut) && seam_find(l, words, cut.people, false, &seam)
		&& seam.score > 0)
		*h = cut;
	else if (!seam_find(l, words, h->people, h->et_al, &seam))
		return false;
	p->title = str_trim(str_sub(h->people, 0, seam.title_end));
	p->people = str_sub(h->people, seam.authors, h->people.n);
	p->heading = *h;
	return p->title.n > 0;
}

/*
 * Title and authors on lines of their own? In a listing where that is the rule nearly any second
 * line is taken for authors; elsewhere only one that is names beyond doubt.
 */
static bool own_lines(const struct lore *l, const struct record *r, bool rule, struct parts *p)
{
	struct heading h;
	double names, first;

	if (r->n < 2 || find_et_al(r->body[0].text) >= 0)
		return false;
	h = heading_of(r->body[1].text);
	if (!h.et_al)
		cut_affiliation(&h);
	names = seam_names(l, h.people, &first);
	if (names < (rule ? -7 : h.et_al ? -5 : -2.5) || (!rule && first < -8))
		return false;
	*p = (struct parts){r->body[0].text, h.people, h, 2};
	return true;
}

/* Whether most records have their authors on a line of their own. */
static bool own_lines_rule(const struct reading *rd)
{
	size_t own = 0, all = 0;
	struct parts p;

	for (size_t i = 0; i < rd->records.n; i++) {
		all += rd->records.at[i].n > 1;
		own += own_lines(&rd->lore, &rd->records.at[i], false, &p);
	}
	return own * 2 > all;
}

/* A title that goes on in the next line, behind which the authors stand. */
static bool two_lines(
	const struct reading *rd, const struct record *r, const struct map *words, struct parts *p)
{
	struct arena *a = &rd->in->batch->arena;
	struct seam seam;
	struct heading h;

	if (r->n < 3 || find_et_al(r->body[0].text) >= 0 || find_et_al(r->body[1].text) < 0)
		return false;
	if (seam_find(&rd->lore, words, r->body[0].text, false, &seam) && seam.score > 0)
		return false; /* the first line has authors of its own */
	h = heading_of(str_of(
		arena_printf(a, "%.*s %.*s", STR_ARG(r->body[0].text), STR_ARG(r->body[1].text))));
	p->abstract = 2;
	return split_heading(&rd->lore, words, &h, p);
}

static const char *find_parts(
	const struct reading *rd, const struct record *r, const struct map *words, struct parts *p)
{
	struct heading h;

	if (!r->n)
		return "title, authors and abstract are missing";
	if (own_lines(&rd->lore, r, rd->own_lines, p))
		return r->n > 2 ? NULL : "the abstract is missing";
	if (r->n < 2)
		return "the abstract is missing";
	if (two_lines(rd, r, words, p))
		return NULL;
	h = heading_of(r->body[0].text);
	p->abstract = 1;
	if (!split_heading(&rd->lore, words, &h, p))
		return "no place found where the title ends and the authors begin";
	return NULL;
}

/*
 * Whether a record that lost its badge begins at line i of this one: authors stand in it, or in the
 * next one and this is what is left of the badge.
 */
static bool lost_record(const struct record *r, size_t i)
{
	struct str line = r->body[i].text;

	if (find_et_al(line) >= 0)
		return true;
	return line.n <= LEFT_OF_A_BADGE && !str_ends(line, ".") && i + 1 < r->n
	       && find_et_al(r->body[i + 1].text) >= 0;
}

static const char *abstract_of(const struct record *r, size_t first, size_t *used, struct arena *a)
{
	struct strbuf sb = STRBUF_INIT;
	const char *line;
	size_t i;

	for (i = first; i < r->n && (i == first || !lost_record(r, i)); i++) {
		strbuf_addstr(&sb, r->body[i].text);
		strbuf_addch(&sb, ' ');
	}
	*used = i;
	line = field_line(strbuf_str(&sb), a);
	strbuf_release(&sb);
	return line;
}

/* One piece between commas: a name, or two with "and" between them. */
static void add_piece(struct str piece, struct arena *a, struct strs *authors)
{
	ptrdiff_t and;

	if (str_starts(piece, "and "))
		piece = str_sub(piece, 4, piece.n);
	while ((and = str_find(piece, " and ")) > 0) {
		field_author(str_sub(piece, 0, (size_t) and), a, authors);
		piece = str_sub(piece, (size_t) and +5, piece.n);
	}
	field_author(piece, a, authors);
}

static void add_people(struct str people, struct arena *a, struct strs *authors)
{
	while (people.n) {
		ptrdiff_t comma = str_find(people, ", ");
		size_t n = comma < 0 ? people.n : (size_t)comma;

		add_piece(str_sub(people, 0, n), a, authors);
		people = str_sub(people, n + 2, people.n);
	}
}

static void fill(
	struct paper *p, const struct record *r, const struct parts *parts, struct arena *a)
{
	const struct badge *b = &r->badge;

	p->title_tex = field_line(parts->title, a);
	add_people(parts->people, a, &p->authors);
	p->et_al = parts->heading.et_al;
	p->affiliation = field_line(parts->heading.affiliation, a);
	p->date = arena_printf(a, "%04d-%02d-%02d", b->year, b->month, b->day);
	p->code_badge = b->code;
	field_words(b->category, a, &p->categories);
}

static int bad(const struct reading *rd, size_t line, const char *why)
{
	return rd->in->bad(rd->in->data, line, why);
}

/* Reports each record without a badge from line i of this one on. */
static int tell_lost(const struct reading *rd, const struct record *r, size_t i)
{
	int rc = 0;

	while (rc == 0 && i < r->n) {
		bool badge_left = find_et_al(r->body[i].text) < 0;

		if (lost_record(r, i)) {
			rc = bad(rd, r->body[i].number, "a record without category and date");
			i += badge_left; /* its authors come next and are no other record */
		}
		i++;
	}
	return rc;
}

static int read_record(const struct reading *rd, const struct record *r)
{
	struct map words = MAP_INIT;
	struct parts parts = {.abstract = 0};
	const char *why = r->wrong;
	struct batch *batch = rd->in->batch;
	struct paper *p;
	size_t used = 0;
	int rc;

	for (size_t i = 1; i < r->n; i++)
		words_add(&words, r->body[i].text);
	if (!why)
		why = find_parts(rd, r, &words, &parts);
	map_release(&words);
	if (why)
		return bad(rd, r->number, why);
	p = batch_add(batch);
	fill(p, r, &parts, &batch->arena);
	p->abstract_tex = abstract_of(r, parts.abstract, &used, &batch->arena);
	if (!p->title_tex) {
		batch->n--;
		return bad(rd, r->number, "the title is missing");
	}
	rc = rd->in->paper(rd->in->data, batch);
	return rc < 0 ? rc : tell_lost(rd, r, used);
}

/*
 * The first pass, texts before names: every line that is running text, every line that may hold
 * authors.
 */
static void learn_text(struct lore *l, const struct record *r)
{
	for (size_t i = 1; i < r->n; i++)
		if (i > 1 || r->n == 2
			|| (str_ends(r->body[1].text, ".") && find_et_al(r->body[1].text) < 0))
			lore_add_text(l, r->body[i].text);
}

static void learn_people(struct lore *l, const struct record *r)
{
	struct heading h;

	if (!r->n)
		return;
	h = heading_of(r->body[0].text);
	if (!h.et_al && r->n > 2 && find_et_al(r->body[1].text) >= 0)
		h = heading_of(r->body[1].text);
	lore_add_people(l, h.people, h.et_al);
}

static void learn(struct reading *rd)
{
	for (size_t i = 0; i < rd->records.n; i++)
		learn_text(&rd->lore, &rd->records.at[i]);
	for (size_t i = 0; i < rd->records.n; i++)
		learn_people(&rd->lore, &rd->records.at[i]);
}

static void split_records(struct reading *rd)
{
	size_t at = 0;

	while (at < rd->lines.n) {
		struct record r;

		take_record(&rd->lines, &at, &r);
		vec_push(&rd->records, r);
	}
}

static int read_listing(struct str text, const struct intake *in, struct err *err)
{
	struct reading rd = {.in = in};
	int rc = 0;

	(void)err;
	split_lines(text, &rd.lines);
	split_records(&rd);
	learn(&rd);
	rd.own_lines = own_lines_rule(&rd);
	for (size_t i = 0; rc == 0 && i < rd.records.n; i++)
		rc = read_record(&rd, &rd.records.at[i]);
	lore_release(&rd.lore);
	vec_release(&rd.lines);
	vec_release(&rd.records);
	return rc;
}

static int sniff(struct str text)
{
	struct badge badge;
	struct str line;
	int sure = 80;

	while (str_line(&text, &line)) {
		if (badge_read(line, &badge) != BADGE_NONE)
			return sure;
		if (str_trim(line).n)
			sure = 60; /* the first record may be a broken one */
	}
	return 0;
}

const struct format format_listing = {
	.name = "listing",
	.suffix = ".txt .lst",
	.doc = "an abstract listing as scraped text: badge, title with authors, abstract",
	.sniff = sniff,
	.read = read_listing,
};
