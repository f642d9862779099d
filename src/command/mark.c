#include "command/cmd.h"
#include "command/verbs.h"
#include "library/marks.h"

static int read_state(const char *word, enum paper_state *state, struct err *err)
{
	for (int i = STATE_NONE + 1; i < PAPER_STATES; i++)
		if (str_eqz(str_of(word), paper_state_names[i])) {
			*state = (enum paper_state)i;
			return 0;
		}
	*state = STATE_NONE;
	return str_eqz(str_of(word), "none")
		? 0
		: err_set(err, ERR_USAGE, "\"%s\" is none of: to-read reading read skipped none", word);
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *word = cmd->argv[cmd->argc - 1];
	int n = cmd->argc - 1, changed = 0, rc;
	enum paper_state state;
	struct library *lib;
	int64_t *nums;

	rc = read_state(word, &state, err);
	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0)
		rc = cmd_papers(cmd, lib, cmd->argv, n, &nums, err);
	if (rc == 0)
		rc = marks_begin(lib, arena_printf(&cmd->arena, "mark %s", word), err);
	if (rc < 0)
		return rc;
	for (int i = 0; rc >= 0 && i < n; i++) {
		rc = marks_state(lib, nums[i], state, err);
		changed += rc > 0;
	}
	return cmd_end_action(cmd, lib, rc < 0 ? rc : changed, err);
}

const struct verb verb_mark = {
	.name = "mark",
	.args = "ID... to-read|reading|read|skipped|none",
	.doc = "say how far you are with papers",
	.more = "Sets the state of the papers; all but to-read also makes them no longer unread. "
		"none takes the state off again.",
	.least = 2,
	.most = -1,
	.run = run,
};
