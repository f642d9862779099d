#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "command/cmd.h"
#include "command/list.h"
#include "command/verbs.h"
#include "library/marks.h"

/* What is done with a list, once its action of the journal has begun. Answers how much it changed. */
struct job {
	struct cmd *cmd;
	struct library *lib;
	const char *name;
	int64_t *nums; /* the papers that are named */
	int n;
	int position;
	const char *to;
};

static int add(struct job *w, struct err *err)
{
	int rc = 0, changed = 0;

	for (int i = 0; rc >= 0 && i < w->n; i++) {
		rc = lists_add(w->lib, w->name, w->nums[i], 0, err);
		changed += rc > 0;
	}
	return rc < 0 ? rc : changed;
}

static int take_off(struct job *w, struct err *err)
{
	int rc = 0, changed = 0;

	for (int i = 0; rc >= 0 && i < w->n; i++) {
		rc = lists_remove(w->lib, w->name, w->nums[i], err);
		changed += rc > 0;
	}
	return rc < 0 ? rc : changed;
}

static int move(struct job *w, struct err *err)
{
	return lists_move(w->lib, w->name, w->nums[0], w->position, err);
}

static int rename_to(struct job *w, struct err *err)
{
	return lists_rename(w->lib, w->name, w->to, err);
}

static int delete(struct job *w, struct err *err)
{
	return lists_delete(w->lib, w->name, err);
}

enum needs { NEEDS_PAPERS = 1, NEEDS_POSITION = 2, NEEDS_NAME = 4, NEEDS_LIST = 8 };

static const struct action {
	const char *name, *args;
	int least, most; /* words after the action */
	int needs;
	int (*run)(struct job *w, struct err *err);
} actions[] = {
	{"add", "LIST ID...", 2, -1, NEEDS_PAPERS, add},
	{"remove", "LIST ID...", 2, -1, NEEDS_PAPERS | NEEDS_LIST, take_off},
	{"move", "LIST ID POSITION", 3, 3, NEEDS_PAPERS | NEEDS_POSITION | NEEDS_LIST, move},
	{"rename", "LIST NAME", 2, 2, NEEDS_NAME | NEEDS_LIST, rename_to},
	{"delete", "LIST", 1, 1, NEEDS_LIST, delete},
};

static const struct action *find_action(const char *name)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (!strcmp(actions[i].name, name))
			return &actions[i];
	return NULL;
}

static int read_position(struct job *w, const char *text, struct err *err)
{
	size_t digits = strspn(text, "0123456789");

	w->position = digits && !text[digits] && digits < 9 ? atoi(text) : 0;
	return w->position > 0 ? 0 : err_set(err, ERR_USAGE, "\"%s\" is no place in a list; the first is 1", text);
}

static int read_words(struct job *w, const struct action *a, struct err *err)
{
	struct cmd *cmd = w->cmd;
	int words = cmd->argc - 1, rc = 0;

	if (words < a->least || (a->most >= 0 && words > a->most))
		return err_set(err, ERR_USAGE, "usage: carrel lists %s %s", a->name, a->args);
	w->name = cmd->argv[1];
	if (a->needs & NEEDS_NAME)
		w->to = cmd->argv[2];
	if (a->needs & NEEDS_POSITION)
		rc = read_position(w, cmd->argv[3], err);
	if (rc == 0)
		rc = marks_name_ok(w->to ? w->to : w->name, err);
	if (rc == 0 && (a->needs & NEEDS_LIST))
		rc = cmd_have_list(cmd, w->lib, w->name, err);
	if (rc == 0 && (a->needs & NEEDS_PAPERS)) {
		w->n = a->needs & NEEDS_POSITION ? 1 : words - 1;
		rc = cmd_papers(cmd, w->lib, cmd->argv + 2, w->n, &w->nums, err);
	}
	return rc;
}

static int change(struct job *w, const struct action *a, struct err *err)
{
	const char *what;
	int rc = read_words(w, a, err);

	if (rc < 0)
		return rc;
	what = w->to ? arena_printf(&w->cmd->arena, "lists %s %s %s", a->name, w->name, w->to)
		     : arena_printf(&w->cmd->arena, "lists %s %s", a->name, w->name);
	rc = marks_begin(w->lib, what, err);
	if (rc < 0)
		return rc;
	rc = a->run(w, err);
	return cmd_end_action(w->cmd, w->lib, rc, err);
}

/* ---- reading ---- */

static void json_list(struct cmd *cmd, const struct reading_list *l)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	json_open(&j, '{');
	json_key(&j, "name");
	json_z(&j, l->name);
	json_key(&j, "papers");
	json_int(&j, l->papers);
	json_close(&j, '}');
	cmd_line(cmd, &sb);
	strbuf_release(&sb);
}

static int all_lists(struct cmd *cmd, struct library *lib, struct err *err)
{
	struct reading_lists lists = {0};
	int rc = lists_all(lib, &cmd->arena, &lists, err);

	for (size_t i = 0; rc == 0 && i < lists.n; i++) {
		const struct reading_list *l = &lists.at[i];

		if (cmd->desk->json)
			json_list(cmd, l);
		else
			fprintf(cmd->out, cmd->columns ? "%7" PRId64 "  %s\n" : "%" PRId64 "\t%s\n", l->papers,
				l->name);
	}
	if (rc == 0 && !lists.n && cmd->interactive)
		cmd_say(cmd, "no reading lists yet");
	return rc;
}

static int one_list(struct cmd *cmd, struct library *lib, const char *name, struct err *err)
{
	struct selection *sel = NULL;
	int rc = cmd_have_list(cmd, lib, name, err);

	if (rc == 0)
		rc = cmd_select(cmd, lib, NULL, name, SORT_DATE, false, &sel, err);
	if (rc == 0)
		rc = list_print(cmd, lib, sel, NULL, 0, false, err);
	selection_close(sel);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct job w = {.cmd = cmd};
	const struct action *a = cmd->argc ? find_action(cmd->argv[0]) : NULL;
	int rc = desk_library(cmd->desk, &w.lib, err);

	if (rc < 0)
		return rc;
	if (a)
		return change(&w, a, err);
	if (!cmd->argc)
		return all_lists(cmd, w.lib, err);
	if (cmd->argc > 1)
		return err_set(err, ERR_USAGE, "lists: \"%s\" is none of: add remove move rename delete", cmd->argv[0]);
	return one_list(cmd, w.lib, cmd->argv[0], err);
}

const struct verb verb_lists = {
	.name = "lists",
	.args = "[LIST | add LIST ID... | remove LIST ID... | move LIST ID POSITION | rename LIST NAME | delete LIST]",
	.doc = "the reading lists, and their papers",
	.more = "Alone it shows every reading list with its count; with the name of one, its "
		"papers in their order. add makes a list where there is none; move puts a paper "
		"at a place, the first being 1. carrel undo takes any of it back.",
	.least = 0,
	.most = -1,
	.flags = VERB_PAGED,
	.run = run,
};
