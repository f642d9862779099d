/*
 * A record is one walk over SQLite's json_tree (https://www.sqlite.org/json1.html), which lists
 * every value of a text, outer before inner, in a single parse. A stack of places says where in the
 * record the walk is; a table says what each field of each place means. Nothing is built in
 * between.
 */
#include "exchange/jsonl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/sql.h"
#include "exchange/field.h"
#include "paper/paper_id.h"

enum { DEEPEST = 8 };

/* Where in a record the walk is; a place that is not known is walked through blindly. */
enum place {
	BLIND,
	RECORD,
	AUTHORS, /* an array, and an object in it */
	AUTHOR,
	PARSED,
	PARSED_ROW,
	CATEGORIES,
	LINKS,
	LINK,
	VERSIONS,
	VERSION,
	USER_TAGS,
	LISTS,
	KEYWORDS,
	PLACES
};

enum column { KEY, TYPE, ATOM, ID, PARENT };
static const char walk_sql[] = "SELECT key, type, atom, id, parent FROM json_tree(?)";

struct walk {
	struct batch *batch;
	struct paper *paper;
	struct jsonl_record *record;
	const char *title, *abstract; /* the readable ones, wanted where there are no raw ones */
	const char *url, *code_url;
	const char *update_date; /* of the record: not before that of the newest version, which is better */
	struct strs parsed; /* authors_parsed, better than authors */
	struct str part[3]; /* family, given and suffix of the row that is being walked */
	struct link link;
	const char *link_url;
	struct {
		int64_t id;
		enum place place;
	} stack[DEEPEST];
	int depth;
};

/* A value that is no container and not null. */
struct value {
	struct str text; /* also of numbers */
	struct stmt *row;
};

typedef void take_fn(struct walk *w, const struct value *v);

#define ARENA(w) (&(w)->batch->arena)

/* Texts are turned into numbers only where one is wanted: true and false are 1 and 0. */
static int64_t number_of(const struct value *v)
{
	return sql_int(v->row, ATOM);
}

static void take_id(struct walk *w, const struct value *v)
{
	int version;

	w->record->id = field_line(v->text, ARENA(w));
	w->paper->id = field_id(v->text, ARENA(w), &version);
	if (version)
		w->paper->version = version;
}

/* A field that is one line of text. */
#define TAKE_LINE(name, where) \
	static void take_##name(struct walk *w, const struct value *v) \
	{ \
		where = field_line(v->text, ARENA(w)); \
	}
TAKE_LINE(title, w->title)
TAKE_LINE(title_tex, w->paper->title_tex)
TAKE_LINE(abstract, w->abstract)
TAKE_LINE(abstract_tex, w->paper->abstract_tex)
TAKE_LINE(affiliation, w->paper->affiliation)
TAKE_LINE(comments, w->paper->comments)
TAKE_LINE(url, w->url)
TAKE_LINE(code_url, w->code_url)
TAKE_LINE(link_url, w->link_url)
TAKE_LINE(language, w->link.language)
TAKE_LINE(license, w->link.license)
TAKE_LINE(description, w->link.description)
TAKE_LINE(checked, w->link.checked)
TAKE_LINE(pushed, w->link.pushed)
TAKE_LINE(repo, w->link.repo)

static void take_venue(struct walk *w, const struct value *v)
{
	w->paper->venue = field_text(v->text, ARENA(w));
}

static void take_doi(struct walk *w, const struct value *v)
{
	w->paper->doi = field_doi(v->text, ARENA(w));
}

static void take_date(struct walk *w, const struct value *v)
{
	w->paper->date = field_date(v->text, ARENA(w));
}

static void take_updated(struct walk *w, const struct value *v)
{
	w->paper->updated = field_date(v->text, ARENA(w));
}

static void take_update_date(struct walk *w, const struct value *v)
{
	w->update_date = field_date(v->text, ARENA(w));
}

static void take_version(struct walk *w, const struct value *v)
{
	w->paper->version = field_number(v->text);
}

/*
 * Versions come oldest first: the first one dates the paper, the number of the last one counts
 * them.
 */
static void take_created(struct walk *w, const struct value *v)
{
	const char *date = field_date(v->text, ARENA(w));

	if (!w->paper->date)
		w->paper->date = date;
	w->paper->updated = date;
}

static void take_et_al(struct walk *w, const struct value *v)
{
	w->paper->et_al |= number_of(v) != 0;
}

static void take_code_badge(struct walk *w, const struct value *v)
{
	w->paper->code_badge = number_of(v) != 0;
}

static void take_authors(struct walk *w, const struct value *v)
{
	w->paper->et_al |= field_authors(v->text, ARENA(w), &w->paper->authors);
}

