#include <inttypes.h>
#include <langinfo.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/editor.h"
#include "app/opener.h"
#include "app/spawn.h"
#include "base/json.h"
#include "command/cmd.h"
#include "command/verbs.h"

enum finding { FINE, NOTE, TROUBLE };

static const char *const finding_names[] = {[FINE] = "ok", [NOTE] = "note", [TROUBLE] = "trouble"};

struct visit {
	struct cmd *cmd;
	const char *check;
	size_t troubles;
};

__attribute__((format(printf, 3, 4))) static void found(struct visit *v, enum finding f, const char *fmt, ...)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};
	struct err text; /* safe to show, whatever the names of files are */
	va_list ap;

	va_start(ap, fmt);
	err_vset(&text, 0, fmt, ap);
	va_end(ap);
	v->troubles += f == TROUBLE;
	if (v->cmd->desk->json) {
		json_open(&j, '{');
		json_key(&j, "check");
		json_z(&j, v->check);
		json_key(&j, "finding");
		json_z(&j, finding_names[f]);
		json_key(&j, "text");
		json_z(&j, text.msg);
		json_close(&j, '}');
	} else {
		cmd_cell(&sb, finding_names[f], 8);
		cmd_cell(&sb, v->check, 10);
		strbuf_addz(&sb, text.msg);
	}
	cmd_line(v->cmd, &sb);
	strbuf_release(&sb);
}

static void on_library_finding(void *data, const char *line)
{
	found(data, TROUBLE, "%s", line);
}

static void check_library(struct visit *v)
{
	struct strbuf path = STRBUF_INIT;
	struct library *lib;
	struct err err;
	struct stat st;

	if (desk_library_path(v->cmd->desk, &path, &err) < 0 || desk_own_library(v->cmd->desk, &lib, &err) < 0) {
		found(v, TROUBLE, "%s", err.msg);
		strbuf_release(&path);
		return;
	}
	if (stat(path.buf, &st) < 0)
		st.st_size = 0;
	found(v, FINE, "%s, %" PRId64 " papers, %.1f MB", path.buf, library_count(lib), (double)st.st_size / 1e6);
	if (!library_writable(lib))
		found(v, TROUBLE, "it can only be read; see the rights of the file and its folder");
	if (!library_count(lib))
		found(v, NOTE, "it is empty; %s", desk_how_to_add);
	if (library_check(lib, on_library_finding, v, &err) < 0)
		found(v, TROUBLE, "%s; carrel backup FILE keeps what can be read", err.msg);
	strbuf_release(&path);
}

static void on_warning(void *data, const char *message)
{
	found(data, TROUBLE, "%s", message);
}

/* Reads it once more, with the warnings coming here. */
static void check_config(struct visit *v)
{
	struct strbuf path = STRBUF_INIT;
	struct config *c = NULL;
	size_t before = v->troubles;
	struct err err;

	if (desk_config_path(v->cmd->desk, &path, &err) < 0 || config_open(&c, path.buf, on_warning, v, &err) < 0)
		found(v, TROUBLE, "%s", err.msg);
	else if (access(path.buf, F_OK) < 0)
		found(v, FINE, "%s is not there: everything as it comes", path.buf);
	else if (v->troubles == before)
		found(v, FINE, "%s", path.buf);
	if (c)
		config_close(c);
	strbuf_release(&path);
}

static void check_lists(struct visit *v)
{
	struct strbuf own = STRBUF_INIT;
	struct extractor *x = NULL;
	size_t before = v->troubles;
	struct err err;

	if (desk_lists_path(v->cmd->desk, &own, &err) < 0 || extractor_open(&x, own.buf, on_warning, v, &err) < 0)
		found(v, TROUBLE, "%s", err.msg);
	else if (v->troubles == before)
		found(v, FINE, "names and rules: the shipped ones%s%s", access(own.buf, F_OK) ? "" : " and ",
			access(own.buf, F_OK) ? "" : own.buf);
	extractor_close(x);
	strbuf_release(&own);
}

static void check_locale(struct visit *v)
{
	const char *set = nl_langinfo(CODESET);

	if (!strcmp(set, "UTF-8"))
		found(v, FINE, "UTF-8");
	else
		found(v, TROUBLE, "%s cannot show every letter; set LANG=C.UTF-8 or another UTF-8 locale", set);
}

static void check_terminal(struct visit *v)
{
	const char *term = getenv("TERM");

	if (!v->cmd->columns)
		found(v, NOTE, "standard output is none; the browser needs one");
	else if (!term || !*term || !strcmp(term, "dumb"))
		found(v, TROUBLE, "TERM is %s; the browser needs its real name, such as xterm-256color",
			term && *term ? term : "not set");
	else
		found(v, FINE, "%s, %d columns%s", term, v->cmd->columns, v->cmd->desk->color ? "" : ", no colours");
}

/* Nothing else needs these two, so a machine without them is no trouble. */
static void check_opener(struct visit *v)
{
	struct strs argv = {0};
	struct err err;

	if (opener_choose(v->cmd->desk, "https://arxiv.org/", &v->cmd->arena, &argv, &err) < 0)
		found(v, NOTE, "%s", err.msg);
	else
		found(v, FINE, "links open with %s", argv.at[0]);
}

static void check_editor(struct visit *v)
{
	struct strs argv = {0};
	struct err err;

	if (editor_argv(v->cmd->desk, &v->cmd->arena, &argv, &err) < 0)
		found(v, NOTE, "%s", err.msg);
	else if (!spawn_found(argv.at[0]))
		found(v, NOTE, "%s is not found; set EDITOR to write notes", argv.at[0]);
	else
		found(v, FINE, "notes open in %s", argv.at[0]);
}

static const struct {
	const char *name;
	void (*run)(struct visit *v);
} checks[] = {
	{"library", check_library},
	{"config", check_config},
	{"lists", check_lists},
	{"locale", check_locale},
	{"terminal", check_terminal},
	{"browser", check_opener},
	{"editor", check_editor},
};

static int run(struct cmd *cmd, struct err *err)
{
	struct visit v = {.cmd = cmd};

	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		v.check = checks[i].name;
		checks[i].run(&v);
	}
	return v.troubles ? err_set(err, ERR_FAILED, "%s found",
				    cmd_count(cmd, v.troubles, "trouble", "troubles"))
			  : 0;
}

const struct verb verb_doctor = {
	.name = "doctor",
	.args = "",
	.doc = "check library, config, lists, terminal and programs",
	.more = "Checks what Carrel needs and says what to do where something is wrong; then the "
		"exit code is 1. The library is read from end to end.",
	.least = 0,
	.most = 0,
	.run = run,
};
