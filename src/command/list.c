#include "command/list.h"

#include <string.h>

#include "command/cmd.h"
#include "command/verbs.h"
#include "command/related.h"
#include "exchange/jsonl.h"
#include "library/taste.h"

enum { OPT_LIMIT, OPT_AFTER, OPT_SORT, OPT_REVERSE };

static const struct verb_option own_options[] = {
	[OPT_LIMIT] = {"--limit", "-n", "N", "how many at most (50; 0: all)"},
	[OPT_AFTER] = {"--after", NULL, "ID", "go on after this paper of the same list"},
	[OPT_SORT] = {"--sort", NULL, "ORDER", "date, title, author, added, stars, for-you or best (of related:)"},
	[OPT_REVERSE] = {"--reverse", "-r", NULL, "the other way round"},
	{NULL, NULL, NULL, NULL},
};

/* "#1" and so on: more than anybody counts to, and no burden on a library of millions. */
enum { REMEMBERED = 10000, REMEMBER_MS = 200, WIDE = 110 };

struct lines {
	struct cmd *cmd;
	struct library *lib;
	struct strbuf line;
	struct arena arena; /* for one paper */
	int digits;         /* of the row numbers */
	bool for_you;       /* with the reason why it is */
	struct {
		VEC_OF(int64_t);
	} nums;
};

static const char *or_empty(const char *z)
{
	return z ? z : "";
}

/* For programs: fields with tabs between them, the id first. */
static void plain_line(struct lines *l, const struct row *row)
{
	strbuf_addf(&l->line, "%s\t%s\t%s\t%s\t%s", row->id, or_empty(row->date), or_empty(row->category),
		cmd_authors(row, &l->arena), row->title);
}

/* For people: number, marks, date, category, authors, title, all in columns. */
static void wide_line(struct lines *l, const struct row *row)
{
	bool ids = l->cmd->columns >= WIDE;
	int left = l->cmd->columns - (l->digits + 2 + 4 + 11 + 9 + 19 + (ids ? 21 : 0));

	strbuf_addf(&l->line, "%*zu  ", l->digits, l->nums.n + 1);
	strbuf_addch(&l->line, row->unread ? 'N' : row->updated ? 'v' : ' ');
	strbuf_addch(&l->line, row->starred ? '*' : ' ');
	strbuf_addz(&l->line, row->withdrawn ? "W " : row->code ? "C " : "  ");
	cmd_cell(&l->line, or_empty(row->date), 10);
	strbuf_addch(&l->line, ' ');
	cmd_cell(&l->line, or_empty(row->category), 8);
	strbuf_addch(&l->line, ' ');
	cmd_cell(&l->line, cmd_authors(row, &l->arena), 18);
	strbuf_addch(&l->line, ' ');
	if (ids) {
		cmd_cell(&l->line, row->id, 20);
		strbuf_addch(&l->line, ' ');
	}
	cmd_cell(&l->line, row->title, left > 20 ? left : 20);
	cmd_trim_end(&l->line);
}

/* One more field: how like the reader's papers it is, which of them it is most like, and why; or null. */
static int json_why(struct lines *l, const struct row *row, struct json *j, struct err *err)
{
	struct taste_why why;
	int rc = taste_why(l->lib, row->num, &l->arena, &why, err);

	l->line.len--; /* the paper's closing brace */
	json_key(j, "for_you");
	if (rc < 0 || !why.id) {
		json_null(j);
	} else {
		json_open(j, '{');
		json_key(j, "score");
		json_double(j, why.score, 6);
		json_key(j, "like");
		json_z(j, why.id);
		json_key(j, "why");
		related_json_reasons(j, &why.like.why);
		json_close(j, '}');
	}
	json_close(j, '}');
	return rc;
}

static int json_line(struct lines *l, const struct row *row, struct err *err)
{
	struct json j = {&l->line, false};
	struct cmd_paper p;
	int rc = cmd_read_paper(l->lib, row->num, &l->arena, &p, err);

	if (rc == 0)
		jsonl_paper(&p.paper, &p.marks, &j);
	return rc == 0 && l->for_you ? json_why(l, row, &j, err) : rc;
}

/* A line of its own below the paper. */
static int wide_why(struct lines *l, const struct row *row, struct err *err)
{
	struct taste_why why;
	int rc = taste_why(l->lib, row->num, &l->arena, &why, err), indent = l->digits + 2 + 4;

	if (rc == 0 && why.id) {
		strbuf_addf(&l->line, "\n%*s", indent, "");
		cmd_styled(l->cmd, &l->line, STYLE_DIM, taste_line(&why, l->cmd->columns - indent, &l->arena));
	}
	return rc;
}

static int each(void *data, const struct row *row, struct err *err)
{
	struct lines *l = data;
	int rc = 0;

	arena_reset(&l->arena);
	if (l->cmd->desk->json)
		rc = json_line(l, row, err);
	else if (l->cmd->columns)
		wide_line(l, row);
	if (rc == 0 && l->for_you && l->cmd->columns && !l->cmd->desk->json)
		rc = wide_why(l, row, err);
	if (!l->cmd->desk->json && !l->cmd->columns)
		plain_line(l, row);
	if (rc == ERR_NOT_FOUND)
		return 0; /* gone since the window was read */
	if (rc == 0) {
		cmd_line(l->cmd, &l->line);
		if (l->nums.n < REMEMBERED)
			vec_push(&l->nums, row->num);
	}
	return rc;
}

