#include "app/visit.h"

#include "base/clock.h"
#include "extract/code_verdict.h"

struct visit {
	struct library *lib;
	const struct fetch_watch *watch;
	struct visit_tally *tally;
	struct arena arena; /* of one page */
};

/* With its verdict, in *page. */
static int keep(struct visit *v, struct code_page *page, struct err *err)
{
	int64_t now = clock_now();
	struct code_page before;
	bool known;
	int rc = code_pages_get(v->lib, page->host, page->repo, &v->arena, &before, &known, err);

	if (rc < 0)
		return rc;
	code_verdict(known ? &before : NULL, page, now, &v->arena);
	v->tally->visited++;
	return code_pages_put(v->lib, page, now, &v->tally->arrived, err);
}

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	struct visit *v = data;
	struct fetch_event told = *e;
	struct code_page page;
	int rc = 0;

	if (e->what == FETCH_PAGE) {
		arena_reset(&v->arena);
		page = *e->page;
		rc = keep(v, &page, err);
		told.page = &page;
	}
	return rc < 0 ? rc : v->watch->event(v->watch->data, &told, err);
}

static bool on_stop(void *data)
{
	const struct visit *v = data;

	return v->watch->stop && v->watch->stop(v->watch->data);
}

static bool on_cancelled(void *data, const char *source)
{
	const struct visit *v = data;

	return v->watch->cancelled && v->watch->cancelled(v->watch->data, source);
}

int visit_pages(struct desk *d, struct library *lib, const struct code_page_vec *pages,
	const struct fetch_watch *watch, struct visit_tally *tally, struct err *err)
{
	struct visit v = {.lib = lib, .watch = watch, .tally = tally};
	const struct fetch_watch own = {.event = on_event, .stop = on_stop, .cancelled = on_cancelled, .data = &v};
	int rc;

	if (!d->visit)
		return err_set(err, ERR_FAILED, "there is no network here");
	rc = d->visit(d, pages->at, pages->n, &own, err);
	arena_release(&v.arena);
	return rc;
}
