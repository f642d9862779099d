#include "cite.h"

#include <stdio.h>

#include "app/desk.h"
#include "ask.h"
#include "base/clock.h"
#include "source/openalex.h"
#include "source/semantic_scholar.h"
#include "target.h"

enum {
	SLICE = 100,        /* ms: how soon ^C is seen */
	MONTH = 30 * 86400, /* s: so long an answer of OpenAlex serves */
	SECOND_MOST = 50,   /* papers a run that OpenAlex is asked for: two requests each, and it counts them */
	PATIENCE = 5000,    /* ms: a service that asks to wait for longer is left until the next run */
};

/* What is being asked: many papers, the work of one, a list of works that it cites. */
enum stage { SCHOLAR, WORK, LIST, OVER };

struct failure {
	int code, group; /* code 0: there is none */
	char why[240];
};

struct cite {
	struct round round;
	struct places places;
	const struct config *config;
	const struct fetch_watch *watch;
	const char *const *ids;
	size_t n, at, batch; /* Semantic Scholar: those from at on are left, so many are asked for at once */
	struct strs left;    /* for OpenAlex */
	size_t left_at;
	size_t instead;      /* those left from here on are asked of OpenAlex because Semantic Scholar gave nothing … */
	size_t missed;       /* … so many papers, less those that came from there */
	struct strs works;   /* that the paper at hand cites */
	size_t works_at;
	struct citations paper; /* at hand */
	enum stage stage;
	struct ask ask;
	struct arena arena;
	struct strbuf url, body, secret;
	size_t told;         /* papers that an answer came for */
	int64_t held_since;  /* the service that is asked wants to be left alone, ms since 1970; 0: it does not … */
	char held[200];      /* … and for too long, because of that; "" */
	struct failure first, scholar; /* the first; what holds for the papers that are missed */
	int rc;              /* negative once the listener or a signal ended it */
	struct err *err;
};

/* ---- telling ---- */

static void tell(struct cite *c, struct fetch_event *e)
{
	int rc;

	e->source = FETCHER_CITATIONS;
	e->sources = 1;
	e->total = (int64_t)c->n;
	rc = c->rc == 0 ? c->watch->event(c->watch->data, e, c->err) : 0;
	if (rc < 0)
		c->rc = rc;
}

static void tell_citations(struct cite *c, const struct citations *papers, size_t n)
{
	struct fetch_event e = {.what = FETCH_CITATIONS, .citations = papers, .citations_n = n};

	c->told += n;
	tell(c, &e);
}

static void note_failure(const struct cite *c, struct failure *f, int code, const char *why)
{
	if (f->code)
		return;
	f->code = code;
	f->group = c->ask.what.group;
	snprintf(f->why, sizeof f->why, "%s", why);
}

/* ---- asking ---- */

static void ask(struct cite *c, enum service service, bool post)
{
	const struct ask_request request = {
		.url = c->url.buf,
		.accept = "application/json",
		.post = post ? c->body.buf : NULL,
		.post_type = post ? "application/json" : NULL,
		.secret = c->secret.len ? c->secret.buf : NULL,
		.group = places_group(&c->places, service, c->url.buf),
		.endpoint = c->places.endpoint[service],
		.fresh = MONTH,
	};

	ask_start(&c->ask, &request);
}

/* The address of the service, for the rest to be added; the reader's key goes along. */
static struct strbuf *go_to(struct cite *c, enum service service, const char *header, const char *option)
{
	const char *key = config_text(c->config, option);

	strbuf_reset(&c->url);
	strbuf_reset(&c->secret);
	if (*key)
		strbuf_addf(&c->secret, "%s%s", header, key);
	strbuf_addz(&c->url, c->places.base[service]);
	return &c->url;
}

static struct strbuf *to_openalex(struct cite *c)
{
	return go_to(c, SERVICE_OPENALEX, "Authorization: Bearer ", "fetch.openalex_key");
}

static void next_list(struct cite *c);

/* Whether the paper at hand was not asked of Semantic Scholar. */
static bool is_instead(const struct cite *c)
{
	return c->scholar.code && c->left_at > c->instead;
}

/* OpenAlex does not know it. Where Semantic Scholar does not either, that is settled. */
static void nobody_knows(struct cite *c)
{
	const struct citations nothing = {.id = c->paper.id};

	if (!is_instead(c))
		tell_citations(c, &nothing, 1);
}

