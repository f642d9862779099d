/*
 * Words of a command line, sorted into the verb, its options, the global ones, and what is left.
 */
#include <string.h>

#include "base/mem.h"
#include "command/cmd.h"
#include "command/help.h"
#include "command/pager.h"
#include "command/suggest.h"

enum global { G_LIBRARY, G_CONFIG, G_OFFLINE, G_JSON, G_QUIET, G_VERBOSE, G_NO_COLOR, G_VERSION, G_HELP, GLOBALS };

const struct verb_option global_options[] = {
	[G_LIBRARY] = {"--library", NULL, "FILE",
		"the library (default $CARREL_LIBRARY, else library.db in the data folder)"},
	[G_CONFIG] = {"--config", NULL, "FILE",
		"the settings (default $CARREL_CONFIG, else config in the config folder)"},
	[G_OFFLINE] = {"--offline", NULL, NULL, "do without the network"},
	[G_JSON] = {"--json", NULL, NULL, "results as JSON lines"},
	[G_QUIET] = {"--quiet", "-q", NULL, "no progress and no summaries"},
	[G_VERBOSE] = {"--verbose", "-v", NULL, "say more"},
	[G_NO_COLOR] = {"--no-color", NULL, NULL, "no colours (as the variable NO_COLOR)"},
	[G_VERSION] = {"--version", NULL, NULL, "print the version and leave"},
	[G_HELP] = {"--help", "-h", NULL, "explain the program, or the verb"},
	[GLOBALS] = {NULL, NULL, NULL, NULL},
};

struct parse {
	struct cmd *cmd;
	const struct verb *verb;
	const char *global[GLOBALS];
	char **words;
	int n, at;
	bool ended; /* "--" was there */
	struct err *err;
};

/* True where word is option o; *value is what follows it in the same word, or NULL. */
static bool is_option(const struct verb_option *o, const char *word, const char **value)
{
	size_t n = strlen(o->name);

	*value = NULL;
	if (!strncmp(word, o->name, n) && (!word[n] || word[n] == '=')) {
		*value = word[n] ? word + n + 1 : NULL;
		return true;
	}
	if (!o->alias || strncmp(word, o->alias, 2))
		return false;
	*value = word[2] ? word + 2 : NULL;
	/* "-fbibtex" but not "-qx": a flag takes no more letters. */
	return !word[2] || o->value;
}

/* Takes the option at hand from one table: 1 taken, 0 not in it, or an error. */
static int take(struct parse *p, const struct verb_option *table, const char **values)
{
	const char *word = p->words[p->at], *value;

	for (int i = 0; table && table[i].name; i++) {
		if (!is_option(&table[i], word, &value))
			continue;
		if (!table[i].value && value)
			return err_set(p->err, ERR_USAGE, "%s takes no value", table[i].name);
		if (table[i].value && !value) {
			if (p->at + 1 >= p->n)
				return err_set(p->err, ERR_USAGE, "%s: %s is missing", word, table[i].value);
			value = p->words[++p->at];
		}
		values[i] = value ? value : "";
		return 1;
	}
	return 0;
}

/* An option that no table has: a word where the verb allows for it, else an error that names it. */
static bool is_word(const struct parse *p, const char *word)
{
	enum verb_flags flags = p->verb ? p->verb->flags : 0;

	if (word[0] != '-' || !word[1])
		return true;
	if (word[1] == '-')
		return false;
	return (flags & VERB_MINUS_WORDS) || ((flags & VERB_QUERY) && word[2]);
}

static int unknown_option(struct parse *p, const char *word)
{
	const char *near = suggest_option(p->verb ? p->verb->options : NULL, word);

	if (near)
		return err_set(p->err, ERR_USAGE, "unknown option %s; did you mean %s?", word, near);
	return err_set(p->err, ERR_USAGE, "unknown option %s", word);
}

static int unknown_verb(struct parse *p, const char *word)
{
	const char *near = suggest_verb(word);

	if (near)
		return err_set(p->err, ERR_USAGE, "\"%s\" is no verb; did you mean %s?", word, near);
	return err_set(p->err, ERR_USAGE, "\"%s\" is no verb; %s lists them", word,
		p->cmd->inside ? ":help" : "carrel help");
}

/*
 * A verb whose words may start with "-" keeps longer ones for itself: "tag ID -quiet" takes tag quiet off, "tag ID -q"
 * is the option, and "tag ID -- -q" takes tag q off.
 */
static bool may_be_option(const struct parse *p, const char *word)
{
	bool minus_words = p->verb && (p->verb->flags & VERB_MINUS_WORDS);

	return word[0] == '-' && word[1] && (word[1] == '-' || !word[2] || !minus_words);
}

