#include "app/errands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/spawn.h"
#include "base/lines.h"
#include "base/sql.h"

enum { LINE_MOST = 1 << 16 };

/* Priority: it needs little of the processor, but a key may wait for what it writes, and so it must not starve. */
enum { LOWER = 2 };

/* ---- rows ---- */

static void copy_words(struct errands *e, const struct strs *from, struct strs *to)
{
	*to = (struct strs){0};
	for (size_t i = 0; i < from->n; i++)
		vec_push_in(&e->arena, to, arena_strdup(&e->arena, from->at[i]));
}

static bool same_words(const struct strs *a, const struct strs *b)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = !strcmp(a->at[i], b->at[i]);
	return same;
}

static const char *joined(struct errands *e, const struct strs *words)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;

	for (size_t i = 0; i < words->n; i++)
		strbuf_addf(&sb, "%s%s", i ? " " : "", words->at[i]);
	text = arena_str(&e->arena, strbuf_str(&sb));
	strbuf_release(&sb);
	return text;
}

/* A row for the run as a whole, until its sources are known. */
static void add_whole(struct errands *e, const struct errand_run *run)
{
	struct errand row = {.verb = run->verb, .name = joined(e, &run->words), .words = run->words, .whole = true,
		.run = run->number, .total = -1};

	for (size_t i = 0; i < e->n; i++)
		if (e->at[i].whole && !strcmp(e->at[i].verb, row.verb) && !strcmp(e->at[i].name, row.name)) {
			e->at[i] = row;
			return;
		}
	vec_push(e, row);
}

static void drop(struct errands *e, size_t n)
{
	memmove(e->at + n, e->at + n + 1, (e->n - n - 1) * sizeof *e->at);
	e->n--;
}

static void drop_whole(struct errands *e, int run)
{
	for (size_t i = e->n; i-- > 0;)
		if (e->at[i].whole && e->at[i].run == run)
			drop(e, i);
}

static struct errand *row_of(struct errands *e, const struct errand_run *run, const char *source)
{
	struct strs words = {0};

	for (size_t i = 0; i < e->n; i++)
		if (!e->at[i].whole && !strcmp(e->at[i].verb, run->verb) && !strcmp(e->at[i].name, source))
			return &e->at[i];
	source = arena_strdup(&e->arena, source);
	vec_push_in(&e->arena, &words, source);
	vec_push(e, (struct errand){.verb = run->verb, .name = source, .words = words, .total = -1});
	return &e->at[e->n - 1];
}

/* ---- runs ---- */

static void close_run(struct errands *e)
{
	if (!e->pid)
		return;
	if (e->in >= 0)
		close(e->in);
	spawn_end(e->pid, NULL);
	close(e->out);
	e->in = e->out = -1;
	e->pid = 0;
	strbuf_release(&e->told);
}

void errands_release(struct errands *e)
{
	close_run(e);
	vec_release(&e->queue);
	vec_release(e);
	sql_close(e->reader);
	arena_release(&e->arena);
}

static void program_words(const struct desk *d, const char *library, const char *config, const struct errand_run *run,
	struct arena *a, struct strs *words)
{
	const char *const fixed[] = {d->program, "--library", library, "--config", config, run->verb, "--background"};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		vec_push_in(a, words, fixed[i]);
	if (d->offline)
		vec_push_in(a, words, "--offline");
	for (size_t i = 0; i < run->words.n; i++)
		vec_push_in(a, words, run->words.at[i]);
	vec_push_in(a, words, NULL);
}

static int start(struct errands *e, struct desk *d, struct err *err)
{
	const struct errand_run *run = &e->queue.at[0];
	struct strbuf library = STRBUF_INIT, config = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct strs words = {0};
	int rc = d->program ? desk_library_path(d, &library, err)
			    : err_set(err, ERR_FAILED, "this Carrel cannot start another");

	if (rc == 0)
		rc = desk_config_path(d, &config, err);
	if (rc == 0) {
		program_words(d, library.buf, config.buf, run, &a, &words);
		rc = spawn_behind((char *const *)(uintptr_t)words.at, LOWER, &e->pid, &e->in, &e->out, err);
	}
	if (rc < 0)
		e->pid = 0;
	strbuf_release(&library);
	strbuf_release(&config);
	arena_release(&a);
	return rc;
}

static void begin_run(struct errands *e)
{
	e->run = e->queue.at[0].number;
	e->sources = 0;
	e->stopping = e->left = e->well = false;
	e->why = NULL;
	for (size_t i = 0; i < e->n; i++)
		if (e->at[i].whole && e->at[i].run == e->run)
			e->at[i].state = ERRAND_RUNNING;
}

static void dequeue(struct errands *e, size_t n)
{
	memmove(e->queue.at + n, e->queue.at + n + 1, (e->queue.n - n - 1) * sizeof *e->queue.at);
	e->queue.n--;
}

