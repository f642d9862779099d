#include "extract/readme_markdown.h"

/*
 * By lines: each is a fence, a heading, an item, a row or a part of a paragraph, which is gathered in `para` and read
 * when it ends.
 */
enum { LABELS_MOST = 5000, CODE_INDENT = 4, INDENT_MOST = 64 };

struct blocks {
	struct readme_out *o;
	struct readme_marks m;
	struct strbuf para;
	struct str header; /* the line in front, in case that the next makes it the head of a table */
	size_t indents[8]; /* of the items around, as they stand in the source */
	int depth;
	char fence;        /* of the code block that is open, or 0 … */
	size_t fence_n, fence_indent;
	bool in_comment, table, was_blank;
};

static size_t indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

static void end_para(struct blocks *b)
{
	if (b->para.len)
		readme_inline(strbuf_str(&b->para), &b->m, b->o);
	strbuf_reset(&b->para);
	b->header.p = NULL;
	readme_out_mark_end(b->o);
}

static size_t run_of(struct str s, char c)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

/* ---- lines that are no text ---- */

/* "```", "~~~": length of the fence, or 0. */
static size_t fence_at(struct str line)
{
	size_t n = line.n ? run_of(line, *line.p) : 0;

	if (n < 3 || (*line.p != '`' && *line.p != '~'))
		return 0;
	return *line.p == '`' && str_chr(str_sub(line, n, line.n), '`') >= 0 ? 0 : n;
}

static void code_line(struct blocks *b, struct str line)
{
	struct str bare = str_trim(line);
	size_t n = fence_at(bare), cut = indent_of(line);

	if (n >= b->fence_n && n == bare.n && *bare.p == b->fence) {
		b->fence = 0;
		readme_out_block(b->o);
		return;
	}
	if (cut > b->fence_indent)
		cut = b->fence_indent;
	readme_out_code(b->o, str_sub(line, cut, line.n));
}

static bool open_fence(struct blocks *b, struct str line)
{
	struct str bare = str_trim(line);
	size_t n = fence_at(bare);

	if (!n)
		return false;
	end_para(b);
	b->fence = *bare.p;
	b->fence_n = n;
	b->fence_indent = indent_of(line);
	readme_out_block(b->o);
	return true;
}

/* Only the signs of `set` and blanks, at least `least` of them. */
static bool only(struct str line, const char *set, size_t least)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (ch_space(line.p[i]))
			continue;
		if (!strchr(set, line.p[i]) || (line.p[i] != line.p[0] && !set[1]))
			return false;
		n++;
	}
	return n >= least;
}

static bool is_rule(struct str line)
{
	return only(line, "-", 3) || only(line, "*", 3) || only(line, "_", 3);
}

/* "# Title", "Title" with "=====" below. */
static bool heading(struct blocks *b, struct str line)
{
	size_t n = run_of(line, '#');

	if (b->para.len && !b->o->rows && (only(line, "=", 1) || only(line, "-", 2))) {
		struct strbuf title = b->para;

		b->para = (struct strbuf)STRBUF_INIT;
		b->header.p = NULL;
		readme_out_heading(b->o, *line.p == '=' ? 1 : 2);
		readme_inline(strbuf_str(&title), &b->m, b->o);
		strbuf_release(&title);
		readme_out_mark_end(b->o);
		readme_out_block(b->o);
		return true;
	}
	if (!n || n > 6 || (n < line.n && line.p[n] != ' '))
		return false;
	end_para(b);
	b->depth = 0;
	line = str_trim(str_sub(line, n, line.n));
	while (str_ends(line, "#"))
		line.n--;
	readme_out_heading(b->o, (int)n);
	readme_inline(str_trim(line), &b->m, b->o);
	readme_out_mark_end(b->o);
	readme_out_block(b->o);
	return true;
}

/* ---- tables ---- */

