#include "round.h"

#include <string.h>
#include <time.h>

int64_t round_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void load_pace(struct round *r)
{
	cache_note(r->cache, "pace", &r->pace_saved);
	pace_read(&r->pace, round_now(), strbuf_str(&r->pace_saved));
}

static void save_pace(struct round *r)
{
	struct strbuf text = STRBUF_INIT;

	pace_write(&r->pace, round_now(), &text);
	if (strcmp(text.buf, r->pace_saved.buf)) {
		cache_set_note(r->cache, "pace", text.buf);
		strbuf_reset(&r->pace_saved);
		strbuf_addstr(&r->pace_saved, strbuf_str(&text));
	}
	strbuf_release(&text);
}

int round_open(struct round *r, bool offline, struct err *err)
{
	*r = (struct round){.offline = offline, .pace_saved = STRBUF_INIT};
	if (cache_open(&r->cache, NULL, CACHE_MOST, NULL) < 0)
		r->cache = NULL;
	load_pace(r);
	return http_open(&r->http, err);
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
