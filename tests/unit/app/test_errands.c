/* Runs whose program is a script of the test's own: it tells what a fetch tells, and says what it was asked. */
#include "../test.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/errands.h"
#include "base/file.h"

struct desk_of {
	char folder[64], program[96], asked[96];
	struct desk desk;
	struct errands errands;
};

/* The script: notes its words, tells what each word after "--background" is to come to, then takes orders. */
static const char script[] =
	"#!/bin/sh\n"
	"cd \"${0%/*}\" || exit 9\n"
	"echo \"$@\" >>asked\n"
	"verb=$5; while [ \"$1\" != --background ]; do shift; done; shift\n"
	"tell() { printf '{\"event\":\"%s\",\"source\":%s,\"sources\":%d,\"papers\":%d,\"added\":%d,\"total\":null,"
	"\"stale\":false,\"host\":%s,\"until\":%s,\"message\":%s}\\n' \"$@\"; }\n"
	"echo 'no JSON at all'; echo '{\"event\":\"unheard-of\",\"source\":\"x\"}'\n"
	"for s; do case $s in\n"
	"busy) tell busy null 0 0 0 null null '\"another runs\"'; exit;;\n"
	"mute) exit 1;;\n"
	"wrong) tell ended null 0 0 0 null null '\"no such source\"'; exit 2;;\n"
	"esac; done\n"
	"for s; do tell started \"\\\"$s\\\"\" $# 0 0 null null null; done\n"
	"for s; do case $s in\n"
	"good*) tell papers \"\\\"$s\\\"\" $# 5 2 null null null; tell done \"\\\"$s\\\"\" $# 5 2 null null null;;\n"
	"bad*) tell failed \"\\\"$s\\\"\" $# 0 0 '\"a.example\"' null '\"HTTP 500\"';;\n"
	"slow*) tell waiting \"\\\"$s\\\"\" $# 1 1 '\"b.example\"' '\"2030-01-01T00:00:00Z\"' '\"too fast\"'\n"
	"	if read order what; then tell cancelled \"\\\"$what\\\"\" $# 1 1 null null null\n"
	"	else tell ended null $# 0 0 null null '\"interrupted\"'; exit 130; fi;;\n"
	"esac; done\n"
	"tell ended null $# 0 0 null null null\n";

