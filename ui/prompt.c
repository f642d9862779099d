#include "prompt.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/width.h"

enum { HISTORY_MOST = 200, LINE_MOST = 4096 };

void history_add(struct history *h, const char *line)
{
	if (!*line || (h->n && !strcmp(h->at[h->n - 1], line)))
		return;
	if (h->n == HISTORY_MOST) {
		free(h->at[0]);
		memmove(h->at, h->at + 1, --h->n * sizeof *h->at);
	}
	vec_push(h, mem_strdup(line));
}

void history_release(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->at[i]);
	vec_release(h);
}

void prompt_open(struct prompt *p, const char *label, const char *text, struct history *history,
	prompt_complete *complete, void *data)
{
	*p = (struct prompt){.label = label,
		.text = STRBUF_INIT,
		.history = history,
		.past = history ? history->n : 0,
		.complete = complete,
		.data = data};
	strbuf_addz(&p->text, text);
	p->at = p->text.len;
}

void prompt_close(struct prompt *p)
{
	strbuf_release(&p->text);
	arena_release(&p->arena);
	free(p->kept);
	p->kept = NULL;
	p->words = (struct strs){0};
}

/* ---- editing ---- */

static void replace(struct prompt *p, size_t from, size_t to, struct str with)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_add(&sb, p->text.buf, from);
	strbuf_addstr(&sb, with);
	strbuf_add(&sb, p->text.buf + to, p->text.len - to);
	strbuf_release(&p->text);
	p->text = sb;
	p->at = from + with.n;
}

static void set_text(struct prompt *p, const char *z)
{
	replace(p, 0, p->text.len, str_of(z));
}

/* One rune with its marks. */
static size_t left_of(const struct prompt *p, size_t at)
{
	unsigned rune;
	size_t used;

	do {
		at -= utf8_back(str_sub(strbuf_str(&p->text), 0, at));
		rune = utf8_decode(p->text.buf + at, p->text.len - at, &used);
	} while (at && rune_mark(rune));
	return at;
}

static size_t right_of(const struct prompt *p, size_t at)
{
	size_t used;

	if (at >= p->text.len)
		return p->text.len;
	do {
		utf8_decode(p->text.buf + at, p->text.len - at, &used);
		at += used;
	} while (at < p->text.len &&
		 rune_mark(utf8_decode(p->text.buf + at, p->text.len - at, &used)));
	return at;
}

static size_t word_left(const struct prompt *p)
{
	size_t at = p->at;

	while (at && p->text.buf[at - 1] == ' ')
		at--;
	while (at && p->text.buf[at - 1] != ' ')
		at--;
	return at;
}

static enum prompt_event insert(struct prompt *p, unsigned rune)
{
	char b[4];

	if (rune == '\n' || rune == K_ENTER || rune == K_TAB)
		rune = ' ';
	if (rune < ' ' || (rune >= 127 && rune < 0xA0) || p->text.len + 4 > LINE_MOST)
		return PROMPT_NOTHING;
	replace(p, p->at, p->at, (struct str){b, utf8_encode(rune, b)});
	return PROMPT_CHANGED;
}

static enum prompt_event cut(struct prompt *p, size_t from, size_t to)
{
	if (from == to)
		return PROMPT_NOTHING;
	replace(p, from, to, (struct str){"", 0});
	return PROMPT_CHANGED;
}

static enum prompt_event move_to(struct prompt *p, size_t at)
{
	p->at = at;
	return PROMPT_MOVED;
}

/* ---- history and completion ---- */

static enum prompt_event go_past(struct prompt *p, int step)
{
	size_t n = p->history ? p->history->n : 0;

	if ((step < 0 && p->past == 0) || (step > 0 && p->past >= n))
		return PROMPT_NOTHING;
	if (p->past == n) {
		free(p->kept);
		p->kept = mem_strdup(p->text.buf);
	}
	p->past = step < 0 ? p->past - 1 : p->past + 1;
	set_text(p, p->past == n ? p->kept : p->history->at[p->past]);
	return PROMPT_CHANGED;
}

static void forget_words(struct prompt *p)
{
	p->words = (struct strs){0};
	arena_reset(&p->arena);
}

static void put_word(struct prompt *p)
{
	struct str word = str_of(p->words.at[p->word]);

	replace(p, p->from, p->to, word);
	p->to = p->from + word.n;
}

