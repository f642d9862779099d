#include "paper_doc.h"

#include "base/arena.h"
#include "paper/paper_id.h"
#include "state.h"
#include "text/width.h"

enum {
	LABEL = 10,	   /* the column where what a label names begins */
	RELATED_LEAST = 5, /* so many related papers are shown, however weak */
};

#define WEAK 0.10 /* the score below which two papers share no more than any two of a field do */

/* ---- links ---- */

const char *link_shown(const struct link *l)
{
	const char *p = strstr(l->url, "://");

	return p ? p + 3 : l->url;
}

enum style verdict_style(enum link_verdict verdict)
{
	static const enum style styles[LINK_VERDICTS] = {
		[VERDICT_UNKNOWN] = STYLE_DIM,
		[VERDICT_LIVE] = STYLE_GOOD,
		[VERDICT_MOVED] = STYLE_GOOD,
		[VERDICT_ARCHIVED] = STYLE_POOR,
		[VERDICT_EMPTY] = STYLE_POOR,
		[VERDICT_PLACEHOLDER] = STYLE_POOR,
		[VERDICT_GONE] = STYLE_BAD,
	};

	return styles[verdict];
}

void link_verdict(const struct link *l, struct rich *r)
{
	if (l->verdict == VERDICT_UNKNOWN) {
		if (l->kind == LINK_CODE)
			rich_z(r, "not visited", STYLE_DIM);
		return;
	}
	rich_z(r, link_verdict_names[l->verdict], verdict_style(l->verdict));
	if (l->reason)
		rich_f(r, STYLE_TEXT, " · %s", l->reason);
	if (l->stars >= 0)
		rich_f(r, STYLE_DIM, " · ★ %lld", (long long)l->stars);
	if (l->language)
		rich_f(r, STYLE_DIM, " · %s", l->language);
	if (l->license)
		rich_f(r, STYLE_DIM, " · %s", l->license);
	if (l->pushed)
		rich_f(r, STYLE_DIM, " · pushed %.10s", l->pushed);
	if (l->checked)
		rich_f(r, STYLE_DIM, " · seen %.10s", l->checked);
}

static void add_links(struct doc *d, const struct paper *p, struct rich *r)
{
	static const char *const labels[LINK_KINDS] = {"Code", "Data", "Model", "Paper", "Page"};

	for (int kind = 0; kind < LINK_KINDS; kind++) {
		bool first = true;

		for (size_t i = 0; i < p->links.n; i++) {
			const struct link *l = &p->links.at[i];
			int target;

			if ((int)l->kind != kind)
				continue;
			rich_reset(r);
			target = doc_target(d, TARGET_LINK, (int64_t)i + 1, l->url, true);
			rich_f(r, STYLE_KEY, "[%zu] ", i + 1);
			rich_add(r, str_of(link_shown(l)), STYLE_LINK, target);
			rich_z(r, "  ", STYLE_TEXT);
			link_verdict(l, r);
			doc_label(d, first ? labels[kind] : "", r, LABEL);
			first = false;
		}
	}
	if (!p->links.n && p->code_badge) {
		rich_reset(r);
		rich_z(r, "the listing says there is code, but gives no link", STYLE_DIM);
		doc_label(d, labels[LINK_CODE], r, LABEL);
	}
}

/* ---- tags and marks ---- */

/* A query that finds what has this tag: field:"name". */
static const char *tag_query(struct doc *d, const char *field, const char *name)
{
	return arena_printf(&d->names, "%s:\"%s\"", field, name);
}

static void add_target(
	struct doc *d, struct rich *r, const char *text, enum style style, const char *query)
{
	int target = doc_target(d, TARGET_QUERY, 0, query, false);

	if (r->text.len)
		rich_z(r, ", ", STYLE_DIM);
	rich_add(r, str_of(text), style, target);
}

static void add_tags(struct doc *d, const struct paper *p, struct rich *r, enum tag_kind kind,
	bool introduced, const char *label)
{
	enum style style = kind == TAG_DATASET ? STYLE_DATASET : STYLE_METHOD;

	rich_reset(r);
	for (size_t i = 0; i < p->tags.n; i++) {
		const struct tag *t = &p->tags.at[i];

		if (t->kind == kind && t->introduced == introduced)
			add_target(
				d, r, t->name, style, tag_query(d, tag_kind_names[kind], t->name));
	}
	if (r->text.len)
		doc_label(d, label, r, LABEL);
}

