/*
 * world - a source at work on services that are functions: what it asks after what, and what comes of it.
 */
#ifndef TESTS_UNIT_NET_WORLD_H
#define TESTS_UNIT_NET_WORLD_H

#include "../test.h"

#include "base/clock.h"
#include "base/map.h"
#include "target.h"

enum { REQUESTS_MOST = 500, AGAINS_MOST = 3 };

struct world {
	const char *word, *note; /* as the last run left it, or NULL */
	int64_t now;
	/* Makes the body that url is answered with; a status other than 200 is an error. */
	int (*serve)(struct world *w, const char *url, struct strbuf *body);
	int papers; /* of the service … */
	int added;  /* … of these, newer ones that come while it is asked */
	const char *day; /* of its feed */
	int breaks;      /* the request that is not answered any more; 0: none */
	/* What came of it. */
	struct map *all; /* of several runs, or NULL */
	struct walk walk;
	struct map ids;
	struct strbuf requests; /* a line each */
	int asked;
	enum walk_step step;
	bool error; /* the last status was one */
};

/* What tells papers apart before they have all got an id. */
static const char *key_of(const struct paper *p)
{
	return p->id ? p->id : p->title_tex;
}

static int on_paper(void *data, struct batch *batch)
{
	struct world *w = data;

	*map_put(&w->ids, str_of(key_of(&batch->at[batch->n - 1]))) += 1;
	if (w->all)
		*map_put(w->all, str_of(key_of(&batch->at[batch->n - 1]))) += 1;
	return 0;
}

static int on_bad(void *data, size_t line, const char *why)
{
	(void)data;
	if (!strstr(why, "broken off")) /* then it is asked for again */
		fail_msg("line %zu: %s", line, why);
	return 0;
}

static void world_step(struct world *w)
{
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = on_paper, .bad = on_bad, .data = w, .batch = &batch};
	struct strbuf body = STRBUF_INIT;
	int status;

	strbuf_addf(&w->requests, "%s\n", w->walk.url.buf);
	w->asked++;
	status = w->asked == w->breaks ? 502 : w->serve(w, w->walk.url.buf, &body);
	w->error = status != 200;
	if (status == 200)
		w->step = w->walk.target->source->take(&w->walk, strbuf_str(&body), &in);
	else
		w->step = w->walk.target->source->refused(&w->walk, status, strbuf_str(&body));
	strbuf_release(&body);
	batch_release(&batch);
}

/* Fetches the word, as a job does, and calls check before all is released. */
static void fetch(struct world *w, void (*check)(struct world *w))
{
	static const char *const bases[SERVICES] = {[SERVICE_API] = "http://api",
		[SERVICE_RSS] = "http://rss", [SERVICE_OAI] = "http://oai",
		[SERVICE_WWW] = "http://www",
		[SERVICE_ELSEWHERE] = ""};
	struct arena a = ARENA_INIT;
	struct target t;
	int agains = 0;

	assert_int_equal(target_read(w->word, &a, &t, NULL), 0);
	w->walk = (struct walk){.target = &t, .bases = bases, .now = w->now, .url = STRBUF_INIT, .note = STRBUF_INIT};
	w->ids = (struct map)MAP_INIT;
	strbuf_init(&w->requests);
	strbuf_addz(&w->walk.note, w->note ? w->note : "");
	w->asked = 0;
	t.source->begin(&w->walk);
	for (w->step = WALK_ON; w->step == WALK_ON || (w->step == WALK_AGAIN && agains++ < AGAINS_MOST);) {
		assert_true(w->asked < REQUESTS_MOST);
		world_step(w);
		agains = w->step == WALK_AGAIN ? agains : 0;
		if (w->step == WALK_AGAIN && w->error) /* an error is not asked for again here */
			w->step = w->walk.target->source->refused(&w->walk, 0, STR_LIT(""));
		if (w->step == WALK_AGAIN && w->error)
			w->step = walk_fail(&w->walk, ERR_NETWORK, "nothing");
	}
	check(w);
	map_release(&w->ids);
	strbuf_release(&w->requests);
	strbuf_release(&w->walk.url);
	strbuf_release(&w->walk.note);
	arena_release(&w->walk.arena);
	arena_release(&a);
}

static int number_after(const char *url, const char *name)
{
	const char *at = strstr(url, name);

	assert_non_null(at);
	return atoi(at + strlen(name));
}

#endif
