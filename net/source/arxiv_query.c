/*
 * A query to arXiv's API, in the words of its manual (section 5.1): "au:Shen_L", "ti:sharpness AND cat:cs.LG".
 *
 * Asked for the first time it brings the newest FIRST papers; from then on what is newer than the last run's newest
 * paper, LOOK_BACK days earlier to be sure. A query with a range of dates brings the whole range, each time. A long
 * one that is broken off goes on there.
 */
#include <stdio.h>

#include "base/url.h"
#include "source/api_pages.h"

enum {
	MINUTE = 60,
	FIRST = 1000,
	LOOK_BACK = 3, /* some papers are announced late */
};

/* Fields of a query (manual, section 5.1), and those for its ranges of dates. */
static const char *const fields[] = {"ti", "au", "abs", "co", "jr", "cat", "rn", "id", "all", "submittedDate",
	"lastUpdatedDate", NULL};

static bool is_query(struct str text)
{
	ptrdiff_t colon = str_chr(text, ':');

	for (size_t i = 0; colon > 0 && i < (size_t)colon; i++)
		if (!ch_alpha(text.p[i]) && text.p[i] != '(')
			return false;
	while (colon > 0 && text.p[0] == '(')
		text = str_sub(text, 1, text.n), colon--;
	for (size_t i = 0; colon > 0 && fields[i]; i++)
		if (str_eqz(str_sub(text, 0, (size_t)colon), fields[i]))
			return true;
	return false;
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	(void)a;
	if (!str_case_starts(str_of(word), "arxiv:"))
		return 0;
	t->name = word;
	t->what = word + strlen("arxiv:");
	if (is_query(str_of(t->what)))
		return 1;
	return err_set(err, ERR_USAGE,
		"%.200s: arXiv has no such category, id or query field; "
		"as in arxiv:cs.LG, arxiv:2210.05177, arxiv:au:Shen_L",
		word);
}

struct query {
	struct api_note note;
	struct api_pages pages;
	bool rest; /* of a walk that was broken off */
};

/* The pages after what is noted, or the rest of a walk that was broken off. */
static void ask(struct walk *w)
{
	struct query *q = w->own;
	struct api_pages *p = &q->pages;

	*p = (struct api_pages){.query = w->target->what};
	memcpy(p->until, q->note.until, sizeof p->until);
	q->rest = p->until[0] != 0;
	if (str_find(str_of(p->query), "submittedDate:") >= 0) {
		p->by_first = true;
	} else if (str_find(str_of(p->query), "lastUpdatedDate:") < 0) {
		api_day(q->note.done, -LOOK_BACK, p->since);
		p->most = FIRST;
	}
	api_begin(w, p);
}

static void begin(struct walk *w)
{
	struct query *q = w->own = arena_zalloc(&w->arena, sizeof *q);

	api_note_read(&q->note, strbuf_str(&w->note));
	ask(w);
}

/* Broken off here, the next run would go on here; not worth it where only the first few are wanted. */
static enum walk_step go_on(struct walk *w)
{
	struct query *q = w->own;

	if (!q->note.then[0])
		memcpy(q->note.then, q->pages.newest, sizeof q->note.then);
	if (q->note.then[0] && (q->pages.since[0] || !q->pages.most))
		api_note_progress(w, &q->note, &q->pages);
	return WALK_ON;
}

static enum walk_step done(struct walk *w)
{
	struct query *q = w->own;
	const char *newest = q->note.then[0] ? q->note.then : q->pages.newest;
	struct api_note all = {.done = ""};

	snprintf(all.done, sizeof all.done, "%s", newest[0] ? newest : q->note.done);
	q->note = all;
	if (all.done[0])
		api_note_write(w, &all);
	if (!q->rest || !q->pages.most) /* a range is over with its rest */
		return WALK_DONE;
	ask(w);
	return WALK_ON;
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct query *q = w->own;
	enum walk_step step = api_take(w, &q->pages, body, in);

	if (step == WALK_ON)
		return go_on(w);
	return step == WALK_DONE ? done(w) : step;
}

const struct source source_query = {
	.name = "query",
	.form = "arxiv:au:Shen_L",
	.accept = FEED_TYPES,
	.fresh = 15 * MINUTE, /* answers to queries change once a day (manual, section 3.1.1.1) */
	.read = read_word,
	.begin = begin,
	.take = take,
	.refused = feed_refused,
};

/* ---- a request in full ---- */

static int read_url(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct url u;

	(void)err;
	if (url_parse(&u, str_of(word), a, NULL) < 0 || strcmp(u.path, "/api/query") != 0 ||
		(strcmp(u.host, "export.arxiv.org") != 0 && strcmp(u.host, "arxiv.org") != 0))
		return 0;
	t->name = word;
	t->what = u.query;
	return 1;
}

static void begin_url(struct walk *w)
{
	strbuf_addf(walk_to(w, SERVICE_API), "?%s", w->target->what);
}

const struct source source_api_url = {
	.name = "request",
	.accept = FEED_TYPES,
	.fresh = 15 * MINUTE,
	.read = read_url,
	.begin = begin_url,
	.take = feed_take,
	.refused = feed_refused,
};
