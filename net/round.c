#include "round.h"

#include <string.h>
#include <time.h>

#include "base/file.h"

enum { PACE_BYTES = 64 << 10 };

int64_t round_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Not in the cache: deleting that is no way around a limit. Where it cannot be kept, the run goes without. */
static int pace_path(struct strbuf *path)
{
	return file_home(HOME_STATE, "pace", path, NULL);
}

static void load_pace(struct round *r)
{
	struct strbuf path = STRBUF_INIT;

	if (pace_path(&path) == 0 && file_read(path.buf, PACE_BYTES, &r->pace_saved, NULL) == 0)
		pace_read(&r->pace, round_now(), strbuf_str(&r->pace_saved));
	strbuf_release(&path);
}

static void save_pace(struct round *r)
{
	struct strbuf text = STRBUF_INIT, path = STRBUF_INIT;

	pace_write(&r->pace, round_now(), &text);
	if (strcmp(text.buf, r->pace_saved.buf) && pace_path(&path) == 0 && file_make_parents(path.buf, NULL) == 0 &&
		file_write(path.buf, strbuf_str(&text), NULL) == 0) {
		strbuf_reset(&r->pace_saved);
		strbuf_addstr(&r->pace_saved, strbuf_str(&text));
	}
	strbuf_release(&text);
	strbuf_release(&path);
}

int round_open(struct round *r, const struct places *places, bool offline, struct err *err)
{
	int rc;

	*r = (struct round){.offline = offline, .pace_saved = STRBUF_INIT};
	if (cache_open(&r->cache, NULL, CACHE_MOST, NULL) < 0)
		r->cache = NULL;
	load_pace(r);
	rc = http_open(&r->http, err);
	if (rc == 0)
		places_stand_in(places, r->http);
	return rc;
}

void round_close(struct round *r)
{
	http_close(r->http);
	save_pace(r);
	cache_close(r->cache);
	strbuf_release(&r->pace_saved);
}

int round_wait(struct round *r, int64_t wait_ms, struct err *err)
{
	int rc;

	save_pace(r); /* before anything goes out: a killed run is no way around a limit */
	rc = http_run(r->http, -1, (int)wait_ms, err);
	return rc < 0 ? rc : 0;
}
