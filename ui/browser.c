/*
 * The browser's life: opening, the loop (take what waits, draw, fill what is stale, wait), closing.
 */
#include "browser.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "mouse.h"
#include "state.h"

enum {
	RELOAD_MS = 60,	    /* after a write to the library: a batch of writes is one reload */
	RARELY_MS = 2000,   /* between two of them while work behind writes all the time */
	HURRY_STEPS = 2000, /* of SQLite's machine between two looks for a key: some 20 µs */
};

/* ---- messages ---- */

void say(struct browser *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(b->message, sizeof b->message, fmt, ap);
	va_end(ap);
	b->message_bad = false;
}

void complain(struct browser *b, const struct err *err)
{
	say(b, "%s", err->msg);
	b->message_bad = true;
}

/* ---- what changed ---- */

/* Whether a paper is on the screen: in the list alone none has to be read. */
static bool paper_shown(const struct browser *b)
{
	return b->layout.panes[PANE_PAPER].rows > 0 || b->layout.panes[PANE_RELATED].rows > 0;
}

void browser_reload(struct browser *b)
{
	struct err err;

	b->reloaded = clock_mono_ms();
	if (list_refresh(&b->shelf->list, &err) < 0)
		complain(b, &err);
	b->reader.loaded = false;
	b->kin_due = clock_mono_ms(); /* until then those that are known stay on the screen */
	reader_follow(b);
	for_you_changed(b);
	page_refresh(b);
}

void browser_catch_up(struct browser *b)
{
	bool reading = b->focus != PANE_LIST && b->kin.loaded && b->kin.num == b->reader.num;

	if (!library_changed(b->lib))
		return;
	browser_reload(b);
	if (reading && b->kin.num == b->reader.num)
		b->kin_due = 0;
	if (!b->reader.loaded && paper_shown(b))
		reader_load(b); /* quick, and it never leaves the screen */
}

void browser_change_library(struct browser *b)
{
	struct err err;

	sql_quick_commits(library_db(b->lib));
	loop_watch(&b->loop, library_path(b->lib));
	retag_stop(b);
	b->retagging.wish = RETAG_PAPERS;
	marked_clear(b);
	trail_release(b);
	b->reader.num = b->kin.num = 0;
	b->reader.loaded = b->kin.loaded = false;
	b->preview = NULL;
	if (shelf_open(b, NULL, NULL, b->sort, false, &err) < 0) {
		complain(b, &err);
		return;
	}
	while (b->shelf->below) {
		struct shelf *old = b->shelf->below;

		b->shelf->below = old->below;
		shelf_free(old);
	}
	page_refresh(b);
}

static void resize(struct browser *b)
{
	int rows, cols;

	b->term->ops->size(b->term, &rows, &cols);
	canvas_resize(&b->canvas, rows, cols);
	layout_panes(&b->layout, rows - 2, cols, b->mode, b->focus);
	if (b->shelf)
		browser_focus(b, b->focus);
}

void browser_leave(struct browser *b)
{
	b->term->ops->leave(b->term);
}

void browser_enter(struct browser *b)
{
	b->term->ops->enter(b->term);
	resize(b);
	b->retagging.wish = RETAG_PAPERS; /* the reader may have edited a list */
	browser_catch_up(b);
}

/* ---- input ---- */

/* Keys may come faster than the screen is drawn: what they act on is made ready first. */
static void make_ready(struct browser *b)
{
	if (b->page || b->focus == PANE_LIST)
		return;
	reader_ready(b);
	if (b->focus != PANE_RELATED)
		return;
	if (!b->kin.loaded || b->kin.num != b->reader.num)
		kin_load(b, false);
	kin_ready(b);
}

/* A key that does nothing says so: whoever mistyped a key looks for what it did otherwise. */
static void say_unbound(struct browser *b, unsigned key)
{
	struct strbuf help = STRBUF_INIT;
	char name[16];

	keymap_keys(&b->keys, ACT_HELP, browser_context(b), 1, &help);
	say(b, "%s does nothing here.%s%s%s", input_key_name(key, name), help.len ? " " : "", help.buf,
		help.len ? " shows the keys that do." : "");
	strbuf_release(&help);
}

static void take_key(struct browser *b, const struct input *in)
{
	enum action action;

	if (b->question || b->menu) {
		ask_key(b, in);
		return;
	}
	b->message[0] = 0;
	if (in->key == K_MOUSE) {
		browser_mouse(b, in);
		return;
	}
	if (in->key == K_PASTE)
		return;
	make_ready(b);
	action = browser_action(b, in->key);
	if (action == ACT_UNREAD &&
		(b->page || (b->focus != PANE_LIST && b->reader.pager.needle.len) ||
			(b->focus == PANE_LIST && b->shelf->searched)))
		action = ACT_PREVIOUS_HIT;
	if (action != ACT_NONE)
		browser_act(b, action, in->key);
	else if (in->key == K_CTRL('C'))
		say(b, "q goes back, Q leaves Carrel.");
	else if (in->key != K_NONE)
		say_unbound(b, in->key);
}

