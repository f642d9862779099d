#include "query/tree.h"

#include "base/clock.h"
#include "base/utf8.h"

enum { DEPTH_MOST = 50, TERMS_MOST = 200, BYTES_MOST = 4096, DAY = 24 * 60 * 60 };

struct parser {
	const char *text;
	size_t at;
	int depth, terms;
	int64_t today;
	struct arena *arena;
	size_t *error_at;
	struct err *err;
};

/* ---- messages ---- */

__attribute__((format(printf, 3, 4))) static struct query_node *fail(
	struct parser *p, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(p->err, ERR_USAGE, fmt, ap);
	va_end(ap);
	err_prefix(p->err, "at %zu", at + 1);
	if (p->error_at)
		*p->error_at = at;
	return NULL;
}

/* ---- characters ---- */

static void skip_blanks(struct parser *p)
{
	while (ch_space(p->text[p->at]))
		p->at++;
}

static bool ends_word(char c)
{
	return !c || ch_space(c) || strchr("()\"", c);
}

static struct str bare_word(struct parser *p)
{
	size_t from = p->at;

	while (!ends_word(p->text[p->at]))
		p->at++;
	return (struct str){p->text + from, p->at - from};
}

/* The operator word here ("OR"), standing alone. */
static bool at_word(const struct parser *p, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(p->text + p->at, word, n) && ends_word(p->text[p->at + n]) &&
	       p->text[p->at + n] != '"';
}

/* Whether the full-text index keeps anything of it: letters or digits. */
static bool searchable(struct str s)
{
	for (size_t i = 0, used; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		if (rune_letter(rune) || (rune < 0x80 && ch_digit((char)rune)))
			return true;
	}
	return false;
}

/* ---- terms ---- */

static struct query_node *new_node(struct parser *p, enum query_kind kind)
{
	struct query_node *node = arena_zalloc(p->arena, sizeof *node);

	node->kind = kind;
	return node;
}

/* Reads `word`, `word*`, `"a phrase"` or `"a phrase"*` into node. */
static struct query_node *read_text(struct parser *p, struct query_node *node)
{
	size_t start = p->at;
	struct str text;

	if (p->text[p->at] == '"') {
		const char *end = strchr(p->text + p->at + 1, '"');

		if (!end)
			return fail(p, start, "the quote is not closed");
		text = (struct str){p->text + p->at + 1, (size_t)(end - p->text) - p->at - 1};
		p->at = (size_t)(end - p->text) + 1;
		if (p->text[p->at] == '*') {
			p->at++;
			node->prefix = true;
		}
	} else {
		text = bare_word(p);
		if (str_ends(text, "*")) {
			text.n--;
			node->prefix = true;
		}
		if (text.n && memchr(text.p, '*', text.n))
			return fail(p, start + (size_t)str_chr(text, '*'), "\"*\" stands only at the end of a word");
	}
	node->text = arena_str(p->arena, str_trim(text));
	return node;
}

static struct query_node *check_value(struct parser *p, size_t at, struct query_node *node)
{
	const struct field *f = node->field;
	struct strbuf list = STRBUF_INIT;
	struct str text = str_of(node->text);

	if (node->prefix && !field_takes_star(f))
		return fail(p, at, "%s: takes no \"*\"", f->name);
	if (f->type == FIELD_WORD && !(node->word = field_word_find(f->name, text))) {
		field_choices(f->name, &list);
		fail(p, at, "%s: takes %s, not \"%s\"", f->name, list.buf, node->text);
		strbuf_release(&list);
		return NULL;
	}
	if ((f->type == FIELD_DATE || f->type == FIELD_ADDED) && !span_read(text, p->today, &node->span))
		return fail(p, at, "%s: takes %s, not \"%s\"", f->name, f->expected, node->text);
	if (f->type == FIELD_TEXT) {
		node->kind = QUERY_WORD;
		if (!searchable(text))
			return fail(p, at, "there is nothing to search for in \"%s\"", node->text);
	}
	if (!text.n)
		return fail(p, at, "%s: needs %s behind it", f->name, f->expected ? f->expected : "a word");
	return node;
}

/* Length of "name:" here, 0 where no field begins: capitals and digits ("N:M", "3:1") make it a word. */
static size_t field_name(const struct parser *p)
{
	size_t n = 0;

	while (ch_lower(p->text[p->at + n]))
		n++;
	if (p->text[p->at + n] == ':')
		return n;
	while (ch_alpha(p->text[p->at + n]))
		n++;
	return p->text[p->at + n] == ':' && field_find((struct str){p->text + p->at, n}) ? n : 0;
}

static struct query_node *read_field(struct parser *p, size_t n)
{
	struct query_node *node = new_node(p, QUERY_FIELD);
	size_t start = p->at;

	node->field = field_find((struct str){p->text + start, n});
	if (!node->field)
		return fail(p, start,
			"there is no field \"%.*s\" (title, author, tag, dataset, method, date, is, has …); "
			"put the word in quotes to search for it", (int)n, p->text + start);
	p->at += n + 1;
	start = p->at;
	if (ends_word(p->text[p->at]) && p->text[p->at] != '"') {
		struct strbuf list = STRBUF_INIT;

		field_choices(node->field->name, &list);
		fail(p, start, "%s: needs %s right behind it", node->field->name,
			node->field->expected ? node->field->expected : list.buf);
		strbuf_release(&list);
		return NULL;
	}
	return read_text(p, node) ? check_value(p, start, node) : NULL;
}

