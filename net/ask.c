#include "ask.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/url.h"

enum {
	SECOND = 1000,               /* ms */
	TRIES = 3,                   /* of an answer that does not come */
	HOLDS = 5,                   /* refusals in a row */
	PATIENCE = 15 * 60 * SECOND, /* the longest hold that is waited for */
	MOST_BYTES = 32 << 20,
	TOLD = 600, /* bytes of a reason */
	DAY = 24 * 3600, /* s: for so long what is not there is not asked for again */
};

void ask_init(struct ask *k, struct round *round, const struct ask_ops *ops, void *data)
{
	*k = (struct ask){.round = round, .ops = ops, .data = data, .url = STRBUF_INIT};
}

void ask_cancel(struct ask *k)
{
	bool sent = k->state == ASK_SENT;

	k->state = ASK_IDLE;
	if (sent)
		http_cancel(k->round->http, k->number);
}

void ask_release(struct ask *k)
{
	ask_cancel(k);
	strbuf_release(&k->url);
}

void ask_start(struct ask *k, const struct ask_request *what)
{
	struct strbuf url = STRBUF_INIT; /* what->url may be the one at hand */

	strbuf_addz(&url, what->url);
	strbuf_release(&k->url);
	k->url = url;
	k->what = *what;
	k->state = ASK_NEW;
	k->not_before = k->told_until = 0;
	k->tries = k->holds = 0;
}

/* ---- telling ---- */

static void fail(struct ask *k, int code, const char *why)
{
	k->state = ASK_IDLE;
	k->ops->failed(k->data, code, why);
}

/* Names the host, what is wrong with it, and what follows from that. */
static void explain(const struct ask *k, const char *why, const char *next, char text[TOLD])
{
	struct arena a = ARENA_INIT;
	struct url u;

	if (url_parse(&u, strbuf_str(&k->url), &a, NULL) < 0)
		u.host = "?";
	snprintf(text, TOLD, "%.200s: %.300s; %s", u.host, why, next);
	arena_release(&a);
}

/* Gives up because of a host. */
static void give_up(struct ask *k, const char *why, const char *next)
{
	char text[TOLD];

	explain(k, why, next, text);
	fail(k, ERR_NETWORK, text);
}

/* Once a hold, however often it is looked at. */
static void tell_waiting(struct ask *k, int64_t until, const char *why)
{
	if (until > k->told_until)
		k->ops->waiting(k->data, until, why);
	k->told_until = until > k->told_until ? until : k->told_until;
}

/* ---- the cache ---- */

static struct cache *cache_of(const struct ask *k)
{
	return k->what.post ? NULL : k->round->cache;
}

static bool fresh(const struct ask *k, const struct cached *c)
{
	int64_t age = clock_now() - c->checked;

	return age >= 0 && age < (c->status == 200 ? k->what.fresh : DAY);
}

static void keep(const struct ask *k, const char *url, const struct http_answer *a)
{
	struct cached c = {clock_now(), a->status, a->etag, a->last_modified, a->body};

	if (a->status != 200)
		c.body = (struct str){"", 0};
	cache_put(cache_of(k), url, c.checked, &c);
}

static bool is_missing(int status)
{
	return status == 404 || status == 410 || status == 451;
}

static void give(struct ask *k, const struct ask_answer *a, const struct http_answer *from);

/* An older answer, where the network has none, for a reason. */
static bool give_stale(struct ask *k, const char *why)
{
	struct arena a = ARENA_INIT;
	struct cached c;
	bool there = cache_get(cache_of(k), k->url.buf, clock_now(), &a, &c) && c.status == 200;

	if (there)
		give(k, &(struct ask_answer){.status = 200, .body = c.body, .url = k->url.buf, .link = "",
			.kept = true, .stale = true, .why = why}, NULL);
	arena_release(&a);
	return there;
}

/* What is kept, asked for less than a while ago; false where there is no such. */
static bool give_fresh(struct ask *k, int64_t now)
{
	struct arena a = ARENA_INIT;
	struct cached c;
	bool there = cache_get(cache_of(k), k->url.buf, now / SECOND, &a, &c) && fresh(k, &c);

	if (there)
		give(k, &(struct ask_answer){.status = c.status, .body = c.body, .url = k->url.buf, .link = "",
			.kept = true}, NULL);
	arena_release(&a);
	return there;
}

/* ---- answers ---- */

/* An older answer, or none. */
static void do_without(struct ask *k, const char *why, const char *next)
{
	char text[TOLD];

	explain(k, why, next, text);
	if (!give_stale(k, text))
		fail(k, ERR_NETWORK, text);
}

/* Asks again a little later, or gives up. */
static void retry(struct ask *k, const char *why)
{
	int64_t now = round_now();

	k->state = ASK_WAITING;
	if (++k->tries < TRIES && pace_is_own(k->what.group))
		return;
	if (k->tries < TRIES) {
		k->not_before = now + pace_jitter(SECOND << (2 * (k->tries - 1)), k->what.group, k->tries, now);
		tell_waiting(k, k->not_before, why);
	} else {
		do_without(k, why, "asked three times; the next fetch asks again");
	}
}

/* The caller is not content with it. */
static void not_content(struct ask *k, const struct ask_answer *a, const struct http_answer *from)
{
	char why[80];

	snprintf(why, sizeof why, "HTTP %d", a->status);
	if (a->stale)
		give_up(k, "it gave nothing, and what is kept is no good", "the next fetch asks again");
	else if (a->status == 200)
		k->state = ASK_WAITING;
	else if (a->status == 408 || a->status == 425 || a->status == 500 || a->status == 502 || a->status == 504)
		retry(k, why);
	else if (!is_missing(a->status))
		give_up(k, why, "the next fetch asks again");
	else {
		if (from)
			keep(k, k->url.buf, from);
		give_up(k, why, "it is not asked for again within a day");
	}
}

