#include "extract/readme_out.h"

enum { INDENT = 2, DEEPEST = 8, URL_MOST = 2048 };

void readme_out_release(struct readme_out *o)
{
	strbuf_release(&o->text);
	strbuf_release(&o->url);
}

static void add_times(struct strbuf *out, const char *z, int n)
{
	for (int i = 0; i < n; i++)
		strbuf_addz(out, z);
}

static int depth_of(int n)
{
	return n < 0 ? 0 : n > DEEPEST ? DEEPEST : n;
}

static void begin_line(struct readme_out *o)
{
	if (o->text.len)
		add_times(&o->text, "\n", o->lines);
	o->lines = 0;
	o->blank = false;
	add_times(&o->text, "> ", depth_of(o->quotes));
	if (!o->mark.p)
		return;
	add_times(&o->text, " ", o->indent);
	strbuf_addstr(&o->text, o->mark);
	o->mark.p = NULL;
	o->blank = true;
}

/* Pays what is owed; false where the page is full. */
static bool pay(struct readme_out *o)
{
	if (o->text.len >= README_OUT_MOST)
		return false;
	if (o->lines || !o->text.len)
		begin_line(o);
	if (o->rows) {
		add_times(&o->text, " | ", o->seps);
		o->blank = o->blank && !o->seps;
		o->seps = 0;
		o->row_text = true;
	}
	if (o->blank)
		strbuf_addch(&o->text, ' ');
	o->blank = false;
	return true;
}

/* Cut where the page ends. */
static void put(struct readme_out *o, struct str s)
{
	if (o->text.len < README_OUT_MOST)
		strbuf_addstr(&o->text, str_sub(s, 0, README_OUT_MOST - o->text.len));
}

static void add_word(struct readme_out *o, struct str s)
{
	if (s.n && pay(o))
		put(o, s);
}

/* Lines of preformatted text, indented as code is. */
static void add_pre(struct readme_out *o, struct str s)
{
	while (s.n) {
		ptrdiff_t end = str_chr(s, '\n');
		struct str line = str_sub(s, 0, end < 0 ? s.n : (size_t)end);

		if (line.n) {
			bool fresh = o->lines || !o->text.len;

			if (pay(o) && fresh)
				strbuf_addz(&o->text, "    ");
			put(o, line);
		}
		if (end < 0)
			return;
		o->lines = o->lines ? 2 : 1;
		s = str_sub(s, (size_t)end + 1, s.n);
	}
}

void readme_out_text(struct readme_out *o, struct str s)
{
	size_t from = 0;

	if (o->pre) {
		add_pre(o, s);
		return;
	}
	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && !ch_space(s.p[i]))
			continue;
		add_word(o, str_sub(s, from, i));
		if (i < s.n && !o->lines)
			o->blank = true;
		from = i + 1;
	}
}

static void owe_lines(struct readme_out *o, int n)
{
	if (o->rows) {
		o->blank = true;
		return;
	}
	if (o->mark.p)
		return; /* its line is a new one */
	if (o->lines < n)
		o->lines = n;
	o->blank = false;
}

void readme_out_line(struct readme_out *o)
{
	owe_lines(o, 1);
}

void readme_out_block(struct readme_out *o)
{
	owe_lines(o, 2);
}

void readme_out_heading(struct readme_out *o, int level)
{
	o->mark.p = NULL;
	readme_out_block(o);
	if (o->rows)
		return;
	o->mark = str_sub(STR_LIT("######"), 0, level < 1 ? 1 : (size_t)level);
	o->indent = 0;
}

void readme_out_item(struct readme_out *o, int depth, struct str mark)
{
	o->mark.p = NULL;
	readme_out_line(o);
	if (o->rows)
		return;
	o->mark = mark;
	o->indent = depth_of(depth) * INDENT;
}

void readme_out_mark_end(struct readme_out *o)
{
	o->mark.p = NULL;
}

void readme_out_code(struct readme_out *o, struct str line)
{
	readme_out_line(o);
	if (!str_trim(line).n) {
		o->lines = 2;
		return;
	}
	if (!pay(o))
		return;
	strbuf_addz(&o->text, "    ");
	put(o, line);
	readme_out_line(o);
}

void readme_out_row(struct readme_out *o)
{
	readme_out_line(o);
	if (!o->rows++) {
		o->cells = o->seps = 0;
		o->row_text = false;
	}
}

void readme_out_cell(struct readme_out *o)
{
	if (o->rows == 1 && o->cells++)
		o->seps++;
	o->blank = o->rows > 1;
}

void readme_out_row_end(struct readme_out *o)
{
	if (!o->rows || --o->rows)
		return;
	o->seps = 0;
	if (o->row_text)
		readme_out_line(o);
}

void readme_out_link(struct readme_out *o, struct str url)
{
	strbuf_reset(&o->url);
	if (o->linked)
		return;
	o->linked = true;
	o->link_from = o->text.len;
	if (url.n > URL_MOST || !url.n || *url.p == '#')
		return;
	if (str_case_starts(url, "http://") || str_case_starts(url, "https://")) {
		strbuf_addstr(&o->url, url);
	} else if (ch_alnum(*url.p) ? str_chr(url, ':') < 0 : str_starts(url, "./")) {
		strbuf_addz(&o->url, str_starts(url, "./") ? "" : "./"); /* a file beside it */
		strbuf_addstr(&o->url, url);
	}
}

static struct str without_scheme(struct str url)
{
	ptrdiff_t at = str_find(url, "://");

	return at < 0 ? url : str_sub(url, (size_t)at + 3, url.n);
}

void readme_out_link_end(struct readme_out *o)
{
	struct str shown = str_trim(str_sub(strbuf_str(&o->text), o->link_from, o->text.len));
	bool there = o->linked && shown.n && o->url.len;

	o->linked = false;
	if (there && !str_ends(shown, without_scheme(strbuf_str(&o->url)).p) && o->text.len < README_OUT_MOST) {
		strbuf_addz(&o->text, " (");
		strbuf_addstr(&o->text, strbuf_str(&o->url));
		strbuf_addch(&o->text, ')');
	}
	strbuf_reset(&o->url);
}
