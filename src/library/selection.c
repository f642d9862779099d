#include "library/selection.h"

#include <inttypes.h>

#include "base/mem.h"
#include "library/store.h"

const char *const sort_names[SORTS] = {
	[SORT_DATE] = "date",
	[SORT_TITLE] = "title",
	[SORT_AUTHOR] = "author",
	[SORT_ADDED] = "added",
	[SORT_STARS] = "stars",
};

const char *row_others(const struct row *row)
{
	if (row->et_al || row->authors > 2)
		return " et al.";
	return row->authors == 2 ? " +1" : "";
}

/* A column with an index, and which way its first row lies. Rows that are alike there go by num. */
struct order {
	const char *column, *index;
	bool number, down;
};

static const struct order orders[SORTS] = {
	[SORT_DATE] = {"p.num", NULL, true, true},
	[SORT_TITLE] = {"p.title_key", "papers_by_title", false, false},
	[SORT_AUTHOR] = {"p.author_key", "papers_by_author", false, false},
	[SORT_ADDED] = {"p.added", "papers_by_added", true, true},
	[SORT_STARS] = {"p.stars", "papers_by_stars", true, true},
};
static const struct order list_order = {"l.pos", NULL, true, false};

/*
 * In an order that is not the date's, up to this many rows are sorted for every window. More are met soon on
 * a walk along the order's index.
 */
enum { ROWS_SORTED = 2000 };

/* What a window's walk goes along; the other conditions are tested on the way. */
enum drive {
	DRIVE_ANY,    /* what SQLite thinks best: the key, or a small set that is sorted */
	DRIVE_INDEX,  /* the order's own index */
	DRIVE_SEARCH, /* the hits of the full-text index: in order of num, or few enough to sort */
	DRIVE_LIST,
};

struct selection {
	struct library *lib;
	struct arena a;
	const char *match, *where;
	struct strs args;
	bool dated, few; /* num lies in from <= num < to; where is the better drive */
	int64_t from, to;
	int64_t list; /* 0: none */
	struct order order;
	bool by_num, down;
	enum drive drive;
	int64_t hits; /* the match's hits lie in temp.hits under this number; 0: they do not */
};

#define ROW_COLUMNS \
	"p.num, p.id, p.title, p.first_author, p.date, p.categories, p.author_count, p.et_al, p.code, p.verdict, " \
	"m.starred, m.seen, m.note IS NOT NULL, m.state, "

/* ---- the statement's text and its parameters, side by side ---- */

struct text {
	struct strbuf sql;
	struct {
		VEC_OF(struct sql_value);
	} values;
};

static void text_release(struct text *t)
{
	strbuf_release(&t->sql);
	vec_release(&t->values);
}

static void add_int(struct text *t, int64_t i)
{
	vec_push(&t->values, (struct sql_value){'i', i, NULL});
}

static void add_text(struct text *t, const char *z)
{
	vec_push(&t->values, (struct sql_value){'z', 0, z});
}

/* CROSS JOIN keeps the order of the tables as written (sqlite.org/optoverview.html, section 8.1). */
static void add_from(struct text *t, const struct selection *sel)
{
	static const char *const from[] = {
		[DRIVE_ANY] = " FROM papers p",
		[DRIVE_INDEX] = " FROM papers p INDEXED BY ",
		[DRIVE_SEARCH] = " FROM search CROSS JOIN papers p ON p.num = search.rowid",
		[DRIVE_LIST] = " FROM list_papers l CROSS JOIN papers p ON p.num = l.paper",
	};

	strbuf_addz(&t->sql, from[sel->drive]);
	if (sel->drive == DRIVE_INDEX)
		strbuf_addz(&t->sql, sel->order.index);
}

