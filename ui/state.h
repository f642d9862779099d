/*
 * state - what the browser has on its desk, shared by the files of ui/ that draw and change it.
 *
 * A shelf is a list of papers that a query, a reading list and an order make; shelves lie on each
 * other, and "back" takes one off. Beside the list is the reader (one paper, laid out) and its kin
 * (related papers). Pages (help, tags, lists, output …) lie over all that.
 *
 * Handlers change the state and say what is stale; browser.c then loads and draws it, the list
 * first and the rest when no key waits.
 */
#ifndef UI_STATE_H
#define UI_STATE_H

#include "app/desk.h"
#include "app/errands.h"
#include "base/map.h"
#include "config/actions.h"
#include "keymap.h"
#include "layout.h"
#include "library/marks.h"
#include "library/neighbours.h"
#include "list.h"
#include "loop.h"
#include "pager.h"
#include "prompt.h"
#include "query/query.h"
#include "terminal.h"

struct browser;
struct page;

struct shelf {
	struct shelf *below;
	struct page *pages; /* that it was opened from: back leads to them again; or NULL */
	char *query; /* as written; NULL: every paper */
	char *name;  /* a reading list's, or NULL */
	const char *about; /* the title of the paper that "related:ID" is about, in the arena; or NULL */
	enum sort sort;
	bool reversed;
	bool searched;	    /* by "/": n and N go from hit to hit */
	struct arena arena; /* of the query */
	struct strs words;  /* to highlight, folded */
	struct list list;
};

/* What can be chosen in a text. */
enum target_kind {
	TARGET_LINK,	/* n: its number from 1 */
	TARGET_RELATED, /* n: place among the neighbours */
	TARGET_QUERY,	/* name: a query to show */
	TARGET_LIST,	/* name: a reading list */
	TARGET_NOTHING, /* a line that can be stood on */
};

struct reader {
	struct arena arena;
	struct paper paper;
	struct marks marks;
	int64_t num; /* 0: no paper */
	bool loaded, laid;
	bool fresh;    /* another paper than was laid out before: from its start */
	bool with_kin; /* the related papers stand below the abstract */
	bool raw;
	struct pager pager;
};

struct kin {
	struct arena arena;
	struct neighbours found;
	int64_t num;
	int64_t open; /* the neighbour whose abstract is unfolded, 0: none */
	struct arena open_arena;
	struct shared_text open_text;
	bool loaded, laid;
	struct pager pager;
};

struct page;

struct page_ops {
	const char *name; /* for the title line */
	/* Fills page->pager.doc, which has its width. */
	int (*fill)(struct browser *b, struct page *page, struct err *err);
	/* The chosen target was opened; may close the page. NULL: nothing opens. */
	void (*open)(struct browser *b, struct page *page, const struct doc_target *t);
	/* An action of its own; false: not known here. May be NULL. */
	bool (*act)(struct browser *b, struct page *page, enum action action);
	bool by_line; /* a list of things */
	/* Where it is drawn and not a text; all may be NULL. */
	void (*draw)(struct browser *b, struct page *page, const struct area *a);
	void (*click)(struct browser *b, struct page *page, int row, int col, bool twice);
	/* A piece of what is left to be found out; true: draw, and ask again when no key waits. */
	bool (*work)(struct browser *b, struct page *page);
	void (*release)(struct page *page);
	enum context context; /* 0: IN_PAGE */
	/* Those of the actions not meant for every screen that work here, up to ACT_NONE; NULL: none. */
	const enum action *own;
};

struct page {
	const struct page_ops *ops;
	struct page *below;
	struct arena arena;
	const char *title; /* or NULL: the name of ops */
	const char *text;  /* what it is about; in the arena */
	int64_t num;
	unsigned contexts; /* where it was opened */
	void *data;	   /* its own */
	bool laid, failed;
	struct pager pager;
};

struct menu_item {
	unsigned key;
	const char *label;
	int value;
};

struct menu {
	const char *title;
	const struct menu_item *items; /* ends with a NULL label */
	void (*chosen)(struct browser *b, int value);
};

