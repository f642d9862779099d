#include "library/candidates.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "library/store.h"

/*
 * How many rows of the index of stems are read: ROWS times the square root of the library, so 20,000 of 100,000
 * papers; a stem that would take more than its share is passed over for the next.
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
		vec_push(set, (struct candidate){.num = num});
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

/* One query a kind of clue: ?1 is its key or name, ?2 the most rows. The newest first. */
static const char *const clue_queries[] = {
	[CLUE_TAG] = "SELECT paper, introduced FROM paper_tags WHERE tag = ?1 ORDER BY paper DESC LIMIT ?2",
	[CLUE_AUTHOR] = "SELECT paper, 0 FROM paper_authors WHERE author = ?1 ORDER BY paper DESC LIMIT ?2",
	[CLUE_REPO] = "SELECT paper, 0 FROM links WHERE repo = ?1 ORDER BY paper DESC LIMIT ?2",
	[CLUE_OWNER] = "SELECT paper, 0 FROM links WHERE repo > ?1 || '/' AND repo < ?1 || '0' LIMIT ?2",
};

static int add_rows(struct library *lib, const struct subject *s, size_t place, const char *query,
	int64_t most, struct candidates *set, struct err *err)
{
	const struct clue *c = &s->clues.at[place];
	bool named = c->kind == CLUE_REPO || c->kind == CLUE_OWNER;
	struct stmt *q;
	int rc = named ? sql_query(lib->db, &q, err, query, "zi", c->what, most)
		       : sql_query(lib->db, &q, err, query, "ii", c->key, most);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		if (sql_int(q, 0) != s->num)
			add_hit(set, sql_int(q, 0), place, sql_int(q, 1));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int add_clue(struct library *lib, const struct subject *s, size_t place, struct candidates *set,
	struct err *err)
{
	const struct clue *c = &s->clues.at[place];
	int rc = add_rows(lib, s, place, clue_queries[c->kind], CLUE_COUNTED, set, err);

	if (rc == 0 && c->kind == CLUE_TAG && c->papers > CLUE_COUNTED && !c->introduced)
		rc = add_rows(lib, s, place,
			"SELECT paper, 1 FROM paper_tags WHERE tag = ?1 AND introduced "
			"ORDER BY paper DESC LIMIT ?2",
			CLUE_COUNTED, set, err);
	return rc;
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

static int add_stem(struct library *lib, const struct subject *s, const struct heavy *h, int64_t most,
	struct candidates *set, int64_t *rows, struct err *err)
{
	struct strbuf match = STRBUF_INIT;
	struct stmt *q;
	int rc;

	strbuf_addch(&match, '"');
	strbuf_addstr(&match, profile_stem(&s->profile, h->term));
	strbuf_addch(&match, '"');
	rc = sql_query(lib->db, &q, err,
		"SELECT rowid FROM key_stems WHERE key_stems MATCH ? ORDER BY rowid DESC LIMIT ?", "zi",
		match.buf, most);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		if (sql_int(q, 0) != s->num)
			candidate_of(set, sql_int(q, 0))->words += TYPICAL * h->weight / s->profile.itself;
		++*rows;
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&match);
	return rc;
}

static int add_words(struct library *lib, const struct subject *s, bool all, struct candidates *set,
	struct err *err)
{
	const struct profile *p = &s->profile;
	struct heavy *heavy = arena_alloc(set->arena, (p->terms.n + 1) * sizeof *heavy);
	int64_t budget = (int64_t)(ROWS * sqrt((double)s->papers)), rows = 0;
	int rc = 0;

	if (all)
		budget = INT64_MAX;
	else if (budget < FEWEST_ROWS)
		budget = FEWEST_ROWS;
	for (size_t i = 0; i < p->terms.n; i++)
		heavy[i] = (struct heavy){i, p->terms.at[i].weight};
	qsort(heavy, p->terms.n, sizeof *heavy, heaviest_first);
	for (size_t i = 0; i < p->terms.n && rc == 0 && rows < budget; i++)
		rc = add_stem(lib, s, &heavy[i], (budget - rows) / SHARE + 1, set, &rows, err);
	return rc;
}

int candidates_find(struct library *lib, const struct subject *s, bool all, struct arena *a,
	struct candidates *set, struct err *err)
{
	int rc = 0;

	*set = (struct candidates){.arena = a};
	for (size_t i = 0; i < s->clues.n && rc == 0; i++)
		rc = add_clue(lib, s, i, set, err);
	return rc == 0 && s->profile.terms.n ? add_words(lib, s, all, set, err) : rc;
}