static void add_match(struct text *t, const struct selection *sel)
{
	if (sel->drive == DRIVE_SEARCH) {
		strbuf_addz(&t->sql, " AND search MATCH ?");
		add_text(t, sel->match);
		if (sel->dated) {
			strbuf_addz(&t->sql, " AND search.rowid >= ? AND search.rowid < ?");
			add_int(t, sel->from);
			add_int(t, sel->to);
		}
	} else if (sel->hits) {
		strbuf_addz(&t->sql, " AND EXISTS (SELECT 1 FROM temp.hits WHERE selection = ? AND num = p.num)");
		add_int(t, sel->hits);
	} else {
		strbuf_addz(&t->sql,
			" AND EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = p.num)");
		add_text(t, sel->match);
	}
}

static void add_conditions(struct text *t, const struct selection *sel)
{
	strbuf_addz(&t->sql, " WHERE 1");
	if (sel->drive == DRIVE_LIST) {
		strbuf_addz(&t->sql, " AND l.list = ?");
		add_int(t, sel->list);
	}
	if (sel->match)
		add_match(t, sel);
	if (sel->where) {
		strbuf_addf(&t->sql, " AND (%s)", sel->where);
		for (size_t i = 0; i < sel->args.n; i++)
			add_text(t, sel->args.at[i]);
	}
}

static const char *num_column(const struct selection *sel)
{
	return sel->drive == DRIVE_SEARCH && sel->by_num ? "search.rowid" : "p.num";
}

static void add_key(struct text *t, const struct selection *sel, const char *key)
{
	if (sel->order.number)
		add_int(t, strtoll(key, NULL, 10));
	else
		add_text(t, key);
}

/* Rows after (before) one: those beyond its key, and of the same key those beyond its number. */
static void add_start(struct text *t, const struct selection *sel, const struct row *from, bool down)
{
	const char *beyond = down ? "<" : ">";

	if (sel->by_num) {
		strbuf_addf(&t->sql, " AND %s %s ?", num_column(sel), beyond);
		add_int(t, from->num);
		return;
	}
	strbuf_addf(&t->sql, " AND (%s, p.num) %s (?, ?)", sel->order.column, beyond);
	add_key(t, sel, from->key);
	add_int(t, from->num);
}

static void add_order(struct text *t, const struct selection *sel, bool down)
{
	const char *way = down ? "DESC" : "ASC";

	if (sel->by_num)
		strbuf_addf(&t->sql, " ORDER BY %s %s", num_column(sel), way);
	else
		strbuf_addf(&t->sql, " ORDER BY %s %s, p.num %s", sel->order.column, way, way);
}

/* ---- opening ---- */

static int find_list(struct selection *sel, const char *name, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	int rc = sql_get_int(sel->lib->db, &sel->list, 0, err, "SELECT list FROM lists WHERE fold = ?", "s",
		names_fold(name, &fold));

	strbuf_release(&fold);
	if (rc == 0 && !sel->list)
		rc = err_set(err, ERR_NOT_FOUND, "no list \"%s\"", name);
	return rc;
}

static int count_rows(struct selection *sel, int64_t most, int64_t *n, struct err *err)
{
	struct text t = {STRBUF_INIT, {0}};
	struct selection plain = *sel;
	struct stmt *q = NULL;
	int rc;

	/* In any order will do. */
	if (!sel->list)
		plain.drive = sel->match && !sel->few ? DRIVE_SEARCH : DRIVE_ANY;
	strbuf_addz(&t.sql, "SELECT count(*) FROM (SELECT 1");
	if (sel->match && !sel->where && !sel->list)
		strbuf_addz(&t.sql, " FROM search");
	else
		add_from(&t, &plain);
	add_conditions(&t, &plain);
	strbuf_addz(&t.sql, " LIMIT ?)");
	add_int(&t, most);
	rc = sql_query_values(sel->lib->db, &q, err, t.sql.buf, t.values.at, t.values.n);
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*n = sql_int(q, 0);
		rc = 0;
	}
	sql_done(q);
	text_release(&t);
	return rc;
}

