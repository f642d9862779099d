#include "command/haul.h"

#include <inttypes.h>
#include <unistd.h>

#include "app/interrupt.h"
#include "base/clock.h"
#include "exchange/jsonl.h"

enum {
	DRAW_MS = 50,    /* between two drawings of the bar */
	LINES_MOST = 20, /* sources of a run that get a line each where nobody asks for more */
};

static const char *const what_names[] = {
	[FETCH_STARTED] = "started",
	[FETCH_PAPERS] = "papers",
	[FETCH_PAGE] = "page",
	[FETCH_CITATIONS] = "citations",
	[FETCH_WAITING] = "waiting",
	[FETCH_FAILED] = "failed",
	[FETCH_CANCELLED] = "cancelled",
	[FETCH_DONE] = "done",
};

void haul_init(struct haul *h, struct cmd *cmd, bool background)
{
	*h = (struct haul){.cmd = cmd, .background = background, .places = MAP_INIT, .arena = ARENA_INIT,
		.orders = ORDERS_INIT(STDIN_FILENO)};
	h->lines = cmd->interactive || cmd->columns || cmd->desk->verbose || isatty(STDIN_FILENO);
}

void haul_release(struct haul *h)
{
	vec_release(&h->sources);
	map_release(&h->places);
	arena_release(&h->arena);
	orders_release(&h->orders);
}

/* ---- what has come ---- */

static struct haul_source *source_of(struct haul *h, const char *name)
{
	int64_t *place = map_put(&h->places, str_of(name));

	if (!*place) {
		vec_push(&h->sources, (struct haul_source){.name = arena_strdup(&h->arena, name), .total = -1});
		*place = (int64_t)h->sources.n;
	}
	return &h->sources.at[*place - 1];
}

void haul_took(struct haul *h, const char *source, size_t papers, size_t added)
{
	struct haul_source *s = source_of(h, source);

	s->papers += (int64_t)papers;
	s->added += (int64_t)added;
	h->last = (size_t)(s - h->sources.at) + 1;
}

void haul_next_part(struct haul *h)
{
	h->before = h->of;
}

static struct haul_source *note(struct haul *h, const struct fetch_event *e)
{
	struct haul_source *s = source_of(h, e->source);

	s->what = e->what == FETCH_PAGE ? FETCH_DONE : e->what; /* a page is all there is of its source */
	s->page |= e->what == FETCH_PAGE;
	s->papers += (int64_t)e->citations_n;
	s->until = e->until;
	s->host = arena_strdup(&h->arena, e->host);
	if (e->total >= 0)
		s->total = e->total;
	h->of = h->before + e->sources;
	h->dirty = true;
	return s;
}

/* The whole run: sources that are finished, papers, new ones among them. */
struct sum {
	size_t finished, failed, pages;
	int64_t papers, added;
};

static struct sum sum_up(const struct haul *h)
{
	struct sum sum = {0};

	for (size_t i = 0; i < h->sources.n; i++) {
		const struct haul_source *s = &h->sources.at[i];

		sum.finished += s->what >= FETCH_FAILED;
		sum.failed += s->what == FETCH_FAILED;
		sum.pages += s->page;
		sum.papers += s->papers;
		sum.added += s->added;
	}
	return sum;
}

/* ---- for programs ---- */

static bool tells_programs(const struct haul *h)
{
	return h->background || h->cmd->desk->json;
}

struct told {
	const char *event, *source, *host, *text;
	const struct code_page *page;
	size_t sources;
	int64_t papers, added, total, until;
	bool stale;
};

static void tell_program(struct haul *h, const struct told *t)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};
	char until[CLOCK_TEXT];

	json_open(&j, '{');
	json_key(&j, "event");
	json_z(&j, t->event);
	json_key(&j, "source");
	json_z(&j, t->source);
	json_key(&j, "sources");
	json_int(&j, (int64_t)t->sources);
	json_key(&j, "papers");
	json_int(&j, t->papers);
	json_key(&j, "added");
	json_int(&j, t->added);
	json_key(&j, "total");
	if (t->total >= 0)
		json_int(&j, t->total);
	else
		json_null(&j);
	json_key(&j, "stale");
	json_bool(&j, t->stale);
	json_key(&j, "host");
	json_z(&j, t->host);
	json_key(&j, "until");
	json_z(&j, t->until ? clock_iso(t->until, until) : NULL);
	json_key(&j, "message");
	json_z(&j, t->text);
	if (t->page) {
		json_key(&j, "page");
		jsonl_code_page(t->page, &j);
	}
	json_close(&j, '}');
	cmd_line(h->cmd, &sb);
	fflush(h->cmd->out); /* whoever listens wants it now; that nobody does is seen in haul_stop */
	strbuf_release(&sb);
}

/* "live", "placeholder: its README says …". */
static const char *verdict_words(struct haul *h, const struct code_page *p)
{
	return arena_printf(&h->arena, "%s%s%s", link_verdict_names[p->verdict], p->reason ? ": " : "",
		p->reason ? p->reason : "");
}

static void tell_event(struct haul *h, const struct haul_source *s, const struct fetch_event *e)
{
	tell_program(h, &(struct told){
		.event = what_names[e->what], .source = e->source, .host = e->host,
		.text = e->page ? verdict_words(h, e->page) : e->text,
		.page = h->background ? NULL : e->page,
		.sources = h->of, .papers = s->papers, .added = s->added, .total = e->total, .until = e->until,
		.stale = e->stale});
}

/* ---- for people ---- */