static void take_author(struct walk *w, const struct value *v)
{
	field_author_turned(v->text, ARENA(w), &w->paper->authors);
}

static void take_categories(struct walk *w, const struct value *v)
{
	field_words(v->text, ARENA(w), &w->paper->categories);
}

static void take_keywords(struct walk *w, const struct value *v)
{
	field_keywords(v->text, ARENA(w), &w->paper->keywords);
}

static void take_keyword(struct walk *w, const struct value *v)
{
	field_keyword(v->text, ARENA(w), &w->paper->keywords);
}

static void take_stars(struct walk *w, const struct value *v)
{
	w->link.stars = number_of(v);
}

/* The place of a word in a table of names, or otherwise. */
static int word_of(struct str word, const char *const *names, int n, int otherwise)
{
	for (int i = 0; i < n; i++)
		if (str_eqz(word, names[i]))
			return i;
	return otherwise;
}

static void take_kind(struct walk *w, const struct value *v)
{
	w->link.kind = (enum link_kind)word_of(v->text, link_kind_names, LINK_KINDS, LINK_PAGE);
}

static void take_from(struct walk *w, const struct value *v)
{
	w->link.from = (enum link_from)word_of(v->text, link_from_names, LINK_FROMS, FROM_USER);
}

static void take_verdict(struct walk *w, const struct value *v)
{
	w->link.verdict = (enum link_verdict)word_of(
		v->text, link_verdict_names, LINK_VERDICTS, VERDICT_UNKNOWN);
}

static void add_mark(struct walk *w, struct strs *marks, const struct value *v)
{
	const char *name = field_line(v->text, ARENA(w));

	if (name)
		vec_push_in(ARENA(w), marks, name);
}

static void take_user_tag(struct walk *w, const struct value *v)
{
	w->record->has_marks = true;
	add_mark(w, &w->record->marks.tags, v);
}

static void take_list(struct walk *w, const struct value *v)
{
	w->record->has_marks = true;
	add_mark(w, &w->record->marks.lists, v);
}

static void take_state(struct walk *w, const struct value *v)
{
	w->record->marks.state =
		(enum paper_state)word_of(v->text, paper_state_names, PAPER_STATES, STATE_NONE);
	w->record->has_marks |= w->record->marks.state != STATE_NONE;
}

static void take_starred(struct walk *w, const struct value *v)
{
	w->record->marks.starred = number_of(v) != 0;
	w->record->has_marks |= w->record->marks.starred;
}

static void take_unread(struct walk *w, const struct value *v)
{
	w->record->marks.unread = number_of(v) != 0;
	w->record->has_marks |= !w->record->marks.unread;
}

static void take_withdrawn(struct walk *w, const struct value *v)
{
	w->paper->withdrawn = number_of(v) != 0;
}

static void take_read_version(struct walk *w, const struct value *v)
{
	w->record->marks.seen_version = field_number(v->text);
}

static void take_note(struct walk *w, const struct value *v)
{
	w->record->marks.note = v->text.n ? arena_str(ARENA(w), v->text) : NULL;
	w->record->has_marks |= v->text.n > 0;
}

/*
 * What a key means where: the value goes to take, an array or object is the place inner. key NULL:
 * the elements of an array. Keys that stand nowhere here are passed over.
 */