/* A library that cannot be written, or that an import is writing to, keeps its old numbers: nobody waits for it. */
static void remember(struct lines *l)
{
	struct db *db = library_db(l->lib);

	fflush(l->cmd->out);
	sql_patience(db, REMEMBER_MS);
	library_remember(l->lib, l->nums.at, l->nums.n, NULL);
	sql_patience(db, SQL_PATIENCE);
}

/* To a person; a script sees that there are no lines. */
static void say_nothing(struct cmd *cmd, struct library *lib)
{
	if (library_count(lib))
		cmd_say(cmd, "no paper found");
	else
		cmd_say(cmd, "The library is empty; %s", desk_how_to_add);
}

static int digits_of(size_t limit)
{
	return limit == 0 || limit > 999 ? 5 : limit > 99 ? 3 : 2;
}

int list_print(struct cmd *cmd, struct library *lib, struct selection *sel, const struct row *from, size_t limit,
	bool for_you, struct err *err)
{
	struct lines l = {.cmd = cmd, .lib = lib, .line = STRBUF_INIT, .arena = ARENA_INIT,
		.digits = digits_of(limit), .for_you = for_you};
	int rc = cmd_walk(cmd, sel, from, limit, each, &l, err);

	if (rc == 0 || rc == CMD_CLOSED)
		remember(&l);
	if (rc == 0 && !l.nums.n && cmd->interactive)
		say_nothing(cmd, lib);
	vec_release(&l.nums);
	strbuf_release(&l.line);
	arena_release(&l.arena);
	return rc;
}

static int sort_of(struct cmd *cmd, enum sort *sort, struct err *err)
{
	const char *name = cmd->opt[OPT_SORT];

	*sort = SORT_BEST;
	if (!name)
		return 0;
	for (int i = 0; i < SORTS; i++)
		if (!strcmp(sort_names[i], name)) {
			*sort = (enum sort)i;
			return 0;
		}
	return err_set(err, ERR_USAGE,
		"--sort: \"%s\" is no order; there are: date title author added stars for-you best", name);
}

/* The row to go on after, or NULL. */
static int after(struct cmd *cmd, struct library *lib, struct selection *sel, struct row *row,
	const struct row **from, struct err *err)
{
	int64_t num;
	int rc;

	*from = NULL;
	if (!cmd->opt[OPT_AFTER])
		return 0;
	rc = library_find(lib, cmd->opt[OPT_AFTER], &num, err);
	if (rc == 0)
		rc = selection_row(sel, num, &cmd->arena, row, err);
	if (rc == 0)
		*from = row;
	return rc;
}

static int find_taste(struct cmd *cmd, struct library *lib, struct err *err)
{
	int rc = taste_all(lib, err);

	if (rc == 0 && !taste_likes(lib))
		cmd_say(cmd, "no paper is starred, tagged or listed yet: the newest first");
	return rc;
}

static int run(struct cmd *cmd, struct err *err)
{
	struct library *lib;
	struct selection *sel = NULL;
	const struct row *from;
	struct row row;
	enum sort sort;
	size_t limit;
	struct config *config;
	int rc = desk_config(cmd->desk, &config, err);

	if (rc == 0)
		rc = cmd_number(cmd, &verb_list, OPT_LIMIT, 0, (size_t)config_number(config, "list.limit"),
			&limit, err);
	if (rc == 0)
		rc = sort_of(cmd, &sort, err);
	if (rc == 0)
		rc = desk_library(cmd->desk, &lib, err);
	if (rc == 0 && sort == SORT_FOR_YOU)
		rc = find_taste(cmd, lib, err);
	if (rc == 0)
		rc = cmd_select(cmd, lib, cmd_joined(cmd, 0), NULL, sort, cmd->opt[OPT_REVERSE] != NULL, &sel,
			err);
	if (rc == 0)
		rc = after(cmd, lib, sel, &row, &from, err);
	if (rc == 0)
		rc = list_print(cmd, lib, sel, from, limit, sort == SORT_FOR_YOU, err);
	selection_close(sel);
	return rc;
}

const struct verb verb_list = {
	.name = "list",
	.args = "[QUERY]",
	.doc = "papers, newest first, a line each",
	.more = "Lists the papers that the query finds, or all, newest first. On a terminal the "
		"lines are aligned and numbered: N is unread, v has a new version since you read it, * "
		"starred, C has code, W withdrawn, and '#3' "
		"names the third of them in other verbs until the next list. In a pipe a line is "
		"id, date, category, authors and title with tabs between them; --json gives "
		"everything. --sort for-you begins with the papers that are most like those you starred, "
		"tagged or listed, and says why. carrel-query(7) explains the language of queries.",
	.least = 0,
	.most = -1,
	.flags = VERB_QUERY | VERB_PAGED,
	.options = own_options,
	.run = run,
};
