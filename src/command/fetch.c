#include <unistd.h>

#include "app/ingest.h"
#include "command/cmd.h"
#include "command/haul.h"
#include "command/verbs.h"

enum { OPT_BACKGROUND };

static const struct verb_option own_options[] = {
	[OPT_BACKGROUND] = {"--background", NULL, NULL,
		"for the browser: the events of --json, until standard input ends; a line \"cancel SOURCE\" there "
		"gives up a source"},
	{NULL, NULL, NULL, NULL},
};

struct fetch {
	struct haul haul;
	struct library *lib;
	struct ingest all;
};

static int save(struct fetch *f, const struct fetch_event *e, struct err *err)
{
	struct tally before = f->all.tally;
	int rc;

	f->all.bad += e->bad;
	rc = ingest_batch(f->haul.cmd->desk, f->lib, e->batch, e->source, &f->all.tally, err);
	haul_took(&f->haul, e->source, e->batch->n, f->all.tally.added - before.added);
	return rc;
}

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	struct fetch *f = data;
	int rc = e->what == FETCH_PAPERS ? save(f, e, err) : 0;

	haul_event(&f->haul, e);
	return rc;
}

static int on_recall(void *data, const char *name, struct strbuf *out, struct err *err)
{
	struct fetch *f = data;

	return library_note(f->lib, name, out, err);
}

static int on_remember(void *data, const char *name, const char *note, struct err *err)
{
	struct fetch *f = data;

	return library_set_note(f->lib, name, note, err);
}

static bool on_stop(void *data)
{
	struct fetch *f = data;

	return haul_stop(&f->haul);
}

static bool on_cancelled(void *data, const char *source)
{
	struct fetch *f = data;

	return haul_cancelled(&f->haul, source);
}

/* ---- the verb ---- */

static int from_network(struct fetch *f, const struct strs *words, struct err *err)
{
	const struct fetch_watch watch = {.event = on_event, .stop = on_stop, .cancelled = on_cancelled,
		.recall = on_recall, .remember = on_remember, .data = f};
	struct desk *desk = f->haul.cmd->desk;
	int lock, rc;

	if (!desk->fetch)
		return err_set(err, ERR_FAILED, "there is no network here");
	rc = fetch_lock(&lock, err);
	if (rc > 0)
		haul_busy(&f->haul);
	if (rc != 0)
		return rc < 0 ? rc : 0;
	rc = desk->fetch(desk, words->at, words->n, &watch, err);
	fetch_unlock(lock);
	return rc;
}

static int files(struct fetch *f, const struct strs *paths, struct err *err)
{
	const struct ingest_watch watch = {.stop = on_stop, .data = f};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < paths->n; i++)
		rc = ingest_file(f->haul.cmd->desk, paths->at[i], NULL, &watch, &f->all, err);
	return rc;
}

static int fetch(struct fetch *f, struct err *err)
{
	struct cmd *cmd = f->haul.cmd;
	struct strs words = {0}, paths = {0};
	int rc = 0;

	for (int i = 0; i < cmd->argc; i++)
		if (access(cmd->argv[i], F_OK) == 0)
			vec_push_in(&cmd->arena, &paths, cmd->argv[i]);
		else
			vec_push_in(&cmd->arena, &words, cmd->argv[i]);
	if (words.n || !paths.n)
		rc = from_network(f, &words, err);
	if (rc == 0 || (rc == ERR_PARTLY && paths.n))
		rc = files(f, &paths, err) < 0 ? ERR_PARTLY : rc;
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct fetch f = {0};
	int rc = desk_own_library(cmd->desk, &f.lib, err);

	haul_init(&f.haul, cmd, cmd->opt[OPT_BACKGROUND] != NULL);
	if (rc == 0)
		rc = fetch(&f, err);
	if (f.all.tally.added)
		desk_leave_sample(cmd->desk);
	if (rc == 0 && f.all.bad)
		rc = err_set(err, ERR_PARTLY, "%s could not be read, the others are saved",
			cmd_count(cmd, f.all.bad, "record", "records"));
	haul_end(&f.haul, rc, err);
	haul_release(&f.haul);
	return rc;
}

const struct verb verb_fetch = {
	.name = "fetch",
	.args = "[SOURCE...]",
	.doc = "bring the new papers of the configured sources, or of the ones named",
	.more = "A source is a category (arxiv:cs.LG), a query (arxiv:au:Shen_L, arxiv:ti:sharpness), a "
		"paper (arxiv:2210.05177; many are asked for at once), all of a category by OAI-PMH "
		"(oai:cs.LG, oai:cs.LG:2026-01-31 for what has changed since), a listing or page of arXiv "
		"by its URL (https://arxiv.org/list/cs.LG/recent), a feed (an https URL of Atom or RSS), "
		"or a file. Without words the sources of the config are fetched ([fetch] sources). A "
		"category or query brings the newest few hundred the first time, and from then on what is "
		"new: a category by its announcements, and what was missed of them by a query. A query "
		"with a range of dates (arxiv:cat:cs.LG AND submittedDate:[202601010000 TO 202601312359]) "
		"brings all of it. Each service is asked at the pace it wishes; where it says to wait, "
		"the others go on. ^C keeps what came. Nothing is printed while all is well and no "
		"terminal is there. Exit codes: 5 where the network failed, 3 where some sources did.",
	.least = 0,
	.most = -1,
	.flags = VERB_BEHIND,
	.options = own_options,
	.run = run,
};