/* "Sparse Mixture of Experts (SMILE)": a long name with the short one that the paper has for it. */
static const char *with_short_form(struct doc *d, const struct paper *p, const struct tag *t)
{
	struct str name = str_of(t->name), shortest = name;

	for (size_t i = 0; i < t->spots.n; i++) {
		const struct tag_spot *at = &t->spots.at[i];
		struct str field = str_of(at->field == FIELD_TITLE ? p->title : p->abstract);
		struct str form = str_sub(field, at->at, (size_t)at->at + at->len);

		if (form.n && form.n < shortest.n)
			shortest = form;
	}
	if (str_chr(name, ' ') < 0 || str_chr(shortest, ' ') >= 0)
		return t->name;
	return arena_printf(&d->names, "%s (%.*s)", t->name, STR_ARG(shortest));
}

/* What a paper introduces, of both kinds, in one line. */
static void add_introduced(struct doc *d, const struct paper *p, struct rich *r)
{
	rich_reset(r);
	for (size_t i = 0; i < p->tags.n; i++) {
		const struct tag *t = &p->tags.at[i];

		if (t->introduced)
			add_target(d, r, with_short_form(d, p, t),
				t->kind == TAG_DATASET ? STYLE_DATASET : STYLE_METHOD,
				tag_query(d, tag_kind_names[t->kind], t->name));
	}
	if (r->text.len)
		doc_label(d, "New here", r, LABEL);
}

static void add_names(struct doc *d, const struct strs *names, struct rich *r, const char *label,
	const char *field)
{
	rich_reset(r);
	for (size_t i = 0; i < names->n; i++)
		add_target(d, r, names->at[i], STYLE_TAG, tag_query(d, field, names->at[i]));
	if (r->text.len)
		doc_label(d, label, r, LABEL);
}

static void add_marks(struct doc *d, const struct paper *p, const struct marks *m, struct rich *r)
{
	rich_reset(r);
	if (m->news) {
		rich_z(r, m->news, STYLE_GOOD);
		doc_label(d, "News", r, LABEL);
		rich_reset(r);
	}
	if (paper_is_updated(p, m))
		rich_f(r, STYLE_UNREAD, "v%d since you read it", p->version);
	if (m->starred) {
		rich_z(r, r->text.len ? " · " : "", STYLE_DIM);
		rich_z(r, "★ starred", STYLE_STAR);
	}
	if (m->state != STATE_NONE) {
		rich_z(r, r->text.len ? " · " : "", STYLE_DIM);
		rich_z(r, paper_state_names[m->state], STYLE_STATE);
	}
	if (r->text.len)
		doc_label(d, "Marked", r, LABEL);
	add_names(d, &m->tags, r, "Tags", "tag");
	add_names(d, &m->lists, r, "Lists", "list");
	if (m->note) {
		rich_reset(r);
		rich_z(r, m->note, STYLE_TEXT);
		doc_label(d, "Note", r, LABEL);
	}
}

/* ---- the abstract with its tags and links ---- */

struct spot {
	size_t at, to;
	enum style style;
	int target;
};

struct spots {
	VEC_OF(struct spot);
};

static int by_place(const void *x, const void *y)
{
	const struct spot *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->to > b->to ? -1 : a->to < b->to;
}

static void find_tags(
	struct doc *d, const struct paper *p, enum tag_field field, struct spots *spots)
{
	for (size_t i = 0; i < p->tags.n; i++) {
		const struct tag *t = &p->tags.at[i];
		enum style style = t->kind == TAG_DATASET ? STYLE_DATASET : STYLE_METHOD;
		int target = doc_target(
			d, TARGET_QUERY, 0, tag_query(d, tag_kind_names[t->kind], t->name), false);

		for (size_t k = 0; k < t->spots.n; k++) {
			const struct tag_spot *s = &t->spots.at[k];

			if (s->field == field)
				vec_push(spots, (struct spot){s->at, (size_t)s->at + s->len, style,
							target});
		}
	}
}

