#include <string.h>

#include "command/help.h"
#include "command/suggest.h"
#include "command/verbs.h"
#include "config/actions.h"
#include "config/options.h"

/* What can be asked for beside the verbs. */
static const struct {
	const char *name;
	void (*put)(struct strbuf *out);
} topics[] = {
	{"keys", actions_table},
	{"config", config_sample},
};

static bool show_topic(struct cmd *cmd, const char *name)
{
	struct strbuf sb = STRBUF_INIT;
	bool shown = false;

	for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
		if (!strcmp(topics[i].name, name)) {
			topics[i].put(&sb);
			fwrite(sb.buf, 1, sb.len, cmd->out);
			shown = true;
		}
	strbuf_release(&sb);
	return shown;
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *word = cmd->argc ? cmd->argv[0] : NULL, *near;
	const struct verb *verb = word ? verb_find(word) : NULL;

	if (word && show_topic(cmd, word))
		return 0;
	if (!word || verb)
		return help_show(cmd, verb);
	near = suggest_verb(word);
	if (near)
		return err_set(err, ERR_USAGE, "\"%s\" is no verb; did you mean %s?", word, near);
	return err_set(err, ERR_USAGE, "\"%s\" is no verb; %s lists them", word, cmd->inside ? ":help" : "carrel help");
}

const struct verb verb_help = {
	.name = "help",
	.args = "[VERB|keys|config]",
	.doc = "explain the program, or one verb",
	.more = "Lists all verbs with the global options, or explains one verb with its own. "
		"help keys lists the keys of the browser, help config prints a config file with "
		"every setting at its default.",
	.least = 0,
	.most = 1,
	.flags = VERB_PAGED,
	.run = run,
};
