/*
 * actions - what the browser can do: one table of actions with their keys, from which dispatch, the help screen,
 * the line of hints, the manual and the [keys] section of the config file are made.
 */
#ifndef CONFIG_ACTIONS_H
#define CONFIG_ACTIONS_H

#include <stddef.h>

#include "base/strbuf.h"

/* Where a key is pressed. */
enum context {
	IN_LIST = 1,    /* papers in the list */
	IN_PAPER = 2,   /* the paper that is read */
	IN_RELATED = 4, /* its related papers */
	IN_PAGE = 8,    /* any other screen: tags, lists, links, help … */
	IN_JOBS = 16,   /* what is fetched behind */
	IN_DESK = IN_LIST | IN_PAPER | IN_RELATED,
	IN_ALL = IN_DESK | IN_PAGE | IN_JOBS,
};

enum action {
	ACT_NONE,
	ACT_DOWN,
	ACT_UP,
	ACT_HALF_DOWN,
	ACT_HALF_UP,
	ACT_PAGE_DOWN,
	ACT_PAGE_UP,
	ACT_FIRST,
	ACT_LAST,
	ACT_OPEN,
	ACT_BACK,
	ACT_OUT,
	ACT_QUIT,
	ACT_NEXT_PAPER,
	ACT_PREVIOUS_PAPER,
	ACT_NEXT_PANE,
	ACT_PREVIOUS_PANE,
	ACT_LAYOUT,
	ACT_RELATED,
	ACT_TRAIL_BACK,
	ACT_TRAIL_FORWARD,
	ACT_TRAIL,
	ACT_UNFOLD,
	ACT_SEARCH,
	ACT_NEXT_HIT,
	ACT_PREVIOUS_HIT,
	ACT_NEXT_UNREAD,
	ACT_PREVIOUS_UNREAD,
	ACT_FILTER,
	ACT_CLEAR,
	ACT_SORT,
	ACT_MARK,
	ACT_MARK_RANGE,
	ACT_UNREAD,
	ACT_STAR,
	ACT_STATE,
	ACT_TAG,
	ACT_ADD_TO_LIST,
	ACT_TAKE_OFF_LIST,
	ACT_NOTE,
	ACT_UNDO,
	ACT_REDO,
	ACT_OPEN_PAGE,
	ACT_OPEN_CODE,
	ACT_OPEN_PDF,
	ACT_OPEN_LINK,
	ACT_LINKS,
	ACT_COPY,
	ACT_RAW,
	ACT_MAP,
	ACT_WHY,
	ACT_REJECT,
	ACT_FACTS,
	ACT_CODE_PAGE,
	ACT_FETCH,
	ACT_VISIT_CODE,
	ACT_JOBS,
	ACT_RETRY,
	ACT_RETRY_FAILED,
	ACT_CANCEL,
	ACT_CANCEL_ALL,
	ACT_TAGS,
	ACT_LISTS,
	ACT_SAVE_LIST,
	ACT_TIMELINE,
	ACT_COMMAND,
	ACT_PIPE,
	ACT_SHELL,
	ACT_HELP,
	ACT_REDRAW,
	ACT_SUSPEND,
	ACTIONS
};

struct action_row {
	enum action action;
	const char *name; /* in the config and on the ":" line */
	unsigned contexts;
	const char *keys; /* names of the default keys, blanks between */
	const char *doc;
	const char *hint; /* one word for the bottom line, or NULL */
};

/* In the order of the help screen, ACTIONS - 1 rows. */
extern const struct action_row actions[];
extern const size_t actions_n;

const struct action_row *action_row(enum action action);
enum action action_find(const char *name); /* ACT_NONE where there is none */

/* The table as text with the default keys, a line each: `carrel help keys`. */
void actions_table(struct strbuf *out);

#endif
