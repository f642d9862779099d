/* The ":" line, and other programs: a pipe and a shell. */
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/spawn.h"
#include "base/split.h"
#include "command/verb.h"
#include "complete.h"

enum { OUTPUT_MOST = 4 << 20 };

/* ---- verbs ---- */

/* "%" stands for the ids of the papers chosen. */
static bool expand(struct browser *b, const struct strs *words, struct arena *a, struct strs *out)
{
	for (size_t i = 0; i < words->n; i++) {
		struct chosen c;

		if (strcmp(words->at[i], "%") != 0) {
			vec_push_in(a, out, words->at[i]);
			continue;
		}
		if (!chosen_papers(b, &c))
			return false;
		for (size_t k = 0; k < c.ids.n; k++)
			vec_push_in(a, out, arena_strdup(a, c.ids.at[k]));
		chosen_release(&c);
	}
	return true;
}

/* What a verb wrote: a page of its own where it is more than a line. */
static void show_output(struct browser *b, const char *title, const char *out, const char *msg)
{
	struct str first = str_trim(str_of(msg));

	if (str_trim(str_of(out)).n) {
		page_open(b, &page_output, out, 0);
		b->page->title = arena_strdup(&b->page->arena, title);
	} else if (str_chr(first, '\n') >= 0) {
		page_open(b, &page_output, msg, 0);
		b->page->title = arena_strdup(&b->page->arena, title);
		return;
	}
	if (first.n)
		say(b, "%.*s", STR_ARG(first));
}

void follow_desk(struct browser *b)
{
	struct library *lib;
	struct err err;

	if (desk_library(b->desk, &lib, &err) < 0) {
		complain(b, &err);
	} else if (lib != b->lib) {
		b->lib = lib;
		browser_change_library(b);
	} else {
		browser_reload(b);
	}
}

struct behind {
	struct browser *b;
	bool sent;
};

/* A verb that the browser has run behind: what becomes of it is told there. */
static int send_behind(void *data, const char *verb, const struct strs *words, struct err *err)
{
	struct behind *behind = data;

	(void)err;
	behind->sent = true;
	fetch_ask(behind->b, verb, words);
	return 0;
}

/* What a verb did here. */
static void tell(struct browser *b, const char *line, int rc, const struct err *err, const char *out, const char *msg)
{
	follow_desk(b);
	b->retagging.wish = RETAG_ALL; /* other lists, or papers that may be due */
	show_output(b, line, out, msg);
	if (rc < 0 && err->msg[0])
		complain(b, err);
	else if (rc == 0 && !b->message[0] && !*out)
		say(b, "%s: done", line);
}

static void run(struct browser *b, const char *line, const struct strs *words)
{
	struct behind behind = {b, false};
	char *out = NULL, *msg = NULL;
	size_t out_n, msg_n;
	struct cmd cmd = {.desk = b->desk,
		.out = open_memstream(&out, &out_n),
		.msg = open_memstream(&msg, &msg_n),
		.interactive = true,
		.inside = true,
		.columns = b->canvas.cols - 2 /* the margins of a page */,
		.behind = send_behind,
		.behind_data = &behind};
	struct err err = {""};
	int rc;

	wishes_settle(b);
	say(b, "%s …", words->at[0]);
	browser_draw(b);
	b->message[0] = 0;
	rc = verb_run(&cmd, (int)words->n, (char **)(uintptr_t)words->at, &err);
	fclose(cmd.out);
	fclose(cmd.msg);
	if (out_n > OUTPUT_MOST)
		out[OUTPUT_MOST] = 0;
	if (!behind.sent)
		tell(b, line, rc, &err, out, msg);
	free(out);
	free(msg);
}