static int take_word(struct parse *p)
{
	char *word = p->words[p->at];
	int rc = 0;

	if (!p->ended && !strcmp(word, "--")) {
		p->ended = true;
		return 0;
	}
	if (!p->ended && may_be_option(p, word)) {
		if (p->verb)
			rc = take(p, p->verb->options, p->cmd->opt);
		if (rc == 0)
			rc = take(p, global_options, p->global);
		if (rc != 0)
			return rc < 0 ? rc : 0;
	}
	if (!p->ended && !is_word(p, word))
		return unknown_option(p, word);
	if (!p->verb) {
		p->verb = verb_find(word);
		return p->verb ? 0 : unknown_verb(p, word);
	}
	p->cmd->argv[p->cmd->argc++] = word;
	return 0;
}

static int check_count(struct parse *p)
{
	const struct verb *v = p->verb;
	int n = p->cmd->argc;

	if (n < v->least)
		return err_set(p->err, ERR_USAGE, "%s: a word is missing; usage: carrel %s %s", v->name, v->name,
			v->args);
	if (v->most >= 0 && n > v->most)
		return err_set(p->err, ERR_USAGE, "%s: \"%s\" is one word too many; usage: carrel %s%s%s", v->name,
			p->cmd->argv[v->most], v->name, *v->args ? " " : "", v->args);
	return 0;
}

static int check_inside(struct parse *p)
{
	if (!p->cmd->inside)
		return 0;
	if (p->verb->flags & VERB_SHELL_ONLY)
		return err_set(p->err, ERR_USAGE, "%s: only from the shell", p->verb->name);
	for (int i = G_LIBRARY; i <= G_CONFIG; i++)
		if (p->global[i])
			return err_set(p->err, ERR_USAGE, "%s: only from the shell", global_options[i].name);
	return 0;
}

static void set_globals(const struct parse *p)
{
	struct desk *d = p->cmd->desk;

	if (p->global[G_LIBRARY])
		d->library_path = p->global[G_LIBRARY];
	if (p->global[G_CONFIG])
		d->config_path = p->global[G_CONFIG];
	d->offline |= p->global[G_OFFLINE] != NULL;
	d->json |= p->global[G_JSON] != NULL;
	d->quiet |= p->global[G_QUIET] != NULL;
	d->verbose |= p->global[G_VERBOSE] != NULL;
	d->color &= !p->global[G_NO_COLOR];
}

/* All words but that of the verb. */
static int send_behind(struct parse *p)
{
	struct strs words = {0};
	bool found = false;

	for (int i = 0; i < p->n; i++)
		if (!found && verb_find(p->words[i]) == p->verb)
			found = true;
		else
			vec_push_in(&p->cmd->arena, &words, p->words[i]);
	return p->cmd->behind(p->cmd->behind_data, p->verb->name, &words, p->err);
}

static int run_verb(struct parse *p)
{
	struct cmd_pager pager = {NULL, 0};
	int rc;

	if (p->cmd->behind && p->verb->flags & VERB_BEHIND)
		return send_behind(p);
	if (p->verb->flags & VERB_PAGED)
		cmd_pager_start(&pager, p->cmd);
	rc = p->verb->run(p->cmd, p->err);
	if (rc == 0 && pager.out)
		rc = cmd_flush(p->cmd, p->err);
	cmd_pager_end(&pager, p->cmd);
	return rc;
}

/* What the words ask for, once they are sorted. */
static int run(struct parse *p)
{
	int rc;

	if (p->global[G_VERSION])
		return help_version(p->cmd);
	if (p->global[G_HELP])
		return help_show(p->cmd, p->verb);
	if (!p->verb)
		p->verb = verb_find("browse");
	rc = check_count(p);
	if (rc == 0)
		rc = check_inside(p);
	if (rc == 0) {
		set_globals(p);
		rc = run_verb(p);
	}
	return rc;
}

int verb_run(struct cmd *cmd, int n, char **words, struct err *err)
{
	struct parse p = {.cmd = cmd, .words = words, .n = n, .err = err};
	/* What is set for one line of the browser ends with it. */
	struct desk before = *cmd->desk, *d = cmd->desk;
	int rc = 0;

	cmd->arena = (struct arena)ARENA_INIT;
	memset(cmd->opt, 0, sizeof cmd->opt);
	cmd->argc = 0;
	cmd->argv = mem_alloc(((size_t)n + 1) * sizeof *cmd->argv);
	for (; rc == 0 && p.at < n; p.at++)
		rc = take_word(&p);
	cmd->argv[cmd->argc] = NULL;
	if (rc == 0)
		rc = run(&p);
	if (rc == 0)
		rc = cmd_flush(cmd, err);
	if (cmd->inside) {
		d->offline = before.offline;
		d->json = before.json;
		d->quiet = before.quiet;
		d->verbose = before.verbose;
		d->color = before.color;
	}
	free(cmd->argv);
	cmd->argv = NULL;
	arena_release(&cmd->arena);
	return rc == CMD_CLOSED ? 0 : rc;
}
