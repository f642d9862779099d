/*
 * The trail: the papers gone through by way of related work, with a way back and forward along it.
 *
 * It begins at a paper of the list and lasts until another begins elsewhere; whoever leaves it for the list finds
 * back with a step forward.
 */
#include "state.h"

#include <stdlib.h>

#include "base/mem.h"
#include "complete.h"

static void cut(struct trail *t, size_t n)
{
	while (t->n > n)
		free(t->at[--t->n]);
}

void trail_release(struct browser *b)
{
	cut(&b->trail, 0);
	vec_release(&b->trail);
	b->trail.here = 0;
	b->trail.on = false;
}

void trail_leave(struct browser *b)
{
	b->trail.on = false;
}

const char *trail_id(const struct browser *b)
{
	return b->trail.on ? b->trail.at[b->trail.here] : NULL;
}

static bool at_row(const struct browser *b, const char *id)
{
	const struct row *row = list_row(&b->shelf->list);

	return row && !strcmp(row->id, id);
}

/* A new trail, unless the one there is began at this very paper. */
static void begin(struct browser *b)
{
	struct trail *t = &b->trail;
	const struct row *row = list_row(&b->shelf->list);

	t->here = 0;
	if (t->n && row && !strcmp(row->id, t->at[0]))
		return;
	cut(t, 0);
	if (row)
		vec_push(t, mem_strdup(row->id));
}

/* The paper at a place of the trail; at its first, the list shows where we are. */
static void stand(struct browser *b, size_t here)
{
	struct trail *t = &b->trail;

	t->here = here;
	t->on = here || !at_row(b, t->at[0]);
	reader_follow(b);
}

void trail_go(struct browser *b, const char *id)
{
	struct trail *t = &b->trail;
	char *to = mem_strdup(id); /* may lie in what is dropped */

	if (!t->on)
		begin(b);
	cut(t, t->here + 1);
	vec_push(t, to);
	stand(b, t->n - 1);
	reader_open(b);
}

static bool step(struct browser *b, bool forward)
{
	struct trail *t = &b->trail;

	if (forward && t->n && !t->on && t->here)
		stand(b, t->here); /* where it was left */
	else if (forward && t->here + 1 < t->n)
		stand(b, t->here + 1);
	else if (!forward && t->on && t->here)
		stand(b, t->here - 1);
	else
		return false;
	return true;
}

void act_trail_step(struct browser *b, enum action action, unsigned key)
{
	bool forward = action == ACT_TRAIL_FORWARD;

	(void)key;
	if (!step(b, forward))
		say(b, forward ? "The trail goes no further." : "This is where the trail began.");
	else if (forward)
		reader_open(b);
}

void trail_title(const struct browser *b, struct strbuf *out)
{
	const struct trail *t = &b->trail;

	if (!t->on || !t->here)
		return;
	strbuf_addf(out, "trail %zu", t->here);
	if (t->here + 1 < t->n)
		strbuf_addf(out, "/%zu", t->n - 1);
	strbuf_addz(out, " · ");
}

/* ---- as a list ---- */

static bool is_here(const struct browser *b, size_t place)
{
	return place == b->trail.here && (b->trail.on || at_row(b, b->trail.at[place]));
}

/* ids are shown where a paper has gone from the library meanwhile. */
static int add_stop(struct browser *b, struct doc *d, size_t place, struct rich *r, struct err *err)
{
	const char *id = b->trail.at[place];
	int target = doc_target(d, TARGET_RELATED, (int64_t)place, arena_strdup(&d->names, id), true);
	bool here = is_here(b, place);
	struct arena a = ARENA_INIT;
	struct paper p = {0};
	int64_t num;
	int rc = library_find(b->lib, id, &num, err);

	if (rc == 0)
		rc = library_get(b->lib, num, PART_TEXT, &a, &p, err);
	rich_reset(r);
	rich_add(r, str_of(here ? "▸ " : "  "), STYLE_KEY, target);
	rich_add(r, str_of(p.title ? p.title : id), here ? STYLE_TITLE : STYLE_TEXT, target);
	doc_flow(d, r, 0, 4);
	rich_reset(r);
	if (p.date)
		rich_add(r, str_of(arena_printf(&a, "%.7s  ", p.date)), STYLE_DATE, target);
	if (p.authors.n)
		rich_add(r, str_of(p.authors.at[0]), STYLE_AUTHOR, target);
	if (r->text.len)
		doc_flow(d, r, 4, 4);
	arena_release(&a);
	return rc == ERR_NOT_FOUND ? 0 : rc;
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct rich r = RICH_INIT;
	int rc = 0;

	for (size_t i = 0; i < b->trail.n && rc == 0; i++)
		rc = add_stop(b, d, i, &r, err);
	if (!b->trail.n) {
		doc_line(d, "No trail yet.", STYLE_TITLE);
		doc_line(d, "r shows the related papers of one, Enter goes there, and from there on.", STYLE_DIM);
	} else {
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d, "Enter goes there.  a saves the trail as a reading list, and so does  :trail NAME",
			STYLE_DIM);
	}
	rich_release(&r);
	return rc;
}

static void open_stop(struct browser *b, struct page *page, const struct doc_target *t)
{
	size_t place = (size_t)t->n;

	(void)page;
	page_close(b);
	stand(b, place);
	reader_open(b);
}

/* Each paper once, by its place; one that is gone meanwhile is passed over. */
static void choose_trail(struct browser *b, struct chosen *c)
{
	for (size_t i = 0; i < b->trail.n; i++) {
		int64_t num;
		bool twice = false;

		for (size_t k = 0; k < i && !twice; k++)
			twice = !strcmp(b->trail.at[k], b->trail.at[i]);
		if (twice || library_find(b->lib, b->trail.at[i], &num, NULL) < 0)
			continue;
		vec_push_in(&c->arena, &c->ids, arena_strdup(&c->arena, b->trail.at[i]));
		vec_push_in(&c->arena, &c->nums, num);
	}
}

void trail_save(struct browser *b, const char *list)
{
	struct chosen c = {.arena = ARENA_INIT};

	choose_trail(b, &c);
	if (!c.ids.n)
		say(b, "There is no trail yet.");
	else if (!list[*list == '@'])
		say(b, "A reading list needs a name.");
	else
		wish_on_list(b, &c, list);
	chosen_release(&c);
}

static bool act(struct browser *b, struct page *page, enum action action)
{
	static const struct question question = {.label = "Save the trail as list: ",
		.history = HISTORY_LIST,
		.complete = complete_list,
		.done = trail_save};

	(void)page;
	if (action != ACT_SAVE_LIST)
		return false;
	ask(b, &question, "");
	return true;
}

static const enum action own[] = {ACT_SAVE_LIST, ACT_NONE};

const struct page_ops page_trail = {
	.name = "Trail", .fill = fill, .open = open_stop, .act = act, .by_line = true, .own = own};
