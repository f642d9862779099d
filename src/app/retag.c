#include "app/retag.h"

#include <poll.h>

#include "library/learnt.h"

/* Papers that are read and tagged at once, and those that one transaction writes. */
enum { BATCH = 2000, YIELDING_BATCH = 256, YIELDING_WRITE = 64 };

/* Names lead to papers, whose tags lead to names: a third round is rare. */
enum { ROUNDS_MOST = 4 };

/* After a transaction, for those who wait: SQLite's busy handler looks again after 1, 2, 5 … ms. */
enum { PAUSE_MS = 2 };

int retag_due(struct desk *d, struct library *lib, int64_t *papers, int64_t *names, struct err *err)
{
	struct strbuf own = STRBUF_INIT;
	uint64_t edition;
	int rc = desk_lists_path(d, &own, err);

	if (rc == 0)
		rc = extractor_edition_of(own.buf, &edition, err);
	if (rc == 0)
		rc = library_due(lib, edition, papers, err);
	if (rc == 0)
		rc = learnt_pending(lib, names, err);
	strbuf_release(&own);
	return rc;
}

struct job {
	struct library *lib;
	struct extractor *x;
	const struct retag_watch *watch;
	struct arena arena; /* of a batch */
	int64_t done, of;
};

static bool told_to_stop(const struct job *j)
{
	return j->watch->stop && j->watch->stop(j->watch->data);
}

static int write_batch(struct job *j, struct paper *papers, const int64_t *nums, size_t n, struct err *err)
{
	size_t step = j->watch->yields ? YIELDING_WRITE : n;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i += step) {
		size_t part = n - i < step ? n - i : step;

		rc = library_retag(j->lib, extractor_edition(j->x), nums + i, papers + i, part, err);
		if (rc == 0 && j->watch->yields)
			poll(NULL, 0, PAUSE_MS);
	}
	return rc;
}

/* 1: there may be more. */
static int run_batch(struct job *j, struct err *err)
{
	size_t n = 0, most = j->watch->yields ? YIELDING_BATCH : BATCH;
	struct paper *papers;
	int64_t *nums;
	int rc;

	if (told_to_stop(j))
		return err_set(err, ERR_INTERRUPTED, "interrupted");
	arena_reset(&j->arena);
	rc = library_untagged(j->lib, extractor_edition(j->x), most, &j->arena, &papers, &nums, &n, err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		extractor_run(j->x, papers[i].title, papers[i].abstract, &j->arena, &papers[i].tags);
	if (rc == 0 && n)
		rc = write_batch(j, papers, nums, n, err);
	if (rc < 0)
		return rc;
	j->done += (int64_t)n;
	if (n && j->watch->progress)
		j->watch->progress(j->watch->data, j->done, j->done > j->of ? j->done : j->of);
	return n == most;
}

/* Names that were introduced since: the papers that use them become due. */
static int look_names_up(struct library *lib, const struct retag_watch *watch, struct err *err)
{
	size_t most = watch->yields ? YIELDING_WRITE : BATCH;
	int64_t names = 0;
	int rc;

	while ((rc = learnt_pending(lib, &names, err)) == 0 && names) {
		if (watch->stop && watch->stop(watch->data))
			return err_set(err, ERR_INTERRUPTED, "interrupted");
		rc = learnt_look(lib, most, err);
		if (rc < 0)
			return rc;
		if (watch->yields)
			poll(NULL, 0, PAUSE_MS);
	}
	return rc;
}

/* Everything that is due now; new tags may introduce new names. */
static int run_round(struct job *j, struct desk *d, struct err *err)
{
	int64_t due = 0;
	int rc = look_names_up(j->lib, j->watch, err);

	if (rc == 0)
		rc = desk_tagger(d, j->lib, &j->x, err);
	if (rc == 0)
		rc = library_due(j->lib, extractor_edition(j->x), &due, err);
	j->of = j->done + due;
	if (rc == 0)
		do
			rc = run_batch(j, err);
		while (rc > 0);
	return rc;
}

int retag_run(struct desk *d, struct library *lib, const struct retag_watch *watch, int64_t *done,
	struct err *err)
{
	struct job j = {.lib = lib, .watch = watch, .arena = ARENA_INIT};
	int64_t names = 0;
	int rc = 0;

	for (int round = 0; rc == 0 && round < ROUNDS_MOST; round++) {
		rc = run_round(&j, d, err);
		if (rc == 0)
			rc = learnt_pending(lib, &names, err);
		if (!names)
			break;
	}
	arena_release(&j.arena);
	*done = j.done;
	return rc;
}
