#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/readme_markdown.h"
#include "extract/readme_tag.h"

enum { URL_MOST = 2048, TICKS_MOST = 16, LABEL_MOST = 200, NONE = -1 };

struct run {
	struct str s;
	struct readme_marks *m;
	struct readme_out *o;
	ptrdiff_t *pair;             /* for each "[" its "]", or NONE; NULL where there is no "[" */
	bool no_ticks[TICKS_MOST];   /* no code of so many backticks ends behind here */
	size_t link_end, link_next;  /* the "]" of the link that is open, and what comes behind it; 0: none */
};

/* Finds the pairs of brackets in one pass. */
static ptrdiff_t *pair_brackets(struct str s)
{
	ptrdiff_t *pair, *open;
	size_t depth = 0;

	if (str_chr(s, '[') < 0)
		return NULL;
	pair = mem_resize(NULL, s.n, sizeof *pair);
	open = mem_resize(NULL, s.n, sizeof *open);
	for (size_t i = 0; i < s.n; i++) {
		pair[i] = NONE;
		if (s.p[i] == '\\')
			i += i + 1 < s.n, pair[i] = NONE;
		else if (s.p[i] == '[')
			open[depth++] = (ptrdiff_t)i;
		else if (s.p[i] == ']' && depth)
			pair[open[--depth]] = (ptrdiff_t)i;
	}
	free(open);
	return pair;
}

static char at(const struct run *r, size_t i)
{
	return i < r->s.n ? r->s.p[i] : 0;
}

static size_t blanks(const struct run *r, size_t i)
{
	while (ch_space(at(r, i)))
		i++;
	return i;
}

/* Charges what was looked at in vain. */
static size_t give_up(struct run *r, size_t from, size_t to)
{
	size_t cost = to - from;

	r->m->budget -= cost < r->m->budget ? cost : r->m->budget;
	return 0;
}

/* "(url)", "(<url> "title")" at i: where it ends, 0 where it is none. */
static size_t destination(struct run *r, size_t from, struct str *url)
{
	size_t i = blanks(r, from + 1), start, most;
	bool angle = at(r, i) == '<';
	int depth = 0;

	start = i += angle;
	most = start + (r->m->budget < URL_MOST ? r->m->budget : URL_MOST);
	for (; i < r->s.n && i < most; i++) {
		char c = r->s.p[i];

		if (angle ? c == '>' || c == '\n' : ch_space(c) || (c == ')' && !depth))
			break;
		depth += c == '(';
		depth -= c == ')';
	}
	*url = str_sub(r->s, start, i);
	if (angle && at(r, i) == '>')
		i++;
	i = blanks(r, i);
	if (at(r, i) == ')')
		return i + 1;
	if (!at(r, i) || !strchr("\"'(", at(r, i)))
		return give_up(r, from, i);
	for (i++; i < r->s.n && i < most; i++)
		if (at(r, i) == ')' && (strchr("\"')", at(r, i - 1)) || ch_space(at(r, i - 1))))
			return i + 1;
	return give_up(r, from, i);
}

static bool known_label(struct run *r, size_t from, size_t to, struct str *url)
{
	struct strbuf key = STRBUF_INIT;
	const int64_t *place = NULL;

	if (to > from && to - from <= LABEL_MOST) {
		for (size_t i = from; i < to; i++)
			strbuf_addch(&key, ch_tolower(r->s.p[i]));
		place = map_get(&r->m->labels, strbuf_str(&key));
	}
	strbuf_release(&key);
	if (place)
		*url = str_of(r->m->urls.buf + *place);
	return place;
}

/* Where the link whose text begins behind the "[" at i ends; 0 where it is none. */
static size_t link_at(struct run *r, size_t i, struct str *url)
{
	ptrdiff_t end = r->pair && r->m->budget ? r->pair[i] : NONE;
	size_t text_end = (size_t)end, next = text_end + 1, after;

	if (end < 0)
		return 0;
	if (at(r, next) == '(' && (after = destination(r, next, url)))
		return after;
	if (at(r, next) == '[' && r->pair[next] >= 0) {
		after = (size_t)r->pair[next];
		if (after == next + 1 ? known_label(r, i + 1, text_end, url) : known_label(r, next + 1, after, url))
			return after + 1;
	}
	return known_label(r, i + 1, text_end, url) ? next : 0;
}

/* "`code`": the backticks stay, they tell code from words. */
static size_t code_at(struct run *r, size_t i)
{
	size_t n = 0, same = 0, k;

	while (at(r, i + n) == '`')
		n++;
	if (n >= TICKS_MOST || r->no_ticks[n])
		return n;
	for (k = i + n; k < r->s.n; k++) {
		same = r->s.p[k] == '`' ? same + 1 : 0;
		if (same == n && at(r, k + 1) != '`')
			break;
	}
	if (k >= r->s.n) {
		r->no_ticks[n] = true;
		return n;
	}
	readme_out_text(r->o, STR_LIT("`"));
	readme_out_text(r->o, str_trim(str_sub(r->s, i + n, k + 1 - n)));
	readme_out_text(r->o, STR_LIT("`"));
	return k + 1 - i;
}