/* The link whose place (without the scheme) a word of the text shows, or NO_TARGET. */
static int link_of_word(struct doc *d, const struct paper *p, struct str word, size_t *n)
{
	for (size_t i = 0; i < p->links.n; i++) {
		const char *shown = link_shown(&p->links.at[i]);
		ptrdiff_t at = str_find(word, shown);

		if (at < 0)
			continue;
		*n = (size_t)at + strlen(shown);
		return doc_target(d, TARGET_LINK, (int64_t)i + 1, p->links.at[i].url, false);
	}
	return NO_TARGET;
}

static void find_links(struct doc *d, const struct paper *p, struct str text, struct spots *spots)
{
	struct str rest = text, word;

	while (p->links.n && str_split(&rest, ' ', &word)) {
		size_t at = (size_t)(word.p - text.p), n;
		int target;

		if (word.n < 6 || str_chr(word, '.') < 0 || str_chr(word, '/') < 0)
			continue;
		target = link_of_word(d, p, word, &n);
		if (target != NO_TARGET)
			vec_push(spots, (struct spot){at, at + n, STYLE_LINK, target});
	}
}

/* Spots may lie in each other: the longest at the earliest place wins. */
static void add_spotted(
	struct rich *r, struct str text, const struct spots *spots, enum style style)
{
	size_t at = 0;

	for (size_t i = 0; i < spots->n; i++) {
		const struct spot *s = &spots->at[i];

		if (s->at < at || s->to > text.n || s->to <= s->at)
			continue;
		rich_add(r, str_sub(text, at, s->at), style, NO_TARGET);
		rich_add(r, str_sub(text, s->at, s->to), s->style, s->target);
		at = s->to;
	}
	rich_add(r, str_sub(text, at, text.n), style, NO_TARGET);
}

static void add_abstract(struct doc *d, const struct paper *p, struct rich *r)
{
	struct str text = str_of(p->abstract ? p->abstract : "");
	struct spots spots = {0};

	rich_reset(r);
	if (!text.n) {
		rich_z(r, "No abstract.", STYLE_DIM);
		doc_flow(d, r, 0, 0);
		return;
	}
	find_tags(d, p, FIELD_ABSTRACT, &spots);
	find_links(d, p, text, &spots);
	if (spots.n)
		qsort(spots.at, spots.n, sizeof *spots.at, by_place);
	add_spotted(r, text, &spots, STYLE_TEXT);
	doc_flow(d, r, 0, 0);
	vec_release(&spots);
}

/* ---- the head ---- */

static void add_authors(struct doc *d, const struct paper *p, struct rich *r)
{
	rich_reset(r);
	for (size_t i = 0; i < p->authors.n; i++) {
		rich_z(r, i ? ", " : "", STYLE_DIM);
		rich_z(r, p->authors.at[i], STYLE_AUTHOR);
	}
	if (p->et_al)
		rich_z(r, p->authors.n ? " et al." : "et al.", STYLE_AUTHOR);
	if (p->affiliation)
		rich_f(r, STYLE_DIM, " · %s", p->affiliation);
	if (r->text.len)
		doc_flow(d, r, 0, 0);
}

static void add_fact(struct rich *r, const char *fact)
{
	if (!fact || !*fact)
		return;
	if (r->text.len)
		rich_z(r, " · ", STYLE_DIM);
	rich_z(r, fact, STYLE_DATE);
}

static void add_facts(struct doc *d, const struct paper *p, struct rich *r)
{
	rich_reset(r);
	add_fact(r, p->date);
	for (size_t i = 0; i < p->categories.n; i++) {
		rich_z(r, i ? " " : " · ", STYLE_DIM);
		rich_z(r, p->categories.at[i], STYLE_CATEGORY);
	}
	add_fact(r, p->venue);
	if (!paper_id_is_key(p->id))
		add_fact(r, p->id);
	if (p->version > 1)
		rich_f(r, STYLE_DATE, " · v%d", p->version);
	if (p->withdrawn)
		rich_z(r, " · withdrawn", STYLE_BAD);
	doc_flow(d, r, 0, 0);
	if (p->comments) {
		rich_reset(r);
		rich_z(r, p->comments, STYLE_DIM);
		doc_flow(d, r, 0, 0);
	}
	if (p->keywords.n) {
		rich_reset(r);
		for (size_t i = 0; i < p->keywords.n; i++)
			rich_f(r, STYLE_DIM, "%s%s", i ? ", " : "Keywords: ", p->keywords.at[i]);
		doc_flow(d, r, 0, 0);
	}
}

