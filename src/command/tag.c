#include "command/cmd.h"
#include "command/verbs.h"
#include "library/marks.h"
#include "library/tags.h"

enum { OPT_REJECT, OPT_ACCEPT };

static const struct verb_option own_options[] = {
	[OPT_REJECT] = {"--reject", NULL, "NAME", "a tag that lists or rules found is wrong for these papers"},
	[OPT_ACCEPT] = {"--accept", NULL, "NAME", "it is right after all"},
	{NULL, NULL, NULL, NULL},
};

/* Words that start with "+" or "-" are changes, the others are papers. */
struct changes {
	char **papers, **tags;
	int n_papers, n_tags;
};

static int sort_words(struct cmd *cmd, struct changes *c, struct err *err)
{
	bool judges = cmd->opt[OPT_REJECT] || cmd->opt[OPT_ACCEPT];
	size_t size = ((size_t)cmd->argc + 1) * sizeof *c->papers;

	c->papers = arena_alloc(&cmd->arena, size);
	c->tags = arena_alloc(&cmd->arena, size);
	for (int i = 0; i < cmd->argc; i++) {
		char *word = cmd->argv[i];

		if (*word == '+' || *word == '-')
			c->tags[c->n_tags++] = word;
		else
			c->papers[c->n_papers++] = word;
	}
	if (!c->n_papers)
		return err_set(err, ERR_USAGE, "tag: no paper is named before \"%s\"", c->tags[0]);
	if (!c->n_tags && !judges)
		return err_set(err, ERR_USAGE, "tag: \"%s\": +NAME puts a tag, -NAME takes one off",
			c->papers[c->n_papers - 1]);
	return 0;
}

/* Whether any paper has the reader's tag of this name. */
static int tag_known(struct cmd *cmd, struct library *lib, const char *name, struct err *err)
{
	struct tag_counts counts = {0};
	int rc = tags_count(lib, "user", name, 0, &cmd->arena, &counts, err);

	for (size_t i = 0; i < counts.n; i++)
		if (str_case_eq(str_of(counts.at[i].name), str_of(name)))
			return 0;
	return rc < 0 ? rc : err_set(err, ERR_NOT_FOUND, "there is no tag \"%s\"", name);
}

/* Before anything is changed: names that may not be, tags to take off that are nowhere. */
static int check(struct cmd *cmd, struct library *lib, const struct changes *c, struct err *err)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < c->n_tags; i++) {
		const char *name = c->tags[i] + 1;

		rc = marks_name_ok(name, err);
		if (rc == 0 && *c->tags[i] == '-')
			rc = tag_known(cmd, lib, name, err);
	}
	return rc;
}

static int judge(struct cmd *cmd, struct library *lib, int64_t num, struct err *err)
{
	int rc = 0, changed = 0;

	for (int o = OPT_REJECT; o <= OPT_ACCEPT; o++) {
		if (!cmd->opt[o])
			continue;
		rc = marks_reject(lib, num, cmd->opt[o], o == OPT_REJECT, err);
		if (rc < 0)
			return rc;
		changed += rc;
	}
	return changed;
}

static int change(struct cmd *cmd, struct library *lib, const struct changes *c, const int64_t *nums,
	struct err *err)
{
	int rc = 0, changed = 0;

	for (int p = 0; p < c->n_papers; p++) {
		rc = judge(cmd, lib, nums[p], err);
		if (rc < 0)
			return rc;
		changed += rc;
		for (int t = 0; t < c->n_tags; t++) {
			rc = marks_tag(lib, nums[p], c->tags[t] + 1, *c->tags[t] == '+', err);
			if (rc < 0)
				return rc;
			changed += rc;
		}
	}
	return changed;
}

static const char *what(struct cmd *cmd, const struct changes *c)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;

	strbuf_addz(&sb, "tag");
	for (int i = 0; i < c->n_tags; i++)
		strbuf_addf(&sb, " %s", c->tags[i]);
	for (int o = OPT_REJECT; o <= OPT_ACCEPT; o++)
		if (cmd->opt[o])
			strbuf_addf(&sb, " %s %s", own_options[o].name, cmd->opt[o]);
	text = arena_str(&cmd->arena, strbuf_str(&sb));
	strbuf_release(&sb);
	return text;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct changes c = {0};
	struct library *lib;
	int64_t *nums;
	int rc = sort_words(cmd, &c, err);

	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0)
		rc = cmd_papers(cmd, lib, c.papers, c.n_papers, &nums, err);
	if (rc == 0)
		rc = check(cmd, lib, &c, err);
	if (rc == 0)
		rc = marks_begin(lib, what(cmd, &c), err);
	if (rc < 0)
		return rc;
	rc = change(cmd, lib, &c, nums, err);
	return cmd_end_action(cmd, lib, rc, err);
}

const struct verb verb_tag = {
	.name = "tag",
	.args = "ID... +NAME -NAME",
	.doc = "put your own tags on papers and take them off",
	.more = "+NAME puts a tag on the papers, -NAME takes it off. A name is one line without "
		"commas; quote it where it has blanks: '+to discuss'; "
		"-- -q takes off a tag that would be an option. carrel undo takes the "
		"change back. --reject and --accept are about the tags that lists and rules found: a "
		"rejected one is kept apart, whatever is imported or tagged again, until it is accepted. "
		"dataset: or method: in front of the NAME says which, where it is both.",
	.least = 1,
	.most = -1,
	.flags = VERB_MINUS_WORDS,
	.options = own_options,
	.run = run,
};
