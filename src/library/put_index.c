/*
 * What a batch does to the full-text index, in order of row numbers: FTS5 flushes its memory to a new segment
 * whenever a number is lower than the one before it (fts5_index.c, sqlite3Fts5IndexBeginWrite).
 */
#include "library/put.h"
#include "library/stems.h"

void put_release(struct put *b)
{
	map_release(&b->place);
	map_release(&b->fresh_names);
	map_release(&b->counts.by);
	arena_release(&b->scratch);
	arena_release(&b->arena);
}

static struct str num_key(const int64_t *num)
{
	return (struct str){(const char *)num, sizeof *num};
}

void put_add_pending(struct put *b, const struct pending *p)
{
	vec_push_in(&b->arena, &b->pending, *p);
	*map_put(&b->place, num_key(&p->num)) = (int64_t)b->pending.n;
}

int put_touch(struct put *b, int64_t num, struct pending **out, struct err *err)
{
	struct pending fresh = {.num = num, .old_num = num, .indexed = true};
	int64_t *place = map_get(&b->place, num_key(&num));
	int rc;

	if (place && *place) {
		*out = &b->pending.at[*place - 1];
	} else {
		rc = search_read(b->lib, num, &b->arena, &fresh.old, err);
		if (rc < 0)
			return rc;
		put_add_pending(b, &fresh);
		*out = &b->pending.at[b->pending.n - 1];
	}
	(*out)->reread = true;
	return 0;
}

void put_moved(struct put *b, struct pending *p, int64_t to)
{
	*map_put(&b->place, num_key(&to)) = *map_get(&b->place, num_key(&p->num));
	*map_put(&b->place, num_key(&p->num)) = 0;
	p->num = to;
}

struct index_step {
	int64_t num;
	bool add;
	const struct search_text *text;
};

static int by_num(const void *a, const void *b)
{
	const struct index_step *s = a, *t = b;

	return s->num != t->num ? (s->num > t->num) - (s->num < t->num) : s->add - t->add;
}

static bool same_search_text(const struct search_text *a, const struct search_text *b)
{
	const char *const x[] = {a->title, a->abstract, a->authors, a->tags};
	const char *const y[] = {b->title, b->abstract, b->authors, b->tags};

	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		if (strcmp(x[i] ? x[i] : "", y[i] ? y[i] : ""))
			return false;
	return true;
}

/* The steps that one paper needs: none, taken out, put in or both. */
static int plan(struct put *b, struct pending *p, struct index_step *steps, size_t *n, struct err *err)
{
	int rc = p->reread && !p->gone ? search_read(b->lib, p->num, &b->arena, &p->now, err) : 0;

	if (rc < 0)
		return rc;
	if (p->indexed && !p->gone && p->num == p->old_num && same_search_text(&p->old, &p->now))
		return 0;
	if (p->indexed)
		steps[(*n)++] = (struct index_step){p->old_num, false, &p->old};
	if (!p->gone)
		steps[(*n)++] = (struct index_step){p->num, true, &p->now};
	return 0;
}

static int write_stems(struct put *b, const struct index_step *steps, size_t n, struct err *err)
{
	struct stems_change *changes = arena_alloc(&b->arena, (n + 1) * sizeof *changes);

	for (size_t i = 0; i < n; i++)
		changes[i] = (struct stems_change){steps[i].num, steps[i].text->title,
			steps[i].text->abstract, steps[i].add};
	return stems_write(b->lib, changes, n, err);
}

int put_write_index(struct put *b, struct err *err)
{
	struct index_step *steps = arena_alloc(&b->arena, b->pending.n * 2 * sizeof *steps);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < b->pending.n && rc == 0; i++)
		rc = plan(b, &b->pending.at[i], steps, &n, err);
	qsort(steps, n, sizeof *steps, by_num);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = steps[i].add ? search_add(b->lib, steps[i].num, steps[i].text, err)
				  : search_take(b->lib, steps[i].num, steps[i].text, err);
	if (rc == 0 && n)
		rc = search_merge(b->lib, n, err);
	return rc == 0 ? write_stems(b, steps, n, err) : rc;
}
