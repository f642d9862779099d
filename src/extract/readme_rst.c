#include "extract/readme_rst.h"

#include "base/map.h"

enum { TITLES = 8, LABELS_MOST = 5000 };

struct rst {
	struct readme_out *o;
	struct strbuf para, urls;
	struct map labels;     /* of ".. _label: url", in small letters, to places in urls */
	char titles[TITLES];   /* the signs of titles, outer first, in the order they came up */
	enum { TEXT, CODE, DROPPED } block; /* what lines that are indented more than `indent` are */
	size_t indent;
};

static size_t indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* ---- text ---- */

static void add_label(struct str label, struct strbuf *key)
{
	for (size_t i = 0; i < label.n; i++)
		strbuf_addch(key, ch_tolower(label.p[i]));
}

/* "text <url>" or "label" between "`" and "`_". */
static void reference(struct rst *r, struct str s)
{
	ptrdiff_t open = str_ends(s, ">") ? str_chr(s, '<') : -1;
	struct str text = str_trim(str_sub(s, 0, open < 0 ? s.n : (size_t)open));
	struct str url = open < 0 ? STR_LIT("") : str_sub(s, (size_t)open + 1, s.n - 1);
	struct strbuf key = STRBUF_INIT;
	const int64_t *place;

	add_label(text, &key);
	place = open < 0 ? map_get(&r->labels, strbuf_str(&key)) : NULL;
	strbuf_release(&key);
	if (place)
		url = str_of(r->urls.buf + *place);
	readme_out_link(r->o, url);
	readme_out_text(r->o, text.n ? text : url);
	readme_out_link_end(r->o);
}

/* "`…`", "``…``" at i; bytes used, 0 where it does not end. */
static size_t quoted(struct rst *r, struct str s, size_t i)
{
	bool code = i + 1 < s.n && s.p[i + 1] == '`';
	size_t from = i + (code ? 2 : 1);
	ptrdiff_t n = str_find(str_sub(s, from, s.n), code ? "``" : "`");
	struct str inner = str_sub(s, from, from + (size_t)n);
	size_t end = from + (size_t)n + (code ? 2 : 1), marks = 0;

	if (n < 0)
		return 0;
	while (!code && end + marks < s.n && s.p[end + marks] == '_' && marks < 2)
		marks++;
	if (marks) {
		reference(r, inner);
	} else {
		readme_out_text(r->o, STR_LIT("`"));
		readme_out_text(r->o, inner);
		readme_out_text(r->o, STR_LIT("`"));
	}
	return end + marks - i;
}

/* "|name|": a substitution, nearly always a badge. */
static size_t substitution(struct str s, size_t i)
{
	size_t n = 1;

	while (i + n < s.n && n < 40 && (ch_alnum(s.p[i + n]) || strchr("-_. ", s.p[i + n])))
		n++;
	return n > 1 && i + n < s.n && s.p[i + n] == '|' && !ch_space(s.p[i + 1]) ? n + 1 : 0;
}

/* ":role:" in front of "`". */
static size_t role(struct str s, size_t i)
{
	size_t n = 1;

	while (i + n < s.n && n < 32 && (ch_alpha(s.p[i + n]) || s.p[i + n] == '-'))
		n++;
	return n > 1 && i + n + 1 < s.n && s.p[i + n] == ':' && s.p[i + n + 1] == '`' ? n + 1 : 0;
}

static size_t stars(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && s.p[i + n] == '*')
		n++;
	if ((!i || ch_space(s.p[i - 1])) && (i + n == s.n || ch_space(s.p[i + n])))
		return 0;
	return n;
}

static void inline_text(struct rst *r, struct str s)
{
	bool ticks = true;

	for (size_t i = 0, n, from; i < s.n; i += n) {
		n = 0;
		if (s.p[i] == '`' && ticks)
			ticks = (n = quoted(r, s, i)) > 0;
		else if (s.p[i] == '|')
			n = substitution(s, i);
		else if (s.p[i] == ':')
			n = role(s, i);
		else if (s.p[i] == '*')
			n = stars(s, i);
		if (n)
			continue;
		from = i;
		for (n = 1; i + n < s.n && !strchr("`|:*", s.p[i + n]); n++)
			;
		readme_out_text(r->o, str_sub(s, from, i + n));
	}
}

static void end_para(struct rst *r)
{
	if (r->para.len)
		inline_text(r, strbuf_str(&r->para));
	strbuf_reset(&r->para);
	readme_out_mark_end(r->o);
}

/* ---- lines ---- */

/* One sign of punctuation, again and again: a title's line, or a transition. */
static bool is_line_of(struct str line, size_t least)
{
	if (line.n < least || !strchr("=-~^\"'`#*+.:_", *line.p))
		return false;
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] != line.p[0])
			return false;
	return true;
}

static int level_of(struct rst *r, char sign)
{
	int i;

	for (i = 0; i < TITLES && r->titles[i] && r->titles[i] != sign; i++)
		;
	if (i == TITLES)
		return TITLES;
	r->titles[i] = sign;
	return i + 1;
}

/* A line of signs below a line of text makes it a title. */
static bool title(struct rst *r, struct str line)
{
	struct strbuf text = r->para;

	if (!is_line_of(line, 3))
		return false;
	if (!text.len || r->o->rows) {
		readme_out_block(r->o); /* above a title, or between paragraphs */
		return true;
	}
	r->para = (struct strbuf)STRBUF_INIT;
	readme_out_heading(r->o, level_of(r, *line.p));
	inline_text(r, strbuf_str(&text));
	strbuf_release(&text);
	readme_out_mark_end(r->o);
	readme_out_block(r->o);
	return true;
}