static bool is_delimiter(struct str line)
{
	return only(line, "|-: ", 3) && str_chr(line, '-') >= 0 && (str_chr(line, '|') >= 0);
}

static void row(struct blocks *b, struct str line)
{
	size_t from = 0;

	line = str_trim(line);
	if (str_starts(line, "|"))
		line = str_sub(line, 1, line.n);
	if (str_ends(line, "|"))
		line.n--;
	readme_out_row(b->o);
	for (size_t i = 0; i <= line.n; i++) {
		if (i < line.n && (line.p[i] != '|' || (i && line.p[i - 1] == '\\')))
			continue;
		readme_out_cell(b->o);
		readme_inline(str_trim(str_sub(line, from, i)), &b->m, b->o);
		from = i + 1;
	}
	readme_out_row_end(b->o);
}

/* A delimiter row below a line makes that line the head of a table. */
static bool table_line(struct blocks *b, struct str line)
{
	struct str header = b->header;

	if (b->table && str_chr(line, '|') >= 0) {
		row(b, line);
		return true;
	}
	b->table = false;
	if (!header.p || !is_delimiter(line) || str_chr(header, '|') < 0)
		return false;
	strbuf_setlen(&b->para, b->para.len - header.n - 1);
	end_para(b);
	b->table = true;
	readme_out_block(b->o);
	row(b, header);
	return true;
}

/* ---- lists and quotes ---- */

/* Bytes of "-", "12." in front of a blank; 0 where the line is no item. */
static size_t marker(struct str line)
{
	size_t n = 0;

	if (line.n > 1 && strchr("-*+", *line.p))
		return line.p[1] == ' ' ? 1 : 0;
	while (n < line.n && n < 9 && ch_digit(line.p[n]))
		n++;
	if (!n || n + 1 >= line.n || (line.p[n] != '.' && line.p[n] != ')') || line.p[n + 1] != ' ')
		return 0;
	return n + 1;
}

static bool item(struct blocks *b, struct str line, size_t indent)
{
	size_t n = marker(line);
	int most = (int)(sizeof b->indents / sizeof *b->indents);

	if (!n)
		return false;
	if (!b->depth)
		readme_out_block(b->o);
	end_para(b);
	while (b->depth && b->indents[b->depth - 1] > indent)
		b->depth--;
	if (!b->depth || (b->indents[b->depth - 1] + 1 < indent && b->depth < most))
		b->indents[b->depth++] = indent;
	readme_out_item(b->o, b->depth - 1, ch_digit(*line.p) ? str_sub(line, 0, n) : STR_LIT("-"));
	strbuf_addstr(&b->para, str_trim(str_sub(line, n, line.n)));
	strbuf_addch(&b->para, '\n');
	return true;
}

static struct str unquote(struct blocks *b, struct str line)
{
	int quotes = 0;

	while (str_starts(line, ">")) {
		line = str_sub(line, 1, line.n);
		line = str_sub(line, str_starts(line, " "), line.n);
		quotes++;
	}
	if (quotes && quotes != b->o->quotes) {
		end_para(b);
		readme_out_block(b->o);
		b->o->quotes = quotes;
	}
	return line;
}

/* ---- the whole ---- */

static void blank_line(struct blocks *b)
{
	end_para(b);
	b->header.p = NULL;
	b->table = false;
	b->was_blank = true;
	b->o->quotes = 0;
	if (!b->o->pre && !b->depth)
		readme_out_block(b->o);
}

static void text_line(struct blocks *b, struct str line, size_t indent)
{
	if (b->was_blank && b->depth && !indent) {
		b->depth = 0;
		readme_out_block(b->o);
	} else if (b->was_blank && b->depth) {
		readme_out_line(b->o);
	}
	b->header = line;
	strbuf_addstr(&b->para, line);
	strbuf_addch(&b->para, '\n');
}

