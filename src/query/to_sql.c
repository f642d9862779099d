#include "query/field_sql.h"

#include "base/utf8.h"

/*
 * A tree becomes two things. What every hit must have of words goes into one FTS5 expression, because
 * that is the list of rows a search should walk along. All else is a condition on the row at hand; words
 * that stand under OR or NOT beside fields are asked of the index as a set of row numbers.
 *
 * FTS5: https://sqlite.org/fts5.html, section 3. A string in double quotes is a phrase; "{column} :" in front
 * bounds it to a column, "*" behind it makes its last word a beginning.
 */

/* ---- the full-text part ---- */

static bool is_text(const struct query_node *node)
{
	if (node->kind == QUERY_WORD)
		return true;
	if (node->kind != QUERY_AND && node->kind != QUERY_OR)
		return false;
	for (const struct query_node *c = node->first; c; c = c->next)
		if (!is_text(c))
			return false;
	return true;
}

static void add_phrase(struct strbuf *out, const struct query_node *node)
{
	if (node->field)
		strbuf_addf(out, "{%s} : ", node->field->column);
	strbuf_addch(out, '"');
	for (const char *c = node->text; *c; c++) {
		if (*c == '"')
			strbuf_addch(out, '"');
		strbuf_addch(out, *c);
	}
	strbuf_addz(out, node->prefix ? "\" *" : "\"");
}

static void add_match(struct strbuf *out, const struct query_node *node)
{
	if (node->kind == QUERY_WORD) {
		add_phrase(out, node);
		return;
	}
	strbuf_addch(out, '(');
	for (const struct query_node *c = node->first; c; c = c->next) {
		if (c != node->first)
			strbuf_addz(out, node->kind == QUERY_AND ? " AND " : " OR ");
		add_match(out, c);
	}
	strbuf_addch(out, ')');
}

/* ---- conditions ---- */

/* Always made whole: the index gives a million rows sooner than it answers for a thousand one by one. */
static void add_search(struct writer *w, const struct query_node *node)
{
	struct strbuf match = STRBUF_INIT;

	add_match(&match, node);
	strbuf_addz(&w->where, "p.num IN (SELECT rowid FROM search WHERE search MATCH ?)");
	writer_arg(w, arena_str(w->arena, strbuf_str(&match)));
	strbuf_release(&match);
}

static void add_condition(struct writer *w, const struct query_node *node)
{
	const char *between = node->kind == QUERY_AND ? " AND " : " OR ";

	if (is_text(node)) {
		add_search(w, node);
	} else if (node->kind == QUERY_FIELD) {
		writer_field(w, node, false);
	} else if (node->kind == QUERY_NOT && node->first->word) {
		writer_field(w, node->first, true);
	} else if (node->kind == QUERY_NOT) {
		strbuf_addz(&w->where, "NOT (");
		add_condition(w, node->first);
		strbuf_addch(&w->where, ')');
	} else {
		strbuf_addch(&w->where, '(');
		for (const struct query_node *c = node->first; c; c = c->next) {
			if (c != node->first)
				strbuf_addz(&w->where, between);
			add_condition(w, c);
		}
		strbuf_addch(&w->where, ')');
	}
}

/* ---- the whole ---- */

static bool is_unwanted_text(const struct query_node *node)
{
	return node->kind == QUERY_NOT && is_text(node->first);
}

/* "(a AND b) NOT c NOT d": FTS5 can take away only from something. */
static void add_driver(struct strbuf *match, const struct query_node *parts)
{
	const char *between = "";

	strbuf_addch(match, '(');
	for (const struct query_node *c = parts; c; c = c->next)
		if (is_text(c)) {
			strbuf_addz(match, between);
			add_match(match, c);
			between = " AND ";
		}
	strbuf_addch(match, ')');
	for (const struct query_node *c = parts; c; c = c->next)
		if (is_unwanted_text(c)) {
			strbuf_addz(match, " NOT ");
			add_match(match, c->first);
		}
}

/* The days that every hit lies in, as row numbers. */
static void bound(struct query_sql *sql, const struct query_node *parts)
{
	for (const struct query_node *c = parts; c; c = c->next) {
		if (c->kind != QUERY_FIELD || c->field->type != FIELD_DATE)
			continue;
		if (!sql->dated || day_first_num(c->span.from) > sql->from)
			sql->from = day_first_num(c->span.from);
		if (!sql->dated || day_first_num(c->span.to) < sql->to)
			sql->to = day_first_num(c->span.to);
		sql->dated = true;
	}
}

static void add_parts(struct writer *w, const struct query_node *parts, bool driven, struct query_sql *sql)
{
	for (const struct query_node *c = parts; c; c = c->next) {
		if (driven && (is_text(c) || is_unwanted_text(c)))
			continue;
		w->small = false;
		strbuf_addz(&w->where, w->where.len ? " AND " : "");
		add_condition(w, c);
		if (c->kind != QUERY_FIELD)
			continue;
		sql->few |= w->small && !(c->word && c->word->outside);
		if (c->field->type == FIELD_RELATED && !sql->ranking)
			sql->ranking = w->ranking;
	}
}

void query_to_sql(const struct query *q, const struct query_probe *probe, struct arena *a,
	struct query_sql *sql)
{
	struct writer w = {.arena = a, .probe = probe, .where = STRBUF_INIT};
	struct strbuf match = STRBUF_INIT;
	const struct query_node *parts = q->root;
	bool driven = false;

	if (parts && parts->kind == QUERY_AND)
		parts = parts->first;
	for (const struct query_node *c = parts; c; c = c->next)
		driven |= is_text(c);
	*sql = (struct query_sql){0};
	bound(sql, parts);
	if (driven)
		add_driver(&match, parts);
	add_parts(&w, parts, driven, sql);
	sql->match = driven ? arena_str(a, strbuf_str(&match)) : NULL;
	sql->where = w.where.len ? arena_str(a, strbuf_str(&w.where)) : NULL;
	sql->args = w.args;
	strbuf_release(&match);
	strbuf_release(&w.where);
}

/* ---- what to highlight ---- */

static void collect_words(const struct query_node *node, struct arena *a, struct strs *words)
{
	struct strbuf sb = STRBUF_INIT;

	if (node->kind == QUERY_WORD) {
		utf8_fold(str_of(node->text), &sb);
		vec_push_in(a, words, arena_str(a, strbuf_str(&sb)));
		strbuf_release(&sb);
	} else if (node->kind != QUERY_NOT) {
		for (const struct query_node *c = node->first; c; c = c->next)
			collect_words(c, a, words);
	}
}

void query_words(const struct query *q, struct arena *a, struct strs *words)
{
	if (q->root)
		collect_words(q->root, a, words);
}
