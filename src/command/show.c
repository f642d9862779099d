#include <inttypes.h>

#include "command/cmd.h"
#include "command/verbs.h"
#include "exchange/jsonl.h"

enum { LABEL = 12 };

/* ---- for people ---- */

static void label(const struct cmd *cmd, struct strbuf *sb, const char *name)
{
	struct strbuf cell = STRBUF_INIT;

	cmd_cell(&cell, name, LABEL);
	cmd_styled(cmd, sb, STYLE_DIM, cell.buf);
	strbuf_release(&cell);
}

static void field(const struct cmd *cmd, struct strbuf *sb, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	label(cmd, sb, name);
	strbuf_addf(sb, "%s\n", value);
}

static void joined_field(struct cmd *cmd, struct strbuf *sb, const char *name, const struct strs *values,
	const char *more)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < values->n; i++)
		strbuf_addf(&all, "%s%s", i ? ", " : "", values->at[i]);
	if (all.len)
		strbuf_addz(&all, more);
	field(cmd, sb, name, all.buf);
	strbuf_release(&all);
}

static void dates(struct cmd *cmd, struct strbuf *sb, const struct paper *p)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_addz(&line, p->date ? p->date : "");
	if (p->updated)
		strbuf_addf(&line, ", updated %s", p->updated);
	if (p->version)
		strbuf_addf(&line, ", version %d", p->version);
	if (p->withdrawn)
		strbuf_addz(&line, ", withdrawn");
	field(cmd, sb, "date", line.buf);
	strbuf_release(&line);
}

/* " (empty: only README.md; seen 2026-11-20) 12 stars" */
static void verdict(struct strbuf *sb, const struct link *l)
{
	if (l->verdict == VERDICT_UNKNOWN)
		return;
	strbuf_addf(sb, " (%s", link_verdict_names[l->verdict]);
	if (l->reason)
		strbuf_addf(sb, ": %s", l->reason);
	if (l->checked)
		strbuf_addf(sb, "; seen %.10s", l->checked);
	strbuf_addch(sb, ')');
	if (l->stars >= 0)
		strbuf_addf(sb, " %" PRId64 " stars", l->stars);
}

static void links(struct cmd *cmd, struct strbuf *sb, const struct paper *p)
{
	for (size_t i = 0; i < p->links.n; i++) {
		const struct link *l = &p->links.at[i];

		label(cmd, sb, i ? "" : "links");
		strbuf_addf(sb, "%zu %-5s %s", i + 1, link_kind_names[l->kind], l->url);
		verdict(sb, l);
		strbuf_addch(sb, '\n');
	}
}

static void tags_of(struct cmd *cmd, struct strbuf *sb, const struct paper *p, enum tag_kind kind, const char *name)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < p->tags.n; i++)
		if (p->tags.at[i].kind == kind)
			strbuf_addf(&all, "%s%s%s", all.len ? ", " : "", p->tags.at[i].name,
				p->tags.at[i].introduced ? " (introduced here)" : "");
	field(cmd, sb, name, all.buf);
	strbuf_release(&all);
}

static void own_marks(struct cmd *cmd, struct strbuf *sb, const struct paper *p, const struct marks *m)
{
	struct strbuf state = STRBUF_INIT;

	strbuf_addz(&state, paper_state_names[m->state]);
	if (m->starred)
		strbuf_addf(&state, "%sstarred", state.len ? ", " : "");
	if (m->unread)
		strbuf_addf(&state, "%sunread", state.len ? ", " : "");
	if (paper_is_updated(p, m))
		strbuf_addf(&state, "%sv%d since you read it", state.len ? ", " : "", p->version);
	joined_field(cmd, sb, "tags", &m->tags, "");
	joined_field(cmd, sb, "lists", &m->lists, "");
	field(cmd, sb, "state", state.buf);
	field(cmd, sb, "news", m->news);
	strbuf_release(&state);
}

static void for_people(struct cmd *cmd, struct strbuf *sb, const struct paper *p, const struct marks *m)
{
	cmd_styled(cmd, sb, STYLE_STRONG, p->title);
	strbuf_addch(sb, '\n');
	joined_field(cmd, sb, "authors", &p->authors, p->et_al ? " et al." : "");
	field(cmd, sb, "affiliation", p->affiliation);
	dates(cmd, sb, p);
	joined_field(cmd, sb, "categories", &p->categories, "");
	field(cmd, sb, "venue", p->venue);
	field(cmd, sb, "comments", p->comments);
	joined_field(cmd, sb, "keywords", &p->keywords, "");
	field(cmd, sb, "id", p->id);
	field(cmd, sb, "doi", p->doi);
	links(cmd, sb, p);
	tags_of(cmd, sb, p, TAG_DATASET, "datasets");
	tags_of(cmd, sb, p, TAG_METHOD, "methods");
	own_marks(cmd, sb, p, m);
	if (cmd->desk->verbose) {
		joined_field(cmd, sb, "sources", &p->sources, "");
		field(cmd, sb, "added", p->added);
	}
	if (p->abstract) {
		strbuf_addch(sb, '\n');
		cmd_wrapped(cmd, sb, p->abstract, 0);
	}
	if (m->note) {
		strbuf_addch(sb, '\n');
		cmd_styled(cmd, sb, STYLE_DIM, "note");
		strbuf_addch(sb, '\n');
		cmd_wrapped(cmd, sb, m->note, 2);
	}
}

/* ---- the verb ---- */

static int show_one(struct cmd *cmd, struct library *lib, const char *word, bool first, struct err *err)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};
	struct arena a = ARENA_INIT;
	struct cmd_paper p;
	int64_t num;
	int rc = library_find(lib, word, &num, err);

	if (rc == 0)
		rc = cmd_read_paper(lib, num, &a, &p, err);
	if (rc == 0 && cmd->desk->json) {
		jsonl_paper(&p.paper, &p.marks, &j);
		strbuf_addch(&sb, '\n');
	} else if (rc == 0) {
		if (!first)
			strbuf_addch(&sb, '\n');
		for_people(cmd, &sb, &p.paper, &p.marks);
	}
	fwrite(sb.buf, 1, sb.len, cmd->out);
	strbuf_release(&sb);
	arena_release(&a);
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct library *lib;
	int rc = desk_library(cmd->desk, &lib, err);
	bool missing = false;

	for (int i = 0; rc == 0 && i < cmd->argc; i++) {
		rc = show_one(cmd, lib, cmd->argv[i], i == 0, err);
		if (rc == ERR_NOT_FOUND) {
			cmd_tell(cmd, err->msg);
			missing = true;
			rc = 0;
		}
	}
	return rc == 0 && missing ? err_set(err, ERR_NOT_FOUND, "%s", "") : rc;
}

const struct verb verb_show = {
	.name = "show",
	.args = "ID...",
	.doc = "papers whole: facts, links, tags, abstract, your marks",
	.more = "Shows everything that is known of papers. An ID is arxiv:2210.05177, a bare "
		"arXiv id, an arXiv or DOI URL, the beginning of an id (6 characters or more) "
		"that only one paper has, or '#3' for the third paper of the last list.",
	.least = 1,
	.most = -1,
	.flags = VERB_PAGED,
	.run = run,
};
