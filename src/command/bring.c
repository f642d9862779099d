#include "command/bring.h"

#include "app/cite.h"
#include "extract/links.h"

int bring_begin(struct bring *b, struct cmd *cmd, bool background, struct err *err)
{
	int rc;

	*b = (struct bring){.cmd = cmd};
	haul_init(&b->haul, cmd, background);
	rc = desk_own_library(cmd->desk, &b->lib, err);
	if (rc == 0)
		sql_quick_commits(library_db(b->lib)); /* a browser may be waiting for its turn */
	return rc;
}

int bring_end(struct bring *b, int rc, struct err *err)
{
	if (b->locked)
		fetch_unlock(b->lock);
	if (b->all.tally.added)
		desk_leave_sample(b->cmd->desk);
	if (rc == 0 && b->all.bad)
		rc = err_set(err, ERR_PARTLY, "%s could not be read, the others are saved",
			cmd_count(b->cmd, b->all.bad, "record", "records"));
	haul_end(&b->haul, rc, err);
	haul_release(&b->haul);
	return rc;
}

int bring_lock(struct bring *b, struct err *err)
{
	int rc = fetch_lock(&b->lock, err);

	if (rc > 0)
		haul_busy(&b->haul);
	b->locked = rc == 0;
	return rc < 0 ? rc : b->locked;
}

bool bring_stop(void *bring)
{
	struct bring *b = bring;

	return haul_stop(&b->haul);
}

/* ---- the fetcher's events ---- */

static int save_papers(struct bring *b, const struct fetch_event *e, struct err *err)
{
	struct tally before = b->all.tally;
	int rc;

	b->all.bad += e->bad;
	rc = ingest_batch(b->cmd->desk, b->lib, e->batch, e->source, &b->all.tally, err);
	for (size_t i = 0; rc == 0 && i < e->batch->n; i++)
		vec_push_in(&b->cmd->arena, &b->brought, arena_strdup(&b->cmd->arena, e->batch->at[i].id));
	haul_took(&b->haul, e->source, e->batch->n, b->all.tally.added - before.added);
	return rc;
}

static int on_event(void *data, const struct fetch_event *e, struct err *err)
{
	struct bring *b = data;
	int rc = e->what == FETCH_PAPERS ? save_papers(b, e, err) : 0;

	haul_event(&b->haul, e);
	return rc;
}

static int on_recall(void *data, const char *name, struct strbuf *out, struct err *err)
{
	struct bring *b = data;

	return library_note(b->lib, name, out, err);
}

static int on_remember(void *data, const char *name, const char *note, struct err *err)
{
	struct bring *b = data;

	return library_set_note(b->lib, name, note, err);
}

static bool on_cancelled(void *data, const char *source)
{
	struct bring *b = data;

	return haul_cancelled(&b->haul, source);
}

static struct fetch_watch watch_of(struct bring *b)
{
	return (struct fetch_watch){.event = on_event, .stop = bring_stop, .cancelled = on_cancelled,
		.recall = on_recall, .remember = on_remember, .data = b};
}

/* ---- what is brought ---- */

int bring_papers(struct bring *b, const struct strs *words, struct err *err)
{
	const struct fetch_watch watch = watch_of(b);
	struct desk *d = b->cmd->desk;

	return d->fetch ? d->fetch(d, words->at, words->n, &watch, err)
			: err_set(err, ERR_FAILED, "there is no network here");
}

int bring_pages(struct bring *b, const struct code_page_vec *pages, struct err *err)
{
	const struct fetch_watch watch = watch_of(b);

	if (!pages->n)
		return 0;
	haul_next_part(&b->haul);
	return visit_pages(b->cmd->desk, b->lib, pages, &watch, &b->visits, err);
}

int bring_citations(struct bring *b, struct err *err)
{
	const struct fetch_watch watch = watch_of(b);
	size_t n;

	haul_next_part(&b->haul);
	return cite_due(b->cmd->desk, b->lib, &watch, &n, err);
}

bool bring_is_page(const char *word, struct arena *a, struct code_page_vec *pages)
{
	struct code_page page = CODE_PAGE_INIT;
	const char *url = strstr(word, "://") ? word : arena_printf(a, "https://%s", word);
	struct link link;

	if (!links_read(str_of(url), FROM_USER, a, &link) || !link.repo || !code_page_host(link.host))
		return false;
	page.host = link.host;
	page.repo = link.repo;
	vec_push_in(a, pages, page);
	return true;
}
