#include "base/clock.h"
#include "command/bring.h"
#include "command/verbs.h"
#include "paper/paper_id.h"

enum { OPT_BACKGROUND };

static const struct verb_option own_options[] = {
	[OPT_BACKGROUND] = {"--background", NULL, NULL,
		"for the browser: the events of --json, until standard input ends; a line \"cancel SOURCE\" there "
		"gives up a page"},
	{NULL, NULL, NULL, NULL},
};

/* A word that can be nothing but an id, known or not; "title:x" is a query. */
static bool is_id(const char *word, struct arena *a)
{
	const char *id = paper_id_read(str_of(word), a, NULL);

	return word[0] == '#' || (id && (paper_id_arxiv(id) || paper_id_doi(id)));
}

/* 1: the words name papers or code pages, every one of them; 0: they are a query. */
static int all_names(struct bring *b, struct code_page_vec *pages, struct err *err)
{
	struct cmd *cmd = b->cmd;

	for (int i = 0; i < cmd->argc; i++) {
		int64_t num;
		int rc = library_find(b->lib, cmd->argv[i], &num, err);

		if (rc == 0)
			rc = code_pages_of(b->lib, &num, 1, &cmd->arena, pages, err);
		else if (bring_is_page(cmd->argv[i], &cmd->arena, pages))
			rc = 0;
		else if (!is_id(cmd->argv[i], &cmd->arena))
			return 0;
		if (rc < 0)
			return rc;
	}
	return 1;
}

struct found {
	struct arena *arena;
	struct {
		VEC_OF(int64_t);
	} nums;
};

static int add_row(void *data, const struct row *row, struct err *err)
{
	struct found *f = data;

	(void)err;
	vec_push_in(f->arena, &f->nums, row->num);
	return 0;
}

static int of_query(struct bring *b, struct code_page_vec *pages, struct err *err)
{
	struct cmd *cmd = b->cmd;
	struct found f = {.arena = &cmd->arena};
	struct selection *sel = NULL;
	int rc = cmd_select(cmd, b->lib, cmd_joined(cmd, 0), NULL, SORT_DATE, false, &sel, err);

	if (rc == 0)
		rc = cmd_walk(cmd, sel, NULL, 0, add_row, &f, err);
	if (rc == 0)
		rc = code_pages_of(b->lib, f.nums.at, f.nums.n, &cmd->arena, pages, err);
	selection_close(sel);
	return rc;
}

static int wanted(struct bring *b, struct code_page_vec *pages, struct err *err)
{
	int rc;

	if (!b->cmd->argc)
		return code_pages_due(b->lib, clock_now(), 0, &b->cmd->arena, pages, err);
	rc = all_names(b, pages, err);
	return rc > 0 ? 0 : rc < 0 ? rc : of_query(b, pages, err);
}

static void sum_up(const struct bring *b, const struct code_page_vec *pages)
{
	struct cmd *cmd = b->cmd;

	if (!pages->n && cmd->interactive)
		cmd_say(cmd, cmd->argc ? "These papers have no code page on a host that is visited."
				       : "No code page is due.");
	if (b->visits.arrived)
		cmd_say(cmd, "The code of %s has arrived; has:news finds them.",
			cmd_count(cmd, b->visits.arrived, "paper that you keep", "papers that you keep"));
}

static int visit(struct bring *b, struct err *err)
{
	struct code_page_vec pages = {0};
	int rc = wanted(b, &pages, err);

	if (rc == 0)
		rc = bring_lock(b, err);
	if (rc <= 0)
		return rc;
	rc = bring_pages(b, &pages, err);
	if (rc == 0 || rc == ERR_PARTLY)
		sum_up(b, &pages);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct bring b;
	int rc = bring_begin(&b, cmd, cmd->opt[OPT_BACKGROUND] != NULL, err);

	if (rc == 0)
		rc = visit(&b, err);
	return bring_end(&b, rc, err);
}

const struct verb verb_code = {
	.name = "code",
	.args = "[ID...|QUERY]",
	.doc = "visit the code pages of papers: is the code there?",
	.more = "Visits the pages on GitHub, GitLab, Bitbucket and Hugging Face that papers link to, and keeps what "
		"they say: a verdict with its reason, stars, licence, files, the README. Without words those that "
		"are due are visited: a day after the last time where the paper is younger than a month, then after "
		"a week, then after a month; sooner where there was no code yet. Where code has arrived for a paper "
		"that you keep (starred, tagged, listed, to read or reading), the paper becomes unread. A visit that "
		"fails changes nothing; a page is gone where it is not there on two days. $GITHUB_TOKEN makes it "
		"quicker. With --json a line is an event, and \"page\" holds all that a page says.",
	.least = 0,
	.most = -1,
	.flags = VERB_BEHIND | VERB_QUERY,
	.options = own_options,
	.run = run,
};
