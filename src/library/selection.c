#include "library/selection_sql.h"

#include <inttypes.h>

#include "base/mem.h"
#include "library/neighbours.h"
#include "library/ranking.h"

const char *const sort_names[SORTS] = {
	[SORT_DATE] = "date",
	[SORT_TITLE] = "title",
	[SORT_AUTHOR] = "author",
	[SORT_ADDED] = "added",
	[SORT_STARS] = "stars",
	[SORT_FOR_YOU] = "for-you",
	[SORT_BEST] = "best",
};

const char *row_others(const struct row *row)
{
	if (row->et_al || row->authors > 2)
		return " et al.";
	return row->authors == 2 ? " +1" : "";
}

static const struct order orders[SORTS] = {
	[SORT_DATE] = {"p.num", NULL, true, true},
	[SORT_TITLE] = {"p.title_key", "papers_by_title", false, false},
	[SORT_AUTHOR] = {"p.author_key", "papers_by_author", false, false},
	[SORT_ADDED] = {"p.added", "papers_by_added", true, true},
	[SORT_STARS] = {"p.stars", "papers_by_stars", true, true},
	[SORT_BEST] = {"r.place", NULL, true, false},
};
static const struct order list_order = {"l.pos", NULL, true, false};

/*
 * In an order that is not the date's, up to this many rows are sorted for every window. More are met soon on
 * a walk along the order's index.
 */
enum { ROWS_SORTED = 2000 };

/* How many papers `related:` finds: more than anybody reads through. */
enum { RELATED_MOST = 1000 };

/* The key of a paper that is in no ranking. */
#define UNRANKED "-"

#define ROW_COLUMNS \
	"p.num, p.id, p.title, p.first_author, p.date, p.categories, p.author_count, p.et_al, p.code, p.verdict, " \
	"m.starred, m.seen, m.note IS NOT NULL, m.state, p.withdrawn, " \
	"CASE WHEN m.seen AND m.seen_version BETWEEN 1 AND p.version - 1 THEN p.version END, "

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
	struct text t = TEXT_INIT;
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
		selection_add_from(&t, &plain);
	selection_add_conditions(&t, &plain);
	strbuf_addz(&t.sql, " LIMIT ?)");
	text_int(&t, most);
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

/* Best first needs somebody who ranked; without one it is the newest first. */
static void choose_order(struct selection *sel, bool list, enum sort sort, bool reversed)
{
	sel->in_two = !list && sort == SORT_FOR_YOU;
	if (sort == SORT_FOR_YOU || (sort == SORT_BEST && !sel->ranking))
		sort = SORT_DATE;
	sel->order = list ? list_order : orders[sort];
	sel->by_num = !list && sort == SORT_DATE;
	sel->down = sel->order.down != reversed;
}

static int set_up(struct selection *sel, const char *list, enum sort sort, bool reversed, struct err *err)
{
	int rc = list ? find_list(sel, list, err) : 0;

	choose_order(sel, list, sort, reversed);
	if (rc == 0)
		rc = choose_drive(sel, err);
	if (!list && sort == SORT_BEST && sel->ranking)
		sel->drive = DRIVE_RANKED;
	return rc;
}

/* ---- what a query needs of the library while it becomes SQL ---- */

struct asked {
	struct selection *sel;
	struct err *err;
	int rc;
};

/* For query_to_sql; a set that cannot be counted is taken for a small one, and the search tells why. */
static int64_t count_set(void *data, const char *set, const struct strs *args, int64_t most)
{
	const struct asked *asked = data;
	struct text t = TEXT_INIT;
	struct stmt *q;
	int64_t n = 0;

	strbuf_addf(&t.sql, "SELECT count(*) FROM (%s LIMIT ?)", set);
	for (size_t i = 0; i < args->n; i++)
		text_z(&t, args->at[i]);
	text_int(&t, most);
	if (sql_query_values(asked->sel->lib->db, &q, NULL, t.sql.buf, t.values.at, t.values.n) == 0 &&
		sql_step(q, NULL) > 0)
		n = sql_int(q, 0);
	sql_done(q);
	text_release(&t);
	return n;
}

/* The papers that belong to one, best first; those of the list of `carrel related`. */
static int rank_related(struct selection *sel, const char *id, int64_t *ranking, struct err *err)
{
	struct neighbours found = {0};
	struct arena a = ARENA_INIT;
	int64_t num, *nums;
	int rc = library_find(sel->lib, id, &num, err);

	if (rc == 0)
		rc = neighbours_find(sel->lib, num, RELATED_MOST, &a, &found, err);
	nums = arena_alloc(&a, (found.n + 1) * sizeof *nums);
	for (size_t i = 0; i < found.n; i++)
		nums[i] = found.at[i].num;
	if (rc == 0)
		rc = ranking_keep(sel->lib, nums, found.n, ranking, err);
	arena_release(&a);
	return rc;
}

static int64_t find_related(void *data, const char *id)
{
	struct asked *asked = data;
	int64_t ranking = 0;

	if (asked->rc == 0)
		asked->rc = rank_related(asked->sel, id, &ranking, asked->err);
	if (ranking)
		vec_push_in(&asked->sel->a, &asked->sel->rankings, ranking);
	return ranking;
}

