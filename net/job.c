#include "job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

enum {
	SECOND = 1000, /* ms */
	TRIES = 3,       /* of a page that does not come */
	HOLDS = 5,       /* refusals in a row */
	EMPTIES = 3,     /* answers that promise papers and have none */
	PATIENCE = 15 * 60 * SECOND, /* the longest hold that is waited for */
	GONE_DAYS = 1,
	OVERLAP = 5,     /* entries that two pages share, so that nothing falls between them */
	LOOK_BACK = 3,   /* days before the newest paper of the last run: some are announced late */
	MOST_BYTES = 32 << 20,
	DAY = 24 * 3600, /* s */
};

int64_t job_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec / 1000000;
}

void job_init(struct job *j, struct round *round, const struct target *t)
{
	*j = (struct job){.round = round, .target = *t, .url = STRBUF_INIT};
	target_url(t, 0, &j->url);
}

void job_release(struct job *j)
{
	strbuf_release(&j->url);
}

/* ---- telling ---- */

static void tell(struct job *j, struct fetch_event *e)
{
	struct round *r = j->round;
	struct err text = {""}; /* what a server said is cleaned here */
	int rc;

	if (e->text) {
		err_set(&text, 0, "%s", e->text);
		e->text = text.msg;
	}
	e->source = j->target.name;
	e->sources = r->sources;
	e->stale = j->stale;
	if (r->rc < 0)
		return;
	rc = r->watch->event(r->watch->data, e, r->err);
	if (rc < 0)
		r->rc = rc;
}

static void fail(struct job *j, int code, const char *why)
{
	struct fetch_event e = {.what = FETCH_FAILED, .text = j->why, .total = -1};

	j->done = true;
	j->code = code;
	snprintf(j->why, sizeof j->why, "%s", why);
	tell(j, &e);
}

/* Once a hold, however often it is looked at. */
static void tell_waiting(struct job *j, int64_t until, const char *why)
{
	struct fetch_event e = {.what = FETCH_WAITING, .text = why, .total = -1};

	if (until <= j->told_until)
		return;
	j->told_until = until;
	e.until = (until + SECOND - 1) / SECOND;
	tell(j, &e);
}

/* ---- where the last run came to ---- */

static void note_name(const struct job *j, struct strbuf *out)
{
	strbuf_addf(out, "newest %s", j->target.url);
}

/* The day from which papers are new, LOOK_BACK days before the newest one known. */
static void read_since(struct job *j)
{
	struct strbuf name = STRBUF_INIT, text = STRBUF_INIT;
	int year, month, day;

	note_name(j, &name);
	cache_note(j->round->cache, name.buf, &text);
	if (date_parse(strbuf_str(&text), &year, &month, &day) && day) {
		date_from_days(date_days(year, month, day) - LOOK_BACK, &year, &month, &day);
		snprintf(j->since, sizeof j->since, "%04d-%02d-%02d", year, month, day);
	}
	strbuf_release(&name);
	strbuf_release(&text);
}

static void finish(struct job *j)
{
	struct fetch_event e = {.what = FETCH_DONE, .total = -1};
	struct strbuf name = STRBUF_INIT;

	j->done = true;
	if (j->target.source->pages && j->newest[0] && !j->stale) {
		note_name(j, &name);
		cache_set_note(j->round->cache, name.buf, j->newest);
	}
	strbuf_release(&name);
	tell(j, &e);
}

/* ---- an answer's papers ---- */

static int on_paper(void *data, struct batch *batch)
{
	(void)data;
	(void)batch;
	return 0;
}

static int on_bad(void *data, size_t line, const char *why)
{
	size_t *bad = data;

	(void)line;
	(void)why;
	++*bad;
	return 0;
}

static void tell_papers(struct job *j, struct batch *batch, size_t bad, int64_t total)
{
	struct fetch_event e = {.what = FETCH_PAPERS, .batch = batch, .bad = bad, .total = total};

	j->taken += batch->n;
	if (batch->n || bad)
		tell(j, &e);
}

/* Whether all that is new or wanted has been seen with this page. */
static bool enough(const struct job *j, const struct feed_facts *f)
{
	int64_t seen = j->start + (int64_t)f->entries;

	if (!j->target.source->pages || seen >= f->total)
		return true;
	if (j->since[0])
		return f->oldest[0] && strncmp(f->oldest, j->since, 10) < 0;
	return seen >= j->target.source->first;
}

/* The next page, or the end. */
static void go_on(struct job *j, const struct feed_facts *f)
{
	int64_t step = (int64_t)f->entries > OVERLAP ? (int64_t)f->entries - OVERLAP : (int64_t)f->entries;

	if (!j->newest[0])
		snprintf(j->newest, sizeof j->newest, "%s", f->newest);
	if (enough(j, f)) {
		finish(j);
	} else if (j->start + step + TARGET_PAGE > TARGET_WINDOW) {
		fail(j, ERR_PARTLY, "arXiv gives no more than the first 10,000; the others are missing");
	} else {
		j->start += step;
		j->tries = j->empty = 0;
		target_url(&j->target, j->start, &j->url);
	}
}