static int set_up(void **state)
{
	struct desk_of *d = calloc(1, sizeof *d);

	snprintf(d->folder, sizeof d->folder, "%s/errands.XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(d->folder));
	snprintf(d->program, sizeof d->program, "%s/run", d->folder);
	snprintf(d->asked, sizeof d->asked, "%s/asked", d->folder);
	assert_int_equal(file_write(d->program, str_of(script), NULL), 0);
	assert_int_equal(chmod(d->program, 0700), 0);
	d->desk = (struct desk){.program = d->program, .library_path = "lib.db", .config_path = "conf"};
	d->errands = (struct errands)ERRANDS_INIT;
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	struct desk_of *d = *state;

	errands_release(&d->errands);
	unlink(d->program);
	unlink(d->asked);
	rmdir(d->folder);
	free(d);
	return 0;
}

static int ask(struct desk_of *d, const char *const *words, size_t n)
{
	struct strs asked = {(const char **)(uintptr_t)words, n, n};

	return errands_ask(&d->errands, &d->desk, "fetch", &asked, NULL);
}

/* Reads until the run has ended, or told something while `state` is to be reached by row n; answers the news. */
static int until(struct desk_of *d, size_t n, enum errand_state state)
{
	int news = 0;

	while (d->errands.pid && !(d->errands.n > n && d->errands.at[n].state == state)) {
		struct pollfd p = {d->errands.out, POLLIN, 0};

		if (poll(&p, 1, 20000) <= 0)
			fail_msg("nothing comes");
		news |= errands_take(&d->errands);
	}
	return news;
}

static int until_ended(struct desk_of *d)
{
	return until(d, SIZE_MAX, ERRAND_DONE);
}

static void test_sources(void **state)
{
	static const char *const words[] = {"good", "bad"};
	struct desk_of *d = *state;
	struct errands *e = &d->errands;
	struct strbuf asked = STRBUF_INIT;
	struct errands_sum sum;

	assert_int_equal(ask(d, words, 2), 0);
	assert_int_equal(e->n, 1); /* the run, until its sources are known */
	assert_true(e->at[0].whole);
	assert_int_equal(until_ended(d), ERRANDS_TOLD | ERRANDS_ADDED | ERRANDS_ENDED);
	assert_int_equal(e->n, 2);
	assert_string_equal(e->at[0].name, "good");
	assert_int_equal(e->at[0].state, ERRAND_DONE);
	assert_int_equal(e->at[0].papers, 5);
	assert_int_equal(e->at[0].added, 2);
	assert_int_equal(e->at[1].state, ERRAND_FAILED);
	assert_string_equal(e->at[1].host, "a.example");
	assert_string_equal(e->at[1].text, "HTTP 500");
	sum = errands_sum(e);
	assert_int_equal(sum.sources, 2);
	assert_int_equal(sum.ended, 2);
	assert_int_equal(sum.failed, 1);
	assert_ptr_equal(sum.wrong, &e->at[1]);
	assert_int_equal(file_read(d->asked, 4096, &asked, NULL), 0);
	assert_string_equal(asked.buf, "--library lib.db --config conf fetch --background good bad\n");
	strbuf_release(&asked);
}

/* One run at a time; the same one is not asked for twice. */
static void test_queue(void **state)
{
	static const char *const first[] = {"slow"}, *const second[] = {"good"}, *const third[] = {"good 2"};
	struct desk_of *d = *state;
	struct errands *e = &d->errands;

	assert_int_equal(ask(d, first, 1), 0);
	assert_int_equal(ask(d, first, 1), 1);
	assert_int_equal(ask(d, second, 1), 0);
	assert_int_equal(ask(d, third, 1), 0);
	assert_int_equal(ask(d, second, 1), 1);
	until(d, 2, ERRAND_WAITING);
	assert_int_equal(e->n, 3);
	assert_string_equal(e->at[2].name, "slow"); /* takes the place of its run, whose row was the first */
	assert_int_equal(e->at[2].until, 1893456000);
	assert_int_equal(e->at[0].state, ERRAND_QUEUED);
	errands_cancel(e, 1);
	assert_int_equal(e->at[1].state, ERRAND_CANCELLED);
	errands_cancel(e, 2); /* by an order */
	until_ended(d);
	assert_int_equal(e->at[2].state, ERRAND_CANCELLED);
	assert_int_equal(errands_next(e, &d->desk, NULL), 0);
	until_ended(d);
	assert_int_equal(errands_next(e, &d->desk, NULL), 0);
	assert_int_equal(e->pid, 0);
	assert_int_equal(e->n, 3);
	assert_string_equal(e->at[2].name, "good");
	assert_int_equal(e->at[2].state, ERRAND_DONE);
}

static void test_retry(void **state)
{
	static const char *const words[] = {"good", "bad", "bad2"};
	struct desk_of *d = *state;
	struct errands *e = &d->errands;

	assert_int_equal(ask(d, words, 3), 0);
	until_ended(d);
	errands_retry(e, 1);
	errands_retry(e, 2);
	errands_retry(e, 2); /* waits already */
	assert_int_equal(e->queue.n, 1);
	assert_int_equal(e->queue.at[0].words.n, 2);
	errands_cancel(e, 1);
	assert_int_equal(e->queue.at[0].words.n, 1);
	assert_int_equal(errands_next(e, &d->desk, NULL), 0);
	until_ended(d);
	assert_int_equal(e->n, 3);
	assert_int_equal(e->at[1].state, ERRAND_CANCELLED);
	assert_int_equal(e->at[2].state, ERRAND_FAILED);
	assert_int_equal(errands_sum(e).sources, 1);
}

static void test_all_given_up(void **state)
{
	static const char *const first[] = {"good", "slow"}, *const second[] = {"good"};
	struct desk_of *d = *state;
	struct errands *e = &d->errands;

	assert_int_equal(ask(d, first, 2), 0);
	assert_int_equal(ask(d, second, 1), 0);
	until(d, 2, ERRAND_WAITING);
	errands_cancel_all(e);
	until_ended(d);
	assert_int_equal(e->queue.n, 0);
	assert_int_equal(e->at[0].state, ERRAND_CANCELLED); /* the run that waited */
	assert_int_equal(e->at[1].state, ERRAND_DONE);
	assert_int_equal(e->at[2].state, ERRAND_CANCELLED);
}

/* What becomes of a run as a whole where no source of it was heard of. */
static void test_whole_runs(void **state)
{
	static const struct {
		const char *word;
		enum errand_state state;
		const char *text;
	} cases[] = {
		{"busy", ERRAND_LEFT, "another runs"},
		{"mute", ERRAND_FAILED, "it ended without a word"},
		{"wrong", ERRAND_FAILED, "no such source"},
	};
	struct desk_of *d = *state;
	struct errands *e = &d->errands;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(ask(d, &cases[i].word, 1), 0);
		until_ended(d);
		assert_int_equal(e->n, i + 1);
		assert_int_equal(e->at[i].state, cases[i].state);
		assert_string_equal(e->at[i].text, cases[i].text);
	}
	assert_int_equal(ask(d, NULL, 0), 0); /* nothing to do */
	until_ended(d);
	assert_int_equal(e->at[3].state, ERRAND_DONE);
	assert_true(errands_sum(e).nothing);
}

static void test_no_program(void **state)
{
	static const char *const words[] = {"good"};
	struct desk_of *d = *state;

	d->desk.program = "/nonexistent/carrel";
	assert_int_equal(ask(d, words, 1), ERR_FAILED);
	assert_int_equal(d->errands.pid, 0);
	assert_int_equal(d->errands.queue.n, 0);
	assert_int_equal(d->errands.at[0].state, ERRAND_FAILED);
	assert_non_null(strstr(d->errands.at[0].text, "/nonexistent/carrel"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_sources),
		CASE(test_queue),
		CASE(test_retry),
		CASE(test_all_given_up),
		CASE(test_whole_runs),
		CASE(test_no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