enum history_kind {
	HISTORY_SEARCH,
	HISTORY_FILTER,
	HISTORY_COMMAND,
	HISTORY_TAG,
	HISTORY_LIST,
	HISTORY_PIPE,
	HISTORIES
};

/* What a prompt asks for. */
struct question {
	const char *label;
	enum history_kind history;
	prompt_complete *complete;			      /* or NULL */
	void (*changed)(struct browser *b, const char *text); /* at every change, or NULL */
	void (*done)(struct browser *b, const char *text);
	void (*canceled)(struct browser *b); /* or NULL */
};

/* The papers that an action works on. */
struct chosen {
	struct arena arena;
	struct strs ids;
	struct {
		VEC_OF(int64_t);
	} nums;
};

/* What is to become of a paper; each kind of change takes of it what it needs. */
struct change {
	bool on;
	enum paper_state state;
	const char *text;
	struct strs words;
};

/* Answers as the functions of marks.h do. */
typedef int change_paper(struct library *lib, int64_t num, const struct change *how, struct err *err);

struct wish {
	struct chosen papers; /* the texts lie in its arena */
	const char *what;     /* for the log; NULL: nothing that is undone */
	change_paper *change;
	struct change how;
};

/* What tagging again is started for: names alone are no reason at start, when nobody has done anything yet. */
enum retag_wish { RETAG_NOT, RETAG_PAPERS, RETAG_ALL };

struct browser {
	struct desk *desk;
	struct library *lib;
	struct terminal *term;
	struct canvas canvas;
	struct loop loop;
	struct keymap keys;
	int sync_fd;
	uint64_t resizes;

	struct shelf *shelf; /* the top one; never NULL once open */
	struct reader reader;
	struct kin kin;
	struct page *page; /* the top one, or NULL */
	struct trail {
		VEC_OF(char *); /* ids: where it began, then the related papers gone through */
		size_t here;
		bool on; /* the one at `here` is read, not the list's */
	} trail;

	struct map marked; /* id to the order of marking, 0: no longer */
	int64_t marked_n, marked_last;
	int64_t range_from; /* place in the list where a range began, 0: none */

	enum layout_mode mode;
	enum sort sort; /* of a new shelf */
	int text_width; /* the widest line of an abstract */
	enum pane focus;
	enum pane came_from; /* where "related" was asked for */
	struct layout layout;

	const struct menu *menu;	 /* or NULL */
	const struct question *question; /* or NULL: no prompt */
	struct prompt prompt;
	bool prompt_caret; /* the message is about the place of the prompt's cursor */
	struct history history[HISTORIES];
	struct strbuf text_search; /* what "/" looks for in texts */
	struct shelf *preview;	   /* made by the search that is being typed */
	bool search_due;	   /* its text has changed since */

	struct retagging {
		enum retag_wish wish; /* what is to be looked up before the next wait */
		pid_t pid;   /* of the program that tags them, 0: none runs */
		int64_t done, of;
		int64_t shown; /* when that was drawn last, in clock_mono_ms */
		struct strbuf told;
	} retagging;

	struct {
		bool due, on; /* to be looked at again; papers are still to be asked */
		int64_t num;  /* whose reason the line is, 0: nobody's */
		struct strbuf line;
	} for_you;

	struct {
		VEC_OF(struct wish);
	} wishes; /* that wait for another program's write to end … */
	int64_t wish_due; /* … which is tried again then, in clock_mono_ms; 0: none waits */

	unsigned key; /* that the action at hand came by */
	struct errands errands;

	char message[1024];
	bool message_bad;
	int64_t kin_due; /* when the related papers are looked for, in clock_mono_ms; 0: nothing is
			    due */
	int64_t reload_due; /* when the list is read again after a change by others */
	int64_t reloaded;   /* when it was read last */
	int64_t drawn;	    /* when the screen was drawn last */
	int64_t draw_due;   /* when work behind is to be seen on it */
	int64_t click_ms;   /* of the last click, for a double one */
	int click_row, click_col;
	bool quit;
};

/* ---- messages (browser.c) ---- */

__attribute__((format(printf, 2, 3))) void say(struct browser *b, const char *fmt, ...);
void complain(struct browser *b, const struct err *err); /* shows an error */

