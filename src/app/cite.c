#include "app/cite.h"

#include "base/clock.h"
#include "library/citations.h"

enum { MOST = 5000 }; /* papers in one run: ten requests */

struct cite {
	struct library *lib;
	const struct fetch_watch *watch;
};

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	const struct cite *c = data;
	int rc = 0;

	if (e->what == FETCH_CITATIONS)
		rc = citations_put(c->lib, e->citations, e->citations_n, clock_now(), err);
	return rc < 0 ? rc : c->watch->event(c->watch->data, e, err);
}

static bool on_stop(void *data)
{
	const struct cite *c = data;

	return c->watch->stop && c->watch->stop(c->watch->data);
}

int cite_due(struct desk *d, struct library *lib, const struct fetch_watch *watch, size_t *n, struct err *err)
{
	struct cite c = {lib, watch};
	const struct fetch_watch own = {.event = on_event, .stop = on_stop, .data = &c};
	struct arena a = ARENA_INIT;
	struct strs ids = {0};
	int rc = citations_due(lib, clock_now(), MOST, &a, &ids, err);

	*n = ids.n;
	if (rc == 0 && !d->cite)
		rc = err_set(err, ERR_FAILED, "there is no network here");
	if (rc == 0 && ids.n)
		rc = d->cite(d, ids.at, ids.n, &own, err);
	arena_release(&a);
	return rc;
}