static int take_condition(struct selection *sel, const struct query *query, struct err *err)
{
	struct asked asked = {sel, err, 0};
	const struct query_probe probe = {count_set, find_related, &asked};
	struct query_sql c = {0};

	if (query)
		query_to_sql(query, &probe, &sel->a, &c);
	sel->match = c.match;
	sel->where = c.where;
	sel->args = c.args;
	sel->dated = c.dated;
	sel->from = c.from;
	sel->to = c.to;
	sel->few = c.few;
	sel->ranking = c.ranking;
	return asked.rc;
}

int selection_open(struct selection **out, struct library *lib, const struct query *query,
	const char *list, enum sort sort, bool reversed, struct err *err)
{
	struct selection *sel = mem_zalloc(sizeof *sel);
	int rc;

	sel->lib = lib;
	rc = take_condition(sel, query, err);
	if (rc == 0)
		rc = set_up(sel, list, sort, reversed, err);
	if (rc < 0) {
		selection_close(sel);
		sel = NULL;
	}
	*out = sel;
	return rc;
}

void selection_close(struct selection *sel)
{
	if (!sel)
		return;
	if (sel->hits)
		sql_run(sel->lib->db, NULL, "DELETE FROM temp.hits WHERE selection = ?", "i", sel->hits);
	for (size_t i = 0; i < sel->rankings.n; i++)
		ranking_drop(sel->lib, sel->rankings.at[i]);
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
		.withdrawn = sql_int(q, 14),
		.updated = (int)sql_int(q, 15),
		.key = arena_strdup(a, sql_text(q, 16)),
	};
}

static int read_part(const struct selection *sel, const struct row *from, int step, size_t want, struct arena *a,
	struct rows *rows, struct err *err)
{
	bool down = sel->down == (step > 0);
	struct text t = TEXT_INIT;
	struct stmt *q = NULL;
	struct row row;
	int rc;

	strbuf_addf(&t.sql, "SELECT " ROW_COLUMNS "%s", sel->unranked ? "'" UNRANKED "'" : sel->order.column);
	selection_add_from(&t, sel);
	strbuf_addz(&t.sql, " LEFT JOIN marks m ON m.paper = p.num");
	selection_add_conditions(&t, sel);
	if (from)
		selection_add_start(&t, sel, from, down);
	selection_add_order(&t, sel, down);
	strbuf_addz(&t.sql, " LIMIT ?");
	text_int(&t, (int64_t)want);
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

static struct selection ranked_part(const struct selection *sel)
{
	struct selection part = *sel;

	part.drive = DRIVE_RANKED;
	part.order = orders[SORT_BEST];
	part.by_num = false;
	part.down = !sel->down; /* places go up where days go down */
	return part;
}

static bool is_ranked(const struct row *row)
{
	return row->key && strcmp(row->key, UNRANKED) != 0;
}

/* First the papers of the ranking, then all others by date; or the other way round. */
static int read_in_two(const struct selection *sel, const struct row *from, int step, size_t want, struct arena *a,
	struct rows *rows, struct err *err)
{
	struct selection parts[2] = {ranked_part(sel), *sel};
	bool forward = sel->down == (step > 0);
	size_t had = rows->n;
	int at = from ? !is_ranked(from) : !forward;
	int rc;

	parts[1].unranked = true;
	if (!sel->ranking)
		return read_part(&parts[1], from, step, want, a, rows, err);
	rc = read_part(&parts[at], from, step, want, a, rows, err);
	if (rc == 0 && rows->n - had < want && at == !forward)
		rc = read_part(&parts[!at], NULL, step, want - (rows->n - had), a, rows, err);
	return rc;
}

int selection_read(struct selection *sel, const struct row *from, int step, size_t want, struct arena *a,
	struct rows *rows, struct err *err)
{
	if (sel->in_two)
		sel->ranking = sel->lib->taste_ranking;
	return sel->in_two ? read_in_two(sel, from, step, want, a, rows, err)
			   : read_part(sel, from, step, want, a, rows, err);
}

int selection_row(struct selection *sel, int64_t num, struct arena *a, struct row *row, struct err *err)
{
	struct text t = TEXT_INIT;
	struct stmt *q = NULL;
	int rc;

	if (sel->in_two)
		sel->ranking = sel->lib->taste_ranking;
	strbuf_addf(&t.sql, "SELECT " ROW_COLUMNS "%s FROM papers p",
		!sel->in_two   ? sel->order.column
		: sel->ranking ? "ifnull(r.place, '" UNRANKED "')"
			       : "'" UNRANKED "'");
	strbuf_addz(&t.sql, " LEFT JOIN marks m ON m.paper = p.num");
	if (sel->list) {
		strbuf_addz(&t.sql, " LEFT JOIN list_papers l ON l.paper = p.num AND l.list = ?");
		text_int(&t, sel->list);
	}
	if (sel->ranking) {
		strbuf_addz(&t.sql, " LEFT JOIN temp.ranked r ON r.num = p.num AND r.ranking = ?");
		text_int(&t, sel->ranking);
	}
	strbuf_addz(&t.sql, " WHERE p.num = ?");
	text_int(&t, num);
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