static bool take_input(struct browser *b)
{
	struct input in;
	bool any = false;

	while (!b->quit && b->term->ops->read(b->term, &in)) {
		take_key(b, &in);
		any = true;
	}
	if (b->term->gone)
		b->quit = true;
	return any;
}

/*
 * A write is told before its transaction is done (SQLite writes its log, and then the index of
 * it in shared memory, which nobody is told of), so it is looked at a little later.
 */
static int64_t next_reload(const struct browser *b)
{
	int64_t soon = clock_mono_ms() + RELOAD_MS, later = b->reloaded + RARELY_MS;

	return (b->retagging.pid || b->errands.pid) && later > soon ? later : soon;
}

/* Answers those of the events after which the screen may be another. */
static int take_events(struct browser *b, int events)
{
	if (events & LOOP_QUIT)
		b->quit = true;
	if (events & LOOP_RESIZE) {
		resize(b);
		b->resizes++;
	}
	if (events & LOOP_SUSPEND)
		browser_act(b, ACT_SUSPEND, 0);
	if (events & LOOP_LIBRARY)
		b->reload_due = next_reload(b);
	events &= ~LOOP_LIBRARY; /* nothing is another before the reload */
	if (events & LOOP_JOB && !retag_take(b))
		events &= ~LOOP_JOB;
	if (events & LOOP_ERRAND && !fetch_take(b))
		events &= ~LOOP_ERRAND;
	return events;
}

/* Once a reload is due, what is written until then is part of it: nobody has to be woken for it, hundreds of times. */
static int wait_events(struct browser *b, int ms)
{
	b->loop.deaf = b->reload_due != 0;
	return take_events(b, loop_wait(&b->loop, ms));
}

/* ---- the loop ---- */

static bool key_waits(void *data)
{
	struct browser *b = data;
	struct pollfd p = {b->term->fd, POLLIN, 0};

	return b->term->fd >= 0 && poll(&p, 1, 0) > 0;
}

void hurry_begin(struct browser *b)
{
	sql_on_progress(library_db(b->lib), HURRY_STEPS, key_waits, b);
}

void hurry_end(struct browser *b)
{
	sql_on_progress(library_db(b->lib), 0, NULL, NULL);
}

static void count(struct browser *b)
{
	struct err err;
	int rc;

	hurry_begin(b);
	rc = list_count(&b->shelf->list, &err);
	hurry_end(b);
	if (rc < 0 && rc != ERR_INTERRUPTED)
		complain(b, &err);
}

/* Milliseconds until the first of the moments that is one; -1: none is. */
static int wait_for(int64_t now, const int64_t *due, size_t n)
{
	int64_t first = 0;

	for (size_t i = 0; i < n; i++)
		if (due[i] && (!first || due[i] < first))
			first = due[i];
	return !first ? -1 : first > now ? (int)(first - now) : 0;
}

/* Whether all keys are answered and drawn; what others write is drawn when it comes. */
static bool settled(const struct browser *b)
{
	return !b->retagging.pid && !b->wishes.n && !(b->kin_due && paper_shown(b));
}

/* Tells a test that all is drawn (browser.h). */
static void tell_idle(const struct browser *b)
{
	uint64_t sync[2] = {b->term->bytes, b->resizes};

	if (b->sync_fd >= 0 && write(b->sync_fd, sync, sizeof sync) < 0)
		return;
}

/*
 * What is done when no key waits, one thing at a time; answers how long to wait for the next, -1:
 * for good.
 */
static int work(struct browser *b)
{
	int64_t now = clock_mono_ms(), kin_due = paper_shown(b) ? b->kin_due : 0;

	if (b->search_due) {
		search_run(b);
		browser_draw(b);
		return 0;
	}
	if (b->wish_due && b->wish_due <= now) {
		if (wishes_work(b))
			browser_draw(b);
		return 0;
	}
	if (!b->reader.loaded && paper_shown(b)) {
		reader_load(b);
		browser_draw(b);
		return 0;
	}
	if (b->shelf->list.total < 0) {
		count(b);
		browser_draw(b);
		return 0;
	}
	if (b->reload_due && b->reload_due <= now) {
		b->reload_due = 0;
		browser_catch_up(b);
		browser_draw(b);
		return 0;
	}
	if (kin_due && kin_due <= now) {
		kin_load(b, true);
		browser_draw(b);
		return 0;
	}
	if (b->page && b->page->ops->work && b->page->ops->work(b, b->page)) {
		browser_draw(b);
		return 0;
	}
	if (b->retagging.wish) {
		retag_look(b);
		return 0;
	}
	if (for_you_ahead(b) && settled(b))
		tell_idle(b);
	switch (for_you_work(b)) {
	case FOR_YOU_DRAW:
		browser_draw(b);
		return 0;
	case FOR_YOU_WORKED:
		return 0;
	case FOR_YOU_IDLE:
		break;
	}
	if (b->draw_due && b->draw_due <= now) {
		browser_draw(b);
		return 0;
	}
	return wait_for(now, (const int64_t[]){kin_due, b->reload_due, b->draw_due, b->wish_due}, 4);
}

