/*
 * A category of arXiv, as it is announced.
 *
 * The first time, its newest FIRST papers come by the API. From then on the feed of the day's announcements is asked,
 * and the note holds the last day that is there. Announcements are made for Monday to Friday (arXiv help,
 * "Availability of submissions"); where such a day lies between the note's and the feed's, no feed has it any more,
 * and the API brings what was sent or replaced since the noted day, LOOK_BACK days earlier: that is how long papers
 * take at most from being sent to being announced, over a weekend. Not OAI-PMH, where old records that were merely
 * touched would come as news. Only when both have come is the new day noted.
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
	char day[DATE_TEXT]; /* everything announced up to it is there at the end */
	bool by_pages;       /* the API is asked now */
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

static void ask_pages(struct walk *w, const char *since)
{
	struct category *c = w->own;

	c->by_pages = true;
	/* "cs" alone stands for all of its subjects. */
	c->pages = (struct api_pages){.most = FIRST,
		.query = arena_printf(&w->arena, "cat:%s%s", c->code, category_has_subjects(c->code) ? ".*" : "")};
	api_day(since, -LOOK_BACK, c->pages.since);
	api_begin(w, &c->pages);
}

static void begin(struct walk *w)
{
	struct category *c = w->own = arena_zalloc(&w->arena, sizeof *c);

	c->code = w->target->what;
	if (api_day(w->note.buf, 0, c->day)) {
		strbuf_addf(walk_to(w, SERVICE_RSS), "/rss/%s", c->code);
		return;
	}
	day_there(w->now - DAY, c->day); /* the API may not have the day's own yet */
	ask_pages(w, "");
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
	const struct category *c = w->own;

	strbuf_reset(&w->note);
	strbuf_addz(&w->note, c->day);
	return WALK_DONE;
}

static enum walk_step take_announcements(struct walk *w, struct str body, const struct intake *in)
{
	struct category *c = w->own;
	char before[DATE_TEXT];
	struct feed_facts f;
	struct err err = {""};

	if (feed_read(body, in, &f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	if (f.refused)
		return walk_fail(w, ERR_FAILED, "%s", f.why);
	if (f.repaired && walk_cut(w, body, FEED_ROOTS))
		return WALK_AGAIN;
	w->bad += f.repaired;
	if (!f.day[0])
		day_there(w->now, f.day);
	memcpy(before, c->day, sizeof before);
	if (strcmp(f.day, c->day) > 0)
		memcpy(c->day, f.day, sizeof c->day);
	if (!missed_some(before, f.day))
		return done(w);
	ask_pages(w, before);
	return WALK_ON;
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct category *c = w->own;
	enum walk_step step;

	if (!c->by_pages)
		return take_announcements(w, body, in);
	step = api_take(w, &c->pages, body, in);
	return step == WALK_DONE ? done(w) : step;
}

/* A feed that is not there is made up for by the API. */
static enum walk_step refused(struct walk *w, int status, struct str body)
{
	struct category *c = w->own;
	char before[DATE_TEXT];

	if (c->by_pages || status / 100 != 4)
		return feed_refused(w, status, body);
	memcpy(before, c->day, sizeof before);
	day_there(w->now - DAY, c->day);
	ask_pages(w, before);
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