/* What a key does where the keyboard is, or ACT_NONE. */
enum action browser_action(const struct browser *b, unsigned key);
bool action_works(const struct browser *b, enum action action);

/* Where the keyboard is. */
enum context browser_context(const struct browser *b);
void browser_focus(struct browser *b, enum pane pane);

/* Another program gets the terminal between these. */
void browser_leave(struct browser *b);
void browser_enter(struct browser *b);

/* The library changed: all is read again. */
void browser_reload(struct browser *b);

/* Where others changed it. Related papers that are being read stay as they are. */
void browser_catch_up(struct browser *b);
void browser_change_library(struct browser *b); /* b->lib is another one now */

void browser_draw(struct browser *b);

/*
 * Between these a long query of the library ends with ERR_INTERRUPTED when a key waits. Never
 * around a write.
 */
void hurry_begin(struct browser *b);
void hurry_end(struct browser *b);

/* ---- actions (act.c) ---- */

void browser_act(struct browser *b, enum action action, unsigned key);

/* Groups of them in files of their own. */
typedef void handler(struct browser *b, enum action action, unsigned key);
handler act_move, act_star, act_state, act_unread, act_tag, act_list, act_note, act_undo, act_mark,
	act_open_link, act_copy, act_links, act_search, act_filter, act_hit, act_command, act_pipe,
	act_shell, act_trail_step, act_unfold, act_fetch;

/* Runs the search that is being typed. */
void search_run(struct browser *b);

/* Opens the thing that a target of a text stands for. */
void open_target(struct browser *b, const struct doc_target *t);
void open_url(struct browser *b, const char *url);

/* ---- tagging again behind (retag.c) ---- */

/* Starts it where papers are due. */
void retag_look(struct browser *b);

/* Reads how far it is; true where that is worth drawing. */
bool retag_take(struct browser *b);
void retag_stop(struct browser *b);

/* "re-tagging 12,000 of 116,426", or nothing. */
void retag_status(const struct browser *b, struct strbuf *out);

/* ---- fetching behind (fetch.c) ---- */

/* Has a verb run that works with the network. */
void fetch_ask(struct browser *b, const char *verb, const struct strs *words);

/* Starts what waits, where nothing runs. */
void fetch_next(struct browser *b);

/* Reads what it tells; true where that is to be drawn at once. */
bool fetch_take(struct browser *b);

/* "fetching 2 of 5, 40 new, export.arxiv.org waits until 19:42:10", or nothing. */
void fetch_status(const struct browser *b, struct strbuf *out);

/* The desk may show another library than before: the reader's own once papers came into it. */
void follow_desk(struct browser *b);

/* ---- the order "for you" (for_you.c) ---- */

enum for_you_work { FOR_YOU_IDLE, FOR_YOU_WORKED, FOR_YOU_DRAW };

enum for_you_work for_you_work(struct browser *b); /* a piece of what is to be done … */
bool for_you_ahead(const struct browser *b);	   /* … which is not shown yet */
void for_you_look(struct browser *b);		   /* the reader marked something */
void for_you_changed(struct browser *b);	   /* the library did */
void for_you_chosen(struct browser *b);		   /* a list is to be in this order */
const char *for_you_line(const struct browser *b); /* instead of the hints, or NULL */
void for_you_release(struct browser *b);

/* ---- prompts and menus (ask.c) ---- */

void ask(struct browser *b, const struct question *q, const char *text);
void ask_menu(struct browser *b, const struct menu *m);
void ask_key(struct browser *b, const struct input *in); /* while one of them is open */
void ask_close(struct browser *b);

/* ---- shelves (shelf.c) ---- */

/* Puts a shelf on top. query NULL or "": every paper; name: a reading list or NULL. */
int shelf_open(struct browser *b, const char *query, const char *name, enum sort sort,
	bool reversed, struct err *err);
bool shelf_back(struct browser *b); /* takes the top one off; false: it is the last */
void shelf_replaces(struct browser *b, struct shelf *old); /* the top one takes the place of the one below it */
void shelf_free(struct shelf *s);
void shelf_draw(struct browser *b, const struct area *a, bool focused); /* list_pane.c */

