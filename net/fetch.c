#include "fetch.h"

#include "app/desk.h"
#include "base/split.h"
#include "job.h"

enum { SLICE = 100 }; /* ms: how soon ^C is seen */

struct jobs {
	VEC_OF(struct job *);
};

/* ---- what to fetch ---- */

/* Whether a job brings it already, or can take it along. */
static bool is_there(const struct jobs *jobs, const struct target *t, struct arena *a)
{
	for (size_t i = 0; i < jobs->n; i++) {
		struct target *other = &jobs->at[i]->target;

		if (other->source != t->source)
			continue;
		if (!strcmp(other->what, t->what) || (t->source->join && t->source->join(other, t, a)))
			return true;
	}
	return false;
}

static int add_target(struct jobs *jobs, struct run *r, const char *word, struct arena *a, struct err *err)
{
	struct target t;
	int rc = target_read(word, a, &t, err);

	if (rc < 0 || is_there(jobs, &t, a))
		return rc;
	vec_push(jobs, arena_alloc(a, sizeof(struct job)));
	job_init(jobs->at[jobs->n - 1], r, &t);
	return 0;
}

static int add_configured(struct jobs *jobs, struct run *r, const struct config *c, struct arena *a, struct err *err)
{
	struct strs words = {0};
	int rc = split_words(config_text(c, "fetch.sources"), a, &words, err);

	if (rc < 0)
		err_prefix(err, "[fetch] sources");
	for (size_t i = 0; rc == 0 && i < words.n; i++)
		rc = add_target(jobs, r, words.at[i], a, err);
	if (rc == 0 && !jobs->n)
		rc = err_set(err, ERR_USAGE,
			"no sources: name some (carrel fetch arxiv:cs.LG), or set them in the config, [fetch] sources");
	return rc;
}

/* ---- the run ---- */

static bool told_to_stop(const struct run *r)
{
	return r->watch->stop && r->watch->stop(r->watch->data);
}

static void cancel_unwanted(struct jobs *jobs, const struct fetch_watch *watch)
{
	for (size_t i = 0; watch->cancelled && i < jobs->n; i++)
		if (!jobs->at[i]->done && watch->cancelled(watch->data, jobs->at[i]->target.name))
			job_cancel(jobs->at[i]);
}

/* Moves every job on; answers how long to wait, or 0 when something may be done at once. */
static int64_t step_all(struct jobs *jobs)
{
	int64_t least = SLICE, wait;

	for (size_t i = 0; i < jobs->n; i++) {
		wait = job_step(jobs->at[i], round_now());
		if (wait >= 0 && wait < least && !jobs->at[i]->done)
			least = wait;
	}
	return least;
}

static bool all_done(const struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->n; i++)
		if (!jobs->at[i]->done)
			return false;
	return true;
}

static int run_all(struct run *r, struct jobs *jobs)
{
	while (r->rc == 0 && !all_done(jobs)) {
		int64_t wait;
		int rc;

		cancel_unwanted(jobs, r->watch);
		wait = step_all(jobs);
		if (r->rc < 0 || all_done(jobs))
			break;
		rc = round_wait(&r->round, wait, r->err);
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
		failed += jobs->at[i]->code < 0;
		some += jobs->at[i]->code == 0 || jobs->at[i]->taken > 0;
		if (!first && jobs->at[i]->code < 0)
			first = jobs->at[i];
	}
	if (!first)
		return 0;
	err_set(err, 0, "%s: %s", first->target.name, first->why);
	if (failed > 1)
		err_set(err, 0, "%zu of %zu sources failed", failed, jobs->n);
	return some ? ERR_PARTLY : first->code;
}

static int run_round(struct run *r, struct jobs *jobs, bool offline, struct err *err)
{
	int rc = round_open(&r->round, &r->places, offline, err);

	if (rc == 0)
		rc = run_all(r, jobs);
	r->rc = rc < 0 ? rc : r->rc; /* nothing more is told */
	round_close(&r->round);
	return rc;
}

int fetch_run(struct desk *d, const char *const *words, size_t n, const struct fetch_watch *watch, struct err *err)
{
	struct run r = {.watch = watch, .err = err};
	struct jobs jobs = {0};
	struct arena a = ARENA_INIT;
	struct config *c;
	int rc = desk_config(d, &c, err);

	if (rc == 0)
		places_read(&r.places, c);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = add_target(&jobs, &r, words[i], &a, err);
	if (rc == 0 && !n)
		rc = add_configured(&jobs, &r, c, &a, err);
	r.sources = jobs.n;
	if (rc == 0)
		rc = run_round(&r, &jobs, d->offline, err);
	if (rc == 0)
		rc = outcome(&jobs, err);
	for (size_t i = 0; i < jobs.n; i++)
		job_release(jobs.at[i]);
	vec_release(&jobs);
	arena_release(&a);
	return rc;
}
