#include <string.h>

#include "app/ingest.h"
#include "app/interrupt.h"
#include "base/json.h"
#include "command/bring.h"
#include "command/formats.h"
#include "command/verbs.h"
#include "library/learnt.h"

enum { OPT_FORMAT, OPT_BACKGROUND };

static const struct verb_option own_options[] = {
	[OPT_FORMAT] = {"--format", "-f", "FORMAT", "the format; else told from name and contents"},
	[OPT_BACKGROUND] = {"--background", NULL, NULL, "for the browser, as with fetch"},
	{NULL, NULL, NULL, NULL},
};

/* ---- progress ---- */

static void on_progress(void *data, const struct tally *papers, uint64_t bytes, uint64_t size)
{
	cmd_bar(data, bytes, size, tally_all(papers));
}

static void on_resumed(void *data, const char *message)
{
	cmd_say(data, "%s", message);
}

static void on_bad(void *data, const char *message)
{
	struct cmd *cmd = data;

	cmd_bar_clear(cmd);
	fprintf(cmd->msg, "%s\n", message);
}

static bool on_stop(void *data)
{
	(void)data;
	return interrupt_pending();
}

/* ---- the verb ---- */

static void add_part(struct strbuf *sb, size_t n, const char *what)
{
	if (n)
		strbuf_addf(sb, "%s%zu %s", sb->len ? ", " : "", n, what);
}

/* "50 papers added, 3 changed, 2 known already". */
static void summary(struct cmd *cmd, const struct ingest *r)
{
	const struct tally *t = &r->tally;
	struct strbuf sb = STRBUF_INIT;

	add_part(&sb, t->added, t->added == 1 ? "paper added" : "papers added");
	add_part(&sb, t->changed, "changed");
	add_part(&sb, t->joined, "joined with what was known under another id");
	add_part(&sb, t->same, "known already");
	add_part(&sb, r->bad, "could not be read");
	cmd_say(cmd, "%s", sb.len ? sb.buf : "no papers");
	strbuf_release(&sb);
}

/* After many new papers: looking their names up would take as long again. */
static void tell_names(struct cmd *cmd)
{
	struct library *lib;
	int64_t names = 0;

	if (desk_library(cmd->desk, &lib, NULL) < 0 || learnt_pending(lib, &names, NULL) < 0)
		return;
	if (names)
		cmd_say(cmd, "%s may be used by other papers; carrel tags --retag looks",
			cmd_count(cmd, (size_t)names, "name that they introduce", "names that they introduce"));
}

static void json_summary(struct cmd *cmd, const struct ingest *r)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	json_open(&j, '{');
	json_key(&j, "added");
	json_int(&j, (int64_t)r->tally.added);
	json_key(&j, "changed");
	json_int(&j, (int64_t)r->tally.changed);
	json_key(&j, "joined");
	json_int(&j, (int64_t)r->tally.joined);
	json_key(&j, "same");
	json_int(&j, (int64_t)r->tally.same);
	json_key(&j, "bad");
	json_int(&j, (int64_t)r->bad);
	json_key(&j, "resumed");
	json_int(&j, (int64_t)r->resumed);
	json_close(&j, '}');
	cmd_line(cmd, &sb);
	strbuf_release(&sb);
}

/* All files, one after the other; one that fails does not keep the others from being read. */
static int all_files(struct cmd *cmd, const struct format *format, struct ingest *result, struct err *err)
{
	const struct ingest_watch watch = {on_bad, on_progress, on_stop, cmd, on_resumed};
	int rc = 0, good = 0;

	for (int i = 0; i < cmd->argc && rc != ERR_INTERRUPTED; i++) {
		struct err why = {""};
		int one = ingest_file(cmd->desk, cmd->argv[i], format, &watch, result, &why);

		cmd_bar_clear(cmd);
		good += one == 0 || one == ERR_PARTLY;
		if (one < 0)
			rc = one;
		if (one < 0 && cmd->argc > 1)
			cmd_tell(cmd, why.msg);
		else if (one < 0)
			*err = why;
	}
	if (rc < 0 && rc != ERR_INTERRUPTED && good)
		rc = ERR_PARTLY;
	return rc;
}

static int format_asked(struct cmd *cmd, const struct format **format, struct err *err)
{
	const char *name = cmd->opt[OPT_FORMAT];

	*format = name ? format_find(name) : NULL;
	return name && (!*format || !(*format)->read) ? formats_unknown(name, formats_reads, err) : 0;
}

/* Told as a run of fetch is. */
static int behind(struct cmd *cmd, struct err *err)
{
	const struct format *format;
	struct strs paths = {0};
	struct bring b;
	int rc = bring_begin(&b, cmd, true, err);

	if (rc == 0)
		rc = format_asked(cmd, &format, err);
	for (int i = 0; i < cmd->argc && rc == 0; i++)
		if (!strcmp(cmd->argv[i], "-"))
			rc = err_set(err, ERR_USAGE, "-: there is no standard input here");
		else
			vec_push_in(&cmd->arena, &paths, cmd->argv[i]);
	if (rc == 0)
		rc = bring_files(&b, &paths, format, err);
	return bring_end(&b, rc, err);
}

static int run(struct cmd *cmd, struct err *err)
{
	const struct format *format;
	struct ingest result = {0};
	int rc;

	if (cmd->opt[OPT_BACKGROUND])
		return behind(cmd, err);
	rc = format_asked(cmd, &format, err);
	if (rc < 0)
		return rc;
	rc = all_files(cmd, format, &result, err);
	if (rc == 0 || rc == ERR_PARTLY || rc == ERR_INTERRUPTED)
		summary(cmd, &result);
	if (result.tally.added)
		tell_names(cmd);
	if (cmd->desk->json)
		json_summary(cmd, &result);
	return rc;
}

const struct verb verb_import = {
	.name = "import",
	.args = "FILE|-...",
	.doc = "add the papers of files or standard input",
	.more = "Adds the papers of files to your library, tags them and makes them searchable. "
		"A paper that is known already gets what the file knows more of it; your own "
		"tags, lists, notes and states are never touched. A record that cannot be read is "
		"named with file, line and reason; the others are saved (exit code 3). ^C saves "
		"what is in hand; a large file of JSON lines that was interrupted goes on where it "
		"was when it is imported again, unless it was changed.",
	.least = 1,
	.most = -1,
	.flags = VERB_BEHIND,
	.options = own_options,
	.run = run,
};
