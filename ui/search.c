/* Search as you type, filters, and the way from hit to hit or unread to unread. */
#include "state.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "complete.h"

/* ---- in texts ---- */

static struct pager *text_pager(struct browser *b)
{
	if (b->page)
		return &b->page->pager;
	return b->focus == PANE_PAPER	  ? &b->reader.pager
	       : b->focus == PANE_RELATED ? &b->kin.pager
					  : NULL;
}

static void text_changed(struct browser *b, const char *text)
{
	struct pager *p = text_pager(b);

	if (p && !pager_search(p, text) && *text)
		say(b, "Not found: %s", text);
}

static void text_canceled(struct browser *b)
{
	text_changed(b, "");
}

static void search_text(struct browser *b)
{
	static const struct question question = {.label = "/",
		.history = HISTORY_SEARCH,
		.changed = text_changed,
		.done = text_changed,
		.canceled = text_canceled};

	ask(b, &question, "");
}

/* ---- in the list ---- */

/*
 * May the last word go on? One letter on its own may not: half the words of a library begin with it, so looking
 * them up takes long and tells nothing. The next letter comes soon.
 */
static bool may_go_on(struct str s)
{
	size_t back = utf8_back(s), used;
	unsigned last = back ? utf8_decode(s.p + s.n - back, back, &used) : 0;

	if (last >= 0x80)
		return rune_letter(last);
	return ch_alnum((char)last) && s.n > 1 && (ch_alnum(s.p[s.n - 2]) || (s.p[s.n - 2] & 0x80));
}

/* "sharp" finds "sharpness". */
static void add_star(const char *text, struct strbuf *query)
{
	struct str s = str_of(text);
	ptrdiff_t quote = -1;
	int quotes = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"')
			quotes++, quote = (ptrdiff_t)i;
	strbuf_addstr(query, s);
	if (quotes % 2)
		strbuf_addch(query, '"'); /* a phrase that is not finished */
	else if (may_go_on(s) && quote < (ptrdiff_t)s.n - 1)
		strbuf_addch(query, '*');
}

static void drop_preview(struct browser *b)
{
	if (b->preview && b->shelf == b->preview)
		shelf_back(b);
	b->preview = NULL;
}

static bool readable(const char *text, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct query query;
	int rc = query_parse(&query, text, clock_now(), &a, NULL, err);

	arena_release(&a);
	return rc == 0;
}

/*
 * The query of the text typed so far, within what is shown below. Fields such as date: take no "*",
 * so it is left out where it does not fit.
 */
static int found_query(
	const struct shelf *below, const char *text, struct strbuf *out, struct err *err)
{
	struct strbuf typed = STRBUF_INIT;
	int rc = 0;

	add_star(text, &typed);
	if (!readable(typed.buf, NULL)) {
		strbuf_reset(&typed);
		strbuf_addz(&typed, text);
		rc = readable(text, err) ? 0 : ERR_USAGE;
	}
	if (below->query)
		strbuf_addf(out, "(%s) ", below->query);
	if (below->query && rc == 0)
		strbuf_addf(out, "(%s)", typed.buf);
	else
		strbuf_addstr(out, strbuf_str(&typed));
	strbuf_release(&typed);
	return rc;
}

/* The shelf of the text typed so far lies on the one that the search began from. */
static int show_found(struct browser *b, const char *text, struct err *err)
{
	struct shelf *below = b->preview ? b->preview->below : b->shelf, *top;
	struct strbuf query = STRBUF_INIT;
	int rc = found_query(below, text, &query, err);

	if (rc == 0)
		rc = shelf_open(b, query.buf, below->name, below->sort, below->reversed, err);
	strbuf_release(&query);
	if (rc < 0)
		return rc;
	top = b->shelf;
	top->searched = true;
	if (b->preview) {
		top->below = below;
		shelf_free(b->preview);
	}
	b->preview = top;
	return 0;
}

/* Half a query shows why it is none; what was found before stays. */
static void find(struct browser *b, const char *text)
{
	struct err err;
	int rc;

	b->message[0] = 0;
	b->search_due = false;
	if (!str_trim(str_of(text)).n) {
		drop_preview(b);
		return;
	}
	rc = show_found(b, text, &err);
	if (rc == ERR_INTERRUPTED)
		b->search_due = true;
	else if (rc < 0)
		complain(b, &err);
}

void search_run(struct browser *b)
{
	hurry_begin(b);
	find(b, b->prompt.text.buf);
	hurry_end(b);
}

static void list_changed(struct browser *b, const char *text)
{
	(void)text;
	b->search_due = true;
}

