#include "job.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/url.h"

enum { AGAINS = 3 }; /* answers that promise papers and have none */

static const struct ask_ops ask_ops;

void job_init(struct job *j, struct run *run, const struct target *t)
{
	*j = (struct job){.run = run, .target = *t};
	j->walk = (struct walk){.target = &j->target, .bases = run->places.base, .url = STRBUF_INIT,
		.note = STRBUF_INIT};
	ask_init(&j->ask, &run->round, &ask_ops, j);
}

void job_release(struct job *j)
{
	ask_release(&j->ask);
	strbuf_release(&j->walk.url);
	strbuf_release(&j->walk.note);
	arena_release(&j->walk.arena);
}

/* ---- telling ---- */

/* The host that is asked, or NULL. */
static const char *host_of(const struct job *j, struct arena *a)
{
	struct url u;

	return url_parse(&u, strbuf_str(&j->walk.url), a, NULL) == 0 ? u.host : NULL;
}

static void tell(struct job *j, struct fetch_event *e)
{
	struct run *r = j->run;
	struct arena a = ARENA_INIT;
	struct err text = {""}; /* what a server said is cleaned here */
	int rc;

	if (e->text) {
		err_set(&text, 0, "%s", e->text);
		e->text = text.msg;
		e->host = host_of(j, &a);
	}
	e->source = j->target.name;
	e->sources = r->sources;
	e->stale = j->stale;
	rc = r->rc == 0 ? r->watch->event(r->watch->data, e, r->err) : 0;
	if (rc < 0)
		r->rc = rc;
	arena_release(&a);
}

static void failed(struct job *j, int code, const char *why)
{
	struct fetch_event e = {.what = FETCH_FAILED, .text = j->why, .total = -1};

	j->done = true;
	j->code = code;
	snprintf(j->why, sizeof j->why, "%s", why);
	if (code != ERR_INTERRUPTED)
		tell(j, &e);
}

static void on_waiting(void *data, int64_t until, const char *why)
{
	struct fetch_event e = {.what = FETCH_WAITING, .text = why, .until = (until + 999) / 1000, .total = -1};

	tell(data, &e);
}

static void tell_papers(struct job *j, struct batch *batch, const struct strs *bad)
{
	struct fetch_event e = {.what = FETCH_PAPERS, .batch = batch, .bad = bad->at, .bad_n = bad->n,
		.total = j->walk.total};

	j->taken += batch->n;
	if (batch->n || bad->n)
		tell(j, &e);
}

static void finish(struct job *j)
{
	struct fetch_event e = {.what = FETCH_DONE, .text = j->stale ? j->why : NULL, .total = -1};

	j->done = true;
	tell(j, &e);
}

/* ---- what is noted until the next run ---- */

static void note_name(const struct job *j, struct strbuf *out)
{
	strbuf_addf(out, "fetch %s %s", j->target.source->name, j->target.what);
}

static void read_note(struct job *j)
{
	struct run *r = j->run;
	struct strbuf name = STRBUF_INIT;
	int rc;

	if (r->rc < 0 || !r->watch->recall)
		return;
	note_name(j, &name);
	rc = r->watch->recall(r->watch->data, name.buf, &j->walk.note, r->err);
	r->rc = rc < 0 ? rc : 0;
	strbuf_release(&name);
}

/* Only after the papers are in good hands: a run that is killed in between goes on from the note before. */
static void save_note(struct job *j)
{
	struct run *r = j->run;
	struct strbuf name = STRBUF_INIT;
	int rc;

	if (r->rc < 0 || j->stale || !j->walk.note.len || !r->watch->remember)
		return;
	note_name(j, &name);
	rc = r->watch->remember(r->watch->data, name.buf, j->walk.note.buf, r->err);
	r->rc = rc < 0 ? rc : 0;
	strbuf_release(&name);
}

/* ---- answers ---- */

static int on_paper(void *data, struct batch *batch)
{
	(void)data;
	(void)batch;
	return 0;
}

/* What of one answer could not be read. */
struct complaints {
	struct strs texts;
	struct arena arena;
	const char *host;
};

