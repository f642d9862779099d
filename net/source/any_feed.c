/* Any Atom or RSS feed by its URL; and any file in a format that can be imported. */
#include "base/url.h"
#include "exchange/feed.h"
#include "exchange/rows.h"
#include "source/source.h"

enum { HOUR = 3600, HEAD = 64 << 10 };

static int pass_over(void *data, size_t line, const char *why)
{
	(void)data;
	(void)line;
	(void)why;
	return 0;
}

static int pass_on(void *data, struct batch *batch)
{
	(void)data;
	(void)batch;
	return 0;
}

enum walk_step feed_refused(struct walk *w, int status, struct str body)
{
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = pass_on, .bad = pass_over, .batch = &batch};
	enum walk_step step = WALK_AGAIN;
	struct feed_facts f;

	(void)status;
	if (feed_read(body, &in, &f, NULL) == 0 && f.refused)
		step = walk_fail(w, ERR_FAILED, "%s", f.why);
	batch_release(&batch);
	return step;
}

enum walk_step feed_look(struct walk *w, struct str body, const struct intake *in, struct feed_facts *f)
{
	struct err err = {""};

	if (feed_read(body, in, f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	if (f->refused)
		return walk_fail(w, ERR_FAILED, "%s", f->why);
	if (f->repaired && walk_cut(w, body, FEED_ROOTS))
		return WALK_AGAIN;
	return WALK_DONE;
}

enum walk_step feed_take(struct walk *w, struct str body, const struct intake *in)
{
	struct feed_facts f;
	enum walk_step step = feed_look(w, body, in, &f);

	if (step == WALK_DONE)
		w->total = f.total;
	return step;
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct url u;

	if (!strstr(word, "://"))
		return 0;
	if (url_parse(&u, str_of(word), a, NULL) < 0)
		return err_set(err, ERR_USAGE, "%.200s: no URL", word);
	if (!strcmp(u.host, "arxiv.org") || !strcmp(u.host, "www.arxiv.org"))
		return err_set(err, ERR_USAGE, "%.200s: of arXiv's pages those at /list, /catchup and /abs are read",
			word);
	if (strcmp(u.scheme, "https") != 0)
		return err_set(err, ERR_USAGE, "%.200s: only https is fetched", word);
	t->name = t->what = word;
	return 1;
}

static void begin(struct walk *w)
{
	strbuf_addz(walk_to(w, SERVICE_ELSEWHERE), w->target->what);
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct str path = str_sub(str_of(w->target->what), 0, strcspn(w->target->what, "?#"));
	const struct format *f = format_guess(arena_str(&w->arena, path), str_sub(body, 0, HEAD));
	struct err err = {""};

	/* A page for people is no list that somebody pasted. */
	if (!f || f == &format_feed || f == &format_listing)
		return feed_take(w, body, in);
	return f->read(body, in, &err) < 0 ? walk_fail(w, ERR_NETWORK, "%s", err.msg) : WALK_DONE;
}

const struct source source_any_feed = {
	.name = "feed",
	.form = "https://HOST/feed.xml",
	.accept = FEED_TYPES,
	.fresh = HOUR,
	.read = read_word,
	.begin = begin,
	.take = take,
};
