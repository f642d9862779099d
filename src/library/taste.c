#include "library/taste.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/ranking.h"
#include "library/store.h"
#include "text/width.h"

enum {
	NEAR_MOST = 100,   /* papers that each liked one names */
	RANKED_MOST = 1000,
	RANK_EVERY = 16,   /* answers between two orders while some are missing */
	TITLE_MOST = 40,   /* bytes of a title in a line, about */
};

struct like {
	int64_t num;
	bool asked; /* since the library changed */
	struct {
		VEC_OF(struct near_paper);
	} near;
};

struct likes {
	VEC_OF(struct like);
};

struct taste {
	struct likes likes;
	int64_t batches; /* of the library, when they were asked */
	size_t next, fresh; /* to be asked; answers since the last order */
	bool drawn;
};

static void likes_release(struct likes *likes)
{
	for (size_t i = 0; i < likes->n; i++)
		vec_release(&likes->at[i].near);
	vec_release(likes);
}

void taste_release(struct library *lib)
{
	if (!lib->taste)
		return;
	likes_release(&lib->taste->likes);
	free(lib->taste);
	lib->taste = NULL;
}

/* ---- what the reader likes ---- */

static struct like *find_like(struct taste *t, int64_t num)
{
	for (size_t i = 0; t && i < t->likes.n; i++)
		if (t->likes.at[i].num == num)
			return &t->likes.at[i];
	return NULL;
}

/* What a paper said before is taken over: it counts until it is asked again. */
static void add_like(struct taste *t, int64_t num, bool changed, struct likes *likes)
{
	struct like *old = find_like(t, num), like = {.num = num};

	if (old) {
		like = *old;
		like.asked &= !changed;
		old->near.at = NULL;
		old->near.n = old->near.cap = 0;
	}
	vec_push(likes, like);
}

static int read_likes(struct library *lib, bool changed, struct likes *likes, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT l.paper FROM (SELECT paper FROM marks WHERE starred UNION ALL SELECT paper FROM user_tags "
		"UNION ALL SELECT paper FROM list_papers) l LEFT JOIN marks m ON m.paper = l.paper "
		"WHERE m.state IS NOT ? GROUP BY l.paper ORDER BY count(*) DESC, l.paper DESC LIMIT ?",
		"ii", (int64_t)STATE_SKIPPED, (int64_t)TASTE_LIKES);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		add_like(lib->taste, sql_int(q, 0), changed, likes);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* Whether the reader likes others than before: then the order is another even where nobody is to be asked. */
static bool same_likes(const struct likes *a, const struct likes *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->at[i].num != b->at[i].num)
			return false;
	return true;
}

int taste_look(struct library *lib, struct err *err)
{
	struct likes likes = {0};
	struct taste *t = lib->taste;
	int64_t batches;
	int rc = sql_get_int(lib->db, &batches, 0, err, "SELECT value FROM state WHERE name = 'batches'", ""), due = 0;

	if (!t)
		t = lib->taste = mem_zalloc(sizeof *t);
	if (rc == 0)
		rc = read_likes(lib, batches != t->batches, &likes, err);
	for (size_t i = 0; i < likes.n; i++)
		due += !likes.at[i].asked;
	t->drawn &= rc == 0 && !due && same_likes(&likes, &t->likes);
	likes_release(&t->likes);
	t->likes = likes;
	t->batches = rc == 0 ? batches : -1;
	t->next = 0;
	return rc < 0 ? rc : t->drawn ? 0 : due ? due : 1;
}

/* ---- the order ---- */

static int by_num(const void *a, const void *b)
{
	const struct near_paper *x = a, *y = b;

	return (x->num > y->num) - (x->num < y->num);
}

static int best_first(const void *a, const void *b)
{
	const struct near_paper *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->num < y->num) - (x->num > y->num);
}

/* The chance that one of several is right, were each alone right so often: 1 - (1 - a) (1 - b) … */
static void join_scores(struct near_papers *all)
{
	size_t n = 0;

	if (all->n)
		qsort(all->at, all->n, sizeof *all->at, by_num);
	for (size_t i = 0; i < all->n; i++) {
		if (n && all->at[n - 1].num == all->at[i].num)
			all->at[n - 1].score = 1 - (1 - all->at[n - 1].score) * (1 - all->at[i].score);
		else
			all->at[n++] = all->at[i];
	}
	all->n = n;
}

/* What the reader likes is known, and so is what is done with. */
static int is_known(struct library *lib, int64_t num, bool *known, struct err *err)
{
	int64_t state = STATE_NONE;
	int rc = sql_get_int(lib->db, &state, STATE_NONE, err, "SELECT state FROM marks WHERE paper = ?", "i", num);

	*known = find_like(lib->taste, num) || state == STATE_READ || state == STATE_SKIPPED;
	return rc;
}