static void next_work(struct cite *c)
{
	c->stage = WORK;
	while (c->left_at < c->left.n) {
		c->paper = (struct citations){.id = c->left.at[c->left_at++], .known = true};
		c->works = (struct strs){0};
		c->works_at = 0;
		if (openalex_path_of(c->paper.id, to_openalex(c))) {
			ask(c, SERVICE_OPENALEX, false);
			return;
		}
		nobody_knows(c);
	}
	c->stage = OVER;
}

/* How many papers at once, from c->at on. */
static size_t asked_of_scholar(const struct cite *c)
{
	return c->n - c->at < c->batch ? c->n - c->at : c->batch;
}

static void next_scholar(struct cite *c)
{
	size_t n = asked_of_scholar(c);

	if (!n) {
		next_work(c);
		return;
	}
	semantic_scholar_ask(c->ids + c->at, n, &c->body);
	strbuf_addz(go_to(c, SERVICE_SCHOLAR, "x-api-key: ", "fetch.semantic_scholar_key"), semantic_scholar_path);
	ask(c, SERVICE_SCHOLAR, true);
}

static void next_list(struct cite *c)
{
	size_t n = c->works.n - c->works_at;

	c->stage = LIST;
	if (!n) {
		tell_citations(c, &c->paper, 1);
		if (is_instead(c))
			c->missed--;
		next_work(c);
		return;
	}
	n = n < OPENALEX_BATCH ? n : OPENALEX_BATCH;
	openalex_path_list(c->works.at + c->works_at, n, to_openalex(c));
	c->works_at += n;
	ask(c, SERVICE_OPENALEX, false);
}

/* ---- answers ---- */

/* For OpenAlex; false where it would be asked too much. */
static bool leave(struct cite *c, const char *id)
{
	if (c->left.n >= SECOND_MOST)
		return false;
	vec_push_in(&c->arena, &c->left, id);
	return true;
}

/* Semantic Scholar says no to an answer that is too large for it; half of it will do. */
static bool smaller(struct cite *c)
{
	size_t n = asked_of_scholar(c);

	if (n == 1)
		return false;
	c->batch = (n + 1) / 2;
	next_scholar(c);
	return true;
}

/*
 * What Semantic Scholar cannot be asked for now is asked of OpenAlex; the rest is due the next time. What comes from
 * there is no failure.
 */
static void without_scholar(struct cite *c, int code, const char *why)
{
	note_failure(c, &c->scholar, code, why);
	c->missed = c->n - c->at;
	c->instead = c->left.n;
	while (c->at < c->n)
		leave(c, c->ids[c->at++]);
	next_work(c);
}

/*
 * What OpenAlex is asked for is told with its answer: where the run ends before, it stays due. The others are moved to
 * the front; answers how many.
 */
static size_t sort_out(struct cite *c, struct citations *papers, size_t n)
{
	size_t settled = 0;

	for (size_t i = 0; i < n; i++)
		if (papers[i].known || !leave(c, papers[i].id))
			papers[settled++] = papers[i];
	return settled;
}

static void take_scholar(struct cite *c, struct str body)
{
	size_t n = asked_of_scholar(c);
	struct citations_vec papers = {0};
	struct arena a = ARENA_INIT;
	struct err err = {""};

	if (semantic_scholar_read(body, c->ids + c->at, n, &a, &papers, &err) < 0) {
		without_scholar(c, ERR_NETWORK, err.msg);
	} else {
		c->at += n;
		papers.n = sort_out(c, papers.at, papers.n);
		if (papers.n)
			tell_citations(c, papers.at, papers.n);
		next_scholar(c);
	}
	arena_release(&a);
}

/* One paper of OpenAlex' that cannot be read is passed over. */
static void take_openalex(struct cite *c, struct str body)
{
	struct err err = {""};
	int rc = c->stage == WORK ? openalex_read_work(body, &c->arena, &c->works, &err)
				  : openalex_read_list(body, &c->arena, &c->paper.references, &err);

	if (rc == 0) {
		next_list(c);
		return;
	}
	note_failure(c, &c->first, rc, err.msg);
	next_work(c);
}

/* A key that the service does not take is the reader's to mend, whoever answers in its place. */
static void check_key(struct cite *c, int status)
{
	char why[120];

	if (!c->secret.len || (status != 401 && status != 403))
		return;
	snprintf(why, sizeof why, "%s does not take the key (HTTP %d)", pace_name(c->ask.what.group), status);
	note_failure(c, &c->first, ERR_NETWORK, why);
	if (c->stage == SCHOLAR)
		note_failure(c, &c->scholar, ERR_NETWORK, why);
}

static enum ask_verdict on_answer(void *data, const struct ask_answer *a)
{
	struct cite *c = data;