static const struct field {
	enum place place;
	struct str key;
	take_fn *take;
	enum place inner;
} fields[] = {
#define KEY(z) {z, sizeof z - 1}
	{RECORD, KEY("id"), take_id, BLIND},
	{RECORD, KEY("title"), take_title, BLIND},
	{RECORD, KEY("title_tex"), take_title_tex, BLIND},
	{RECORD, KEY("abstract"), take_abstract, BLIND},
	{RECORD, KEY("abstract_tex"), take_abstract_tex, BLIND},
	{RECORD, KEY("authors"), take_authors, AUTHORS},
	{RECORD, KEY("authors_parsed"), NULL, PARSED},
	{RECORD, KEY("et_al"), take_et_al, BLIND},
	{RECORD, KEY("affiliation"), take_affiliation, BLIND},
	{RECORD, KEY("date"), take_date, BLIND},
	{RECORD, KEY("updated"), take_updated, BLIND},
	{RECORD, KEY("update_date"), take_update_date, BLIND},
	{RECORD, KEY("version"), take_version, BLIND},
	{RECORD, KEY("versions"), NULL, VERSIONS},
	{RECORD, KEY("categories"), take_categories, CATEGORIES},
	{RECORD, KEY("keywords"), take_keywords, KEYWORDS},
	{RECORD, KEY("code_badge"), take_code_badge, BLIND},
	{RECORD, KEY("comments"), take_comments, BLIND},
	{RECORD, KEY("comment"), take_comments, BLIND},
	{RECORD, KEY("doi"), take_doi, BLIND},
	{RECORD, KEY("venue"), take_venue, BLIND},
	{RECORD, KEY("journal-ref"), take_venue, BLIND},
	{RECORD, KEY("url"), take_url, BLIND},
	{RECORD, KEY("code_url"), take_code_url, BLIND},
	{RECORD, KEY("links"), NULL, LINKS},
	{RECORD, KEY("user_tags"), NULL, USER_TAGS},
	{RECORD, KEY("lists"), NULL, LISTS},
	{RECORD, KEY("state"), take_state, BLIND},
	{RECORD, KEY("starred"), take_starred, BLIND},
	{RECORD, KEY("unread"), take_unread, BLIND},
	{RECORD, KEY("note"), take_note, BLIND},
	{RECORD, KEY("withdrawn"), take_withdrawn, BLIND},
	{RECORD, KEY("read_version"), take_read_version, BLIND},
	{AUTHORS, {NULL, 0}, take_author, AUTHOR},
	{AUTHOR, KEY("name"), take_author, BLIND},
	{PARSED, {NULL, 0}, NULL, PARSED_ROW},
	{CATEGORIES, {NULL, 0}, take_categories, BLIND},
	{KEYWORDS, {NULL, 0}, take_keyword, BLIND},
	{VERSIONS, {NULL, 0}, take_version, VERSION}, /* of the first snapshots: "v1", "v2" */
	{VERSION, KEY("version"), take_version, BLIND},
	{VERSION, KEY("created"), take_created, BLIND},
	{USER_TAGS, {NULL, 0}, take_user_tag, BLIND},
	{LISTS, {NULL, 0}, take_list, BLIND},
	{LINKS, {NULL, 0}, NULL, LINK},
	{LINK, KEY("url"), take_link_url, BLIND},
	{LINK, KEY("kind"), take_kind, BLIND},
	{LINK, KEY("repo"), take_repo, BLIND},
	{LINK, KEY("from"), take_from, BLIND},
	{LINK, KEY("verdict"), take_verdict, BLIND},
	{LINK, KEY("checked"), take_checked, BLIND},
	{LINK, KEY("stars"), take_stars, BLIND},
	{LINK, KEY("language"), take_language, BLIND},
	{LINK, KEY("license"), take_license, BLIND},
	{LINK, KEY("pushed"), take_pushed, BLIND},
	{LINK, KEY("description"), take_description, BLIND},
#undef KEY
};

static const struct field *field_find(enum place place, struct str key)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].place == place && (!fields[i].key.p || str_eq(fields[i].key, key)))
			return &fields[i];
	return NULL;
}

/* A part of ["Family", "Given", "Suffix", …]: kept until the row ends. */
static void take_part(struct walk *w, int64_t at, struct str text)
{
	if (at >= 0 && at < 3)
		w->part[at] = (struct str){arena_str(ARENA(w), text), text.n};
}

static void place_enter(struct walk *w, int64_t id, enum place place)
{
	if (place == LINK) {
		w->link = (struct link){.kind = LINK_PAGE, .from = FROM_USER, .stars = -1};
		w->link_url = NULL;
	} else if (place == PARSED_ROW) {
		memset(w->part, 0, sizeof w->part);
	}
	if (w->depth == DEEPEST)
		return; /* nothing known lies this deep */
	w->stack[w->depth].id = id;
	w->stack[w->depth++].place = place;
}

/* Links out of the texts are found again when the paper comes in; the others would be lost. */
static void keep_link(struct walk *w)
{
	struct link_vec *links = &w->paper->links;
	size_t n = links->n;

	if (!w->link_url || w->link.from == FROM_ABSTRACT || w->link.from == FROM_COMMENTS
		|| w->link.from == FROM_TITLE)
		return;
	field_link(str_of(w->link_url), w->link.kind, ARENA(w), links);
	if (links->n == n)
		return;
	w->link.url = links->at[n].url;
	w->link.host = links->at[n].host;
	links->at[n] = w->link;
}

static void place_leave(struct walk *w)
{
	enum place place = w->stack[--w->depth].place;

	if (place == LINK)
		keep_link(w);
	else if (place == PARSED_ROW)
		field_author_parts(w->part[1], w->part[0], w->part[2], ARENA(w), &w->parsed);
}

int jsonl_open(struct jsonl **out, struct err *err)
{
	struct jsonl *j = mem_zalloc(sizeof *j);
	int rc = sql_open(&j->db, ":memory:", SQL_CREATE, err);

	strbuf_init(&j->line);
	if (rc < 0) {
		free(j);
		j = NULL;
	}
	*out = j;
	return rc;
}