/* Asks the full-text index once and keeps the answer: a row at a time it would begin anew for each. */
static int keep_hits(struct selection *sel, struct err *err)
{
	struct db *db = sel->lib->db;
	int64_t number = ++sel->lib->selections;
	int rc = sql_exec(db,
		"CREATE TEMP TABLE IF NOT EXISTS hits (selection INTEGER, num INTEGER, PRIMARY KEY (selection, num)) "
		"WITHOUT ROWID",
		err);

	if (rc == 0)
		rc = sql_run(db, err, "INSERT INTO temp.hits SELECT ?, rowid FROM search WHERE search MATCH ?",
			"iz", number, sel->match);
	if (rc == 0)
		sel->hits = number;
	return rc;
}

/* A small set drives, whatever the order: its rows are sorted. So do few hits of a search. */
static int choose_drive(struct selection *sel, struct err *err)
{
	int64_t rows;
	int rc;

	sel->drive = sel->list ? DRIVE_LIST : sel->match && !sel->few ? DRIVE_SEARCH : DRIVE_ANY;
	if (sel->list || sel->by_num || sel->few || (!sel->match && !sel->where))
		return 0;
	rc = count_rows(sel, ROWS_SORTED + 1, &rows, err);
	if (rc < 0 || rows <= ROWS_SORTED)
		return rc;
	sel->drive = DRIVE_INDEX;
	return sel->match ? keep_hits(sel, err) : 0;
}

static int set_up(struct selection *sel, const char *list, enum sort sort, bool reversed, struct err *err)
{
	int rc = list ? find_list(sel, list, err) : 0;

	sel->order = list ? list_order : orders[sort];
	sel->by_num = !list && sort == SORT_DATE;
	sel->down = sel->order.down != reversed;
	return rc == 0 ? choose_drive(sel, err) : rc;
}

int selection_open_sql(struct selection **out, struct library *lib, const struct query_sql *condition,
	const char *list, enum sort sort, bool reversed, struct err *err)
{
	struct selection *sel = mem_zalloc(sizeof *sel);
	int rc;

	sel->lib = lib;
	if (condition) {
		sel->match = condition->match;
		sel->where = condition->where;
		sel->args = condition->args;
		sel->dated = condition->dated;
		sel->from = condition->from;
		sel->to = condition->to;
		sel->few = condition->few;
	}
	rc = set_up(sel, list, sort, reversed, err);
	if (rc < 0) {
		selection_close(sel);
		sel = NULL;
	}
	*out = sel;
	return rc;
}

/* For query_to_sql; a set that cannot be counted is taken for a small one, and the search tells why. */
static int64_t count_set(void *data, const char *set, const struct strs *args, int64_t most)
{
	struct library *lib = data;
	struct text t = {STRBUF_INIT, {0}};
	struct stmt *q;
	int64_t n = 0;

	strbuf_addf(&t.sql, "SELECT count(*) FROM (%s LIMIT ?)", set);
	for (size_t i = 0; i < args->n; i++)
		add_text(&t, args->at[i]);
	add_int(&t, most);
	if (sql_query_values(lib->db, &q, NULL, t.sql.buf, t.values.at, t.values.n) == 0 &&
		sql_step(q, NULL) > 0)
		n = sql_int(q, 0);
	sql_done(q);
	text_release(&t);
	return n;
}

int selection_open(struct selection **out, struct library *lib, const struct query *query,
	const char *list, enum sort sort, bool reversed, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct query_probe probe = {count_set, lib};
	struct query_sql condition = {0};
	int rc;

	if (query)
		query_to_sql(query, &probe, &a, &condition);
	rc = selection_open_sql(out, lib, &condition, list, sort, reversed, err);
	if (rc < 0)
		arena_release(&a);
	else
		(*out)->a = a;
	return rc;
}

void selection_close(struct selection *sel)
{
	if (!sel)
		return;
	if (sel->hits)
		sql_run(sel->lib->db, NULL, "DELETE FROM temp.hits WHERE selection = ?", "i", sel->hits);
	arena_release(&sel->a);
	free(sel);
}