	c->held_since = 0;
	check_key(c, a->status);
	if (c->stage == SCHOLAR) {
		if (a->status == 400 || a->status == 413)
			return smaller(c) ? ASK_PASS : ASK_AGAIN;
		if (a->status != 200)
			return ASK_AGAIN;
		take_scholar(c, a->body);
		return ASK_PASS;
	}
	if (a->status == 404) {
		nobody_knows(c);
		next_work(c);
		return ASK_KEEP;
	}
	if (a->status != 200)
		return ASK_AGAIN;
	take_openalex(c, a->body);
	return ASK_KEEP;
}

static void on_failed(void *data, int code, const char *why)
{
	struct cite *c = data;

	if (code != ERR_INTERRUPTED && c->stage == SCHOLAR) {
		without_scholar(c, code, why);
		return;
	}
	note_failure(c, &c->first, code, why);
	c->stage = OVER;
}

/* How often it asks for a little does not matter: what counts is for how long nothing came. */
static void check_patience(struct cite *c, int64_t until, const char *why)
{
	const struct pace_state *s = &c->round.pace.group[c->ask.what.group];
	int64_t now = round_now();
	char when[CLOCK_TEXT];

	if (s->until <= now) /* nobody asked for it: a request is made again */
		return;
	if (!c->held_since)
		c->held_since = now;
	if (until - c->held_since > PATIENCE)
		snprintf(c->held, sizeof c->held, "%s: %s; not again before %s", pace_name(c->ask.what.group), why,
			clock_local(until / 1000, clock_now(), when));
}

/* Its hold is kept with the pace; another service may be free. */
static void leave_service(struct cite *c)
{
	char why[sizeof c->held];

	snprintf(why, sizeof why, "%s", c->held);
	c->held[0] = 0;
	c->held_since = 0;
	ask_cancel(&c->ask);
	on_failed(c, ERR_NETWORK, why);
}

static void on_waiting(void *data, int64_t until, const char *why)
{
	struct cite *c = data;
	struct fetch_event e = {.what = FETCH_WAITING, .text = why, .until = (until + 999) / 1000,
		.host = pace_name(c->ask.what.group)};

	tell(c, &e);
	check_patience(c, until, why);
}

static const struct ask_ops ops = {on_answer, on_failed, on_waiting};

/* ---- the run ---- */

static int run(struct cite *c)
{
	const struct fetch_watch *w = c->watch;
	struct fetch_event started = {.what = FETCH_STARTED};

	tell(c, &started);
	next_scholar(c);
	while (c->rc == 0 && c->stage != OVER) {
		int64_t wait = ask_step(&c->ask, round_now());
		int rc = 0;

		if (*c->held)
			leave_service(c);
		else if (c->stage != OVER)
			rc = round_wait(&c->round, wait < 0 || wait > SLICE ? SLICE : wait, c->err);
		if (rc < 0)
			return rc;
		if (w->stop && w->stop(w->data))
			return err_set(c->err, ERR_INTERRUPTED, "interrupted; what came is saved");
	}
	return c->rc;
}

static int outcome(struct cite *c)
{
	const struct failure *f = c->missed ? &c->scholar : &c->first;
	struct fetch_event e = {.what = f->code ? FETCH_FAILED : FETCH_DONE, .text = f->code ? f->why : NULL,
		.host = f->code ? pace_name(f->group) : NULL};

	tell(c, &e);
	if (c->rc < 0 || !f->code)
		return c->rc;
	return err_set(c->err, c->told ? ERR_PARTLY : f->code, "%s: %s", FETCHER_CITATIONS, f->why);
}

int cite_run(struct desk *d, const char *const *ids, size_t n, const struct fetch_watch *watch, struct err *err)
{
	struct cite c = {.watch = watch, .ids = ids, .n = n, .batch = SEMANTIC_SCHOLAR_BATCH, .err = err,
		.url = STRBUF_INIT, .body = STRBUF_INIT, .secret = STRBUF_INIT};
	struct config *config;
	int rc = desk_config(d, &config, err);

	if (rc < 0)
		return rc;
	c.config = config;
	places_read(&c.places, config);
	ask_init(&c.ask, &c.round, &ops, &c);
	rc = round_open(&c.round, &c.places, d->offline, err);
	if (rc == 0)
		rc = run(&c);
	c.rc = rc < 0 ? rc : c.rc; /* nothing more is told */
	ask_cancel(&c.ask);
	round_close(&c.round);
	rc = rc == 0 ? outcome(&c) : rc;
	ask_release(&c.ask);
	strbuf_release(&c.url);
	strbuf_release(&c.body);
	strbuf_release(&c.secret);
	arena_release(&c.arena);
	return rc;
}
