#include "visitor.h"

#include <stdio.h>

enum { LONG_HOLD = 2 * 60 * 1000 /* ms */ };

/* ---- telling ---- */

static void tell(struct tour *t, const struct code_page *page, struct fetch_event *e)
{
	struct strbuf source = STRBUF_INIT;
	int rc;

	if (t->rc < 0)
		return;
	strbuf_addf(&source, "%s/%s", page->host, page->repo);
	e->source = source.buf;
	e->sources = t->n;
	e->total = -1;
	rc = t->watch->event(t->watch->data, e, t->err);
	if (rc < 0)
		t->rc = rc;
	strbuf_release(&source);
}

void tour_started(struct tour *t, const struct code_page *page)
{
	tell(t, page, &(struct fetch_event){.what = FETCH_STARTED});
}

void tour_visited(struct tour *t, const struct code_page *page)
{
	t->visited++;
	tell(t, page, &(struct fetch_event){.what = FETCH_PAGE, .page = page});
}

void tour_failed(struct tour *t, const struct code_page *page, int group, int code, const char *why)
{
	t->failed++;
	if (!t->code) {
		t->code = code;
		snprintf(t->why, sizeof t->why, "%.80s/%.80s: %.150s", page->host, page->repo, why);
	}
	tell(t, page, &(struct fetch_event){.what = FETCH_FAILED, .text = why, .host = pace_name(group)});
}

void tour_waiting(struct tour *t, const struct code_page *page, int group, int64_t until_ms, const char *why)
{
	tell(t, page, &(struct fetch_event){.what = FETCH_WAITING, .text = why, .until = (until_ms + 999) / 1000,
		.host = pace_name(group)});
}

bool tour_cancelled(struct tour *t, const struct code_page *page)
{
	struct strbuf source = STRBUF_INIT;
	bool is;

	strbuf_addf(&source, "%s/%s", page->host, page->repo);
	is = t->watch->cancelled && t->watch->cancelled(t->watch->data, source.buf);
	strbuf_release(&source);
	if (is)
		tell(t, page, &(struct fetch_event){.what = FETCH_CANCELLED});
	return is;
}

void tour_token_refused(struct tour *t)
{
	t->secret = NULL;
	t->token_refused = true;
}

bool tour_api_held(const struct tour *t, int64_t now)
{
	const struct pace_state *s = &t->round.pace.group[t->places.group[SERVICE_GITHUB_API]];

	return s->until - now > LONG_HOLD;
}

/* ---- one visitor ---- */

static int group_of(const struct visitor *v)
{
	return places_group(&v->tour->places, v->at.service, v->at.url.buf);
}

static void send(struct visitor *v)
{
	const struct ask_request request = {
		.url = v->at.url.buf,
		.accept = v->at.accept,
		.secret = v->at.service == SERVICE_GITHUB_API ? v->tour->secret : NULL,
		.group = group_of(v),
		.endpoint = v->tour->places.endpoint[v->at.service],
	};

	ask_start(&v->ask, &request);
}

static void set_out(struct visitor *v, const struct host *host)
{
	const struct code_page page = v->at.page;

	v->leave = false;
	host_begin(&v->at, host, &page);
	send(v);
}

static void fail(struct visitor *v, int code, const char *why)
{
	v->busy = false;
	tour_failed(v->tour, &v->at.page, group_of(v), code, why);
}

static void visited(struct visitor *v)
{
	if (v->doubt && !v->at.page.there) {
		fail(v, ERR_NETWORK,
			"GitHub's interface failed, and its pages have none of it; the next fetch asks again");
		return;
	}
	v->busy = false;
	v->leave = false;
	tour_visited(v->tour, &v->at.page);
}

/* A token that GitHub does not know is as good as none. */
static enum ask_verdict without_token(struct visitor *v)
{
	if (v->tour->secret)
		tour_token_refused(v->tour);
	else
		v->leave = true;
	if (!v->leave)
		send(v);
	return ASK_PASS;
}

static enum ask_verdict on_answer(void *data, const struct ask_answer *a)
{
	struct visitor *v = data;

	if (a->stale) { /* no visit */
		fail(v, ERR_NETWORK, v->tour->round.offline ? "offline" : "the network gave nothing");
		return ASK_PASS;
	}
	if (a->status == 401 && v->at.service == SERVICE_GITHUB_API)
		return without_token(v);
	if (a->status != 200 && !host_missing(&v->at, a->status))
		return ASK_AGAIN;
	switch (v->at.host->take(&v->at, a->status, a->body)) {
	case HOST_DONE:
		visited(v);
		return ASK_KEEP;
	case HOST_ON:
		send(v);
		return a->status == 200 ? ASK_KEEP : ASK_PASS; /* what may come any day is asked for each time */
	case HOST_FAILED:
		break;
	}
	if (v->at.host == &host_github_api)
		v->leave = v->doubt = true;
	else
		fail(v, ERR_NETWORK, v->at.why);
	return ASK_PASS;
}

/* What GitHub's interface does not say its pages may; where hardly anything was left to say, it need not be said. */
static void on_failed(void *data, int code, const char *why)
{
	struct visitor *v = data;

	if (code != ERR_INTERRUPTED && (v->at.whole || v->at.host == &host_github_api) && !v->tour->round.offline)
		v->leave = v->doubt = true;
	else
		fail(v, code, why);
}

static void on_waiting(void *data, int64_t until, const char *why)
{
	struct visitor *v = data;

	if (v->at.host == &host_github_api && tour_api_held(v->tour, round_now()))
		v->leave = true;
	else
		tour_waiting(v->tour, &v->at.page, group_of(v), until, why);
}

static const struct ask_ops ops = {on_answer, on_failed, on_waiting};

void visitor_init(struct visitor *v, struct tour *tour)
{
	*v = (struct visitor){.tour = tour, .at = {.url = STRBUF_INIT}};
	v->at.bases = tour->places.base;
	v->at.json = tour->json;
	v->at.arena = &v->arena;
	ask_init(&v->ask, &tour->round, &ops, v);
}

void visitor_release(struct visitor *v)
{
	ask_release(&v->ask);
	strbuf_release(&v->at.url);
	arena_release(&v->arena);
}

void visitor_begin(struct visitor *v, const struct code_page *page)
{
	const struct host *host = host_find(page->host);

	v->busy = true;
	v->doubt = false;
	v->at.page = *page;
	tour_started(v->tour, page);
	if (!host || !host_good_name(page->repo)) {
		v->busy = false;
		tour_failed(v->tour, page, pace_group(page->host), ERR_FAILED,
			host ? "no repository can have that name" : "pages of that host are not visited");
		return;
	}
	set_out(v, host == &host_github_www && !tour_api_held(v->tour, round_now()) ? &host_github_api : host);
}

int64_t visitor_step(struct visitor *v, int64_t now)
{
	int64_t wait;

	if (!v->busy)
		return 0;
	if (tour_cancelled(v->tour, &v->at.page)) {
		ask_cancel(&v->ask);
		v->busy = false;
		return 0;
	}
	wait = ask_step(&v->ask, now);
	if (!v->leave)
		return wait;
	ask_cancel(&v->ask);
	if (v->at.whole)
		visited(v);
	else
		set_out(v, &host_github_www);
	return 0;
}
