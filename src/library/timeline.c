#include "library/timeline.h"

#include <stdio.h>

#include "base/clock.h"
#include "library/store.h"
#include "library/tags.h"

/*
 * The tags of a kind (?1) that are called so, or that some paper writes so (?2); their papers, and those of them that
 * introduce one. All from indexes: a paper's own row is read where its number does not tell what is asked.
 */
#define NAMED \
	"WITH named AS (SELECT tag FROM tags WHERE kind = ?1 AND fold = ?2 " \
	"UNION SELECT t.tag FROM tag_forms f CROSS JOIN tags t ON t.tag = f.tag WHERE f.fold = ?2 AND t.kind = ?1), " \
	"users AS (SELECT paper FROM paper_tags WHERE tag IN (SELECT tag FROM named) " \
	"UNION SELECT paper FROM user_tags WHERE tag IN (SELECT tag FROM named)), " \
	"origins AS (SELECT DISTINCT paper FROM paper_tags WHERE tag IN (SELECT tag FROM named) AND introduced) "

/* How a tag is called: the one so named itself, else the most used that is written so. */
static int read_name(struct library *lib, int64_t kind, struct str fold, struct arena *a, struct timeline *t,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		NAMED "SELECT name FROM tags WHERE tag IN (SELECT tag FROM named) ORDER BY fold <> ?2, papers DESC "
		      "LIMIT 1",
		"is", kind, fold);

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		t->name = arena_strdup(a, sql_text(q, 0));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* The kind that a name is used as the most, by the counts that are kept; -1: none is. */
static int choose_kind(struct library *lib, const char *kind, struct str fold, int64_t *chosen, struct err *err)
{
	int64_t most = 0;
	int rc = 0;

	*chosen = -1;
	for (int64_t k = 0; k <= TAG_USER && rc == 0; k++) {
		int64_t papers = 0;

		if (kind && strcmp(kind, tags_kind_name(k)) != 0)
			continue;
		rc = sql_get_int(lib->db, &papers, 0, err,
			NAMED "SELECT sum(papers) FROM tags WHERE tag IN (SELECT tag FROM named)", "is", k, fold);
		if (papers > most) {
			most = papers;
			*chosen = k;
		}
	}
	return rc;
}

/* ---- months ---- */

static bool is_month(const char *month)
{
	return month && strlen(month) == 7;
}

/* The month after "2022-12". */
static const char *next_month(const char *month, struct arena *a)
{
	int year = atoi(month), number = atoi(month + 5);

	return number >= 12 ? arena_printf(a, "%04d-01", year + 1) : arena_printf(a, "%04d-%02d", year, number + 1);
}

/* Months that nobody wrote in are shown, or the bars would lie about time; but not centuries of them. */
enum { LONGEST_GAP = 240 };

static void fill_gap(struct timeline *t, const char *month, struct arena *a)
{
	const char *last = t->months.n ? t->months.at[t->months.n - 1].month : NULL;
	size_t from = t->months.n;

	if (!is_month(last) || !is_month(month))
		return;
	last = next_month(last, a);
	for (int i = 0; i < LONGEST_GAP && strcmp(last, month) < 0; i++) {
		vec_push_in(a, &t->months, (struct timeline_month){last, 0, 0});
		last = next_month(last, a);
	}
	if (strcmp(last, month) < 0)
		t->months.n = from;
}

static void add_papers(struct timeline *t, const struct timeline_month *more, struct arena *a)
{
	struct timeline_month *last = t->months.n ? &t->months.at[t->months.n - 1] : NULL;

	if (last && last->month && more->month && !strcmp(last->month, more->month)) {
		last->papers += more->papers;
		last->introduced += more->introduced;
	} else {
		fill_gap(t, more->month, a);
		vec_push_in(a, &t->months, *more);
		last = &t->months.at[t->months.n - 1];
	}
	t->papers += more->papers;
	t->most = last->papers > t->most ? last->papers : t->most;
}

/* Papers of a day that also stands for the whole year, or for no date: by the dates in their rows. */
static int read_first_day(struct library *lib, int64_t kind, struct str fold, int64_t day, struct arena *a,
	struct timeline *t, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		NAMED "SELECT substr(p.date, 1, 7) AS month, count(*), sum(p.num IN origins) FROM users u "
		      "CROSS JOIN papers p ON p.num = u.paper WHERE u.paper >= ?3 AND u.paper < ?4 "
		      "GROUP BY month ORDER BY month",
		"isii", kind, fold, day * NUMS_A_DAY, (day + 1) * NUMS_A_DAY);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct timeline_month m = {arena_strdup(a, sql_text(q, 0)), sql_int(q, 1), sql_int(q, 2)};

		add_papers(t, &m, a);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* A row number begins with the day. */
static int read_months(struct library *lib, int64_t kind, struct str fold, struct arena *a, struct timeline *t,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		NAMED "SELECT paper >> ?3 AS day, count(*), sum(paper IN origins) FROM users GROUP BY day "
		      "ORDER BY day = 0, day",
		"isi", kind, fold, (int64_t)NUM_SEQUENCE_BITS);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		int year, month, day;

		date_from_days(sql_int(q, 0), &year, &month, &day);
		if (!sql_int(q, 0) || (month == 1 && day == 1)) {
			rc = read_first_day(lib, kind, fold, sql_int(q, 0), a, t, err);
			continue;
		}
		add_papers(t, &(struct timeline_month){arena_printf(a, "%04d-%02d", year, month), sql_int(q, 1),
			sql_int(q, 2)}, a);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int read_origins(struct library *lib, int64_t kind, struct str fold, struct arena *a, struct timeline *t,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		NAMED "SELECT p.num, p.id, p.title, p.first_author, p.date FROM origins o "
		      "CROSS JOIN papers p ON p.num = o.paper ORDER BY o.paper LIMIT ?3",
		"isi", kind, fold, (int64_t)TIMELINE_ORIGINS);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct timeline_origin o = {sql_int(q, 0), arena_strdup(a, sql_text(q, 1)),
			arena_strdup(a, sql_text(q, 2)), arena_strdup(a, sql_text(q, 3)),
			arena_strdup(a, sql_text(q, 4))};

		vec_push_in(a, &t->origins, o);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int timeline_read(struct library *lib, const char *kind, const char *name, struct arena *a, struct timeline *t,
	struct err *err)
{
	struct strbuf buf = STRBUF_INIT;
	struct str fold = names_fold(name, &buf);
	int64_t chosen;
	int rc = choose_kind(lib, kind, fold, &chosen, err);

	*t = (struct timeline){0};
	if (rc == 0 && chosen < 0)
		rc = err_set(err, ERR_NOT_FOUND, "no paper has the %s \"%s\"", kind ? kind : "tag", name);
	if (rc == 0) {
		t->kind = tags_kind_name(chosen);
		rc = read_name(lib, chosen, fold, a, t, err);
	}
	if (rc == 0)
		rc = read_months(lib, chosen, fold, a, t, err);
	if (rc == 0)
		rc = read_origins(lib, chosen, fold, a, t, err);
	strbuf_release(&buf);
	return rc;
}
