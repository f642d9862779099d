/* The papers that an action works on: the marked ones, or the one under the cursor. */
#include "state.h"

#include <stdlib.h>

/* ---- marks ---- */

bool marked_has(const struct browser *b, const char *id)
{
	const int64_t *order = b->marked_n ? map_get(&b->marked, str_of(id)) : NULL;

	return order && *order;
}

void marked_toggle(struct browser *b, const char *id)
{
	int64_t *order = map_put(&b->marked, str_of(id));

	b->marked_n += *order ? -1 : 1;
	*order = *order ? 0 : ++b->marked_last;
}

void marked_clear(struct browser *b)
{
	map_release(&b->marked);
	b->marked = (struct map)MAP_INIT;
	b->marked_n = b->marked_last = 0;
}

static int by_order(const void *x, const void *y)
{
	const struct map_slot *const *a = x, *const *b = y;

	return (*a)->value < (*b)->value ? -1 : (*a)->value > (*b)->value;
}

/* Ids in the order in which they were marked. */
static void add_marked(struct browser *b, struct chosen *c)
{
	struct {
		VEC_OF(const struct map_slot *);
	} slots = {NULL, 0, 0};
	const struct map_slot *slot;
	size_t at = 0;

	while ((slot = map_next(&b->marked, &at)))
		if (slot->value)
			vec_push(&slots, slot);
	if (slots.n)
		qsort(slots.at, slots.n, sizeof(const struct map_slot *), by_order);
	for (size_t i = 0; i < slots.n; i++)
		vec_push_in(&c->arena, &c->ids, arena_str(&c->arena, slots.at[i]->key));
	vec_release(&slots);
}

/* ---- the one under the cursor ---- */

static const char *under_cursor(struct browser *b)
{
	const struct row *row = list_row(&b->shelf->list);
	const struct doc_target *t;

	if (b->focus == PANE_RELATED) {
		t = b->kin.laid ? pager_target(&b->kin.pager) : NULL;
		if (t)
			return t->name;
	}
	if (b->focus == PANE_LIST && !trail_id(b))
		return row ? row->id : NULL;
	if (trail_id(b))
		return trail_id(b);
	return row ? row->id : NULL;
}

static bool resolve(struct browser *b, struct chosen *c)
{
	struct err err;

	for (size_t i = 0; i < c->ids.n; i++) {
		int64_t num;

		if (library_find(b->lib, c->ids.at[i], &num, &err) < 0) {
			complain(b, &err);
			return false;
		}
		vec_push_in(&c->arena, &c->nums, num);
	}
	return true;
}

bool chosen_papers(struct browser *b, struct chosen *c)
{
	const char *id = under_cursor(b);

	*c = (struct chosen){.arena = ARENA_INIT};
	if (b->marked_n && b->focus == PANE_LIST)
		add_marked(b, c);
	else if (id)
		vec_push_in(&c->arena, &c->ids, arena_strdup(&c->arena, id));
	if (!c->ids.n)
		say(b, "No paper is chosen.");
	if (c->ids.n && resolve(b, c))
		return true;
	chosen_release(c);
	return false;
}

void chosen_release(struct chosen *c)
{
	arena_release(&c->arena);
	*c = (struct chosen){.arena = ARENA_INIT};
}

bool chosen_paper(struct browser *b, struct arena *a, struct paper *p, struct marks *m)
{
	const char *id = under_cursor(b);
	struct err err;
	int64_t num;
	int rc;

	if (!id) {
		say(b, "No paper is chosen.");
		return false;
	}
	rc = library_find(b->lib, id, &num, &err);
	if (rc == 0)
		rc = library_get(b->lib, num, PART_ALL, a, p, &err);
	if (rc == 0)
		rc = library_marks(b->lib, num, a, m, &err);
	if (rc < 0)
		complain(b, &err);
	return rc == 0;
}

void chosen_update(struct browser *b, const struct chosen *c)
{
	struct err err;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < c->nums.n; i++)
		rc = list_update(&b->shelf->list, c->nums.at[i], &err);
	if (rc < 0)
		complain(b, &err);
}

void chosen_show(struct browser *b, const struct chosen *c)
{
	chosen_update(b, c);
	b->reader.loaded = false;
	for_you_look(b);
}
