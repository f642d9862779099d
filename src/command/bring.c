#include "command/bring.h"

#include <string.h>

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

	b->all.bad += e->bad_n;
	for (size_t i = 0; i < e->bad_n; i++)
		haul_line(&b->haul, arena_printf(&b->cmd->arena, "%s: %s", e->source, e->bad[i]));
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

/* ---- files ---- */

struct one_file {
	struct bring *bring;
	const char *path;
	size_t files;          /* in the run */
	const char *first_bad; /* the first record that could not be read, and why */
	struct tally told;
	bool cancelled;
};

static void tell_file(struct one_file *f, enum fetch_what what, const char *text)
{
	haul_event(&f->bring->haul, &(struct fetch_event){.what = what, .source = f->path, .sources = f->files,
		.text = text, .total = -1});
}

static void on_bad(void *data, const char *message)
{
	struct one_file *f = data;

	if (!f->first_bad)
		f->first_bad = arena_strdup(&f->bring->cmd->arena, message);
	haul_line(&f->bring->haul, message);
}

static void on_resumed(void *data, const char *message)
{
	struct one_file *f = data;

	cmd_say(f->bring->cmd, "%s", message);
}

static void on_progress(void *data, const struct tally *papers, uint64_t bytes, uint64_t size)
{
	struct one_file *f = data;

	(void)bytes, (void)size;
	haul_took(&f->bring->haul, f->path, tally_all(papers) - tally_all(&f->told), papers->added - f->told.added);
	f->told = *papers;
	tell_file(f, FETCH_PAPERS, NULL);
}

static bool on_stop(void *data)
{
	struct one_file *f = data;

	f->cancelled = f->cancelled || haul_cancelled(&f->bring->haul, f->path);
	return f->cancelled || bring_stop(f->bring);
}

/* "FILE: why" without the file, which is told as the source. */
static const char *without_path(const struct one_file *f, const char *why)
{
	size_t n = strlen(f->path);

	return !strncmp(why, f->path, n) && !strncmp(why + n, ": ", 2) ? why + n + 2 : why;
}

/* A file that the reader does not want any more is no failure. */
static int bring_file(struct one_file *f, const struct format *format, struct err *err)
{
	const struct ingest_watch watch = {on_bad, on_progress, on_stop, f, on_resumed};
	size_t bad = f->bring->all.bad;
	int rc;

	tell_file(f, FETCH_STARTED, NULL);
	rc = ingest_file(f->bring->cmd->desk, f->path, format, &watch, &f->bring->all, err);
	bad = f->bring->all.bad - bad;
	if (rc == ERR_INTERRUPTED && f->cancelled) {
		tell_file(f, FETCH_CANCELLED, NULL);
		return 0;
	}
	if (rc < 0 && rc != ERR_INTERRUPTED)
		tell_file(f, FETCH_FAILED, bad && f->first_bad ? arena_printf(&f->bring->cmd->arena,
			"%zu could not be read; the first: %s", bad, f->first_bad) : without_path(f, err->msg));
	else if (rc == 0)
		tell_file(f, FETCH_DONE, NULL);
	return rc;
}

int bring_files(struct bring *b, const struct strs *paths, const struct format *format, struct err *err)
{
	size_t good = 0;
	int rc = 0;

	haul_next_part(&b->haul);
	for (size_t i = 0; rc != ERR_INTERRUPTED && i < paths->n; i++) {
		struct one_file f = {.bring = b, .path = paths->at[i], .files = paths->n};
		struct err why = {""};
		int one = bring_file(&f, format, &why);

		good += one == 0 || one == ERR_PARTLY;
		if (one < 0) {
			*err = why;
			rc = one;
		}
	}
	return rc < 0 && rc != ERR_INTERRUPTED && good ? ERR_PARTLY : rc;
}

/* ---- words ---- */

bool bring_is_page(const char *word, struct arena *a, struct code_page_vec *pages)
{
	struct code_page page = CODE_PAGE_INIT;
	const char *url = strstr(word, "://") ? word : arena_printf(a, "https://%s", word);
	struct link link;

	if (!links_read(str_of(url), FROM_USER, a, &link) || !link.repo || !code_page_host(link.host))
		return false;
	page.host = link.host;
	page.repo = code_page_repo(&link, a);
	vec_push_in(a, pages, page);
	return true;
}
