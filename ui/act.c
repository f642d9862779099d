/* What each action does; the larger ones stand in files of their own. */
#include "state.h"

#include <stdlib.h>

void browser_focus(struct browser *b, enum pane pane)
{
	struct err err;

	b->focus = pane;
	layout_panes(&b->layout, b->canvas.rows - 2, b->canvas.cols, b->mode, pane);
	if (b->layout.panes[PANE_LIST].rows &&
		list_resize(&b->shelf->list, b->layout.panes[PANE_LIST].rows, &err) < 0)
		complain(b, &err);
}

enum context browser_context(const struct browser *b)
{
	if (b->page)
		return b->page->ops->context ? b->page->ops->context : IN_PAGE;
	return b->focus == PANE_PAPER ? IN_PAPER : b->focus == PANE_RELATED ? IN_RELATED : IN_LIST;
}

bool action_works(const struct browser *b, enum action action)
{
	unsigned contexts = action_row(action)->contexts;

	if (!(contexts & browser_context(b)))
		return false;
	if (action == ACT_OPEN && b->page)
		return b->page->ops->open || b->page->ops->draw;
	if (browser_context(b) != IN_PAGE || contexts == IN_ALL)
		return true;
	for (const enum action *own = b->page->ops->own; own && *own != ACT_NONE; own++)
		if (*own == action)
			return true;
	return false;
}

enum action browser_action(const struct browser *b, unsigned key)
{
	enum action action = keymap_action(&b->keys, key, browser_context(b));

	return action != ACT_NONE && action_works(b, action) ? action : ACT_NONE;
}

/* ---- moving ---- */

void act_move(struct browser *b, enum action action, unsigned key)
{
	struct err err;

	(void)key;
	if (b->page) {
		pager_move(&b->page->pager, action);
	} else if (b->focus == PANE_PAPER) {
		pager_move(&b->reader.pager, action);
	} else if (b->focus == PANE_RELATED) {
		pager_move(&b->kin.pager, action);
	} else {
		trail_leave(b);
		if (list_move(&b->shelf->list, action, &err) < 0)
			complain(b, &err);
		reader_follow(b);
	}
}

bool list_go(struct browser *b, int step)
{
	const struct row *row = list_row(&b->shelf->list);
	int64_t from = row ? row->num : 0;
	struct err err;

	if (list_step(&b->shelf->list, step, &err) < 0)
		complain(b, &err);
	row = list_row(&b->shelf->list);
	return row && row->num != from;
}

static void act_paper(struct browser *b, enum action action, unsigned key)
{
	bool moved = !!trail_id(b);

	(void)key;
	trail_leave(b);
	if (!list_go(b, action == ACT_NEXT_PAPER ? 1 : -1) && !moved)
		say(b, action == ACT_NEXT_PAPER ? "This is the last paper." : "This is the first paper.");
	reader_follow(b);
	reader_mark_read(b);
	if (b->focus == PANE_RELATED)
		browser_focus(b, PANE_PAPER);
}

/* ---- opening and going back ---- */

static void open_page_target(struct browser *b)
{
	const struct doc_target *t = pager_target(&b->page->pager);

	if (t && b->page->ops->open)
		b->page->ops->open(b, b->page, t);
	else
		say(b, "There is nothing to open here.");
}

static void act_open(struct browser *b, enum action action, unsigned key)
{
	const struct doc_target *t;

	(void)action, (void)key;
	if (b->page) {
		open_page_target(b);
	} else if (b->focus == PANE_LIST) {
		reader_open(b);
	} else {
		t = pager_target(b->focus == PANE_PAPER ? &b->reader.pager : &b->kin.pager);
		if (t)
			open_target(b, t);
	}
}

/* One step back; false where this is the first screen. */
static bool step_back(struct browser *b)
{
	if (b->page) {
		page_close(b);
		return true;
	}
	if (b->focus == PANE_RELATED) {
		browser_focus(
			b, b->came_from == PANE_PAPER && b->layout.alone ? PANE_PAPER : PANE_LIST);
		return true;
	}
	if (b->focus == PANE_PAPER) {
		trail_leave(b);
		reader_follow(b);
		browser_focus(b, PANE_LIST);
		return true;
	}
	return shelf_back(b);
}

