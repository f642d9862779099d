/*
 * Candidates come from the indexes (candidates.c) with a rough guess of how close they are; the best of them
 * are read and compared word for word; the reasons are made for those that are shown.
 */
#include "library/neighbours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "library/candidates.h"
#include "library/store.h"

/* How many candidates are read: enough that what is read less would hardly be among the first twenty. */
enum { READ_LEAST = 400, READ_PER_SHOWN = 4, BUCKETS = 1024 };

/* Texts that are less alike than this are no link. */
#define ALIKE 0.03

/* Texts that are as much alike as this, by the same people, are one work. */
#define TWIN 0.6

/* How many words or phrases a neighbour's reasons name. */
enum { PHRASES = 3 };

struct ranked {
	struct candidate *c;
	double likeness, strength;
	bool twin; /* the same work */
};

struct search {
	struct library *lib;
	struct subject subject;
	struct candidates set;
	struct arena arena;
	struct profile_text text; /* of the candidate at hand */
	struct {
		VEC_OF(struct ranked);
	} ranked;
	bool crowded; /* some tag has more papers than were looked at */
};

/* ---- links ---- */

static size_t count_authors(const struct search *s, const struct candidate *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->hits.n; i++)
		n += s->subject.clues.at[c->hits.at[i].clue].kind == CLUE_AUTHOR;
	return n;
}

/* The second author whom two papers share says less than the first; the hundredth, nearly nothing. */
static double share_of_each(size_t authors)
{
	return authors > 1 ? (1 + log((double)authors)) / (double)authors : 1;
}

/*
 * The reason that a hit is. A name that one of both introduces is more than one that both use; a technique may
 * be "introduced" by many. Two papers that introduce one name are two steps of the same people, or
 * two things that happen to be called the same.
 */
static struct reason reason_of(const struct search *s, const struct hit *hit, size_t authors)
{
	const struct clue *clue = &s->subject.clues.at[hit->clue];
	struct reason r = {.link = clue->link, .what = clue->what};
	bool both = clue->introduced && hit->introduced;

	if (clue->named && (both ? authors > 0 : clue->introduced || hit->introduced))
		r.link = REASON_INTRODUCES;
	r.extends = both && r.link == REASON_INTRODUCES;
	r.weight = clue->share * reason_weight(r.link, clue->papers, s->subject.papers);
	if (r.link == REASON_AUTHOR)
		r.weight *= share_of_each(authors);
	if (r.extends)
		r.weight += reason_extends_weight();
	return r;
}

/* A repository that both have says all that its owner would. */
static bool said_by_repo(const struct search *s, const struct candidate *c, const struct hit *hit)
{
	const struct clue *owner = &s->subject.clues.at[hit->clue];

	for (size_t i = 0; owner->kind == CLUE_OWNER && i < c->hits.n; i++) {
		const struct clue *repo = &s->subject.clues.at[c->hits.at[i].clue];
		size_t n = strlen(owner->what);

		if (repo->kind == CLUE_REPO && str_case_starts(str_of(repo->what), owner->what) &&
			repo->what[n] == '/')
			return true;
	}
	return false;
}

static double weigh_links(const struct search *s, const struct candidate *c)
{
	size_t authors = count_authors(s, c);
	double sum = 0;

	for (size_t i = 0; i < c->hits.n; i++)
		if (!said_by_repo(s, c, &c->hits.at[i]))
			sum += reason_of(s, &c->hits.at[i], authors).weight;
	return sum;
}

/* ---- which candidates are read ---- */

static size_t bucket_of(double strength)
{
	return (size_t)(score_of_strength(strength) * (BUCKETS - 1));
}

/*
 * The candidates whose guess is best, `most` and those about as good as the last of them; of these, where all are
 * alike, as many again at most: those that were found first.
 */
