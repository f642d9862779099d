/*
 * The order "for you": asked for a paper at a time while no key waits (library/taste.h), and why the paper under the
 * cursor stands where it does, on the bottom line.
 *
 * Before it is shown it is looked ahead for, so that it is there when it is; not while work behind writes, since each
 * write makes another order of it.
 */
#include "state.h"

#include "library/taste.h"

static bool is_shown(const struct browser *b)
{
	return b->shelf->sort == SORT_FOR_YOU && !b->shelf->name;
}

bool for_you_ahead(const struct browser *b)
{
	return !is_shown(b) && (b->for_you.due || b->for_you.on) && !b->errands.pid && !b->retagging.pid;
}

void for_you_look(struct browser *b)
{
	b->for_you.due = true;
}

void for_you_changed(struct browser *b)
{
	b->for_you.due |= is_shown(b);
	b->for_you.num = 0;
}

void for_you_chosen(struct browser *b)
{
	if (taste_look(b->lib, NULL) >= 0 && !taste_likes(b->lib))
		say(b, "Star, tag or list some papers: what is like them comes first then.");
	b->for_you.due = true;
}

/* The list shows the order as it has become. */
static void show_order(struct browser *b)
{
	struct err err;

	b->for_you.num = 0;
	if (is_shown(b) && list_refresh(&b->shelf->list, &err) < 0)
		complain(b, &err);
	reader_follow(b);
}

static bool step(struct browser *b)
{
	bool changed = false;
	int rc;

	hurry_begin(b);
	rc = taste_step(b->lib, &changed, NULL);
	hurry_end(b);
	b->for_you.on = rc > 0 || rc == ERR_INTERRUPTED;
	if (changed)
		show_order(b);
	return changed;
}

static void explain(struct browser *b, int64_t num)
{
	struct arena a = ARENA_INIT;
	struct taste_why why = {0};
	int rc;

	hurry_begin(b);
	rc = taste_why(b->lib, num, &a, &why, NULL);
	hurry_end(b);
	strbuf_reset(&b->for_you.line);
	if (rc == 0)
		strbuf_addz(&b->for_you.line, taste_line(&why, b->canvas.cols - 3, &a));
	b->for_you.num = rc == ERR_INTERRUPTED ? 0 : num;
	arena_release(&a);
}

enum for_you_work for_you_work(struct browser *b)
{
	const struct row *row = list_row(&b->shelf->list);

	if (is_shown(b) && row && b->for_you.num != row->num) {
		explain(b, row->num);
		return FOR_YOU_DRAW;
	}
	if (!is_shown(b) && !for_you_ahead(b))
		return FOR_YOU_IDLE;
	if (b->for_you.due) {
		b->for_you.due = false;
		b->for_you.on = taste_look(b->lib, NULL) > 0;
		return FOR_YOU_WORKED;
	}
	if (!b->for_you.on)
		return FOR_YOU_IDLE;
	return step(b) ? FOR_YOU_DRAW : FOR_YOU_WORKED;
}

const char *for_you_line(const struct browser *b)
{
	const struct row *row = list_row(&b->shelf->list);

	if (!is_shown(b) || b->page || b->focus != PANE_LIST || !row || b->for_you.num != row->num)
		return NULL;
	return b->for_you.line.len ? b->for_you.line.buf : NULL;
}

void for_you_release(struct browser *b)
{
	strbuf_release(&b->for_you.line);
}