static void add_title(struct doc *d, const char *title, struct rich *r)
{
	rich_reset(r);
	rich_z(r, title ? title : "Without a title", STYLE_TITLE);
	doc_flow(d, r, 0, 0);
}

static void add_raw(struct doc *d, const char *text, struct rich *r)
{
	rich_reset(r);
	rich_z(r, text ? text : "No abstract.", text ? STYLE_TEXT : STYLE_DIM);
	doc_flow(d, r, 0, 0);
}

void paper_doc(struct doc *d, const struct paper *p, const struct marks *m, bool raw)
{
	struct rich r = RICH_INIT;

	add_title(d, raw && p->title_tex ? p->title_tex : p->title, &r);
	add_authors(d, p, &r);
	add_facts(d, p, &r);
	add_links(d, p, &r);
	add_introduced(d, p, &r);
	add_tags(d, p, &r, TAG_DATASET, false, "Datasets");
	add_tags(d, p, &r, TAG_METHOD, false, "Methods");
	add_marks(d, p, m, &r);
	doc_line(d, NULL, STYLE_TEXT);
	if (raw)
		add_raw(d, p->abstract_tex ? p->abstract_tex : p->abstract, &r);
	else
		add_abstract(d, p, &r);
	rich_release(&r);
}

/* The reason in one line, as much of it as fits; cut where even the strongest does not. */
static void add_reason(
	struct doc *d, const struct neighbour *n, struct rich *r, struct arena *a, int target)
{
	int room = d->width - 2;
	struct str reason;

	rich_reset(r);
	if (n->date) {
		rich_add(r, str_of(arena_printf(a, "%.7s  ", n->date)), STYLE_DATE, target);
		room -= text_width(strbuf_str(&r->text));
	}
	reason = str_of(reasons_line(&n->why, room, a));
	if (text_width(reason) > room && room > 1) {
		reason = str_trim(str_sub(reason, 0, text_fit(reason, room - 1)));
		rich_add(r, reason, STYLE_REASON, target);
		reason = STR_LIT("…");
	}
	rich_add(r, reason, STYLE_REASON, target);
	if (r->text.len)
		doc_flow(d, r, 2, 2);
}

/* Under its neighbour, what is shared set off. */
static void add_unfolded(struct doc *d, const struct shared_text *t, struct rich *r)
{
	struct str text = str_of(t->abstract ? t->abstract : "No abstract.");
	size_t at = 0;

	rich_reset(r);
	for (size_t i = 0; i < t->spans.n; i++) {
		const struct shared_span *s = &t->spans.at[i];

		rich_add(r, str_sub(text, at, s->from), STYLE_TEXT, NO_TARGET);
		rich_add(r, str_sub(text, s->from, s->to), STYLE_SHARED, NO_TARGET);
		at = s->to;
	}
	rich_add(r, str_sub(text, at, text.n), t->abstract ? STYLE_TEXT : STYLE_DIM, NO_TARGET);
	doc_flow(d, r, 4, 4);
}

/* Papers that have next to nothing in common only stand between the reader and those that have. */
static size_t worth_reading(const struct neighbours *found)
{
	size_t n = found->n;

	while (n > RELATED_LEAST && found->at[n - 1].score < WEAK)
		n--;
	return n;
}

void related_doc(struct doc *d, const struct neighbours *found, int64_t open, const struct shared_text *text)
{
	struct rich r = RICH_INIT;
	struct arena a = ARENA_INIT;
	size_t shown = worth_reading(found);

	for (size_t i = 0; i < shown; i++) {
		const struct neighbour *n = &found->at[i];
		int target = doc_target(d, TARGET_RELATED, (int64_t)i, n->id, true);

		rich_reset(&r);
		rich_add(&r, str_of(n->title ? n->title : n->id), STYLE_TEXT, target);
		doc_flow(d, &r, 0, 2);
		add_reason(d, n, &r, &a, target);
		if (n->num == open)
			add_unfolded(d, text, &r);
	}
	if (shown < found->n)
		doc_line(d, arena_printf(&a, "%zu more have little in common with it.", found->n - shown), STYLE_DIM);
	arena_release(&a);
	rich_release(&r);
}
