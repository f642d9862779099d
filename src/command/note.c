#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/editor.h"
#include "base/file.h"
#include "base/json.h"
#include "command/cmd.h"
#include "command/verbs.h"
#include "library/marks.h"
#include "text/clean.h"

enum { NOTE_MOST = 1 << 20 };

static int print(struct cmd *cmd, const char *id, const char *note)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	if (cmd->desk->json) {
		json_open(&j, '{');
		json_key(&j, "id");
		json_z(&j, id);
		json_key(&j, "note");
		json_z(&j, note);
		json_close(&j, '}');
		cmd_line(cmd, &sb);
	} else if (note) {
		fprintf(cmd->out, "%s\n", note);
	} else if (cmd->interactive) {
		cmd_say(cmd, "no note");
	}
	strbuf_release(&sb);
	return 0;
}

/* Cleaned, without blank lines at its ends; nothing left: no note. */
static int save(struct cmd *cmd, struct library *lib, int64_t num, struct str text, struct err *err)
{
	struct strbuf note = STRBUF_INIT;
	int rc;

	clean_text(text, &note);
	strbuf_trim(&note);
	rc = marks_begin(lib, note.len ? "note" : "note taken off", err);
	if (rc == 0) {
		rc = marks_note(lib, num, note.len ? note.buf : NULL, err);
		rc = cmd_end_action(cmd, lib, rc, err);
	}
	strbuf_release(&note);
	return rc;
}

static bool may_edit(const struct cmd *cmd)
{
	return cmd->interactive && !cmd->inside && !cmd->desk->json && cmd->columns && isatty(STDIN_FILENO);
}

static int edit(struct cmd *cmd, struct library *lib, int64_t num, const char *note, struct err *err)
{
	struct strbuf text = STRBUF_INIT;
	int rc = editor_edit(cmd->desk, str_of(note ? note : ""), &text, err);

	if (rc == 0)
		rc = save(cmd, lib, num, strbuf_str(&text), err);
	strbuf_release(&text);
	return rc;
}

static int from_stdin(struct cmd *cmd, struct library *lib, int64_t num, struct err *err)
{
	struct strbuf text = STRBUF_INIT;
	int rc = file_read("-", NOTE_MOST, &text, err);

	if (rc == 0)
		rc = save(cmd, lib, num, strbuf_str(&text), err);
	strbuf_release(&text);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *text = cmd_joined(cmd, 1);
	struct marks marks = {0};
	struct paper paper = {0};
	struct library *lib;
	int64_t num;
	int rc = desk_library(cmd->desk, &lib, err);

	if (rc == 0)
		rc = library_find(lib, cmd->argv[0], &num, err);
	if (rc == 0)
		rc = library_get(lib, num, PART_TEXT, &cmd->arena, &paper, err);
	if (rc == 0)
		rc = library_marks(lib, num, &cmd->arena, &marks, err);
	if (rc < 0)
		return rc;
	if (text && !strcmp(text, "-") && !cmd->inside)
		return from_stdin(cmd, lib, num, err);
	if (text)
		return save(cmd, lib, num, str_of(text), err);
	return may_edit(cmd) ? edit(cmd, lib, num, marks.note, err) : print(cmd, paper.id, marks.note);
}

const struct verb verb_note = {
	.name = "note",
	.args = "ID [TEXT|-]",
	.doc = "read or write the note of a paper",
	.more = "With TEXT (or - and standard input) the note becomes that text; an empty one "
		"takes it off. Without, on a terminal, it opens in $EDITOR; in a pipe it is "
		"printed.",
	.least = 1,
	.most = -1,
	.run = run,
};
