#include "command/help.h"

#include "command/cmd.h"
#include "config.h"

int help_version(struct cmd *cmd)
{
	fprintf(cmd->out, "carrel %s\n", PACKAGE_VERSION);
	if (cmd->desk->verbose)
		fprintf(cmd->out, "SQLite %s\n", sql_version());
	return 0;
}

enum { OPTION_DOC = 25 /* the column where what an option does begins */ };

/* Each with what it does beside it, further lines below that. */
static void options_list(struct cmd *cmd, const struct verb_option *o)
{
	struct strbuf left = STRBUF_INIT, doc = STRBUF_INIT;
	bool beside;

	for (; o && o->name; o++) {
		strbuf_reset(&left);
		if (o->alias)
			strbuf_addf(&left, "%s, ", o->alias);
		strbuf_addf(&left, "%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
		strbuf_reset(&doc);
		cmd_wrapped(cmd, &doc, o->doc, OPTION_DOC);
		beside = left.len + 2 < OPTION_DOC;
		fprintf(cmd->out, "  %-22s%s%s", left.buf, beside ? " " : "\n", doc.buf + (beside ? OPTION_DOC : 0));
	}
	strbuf_release(&left);
	strbuf_release(&doc);
}

static void one_verb(struct cmd *cmd, const struct verb *v)
{
	struct strbuf more = STRBUF_INIT;

	fprintf(cmd->out, "usage: carrel %s%s%s%s\n\n", v->name, v->options ? " [OPTION...]" : "",
		*v->args ? " " : "", v->args);
	cmd_wrapped(cmd, &more, v->more, 0);
	fwrite(more.buf, 1, more.len, cmd->out);
	strbuf_release(&more);
	if (v->options) {
		fputs("\nOptions:\n", cmd->out);
		options_list(cmd, v->options);
	}
	fputs("\nThe options of every verb: carrel help\n", cmd->out);
}

static void all_verbs(struct cmd *cmd)
{
	fputs("usage: carrel [OPTION...] [VERB [WORD...]]\n\n"
	      "A reading desk for research papers. Without a verb the browser opens.\n\nVerbs:\n", cmd->out);
	for (size_t i = 0; verbs[i]; i++)
		fprintf(cmd->out, "  %-10s %s\n", verbs[i]->name, verbs[i]->doc);
	fputs("\nOptions, before or after the verb; -- ends them:\n", cmd->out);
	options_list(cmd, global_options);
	fputs("\ncarrel help VERB tells more; so do carrel(1), carrel-query(7) and carrel-config(5).\n", cmd->out);
}

int help_show(struct cmd *cmd, const struct verb *verb)
{
	if (verb)
		one_verb(cmd, verb);
	else
		all_verbs(cmd);
	return 0;
}
