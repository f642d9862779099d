#include "command/cmd.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "app/interrupt.h"
#include "base/clock.h"
#include "library/marks.h"
#include "text/width.h"

enum { WINDOW = 200 };

/* A pipe without a reader (poll(2), POLLERR): asked for where the write that failed lies back. */
static bool reader_gone(FILE *out)
{
	struct pollfd p = {.fd = fileno(out), .events = POLLOUT};

	return p.fd >= 0 && poll(&p, 1, 0) == 1 && (p.revents & POLLERR);
}

int cmd_flush(struct cmd *cmd, struct err *err)
{
	errno = 0;
	if (fflush(cmd->out) == 0 && !ferror(cmd->out))
		return 0;
	if (errno == EPIPE || reader_gone(cmd->out))
		return CMD_CLOSED;
	return err_set(err, ERR_FAILED, "standard output: %s", errno ? strerror(errno) : "cannot be written");
}

void cmd_tell(struct cmd *cmd, const char *message)
{
	fprintf(cmd->msg, "carrel: %s\n", message);
}

void cmd_say(struct cmd *cmd, const char *fmt, ...)
{
	va_list ap;

	if (cmd->desk->quiet)
		return;
	va_start(ap, fmt);
	vfprintf(cmd->msg, fmt, ap);
	va_end(ap);
	fputc('\n', cmd->msg);
}

void cmd_line(struct cmd *cmd, struct strbuf *sb)
{
	strbuf_addch(sb, '\n');
	fwrite(sb->buf, 1, sb->len, cmd->out);
	strbuf_reset(sb);
}

const char *cmd_count(struct cmd *cmd, size_t n, const char *one, const char *many)
{
	return arena_printf(&cmd->arena, "%zu %s", n, n == 1 ? one : many);
}

int cmd_number(struct cmd *cmd, const struct verb *verb, int at, size_t least, size_t fallback, size_t *n,
	struct err *err)
{
	const char *text = cmd->opt[at];
	size_t digits = text ? strspn(text, "0123456789") : 0;

	*n = fallback;
	if (!text)
		return 0;
	if (!digits || text[digits] || digits > 9)
		return err_set(err, ERR_USAGE, "%s: \"%s\" is not a number", verb->options[at].name, text);
	*n = (size_t)strtoul(text, NULL, 10);
	if (*n < least)
		return err_set(err, ERR_USAGE, "%s: %s is less than %zu", verb->options[at].name, text, least);
	return 0;
}

const char *cmd_joined(struct cmd *cmd, int from)
{
	struct strbuf sb = STRBUF_INIT;
	const char *joined = NULL;

	for (int i = from; i < cmd->argc; i++) {
		if (i > from)
			strbuf_addch(&sb, ' ');
		strbuf_addz(&sb, cmd->argv[i]);
	}
	if (from < cmd->argc)
		joined = arena_str(&cmd->arena, strbuf_str(&sb));
	strbuf_release(&sb);
	return joined;
}

int cmd_word(const char *const *words, const char *text)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], text))
			return i;
	return -1;
}

int cmd_papers(struct cmd *cmd, struct library *lib, char **words, int n, int64_t **nums, struct err *err)
{
	int rc = 0;

	*nums = arena_alloc(&cmd->arena, (size_t)(n ? n : 1) * sizeof **nums);
	for (int i = 0; rc == 0 && i < n; i++)
		rc = library_find(lib, words[i], &(*nums)[i], err);
	return rc;
}

/* The query with a caret under the place that could not be read. */
static void point_at(struct cmd *cmd, const char *text, size_t at)
{
	struct err line;

	err_set(&line, ERR_USAGE, "%s", text);
	if (cmd->interactive && !cmd->inside)
		fprintf(cmd->msg, "  %s\n  %*s^\n", line.msg, text_width(str_sub(str_of(text), 0, at)), "");
}

int cmd_select(struct cmd *cmd, struct library *lib, const char *query, const char *list, enum sort sort,
	bool reversed, struct selection **sel, struct err *err)
{
	struct query *q = NULL;
	size_t at = 0;
	int rc;

	if (query) {
		q = arena_zalloc(&cmd->arena, sizeof *q);
		rc = query_parse(q, query, clock_now(), &cmd->arena, &at, err);
		if (rc < 0) {
			point_at(cmd, query, at);
			err_prefix(err, "query \"%s\"", query);
			return rc;
		}
	}
	return selection_open(sel, lib, q, list, sort, reversed, err);
}

int cmd_have_list(struct cmd *cmd, struct library *lib, const char *name, struct err *err)
{
	struct reading_lists lists = {0};
	int rc = lists_all(lib, &cmd->arena, &lists, err);

	for (size_t i = 0; i < lists.n; i++)
		if (str_case_eq(str_of(lists.at[i].name), str_of(name)))
			return 0;
	return rc < 0 ? rc : err_set(err, ERR_NOT_FOUND, "there is no reading list \"%s\"", name);
}

int cmd_end_action(struct cmd *cmd, struct library *lib, int rc, struct err *err)
{
	int changed = rc;

	if (rc < 0) {
		marks_cancel(lib);
		return rc;
	}
	rc = marks_end(lib, err);
	if (rc == 0 && !changed)
		cmd_say(cmd, "nothing to change");
	return rc < 0 ? rc : 0;
}

int cmd_read_paper(struct library *lib, int64_t num, struct arena *a, struct cmd_paper *p, struct err *err)
{
	int rc;

	*p = (struct cmd_paper){0};
	rc = library_get(lib, num, PART_ALL, a, &p->paper, err);
	return rc < 0 ? rc : library_marks(lib, num, a, &p->marks, err);
}

int cmd_walk(struct cmd *cmd, struct selection *sel, const struct row *from, size_t limit,
	int (*each)(void *data, const struct row *row, struct err *err), void *data, struct err *err)
{
	/* Two arenas: a window is read after the last row of the one before. */
	struct arena arenas[2] = {ARENA_INIT, ARENA_INIT};
	size_t done = 0, want;
	struct rows rows;
	int rc, turn = 0;

	do {
		want = limit && limit - done < WINDOW ? limit - done : WINDOW;
		rows = (struct rows){0};
		arena_reset(&arenas[turn]);
		rc = selection_read(sel, from, 1, want, &arenas[turn], &rows, err);
		for (size_t i = 0; rc >= 0 && i < rows.n; i++)
			rc = each(data, &rows.at[i], err);
		if (rc >= 0)
			rc = interrupt_pending() ? err_set(err, ERR_INTERRUPTED, "interrupted") : cmd_flush(cmd, err);
		done += rows.n;
		from = rows.n ? &rows.at[rows.n - 1] : NULL;
		turn = !turn;
	} while (rc >= 0 && rows.n == want && (!limit || done < limit));
	arena_release(&arenas[0]);
	arena_release(&arenas[1]);
	return rc < 0 ? rc : 0;
}

const char *cmd_authors(const struct row *row, struct arena *a)
{
	if (!row->first_author)
		return "";
	return arena_printf(a, "%s%s", row->first_author, row_others(row));
}