/* Indented by four behind a blank line, outside a list: code. */
static bool indented_code(struct blocks *b, struct str line, size_t indent)
{
	if (indent < CODE_INDENT || b->depth || b->para.len || (line.n > indent && line.p[indent] == '<'))
		return false;
	readme_out_code(b->o, str_sub(line, CODE_INDENT, line.n));
	return true;
}

/* "[label]: url", which was read before. */
static bool is_label(struct str line)
{
	ptrdiff_t end = str_starts(line, "[") ? str_find(line, "]:") : -1;

	return end > 1 && line.p[1] != '^';
}

static void outer_line(struct blocks *b, struct str line)
{
	size_t indent;

	if (b->o->pre) {
		readme_inline(line, &b->m, b->o);
		readme_out_text(b->o, STR_LIT("\n"));
		return;
	}
	line = unquote(b, line);
	indent = indent_of(line);
	if (indent == line.n) {
		blank_line(b);
		return;
	}
	if (open_fence(b, line) || indented_code(b, line, indent))
		return;
	line = str_sub(line, indent, line.n);
	if (table_line(b, line))
		return;
	if (!heading(b, line) && !is_label(line)) {
		if (is_rule(line))
			end_para(b), readme_out_block(b->o);
		else if (!item(b, line, indent))
			text_line(b, line, indent);
	}
	b->was_blank = false;
}

/* Comments may hold anything, code fences included, and end on a later line. */
static void one_line(struct blocks *b, struct str line)
{
	ptrdiff_t end;

	if (b->fence) {
		code_line(b, line);
		return;
	}
	while (b->in_comment || str_starts(str_trim(line), "<!--")) {
		if (!b->in_comment)
			end_para(b), readme_out_block(b->o);
		end = str_find(line, "-->");
		b->in_comment = end < 0;
		if (end < 0)
			return;
		line = str_sub(line, (size_t)end + 3, line.n);
		if (!str_trim(line).n)
			return;
	}
	outer_line(b, line);
}

static void read_label(struct blocks *b, struct str line)
{
	ptrdiff_t end = str_find(line, "]:");
	struct str label = str_sub(line, 1, (size_t)end), url = str_trim(str_sub(line, (size_t)end + 2, line.n));
	struct strbuf key = STRBUF_INIT;
	size_t n = 0;

	if (str_starts(url, "<"))
		url = str_sub(url, 1, url.n);
	while (n < url.n && !ch_space(url.p[n]) && url.p[n] != '>')
		n++;
	for (size_t i = 0; i < label.n; i++)
		strbuf_addch(&key, ch_tolower(label.p[i]));
	if (n && b->m.labels.n < LABELS_MOST) {
		*map_put(&b->m.labels, strbuf_str(&key)) = (int64_t)b->m.urls.len;
		strbuf_addstr(&b->m.urls, str_sub(url, 0, n));
		strbuf_addch(&b->m.urls, 0);
	}
	strbuf_release(&key);
}

static void read_labels(struct blocks *b, struct str s)
{
	struct str line;

	while (str_line(&s, &line)) {
		line = str_trim(line);
		if (is_label(line))
			read_label(b, line);
	}
}

/* Without the block of YAML at the top, facts for a machine. */
static struct str without_front(struct str s)
{
	struct str rest = s, line;
	bool first = true;

	while (str_line(&rest, &line)) {
		bool rule = str_eqz(str_trim(line), "---");

		if (first && !rule)
			return s;
		if (!first && rule)
			return rest;
		first = false;
	}
	return s;
}

void readme_markdown(struct str s, struct readme_out *o)
{
	struct blocks b = {.o = o, .para = STRBUF_INIT};
	struct str line;

	s = without_front(s);

	b.m = (struct readme_marks){.labels = MAP_INIT, .urls = STRBUF_INIT, .budget = 8 * s.n + 4096};
	read_labels(&b, s);
	while (str_line(&s, &line))
		one_line(&b, line);
	end_para(&b);
	strbuf_release(&b.para);
	strbuf_release(&b.m.urls);
	map_release(&b.m.labels);
}
