#include "fetch.h"

#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "job.h"

enum { SLICE = 100 }; /* ms: how soon ^C is seen */

struct jobs {
	VEC_OF(struct job);
};

/* ---- what to fetch ---- */

static int add_target(struct jobs *jobs, struct round *r, const struct config *c, const char *word, struct arena *a,
	struct err *err)
{
	struct target t;
	struct job j;
	int rc = target_read(c, word, a, &t, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < jobs->n; i++)
		if (!strcmp(jobs->at[i].target.url, t.url))
			return 0;
	job_init(&j, r, &t);
	vec_push(jobs, j);
	return 0;
}

static int add_configured(struct jobs *jobs, struct round *r, const struct config *c, struct arena *a, struct err *err)
{
	struct str all = str_of(config_text(c, "fetch.sources")), word;
	int rc = 0;

	while (rc == 0 && str_split(&all, ' ', &word))
		if (word.n)
			rc = add_target(jobs, r, c, arena_str(a, word), a, err);
	if (rc == 0 && !jobs->n)
		rc = err_set(err, ERR_USAGE,
			"no sources: name some (carrel fetch arxiv:cs.LG), or set them in the config, [fetch] sources");
	return rc;
}

/* ---- the run ---- */

static bool told_to_stop(const struct round *r)
{
	return r->watch->stop && r->watch->stop(r->watch->data);
}

static void cancel_unwanted(struct jobs *jobs, const struct fetch_watch *watch)
{
	for (size_t i = 0; watch->cancelled && i < jobs->n; i++)
		if (!jobs->at[i].done && watch->cancelled(watch->data, jobs->at[i].target.name))
			job_cancel(&jobs->at[i]);
}

/* Moves every job on; answers how long to wait, or 0 when something may be done at once. */
static int64_t step_all(struct jobs *jobs)
{
	int64_t least = SLICE, wait;

	for (size_t i = 0; i < jobs->n; i++) {
		wait = job_step(&jobs->at[i], job_now());
		if (wait >= 0 && wait < least && !jobs->at[i].done)
			least = wait;
	}
	return least;
}

static bool all_done(const struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->n; i++)
		if (!jobs->at[i].done)
			return false;
	return true;
}

static void save_pace(struct round *r)
{
	struct strbuf text = STRBUF_INIT;

	pace_write(&r->pace, job_now(), &text);
	if (strcmp(text.buf, r->pace_saved.buf)) {
		cache_set_note(r->cache, "pace", text.buf);
		strbuf_reset(&r->pace_saved);
		strbuf_addstr(&r->pace_saved, strbuf_str(&text));
	}
	strbuf_release(&text);
}

static void load_pace(struct round *r)
{
	cache_note(r->cache, "pace", &r->pace_saved);
	pace_read(&r->pace, job_now(), strbuf_str(&r->pace_saved));
}

static int run(struct round *r, struct jobs *jobs)
{
	while (r->rc == 0 && !all_done(jobs)) {
		int64_t wait;
		int rc;

		cancel_unwanted(jobs, r->watch);
		wait = step_all(jobs);
		save_pace(r); /* a killed run is no way around a limit */
		if (r->rc < 0 || all_done(jobs))
			break;
		rc = http_run(r->http, -1, (int)wait, r->err);
		if (rc < 0)
			return rc;
		if (told_to_stop(r))
			return err_set(r->err, ERR_INTERRUPTED, "interrupted; what came is saved");
	}
	return r->rc;
}

static int outcome(const struct jobs *jobs, struct err *err)
{
	const struct job *first = NULL;
	size_t failed = 0, some = 0;

	for (size_t i = 0; i < jobs->n; i++) {
		failed += jobs->at[i].code < 0;
		some += jobs->at[i].code == 0 || jobs->at[i].taken > 0;
		if (!first && jobs->at[i].code < 0)
			first = &jobs->at[i];
	}
	if (!first)
		return 0;
	err_set(err, 0, "%s: %s", first->target.name, first->why);
	if (failed > 1)
		err_set(err, 0, "%zu of %zu sources failed", failed, jobs->n);
	return some ? ERR_PARTLY : first->code;
}

static int set_up(struct round *r, struct err *err)
{
	if (cache_open(&r->cache, NULL, CACHE_MOST, NULL) < 0)
		r->cache = NULL; /* it goes without */
	load_pace(r);
	return http_open(&r->http, err);
}

int fetch_run(struct desk *d, const char *const *words, size_t n, const struct fetch_watch *watch, struct err *err)
{
	struct round r = {.watch = watch, .pace_saved = STRBUF_INIT, .offline = d->offline,
		.err = err};
	struct jobs jobs = {0};
	struct arena a = ARENA_INIT;
	struct config *c;
	int rc = desk_config(d, &c, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_target(&jobs, &r, c, words[i], &a, err);
	if (rc == 0 && !n)
		rc = add_configured(&jobs, &r, c, &a, err);
	r.sources = jobs.n;
	if (rc == 0)
		rc = set_up(&r, err);
	if (rc == 0)
		rc = run(&r, &jobs);
	r.rc = rc < 0 ? rc : r.rc; /* nothing more is told */
	http_close(r.http);
	save_pace(&r);
	strbuf_release(&r.pace_saved);
	if (rc == 0)
		rc = outcome(&jobs, err);
	for (size_t i = 0; i < jobs.n; i++)
		job_release(&jobs.at[i]);
	vec_release(&jobs);
	cache_close(r.cache);
	arena_release(&a);
	return rc;
}
