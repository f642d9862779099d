#include "config/actions.h"

#include <string.h>

/* Default keys are those that newsboat, neomutt, tig, vim and less agree on. */
const struct action_row actions[] = {
	{ACT_DOWN, "down", IN_ALL, "j Down", "down", NULL},
	{ACT_UP, "up", IN_ALL, "k Up", "up", NULL},
	{ACT_HALF_DOWN, "half-page-down", IN_ALL, "^D", "half a page down", NULL},
	{ACT_HALF_UP, "half-page-up", IN_ALL, "^U", "half a page up", NULL},
	{ACT_PAGE_DOWN, "page-down", IN_ALL, "^F PgDn Space", "a page down", NULL},
	{ACT_PAGE_UP, "page-up", IN_ALL, "^B PgUp", "a page up", NULL},
	{ACT_FIRST, "first", IN_ALL, "g Home", "to the first", NULL},
	{ACT_LAST, "last", IN_ALL, "G End", "to the last", NULL},
	{ACT_OPEN, "open", IN_ALL, "Enter l Right",
		"open: the paper; in it the chosen link or related paper", "open"},
	{ACT_BACK, "back", IN_ALL, "q", "back; from the first screen: leave", "back"},
	{ACT_OUT, "out", IN_ALL, "h Left", "back, but never out of Carrel", NULL},
	{ACT_QUIT, "quit", IN_ALL, "Q", "leave Carrel", NULL},
	{ACT_NEXT_PAPER, "next-paper", IN_DESK, "J", "read the next paper", NULL},
	{ACT_PREVIOUS_PAPER, "previous-paper", IN_DESK, "K", "read the previous paper", NULL},
	{ACT_NEXT_PANE, "next-pane", IN_DESK, "Tab", "next pane: list, paper, related", "pane"},
	{ACT_PREVIOUS_PANE, "previous-pane", IN_DESK, "S-Tab", "previous pane", NULL},
	{ACT_LAYOUT, "layout", IN_DESK, "z", "panes in columns, in rows, or the list only", NULL},
	{ACT_RELATED, "related", IN_DESK, "r", "related work of this paper", "related"},
	{ACT_TRAIL_BACK, "trail-back", IN_DESK, "BackSpace ^O <",
		"back along the trail of related papers", NULL},
	{ACT_TRAIL_FORWARD, "trail-forward", IN_DESK, ">", "forward again along the trail", NULL},
	{ACT_TRAIL, "trail", IN_DESK, "H", "the papers of the trail; there a saves them as a list", NULL},
	{ACT_UNFOLD, "unfold", IN_RELATED, "Space v",
		"the abstract of the chosen one in its place, what both share set off", "abstract"},
	{ACT_MAP, "map", IN_ALL, "M", "map of the papers around this one; on it: around the chosen one", NULL},
	{ACT_SEARCH, "search", IN_ALL, "/", "search as you type", "search"},
	{ACT_FILTER, "filter", IN_DESK, "\\", "filter with the query language", "filter"},
	{ACT_CLEAR, "clear", IN_ALL, "Esc", "clear marks, then search or filter", NULL},
	{ACT_NEXT_HIT, "next-hit", IN_ALL, "n", "next hit; without a search the next unread paper",
		NULL},
	{ACT_PREVIOUS_HIT, "previous-hit", IN_ALL, "", "previous hit", NULL},
	{ACT_NEXT_UNREAD, "next-unread", IN_DESK, "]", "next unread paper", NULL},
	{ACT_PREVIOUS_UNREAD, "previous-unread", IN_DESK, "[", "previous unread paper", NULL},
	{ACT_UNREAD, "toggle-unread", IN_ALL, "N",
		"turn read into unread and back; while a search is on, the previous hit", NULL},
	{ACT_SORT, "sort", IN_DESK, "O",
		"sort by date, title, author, time added, stars, for you; reverse", NULL},
	{ACT_MARK, "mark", IN_LIST, "Space",
		"mark and move on: what follows acts on all marked papers", NULL},
	{ACT_MARK_RANGE, "mark-range", IN_LIST, "v", "mark from here to where v is pressed again",
		NULL},
	{ACT_STAR, "star", IN_DESK, "s", "give or take the star", "star"},
	{ACT_STATE, "state", IN_DESK, "m", "to read, reading, read, skipped", NULL},
	{ACT_TAG, "tag", IN_DESK, "t", "put and take tags: +name -name", "tag"},
	{ACT_ADD_TO_LIST, "add-to-list", IN_DESK, "a", "add to a reading list", "list"},
	{ACT_TAKE_OFF_LIST, "take-off-list", IN_DESK, "d",
		"take off the reading list that is shown", NULL},
	{ACT_NOTE, "note", IN_DESK, "e", "write the note, in $EDITOR", "note"},
	{ACT_UNDO, "undo", IN_ALL, "u", "undo, also after a restart", "undo"},
	{ACT_REDO, "redo", IN_ALL, "^R", "redo", NULL},
	{ACT_OPEN_PAGE, "open-page", IN_DESK, "o", "open the abstract page in the browser", NULL},
	{ACT_OPEN_CODE, "open-code", IN_DESK, "c", "open the code link", "code"},
	{ACT_OPEN_PDF, "open-pdf", IN_DESK, "p", "open the PDF", NULL},
	{ACT_OPEN_LINK, "open-link", IN_DESK, "1 2 3 4 5 6 7 8 9 #", "open link N", NULL},
	{ACT_LINKS, "links", IN_DESK, "U", "all links of the paper", NULL},
	{ACT_COPY, "copy", IN_DESK, "y", "copy the id, URL, BibTeX, title or code URL", NULL},
	{ACT_RAW, "raw", IN_DESK, "x", "the text as it came (TeX), or readable", NULL},
	{ACT_WHY, "why", IN_DESK, "W", "why: what matched, for every tag and related paper", NULL},
	{ACT_REJECT, "reject", IN_PAGE, "d",
		"in why: this tag is wrong here; pressed again: it is right after all", "reject"},
	{ACT_CODE_PAGE, "code-page", IN_DESK, "i", "the code page as it was last seen, with its README", NULL},
	{ACT_FACTS, "facts", IN_DESK, "=", "facts about this paper: ids, dates, sources", NULL},
	{ACT_FETCH, "fetch", IN_ALL, "R", "fetch the sources of the config; :fetch SOURCE another", "fetch"},
	{ACT_VISIT_CODE, "visit-code", IN_DESK | IN_PAGE, "C", "visit the code page now",
		"visit"},
	{ACT_JOBS, "jobs", IN_ALL, "B", "what is fetched behind: what runs, waits, failed and why", NULL},
	{ACT_RETRY, "retry", IN_JOBS, "r", "in jobs: ask this one again", "retry"},
	{ACT_RETRY_FAILED, "retry-failed", IN_JOBS, "a", "in jobs: ask all again that failed", "again"},
	{ACT_CANCEL, "cancel", IN_JOBS, "c", "in jobs: give this one up", "cancel"},
	{ACT_CANCEL_ALL, "cancel-all", IN_JOBS, "C", "in jobs: give up all that run or wait", NULL},
	{ACT_TAGS, "tags", IN_DESK, "T", "all tags with their counts", "tags"},
	{ACT_LISTS, "lists", IN_DESK, "A", "reading lists", "lists"},
	{ACT_SAVE_LIST, "save-list", IN_PAGE, "a", "in the trail: save its papers as a reading list", "save"},
	{ACT_TIMELINE, "timeline", IN_PAGE, "t",
		"in tags and why: who introduced this tag, who used it, by month", "timeline"},
	{ACT_COMMAND, "command", IN_ALL, ":", "command line: every verb, % for the papers chosen",
		NULL},
	{ACT_PIPE, "pipe", IN_DESK, "|", "pipe the papers to a command", NULL},
	{ACT_SHELL, "shell", IN_ALL, "!", "a shell; leave it to come back", NULL},
	{ACT_HELP, "help", IN_ALL, "?", "help for this screen, searchable", "help"},
	{ACT_REDRAW, "redraw", IN_ALL, "^L", "draw the screen anew", NULL},
	{ACT_SUSPEND, "suspend", IN_ALL, "^Z", "suspend", NULL},
};

const size_t actions_n = sizeof actions / sizeof *actions;

const struct action_row *action_row(enum action action)
{
	for (size_t i = 0; i < actions_n; i++)
		if (actions[i].action == action)
			return &actions[i];
	return NULL;
}

enum action action_find(const char *name)
{
	for (size_t i = 0; i < actions_n; i++)
		if (!strcmp(actions[i].name, name))
			return actions[i].action;
	return ACT_NONE;
}

void actions_table(struct strbuf *out)
{
	for (size_t i = 0; i < actions_n; i++)
		if (*actions[i].keys)
			strbuf_addf(out, "%-20s %-18s %s\n", actions[i].keys, actions[i].name,
				actions[i].doc);
}