/* Its rows tell why it could not even start. */
static void not_started(struct errands *e, const char *why)
{
	int run = e->queue.at[0].number;

	for (size_t i = 0; i < e->n; i++)
		if (e->at[i].run == run && e->at[i].state == ERRAND_QUEUED) {
			e->at[i].state = ERRAND_FAILED;
			e->at[i].text = arena_strdup(&e->arena, why);
		}
	dequeue(e, 0);
}

int errands_next(struct errands *e, struct desk *d, struct err *err)
{
	struct err own = {""};
	int rc = 0;

	if (e->pid || !e->queue.n)
		return 0;
	rc = start(e, d, &own);
	if (rc == 0) {
		begin_run(e);
		return 0;
	}
	not_started(e, own.msg);
	return err_set(err, rc, "%s", own.msg);
}

static struct errand_run *enqueue(struct errands *e, const char *verb, const struct strs *words)
{
	struct errand_run run = {.number = ++e->runs, .verb = arena_strdup(&e->arena, verb)};

	copy_words(e, words, &run.words);
	vec_push(&e->queue, run);
	return &e->queue.at[e->queue.n - 1];
}

int errands_ask(struct errands *e, struct desk *d, const char *verb, const struct strs *words, struct err *err)
{
	for (size_t i = 0; i < e->queue.n; i++)
		if (!strcmp(e->queue.at[i].verb, verb) && same_words(&e->queue.at[i].words, words) &&
			!(i == 0 && e->stopping))
			return 1;
	add_whole(e, enqueue(e, verb, words));
	return errands_next(e, d, err);
}

/* ---- what a run tells ---- */

static const struct {
	const char *event;
	enum errand_state state;
} states[] = {
	{"started", ERRAND_RUNNING},
	{"papers", ERRAND_RUNNING},
	{"page", ERRAND_DONE},
	{"citations", ERRAND_RUNNING},
	{"waiting", ERRAND_WAITING},
	{"failed", ERRAND_FAILED},
	{"cancelled", ERRAND_CANCELLED},
	{"done", ERRAND_DONE},
};

enum { EVENT, SOURCE, SOURCES, PAPERS, ADDED, TOTAL, STALE, HOST, UNTIL, MESSAGE };

static const char read_event[] =
	"SELECT json_extract(?1, '$.event'), json_extract(?1, '$.source'), json_extract(?1, '$.sources'),"
	" json_extract(?1, '$.papers'), json_extract(?1, '$.added'), json_extract(?1, '$.total'),"
	" json_extract(?1, '$.stale'), json_extract(?1, '$.host'),"
	" CAST(strftime('%s', json_extract(?1, '$.until')) AS INTEGER), json_extract(?1, '$.message')";

static int take_source(struct errands *e, struct stmt *q, const char *source, enum errand_state state)
{
	const struct errand_run *run = &e->queue.at[0];
	struct errand *row;
	int64_t before;

	drop_whole(e, run->number);
	row = row_of(e, run, source);
	if (row->run != run->number || row->state == ERRAND_QUEUED)
		row->added = 0;
	before = row->added;
	row->run = run->number;
	row->state = state;
	row->page = !strcmp(sql_text(q, EVENT), "page");
	row->papers = sql_int(q, PAPERS);
	row->added = sql_int(q, ADDED);
	row->total = sql_null(q, TOTAL) ? -1 : sql_int(q, TOTAL);
	row->until = sql_int(q, UNTIL);
	row->stale = sql_int(q, STALE) != 0;
	row->host = arena_strdup(&e->arena, sql_text(q, HOST));
	row->text = arena_strdup(&e->arena, sql_text(q, MESSAGE));
	e->sources = (size_t)sql_int(q, SOURCES);
	return row->added > before ? ERRANDS_TOLD | ERRANDS_ADDED : ERRANDS_TOLD;
}

/* Of the run as a whole. */
static int take_run(struct errands *e, struct stmt *q, const char *event)
{
	if (!strcmp(event, "busy"))
		e->left = true;
	else if (!strcmp(event, "ended"))
		e->well = sql_null(q, MESSAGE);
	if (!sql_null(q, MESSAGE))
		e->why = arena_strdup(&e->arena, sql_text(q, MESSAGE));
	return ERRANDS_TOLD;
}

static int take_event(struct errands *e, struct stmt *q)
{
	const char *event = sql_text(q, EVENT), *source = sql_text(q, SOURCE);

	if (!event)
		return 0;
	if (!source)
		return take_run(e, q, event);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (!strcmp(event, states[i].event))
			return take_source(e, q, source, states[i].state);
	return 0;
}

static int take_line(struct errands *e, struct str line)
{
	struct stmt *q = NULL;
	int news = 0;

	if (!e->reader && sql_open(&e->reader, ":memory:", SQL_CREATE, NULL) < 0)
		return 0;
	if (sql_query(e->reader, &q, NULL, read_event, "s", line) == 0 && sql_step(q, NULL) > 0)
		news = take_event(e, q);
	sql_done(q);
	return news;
}