static struct query_node *read_or(struct parser *p);

static struct query_node *read_group(struct parser *p)
{
	size_t start = p->at++;
	struct query_node *node;

	if (++p->depth > DEPTH_MOST)
		return fail(p, start, "more than %d parentheses inside each other", DEPTH_MOST);
	skip_blanks(p);
	if (p->text[p->at] == ')')
		return fail(p, start, "there is nothing between the parentheses");
	if (!p->text[p->at])
		return fail(p, start, "the parenthesis is not closed");
	node = read_or(p);
	if (!node)
		return NULL;
	if (p->text[p->at] != ')')
		return fail(p, start, "the parenthesis is not closed");
	p->at++;
	p->depth--;
	return node;
}

static struct query_node *read_word(struct parser *p)
{
	struct query_node *node = new_node(p, QUERY_WORD);
	size_t start = p->at;

	if (!read_text(p, node))
		return NULL;
	if (!searchable(str_of(node->text)))
		return fail(p, start, "there is nothing to search for in \"%.*s\"", (int)(p->at - start),
			p->text + start);
	return node;
}

static struct query_node *read_term(struct parser *p)
{
	size_t name;

	if (++p->terms > TERMS_MOST)
		return fail(p, p->at, "more than %d words", TERMS_MOST);
	if (p->text[p->at] == '(')
		return read_group(p);
	name = field_name(p);
	return name ? read_field(p, name) : read_word(p);
}

static struct query_node *read_not(struct parser *p)
{
	size_t start = p->at;
	struct query_node *node;
	char next;

	if (p->text[p->at] == '-') {
		next = p->text[++p->at];
		if (!next || ch_space(next) || next == ')' || next == '-')
			return fail(p, start, "\"-\" needs what is not wanted right behind it");
	} else if (at_word(p, "NOT")) {
		p->at += 3;
		skip_blanks(p);
		if (!p->text[p->at] || p->text[p->at] == ')' || at_word(p, "OR") || at_word(p, "AND") ||
			at_word(p, "NOT"))
			return fail(p, start, "NOT needs what is not wanted behind it");
	} else {
		return read_term(p);
	}
	node = new_node(p, QUERY_NOT);
	node->first = read_term(p);
	return node->first ? node : NULL;
}

/* ---- groups ---- */

struct children {
	struct query_node *first, *last;
};

static void add_child(struct children *c, struct query_node *node)
{
	if (c->last)
		c->last->next = node;
	else
		c->first = node;
	c->last = node;
}

static struct query_node *join(struct parser *p, enum query_kind kind, const struct children *c)
{
	struct query_node *node;

	if (c->first == c->last)
		return c->first;
	node = new_node(p, kind);
	node->first = c->first;
	return node;
}

/* The words up to OR, ")" or the end, of which there is at least one. */
static struct query_node *read_and(struct parser *p)
{
	struct children all = {NULL, NULL};
	struct query_node *node;

	for (;;) {
		skip_blanks(p);
		if (at_word(p, "AND")) {
			size_t start = p->at;

			p->at += 3;
			skip_blanks(p);
			if (!all.first || !p->text[p->at] || p->text[p->at] == ')' || at_word(p, "OR") ||
				at_word(p, "AND"))
				return fail(p, start, "AND stands between two words");
		}
		if (!p->text[p->at] || p->text[p->at] == ')' || at_word(p, "OR"))
			return all.first ? join(p, QUERY_AND, &all) : NULL;
		node = read_not(p);
		if (!node)
			return NULL;
		add_child(&all, node);
	}
}

/* There is something to read: the callers looked. */
static struct query_node *read_or(struct parser *p)
{
	struct children any = {NULL, NULL};
	struct query_node *node;
	size_t or_at = 0;

	for (;;) {
		skip_blanks(p);
		if (at_word(p, "OR"))
			return fail(p, p->at, "OR stands between two words");
		if (any.first && (!p->text[p->at] || p->text[p->at] == ')'))
			return fail(p, or_at, "OR stands between two words");
		node = read_and(p);
		if (!node)
			return NULL;
		add_child(&any, node);
		if (!at_word(p, "OR"))
			return join(p, QUERY_OR, &any);
		or_at = p->at;
		p->at += 2;
	}
}

int query_parse(struct query *q, const char *text, int64_t now, struct arena *a, size_t *at,
	struct err *err)
{
	struct parser p = {text, 0, 0, 0, now / DAY, a, at, err};

	*q = (struct query){NULL, arena_strdup(a, text)};
	if (at)
		*at = 0;
	if (strlen(text) > BYTES_MOST)
		return err_set(err, ERR_USAGE, "the query is longer than %d bytes", BYTES_MOST);
	if (!utf8_valid(str_of(text)))
		return err_set(err, ERR_USAGE, "the query is not UTF-8");
	skip_blanks(&p);
	if (!text[p.at])
		return 0;
	if (text[p.at] != ')')
		q->root = read_or(&p);
	else
		fail(&p, p.at, "there is no parenthesis to close");
	if (q->root && text[p.at])
		q->root = fail(&p, p.at, "there is no parenthesis to close");
	return q->root ? 0 : ERR_USAGE;
}
