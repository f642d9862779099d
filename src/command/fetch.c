#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "command/bring.h"
#include "command/verbs.h"

enum { OPT_BACKGROUND };

static const struct verb_option own_options[] = {
	[OPT_BACKGROUND] = {"--background", NULL, NULL,
		"for the browser: the events of --json, until standard input ends; a line \"cancel SOURCE\" there "
		"gives up a source"},
	{NULL, NULL, NULL, NULL},
};

/* Words by what they name. */
struct wishes {
	struct strs sources, files;
	struct code_page_vec pages;
	bool citations;
};

static void sort_words(struct cmd *cmd, struct wishes *w)
{
	for (int i = 0; i < cmd->argc; i++)
		if (access(cmd->argv[i], F_OK) == 0)
			vec_push_in(&cmd->arena, &w->files, cmd->argv[i]);
		else if (!strcmp(cmd->argv[i], FETCHER_CITATIONS))
			w->citations = true;
		else if (!bring_is_page(cmd->argv[i], &cmd->arena, &w->pages))
			vec_push_in(&cmd->arena, &w->sources, cmd->argv[i]);
}

/* The code pages of what came, and of what the reader keeps, where they are due. */
static int linked_pages(struct bring *b, struct code_page_vec *pages, struct err *err)
{
	struct arena *a = &b->cmd->arena;
	int64_t *nums = arena_alloc(a, (b->brought.n + 1) * sizeof *nums);
	size_t n = 0;

	for (size_t i = 0; i < b->brought.n; i++)
		if (library_find(b->lib, b->brought.at[i], &nums[n], NULL) == 0)
			n++;
	return code_pages_due_of(b->lib, clock_now(), nums, n, a, pages, err);
}

/* What goes along with papers. */
static int also(struct bring *b, struct wishes *w, struct err *err)
{
	struct config *c;
	int rc = desk_config(b->cmd->desk, &c, err);

	if (b->cmd->desk->offline)
		return rc; /* there is nobody to ask */
	if (rc == 0 && b->cmd->desk->visit && config_flag(c, "fetch.code"))
		rc = linked_pages(b, &w->pages, err);
	w->citations |= rc == 0 && config_flag(c, "fetch.citations");
	return rc;
}

/* The network's failures and those of single sources leave the other parts to be done. */
static bool goes_on(int rc)
{
	return rc == 0 || rc == ERR_PARTLY || rc == ERR_NETWORK || rc == ERR_NOT_FOUND;
}

/* What two parts come to; the first failure is the one that is told. */
static int both(int first, int second, const struct err *why, struct err *err)
{
	if (second < 0 && (first == 0 || !goes_on(second))) {
		*err = *why;
		return second;
	}
	return first < 0 && second == 0 ? ERR_PARTLY : first;
}

static int from_network(struct bring *b, struct wishes *w, struct err *err)
{
	struct err why = {""};
	int rc = bring_lock(b, err);

	if (rc <= 0)
		return rc;
	rc = 0;
	if (w->sources.n || !b->cmd->argc) {
		int also_rc;

		rc = bring_papers(b, &w->sources, err);
		also_rc = goes_on(rc) ? also(b, w, &why) : 0;
		if (also_rc < 0)
			rc = both(rc, also_rc, &why, err);
	}
	if (goes_on(rc) && w->pages.n)
		rc = both(rc, bring_pages(b, &w->pages, &why), &why, err);
	if (goes_on(rc) && w->citations)
		rc = both(rc, bring_citations(b, &why), &why, err);
	return goes_on(rc) && rc < 0 && b->brought.n ? ERR_PARTLY : rc; /* papers came, and are saved */
}

static int fetch(struct bring *b, struct err *err)
{
	struct wishes w = {0};
	struct err why = {""};
	int rc = 0;

	sort_words(b->cmd, &w);
	if (w.files.n < (size_t)b->cmd->argc || !b->cmd->argc)
		rc = from_network(b, &w, err);
	if (goes_on(rc) && w.files.n)
		rc = both(rc, bring_files(b, &w.files, NULL, &why), &why, err);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct bring b;
	int rc = bring_begin(&b, cmd, cmd->opt[OPT_BACKGROUND] != NULL, err);

	if (rc == 0)
		rc = fetch(&b, err);
	return bring_end(&b, rc, err);
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
		"the others go on. One fetch runs at a time; a second one says so and leaves it the work. ^C "
		"keeps what came, and the next run goes on from there. A terminal shows a bar and a line a "
		"source; without one, as from cron, nothing is printed while all is well (-v prints the lines "
		"all the same). In the browser R and :fetch do it behind, B shows what runs, waits and has "
		"failed, and leaving the browser ends it. Exit codes: 5 where the network failed, 3 where some "
		"sources did.",
	.least = 0,
	.most = -1,
	.flags = VERB_BEHIND,
	.options = own_options,
	.run = run,
};
