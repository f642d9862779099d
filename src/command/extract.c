#include <string.h>

#include "app/ingest.h"
#include "app/interrupt.h"
#include "app/source.h"
#include "command/cmd.h"
#include "command/verbs.h"
#include "exchange/jsonl.h"

enum { OPT_EXPLAIN };

static const struct verb_option own_options[] = {
	[OPT_EXPLAIN] = {"--explain", NULL, NULL, "for people: each tag with the words that matched and the rule"},
	{NULL, NULL, NULL, NULL},
};

/* Lines are written in blocks of this size. */
enum { BLOCK = 256 << 10 };

struct job {
	struct cmd *cmd;
	struct extractor *x;
	struct jsonl *reader;
	struct batch batch; /* one paper */
	struct strbuf out;
	const char *name; /* of the input */
	size_t bad;
};

/* ---- for people ---- */

static void explain_tag(struct job *w, const struct paper *p, const struct tag *t)
{
	strbuf_addf(&w->out, "  %-8s%s%s  (%s)\n", tag_kind_names[t->kind], t->name,
		t->introduced ? ", introduced here" : "", t->rule);
	for (size_t i = 0; i < t->spots.n; i++) {
		const struct tag_spot *s = &t->spots.at[i];
		const char *field = s->field == FIELD_TITLE ? p->title : p->abstract;

		strbuf_addf(&w->out, "          \"%.*s\" in the %s at %u\n", (int)s->len, field + s->at,
			s->field == FIELD_TITLE ? "title" : "abstract", s->at);
	}
}

static void explain(struct job *w, const struct jsonl_record *r)
{
	const struct paper *p = r->paper;

	cmd_styled(w->cmd, &w->out, STYLE_STRONG, p->title && *p->title ? p->title : r->id ? r->id : "(no title)");
	strbuf_addch(&w->out, '\n');
	for (size_t i = 0; i < p->tags.n; i++)
		explain_tag(w, p, &p->tags.at[i]);
	for (size_t i = 0; i < p->links.n; i++)
		strbuf_addf(&w->out, "  %-8s%s\n", link_kind_names[p->links.at[i].kind], p->links.at[i].url);
	if (!p->tags.n && !p->links.n)
		strbuf_addz(&w->out, "  nothing found\n");
}

/* ---- for programs ---- */

static void answer(struct job *w, const struct jsonl_record *r)
{
	struct json j = {&w->out, false};

	json_open(&j, '{');
	json_key(&j, "id");
	json_z(&j, r->id);
	json_key(&j, "tags");
	jsonl_tags(r->paper, &j);
	json_key(&j, "links");
	jsonl_links(r->paper, &j);
	json_close(&j, '}');
	strbuf_addch(&w->out, '\n');
}

/* ---- the run ---- */

static int write_block(struct job *w, size_t at_least, struct err *err)
{
	if (w->out.len < at_least)
		return 0;
	fwrite(w->out.buf, 1, w->out.len, w->cmd->out);
	strbuf_reset(&w->out);
	return cmd_flush(w->cmd, err);
}

static void bad_line(struct job *w, size_t number, const char *why)
{
	struct err message;

	err_set(&message, ERR_PARTLY, "%s:%zu: %s", w->name, number, why);
	fprintf(w->cmd->msg, "%s\n", message.msg);
	w->bad++;
}

static int one_line(struct job *w, struct str line, size_t number, struct err *err)
{
	struct jsonl_record record;
	const char *why;

	if (!str_trim(line).n)
		return 0;
	batch_reset(&w->batch);
	why = jsonl_texts(w->reader, line, &w->batch, &record);
	if (why) {
		bad_line(w, number, why);
		return 0;
	}
	/* Only what stands in the texts, whatever else the record knows. */
	record.paper->links = (struct link_vec){0};
	ingest_texts(record.paper, w->x, &w->batch.arena);
	if (w->cmd->opt[OPT_EXPLAIN])
		explain(w, &record);
	else
		answer(w, &record);
	return write_block(w, BLOCK, err);
}

static int one_piece(struct job *w, const struct source_piece *piece, struct err *err)
{
	struct str rest = piece->text, line;
	size_t number = piece->line;
	int rc = 0;

	if (piece->line == 1 && str_starts(rest, "\xEF\xBB\xBF"))
		rest = str_sub(rest, 3, rest.n);
	if (piece->too_long)
		bad_line(w, piece->line, "the line is too long");
	while (rc == 0 && str_line(&rest, &line))
		rc = one_line(w, line, number++, err);
	return rc;
}

/* A pipe that waits for each answer gets it: what a read brought is answered before the next read. */
static int all_pieces(struct job *w, struct source *in, struct err *err)
{
	struct source_piece piece;
	int rc;

	while ((rc = source_piece(in, &piece, err)) > 0) {
		rc = one_piece(w, &piece, err);
		if (rc == 0)
			rc = write_block(w, 1, err);
		if (rc == 0 && interrupt_pending())
			rc = err_set(err, ERR_INTERRUPTED, "interrupted");
		if (rc < 0)
			return rc;
	}
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	const char *path = cmd->argc ? cmd->argv[0] : "-";
	struct job w = {.cmd = cmd, .batch = BATCH_INIT, .out = STRBUF_INIT,
		.name = strcmp(path, "-") ? path : "standard input"};
	struct source *in = NULL;
	int rc;

	if (cmd->inside && !strcmp(path, "-"))
		return err_set(err, ERR_USAGE, "extract: name a file; there is no standard input here");
	rc = source_open(&in, path, err);
	if (rc == 0)
		rc = desk_extractor(cmd->desk, &w.x, err);
	if (rc == 0)
		rc = jsonl_open(&w.reader, err);
	if (rc == 0)
		rc = all_pieces(&w, in, err);
	if (rc == 0 && w.bad)
		rc = err_set(err, ERR_PARTLY, "%s: %s could not be read", w.name,
			cmd_count(cmd, w.bad, "line", "lines"));
	jsonl_close(w.reader);
	source_close(in);
	strbuf_release(&w.out);
	batch_release(&w.batch);
	return rc;
}

const struct verb verb_extract = {
	.name = "extract",
	.args = "[FILE|-]",
	.doc = "tag texts without touching the library",
	.more = "Reads JSON lines with id, title and abstract from a file or standard input and "
		"writes for each, in order, a JSON line with the tags and links found in it. "
		"--explain shows instead what matched, and which line of which list or rule file "
		"said so: the way to try your own rules.",
	.least = 0,
	.most = 1,
	.options = own_options,
	.run = run,
};