/* A page that should have papers and has none comes now and then; asked again it is whole. */
static void retry_empty(struct job *j, const struct feed_facts *f)
{
	char why[120];

	if (j->empty++ < EMPTIES)
		return;
	snprintf(why, sizeof why, "incomplete: %" PRId64 " of %" PRId64 " papers came, then empty pages", j->start,
		f->total);
	fail(j, ERR_PARTLY, why);
}

enum page { PAGE_GOOD, PAGE_EMPTY, PAGE_WRONG };

/* Hands on what is in a body. */
static enum page take_body(struct job *j, struct str body)
{
	struct batch batch = BATCH_INIT;
	size_t bad = 0;
	struct intake in = {.paper = on_paper, .bad = on_bad, .data = &bad, .batch = &batch};
	struct feed_facts f;
	struct err err = {""};
	enum page page = PAGE_WRONG;

	if (feed_read(body, &in, &f, &err) < 0) {
		fail(j, ERR_NETWORK, err.msg);
	} else if (f.refused) {
		fail(j, ERR_FAILED, f.why);
	} else if (j->target.source->pages && f.total > j->start && !f.entries) {
		retry_empty(j, &f);
		page = PAGE_EMPTY;
	} else if (!f.entries && f.total == 0 && !j->target.source->pages) {
		fail(j, ERR_NOT_FOUND, "arXiv has no such paper");
	} else {
		page = PAGE_GOOD;
		tell_papers(j, &batch, bad + f.repaired, f.total);
		go_on(j, &f);
	}
	batch_release(&batch);
	return page;
}

/* ---- answers ---- */

/* An older answer, where the network has none. */
static bool take_stale(struct job *j)
{
	struct arena a = ARENA_INIT;
	struct cached c;
	bool there = cache_get(j->round->cache, j->url.buf, clock_now(), &a, &c) && c.status == 200;

	if (there) {
		j->stale = true;
		if (take_body(j, c.body) == PAGE_EMPTY && !j->done)
			fail(j, ERR_NETWORK, "the answer that is kept is empty");
	}
	arena_release(&a);
	return there;
}

/* Asks again a little later, or gives up. */
static void retry(struct job *j, const char *why)
{
	if (++j->tries >= TRIES) {
		if (!take_stale(j))
			fail(j, ERR_NETWORK, why);
		return;
	}
	j->not_before = job_now() + SECOND * ((int64_t)1 << (2 * (j->tries - 1)));
	tell_waiting(j, j->not_before, why);
}

static void take_not_modified(struct job *j)
{
	struct arena a = ARENA_INIT;
	struct cached c;

	cache_confirm(j->round->cache, j->url.buf, clock_now());
	if (cache_get(j->round->cache, j->url.buf, clock_now(), &a, &c))
		take_body(j, c.body);
	else
		retry(j, "not modified, but what it was is gone");
	arena_release(&a);
}

static void keep(struct job *j, const char *url, const struct http_answer *answer)
{
	struct cached c = {clock_now(), answer->status, answer->etag, answer->last_modified, answer->body};

	if (answer->status != 200)
		c.body = (struct str){"", 0};
	cache_put(j->round->cache, url, c.checked, &c);
}

static void take_good(struct job *j, const struct http_answer *answer)
{
	struct strbuf url = STRBUF_INIT;

	strbuf_addstr(&url, strbuf_str(&j->url)); /* take_body may go on to the next page */
	j->asked = true;
	if (take_body(j, answer->body) == PAGE_GOOD)
		keep(j, url.buf, answer);
	strbuf_release(&url);
}

/* arXiv explains itself in a feed, with status 400 or 500. */
static bool explained(struct job *j, struct str body)
{
	struct batch batch = BATCH_INIT;
	size_t bad = 0;
	struct intake in = {.paper = on_paper, .bad = on_bad, .data = &bad, .batch = &batch};
	struct feed_facts f;
	bool refused = feed_read(body, &in, &f, NULL) == 0 && f.refused;

	if (refused)
		fail(j, ERR_FAILED, f.why);
	batch_release(&batch);
	return refused;
}

static void take_bad(struct job *j, const struct http_answer *answer)
{
	char why[80];

	if (explained(j, answer->body))
		return;
	snprintf(why, sizeof why, "HTTP %d", answer->status);
	switch (answer->status) {
	case 408: case 425: case 500: case 502: case 504:
		retry(j, why);
		return;
	case 404: case 410: case 451:
		keep(j, j->url.buf, answer);
		break;
	}
	fail(j, ERR_NETWORK, why);
}

