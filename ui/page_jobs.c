/*
 * What is fetched behind the reader's back, and what became of it: one row a source, its error in full.
 *
 *	data	b->errands
 *	events	fetch_take refreshes it
 *	verbs	retry, retry-failed, cancel, cancel-all, and fetch from everywhere
 */
#include "state.h"

#include <inttypes.h>

#include "base/clock.h"
#include "text/width.h"

enum { NAME_MOST = 40, STATE_WIDTH = 11, TEXT_LEAST = 25 };

static const struct {
	const char *word;
	enum style style;
} states[] = {
	[ERRAND_QUEUED] = {"queued", STYLE_DIM},
	[ERRAND_RUNNING] = {"running", STYLE_GOOD},
	[ERRAND_WAITING] = {"waiting", STYLE_POOR},
	[ERRAND_DONE] = {"done", STYLE_DIM},
	[ERRAND_LEFT] = {"left", STYLE_POOR},
	[ERRAND_FAILED] = {"failed", STYLE_BAD},
	[ERRAND_CANCELLED] = {"cancelled", STYLE_DIM},
};

static const char *name_of(struct doc *d, const struct errand *row)
{
	if (!row->whole)
		return row->name;
	if (*row->name)
		return arena_printf(&d->names, "%s %s", row->verb, row->name);
	return arena_printf(&d->names, "%s: the sources of the config", row->verb);
}

/* "312 papers, 40 new"; of how many, while they come. */
static void add_count(struct rich *r, const struct errand *row)
{
	if (!row->papers && (row->state != ERRAND_DONE || (row->text && !row->stale)))
		return;
	rich_f(r, STYLE_TEXT, "%" PRId64, row->papers);
	if (!errand_ended(row) && row->total > row->papers)
		rich_f(r, STYLE_TEXT, " of %" PRId64, row->total);
	rich_f(r, STYLE_TEXT, " paper%s, %" PRId64 " new", row->papers == 1 ? "" : "s", row->added);
	if (row->stale)
		rich_z(r, row->text ? "; an older answer" : "; an older answer, the network gave none", STYLE_POOR);
}

static void add_reason(struct rich *r, const struct errand *row)
{
	char until[CLOCK_TEXT];

	if (row->state == ERRAND_WAITING)
		rich_f(r, STYLE_POOR, "%suntil %s", row->papers ? "; " : "",
			clock_local(row->until, clock_now(), until));
	if (!row->text)
		return;
	if (row->papers || row->stale || row->state == ERRAND_WAITING)
		rich_z(r, row->state == ERRAND_WAITING ? ": " : "; ", STYLE_TEXT);
	if (row->host && !strstr(row->text, row->host))
		rich_f(r, STYLE_TEXT, "%s: ", row->host);
	rich_z(r, row->text, row->state == ERRAND_FAILED ? STYLE_BAD : STYLE_TEXT);
}

static void pad(struct rich *r, int used, int width, int target)
{
	for (; used < width; used++)
		rich_add(r, STR_LIT(" "), STYLE_TEXT, target);
}

static void add_row(struct doc *d, struct rich *r, const struct errand *row, size_t n, int name_width)
{
	const char *name = name_of(d, row);
	int target = doc_target(d, TARGET_NOTHING, (int64_t)n, name, true);
	int indent = name_width + 2 + STATE_WIDTH, width = text_width(str_of(name));
	const char *state = states[row->state].word;

	rich_reset(r);
	rich_add(r, str_of(name), STYLE_TEXT, target);
	if (width > name_width) { /* in full, on a line of its own */
		doc_flow(d, r, 0, 2);
		rich_reset(r);
		width = 0;
	}
	pad(r, width, name_width + 2, target);
	rich_add(r, str_of(state), states[row->state].style, target);
	pad(r, text_width(str_of(state)), STATE_WIDTH, NO_TARGET);
	add_count(r, row);
	add_reason(r, row);
	doc_flow(d, r, 0, indent < d->width - TEXT_LEAST ? indent : 4);
}

static int widest_name(struct doc *d, const struct errands *e)
{
	int most = d->width / 3 < NAME_MOST ? d->width / 3 : NAME_MOST, widest = 8;

	for (size_t i = 0; i < e->n; i++) {
		int width = text_width(str_of(name_of(d, &e->at[i])));

		if (width <= most && width > widest)
			widest = width;
	}
	return widest;
}

static void add_empty(struct doc *d)
{
	doc_line(d, "Nothing has been fetched since Carrel was opened.", STYLE_TITLE);
	doc_line(d, NULL, STYLE_TEXT);
	doc_line(d, "R fetches the new papers of the sources in the config ([fetch] sources),", STYLE_TEXT);
	doc_line(d, ":fetch arxiv:cs.LG those of another. C visits the code page of a paper.", STYLE_TEXT);
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct strbuf retag = STRBUF_INIT;
	struct errands *e = &b->errands;
	struct rich r = RICH_INIT;
	int name_width = widest_name(d, e);

	(void)err;
	retag_status(b, &retag);
	if (retag.len)
		doc_line(d, arena_str(&d->names, strbuf_str(&retag)), STYLE_TEXT);
	for (size_t i = 0; i < e->n; i++)
		add_row(d, &r, &e->at[i], i, name_width);
	if (!e->n)
		add_empty(d);
	doc_line(d, NULL, STYLE_TEXT);
	rich_reset(&r);
	rich_z(&r,
		"Keys go on to work meanwhile. Leaving Carrel ends a fetch; what came is kept, and the next one "
		"goes on from there.", STYLE_DIM);
	doc_flow(d, &r, 0, 0);
	rich_release(&r);
	strbuf_release(&retag);
	return 0;
}

static void retry_failed(struct browser *b)
{
	bool any = false;

	for (size_t i = 0; i < b->errands.n; i++)
		if (b->errands.at[i].state == ERRAND_FAILED) {
			errands_retry(&b->errands, i);
			any = true;
		}
	if (!any)
		say(b, "None has failed.");
}

/* Asks again for the row of t, or gives it up; says why where there is nothing to do. */
static void act_on(struct browser *b, enum action action, const struct doc_target *t)
{
	const struct errand *e = t ? &b->errands.at[t->n] : NULL;

	if (!e)
		say(b, "There is nothing here.");
	else if (action == ACT_CANCEL && errand_ended(e))
		say(b, "This has ended.");
	else if (action == ACT_CANCEL)
		errands_cancel(&b->errands, (size_t)t->n);
	else if (!errand_ended(e))
		say(b, "This has not ended yet.");
	else
		errands_retry(&b->errands, (size_t)t->n);
}

static bool act(struct browser *b, struct page *page, enum action action)
{
	const struct doc_target *t = pager_target(&page->pager);

	if (action == ACT_RETRY || action == ACT_CANCEL)
		act_on(b, action, t);
	else if (action == ACT_RETRY_FAILED)
		retry_failed(b);
	else if (action == ACT_CANCEL_ALL)
		errands_cancel_all(&b->errands);
	else
		return false;
	fetch_next(b);
	page_refresh(b);
	return true;
}

const struct page_ops page_jobs = {
	.name = "Jobs", .fill = fill, .act = act, .by_line = true, .context = IN_JOBS};