static bool word_char(char c)
{
	return ch_alnum(c) || (unsigned char)c >= 0x80;
}

/* A run of "*", "_" or "~" at i that is emphasis: not alone between blanks, "_" not inside a word. */
static size_t emphasis_at(const struct run *r, size_t i)
{
	char c = at(r, i), before = i ? at(r, i - 1) : ' ', after;
	size_t n = 0;

	while (at(r, i + n) == c)
		n++;
	after = at(r, i + n);
	if (c == '~' && n != 2)
		return 0;
	if ((ch_space(before) || !before) && (ch_space(after) || !after))
		return 0;
	if ((c == '_' || n == 1) && word_char(before) && word_char(after))
		return 0;
	return n;
}

static size_t autolink_at(const struct run *r, size_t i)
{
	struct str rest = str_sub(r->s, i + 1, r->s.n);
	size_t n = 0;

	if (!str_case_starts(rest, "http://") && !str_case_starts(rest, "https://"))
		return 0;
	while (n < rest.n && n < URL_MOST && !ch_space(rest.p[n]) && rest.p[n] != '>' && rest.p[n] != '<')
		n++;
	if (n == rest.n || rest.p[n] != '>')
		return 0;
	readme_out_text(r->o, str_sub(rest, 0, n));
	return n + 2;
}

/* A blank, two of them or a backslash in front of a line end break the line. */
static size_t break_at(const struct run *r, size_t i)
{
	if (i < 2 || (at(r, i - 1) != '\\' && (at(r, i - 1) != ' ' || at(r, i - 2) != ' ')))
		return 0;
	readme_out_line(r->o);
	return 1;
}

static size_t entity_at(const struct run *r, size_t i)
{
	struct strbuf one = STRBUF_INIT;
	unsigned rune;
	size_t n = readme_entity(str_sub(r->s, i, r->s.n), &rune);

	if (n)
		strbuf_addrune(&one, rune);
	readme_out_text(r->o, strbuf_str(&one));
	strbuf_release(&one);
	return n;
}

static size_t bracket_at(struct run *r, size_t i)
{
	struct str url;
	size_t next;

	if (r->link_end || !(next = link_at(r, i, &url)))
		return 0;
	readme_out_link(r->o, url);
	r->link_end = (size_t)r->pair[i];
	r->link_next = next;
	return 1;
}

/* Bytes at i that are a mark and not text, written; 0: text. */
static size_t mark_at(struct run *r, size_t i)
{
	struct str url;
	size_t next;

	switch (r->s.p[i]) {
	case '\\':
		if (at(r, i + 1) == '\n')
			return 1;
		if (word_char(at(r, i + 1)) || ch_space(at(r, i + 1)) || i + 1 >= r->s.n)
			return 0;
		readme_out_text(r->o, str_sub(r->s, i + 1, i + 2));
		return 2;
	case '`':
		return code_at(r, i);
	case '*':
	case '_':
	case '~':
		return emphasis_at(r, i);
	case '!':
		next = at(r, i + 1) == '[' ? link_at(r, i + 1, &url) : 0;
		return next ? next - i : 0;
	case '[':
		return bracket_at(r, i);
	case '<':
		next = autolink_at(r, i);
		return next ? next : readme_tag(str_sub(r->s, i, r->s.n), r->o, &r->m->budget);
	case '&':
		return entity_at(r, i);
	case '\n':
		return break_at(r, i);
	default:
		return 0;
	}
}

/* Where the text at i, which is no mark, ends. */
static size_t text_end(const struct run *r, size_t i)
{
	size_t end = r->link_end ? r->link_end : r->s.n;

	while (i < end && !strchr("\\`*_~![<&\n", r->s.p[i]))
		i++;
	return i;
}

void readme_inline(struct str s, struct readme_marks *m, struct readme_out *o)
{
	struct run r = {.s = s, .m = m, .o = o, .pair = pair_brackets(s)};

	for (size_t i = 0, n; i < s.n; i += n) {
		if (r.link_end && i >= r.link_end) {
			readme_out_link_end(o);
			n = r.link_next > i ? r.link_next - i : 0;
			r.link_end = 0;
			continue;
		}
		n = o->pre && s.p[i] != '<' && s.p[i] != '&' ? 0 : mark_at(&r, i);
		if (!n) {
			n = text_end(&r, i + 1) - i;
			readme_out_text(o, str_sub(s, i, i + n));
		}
	}
	if (r.link_end)
		readme_out_link_end(o);
	free(r.pair);
}