static void choose(struct search *s, size_t most)
{
	size_t counts[BUCKETS] = {0}, sum = 0, least = BUCKETS, last;
	double *guesses = arena_alloc(&s->arena, (s->set.n + 1) * sizeof *guesses);

	for (size_t i = 0; i < s->set.n; i++) {
		guesses[i] = s->set.at[i].words + weigh_links(s, &s->set.at[i]);
		counts[bucket_of(guesses[i])]++;
	}
	while (least > 0 && sum < most)
		sum += counts[--least];
	last = least < BUCKETS && most < counts[least] ? most : SIZE_MAX;
	for (size_t i = 0; i < s->set.n; i++)
		if (bucket_of(guesses[i]) > least || (bucket_of(guesses[i]) == least && last && last--))
			vec_push(&s->ranked, (struct ranked){.c = &s->set.at[i]});
}

/* ---- reading them ---- */

static bool has_hit(const struct candidate *c, size_t clue)
{
	for (size_t i = 0; i < c->hits.n; i++)
		if (c->hits.at[i].clue == clue)
			return true;
	return false;
}

/* Tags of which only the newest papers were looked at. */
static int read_common_tags(struct search *s, struct candidate *c, struct err *err)
{
	const struct clues *clues = &s->subject.clues;
	struct stmt *q;
	int rc = sql_query(s->lib->db, &q, err, "SELECT tag, introduced FROM paper_tags WHERE paper = ?", "i",
		c->num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		int64_t tag = sql_int(q, 0);
		bool introduced = sql_int(q, 1);

		for (size_t i = 0; i < clues->n; i++)
			if (clues->at[i].kind == CLUE_TAG && clues->at[i].key == tag &&
				(!clues->at[i].origin || introduced) && !has_hit(c, i))
				vec_push_in(s->set.arena, &c->hits, (struct hit){(uint32_t)i, introduced});
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static bool is_extended(const struct search *s, const struct candidate *c)
{
	size_t authors = count_authors(s, c);

	for (size_t i = 0; i < c->hits.n; i++)
		if (reason_of(s, &c->hits.at[i], authors).extends)
			return true;
	return false;
}

/*
 * A text so much alike by the same people (most of those of each that are known) is the same work, whatever its
 * title: a preprint and what became of it. Where both introduce one name, that has been said.
 */
static int look_for_twin(struct search *s, struct ranked *r, struct err *err)
{
	size_t shared = count_authors(s, r->c);
	int64_t authors = 0;
	int rc = shared ? sql_get_int(s->lib->db, &authors, 0, err,
				  "SELECT author_count FROM papers WHERE num = ?", "i", r->c->num)
			: 0;

	r->twin = shared && !is_extended(s, r->c) && shared * 2 >= s->subject.authors && shared * 2 >= (size_t)authors;
	if (r->twin)
		r->strength += reason_extends_weight();
	return rc;
}

/* *there: false where the lists still have it, but the papers no more. */
static int compare(struct search *s, struct ranked *r, bool *there, struct err *err)
{
	int rc = stems_text(s->lib, r->c->num, &s->subject.stems, &s->text, there, err);

	if (rc == 0 && s->crowded)
		rc = read_common_tags(s, r->c, err);
	if (rc < 0 || !*there)
		return rc;
	r->likeness = profile_likeness(&s->subject.profile, &s->text);
	r->strength = r->likeness + weigh_links(s, r->c);
	if (r->likeness >= TWIN)
		rc = look_for_twin(s, r, err);
	return rc;
}

static int compare_all(struct search *s, struct err *err)
{
	size_t n = 0;
	bool there;
	int rc = 0;

	for (size_t i = 0; i < s->ranked.n && rc == 0; i++) {
		struct ranked *r = &s->ranked.at[i];

		rc = compare(s, r, &there, err);
		if (rc == 0 && there && (r->c->hits.n || r->likeness >= ALIKE))
			s->ranked.at[n++] = *r;
	}
	s->ranked.n = n;
	return rc;
}

/* Row numbers begin with the day, so the newer is first. */
static int strongest_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? 1 : -1;
	return (x->c->num < y->c->num) - (x->c->num > y->c->num);
}

/* ---- what is shown ---- */

/* The neighbour at hand. */
struct shown {
	const char *id;
	struct str title, abstract;
};

static bool stands_in(const struct shown *n, const char *words)
{
	return phrase_stands_in(n->title, str_of(words)) || phrase_stands_in(n->abstract, str_of(words));
}

static bool stands_here(const struct search *s, const char *words)
{
	return phrase_stands_in(str_of(s->subject.title), str_of(words)) ||
		phrase_stands_in(str_of(s->subject.abstract), str_of(words));
}

/* A tag is named as both papers write it, where they do: by its own name, else by a form of it. */
static const char *name_in_both(const struct search *s, const struct clue *clue, const struct shown *n)
{
	if (clue->kind != CLUE_TAG || (stands_in(n, clue->what) && stands_here(s, clue->what)))
		return clue->what;
	for (size_t i = 0; i < clue->forms.n; i++)
		if (stands_in(n, clue->forms.at[i]))
			return clue->forms.at[i];
	return clue->what;
}

static bool is_named(const struct reasons *why, const char *what)
{
	for (size_t i = 0; i < why->n; i++)
		if (str_case_eq(str_of(why->at[i].what), str_of(what)))
			return true;
	return false;
}

static void add_links(const struct search *s, const struct candidate *c, const struct shown *n,
	struct arena *a, struct reasons *why)
{
	size_t authors = count_authors(s, c);

	for (size_t i = 0; i < c->hits.n; i++) {
		const struct hit *hit = &c->hits.at[i];
		struct reason r = reason_of(s, hit, authors);

		if (said_by_repo(s, c, hit))
			continue;
		r.what = arena_strdup(a, *r.what ? name_in_both(s, &s->subject.clues.at[hit->clue], n) : n->id);
		if (r.link == REASON_CITES || r.link == REASON_CITED_BY || !is_named(why, r.what))
			vec_push_in(a, why, r);
	}
}

/* Words that a link names already are not named twice; those that say little are where nothing else does. */
static void add_words(struct search *s, const struct shown *n, bool twin, struct arena *a, struct reasons *why)
{
	struct reasons words = {0};

	profile_reasons(&s->subject.profile, n->title, n->abstract,
		reason_weight(REASON_TEXT, 1, s->subject.papers), PHRASES, twin || !why->n, a, &words);
	if (twin && words.n) {
		words.at[0].twin = true;
		words.at[0].weight += reason_extends_weight();
	}
	for (size_t i = 0; i < words.n; i++)
		if (words.at[i].twin || !is_named(why, words.at[i].what))
			vec_push_in(a, why, words.at[i]);
}

static int show(struct search *s, const struct ranked *r, struct arena *a, struct neighbours *found,
	struct err *err)
{
	struct neighbour n = {.num = r->c->num, .score = score_of_strength(r->strength)};
	struct shown texts;
	struct stmt *q;
	int rc = sql_query(s->lib->db, &q, err,
		"SELECT p.id, p.title, p.first_author, p.date, t.abstract "
		"FROM papers p JOIN texts t ON t.paper = p.num WHERE p.num = ?",
		"i", r->c->num);

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		n.id = arena_strdup(a, sql_text(q, 0));
		n.title = arena_strdup(a, sql_text(q, 1));
		n.first_author = arena_strdup(a, sql_text(q, 2));
		n.date = arena_strdup(a, sql_text(q, 3));
		texts = (struct shown){n.id, sql_str(q, 1), sql_str(q, 4)};
		add_links(s, r->c, &texts, a, &n.why);
		add_words(s, &texts, r->twin, a, &n.why);
		reasons_sort(&n.why);
		if (n.why.n)
			vec_push_in(a, found, n);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static bool is_crowded(const struct subject *s)
{
	for (size_t i = 0; i < s->clues.n; i++)
		if (s->clues.at[i].kind == CLUE_TAG && s->clues.at[i].papers > CLUE_COUNTED)
			return true;
	return false;
}

/* Reads and orders the candidates, so that the best `most` (0: all) stand first. */
static int rank(struct search *s, size_t most, struct err *err)
{
	size_t read = most * READ_PER_SHOWN > READ_LEAST ? most * READ_PER_SHOWN : READ_LEAST;
	int rc = candidates_find(s->lib, &s->subject, most == 0, &s->arena, &s->set, err);

	if (rc < 0)
		return rc;
	s->crowded = is_crowded(&s->subject);
	choose(s, most ? read : SIZE_MAX);
	rc = compare_all(s, err);
	if (rc == 0 && s->ranked.n)
		qsort(s->ranked.at, s->ranked.n, sizeof *s->ranked.at, strongest_first);
	return rc;
}

/*
 * A statement that stands on its first row keeps the connection's view of the file as it is, so that what is
 * read fits together, and saves the locks that every statement would take for itself.
 */
static int hold_view(struct library *lib, struct stmt **q, struct err *err)
{
	int rc = sql_query(lib->db, q, err, "SELECT value FROM state WHERE name = 'papers'", "");

	return rc == 0 ? sql_step(*q, err) : rc;
}

static int search_begin(struct search *s, struct library *lib, int64_t num, struct stmt **view, struct err *err)
{
	int rc;

	*s = (struct search){.lib = lib};
	rc = hold_view(lib, view, err);
	return rc < 0 ? rc : subject_read(lib, num, &s->arena, &s->subject, err);
}

static void search_end(struct search *s, struct stmt *view)
{
	subject_release(&s->subject);
	candidates_release(&s->set);
	vec_release(&s->ranked);
	vec_release(&s->text);
	arena_release(&s->arena);
	sql_done(view);
}

int neighbours_find(struct library *lib, int64_t num, size_t most, struct arena *a,
	struct neighbours *found, struct err *err)
{
	struct stmt *view = NULL;
	struct search s;
	int rc = search_begin(&s, lib, num, &view, err);

	*found = (struct neighbours){0};
	if (rc == 0)
		rc = rank(&s, most, err);
	for (size_t i = 0; i < s.ranked.n && rc == 0 && (!most || found->n < most); i++)
		rc = show(&s, &s.ranked.at[i], a, found, err);
	search_end(&s, view);
	return rc;
}

int neighbours_rank(struct library *lib, int64_t num, size_t most, struct arena *a, struct near_papers *found,
	struct err *err)
{
	struct stmt *view = NULL;
	struct search s;
	int rc = search_begin(&s, lib, num, &view, err);

	*found = (struct near_papers){0};
	if (rc == 0)
		rc = rank(&s, most, err);
	for (size_t i = 0; i < s.ranked.n && rc == 0 && (!most || i < most); i++)
		vec_push_in(a, found,
			(struct near_paper){s.ranked.at[i].c->num, score_of_strength(s.ranked.at[i].strength)});
	search_end(&s, view);
	return rc;
}

int neighbours_between(struct library *lib, int64_t num, int64_t other, struct arena *a, struct neighbour *n,
	struct err *err)
{
	struct neighbours found = {0};
	struct stmt *view = NULL;
	bool there = false;
	struct search s;
	int rc = search_begin(&s, lib, num, &view, err);

	*n = (struct neighbour){.num = other};
	if (rc == 0)
		rc = candidates_one(lib, &s.subject, other, &s.arena, &s.set, err);
	if (rc == 0) {
		struct ranked r = {.c = &s.set.at[0]};

		rc = compare(&s, &r, &there, err);
		if (rc == 0 && there)
			rc = show(&s, &r, a, &found, err);
	}
	if (found.n)
		*n = found.at[0];
	search_end(&s, view);
	return rc;
}

int neighbours_shared(struct library *lib, int64_t num, int64_t other, struct arena *a, struct shared_text *t,
	struct err *err)
{
	struct stmt *view = NULL;
	struct paper p = {0};
	struct search s;
	int rc = search_begin(&s, lib, num, &view, err);

	*t = (struct shared_text){0};
	if (rc == 0)
		rc = library_get(lib, other, PART_TEXT, a, &p, err);
	if (rc == 0) {
		t->abstract = p.abstract;
		profile_shared(&s.subject.profile, str_of(p.abstract), a, &t->spans);
	}
	search_end(&s, view);
	return rc;
}