static int take_lines(struct errands *e)
{
	struct str whole = lines_whole(&e->told), line;
	int news = 0;

	while (str_line(&whole, &line))
		news |= take_line(e, line);
	lines_cut(&e->told, LINE_MOST);
	return news;
}

/* What its rows come to that had not ended by themselves. */
static void settle(struct errands *e)
{
	enum errand_state state = e->stopping ? ERRAND_CANCELLED : e->left ? ERRAND_LEFT : ERRAND_FAILED;
	const char *why = e->stopping ? NULL : e->why ? e->why : "it ended without a word";
	int run = e->queue.at[0].number;

	for (size_t i = e->n; i-- > 0;) {
		struct errand *row = &e->at[i];

		if (row->run != run || errand_ended(row))
			continue;
		if (row->whole && !e->stopping && !e->left && e->well) {
			row->state = ERRAND_DONE;
			row->text = "there was nothing to do";
			continue;
		}
		row->state = state;
		row->text = why;
		row->host = NULL;
	}
}

int errands_take(struct errands *e)
{
	char bytes[4096];
	int news = 0;
	ssize_t n;

	if (!e->pid)
		return 0;
	while ((n = read(e->out, bytes, sizeof bytes)) > 0)
		strbuf_add(&e->told, bytes, (size_t)n);
	news = take_lines(e);
	if (n == 0) {
		close_run(e);
		settle(e);
		dequeue(e, 0);
		news |= ERRANDS_TOLD | ERRANDS_ENDED;
	}
	return news;
}

/* ---- again, or not at all ---- */

void errands_retry(struct errands *e, size_t n)
{
	struct errand *row = &e->at[n];
	struct errand_run *run = NULL;

	if (!errand_ended(row))
		return;
	for (size_t i = e->pid ? 1 : 0; !row->whole && i < e->queue.n && !run; i++)
		if (e->queue.at[i].again && !strcmp(e->queue.at[i].verb, row->verb))
			run = &e->queue.at[i];
	for (size_t i = 0; run && i < row->words.n; i++)
		vec_push_in(&e->arena, &run->words, row->words.at[i]);
	if (!run)
		run = enqueue(e, row->verb, &row->words);
	run->again = !row->whole;
	row->run = run->number;
	row->state = ERRAND_QUEUED;
	row->papers = row->added = 0;
	row->text = row->host = NULL;
}

static void order(const struct errands *e, const char *source)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "cancel %s\n", source);
	/* a pipe that is full or closed: the run is about to end, or another key press follows */
	if (write(e->in, line.buf, line.len) < 0)
		strbuf_reset(&line);
	strbuf_release(&line);
}

static void take_off_queue(struct errands *e, const struct errand *row)
{
	for (size_t i = e->pid ? 1 : 0; i < e->queue.n; i++) {
		struct strs *words = &e->queue.at[i].words;

		if (e->queue.at[i].number != row->run)
			continue;
		for (size_t k = words->n; !row->whole && k-- > 0;)
			if (!strcmp(words->at[k], row->name)) {
				memmove(words->at + k, words->at + k + 1, (words->n - k - 1) * sizeof *words->at);
				words->n--;
			}
		if (row->whole || !words->n)
			dequeue(e, i);
		return;
	}
}

static void stop_run(struct errands *e)
{
	e->stopping = true;
	close(e->in);
	e->in = -1;
}

void errands_cancel(struct errands *e, size_t n)
{
	struct errand *row = &e->at[n];

	if (row->state == ERRAND_QUEUED) {
		take_off_queue(e, row);
		row->state = ERRAND_CANCELLED;
	} else if (!errand_ended(row) && row->whole && e->in >= 0) {
		stop_run(e);
	} else if (!errand_ended(row) && e->in >= 0) {
		order(e, row->name);
	}
}

void errands_cancel_all(struct errands *e)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->at[i].state == ERRAND_QUEUED)
			errands_cancel(e, i);
	if (e->pid && e->in >= 0)
		stop_run(e);
}

struct errands_sum errands_sum(const struct errands *e)
{
	struct errands_sum sum = {.sources = e->sources};

	for (size_t i = 0; i < e->n; i++) {
		const struct errand *row = &e->at[i];

		if (row->run != e->run || row->state == ERRAND_QUEUED)
			continue;
		sum.files |= !strcmp(row->verb, "import");
		sum.nothing |= row->whole && row->state == ERRAND_DONE;
		sum.ended += errand_ended(row);
		sum.failed += row->state == ERRAND_FAILED;
		sum.pages += row->page;
		if (row->page && !sum.page)
			sum.page = row;
		sum.papers += row->papers;
		sum.added += row->added;
		if ((row->state == ERRAND_FAILED || row->state == ERRAND_LEFT) && !sum.wrong)
			sum.wrong = row;
		if (row->state == ERRAND_WAITING && (!sum.waiting || row->until < sum.waiting->until))
			sum.waiting = row;
	}
	return sum;
}