static void add_waiting(const struct haul *h, struct strbuf *sb)
{
	const struct haul_source *first = NULL;
	char until[CLOCK_TEXT];

	for (size_t i = 0; i < h->sources.n; i++) {
		const struct haul_source *s = &h->sources.at[i];

		if (s->what == FETCH_WAITING && (!first || s->until < first->until))
			first = s;
	}
	if (first)
		strbuf_addf(sb, " · %s waits until %s", first->host ? first->host : first->name,
			clock_local(first->until, clock_now(), until));
}

/* "2 of 5 sources, 312 papers, 40 new · arXiv waits until 19:42:10 · arxiv:cs.LG 200 of 1500". */
static void draw(struct haul *h)
{
	struct strbuf sb = STRBUF_INIT;
	struct sum sum = sum_up(h);
	const struct haul_source *last = h->last ? &h->sources.at[h->last - 1] : NULL;

	if (h->of > 1)
		strbuf_addf(&sb, "%zu of %zu, ", sum.finished, h->of);
	strbuf_addf(&sb, "%s, %" PRId64 " new", cmd_count(h->cmd, (size_t)sum.papers, "paper", "papers"), sum.added);
	add_waiting(h, &sb);
	if (last && last->what < FETCH_FAILED)
		strbuf_addf(&sb, " · %s", last->name);
	if (last && last->what < FETCH_FAILED && last->total > 0)
		strbuf_addf(&sb, " %" PRId64 " of %" PRId64, last->papers, last->total);
	cmd_bar_text(h->cmd, sum.finished, h->of, sb.buf);
	strbuf_release(&sb);
	h->dirty = false;
	h->drawn = clock_mono_ms();
}

static void draw_in_time(struct haul *h)
{
	if (h->dirty && !tells_programs(h) && clock_mono_ms() - h->drawn >= DRAW_MS)
		draw(h);
}

static bool gets_line(const struct haul *h, const struct fetch_event *e)
{
	return e->stale || (h->lines && (e->sources <= LINES_MOST || h->cmd->desk->verbose));
}

static void source_done(struct haul *h, const struct haul_source *s, const struct fetch_event *e)
{
	if (!gets_line(h, e))
		return;
	cmd_bar_clear(h->cmd);
	cmd_say(h->cmd, "%s: %s, %" PRId64 " new%s%s%s", s->name,
		cmd_count(h->cmd, (size_t)s->papers, "paper", "papers"), s->added,
		e->stale ? " (from an older answer: " : "", e->stale && e->text ? e->text : "", e->stale ? ")" : "");
}

static void page_done(struct haul *h, const struct fetch_event *e)
{
	if (!gets_line(h, e))
		return;
	cmd_bar_clear(h->cmd);
	cmd_say(h->cmd, "%s: %s", e->source, verdict_words(h, e->page));
}

/* The only failure of a run is told at its end. */
static void source_failed(struct haul *h, const struct fetch_event *e)
{
	struct strbuf sb = STRBUF_INIT;

	cmd_bar_clear(h->cmd);
	strbuf_addf(&sb, "%s: %s", e->source, e->text);
	if (e->sources > 1)
		cmd_tell(h->cmd, sb.buf);
	strbuf_release(&sb);
}

void haul_event(struct haul *h, const struct fetch_event *e)
{
	struct haul_source *s = note(h, e);

	if (tells_programs(h))
		tell_event(h, s, e);
	if (!h->background && e->what == FETCH_FAILED)
		source_failed(h, e);
	if (tells_programs(h))
		return;
	if (e->what == FETCH_DONE)
		source_done(h, s, e);
	if (e->what == FETCH_PAGE)
		page_done(h, e);
	if (s->what >= FETCH_FAILED)
		h->drawn = 0; /* the line was in its place */
	draw_in_time(h);
}

void haul_line(struct haul *h, const char *text)
{
	cmd_bar_clear(h->cmd);
	fprintf(h->cmd->msg, "%s\n", text);
}

void haul_busy(struct haul *h)
{
	static const char text[] = "a fetch is running already; this one leaves it the work";

	if (tells_programs(h))
		tell_program(h, &(struct told){.event = "busy", .text = text, .total = -1});
	if (!h->background)
		cmd_tell(h->cmd, text);
}

/* "600 papers, 580 new, 17 code pages visited; 1 failed". */
static void say_sum(struct haul *h, const struct sum *sum)
{
	struct strbuf sb = STRBUF_INIT;

	if (sum->papers || !sum->pages)
		strbuf_addf(&sb, "%s, %" PRId64 " new", cmd_count(h->cmd, (size_t)sum->papers, "paper", "papers"),
			sum->added);
	if (sum->pages)
		strbuf_addf(&sb, "%s%s visited", sb.len ? ", " : "",
			cmd_count(h->cmd, sum->pages, "code page", "code pages"));
	else
		strbuf_addf(&sb, ", of %zu sources", h->of);
	if (sum->failed)
		strbuf_addf(&sb, "; %zu failed", sum->failed);
	cmd_say(h->cmd, "%s", sb.buf);
	strbuf_release(&sb);
}

void haul_end(struct haul *h, int rc, const struct err *err)
{
	struct sum sum = sum_up(h);

	cmd_bar_clear(h->cmd);
	if (tells_programs(h))
		tell_program(h, &(struct told){.event = "ended", .text = rc < 0 ? err->msg : NULL, .sources = h->of,
			.papers = sum.papers, .added = sum.added, .total = -1});
	else if (h->lines && h->of > 1)
		say_sum(h, &sum);
}

bool haul_stop(struct haul *h)
{
	if (h->background)
		orders_take(&h->orders);
	draw_in_time(h);
	return interrupt_pending() || ferror(h->cmd->out) || h->orders.ended;
}

bool haul_cancelled(struct haul *h, const char *source)
{
	return h->background && orders_cancelled(&h->orders, source);
}