static void list_done(struct browser *b, const char *text)
{
	if (b->search_due)
		find(b, text);
	b->preview = NULL;
	if (b->shelf->searched && !list_row(&b->shelf->list))
		say(b, "Nothing found. Esc goes back.");
}

static void list_canceled(struct browser *b)
{
	b->search_due = false;
	drop_preview(b);
}

static void search_list(struct browser *b)
{
	static const struct question question = {.label = "/",
		.history = HISTORY_SEARCH,
		.complete = complete_query,
		.changed = list_changed,
		.done = list_done,
		.canceled = list_canceled};

	b->preview = NULL;
	ask(b, &question, "");
}

void act_search(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	if (text_pager(b))
		search_text(b);
	else
		search_list(b);
}

/* ---- filters ---- */

static void filter_given(struct browser *b, const char *text);

static const struct question filter_question = {.label = "Filter: ",
	.history = HISTORY_FILTER,
	.complete = complete_query,
	.done = filter_given};

/* The prompt again, the cursor where the query went wrong, and why. */
static void point_at(struct browser *b, const char *text, size_t at, const struct err *err)
{
	ask(b, &filter_question, text);
	b->prompt.at = at < b->prompt.text.len ? at : b->prompt.text.len;
	b->prompt_caret = true;
	complain(b, err);
}

/*
 * Another query in the place of the one that is shown, so that one step back leads to all papers.

 */
static void filter_given(struct browser *b, const char *text)
{
	struct shelf *old = b->shelf;
	struct arena a = ARENA_INIT;
	struct query query;
	struct err err;
	size_t at = 0;

	if (query_parse(&query, text, clock_now(), &a, &at, &err) < 0) {
		point_at(b, text, at, &err);
	} else if (!*text && !old->query) {
		say(b, "No filter.");
	} else if (!*text && shelf_back(b)) {
		browser_focus(b, PANE_LIST);
	} else if (shelf_open(b, text, old->name, old->sort, old->reversed, &err) < 0) {
		complain(b, &err);
	} else {
		if (old->query && old->below)
			shelf_replaces(b, old);
		browser_focus(b, PANE_LIST);
	}
	arena_release(&a);
}

void act_filter(struct browser *b, enum action action, unsigned key)
{
	(void)action, (void)key;
	ask(b, &filter_question, b->shelf->query);
}

/* ---- from one to the next ---- */

static void to_row(struct browser *b, int64_t num)
{
	struct err err;

	if (list_seek(&b->shelf->list, num, &err) < 0)
		complain(b, &err);
	trail_leave(b);
	reader_follow(b);
	if (b->focus == PANE_PAPER)
		reader_open(b);
}

/*
 * The next row of the shelf that is unread: by a selection of those, from the key of this row on.

 */
static void next_unread(struct browser *b, int step)
{
	const struct shelf *s = b->shelf;
	const struct row *from = list_row(&s->list);
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct selection *sel = NULL;
	struct rows rows = {0};
	struct query query;
	struct err err;
	int rc;

	strbuf_addf(&text, s->query ? "(%s) is:unread" : "%sis:unread", s->query ? s->query : "");
	rc = query_parse(&query, text.buf, clock_now(), &a, NULL, &err);
	if (rc == 0)
		rc = selection_open(&sel, b->lib, &query, s->name, s->sort, s->reversed, &err);
	if (rc == 0)
		rc = selection_read(sel, from, step, 1, &a, &rows, &err);
	if (rc < 0)
		complain(b, &err);
	else if (rows.n)
		to_row(b, rows.at[0].num);
	else
		say(b, step > 0 ? "No unread paper after this one."
				: "No unread paper before this one.");
	selection_close(sel);
	arena_release(&a);
	strbuf_release(&text);
}

static void say_no_hit(struct browser *b, int step)
{
	say(b, step > 0 ? "No hit further down." : "No hit further up.");
}

void act_hit(struct browser *b, enum action action, unsigned key)
{
	int step = action == ACT_NEXT_HIT || action == ACT_NEXT_UNREAD ? 1 : -1;
	bool unread = action == ACT_NEXT_UNREAD || action == ACT_PREVIOUS_UNREAD;
	struct pager *p = text_pager(b);

	(void)key;
	if (!unread && p && p->needle.len) {
		if (!pager_hit(p, step))
			say_no_hit(b, step);
	} else if (!unread && !b->page && b->focus == PANE_LIST && b->shelf->searched) {
		if (!list_go(b, step))
			say_no_hit(b, step);
		reader_follow(b);
	} else if (!b->page && list_row(&b->shelf->list)) {
		next_unread(b, step);
	}
}