/* The cursor of the list by a row; false where there is none further. */
bool list_go(struct browser *b, int step);

/* The text of a query as the reader sees it in the title line. */
void shelf_title(const struct browser *b, struct strbuf *out);
bool shelf_is_all(const struct browser *b); /* there is none: every paper, in the usual order */

/* ---- the paper and its kin (reader.c) ---- */

void reader_init(struct browser *b);
void reader_release(struct browser *b);
void reader_follow(
	struct browser *b); /* the list's cursor or the trail moved: what is read is stale */
void reader_load(struct browser *b);
void kin_load(struct browser *b, bool hurry);
void reader_ready(
	struct browser *b); /* loaded and laid out for its pane, so that keys can act on it */
void kin_ready(struct browser *b); /* laid out, where loaded */
void reader_draw(struct browser *b, const struct area *a, bool focused);
void kin_draw(struct browser *b, const struct area *a, bool focused);

/* Opens the paper under the cursor: shows it and takes it as read. */
void reader_open(struct browser *b);
void reader_mark_read(struct browser *b);

/* ---- the trail of related papers (trail.c) ---- */

void trail_go(struct browser *b, const char *id); /* to a related paper */
void trail_leave(struct browser *b);		  /* for the list; the trail stays */
void trail_release(struct browser *b);
const char *trail_id(const struct browser *b);		  /* of the paper that is read; NULL: the list's */
void trail_title(const struct browser *b, struct strbuf *out); /* "trail 2/5 · ", or nothing */
void trail_save(struct browser *b, const char *list);	  /* as a reading list */

/* ---- what actions work on (chosen.c) ---- */

/* The marked papers, or the one under the cursor; false (with a message) where there is none. */
bool chosen_papers(struct browser *b, struct chosen *c);
void chosen_release(struct chosen *c);

/* The one paper that a key is about, read whole. */
bool chosen_paper(struct browser *b, struct arena *a, struct paper *p, struct marks *m);
void chosen_update(struct browser *b, const struct chosen *c); /* their rows in the list */
void chosen_show(struct browser *b, const struct chosen *c);   /* after their marks changed */

/* ---- changes, and those that wait (wishes.c) ---- */

/*
 * Changes the papers (which it takes over) as one action `what`, and says so; where another program is just writing, as
 * soon as it has. what NULL: says nothing, and is no action.
 */
void wish(struct browser *b, struct chosen *papers, const char *what, change_paper *change, const struct change *how);

/* The same, onto a reading list ("survey", "@survey"). */
void wish_on_list(struct browser *b, struct chosen *papers, const char *list);

/* The last change of this kind to the paper that waits, or NULL. */
const struct change *wish_waiting(const struct browser *b, const char *id, change_paper *change);

bool wishes_work(struct browser *b);   /* tries again; true where something changed */
void wishes_settle(struct browser *b); /* waits for them, for what must not come before them */
int wishes_end(struct browser *b, struct err *err); /* the same at the end; frees */

/* ---- marked papers (chosen.c) ---- */

void marked_toggle(struct browser *b, const char *id);
bool marked_has(const struct browser *b, const char *id);
void marked_clear(struct browser *b);

/* ---- pages (page.c and page_*.c) ---- */

void page_open(struct browser *b, const struct page_ops *ops, const char *text, int64_t num);
void page_close(struct browser *b); /* the top one */
void pages_free(struct page *top); /* with all below it */

/* Opens what a target of the page on top stands for; where that is a list of papers, it lies over the pages. */
void page_open_target(struct browser *b, const struct doc_target *t);
void page_layout(struct browser *b, struct page *page, int width);
/* Opens that of the tag of a chosen line, or says that there is none. true. */
bool timeline_of_target(struct browser *b, const struct doc_target *t);
void page_refresh(struct browser *b); /* fills all of them again at the next draw */

extern const struct page_ops page_help, page_tags, page_lists, page_links, page_why, page_facts,
	page_code, page_output, page_trail, page_jobs, page_map, page_timeline;

#endif
