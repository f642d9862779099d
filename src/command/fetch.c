#include <string.h>
#include <unistd.h>

#include "app/fetcher.h"
#include "app/ingest.h"
#include "app/interrupt.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/map.h"
#include "command/cmd.h"
#include "command/verbs.h"

/* ---- what happens, as lines for programs ---- */

static const char *const what_names[] = {
	[FETCH_STARTED] = "started",
	[FETCH_PAPERS] = "papers",
	[FETCH_PAGE] = "page",
	[FETCH_WAITING] = "waiting",
	[FETCH_FAILED] = "failed",
	[FETCH_CANCELLED] = "cancelled",
	[FETCH_DONE] = "done",
};

/* What has come from the sources so far. */
struct haul {
	struct cmd *cmd;
	struct library *lib;
	struct ingest all;
	struct map papers; /* source -> papers that came of it */
	struct map added;  /* source -> new ones among them */
	bool line;         /* a line of progress stands on the terminal */
};

static int64_t count(const struct map *m, const char *source)
{
	const int64_t *n = map_get(m, str_of(source));

	return n ? *n : 0;
}

static void json_event(struct haul *h, const struct fetch_event *e)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};
	char until[CLOCK_TEXT];

	json_open(&j, '{');
	json_key(&j, "event");
	json_z(&j, what_names[e->what]);
	json_key(&j, "source");
	json_z(&j, e->source);
	json_key(&j, "sources");
	json_int(&j, (int64_t)e->sources);
	json_key(&j, "papers");
	json_int(&j, count(&h->papers, e->source));
	json_key(&j, "added");
	json_int(&j, count(&h->added, e->source));
	json_key(&j, "total");
	if (e->total >= 0)
		json_int(&j, e->total);
	else
		json_null(&j);
	json_key(&j, "stale");
	json_bool(&j, e->stale);
	json_key(&j, "host");
	json_z(&j, e->host);
	json_key(&j, "until");
	json_z(&j, e->until ? clock_iso(e->until, until) : NULL);
	json_key(&j, "message");
	json_z(&j, e->text);
	json_close(&j, '}');
	cmd_line(h->cmd, &sb);
	strbuf_release(&sb);
}

/* ---- and for people ---- */

static bool shows_line(const struct cmd *cmd)
{
	return cmd->interactive && !cmd->inside && !cmd->desk->quiet;
}

static void clear_line(struct haul *h)
{
	if (h->line)
		fputs("\r\033[K", h->cmd->msg);
	h->line = false;
}

static void progress(struct haul *h, const struct fetch_event *e)
{
	char until[CLOCK_TEXT];

	if (!shows_line(h->cmd))
		return;
	clear_line(h);
	if (e->what == FETCH_WAITING)
		fprintf(h->cmd->msg, "%.40s: waiting until %s: %.60s", e->source, clock_iso(e->until, until), e->text);
	else if (e->total > 0)
		fprintf(h->cmd->msg, "%.40s: %lld papers (the source has %lld)", e->source,
			(long long)count(&h->papers, e->source), (long long)e->total);
	else
		fprintf(h->cmd->msg, "%.40s: %lld papers", e->source, (long long)count(&h->papers, e->source));
	fflush(h->cmd->msg);
	h->line = true;
}

/* From cron nothing is said while all is well. */
static void source_done(struct haul *h, const struct fetch_event *e)
{
	clear_line(h);
	if (h->cmd->interactive || e->stale)
		cmd_say(h->cmd, "%s: %s, %lld new%s", e->source,
			cmd_count(h->cmd, (size_t)count(&h->papers, e->source), "paper", "papers"),
			(long long)count(&h->added, e->source),
			e->stale ? " (from an older answer; the network gave none)" : "");
}

/* The only failure of a run is told at its end. */
static void source_failed(struct haul *h, const struct fetch_event *e)
{
	struct strbuf sb = STRBUF_INIT;

	clear_line(h);
	strbuf_addf(&sb, "%s: %s", e->source, e->text);
	if (e->sources > 1)
		cmd_tell(h->cmd, sb.buf);
	strbuf_release(&sb);
}