static int keep(struct library *lib, const struct near_papers *all, struct err *err)
{
	int64_t nums[RANKED_MOST];
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < all->n && n < RANKED_MOST && rc == 0; i++) {
		bool known;

		rc = is_known(lib, all->at[i].num, &known, err);
		if (rc == 0 && !known)
			nums[n++] = all->at[i].num;
	}
	if (rc < 0)
		return rc;
	return lib->taste_ranking ? ranking_replace(lib, lib->taste_ranking, nums, n, err)
				  : ranking_keep(lib, nums, n, &lib->taste_ranking, err);
}

static int make_order(struct library *lib, struct err *err)
{
	struct taste *t = lib->taste;
	struct near_papers all = {0};
	int rc;

	for (size_t i = 0; i < t->likes.n; i++)
		for (size_t k = 0; k < t->likes.at[i].near.n; k++)
			vec_push(&all, t->likes.at[i].near.at[k]);
	join_scores(&all);
	if (all.n)
		qsort(all.at, all.n, sizeof *all.at, best_first);
	rc = keep(lib, &all, err);
	vec_release(&all);
	return rc;
}

/* ---- asking ---- */

static int ask(struct library *lib, struct like *like, struct err *err)
{
	struct near_papers found;
	struct arena a = ARENA_INIT;
	int rc = neighbours_rank(lib, like->num, NEAR_MOST, &a, &found, err);

	if (rc == ERR_NOT_FOUND)
		rc = 0; /* gone since */
	if (rc == 0) {
		like->near.n = 0;
		for (size_t i = 0; i < found.n; i++)
			vec_push(&like->near, found.at[i]);
		like->asked = true;
	}
	arena_release(&a);
	return rc;
}

int taste_step(struct library *lib, bool *changed, struct err *err)
{
	struct taste *t = lib->taste;
	int rc = 0;

	*changed = false;
	if (!t)
		return 0;
	while (t->next < t->likes.n && t->likes.at[t->next].asked)
		t->next++;
	if (t->next < t->likes.n) {
		rc = ask(lib, &t->likes.at[t->next], err);
		t->fresh += rc == 0;
	}
	if (rc < 0 || (t->next < t->likes.n && t->fresh < RANK_EVERY))
		return rc < 0 ? rc : 1;
	if (!t->fresh && t->drawn)
		return 0;
	rc = make_order(lib, err);
	t->fresh = 0;
	t->drawn = rc == 0 && t->next == t->likes.n;
	*changed = rc == 0;
	return rc < 0 ? rc : !t->drawn;
}

size_t taste_likes(const struct library *lib)
{
	return lib->taste ? lib->taste->likes.n : 0;
}

int taste_all(struct library *lib, struct err *err)
{
	bool changed;
	int rc = taste_look(lib, err);

	while (rc > 0)
		rc = taste_step(lib, &changed, err);
	return rc;
}

/* ---- why ---- */

static const struct like *most_like(const struct taste *t, int64_t num, double *score)
{
	const struct like *best = NULL;
	double most = 0, none = 1;

	for (size_t i = 0; t && i < t->likes.n; i++) {
		const struct like *l = &t->likes.at[i];

		for (size_t k = 0; k < l->near.n; k++) {
			if (l->near.at[k].num != num)
				continue;
			none *= 1 - l->near.at[k].score;
			if (l->near.at[k].score > most) {
				most = l->near.at[k].score;
				best = l;
			}
		}
	}
	*score = 1 - none;
	return best;
}

int taste_why(struct library *lib, int64_t num, struct arena *a, struct taste_why *why, struct err *err)
{
	const struct like *like;
	struct paper p;
	bool known;
	int rc = is_known(lib, num, &known, err);

	*why = (struct taste_why){0};
	like = rc == 0 && !known ? most_like(lib->taste, num, &why->score) : NULL;
	if (!like)
		return rc;
	rc = library_get(lib, like->num, PART_TEXT, a, &p, err);
	if (rc == 0)
		rc = neighbours_between(lib, like->num, num, a, &why->like, err);
	why->id = rc == 0 ? p.id : NULL;
	why->title = rc == 0 ? p.title : NULL;
	return rc == ERR_NOT_FOUND ? 0 : rc;
}

/* The beginning of a title, whole words of it. */
static struct str shortened(struct str title)
{
	size_t n = TITLE_MOST;

	if (title.n <= TITLE_MOST + TITLE_MOST / 4)
		return title;
	while (n > TITLE_MOST / 2 && title.p[n] != ' ')
		n--;
	while (n && ((unsigned char)title.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(title, 0, n);
}

const char *taste_line(const struct taste_why *why, int width, struct arena *a)
{
	struct str title = str_of(why->title), start = shortened(title);
	const char *like, *reasons;
	int room;

	if (!why->id)
		return "";
	like = arena_printf(a, "like %.*s%s", STR_ARG(start), start.n < title.n ? " …" : "");
	room = width - text_width(str_of(like)) - 2;
	reasons = reasons_line(&why->like.why, !width ? 0 : room > 1 ? room : 1, a);
	return arena_printf(a, "%s%s%s", like, *reasons ? ": " : "", reasons);
}
