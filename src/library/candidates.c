#include "library/candidates.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/store.h"

/*
 * How many entries of the lists of stems are read: ROWS times the square root of the library, so 20,000 of 100,000
 * papers; and of one list no more than its SHARE of what is left.
 */
enum { ROWS = 60, FEWEST_ROWS = 4000, SHARE = 4 };

/* A key stem counts about this share of its weight in a text that has it (see saturated()). */
#define TYPICAL 0.35

void candidates_release(struct candidates *set)
{
	vec_release(set);
	free(set->slots);
}

/* ---- a set by row number ---- */

static size_t slot_of(const struct candidates *set, int64_t num)
{
	size_t i = ((uint64_t)num * 0x9E3779B97F4A7C15u >> 32) & (set->slots_n - 1);

	while (set->slots[i] && set->at[set->slots[i] - 1].num != num)
		i = (i + 1) & (set->slots_n - 1);
	return i;
}

static void make_room(struct candidates *set)
{
	free(set->slots);
	set->slots_n = set->slots_n ? set->slots_n * 2 : 1024;
	set->slots = mem_zalloc(set->slots_n * sizeof *set->slots);
	for (size_t i = 0; i < set->n; i++)
		set->slots[slot_of(set, set->at[i].num)] = (uint32_t)(i + 1);
}

static struct candidate *candidate_of(struct candidates *set, int64_t num)
{
	size_t slot;

	if (set->n * 2 >= set->slots_n)
		make_room(set);
	slot = slot_of(set, num);
	if (!set->slots[slot]) {
		vec_push(set, (struct candidate){.num = num, .term = -1});
		set->slots[slot] = (uint32_t)set->n;
	}
	return &set->at[set->slots[slot] - 1];
}

/* A clue may be met twice: in the list of the newest, and in the list of those that introduce it. */
static void add_hit(struct candidates *set, int64_t num, size_t clue, bool introduced)
{
	struct candidate *c = candidate_of(set, num);
	struct hit hit = {(uint32_t)clue, introduced};

	if (!c->hits.n || c->hits.at[c->hits.n - 1].clue != hit.clue)
		vec_push_in(set->arena, &c->hits, hit);
	else
		c->hits.at[c->hits.n - 1].introduced |= introduced;
}

/* ---- tags, authors, repositories ---- */

/* Rows of papers that have a clue; ?1 is its key or name. column: the paper's number; ordered: by an index of it. */
static const struct {
	const char *rows, *column;
	bool named, ordered;
} clue_queries[] = {
	[CLUE_TAG] = {"SELECT paper, introduced FROM paper_tags WHERE tag = ?1", "paper", false, true},
	[CLUE_AUTHOR] = {"SELECT paper, 0 FROM paper_authors WHERE author = ?1", "paper", false, true},
	[CLUE_REPO] = {"SELECT paper, 0 FROM links WHERE repo = ?1", "paper", true, true},
	[CLUE_OWNER] = {"SELECT paper, 0 FROM links WHERE repo > ?1 || '/' AND repo < ?1 || '0'",
		"paper", true, false},
	[CLUE_CITES] = {"SELECT o.paper, 0 FROM ids i CROSS JOIN citations c ON c.citing = i.id "
			"CROSS JOIN ids o ON o.id = c.cited WHERE i.paper = ?1", "o.paper", false, false},
	[CLUE_CITED_BY] = {"SELECT o.paper, 0 FROM ids i CROSS JOIN citations c ON c.cited = i.id "
			   "CROSS JOIN ids o ON o.id = c.citing WHERE i.paper = ?1", "o.paper", false, false},
	[CLUE_LISTS] = {"SELECT o.paper, 0 FROM code_page_papers c CROSS JOIN ids o ON o.id = c.id "
			"WHERE c.page = ?1",
		"o.paper", false, false},
	[CLUE_LISTED] = {"SELECT l.paper, 0 FROM code_pages g "
			 "CROSS JOIN links l ON l.repo = " PAGE_LINK_REPO("g") " AND +l.host = g.host "
			 "AND g.repo = " LINK_PAGE_REPO("l") " WHERE g.page = ?1",
		"l.paper", false, false},
};

/* What a look for papers with a clue is bounded by. */
struct bound {
	bool introduced; /* only those that introduce the tag */
	int64_t num;     /* only this paper; 0: the newest CLUE_COUNTED */
};