/* Tab goes through the completions; with only one it is taken and the line goes on. */
static enum prompt_event complete(struct prompt *p, int step)
{
	if (!p->complete)
		return PROMPT_NOTHING;
	if (p->words.n) {
		p->word = (p->word + (step > 0 ? 1 : p->words.n - 1)) % p->words.n;
		put_word(p);
		return PROMPT_CHANGED;
	}
	p->from = word_left(p);
	p->to = p->at;
	p->complete(
		p->data, str_sub(strbuf_str(&p->text), 0, p->at), &p->from, &p->arena, &p->words);
	if (!p->words.n)
		return PROMPT_NOTHING;
	p->word = step > 0 ? 0 : p->words.n - 1;
	put_word(p);
	if (p->words.n == 1)
		forget_words(p);
	return PROMPT_CHANGED;
}

enum prompt_event prompt_key(struct prompt *p, const struct input *in)
{
	if (in->key == K_TAB || in->key == K_BACKTAB)
		return complete(p, in->key == K_TAB ? 1 : -1);
	forget_words(p);
	switch (in->key) {
	case K_ENTER:
		return PROMPT_DONE;
	case K_ESCAPE:
	case K_CTRL('C'):
	case K_CTRL('G'):
		return PROMPT_CANCELED;
	case K_BACKSPACE:
		if (!p->text.len)
			return PROMPT_CANCELED;
		return p->at ? cut(p, left_of(p, p->at), p->at) : PROMPT_NOTHING;
	case K_DELETE:
	case K_CTRL('D'):
		return cut(p, p->at, right_of(p, p->at));
	case K_CTRL('U'):
		return cut(p, 0, p->at);
	case K_CTRL('K'):
		return cut(p, p->at, p->text.len);
	case K_CTRL('W'):
		return cut(p, word_left(p), p->at);
	case K_LEFT:
	case K_CTRL('B'):
		return move_to(p, p->at ? left_of(p, p->at) : 0);
	case K_RIGHT:
	case K_CTRL('F'):
		return move_to(p, right_of(p, p->at));
	case K_HOME:
	case K_CTRL('A'):
		return move_to(p, 0);
	case K_END:
	case K_CTRL('E'):
		return move_to(p, p->text.len);
	case K_UP:
	case K_CTRL('P'):
		return go_past(p, -1);
	case K_DOWN:
	case K_CTRL('N'):
		return go_past(p, 1);
	case K_PASTE:
		return insert(p, (unsigned)in->col);
	default:
		return in->key < K_FIRST ? insert(p, in->key) : PROMPT_NOTHING;
	}
}

/* ---- drawing ---- */

static void draw_words(const struct prompt *p, const struct area *a)
{
	int row = a->rows - 2, col = 0;
	size_t first = p->word;

	for (int room = a->cols * 2 / 3; first > 0; first--) { /* some of those before it, too */
		room -= text_width(str_of(p->words.at[first - 1])) + 2;
		if (room < text_width(str_of(p->words.at[p->word])))
			break;
	}
	area_fill(a, row, 0, a->cols, STYLE_TEXT);
	for (size_t i = first; i < p->words.n && col < a->cols; i++) {
		int end = area_fit(a, row, col, a->cols - col, str_of(p->words.at[i]), STYLE_TEXT);

		if (i == p->word)
			area_flag(a, row, col, end - col, CELL_CURSOR);
		col = end + 2;
	}
}

void prompt_draw(const struct prompt *p, const struct area *a)
{
	struct str before = str_sub(strbuf_str(&p->text), 0, p->at);
	int row = a->rows - 1, label = text_width(str_of(p->label)), shift;
	struct area line;

	if (p->words.n && a->rows > 1)
		draw_words(p, a);
	if (label > a->cols / 2)
		label = a->cols / 2;
	area_fill(a, row, 0, a->cols, STYLE_TEXT);
	area_fit(a, row, 0, label, str_of(p->label), STYLE_KEY);
	line = area_part(a, row, label, 1, a->cols - label);
	shift = text_width(before) - (line.cols - 1);
	if (shift < 0)
		shift = 0;
	area_text(&line, 0, -shift, strbuf_str(&p->text), STYLE_TEXT);
	a->canvas->cursor_row = a->row + row;
	a->canvas->cursor_col = line.col + text_width(before) - shift;
}