/* "=== ===" and "+---+---+": the lines of tables. */
static bool table_rule(struct str line)
{
	bool plus = str_starts(line, "+-") || str_starts(line, "+="), gap = false;

	for (size_t i = 0; i < line.n; i++) {
		if (!strchr("=-+ ", line.p[i]))
			return false;
		gap |= line.p[i] == ' ';
	}
	return plus || (gap && str_starts(line, "="));
}

static void grid_row(struct rst *r, struct str line)
{
	struct str cell;

	line = str_sub(line, 1, line.n - str_ends(line, "|"));
	end_para(r);
	readme_out_row(r->o);
	while (str_split(&line, '|', &cell)) {
		readme_out_cell(r->o);
		inline_text(r, str_trim(cell));
	}
	readme_out_row_end(r->o);
}

/* ".. name:: argument": what is shown of it, and what the lines below it are. */
static void directive(struct rst *r, struct str line, size_t indent)
{
	static const char *const code[] = {"code", "code-block", "sourcecode", "parsed-literal", NULL};
	static const char *const text[] = {"note", "warning", "tip", "important", "hint", "attention", "caution",
		"admonition", "topic", "container", "list-table", "rubric", NULL};
	ptrdiff_t end = str_find(line, "::");
	struct str name = str_trim(str_sub(line, 2, end < 0 ? 2 : (size_t)end));

	end_para(r);
	r->block = DROPPED;
	r->indent = indent;
	for (size_t i = 0; code[i]; i++)
		if (str_eqz(name, code[i]))
			r->block = CODE;
	for (size_t i = 0; text[i]; i++)
		if (str_eqz(name, text[i]))
			r->block = TEXT;
	readme_out_block(r->o);
	if (r->block == TEXT)
		strbuf_addstr(&r->para, str_trim(str_sub(line, (size_t)end + 2, line.n)));
}

static bool item(struct rst *r, struct str line, size_t indent)
{
	size_t n = 0;

	while (n < line.n && ch_digit(line.p[n]))
		n++;
	if (n ? line.n <= n || line.p[n] != '.' : !strchr("-*+", *line.p))
		return false;
	n++;
	if (n >= line.n || line.p[n] != ' ')
		return false;
	end_para(r);
	readme_out_item(r->o, (int)(indent / 2), ch_digit(*line.p) ? str_sub(line, 0, n) : STR_LIT("-"));
	strbuf_addstr(&r->para, str_trim(str_sub(line, n, line.n)));
	strbuf_addch(&r->para, '\n');
	return true;
}

/* A paragraph that ends in "::" has code below it. */
static void announce_code(struct rst *r, struct str line, size_t indent)
{
	if (!str_ends(line, "::"))
		return;
	strbuf_setlen(&r->para, r->para.len - (line.n > 2 ? 1 : 2));
	end_para(r);
	readme_out_block(r->o);
	r->block = CODE;
	r->indent = indent;
}

static void one_line(struct rst *r, struct str whole)
{
	size_t indent = indent_of(whole);
	struct str line = str_trim(whole);

	if (!line.n) {
		end_para(r);
		if (r->block != DROPPED)
			readme_out_block(r->o);
		return;
	}
	if (r->block != TEXT && indent > r->indent) {
		bool option = r->block == CODE && str_starts(line, ":") &&
			(str_ends(line, ":") || str_find(line, ": ") > 0);

		if (r->block == CODE && !option)
			readme_out_code(r->o, str_sub(whole, r->indent + 3, whole.n));
		return;
	}
	r->block = TEXT;
	if (str_starts(line, ".. ") || str_eqz(line, "..")) {
		directive(r, line, indent);
	} else if (table_rule(line)) {
		end_para(r);
		readme_out_line(r->o);
	} else if (str_starts(line, "|") && str_ends(line, "|") && line.n > 2) {
		grid_row(r, line);
	} else if (!title(r, line) && !item(r, line, indent)) {
		strbuf_addstr(&r->para, line);
		announce_code(r, line, indent);
		strbuf_addch(&r->para, '\n');
	}
}

/* ".. _label: url". */
static void read_label(struct rst *r, struct str line)
{
	ptrdiff_t end = str_find(line, ": ");
	struct str label;
	struct strbuf key = STRBUF_INIT;

	if (end < 5 || r->labels.n >= LABELS_MOST)
		return;
	label = str_sub(line, 4, (size_t)end);
	if (str_starts(label, "`") && str_ends(label, "`"))
		label = str_sub(label, 1, label.n - 1);
	add_label(label, &key);
	*map_put(&r->labels, strbuf_str(&key)) = (int64_t)r->urls.len;
	strbuf_addstr(&r->urls, str_trim(str_sub(line, (size_t)end + 2, line.n)));
	strbuf_addch(&r->urls, 0);
	strbuf_release(&key);
}

void readme_rst(struct str s, struct readme_out *o)
{
	struct rst r = {.o = o, .para = STRBUF_INIT, .urls = STRBUF_INIT, .labels = MAP_INIT};
	struct str rest = s, line;

	while (str_line(&rest, &line))
		if (str_starts(str_trim(line), ".. _"))
			read_label(&r, str_trim(line));
	while (str_line(&s, &line))
		one_line(&r, line);
	end_para(&r);
	strbuf_release(&r.para);
	strbuf_release(&r.urls);
	map_release(&r.labels);
}
