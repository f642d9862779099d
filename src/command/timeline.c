#include "command/timeline.h"

#include <inttypes.h>

#include "base/json.h"
#include "library/timeline.h"

enum { MONTH_WIDTH = 9, COUNT_WIDTH = 7, LEAST_BAR = 10, PAPER_MOST = 4 /* columns */ };

static void json_origins(struct json *j, const struct timeline *t)
{
	json_open(j, '[');
	for (size_t i = 0; i < t->origins.n; i++) {
		json_open(j, '{');
		json_key(j, "id");
		json_z(j, t->origins.at[i].id);
		json_key(j, "title");
		json_z(j, t->origins.at[i].title);
		json_key(j, "date");
		json_z(j, t->origins.at[i].date);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_months(struct json *j, const struct timeline *t)
{
	json_open(j, '[');
	for (size_t i = 0; i < t->months.n; i++) {
		json_open(j, '{');
		json_key(j, "month");
		json_z(j, t->months.at[i].month);
		json_key(j, "papers");
		json_int(j, t->months.at[i].papers);
		json_key(j, "introduced");
		json_int(j, t->months.at[i].introduced);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void print_json(struct cmd *cmd, const struct timeline *t, struct strbuf *sb)
{
	struct json j = {sb, false};

	json_open(&j, '{');
	json_key(&j, "kind");
	json_z(&j, t->kind);
	json_key(&j, "name");
	json_z(&j, t->name);
	json_key(&j, "papers");
	json_int(&j, t->papers);
	json_key(&j, "introduced");
	json_origins(&j, t);
	json_key(&j, "months");
	json_months(&j, t);
	json_close(&j, '}');
	cmd_line(cmd, sb);
}

static void print_origin(struct cmd *cmd, const struct timeline_origin *o, struct strbuf *sb)
{
	int room = cmd->columns - 2 - 12 - 20;

	strbuf_addz(sb, "  ");
	cmd_cell(sb, o->date ? o->date : "", 10);
	strbuf_addz(sb, "  ");
	cmd_cell(sb, o->first_author ? o->first_author : "", 18);
	strbuf_addz(sb, "  ");
	cmd_cell(sb, o->title ? o->title : o->id, room > 20 ? room : 20);
	cmd_trim_end(sb);
	cmd_line(cmd, sb);
}

/* "2022-10      3  ▪▪▪▪▪▪": a bar as long as the month is full, one at least where it is not empty. */
static void print_month(struct cmd *cmd, const struct timeline *t, const struct timeline_month *m, struct strbuf *sb)
{
	int64_t room = cmd->columns - MONTH_WIDTH - COUNT_WIDTH - 4, full;

	if (room < LEAST_BAR)
		room = LEAST_BAR;
	if (room > t->most * PAPER_MOST)
		room = t->most * PAPER_MOST;
	cmd_cell(sb, m->month ? m->month : "no date", MONTH_WIDTH);
	strbuf_addf(sb, "%*" PRId64 " ", COUNT_WIDTH - 1, m->papers);
	strbuf_addz(sb, m->introduced ? "* " : "  ");
	for (full = (m->papers * room + t->most - 1) / t->most; full > 0; full--)
		strbuf_addz(sb, "▪");
	cmd_trim_end(sb);
	cmd_line(cmd, sb);
}

static void print_human(struct cmd *cmd, const struct timeline *t, struct strbuf *sb)
{
	cmd_styled(cmd, sb, STYLE_STRONG, t->name);
	strbuf_addf(sb, "  %s, %s", t->kind, cmd_count(cmd, (size_t)t->papers, "paper", "papers"));
	cmd_line(cmd, sb);
	if (t->origins.n) {
		strbuf_addz(sb, "introduced by");
		cmd_line(cmd, sb);
	}
	for (size_t i = 0; i < t->origins.n; i++)
		print_origin(cmd, &t->origins.at[i], sb);
	for (size_t i = 0; i < t->months.n; i++)
		print_month(cmd, t, &t->months.at[i], sb);
}

/* For programs: month, papers, introductions. */
static void print_plain(struct cmd *cmd, const struct timeline *t)
{
	for (size_t i = 0; i < t->months.n; i++) {
		const struct timeline_month *m = &t->months.at[i];

		fprintf(cmd->out, "%s\t%" PRId64 "\t%" PRId64 "\n", m->month ? m->month : "-", m->papers,
			m->introduced);
	}
}

int timeline_run(struct cmd *cmd, const char *kind, const char *name, struct err *err)
{
	struct strbuf sb = STRBUF_INIT;
	struct library *lib;
	struct timeline t;
	int rc = desk_library(cmd->desk, &lib, err);

	if (rc == 0)
		rc = timeline_read(lib, kind, name, &cmd->arena, &t, err);
	if (rc < 0)
		return rc;
	if (cmd->desk->json)
		print_json(cmd, &t, &sb);
	else if (cmd->columns)
		print_human(cmd, &t, &sb);
	else
		print_plain(cmd, &t);
	strbuf_release(&sb);
	return 0;
}