static void run(struct browser *b)
{
	browser_draw(b);
	while (!b->quit) {
		int events = wait_events(b, 0), ms;

		if (take_input(b) || events) {
			if (!b->quit && !b->reader.loaded && paper_shown(b) && !b->search_due &&
				!key_waits(b))
				reader_load(b); /* quick: one drawing instead of two */
			if (!b->quit)
				browser_draw(b);
			continue;
		}
		ms = work(b);
		if (ms == 0)
			continue;
		if (settled(b))
			tell_idle(b);
		events = wait_events(b, ms);
		if (events & ~LOOP_INPUT && !b->quit)
			browser_draw(b);
	}
}

/* ---- opening and closing ---- */

/* The place of a word among names, or 0. */
static int place_of(const char *word, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(names[i], word))
			return i;
	return 0;
}

/* Defaults hold where the config cannot be read; the reason is shown. */
static void read_settings(struct browser *b)
{
	struct config *config;
	struct err err;

	keymap_init(&b->keys);
	b->text_width = 88;
	if (desk_config(b->desk, &config, &err) < 0) {
		complain(b, &err);
		return;
	}
	b->mode = place_of(config_text(config, "browser.layout"), layout_mode_names, LAYOUT_MODES);
	b->sort = place_of(config_text(config, "browser.sort"), sort_names, SORTS);
	if (b->sort == SORT_DATE)
		b->sort = SORT_BEST; /* the same, but for what related: finds */
	b->text_width = (int)config_number(config, "browser.text_width");
	if (keymap_configure(&b->keys, config, &err) < 0)
		complain(b, &err);
}

static int open_shelves(struct browser *b, const char *query, struct err *err)
{
	int rc;

	resize(b);
	rc = shelf_open(b, NULL, NULL, b->sort, false, err);
	if (rc == 0 && query && *query)
		rc = shelf_open(b, query, NULL, b->sort, false, err);
	if (rc == 0 && b->desk->on_sample && !b->message[0])
		say(b, "%s", desk_how_to_add);
	return rc;
}

static void release(struct browser *b)
{
	retag_stop(b);
	errands_release(&b->errands);
	ask_close(b);
	while (b->page)
		page_close(b);
	while (b->shelf) {
		struct shelf *below = b->shelf->below;

		shelf_free(b->shelf);
		b->shelf = below;
	}
	reader_release(b);
	for_you_release(b);
	marked_clear(b);
	for (int i = 0; i < HISTORIES; i++)
		history_release(&b->history[i]);
	keymap_release(&b->keys);
	canvas_release(&b->canvas);
}

static int sync_descriptor(void)
{
	const char *text = getenv("CARREL_SYNC_FD");

	return text && *text ? atoi(text) : -1;
}

/* On the terminal of b, until the reader leaves; answers in *sig the signal that asked to. */
static int show(struct browser *b, const char *query, int *sig, struct err *err)
{
	int rc = loop_open(&b->loop, b->term->fd, library_path(b->lib), err);

	if (rc < 0)
		return rc;
	sql_quick_commits(library_db(b->lib));
	rc = open_shelves(b, query, err);
	if (rc == 0) {
		run(b);
		rc = wishes_end(b, err);
	}
	*sig = b->loop.signal;
	return rc;
}

int browser_run_on(struct desk *desk, const char *query, struct terminal *term, struct err *err)
{
	struct browser b = {.desk = desk, .term = term, .sync_fd = sync_descriptor(),
		.errands = ERRANDS_INIT};
	int rc = desk_library(desk, &b.lib, err);
	int sig = 0;

	strbuf_init(&b.retagging.told);
	strbuf_init(&b.for_you.line);
	for_you_look(&b);
	b.retagging.wish = RETAG_PAPERS;
	canvas_init(&b.canvas);
	reader_init(&b);
	read_settings(&b);
	if (rc == 0)
		rc = show(&b, query, &sig, err);
	term->ops->close(term);
	release(&b);
	loop_close(&b.loop);
	if (sig) {
		signal(sig, SIG_DFL);
		raise(sig);
	}
	return rc;
}

int browser_run(struct desk *desk, const char *query, struct err *err)
{
	struct terminal_options wanted = {.color = desk->color, .mouse = true};
	struct config *config;
	struct library *lib;
	struct terminal *term;
	int rc = desk_library(
		desk, &lib, err); /* what is wrong with it is said on a plain terminal */

	if (desk_config(desk, &config, NULL) == 0) {
		const char *theme = config_text(config, "browser.theme");

		wanted.mouse = config_flag(config, "browser.mouse");
		wanted.color = desk->color && strcmp(theme, "mono") != 0;
		wanted.light = !strcmp(theme, "light");
	}
	if (rc == 0)
		rc = term_curses_open(&term, &wanted, err);
	return rc < 0 ? rc : browser_run_on(desk, query, term, err);
}