static void command_given(struct browser *b, const char *line)
{
	struct arena a = ARENA_INIT;
	struct strs words = {0}, expanded = {0};
	struct err err;

	if (split_words(line, &a, &words, &err) < 0) {
		complain(b, &err);
	} else if (words.n == 1 && (!strcmp(words.at[0], "q") || !strcmp(words.at[0], "quit"))) {
		b->quit = true;
	} else if (words.n == 2 && !strcmp(words.at[0], "trail")) {
		trail_save(b, words.at[1]);
	} else if (words.n == 2 && !strcmp(words.at[0], "timeline")) {
		page_open(b, &page_timeline, words.at[1], 0);
	} else if (words.n == 1 && !strcmp(words.at[0], "timeline") && !b->page) {
		say(b, "timeline NAME: who introduced a tag, and who used it, by month");
	} else if (words.n == 1 && !verb_find(words.at[0]) &&
		   action_find(words.at[0]) != ACT_NONE) {
		browser_act(b, action_find(words.at[0]), 0);
	} else if (words.n && verb_find(words.at[0]) &&
		   verb_find(words.at[0])->flags & VERB_SHELL_ONLY) {
		say(b, "%s works in the shell only.", words.at[0]);
	} else if (words.n && expand(b, &words, &a, &expanded)) {
		run(b, line, &expanded);
	}
	arena_release(&a);
}

void act_command(struct browser *b, enum action action, unsigned key)
{
	static const struct question question = {.label = ":",
		.history = HISTORY_COMMAND,
		.complete = complete_command,
		.done = command_given};

	(void)action, (void)key;
	ask(b, &question, "");
}

/* ---- other programs ---- */

/* Runs a program on the terminal, its input from a file (-1: the terminal). */
static void run_outside(struct browser *b, struct strs *words, int input)
{
	int old = dup(STDIN_FILENO);
	struct err err;
	int rc;

	browser_leave(b);
	if (input >= 0)
		dup2(input, STDIN_FILENO);
	rc = spawn_wait((char *const *)(uintptr_t)words->at, &err);
	if (old >= 0) {
		dup2(old, STDIN_FILENO);
		close(old);
	}
	if (input >= 0) { /* what it printed is to be read */
		char c;

		fputs("\nEnter goes back to Carrel ", stdout);
		fflush(stdout);
		while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n' && c != '\r')
			;
	}
	browser_enter(b);
	if (rc < 0)
		complain(b, &err);
}

/* The chosen papers as `carrel show` prints them, in a file without a name. */
static FILE *write_papers(struct browser *b, const struct chosen *c)
{
	struct strs words = {0};
	struct arena a = ARENA_INIT;
	FILE *file = tmpfile(), *msg = fopen("/dev/null", "w");
	struct cmd cmd = {.desk = b->desk, .out = file, .msg = msg, .inside = true};
	struct err err;

	vec_push_in(&a, &words, "show");
	for (size_t i = 0; i < c->ids.n; i++)
		vec_push_in(&a, &words, c->ids.at[i]);
	if (file && msg && verb_run(&cmd, (int)words.n, (char **)(uintptr_t)words.at, &err) < 0)
		complain(b, &err);
	if (file)
		rewind(file);
	if (msg)
		fclose(msg);
	arena_release(&a);
	return file;
}

static void pipe_given(struct browser *b, const char *line)
{
	struct arena a = ARENA_INIT;
	struct strs words = {0};
	struct chosen c;
	struct err err;
	FILE *file;

	if (split_words(line, &a, &words, &err) < 0) {
		complain(b, &err);
	} else if (words.n && chosen_papers(b, &c)) {
		vec_push_in(&a, &words, NULL);
		file = write_papers(b, &c);
		if (file) {
			run_outside(b, &words, fileno(file));
			fclose(file);
		}
		chosen_release(&c);
	}
	arena_release(&a);
}

void act_pipe(struct browser *b, enum action action, unsigned key)
{
	static const struct question question = {
		.label = "Pipe to: ", .history = HISTORY_PIPE, .done = pipe_given};

	(void)action, (void)key;
	ask(b, &question, "");
}

void act_shell(struct browser *b, enum action action, unsigned key)
{
	const char *shell = getenv("SHELL");
	struct arena a = ARENA_INIT;
	struct strs words = {0};

	(void)action, (void)key;
	vec_push_in(&a, &words, shell && *shell ? shell : "/bin/sh");
	vec_push_in(&a, &words, NULL);
	run_outside(b, &words, -1);
	arena_release(&a);
}
