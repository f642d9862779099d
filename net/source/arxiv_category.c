/*
 * A category of arXiv, as it is announced.
 *
 * The first time, its newest FIRST papers come by the API. From then on the feed of the day's announcements is asked,
 * and the note holds the last day that is there. Announcements are made for Monday to Friday (arXiv help,
 * "Availability of submissions"); where such a day lies between the note's and the feed's, no feed has it any more,
 * and the API brings what was sent or replaced since the noted day, LOOK_BACK days earlier: that is how long papers
 * take at most from being sent to being announced, over a weekend. Not OAI-PMH, where old records that were merely
 * touched would come as news. Only when both have come is the new day noted; pages that are broken off go on there.
 *
 * Where one of the two services gives nothing, the other stands in for it as far as it can.
 */
#include "exchange/categories.h"
#include "source/api_pages.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	FIRST = 200,
	LOOK_BACK = 4,
};

struct category {
	const char *code;
	struct api_note note;
	char before[DATE_TEXT]; /* the last day that is there from the runs before; "": none */
	char day[DATE_TEXT];    /* … and at the end of this one */
	enum { BY_FEED, BY_PAGES, BY_FEED_INSTEAD } way;
	bool rest;       /* of pages that were broken off; after them the feed is asked */
	const char *why; /* the API gave nothing */
	struct api_pages pages;
};

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	const char *code;

	(void)err;
	if (!str_case_starts(str_of(word), "arxiv:") || !(code = category_read(str_of(word + strlen("arxiv:")), a)))
		return 0;
	t->name = arena_printf(a, "arxiv:%s", code);
	t->what = code;
	return 1;
}

/* The day it is in Ithaca, or the one before: feeds are made at midnight there, four or five hours behind UTC. */
static void day_there(int64_t now, char out[DATE_TEXT])
{
	char text[CLOCK_TEXT];

	api_day(clock_iso(now - 5 * HOUR, text), 0, out);
}

static void ask_feed(struct walk *w)
{
	struct category *c = w->own;

	c->way = c->why ? BY_FEED_INSTEAD : BY_FEED;
	strbuf_addf(walk_to(w, SERVICE_RSS), "/rss/%s", c->code);
}

static void ask_pages(struct walk *w)
{
	struct category *c = w->own;

	c->way = BY_PAGES;
	/* "cs" alone stands for all of its subjects. */
	c->pages = (struct api_pages){.most = FIRST,
		.query = arena_printf(&w->arena, "cat:%s%s", c->code, category_has_subjects(c->code) ? ".*" : "")};
	if (c->rest)
		memcpy(c->pages.until, c->note.until, sizeof c->pages.until);
	api_day(c->before, -LOOK_BACK, c->pages.since);
	api_begin(w, &c->pages);
}

/* Without a feed: the API may not have the day's own papers yet. */
static void ask_pages_only(struct walk *w)
{
	struct category *c = w->own;
	char yesterday[DATE_TEXT];

	day_there(w->now - DAY, yesterday);
	memcpy(c->day, strcmp(yesterday, c->before) > 0 ? yesterday : c->before, sizeof c->day);
	ask_pages(w);
}

static void begin(struct walk *w)
{
	struct category *c = w->own = arena_zalloc(&w->arena, sizeof *c);

	c->code = w->target->what;
	api_note_read(&c->note, strbuf_str(&w->note));
	if (!api_day(c->note.done, 0, c->before)) {
		ask_pages_only(w);
		return;
	}
	c->rest = c->note.until[0] && api_day(c->note.then, 0, c->day);
	if (c->rest)
		ask_pages(w);
	else
		ask_feed(w);
}

/* Whether announcements were made between the two days. */
static bool missed_some(const char *before, const char *feed)
{
	int y, m, d;
	int64_t from, to;

	if (!date_parse(str_of(before), &y, &m, &d))
		return false;
	from = date_days(y, m, d);
	if (!date_parse(str_of(feed), &y, &m, &d))
		return false;
	to = date_days(y, m, d);
	for (int64_t day = from + 1; day < to; day++)
		if ((day + 3) % 7 < 5) /* 1970-01-01 was a Thursday: Monday is 0 */
			return true;
	return false;
}

static enum walk_step done(struct walk *w)
{
	struct category *c = w->own;

	c->note = (struct api_note){.done = ""};
	memcpy(c->note.done, c->day, sizeof c->day);
	memcpy(c->before, c->day, sizeof c->before);
	api_note_write(w, &c->note);
	if (!c->rest)
		return WALK_DONE;
	c->rest = false;
	ask_feed(w);
	return WALK_ON;
}

static enum walk_step take_announcements(struct walk *w, struct str body, const struct intake *in)
{
	struct category *c = w->own;
	struct feed_facts f;
	enum walk_step step = feed_look(w, body, in, &f);

	if (step != WALK_DONE)
		return step;
	if (c->way == BY_FEED_INSTEAD)
		return walk_settle(w, ERR_PARTLY, "only what was announced last; %s", c->why);
	if (!f.day[0])
		day_there(w->now, f.day);
	memcpy(c->day, strcmp(f.day, c->before) > 0 ? f.day : c->before, sizeof c->day);
	if (!missed_some(c->before, f.day))
		return done(w);
	ask_pages(w);
	return WALK_ON;
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct category *c = w->own;
	enum walk_step step;

	if (c->way != BY_PAGES)
		return take_announcements(w, body, in);
	step = api_take(w, &c->pages, body, in);
	if (step == WALK_ON && c->before[0]) {
		memcpy(c->note.then, c->day, sizeof c->day);
		api_note_progress(w, &c->note, &c->pages);
	}
	return step == WALK_DONE ? done(w) : step;
}

static enum walk_step refused(struct walk *w, int status, struct str body)
{
	struct category *c = w->own;

	if (status)
		return feed_refused(w, status, body);
	if (c->way == BY_FEED) {
		ask_pages_only(w);
	} else if (c->way == BY_PAGES && !c->before[0]) {
		c->why = arena_strdup(&w->arena, w->why);
		ask_feed(w);
	} else {
		return WALK_AGAIN;
	}
	return WALK_ON;
}

const struct source source_category = {
	.name = "category",
	.form = "arxiv:cs.LG",
	.accept = FEED_TYPES,
	.fresh = 15 * MINUTE,
	.read = read_word,
	.begin = begin,
	.take = take,
	.refused = refused,
};
