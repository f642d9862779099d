#include "exchange/bibtex.h"

#include <string.h>

#include "base/strbuf.h"

/* An entry that is being read: its text and a place in it. */
struct cursor {
	struct bib *bib;
	struct arena *arena;
	struct str s; /* from "@" to where the next entry begins */
	size_t at;
	const char *why; /* set once something is wrong */
};

static const char *const months[] = {
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

static const char *lower(struct str s, struct arena *a)
{
	char *z = arena_str(a, s);

	for (char *p = z; *p; p++)
		*p = ch_tolower(*p);
	return z;
}

static void define(struct bib *b, const char *name, const char *text)
{
	*map_put(&b->macros, str_of(name)) = (intptr_t)text;
}

void bib_open(struct bib *b, struct str text)
{
	*b = (struct bib){.text = text, .line = 1, .macros = MAP_INIT, .kept = ARENA_INIT};
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		define(b, months[i], months[i]);
}

void bib_close(struct bib *b)
{
	map_release(&b->macros);
	arena_release(&b->kept);
}

struct str bib_get(const struct bib_entry *entry, const char *name)
{
	for (size_t i = 0; i < entry->fields.n; i++)
		if (!strcmp(entry->fields.at[i].name, name))
			return entry->fields.at[i].value;
	return (struct str){NULL, 0};
}

/* ---- the parts of an entry ---- */

static void skip_blanks(struct cursor *c)
{
	while (c->at < c->s.n && ch_space(c->s.p[c->at]))
		c->at++;
}

static char peek(struct cursor *c)
{
	skip_blanks(c);
	return c->at < c->s.n ? c->s.p[c->at] : 0;
}

static bool take(struct cursor *c, char ch)
{
	if (peek(c) != ch)
		return false;
	c->at++;
	return true;
}

/* A name: anything but blanks and what has a meaning. */
static struct str take_name(struct cursor *c)
{
	size_t from;

	skip_blanks(c);
	from = c->at;
	while (c->at < c->s.n && !ch_space(c->s.p[c->at]) && !strchr("{}(),=\"#%'", c->s.p[c->at]))
		c->at++;
	return str_sub(c->s, from, c->at);
}

static struct str take_key(struct cursor *c)
{
	size_t from;

	skip_blanks(c);
	from = c->at;
	while (c->at < c->s.n && !ch_space(c->s.p[c->at]) && !strchr(",{}", c->s.p[c->at]))
		c->at++;
	return str_sub(c->s, from, c->at);
}

/*
 * From behind an opening delimiter to its closing one, which is passed; braces nest in both kinds.
 */
static struct str take_until(struct cursor *c, char close)
{
	size_t from = c->at;
	int depth = 0;

	for (; c->at < c->s.n; c->at++) {
		char ch = c->s.p[c->at];

		if (ch == close && depth == 0)
			return str_sub(c->s, from, c->at++);
		depth += ch == '{';
		depth -= ch == '}';
		if (depth < 0)
			break;
	}
	c->why = close == '"' ? "a quotation mark is never closed" : "a brace is never closed";
	return (struct str){NULL, 0};
}

static struct str macro(struct cursor *c, struct str name)
{
	const int64_t *text = map_get(&c->bib->macros, str_of(lower(name, c->arena)));

	if (name.n && ch_digit(name.p[0]))
		return name;
	return text ? str_of((const char *)(intptr_t)*text)
		    : name; /* a name that nobody defined stands for itself */
}

static struct str take_piece(struct cursor *c)
{
	struct str name;

	if (take(c, '{'))
		return take_until(c, '}');
	if (take(c, '"'))
		return take_until(c, '"');
	name = take_name(c);
	if (!name.n)
		c->why = "a field has no value";
	return macro(c, name);
}

/* Pieces joined by "#". */
static struct str take_value(struct cursor *c)
{
	struct str value = take_piece(c);
	struct strbuf joined = STRBUF_INIT;

	if (c->why || peek(c) != '#')
		return value;
	strbuf_addstr(&joined, value);
	while (!c->why && take(c, '#'))
		strbuf_addstr(&joined, take_piece(c));
	value = (struct str){arena_str(c->arena, strbuf_str(&joined)), joined.len};
	strbuf_release(&joined);
	return value;
}

static bool at_end(struct cursor *c, char close)
{
	char ch = peek(c);

	if (ch == close)
		c->at++;
	else if (!ch)
		c->why = "the entry is never closed";
	return ch == close || !ch;
}

static void take_fields(struct cursor *c, char close, struct bib_entry *e)
{
	while (!c->why && !at_end(c, close)) {
		struct str name = take_name(c), value;

		if (!name.n || !take(c, '=')) {
			c->why = "a field is not of the form name = value";
			return;
		}
		value = take_value(c);
		if (!c->why)
			vec_push_in(c->arena, &e->fields,
				(struct bib_field){lower(name, c->arena), value});
		take(c, ','); /* where it is missing, the next name tells */
	}
}

/* ---- entries ---- */

/* "@word{" or "@word(" at p? */
static bool begins_entry(struct str s, size_t at)
{
	size_t i = at + 1;

	if (s.p[at] != '@')
		return false;
	while (i < s.n && ch_alpha(s.p[i]))
		i++;
	if (i == at + 1)
		return false;
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t') && i < at + 64)
		i++;
	return i < s.n && (s.p[i] == '{' || s.p[i] == '(');
}

/* Goes on to byte `to`, counting lines. */
static void advance(struct bib *b, size_t to)
{
	for (; b->at < to; b->at++)
		b->line += b->text.p[b->at] == '\n';
}

/*
 * Where the entry at b->at must have ended: the next line that begins one, or the end. Kept, since
 * many entries may stand on one line.
 */
static size_t entry_limit(struct bib *b)
{
	const char *p = b->text.p, *end = p + b->text.n, *line = p + b->at;

	if (b->at < b->limit)
		return b->limit;
	b->limit = b->text.n;
	while ((line = memchr(line, '\n', (size_t)(end - line)))) {
		for (line++; line < end && (*line == ' ' || *line == '\t'); line++)
			;
		if (line < end && begins_entry(b->text, (size_t)(line - p)))
			b->limit = (size_t)(line - p);
		if (b->limit < b->text.n)
			break;
	}
	return b->limit;
}

static bool find_entry(struct bib *b)
{
	const char *from = b->text.p + b->at, *p;

	while ((p = memchr(from, '@', (size_t)(b->text.p + b->text.n - from)))) {
		if (begins_entry(b->text, (size_t)(p - b->text.p))) {
			advance(b, (size_t)(p - b->text.p));
			return true;
		}
		from = p + 1;
	}
	return false;
}

static void define_strings(struct cursor *c, char close, struct bib_entry *e)
{
	take_fields(c, close, e);
	for (size_t i = 0; i < e->fields.n; i++)
		define(c->bib, e->fields.at[i].name,
			arena_str(&c->bib->kept, e->fields.at[i].value));
}

/* Reads the entry at b->at; true where it describes something. */
static bool read_entry(struct cursor *c, struct bib_entry *e)
{
	char close;

	c->at = 1;
	e->type = lower(take_name(c), c->arena);
	close = take(c, '{') ? '}' : ')';
	if (close == ')')
		take(c, '(');
	if (!strcmp(e->type, "string")) {
		define_strings(c, close, e);
		return false;
	}
	if (!strcmp(e->type, "comment") || !strcmp(e->type, "preamble")) {
		take_until(c, close);
		c->why = NULL; /* whatever it was */
		return false;
	}
	e->key = take_key(c);
	if (peek(c) != close && !take(c, ','))
		c->why = "no comma after the key";
	take_fields(c, close, e);
	return true;
}

int bib_next(struct bib *b, struct arena *a, struct bib_entry *entry, const char **why)
{
	while (find_entry(b)) {
		struct cursor c = {
			.bib = b, .arena = a, .s = str_sub(b->text, b->at, entry_limit(b))};
		bool found;

		*entry = (struct bib_entry){.line = b->line};
		found = read_entry(&c, entry);
		advance(b, b->at + (c.why ? c.s.n : c.at));
		*why = c.why;
		if (c.why)
			return -1;
		if (found)
			return 1;
	}
	return 0;
}