/* Hands an answer to the caller, who may start the next request on the way; from: the network's, or NULL. */
static void give(struct ask *k, const struct ask_answer *a, const struct http_answer *from)
{
	struct strbuf url = STRBUF_INIT;

	strbuf_addstr(&url, strbuf_str(&k->url));
	k->state = ASK_IDLE;
	switch (k->ops->answer(k->data, a)) {
	case ASK_KEEP:
		if (from && (a->status == 200 || is_missing(a->status)))
			keep(k, url.buf, from);
		break;
	case ASK_PASS:
		break;
	case ASK_AGAIN:
		not_content(k, a, from);
	}
	strbuf_release(&url);
}

static void not_modified(struct ask *k)
{
	struct arena a = ARENA_INIT;
	struct cached c;

	cache_confirm(cache_of(k), k->url.buf, clock_now());
	if (cache_get(cache_of(k), k->url.buf, clock_now(), &a, &c) && c.status == 200)
		give(k, &(struct ask_answer){.status = 200, .body = c.body, .url = k->url.buf, .link = "",
			.kept = true}, NULL);
	else
		retry(k, "not modified, but what it was is gone");
	arena_release(&a);
}

/* The host does not want to be asked for longer than is waited. */
static void turned_away(struct ask *k)
{
	const struct pace_state *s = &k->round->pace.group[k->what.group];
	char next[80], when[CLOCK_TEXT];

	snprintf(next, sizeof next, "not again before %s", clock_local(s->until / SECOND, clock_now(), when));
	do_without(k, s->why, next);
}

static void held(struct ask *k, int64_t now)
{
	k->state = ASK_WAITING;
	if (++k->holds >= HOLDS || k->round->pace.group[k->what.group].until - now > PATIENCE)
		turned_away(k);
}

/* What the server said, for the pace first. */
static void take(struct ask *k, const struct http_answer *a)
{
	const struct pace_answer said = {a->status, a->retry_after, a->remaining, a->reset, a->body};
	int64_t now = round_now();

	switch (pace_end(&k->round->pace, k->what.group, now, &said)) {
	case PACE_HELD:
		held(k, now);
		return;
	case PACE_STOPPED:
		turned_away(k);
		return;
	case PACE_FINE:
		break;
	}
	if (a->status == 304)
		not_modified(k);
	else
		give(k, &(struct ask_answer){.status = a->status, .body = a->body, .url = a->url, .link = a->link,
			.moved = a->moved}, a);
}

static void on_done(void *data, const struct http_answer *a)
{
	struct ask *k = data;
	bool wanted = k->state == ASK_SENT; /* else ask_cancel */

	k->state = ASK_IDLE;
	if (a->outcome == HTTP_ANSWERED) {
		take(k, a);
		return;
	}
	pace_cancel(&k->round->pace, k->what.group);
	switch (a->outcome) {
	case HTTP_TIMEOUT:
	case HTTP_UNREACHABLE:
	case HTTP_BROKEN:
		retry(k, a->why);
		break;
	case HTTP_CANCELLED:
		if (wanted)
			fail(k, ERR_INTERRUPTED, "interrupted");
		break;
	default:
		give_up(k, a->why, "nothing of it is taken, the next fetch asks again");
	}
}

/* ---- asking ---- */

static void send(struct ask *k, int64_t now)
{
	struct arena a = ARENA_INIT;
	struct cached c;
	bool again = cache_get(cache_of(k), k->url.buf, now / SECOND, &a, &c) && c.status == 200;
	const struct http_request request = {
		.url = k->url.buf,
		.accept = k->what.accept,
		.post = k->what.post,
		.post_type = k->what.post_type,
		.secret = k->what.secret,
		.etag = again && *c.etag ? c.etag : NULL,
		.last_modified = again && *c.last_modified ? c.last_modified : NULL,
		.most = MOST_BYTES,
		.endpoint = k->what.endpoint,
	};

	k->state = ASK_SENT;
	pace_begin(&k->round->pace, k->what.group, now);
	k->number = http_send(k->round->http, &request, on_done, k);
	arena_release(&a);
}

/* How long the pace holds it up; says so where the server asked for it. */
static int64_t must_wait(struct ask *k, int64_t now)
{
	const struct pace_state *s = &k->round->pace.group[k->what.group];
	int64_t wait = pace_wait(&k->round->pace, k->what.group, now);

	if (wait == -2) {
		turned_away(k);
		return -1;
	}
	if (wait > 0 && s->until > now) {
		if (s->until - now > PATIENCE)
			held(k, now);
		else
			tell_waiting(k, s->until, s->why);
	}
	if (wait == 0 && k->not_before > now)
		wait = k->not_before - now;
	return wait;
}

int64_t ask_step(struct ask *k, int64_t now)
{
	int64_t wait;

	if (k->state == ASK_IDLE || k->state == ASK_SENT)
		return -1;
	if (k->state == ASK_NEW) {
		k->state = ASK_WAITING;
		if (give_fresh(k, now))
			return 0;
	}
	if (k->round->offline) {
		if (!give_stale(k, "offline"))
			fail(k, ERR_NETWORK, "offline, and nothing of it is kept");
		return 0;
	}
	wait = must_wait(k, now);
	if (wait != 0 || k->state != ASK_WAITING)
		return wait;
	send(k, now);
	return -1;
}