static int on_bad(void *data, size_t line, const char *why)
{
	struct complaints *c = data;

	vec_push_in(&c->arena, &c->texts,
		arena_printf(&c->arena, "%s%sline %zu: %s", c->host ? c->host : "", c->host ? ": " : "", line, why));
	return 0;
}

static void ask_next(struct job *j)
{
	const struct walk *w = &j->walk;
	const struct places *p = &j->run->places;
	const struct ask_request request = {
		.url = w->url.buf,
		.accept = j->target.source->accept,
		.group = places_group(p, w->service, w->url.buf),
		.endpoint = p->endpoint[w->service],
		.fresh = j->target.source->fresh,
	};

	ask_start(&j->ask, &request);
}

/* The network gives nothing; the source may know another way. */
static void on_failed(void *data, int code, const char *why)
{
	struct job *j = data;
	const struct source *s = j->target.source;

	if (code == ERR_NETWORK && s->refused) {
		walk_fail(&j->walk, code, "%s", why);
		if (s->refused(&j->walk, 0, STR_LIT("")) == WALK_ON) {
			ask_next(j);
			return;
		}
	}
	failed(j, code, why);
}

/* The source gave up: the host is named, and what happens next, where that is not said yet. */
static void give_up(struct job *j)
{
	const struct walk *w = &j->walk;
	struct arena a = ARENA_INIT;
	const char *host = host_of(j, &a);

	on_failed(j, w->code, w->settled ? w->why : arena_printf(&a, "%s: %s; %sthe next fetch asks again",
		host ? host : "?", w->why, j->taken ? "what came is saved, " : ""));
	arena_release(&a);
}

static enum ask_verdict on_papers(struct job *j, struct batch *batch, const struct strs *bad, enum walk_step step)
{
	enum ask_verdict good = j->target.source->fresh ? ASK_KEEP : ASK_PASS;

	if (step == WALK_AGAIN && j->again++ < AGAINS)
		return ASK_AGAIN;
	tell_papers(j, batch, bad);
	switch (step) {
	case WALK_ON:
		j->again = 0;
		save_note(j);
		ask_next(j);
		return good;
	case WALK_DONE:
		save_note(j);
		finish(j);
		return good;
	default:
		give_up(j);
		return ASK_PASS;
	}
}

static enum ask_verdict on_error(struct job *j, const struct ask_answer *a)
{
	const struct source *s = j->target.source;

	switch (s->refused ? s->refused(&j->walk, a->status, a->body) : WALK_AGAIN) {
	case WALK_ON:
		ask_next(j);
		return ASK_KEEP;
	case WALK_AGAIN:
		return ASK_AGAIN;
	default:
		give_up(j);
		return ASK_PASS;
	}
}

static enum ask_verdict on_answer(void *data, const struct ask_answer *a)
{
	struct job *j = data;
	struct batch batch = BATCH_INIT;
	struct complaints c = {.arena = ARENA_INIT};
	struct intake in = {.paper = on_paper, .bad = on_bad, .data = &c, .batch = &batch};
	enum ask_verdict verdict;

	j->walk.total = -1;
	if (a->status != 200)
		return on_error(j, a);
	if (a->stale && !j->stale)
		snprintf(j->why, sizeof j->why, "%s", a->why);
	j->stale |= a->stale;
	c.host = host_of(j, &c.arena);
	verdict = on_papers(j, &batch, &c.texts, j->target.source->take(&j->walk, a->body, &in));
	batch_release(&batch);
	arena_release(&c.arena);
	return verdict;
}

static const struct ask_ops ask_ops = {on_answer, on_failed, on_waiting};

/* ---- moving on ---- */

static void begin(struct job *j)
{
	struct fetch_event e = {.what = FETCH_STARTED, .total = -1};

	j->begun = true;
	j->walk.now = clock_now();
	read_note(j);
	tell(j, &e);
	j->target.source->begin(&j->walk);
	ask_next(j);
}

void job_cancel(struct job *j)
{
	struct fetch_event e = {.what = FETCH_CANCELLED, .total = -1};

	ask_cancel(&j->ask);
	j->done = true;
	tell(j, &e);
}

int64_t job_step(struct job *j, int64_t now)
{
	if (j->done)
		return -1;
	if (!j->begun)
		begin(j);
	return ask_step(&j->ask, now);
}