/* ---- reading ---- */

static const char *primary_category(const char *categories, struct arena *a)
{
	struct str all = str_of(categories), first = {NULL, 0};

	return str_split(&all, ' ', &first) ? arena_str(a, first) : NULL;
}

static void read_row(struct stmt *q, struct arena *a, struct row *row)
{
	*row = (struct row){
		.num = sql_int(q, 0),
		.id = arena_strdup(a, sql_text(q, 1)),
		.title = arena_strdup(a, sql_text(q, 2)),
		.first_author = arena_strdup(a, sql_text(q, 3)),
		.date = arena_strdup(a, sql_text(q, 4)),
		.category = primary_category(sql_text(q, 5), a),
		.authors = (int)sql_int(q, 6),
		.et_al = sql_int(q, 7),
		.code = sql_int(q, 8),
		.verdict = (enum link_verdict)sql_int(q, 9),
		.starred = sql_int(q, 10),
		.unread = !sql_int(q, 11),
		.noted = sql_int(q, 12),
		.state = (enum paper_state)sql_int(q, 13),
		.key = arena_strdup(a, sql_text(q, 14)),
	};
}

int selection_read(struct selection *sel, const struct row *from, int step, size_t want, struct arena *a,
	struct rows *rows, struct err *err)
{
	bool down = sel->down == (step > 0);
	struct text t = {STRBUF_INIT, {0}};
	struct stmt *q = NULL;
	struct row row;
	int rc;

	strbuf_addf(&t.sql, "SELECT " ROW_COLUMNS "%s", sel->order.column);
	add_from(&t, sel);
	strbuf_addz(&t.sql, " LEFT JOIN marks m ON m.paper = p.num");
	add_conditions(&t, sel);
	if (from)
		add_start(&t, sel, from, down);
	add_order(&t, sel, down);
	strbuf_addz(&t.sql, " LIMIT ?");
	add_int(&t, (int64_t)want);
	rc = sql_query_values(sel->lib->db, &q, err, t.sql.buf, t.values.at, t.values.n);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		read_row(q, a, &row);
		vec_push_in(a, rows, row);
		rc = 0;
	}
	sql_done(q);
	text_release(&t);
	return rc;
}

int selection_row(struct selection *sel, int64_t num, struct arena *a, struct row *row, struct err *err)
{
	struct text t = {STRBUF_INIT, {0}};
	struct stmt *q = NULL;
	int rc;

	strbuf_addf(&t.sql, "SELECT " ROW_COLUMNS "%s FROM papers p", sel->order.column);
	strbuf_addz(&t.sql, " LEFT JOIN marks m ON m.paper = p.num");
	if (sel->list) {
		strbuf_addz(&t.sql, " LEFT JOIN list_papers l ON l.paper = p.num AND l.list = ?");
		add_int(&t, sel->list);
	}
	strbuf_addz(&t.sql, " WHERE p.num = ?");
	add_int(&t, num);
	rc = sql_query_values(sel->lib->db, &q, err, t.sql.buf, t.values.at, t.values.n);
	if (rc == 0 && (rc = sql_step(q, err)) == 0)
		rc = err_set(err, ERR_NOT_FOUND, "no paper in row %" PRId64, num);
	if (rc > 0) {
		read_row(q, a, row);
		rc = 0;
	}
	sql_done(q);
	text_release(&t);
	return rc;
}

/* ---- counting ---- */

int selection_count(struct selection *sel, int64_t most, int64_t *n, bool *exact, struct err *err)
{
	bool all = !sel->match && !sel->where;
	int rc = 0;

	*n = 0;
	if (all && sel->list)
		rc = sql_get_int(sel->lib->db, n, 0, err, "SELECT papers FROM lists WHERE list = ?", "i",
			sel->list);
	else if (all)
		*n = library_count(sel->lib);
	else
		rc = count_rows(sel, most + 1, n, err);
	*exact = all || *n <= most;
	if (!*exact)
		*n = most;
	return rc;
}
