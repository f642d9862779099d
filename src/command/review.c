#include "command/review.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "library/tags.h"

/* Bytes of a reader's list; and of a sentence that is shown, on each side of the tag. */
enum { LIST_MOST = 64 << 20, SIDE_MOST = 160 };

/* ---- the sentence ---- */

static bool ends_sentence(struct str text, size_t i)
{
	return strchr(".!?", text.p[i]) && (i + 1 == text.n || ch_space(text.p[i + 1]));
}

/* Not in the middle of a rune (UTF-8: bytes that go on are 10xxxxxx). */
static bool inside_rune(struct str text, size_t i)
{
	return i < text.n && (text.p[i] & 0xC0) == 0x80;
}

/* The sentence around bytes [at, at + len), or as much of it as is shown. */
static struct str sentence(struct str text, size_t at, size_t len)
{
	size_t from = at < text.n ? at : text.n, to = from + len < text.n ? from + len : text.n;
	size_t first = from > SIDE_MOST ? from - SIDE_MOST : 0;
	size_t last = text.n - to > SIDE_MOST ? to + SIDE_MOST : text.n;

	while (from > first && !ends_sentence(text, from - 1))
		from--;
	while (to < last && !ends_sentence(text, to))
		to++;
	while (inside_rune(text, from))
		from++;
	while (inside_rune(text, to))
		to--;
	return str_trim(str_sub(text, from, to + (to < text.n && !inside_rune(text, to + 1))));
}

/* A doubtful tag with the paper that shows it; in the arena. */
struct example {
	const struct doubtful_tag *tag;
	const char *id, *sentence;
};

static int read_example(struct library *lib, const struct doubtful_tag *t, struct arena *a, struct example *e,
	struct err *err)
{
	struct paper p;
	const char *text;
	int rc = library_get(lib, t->num, PART_TEXT, a, &p, err);

	if (rc < 0)
		return rc;
	text = t->spot.field == FIELD_TITLE ? p.title : p.abstract;
	*e = (struct example){t, p.id,
		text ? arena_str(a, sentence(str_of(text), t->spot.at, t->spot.len)) : ""};
	return 0;
}

/* ---- printing ---- */

static void print(struct cmd *cmd, const struct example *e)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	if (cmd->desk->json) {
		json_open(&j, '{');
		json_key(&j, "kind");
		json_z(&j, tag_kind_names[e->tag->kind]);
		json_key(&j, "name");
		json_z(&j, e->tag->name);
		json_key(&j, "papers");
		json_int(&j, e->tag->papers);
		json_key(&j, "rule");
		json_z(&j, e->tag->rule);
		json_key(&j, "id");
		json_z(&j, e->id);
		json_key(&j, "sentence");
		json_z(&j, e->sentence);
		json_close(&j, '}');
	} else {
		strbuf_addf(&sb, "%" PRId64 "\t%s\t%s\t%s\t%s\t%s", e->tag->papers, tag_kind_names[e->tag->kind],
			e->tag->name, e->tag->rule, e->id, e->sentence);
	}
	cmd_line(cmd, &sb);
	strbuf_release(&sb);
}

/* ---- asking ---- */

static void show(struct cmd *cmd, const struct example *e)
{
	struct strbuf sb = STRBUF_INIT;

	cmd_styled(cmd, &sb, STYLE_STRONG, e->tag->name);
	strbuf_addf(&sb, "  %s in %" PRId64 " papers, by %s", tag_kind_names[e->tag->kind], e->tag->papers,
		e->tag->rule);
	cmd_line(cmd, &sb);
	cmd_wrapped(cmd, &sb, e->sentence, 4);
	fputs(sb.buf, cmd->out);
	strbuf_release(&sb);
}

/* 'y', 'n', 's' or 'q'; the end of the input is 'q'. */
static int ask(struct cmd *cmd)
{
	char line[64];

	for (;;) {
		fputs("y keep, n reject everywhere, s skip, q quit: ", cmd->out);
		fflush(cmd->out);
		if (!fgets(line, sizeof line, stdin))
			return 'q';
		if (line[0] && strchr("ynsq", line[0]) && (line[1] == '\n' || !line[1]))
			return line[0];
	}
}

/* Adds to a list of the reader's own, which is there afterwards as it was or with all of it. */
static int add_to_list(struct cmd *cmd, const char *file, struct str lines, struct err *err)
{
	struct strbuf path = STRBUF_INIT, text = STRBUF_INIT;
	int rc = desk_lists_path(cmd->desk, &path, err);

	strbuf_addf(&path, "/%s", file);
	if (rc == 0)
		rc = file_make_parents(path.buf, err);
	if (rc == 0 && access(path.buf, F_OK) == 0)
		rc = file_read(path.buf, LIST_MOST, &text, err);
	if (rc == 0) {
		if (text.len && text.buf[text.len - 1] != '\n')
			strbuf_addch(&text, '\n');
		strbuf_addstr(&text, lines);
		rc = file_write(path.buf, strbuf_str(&text), err);
	}
	strbuf_release(&path);
	strbuf_release(&text);
	return rc;
}

static int decide(struct cmd *cmd, const struct doubtful_tag *t, bool keep, struct err *err)
{
	struct strbuf lines = STRBUF_INIT;
	int rc;

	if (keep)
		strbuf_addf(&lines, "!kind %s\n%s\n", tag_kind_names[t->kind], t->name);
	else
		strbuf_addf(&lines, "-%s\n", t->name);
	rc = add_to_list(cmd, keep ? "kept.tsv" : "rejected.tsv", strbuf_str(&lines), err);
	strbuf_release(&lines);
	return rc;
}

/* 1: go on; 0: the reader has enough. */
static int consider(struct cmd *cmd, const struct example *e, bool *edited, struct err *err)
{
	int answer, rc;

	show(cmd, e);
	answer = ask(cmd);
	if (answer == 'q')
		return 0;
	if (answer == 's')
		return 1;
	rc = decide(cmd, e->tag, answer == 'y', err);
	*edited |= rc == 0;
	return rc < 0 ? rc : 1;
}

/* ---- the run ---- */

int review_run(struct cmd *cmd, size_t most, bool *edited, struct err *err)
{
	bool asks = cmd->columns && !cmd->inside && !cmd->desk->json && isatty(STDIN_FILENO);
	struct doubtful_tags tags = {0};
	struct library *lib;
	int rc = desk_library(cmd->desk, &lib, err);

	*edited = false;
	if (rc == 0)
		rc = tags_doubtful(lib, most, &cmd->arena, &tags, err);
	for (size_t i = 0; rc == 0 && i < tags.n; i++) {
		struct arena a = ARENA_INIT;
		struct example e;

		rc = read_example(lib, &tags.at[i], &a, &e, err);
		if (rc == 0 && !asks)
			print(cmd, &e);
		else if (rc == 0 && (rc = consider(cmd, &e, edited, err)) == 0)
			i = tags.n;
		rc = rc > 0 ? 0 : rc;
		arena_release(&a);
	}
	return rc;
}