static void act_back(struct browser *b, enum action action, unsigned key)
{
	(void)key;
	if (!step_back(b) && action == ACT_BACK)
		b->quit = true;
}

static void act_clear(struct browser *b, enum action action, unsigned key)
{
	struct pager *p = b->page		   ? &b->page->pager
			  : b->focus == PANE_PAPER ? &b->reader.pager
						   : NULL;

	(void)action, (void)key;
	if (p && p->needle.len) {
		pager_search(p, NULL);
	} else if (!b->page && b->focus == PANE_LIST && (b->marked_n || b->range_from)) {
		marked_clear(b);
		b->range_from = 0;
	} else {
		if (!b->page && b->focus == PANE_LIST) { /* back to the papers, not to where the list was opened */
			pages_free(b->shelf->pages);
			b->shelf->pages = NULL;
		}
		step_back(b);
	}
}

static void act_quit(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	b->quit = true;
}

/* ---- panes ---- */

static void act_pane(struct browser *b, enum action action, unsigned key)
{
	int step = action == ACT_NEXT_PANE ? 1 : PANES - 1;

	(void)key;
	browser_focus(b, (enum pane)((b->focus + step) % PANES));
}

static void act_layout(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	b->mode = layout_next(b->mode, b->canvas.cols);
	if (b->mode == LAYOUT_LIST)
		b->focus = PANE_LIST;
	browser_focus(b, b->focus);
	say(b, "Layout: %s%s", layout_mode_names[b->mode],
		b->layout.alone && b->mode != LAYOUT_LIST ? " (there is room for one pane)" : "");
}

static void act_related(struct browser *b, enum action action, unsigned key)
{
	const struct doc_target *t = b->focus == PANE_RELATED ? pager_target(&b->kin.pager) : NULL;

	(void)action, (void)key;
	if (t) /* the related papers of a related paper */
		trail_go(b, t->name);
	if (!b->reader.num)
		return;
	if (b->focus != PANE_RELATED)
		b->came_from = b->focus;
	browser_focus(b, PANE_RELATED);
	b->kin_due = b->kin.loaded ? 0 : 1; /* now */
}

/* ---- sorting ---- */

enum { REVERSE = SORTS };

static void sort_by(struct browser *b, int value)
{
	struct shelf *old = b->shelf;
	bool reverse = value == REVERSE;
	struct err err;

	if (value == SORT_FOR_YOU)
		for_you_chosen(b);

	if (shelf_open(b, old->query, old->name, reverse ? old->sort : (enum sort)value,
		    reverse ? !old->reversed : false, &err) < 0) {
		complain(b, &err);
		return;
	}
	b->shelf->searched = old->searched;
	shelf_replaces(b, old);
}

static void act_sort(struct browser *b, enum action action, unsigned key)
{
	static const struct menu_item items[] = {
		{'d', "date", SORT_DATE},
		{'t', "title", SORT_TITLE},
		{'a', "author", SORT_AUTHOR},
		{'n', "newly added", SORT_ADDED},
		{'s', "stars of the code", SORT_STARS},
		{'y', "for you", SORT_FOR_YOU},
		{'b', "best (related:)", SORT_BEST},
		{'r', "reverse", REVERSE},
		{0, NULL, 0},
	};
	static const struct menu menu = {"Sort by", items, sort_by};

	(void)action, (void)key;
	ask_menu(b, &menu);
}

/* ---- pages and the rest ---- */

static void act_page(struct browser *b, enum action action, unsigned key)
{
	(void)key;
	page_open(b,
		action == ACT_TAGS    ? &page_tags
		: action == ACT_LISTS ? &page_lists
		: action == ACT_TRAIL ? &page_trail
		: action == ACT_JOBS  ? &page_jobs
				      : &page_help,
		NULL, 0);
}