static void held(struct job *j, int64_t now)
{
	struct round *r = j->round;
	const struct pace_state *s = &r->pace.group[j->target.group];
	char why[200], when[CLOCK_TEXT];

	if (++j->tries < HOLDS && s->until - now <= PATIENCE)
		return;
	snprintf(why, sizeof why, "%s; not again before %s", s->why, clock_iso(s->until / SECOND, when));
	if (!take_stale(j))
		fail(j, ERR_NETWORK, why);
}

/* What the server said, for the pace first. */
static void take_answer(struct job *j, const struct http_answer *a)
{
	const struct pace_answer said = {a->status, a->retry_after, a->remaining, a->reset, a->body};
	struct pace *pace = &j->round->pace;
	int64_t now = job_now();

	switch (pace_end(pace, j->target.group, now, &said)) {
	case PACE_HELD:
		held(j, now);
		return;
	case PACE_STOPPED:
		fail(j, ERR_NETWORK, pace->group[j->target.group].why);
		return;
	case PACE_FINE:
		break;
	}
	if (a->status == 200)
		take_good(j, a);
	else if (a->status == 304)
		take_not_modified(j);
	else
		take_bad(j, a);
}

static void on_done(void *data, const struct http_answer *a)
{
	struct job *j = data;

	j->request = 0;
	if (a->outcome == HTTP_ANSWERED) {
		take_answer(j, a);
		return;
	}
	pace_cancel(&j->round->pace, j->target.group);
	switch (a->outcome) {
	case HTTP_TIMEOUT:
	case HTTP_UNREACHABLE:
	case HTTP_BROKEN:
		retry(j, a->why);
		break;
	case HTTP_CANCELLED:
		j->done = true;
		j->code = ERR_INTERRUPTED;
		break;
	default:
		fail(j, ERR_NETWORK, a->why);
	}
}

/* ---- asking ---- */

static bool fresh(const struct job *j, const struct cached *c)
{
	int64_t age = clock_now() - c->checked, most = c->status == 200 ? j->target.source->fresh : GONE_DAYS * DAY;

	return age >= 0 && age < most;
}

static void send(struct job *j, const struct cached *c, int64_t now)
{
	bool again = c && c->status == 200;
	const struct http_request request = {
		.url = j->url.buf,
		.accept = j->target.source->accept,
		.etag = again && *c->etag ? c->etag : NULL,
		.last_modified = again && *c->last_modified ? c->last_modified : NULL,
		.most = MOST_BYTES,
		.endpoint = j->target.endpoint,
	};

	pace_begin(&j->round->pace, j->target.group, now);
	j->request = http_send(j->round->http, &request, on_done, j);
}

/* How long the pace holds it up; says so where the server asked for it. */
static int64_t must_wait(struct job *j, int64_t now)
{
	const struct pace_state *s = &j->round->pace.group[j->target.group];
	int64_t wait = pace_wait(&j->round->pace, j->target.group, now);

	if (wait == -2) {
		fail(j, ERR_NETWORK, s->why);
		return -1;
	}
	if (wait > 0 && s->until > now) {
		if (s->until - now > PATIENCE)
			held(j, now);
		else
			tell_waiting(j, s->until, s->why);
	}
	if (wait == 0 && j->not_before > now)
		wait = j->not_before - now;
	return wait;
}

/* With what the cache has of the page, or NULL. */
static int64_t ask(struct job *j, const struct cached *c, int64_t now)
{
	int64_t wait;

	if (c && fresh(j, c) && !j->tries && !j->empty) {
		if (c->status == 200)
			take_body(j, c->body);
		else
			fail(j, ERR_NETWORK, "not there when last asked for, within a day");
		return 0;
	}
	if (j->round->offline) {
		if (!take_stale(j))
			fail(j, ERR_NETWORK, "offline, and nothing of it is kept");
		return 0;
	}
	wait = must_wait(j, now);
	if (wait == 0 && !j->done)
		send(j, c, now);
	return j->request ? -1 : wait;
}

void job_cancel(struct job *j)
{
	struct fetch_event e = {.what = FETCH_CANCELLED, .total = -1};

	if (j->request)
		http_cancel(j->round->http, j->request);
	j->done = true;
	j->code = 0;
	tell(j, &e);
}

static void begin(struct job *j)
{
	struct fetch_event e = {.what = FETCH_STARTED, .total = -1};

	j->begun = true;
	read_since(j);
	tell(j, &e);
}

int64_t job_step(struct job *j, int64_t now)
{
	struct arena a = ARENA_INIT;
	struct cached c;
	int64_t wait;

	if (j->done || j->request)
		return -1;
	if (!j->begun)
		begin(j);
	wait = ask(j, cache_get(j->round->cache, j->url.buf, now / SECOND, &a, &c) ? &c : NULL, now);
	arena_release(&a);
	return wait;
}
