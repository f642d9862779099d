/*
 * A run of 1,000 papers on a clock of the test's own, with the real paces: services that keep count, each by its own
 * rules, are asked for listings, pages and repositories, and not one request may break a rule.
 */
#include "../test.h"

#include "pace.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, RUNNING = 4 };

/* What a service allows, as its own documentation has it. */
static const struct rule {
	const char *host;
	int requests;    /* of the run: 1,000 papers, 400 repositories and their citations */
	int64_t apart;   /* ms between two requests */
	int at_once;
	int an_hour;     /* 0: no such limit */
	int refuses;     /* every so many requests it asks to wait; 0: never */
	int64_t hold;    /* for so long; 0: it does not say */
	int status;
} rules[] = {
	{"export.arxiv.org", 40, 3 * SECOND, 1, 0, 9, 0, 429},
	{"arxiv.org", 30, 15 * SECOND, 1, 0, 7, 300 * SECOND, 503},
	{"api.github.com", 150, 0, 1, 60, 0, 0, 0},
	{"github.com", 400, 0, 2, 0, 50, 60 * SECOND, 429},
	{"gitlab.com", 20, 0, 1, 0, 6, 0, 503},
	{"bitbucket.org", 10, 0, 1, 0, 0, 0, 0},
	{"huggingface.co", 30, 0, 1, 0, 11, 30 * SECOND, 429},
	{"api.semanticscholar.org", 20, 1 * SECOND, 1, 0, 3, 0, 429},
	{"api.openalex.org", 100, 0, 1, 0, 0, 0, 0},
};

enum { SERVICES_N = sizeof rules / sizeof *rules };

struct service {
	int left, asked, refused;
	int64_t last;               /* when it was asked last */
	int64_t closed;             /* nobody may ask before */
	int64_t window; int in_window; /* of an hour */
	int64_t ends[RUNNING];      /* of the requests that run; 0: none */
	bool refuse[RUNNING];
};

struct world {
	struct pace pace;
	struct service services[SERVICES_N];
	int64_t now;
	unsigned chance;
};

static unsigned roll(struct world *w, unsigned below)
{
	w->chance = w->chance * 1103515245u + 12345u;
	return (w->chance >> 16) % below;
}

static int running(const struct service *s)
{
	int n = 0;

	for (int i = 0; i < RUNNING; i++)
		n += s->ends[i] != 0;
	return n;
}

/* The service looks at a request that comes in now. */
static void receive(struct world *w, int n)
{
	const struct rule *r = &rules[n];
	struct service *s = &w->services[n];
	int slot = 0;

	if (s->asked && w->now - s->last < r->apart)
		fail_msg("%s: %d ms after the last one", r->host, (int)(w->now - s->last));
	if (w->now < s->closed)
		fail_msg("%s: %d ms too early after it asked to wait", r->host, (int)(s->closed - w->now));
	if (running(s) >= r->at_once)
		fail_msg("%s: %d at once", r->host, running(s) + 1);
	if (w->now - s->window >= HOUR)
		s->window = w->now, s->in_window = 0;
	if (r->an_hour && ++s->in_window > r->an_hour)
		fail_msg("%s: %d within an hour", r->host, s->in_window);
	while (s->ends[slot])
		slot++;
	s->ends[slot] = w->now + 50 + roll(w, 4000);
	s->refuse[slot] = r->refuses && ++s->asked % r->refuses == 0;
	s->asked += !r->refuses;
	s->last = w->now;
}

/* The services answer what is due. */
static void answer(struct world *w, int n, int slot)
{
	const struct rule *r = &rules[n];
	struct service *s = &w->services[n];
	struct pace_answer a = {.status = 200, .remaining = -1, .body = STR_LIT("fine")};
	int group = pace_group(r->host);

	if (r->an_hour) {
		a.remaining = r->an_hour - s->in_window;
		a.reset = (s->window + HOUR + SECOND - 1) / SECOND;
	}
	if (s->refuse[slot]) {
		a.status = r->status;
		a.retry_after = r->hold / SECOND;
		s->closed = w->now + (r->hold ? r->hold : r->status == 503 ? 5 * SECOND : 60 * SECOND);
	} else {
		s->left--;
	}
	s->ends[slot] = 0;
	s->refused += s->refuse[slot];
	pace_end(&w->pace, group, w->now, &a);
}

/* Lets out what the pace allows; answers when something happens next. */
static int64_t step(struct world *w)
{
	int64_t next = INT64_MAX;

	for (int n = 0; n < SERVICES_N; n++) {
		struct service *s = &w->services[n];
		int group = pace_group(rules[n].host);
		int64_t wait = 0;

		for (int i = 0; i < RUNNING; i++)
			if (s->ends[i] && s->ends[i] <= w->now)
				answer(w, n, i);
		while (running(s) < s->left && (wait = pace_wait(&w->pace, group, w->now)) == 0) {
			pace_begin(&w->pace, group, w->now);
			receive(w, n);
		}
		assert_true(wait != -2);
		if (running(s) < s->left && wait > 0 && w->now + wait < next)
			next = w->now + wait;
		for (int i = 0; i < RUNNING; i++)
			if (s->ends[i] && s->ends[i] < next)
				next = s->ends[i];
	}
	return next;
}

/* The program is killed and started again: what ran is lost, what was kept is read. */
static void restart(struct world *w)
{
	struct strbuf kept = STRBUF_INIT;

	pace_write(&w->pace, w->now, &kept);
	w->pace = (struct pace){0};
	pace_read(&w->pace, w->now, strbuf_str(&kept));
	for (int n = 0; n < SERVICES_N; n++)
		memset(w->services[n].ends, 0, sizeof w->services[n].ends);
	strbuf_release(&kept);
}

static int64_t run(struct world *w, bool restarts)
{
	int64_t start = w->now, next;

	for (int n = 0; n < SERVICES_N; n++)
		w->services[n] = (struct service){.left = rules[n].requests, .window = w->now};
	for (int turn = 0; (next = step(w)) != INT64_MAX; turn++) {
		assert_true(turn < 100000);
		w->now = next;
		if (restarts && roll(w, 200) == 0)
			restart(w);
	}
	for (int n = 0; n < SERVICES_N; n++)
		assert_int_equal(w->services[n].left, 0);
	return w->now - start;
}

static void test_run(void **state)
{
	struct world w = {.now = 1700000000000, .chance = 1};
	int64_t took = run(&w, false);

	(void)state;
	assert_true(took >= 2 * HOUR); /* 150 at 60 an hour */
	assert_true(took < 4 * HOUR);  /* and nobody waits for nothing */
	assert_true(w.services[0].refused > 0 && w.services[1].refused > 0 && w.services[3].refused > 0);
}

static void test_restarts(void **state)
{
	(void)state;
	for (unsigned chance = 1; chance < 20; chance++) {
		struct world w = {.now = 1700000000000 + chance * 12345, .chance = chance};

		run(&w, true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_run),
		cmocka_unit_test(test_restarts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
