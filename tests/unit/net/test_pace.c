/* net/pace with a clock of the test's own. */
#include "../test.h"

#include "pace.h"

enum { S = 1000 };
static const int64_t start = 1790000000000;

static struct pace_answer said(int status)
{
	return (struct pace_answer){.status = status, .remaining = -1};
}

static void test_groups(void **state)
{
	(void)state;
	assert_int_equal(pace_group("export.arxiv.org"), pace_group("rss.arxiv.org"));
	assert_int_equal(pace_group("export.arxiv.org"), pace_group("OAIPMH.arxiv.org"));
	assert_int_not_equal(pace_group("export.arxiv.org"), pace_group("arxiv.org"));
	assert_int_not_equal(pace_group("github.com"), pace_group("api.github.com"));
	assert_int_equal(pace_group("gitlab.com"), pace_group("a.gitlab.com"));
	assert_int_not_equal(pace_group("notgitlab.com"), pace_group("gitlab.com"));
	assert_int_equal(pace_group("example.org"), pace_group("127.0.0.1"));
	assert_false(pace_is_own(pace_group("127.0.0.1")));
	assert_true(pace_is_own(pace_own(pace_group("github.com"))));
	assert_int_not_equal(pace_own(pace_group("github.com")), pace_own(pace_group("api.github.com")));
	assert_string_equal(pace_name(pace_own(pace_group("github.com"))), "GitHub");
	assert_string_equal(pace_name(pace_group("example.org")), "other");
}

/* A thousand requests, each as early as it may go out: never two at once, never closer than 3 s. */
static void test_arxiv_spacing(void **state)
{
	struct pace p = {0};
	int g = pace_group("export.arxiv.org");
	int64_t now = start, last = 0;
	const struct pace_answer fine = said(200);

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t wait = pace_wait(&p, g, now);

		assert_true(wait >= 0);
		now += wait;
		assert_int_equal(pace_wait(&p, g, now), 0);
		assert_true(!last || now - last >= 3 * S);
		pace_begin(&p, g, now);
		last = now;
		assert_int_equal(pace_wait(&p, g, now + 10 * S), -1); /* while it runs */
		now += i % 2 ? 100 : 5 * S;
		assert_int_equal(pace_end(&p, g, now, &fine), PACE_FINE);
	}
}

static void test_refusals(void **state)
{
	struct pace p = {0};
	int g = pace_group("rss.arxiv.org");
	struct pace_answer a = said(429);

	(void)state;
	/* Without a time: a minute, doubled, up to ten. */
	for (int i = 0, minutes = 1; i < 6; i++, minutes = minutes * 2 > 10 ? 10 : minutes * 2) {
		int64_t now = start + i * 3600 * S;

		assert_int_equal(pace_wait(&p, g, now), 0);
		pace_begin(&p, g, now);
		assert_int_equal(pace_end(&p, g, now, &a), PACE_HELD);
		assert_in_range(pace_wait(&p, g, now), minutes * 60 * S, minutes * 75 * S);
	}
	assert_int_equal(pace_wait(&p, pace_group("github.com"), start), 0); /* the others go on */
}

/* A thousand desks that are turned away within a second come back over a quarter of a minute. */
static void test_jitter(void **state)
{
	int g = pace_group("export.arxiv.org"), quarter[4] = {0};
	const struct pace_answer no = said(429);

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct pace p = {0};
		int64_t more;

		pace_begin(&p, g, start);
		pace_end(&p, g, start + i, &no);
		more = pace_wait(&p, g, start + i) - 60 * S;
		assert_in_range(more, 0, 15 * S);
		quarter[more * 4 / (15 * S + 1)]++;
		assert_int_equal(pace_jitter(60 * S, g, 1, start + i), 60 * S + more); /* nothing is left to chance */
	}
	for (int i = 0; i < 4; i++)
		assert_in_range(quarter[i], 150, 350);
	assert_int_equal(pace_jitter(0, g, 1, start), 0);
}

static void test_said_times(void **state)
{
	struct pace p = {0};
	int g = pace_group("example.org"), hub = pace_group("api.github.com");
	struct pace_answer a = said(503);

	(void)state;
	a.retry_after = 7;
	pace_begin(&p, g, start);
	assert_int_equal(pace_end(&p, g, start, &a), PACE_HELD);
	assert_int_equal(pace_wait(&p, g, start), 7 * S);
	assert_true(strstr(p.group[g].why, "503") != NULL);
	a = (struct pace_answer){.status = 403, .remaining = 0, .reset = start / S + 600};
	pace_begin(&p, hub, start);
	assert_int_equal(pace_end(&p, hub, start, &a), PACE_HELD);
	assert_int_equal(pace_wait(&p, hub, start), 601 * S);
	/* A 200 that used up the last one holds too. */
	p = (struct pace){0};
	a.status = 200;
	pace_begin(&p, hub, start);
	assert_int_equal(pace_end(&p, hub, start, &a), PACE_FINE);
	assert_int_equal(pace_wait(&p, hub, start), 601 * S);
}