void jsonl_close(struct jsonl *j)
{
	if (!j)
		return;
	sql_close(j->db);
	strbuf_release(&j->line);
	free(j);
}

static void take_value(struct walk *w, enum place place, const struct field *f, struct stmt *q)
{
	struct value v = {sql_str(q, ATOM), q};

	if (place == PARSED_ROW)
		take_part(w, sql_int(q, KEY), v.text);
	else if (f && f->take)
		f->take(w, &v);
}

/* What the row at hand is in its place, or NULL. */
static const struct field *row_field(enum place place, struct stmt *q)
{
	static const bool has_keys[PLACES] = {[RECORD] = true, [AUTHOR] = true, [VERSION] = true, [LINK] = true};
	static const struct str none = {NULL, 0};

	if (place == BLIND || place == PARSED_ROW)
		return NULL;
	return field_find(place, has_keys[place] ? sql_str(q, KEY) : none);
}

static bool is_container(struct stmt *q)
{
	char c = sql_text(q, TYPE)[0];

	return c == 'o' || c == 'a';
}

static void walk_row(struct walk *w, struct stmt *q)
{
	int64_t parent = sql_int(q, PARENT);
	const struct field *f;
	enum place place;

	while (w->depth > 1 && w->stack[w->depth - 1].id != parent)
		place_leave(w);
	if (w->stack[w->depth - 1].id != parent)
		return; /* below what is deeper than the stack */
	place = w->stack[w->depth - 1].place;
	f = row_field(place, q);
	if (!sql_null(q, ATOM))
		take_value(w, place, f, q);
	else if (is_container(q))
		place_enter(w, sql_int(q, ID), f ? f->inner : BLIND);
}

static const char *walk_record(struct walk *w, struct stmt *q)
{
	int rc = sql_step(q, NULL);

	if (rc < 0)
		return "this is not JSON";
	if (rc == 0 || sql_text(q, TYPE)[0] != 'o')
		return "this is JSON, but not an object";
	place_enter(w, sql_int(q, ID), RECORD);
	while ((rc = sql_step(q, NULL)) > 0)
		walk_row(w, q);
	while (w->depth)
		place_leave(w);
	return rc < 0 ? "this is not JSON" : NULL;
}

/* The page of the paper itself is known by its id; another one is worth keeping. */
static void keep_url(struct walk *w)
{
	struct paper *p = w->paper;
	const char *id = paper_id_read(str_of(w->url), ARENA(w), NULL);
	const char *page = p->id ? paper_id_page(p->id, ARENA(w)) : NULL;

	if (!p->id)
		p->id = id;
	if (!id && !(page && str_starts(str_of(w->url), page)))
		field_link(str_of(w->url), LINK_PAGE, ARENA(w), &p->links);
}

static void complete(struct walk *w)
{
	struct paper *p = w->paper;

	if (!p->title_tex)
		p->title_tex = w->title;
	if (!p->abstract_tex)
		p->abstract_tex = w->abstract;
	if (w->parsed.n)
		p->authors = w->parsed;
	if (!p->updated)
		p->updated = w->update_date;
	if (w->url)
		keep_url(w);
	if (!p->id && p->doi)
		p->id = field_id(str_of(p->doi), ARENA(w), NULL);
	if (w->code_url)
		field_link(str_of(w->code_url), LINK_CODE, ARENA(w), &p->links);
}

void jsonl_take_line(struct jsonl *j, struct str line)
{
	static const char nul[] = "\\u0000";

	strbuf_reset(&j->line);
	strbuf_addstr(&j->line, line);
	if (str_find(line, nul) < 0)
		return;
	for (size_t i = 0; i + 1 < j->line.len; i += j->line.buf[i] == '\\' ? 2 : 1)
		if (str_starts(str_sub(strbuf_str(&j->line), i, j->line.len), nul))
			j->line.buf[i + strlen(nul) - 1] = '1';
}

const char *jsonl_line(
	struct jsonl *j, struct str line, struct batch *batch, struct jsonl_record *record)
{
	struct walk w = {.batch = batch, .record = record};
	struct stmt *q;
	const char *why = NULL;

	*record = (struct jsonl_record){.marks.unread = true};
	jsonl_take_line(j, line);
	if (sql_query(j->db, &q, NULL, walk_sql, "s", strbuf_str(&j->line)) < 0)
		return "too long";
	w.paper = record->paper = batch_add(batch);
	why = walk_record(&w, q);
	sql_done(q);
	if (why)
		batch->n--;
	else
		complete(&w);
	return why;
}
