#include <errno.h>
#include <string.h>

#include "command/cmd.h"
#include "command/related.h"
#include "command/verbs.h"
#include "library/neighbours.h"
#include "text/width.h"

enum { OPT_LIMIT };

static const struct verb_option own_options[] = {
	[OPT_LIMIT] = {"--limit", "-n", "N", "how many for each paper (20; 0: every one that has a link)"},
	{NULL, NULL, NULL, NULL},
};

enum { LIMIT = 20 };

struct asked {
	struct cmd *cmd;
	struct library *lib;
	size_t limit;
	size_t answered, missing;
	struct strbuf line;
	struct arena arena; /* for one paper */
};

void related_json_reasons(struct json *j, const struct reasons *why)
{
	json_open(j, '[');
	for (size_t i = 0; i < why->n; i++) {
		json_open(j, '{');
		json_key(j, "link");
		json_z(j, reason_names[why->at[i].link]);
		json_key(j, "what");
		json_z(j, why->at[i].what);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_answer(struct asked *q, const char *id, const struct neighbours *found)
{
	struct json j = {&q->line, false};

	json_open(&j, '{');
	json_key(&j, "id");
	json_z(&j, id);
	json_key(&j, "related");
	json_open(&j, '[');
	for (size_t i = 0; i < found->n; i++) {
		json_open(&j, '{');
		json_key(&j, "id");
		json_z(&j, found->at[i].id);
		json_key(&j, "score");
		json_double(&j, found->at[i].score, 6);
		json_key(&j, "why");
		related_json_reasons(&j, &found->at[i].why);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	cmd_line(q->cmd, &q->line);
}

static void one_neighbour(struct asked *q, const struct neighbour *n)
{
	struct strbuf *sb = &q->line;
	int room = q->cmd->columns ? q->cmd->columns - 8 - text_width(str_of(n->id)) : 0;
	const char *reasons = reasons_line(&n->why, room > 0 ? room : 0, &q->arena);

	strbuf_addf(sb, "%3.0f%%  %-10s  ", n->score * 100, n->date ? n->date : "");
	if (q->cmd->columns)
		cmd_cell(sb, n->title, q->cmd->columns > 60 ? q->cmd->columns - 18 : 40);
	else
		strbuf_addz(sb, n->title);
	cmd_trim_end(sb);
	strbuf_addf(sb, "\n      %s  ", n->id);
	cmd_styled(q->cmd, sb, STYLE_DIM, reasons);
	cmd_line(q->cmd, sb);
}

static void human_answer(struct asked *q, const struct paper *p, const struct neighbours *found)
{
	if (q->answered)
		fputc('\n', q->cmd->out);
	cmd_styled(q->cmd, &q->line, STYLE_STRONG, p->title);
	cmd_line(q->cmd, &q->line);
	for (size_t i = 0; i < found->n; i++)
		one_neighbour(q, &found->at[i]);
	if (!found->n)
		fputs("nothing related in the library\n", q->cmd->out);
}

static int answer(struct asked *q, const char *word, struct err *err)
{
	struct neighbours found = {0};
	struct paper paper = {0};
	int64_t num;
	int rc;

	arena_reset(&q->arena);
	rc = library_find(q->lib, word, &num, err);
	if (rc == 0)
		rc = library_get(q->lib, num, PART_TEXT, &q->arena, &paper, err);
	if (rc == 0)
		rc = neighbours_find(q->lib, num, q->limit, &q->arena, &found, err);
	if (rc < 0)
		return rc;
	if (q->cmd->desk->json)
		json_answer(q, paper.id, &found);
	else
		human_answer(q, &paper, &found);
	q->answered++;
	return cmd_flush(q->cmd, err);
}

/* A word that names no paper is told, and the others are answered. */
static int answer_or_tell(struct asked *q, const char *word, size_t line, struct err *err)
{
	int rc = answer(q, word, err);

	if (rc != ERR_NOT_FOUND)
		return rc;
	if (line)
		err_prefix(err, "standard input:%zu", line);
	cmd_tell(q->cmd, err->msg);
	q->missing++;
	return 0;
}

static int answer_stdin(struct asked *q, struct err *err)
{
	char *text = NULL;
	size_t cap = 0, line = 0;
	ssize_t n;
	int rc = 0;

	while (rc == 0 && (n = getline(&text, &cap, stdin)) > 0) {
		struct str word = str_trim((struct str){text, (size_t)n});

		line++;
		if (word.n)
			rc = answer_or_tell(q, arena_str(&q->cmd->arena, word), line, err);
	}
	if (rc == 0 && ferror(stdin))
		rc = err_set(err, ERR_FAILED, "standard input cannot be read");
	free(text);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct asked q = {.cmd = cmd, .line = STRBUF_INIT, .arena = ARENA_INIT};
	int rc = cmd_number(cmd, &verb_related, OPT_LIMIT, 0, LIMIT, &q.limit, err);

	if (rc == 0)
		rc = desk_library(cmd->desk, &q.lib, err);
	for (int i = 0; rc == 0 && i < cmd->argc; i++)
		rc = strcmp(cmd->argv[i], "-") || cmd->inside ? answer_or_tell(&q, cmd->argv[i], 0, err)
							      : answer_stdin(&q, err);
	strbuf_release(&q.line);
	arena_release(&q.arena);
	return rc == 0 && q.missing ? err_set(err, ERR_NOT_FOUND, "%s", "") : rc;
}

const struct verb verb_related = {
	.name = "related",
	.args = "ID...|-",
	.doc = "papers that belong to a paper, with the reasons",
	.more = "Shows for each paper those of the library that belong to it, best first: one "
		"introduces what the other uses or cites it, a code page of one lists the other, they "
		"share methods, datasets, authors, a repository or rare words. With - the ids come from "
		"standard input, a line each, and are answered in that order.",
	.least = 1,
	.most = -1,
	.options = own_options,
	.flags = VERB_PAGED,
	.run = run,
};