static void test_words(void **state)
{
	struct pace p = {0};
	int g = pace_group("export.arxiv.org"), hub = pace_group("github.com");
	struct pace_answer a = said(200);

	(void)state;
	a.body = str_of("Rate exceeded.");
	pace_begin(&p, g, start);
	assert_int_equal(pace_end(&p, g, start, &a), PACE_HELD);
	a = said(403);
	a.body = str_of("{\"message\":\"You have exceeded a secondary rate limit\"}");
	pace_begin(&p, hub, start);
	assert_int_equal(pace_end(&p, hub, start, &a), PACE_HELD);
	a.body = str_of("no");
	p = (struct pace){0};
	pace_begin(&p, hub, start);
	assert_int_equal(pace_end(&p, hub, start, &a), PACE_FINE); /* a private repository, say */
}

static void test_stopped(void **state)
{
	struct pace p = {0};
	int g = pace_group("arxiv.org");
	const struct pace_answer a = said(403);

	(void)state;
	pace_begin(&p, g, start);
	assert_int_equal(pace_end(&p, g, start, &a), PACE_STOPPED);
	assert_int_equal(pace_wait(&p, g, start + 3600 * S), -2);
	assert_int_equal(pace_wait(&p, g, start + 25 * 3600 * (int64_t)S), 0);
	g = pace_own(g); /* without a pace, too */
	pace_begin(&p, g, start);
	assert_int_equal(pace_end(&p, g, start, &a), PACE_STOPPED);
	assert_int_equal(pace_wait(&p, g, start + 3600 * S), -2);
}

/* Two at once: the one that came first into the window is told last, and knows less. */
static void test_spent_meanwhile(void **state)
{
	struct pace p = {0};
	int g = pace_group("api.github.com");
	struct pace_answer a = said(403);

	(void)state;
	a.reset = start / S + 600;
	pace_begin(&p, g, start);
	pace_begin(&p, g, start);
	a.remaining = 0;
	assert_int_equal(pace_end(&p, g, start, &a), PACE_HELD);
	a.status = 200;
	a.remaining = 50;
	pace_end(&p, g, start, &a);
	assert_int_equal(pace_wait(&p, g, start), 601 * S);
	a.reset += 3600; /* the next one */
	pace_begin(&p, g, start + 601 * S);
	pace_end(&p, g, start + 601 * S, &a);
	assert_int_equal(pace_wait(&p, g, start + 601 * S), 0);
}

/* Of two that ran at once one is refused: the other's good answer does not let the group go. */
static void test_side_by_side(void **state)
{
	struct pace p = {0};
	int g = pace_group("github.com");
	const struct pace_answer no = said(429), yes = said(200);

	(void)state;
	pace_begin(&p, g, start);
	pace_begin(&p, g, start + S);
	assert_int_equal(pace_end(&p, g, start + S, &no), PACE_HELD);
	assert_int_equal(pace_end(&p, g, start + S, &yes), PACE_FINE);
	assert_in_range(pace_wait(&p, g, start + S), 60 * S, 75 * S);
}

static void test_restart(void **state)
{
	struct pace p = {0}, again = {0}, wrong = {0};
	int g = pace_group("export.arxiv.org"), www = pace_group("arxiv.org");
	const struct pace_answer no = said(429), denied = said(403);
	struct strbuf text = STRBUF_INIT;

	(void)state;
	pace_begin(&p, g, start);
	pace_end(&p, g, start, &no);
	pace_begin(&p, www, start);
	pace_end(&p, www, start, &denied);
	pace_write(&p, start, &text);
	pace_read(&again, start + 10 * S, strbuf_str(&text));
	assert_int_equal(pace_wait(&again, g, start + 10 * S), pace_wait(&p, g, start) - 10 * S);
	assert_int_equal(pace_wait(&again, www, start + 10 * S), -2);
	assert_int_equal(again.group[g].strikes, 1);
	assert_string_equal(again.group[g].why, p.group[g].why);
	pace_read(&wrong, start, str_of("arXiv\t99999999999999999999999\t9999999999999999\t-1\tx\n\nnone\t1\narXiv\n"));
	assert_true(pace_wait(&wrong, g, start) <= 24 * 3600 * (int64_t)S);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_arxiv_spacing),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_jitter),
		cmocka_unit_test(test_said_times),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_side_by_side),
		cmocka_unit_test(test_spent_meanwhile),
		cmocka_unit_test(test_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