static void act_about(struct browser *b, enum action action, unsigned key)
{
	struct chosen c;

	(void)key;
	if (!chosen_papers(b, &c))
		return;
	page_open(b,
		action == ACT_WHY	  ? &page_why
		: action == ACT_MAP	  ? &page_map
		: action == ACT_CODE_PAGE ? &page_code
					  : &page_facts,
		NULL, c.nums.at[0]);
	chosen_release(&c);
}

static void act_raw(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	b->reader.raw = !b->reader.raw;
	b->reader.laid = false;
	say(b, b->reader.raw ? "The text as it came" : "The readable text");
}

static void act_redraw(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	b->term->ops->redraw(b->term);
}

static void act_suspend(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	browser_leave(b);
	loop_stop(&b->loop);
	browser_enter(b);
}

static handler *const handlers[ACTIONS] = {
	[ACT_DOWN] = act_move,
	[ACT_UP] = act_move,
	[ACT_HALF_DOWN] = act_move,
	[ACT_HALF_UP] = act_move,
	[ACT_PAGE_DOWN] = act_move,
	[ACT_PAGE_UP] = act_move,
	[ACT_FIRST] = act_move,
	[ACT_LAST] = act_move,
	[ACT_OPEN] = act_open,
	[ACT_BACK] = act_back,
	[ACT_OUT] = act_back,
	[ACT_QUIT] = act_quit,
	[ACT_NEXT_PAPER] = act_paper,
	[ACT_PREVIOUS_PAPER] = act_paper,
	[ACT_NEXT_PANE] = act_pane,
	[ACT_PREVIOUS_PANE] = act_pane,
	[ACT_LAYOUT] = act_layout,
	[ACT_RELATED] = act_related,
	[ACT_TRAIL_BACK] = act_trail_step,
	[ACT_TRAIL_FORWARD] = act_trail_step,
	[ACT_TRAIL] = act_page,
	[ACT_UNFOLD] = act_unfold,
	[ACT_SEARCH] = act_search,
	[ACT_FILTER] = act_filter,
	[ACT_CLEAR] = act_clear,
	[ACT_NEXT_HIT] = act_hit,
	[ACT_PREVIOUS_HIT] = act_hit,
	[ACT_NEXT_UNREAD] = act_hit,
	[ACT_PREVIOUS_UNREAD] = act_hit,
	[ACT_UNREAD] = act_unread,
	[ACT_SORT] = act_sort,
	[ACT_MARK] = act_mark,
	[ACT_MARK_RANGE] = act_mark,
	[ACT_STAR] = act_star,
	[ACT_STATE] = act_state,
	[ACT_TAG] = act_tag,
	[ACT_ADD_TO_LIST] = act_list,
	[ACT_TAKE_OFF_LIST] = act_list,
	[ACT_NOTE] = act_note,
	[ACT_UNDO] = act_undo,
	[ACT_REDO] = act_undo,
	[ACT_OPEN_PAGE] = act_open_link,
	[ACT_OPEN_CODE] = act_open_link,
	[ACT_OPEN_PDF] = act_open_link,
	[ACT_OPEN_LINK] = act_open_link,
	[ACT_LINKS] = act_links,
	[ACT_COPY] = act_copy,
	[ACT_RAW] = act_raw,
	[ACT_MAP] = act_about,
	[ACT_WHY] = act_about,
	[ACT_FACTS] = act_about,
	[ACT_CODE_PAGE] = act_about,
	[ACT_FETCH] = act_fetch,
	[ACT_VISIT_CODE] = act_fetch,
	[ACT_JOBS] = act_page,
	[ACT_TAGS] = act_page,
	[ACT_LISTS] = act_page,
	[ACT_COMMAND] = act_command,
	[ACT_PIPE] = act_pipe,
	[ACT_SHELL] = act_shell,
	[ACT_HELP] = act_page,
	[ACT_REDRAW] = act_redraw,
	[ACT_SUSPEND] = act_suspend,
};

void browser_act(struct browser *b, enum action action, unsigned key)
{
	b->key = key;
	if (b->page && b->page->ops->act && b->page->ops->act(b, b->page, action))
		return;
	if (action > ACT_NONE && action < ACTIONS && handlers[action])
		handlers[action](b, action, key);
}