static int save(struct haul *h, const struct fetch_event *e, struct err *err)
{
	struct tally before = h->all.tally;
	int rc;

	*map_put(&h->papers, str_of(e->source)) += (int64_t)e->batch->n;
	h->all.bad += e->bad;
	rc = ingest_batch(h->cmd->desk, h->lib, e->batch, e->source, &h->all.tally, err);
	*map_put(&h->added, str_of(e->source)) += (int64_t)(h->all.tally.added - before.added);
	return rc;
}

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	struct haul *h = data;
	int rc = e->what == FETCH_PAPERS ? save(h, e, err) : 0;

	if (h->cmd->desk->json)
		json_event(h, e);
	if (e->what == FETCH_DONE)
		source_done(h, e);
	else if (e->what == FETCH_FAILED)
		source_failed(h, e);
	else if (e->what == FETCH_PAPERS || e->what == FETCH_WAITING)
		progress(h, e);
	return rc;
}

static int on_recall(void *data, const char *name, struct strbuf *out, struct err *err)
{
	struct haul *h = data;

	return library_note(h->lib, name, out, err);
}

static int on_remember(void *data, const char *name, const char *note, struct err *err)
{
	struct haul *h = data;

	return library_set_note(h->lib, name, note, err);
}

static bool on_stop(void *data)
{
	(void)data;
	return interrupt_pending();
}

/* ---- the verb ---- */

static int from_network(struct haul *h, const struct strs *words, struct err *err)
{
	const struct fetch_watch watch = {.event = on_event, .stop = on_stop, .recall = on_recall,
		.remember = on_remember, .data = h};
	struct cmd *cmd = h->cmd;
	int lock, rc;

	if (!cmd->desk->fetch)
		return err_set(err, ERR_FAILED, "there is no network here");
	rc = fetch_lock(&lock, err);
	if (rc > 0)
		cmd_tell(cmd, "a fetch is running already; this one leaves it the work");
	if (rc != 0)
		return rc < 0 ? rc : 0;
	rc = cmd->desk->fetch(cmd->desk, words->at, words->n, &watch, err);
	fetch_unlock(lock);
	clear_line(h);
	return rc;
}

static int files(struct haul *h, const struct strs *paths, struct err *err)
{
	const struct ingest_watch watch = {.stop = on_stop};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < paths->n; i++)
		rc = ingest_file(h->cmd->desk, paths->at[i], NULL, &watch, &h->all, err);
	return rc;
}

static int fetch(struct haul *h, struct err *err)
{
	struct cmd *cmd = h->cmd;
	struct strs words = {0}, paths = {0};
	int rc = 0;

	for (int i = 0; i < cmd->argc; i++)
		if (access(cmd->argv[i], F_OK) == 0)
			vec_push_in(&cmd->arena, &paths, cmd->argv[i]);
		else
			vec_push_in(&cmd->arena, &words, cmd->argv[i]);
	if (words.n || !paths.n)
		rc = from_network(h, &words, err);
	if (rc == 0 || (rc == ERR_PARTLY && paths.n))
		rc = files(h, &paths, err) < 0 ? ERR_PARTLY : rc;
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct haul h = {.cmd = cmd, .papers = MAP_INIT, .added = MAP_INIT};
	int rc = desk_own_library(cmd->desk, &h.lib, err);

	if (rc == 0)
		rc = fetch(&h, err);
	if (h.all.tally.added)
		desk_leave_sample(cmd->desk);
	if (rc == 0 && h.all.bad)
		rc = err_set(err, ERR_PARTLY, "%s could not be read, the others are saved",
			cmd_count(cmd, h.all.bad, "record", "records"));
	map_release(&h.papers);
	map_release(&h.added);
	return rc;
}

const struct verb verb_fetch = {
	.name = "fetch",
	.args = "[SOURCE...]",
	.doc = "bring the new papers of the configured sources, or of the ones named",
	.more = "A source is a category (arxiv:cs.LG), a query (arxiv:au:Shen_L, arxiv:ti:sharpness), one "
		"paper (arxiv:2210.05177), a feed (an https URL of Atom or RSS), or a file. Without "
		"words the sources of the config are fetched ([fetch] sources). A category or query is "
		"read newest first, back to what the last run brought; the first run takes the newest "
		"few hundred. Each service is asked at the pace it wishes; where it says to wait, the "
		"others go on. ^C keeps what came. Nothing is printed while all is well and no terminal "
		"is there. Exit codes: 5 where the network failed, 3 where some sources did.",
	.least = 0,
	.most = -1,
	.flags = VERB_SHELL_ONLY, /* it would keep the browser waiting */
	.run = run,
};