static const char *clue_query(const struct clue *c, const struct bound *b, struct arena *a)
{
	const char *column = clue_queries[c->kind].column;

	return arena_printf(a, "%s%s%s%s%s", clue_queries[c->kind].rows, b->introduced ? " AND introduced" : "",
		b->num ? " AND " : clue_queries[c->kind].ordered ? " ORDER BY " : "",
		b->num || clue_queries[c->kind].ordered ? column : "",
		b->num ? " = ?2" : clue_queries[c->kind].ordered ? " DESC LIMIT ?2" : " LIMIT ?2");
}

static int add_rows(struct library *lib, const struct subject *s, size_t place, const struct bound *b,
	struct candidates *set, struct err *err)
{
	const struct clue *c = &s->clues.at[place];
	const char *query = clue_query(c, b, set->arena);
	int64_t bound = b->num ? b->num : CLUE_COUNTED;
	struct stmt *q;
	int rc = clue_queries[c->kind].named ? sql_query(lib->db, &q, err, query, "zi", c->what, bound)
					     : sql_query(lib->db, &q, err, query, "ii", c->key, bound);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		if (sql_int(q, 0) != s->num)
			add_hit(set, sql_int(q, 0), place, sql_int(q, 1));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int add_clue(struct library *lib, const struct subject *s, size_t place, int64_t num, struct candidates *set,
	struct err *err)
{
	const struct clue *c = &s->clues.at[place];
	const struct bound all = {false, num}, origins = {true, num};
	bool newest_only = c->kind == CLUE_TAG && c->papers > CLUE_COUNTED && !c->introduced && !num;
	int rc = c->origin ? 0 : add_rows(lib, s, place, &all, set, err);

	return rc == 0 && (c->origin || newest_only) ? add_rows(lib, s, place, &origins, set, err) : rc;
}

/* ---- words ---- */

struct heavy {
	size_t term;
	double weight;
};

static int heaviest_first(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->term > y->term) - (x->term < y->term);
}

/* A list may name a paper twice, once for a text that it had before. */
static void add_word(struct candidates *set, int64_t num, size_t term, double weight)
{
	struct candidate *c = candidate_of(set, num);

	if (c->term != (int32_t)term)
		c->words += weight;
	c->term = (int32_t)term;
}

static int add_stem(struct library *lib, const struct subject *s, const struct heavy *h, size_t most,
	struct candidates *set, struct nums *nums, struct err *err)
{
	double weight = TYPICAL * h->weight / s->profile.itself;
	int rc;

	nums->n = 0;
	rc = stems_papers(lib, s->stems.stems[h->term], most, nums, err);
	for (size_t i = 0; i < nums->n; i++)
		if (nums->at[i] != s->num)
			add_word(set, nums->at[i], h->term, weight);
	return rc;
}

static struct heavy *heaviest_terms(const struct profile *p, struct arena *a)
{
	struct heavy *heavy = arena_alloc(a, (p->terms.n + 1) * sizeof *heavy);

	for (size_t i = 0; i < p->terms.n; i++)
		heavy[i] = (struct heavy){i, p->terms.at[i].weight};
	if (p->terms.n)
		qsort(heavy, p->terms.n, sizeof *heavy, heaviest_first);
	return heavy;
}

static int add_words(struct library *lib, const struct subject *s, bool all, struct candidates *set,
	struct err *err)
{
	const struct heavy *heavy = heaviest_terms(&s->profile, set->arena);
	size_t budget = (size_t)(ROWS * sqrt((double)s->papers)), rows = 0;
	struct nums nums = {0};
	int rc = 0;

	if (budget < FEWEST_ROWS)
		budget = FEWEST_ROWS;
	if (all)
		budget = SIZE_MAX;
	for (size_t i = 0; i < s->profile.terms.n && rc == 0 && rows < budget; i++) {
		rc = add_stem(lib, s, &heavy[i], (budget - rows) / SHARE + 1, set, &nums, err);
		rows += nums.n;
	}
	vec_release(&nums);
	return rc;
}

int candidates_find(struct library *lib, const struct subject *s, bool all, struct arena *a,
	struct candidates *set, struct err *err)
{
	int rc = 0;

	*set = (struct candidates){.arena = a};
	for (size_t i = 0; i < s->clues.n && rc == 0; i++)
		rc = add_clue(lib, s, i, 0, set, err);
	return rc == 0 && s->profile.itself > 0 ? add_words(lib, s, all, set, err) : rc;
}

int candidates_one(struct library *lib, const struct subject *s, int64_t num, struct arena *a,
	struct candidates *set, struct err *err)
{
	int rc = 0;

	*set = (struct candidates){.arena = a};
	candidate_of(set, num);
	for (size_t i = 0; i < s->clues.n && rc == 0; i++)
		rc = add_clue(lib, s, i, num, set, err);
	return rc;
}
