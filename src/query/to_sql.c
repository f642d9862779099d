#include "query/tree.h"

#include "base/utf8.h"
#include "paper/paper_id.h"

/*
 * A tree becomes two things. What every hit must have of words goes into one FTS5 expression, because
 * that is the list of rows a search should walk along. All else is a condition on the row at hand; words
 * that stand under OR or NOT beside fields are asked of the index as a set of row numbers.
 *
 * FTS5: https://sqlite.org/fts5.html, section 3. A string in double quotes is a phrase; "{column} :" in front
 * bounds it to a column, "*" behind it makes its last word a beginning.
 */
struct writer {
	struct arena *arena;
	struct strbuf where;
	struct strs args;
};

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

/* ---- pieces of SQL ---- */

static void arg(struct writer *w, const char *text)
{
	vec_push_in(w->arena, &w->args, text);
}

static void arg_int(struct writer *w, int64_t n)
{
	arg(w, arena_printf(w->arena, "%lld", (long long)n));
}

/* For LIKE … ESCAPE '\': text between the two other pieces, its own % and _ as themselves. */
static void arg_like(struct writer *w, const char *before, const char *text, const char *after)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addz(&sb, before);
	for (; *text; text++) {
		if (strchr("%_\\", *text))
			strbuf_addch(&sb, '\\');
		strbuf_addch(&sb, *text);
	}
	strbuf_addz(&sb, after);
	arg(w, arena_str(w->arena, strbuf_str(&sb)));
	strbuf_release(&sb);
}

/* Everything that begins with text, as a range that an index can serve: U+10FFFF is the last rune. */
static void add_beginning(struct writer *w, const char *column, const char *text)
{
	strbuf_addf(&w->where, "%s >= ? AND %s < ?", column, column);
	arg(w, text);
	arg(w, arena_printf(w->arena, "%s\xF4\x8F\xBF\xBF", text));
}

static const char *folded(struct writer *w, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;

	utf8_fold(str_of(text), &sb);
	copy = arena_str(w->arena, strbuf_str(&sb));
	strbuf_release(&sb);
	return copy;
}

/* ---- names: "cifar10", "cifar-10" and "cifar 10" are asked for as one ---- */

/* text with its blanks and hyphens as sep (0: left out), and one between a letter and a digit where split. */
static const char *respelled(struct arena *a, const char *text, char sep, bool split)
{
	struct strbuf sb = STRBUF_INIT;
	const char *copy;

	for (const char *c = text; *c; c++) {
		bool gap = *c == ' ' || *c == '-';

		if (gap && sep)
			strbuf_addch(&sb, sep);
		else if (split && sep && c > text && ch_digit(*c) && ch_alpha(c[-1]))
			strbuf_addch(&sb, sep);
		if (!gap)
			strbuf_addch(&sb, *c);
	}
	copy = arena_str(a, strbuf_str(&sb));
	strbuf_release(&sb);
	return copy;
}

static void spellings(struct arena *a, const char *fold, struct strs *all)
{
	const char *forms[] = {fold, respelled(a, fold, 0, false), respelled(a, fold, '-', false),
		respelled(a, fold, ' ', false), respelled(a, fold, '-', true), respelled(a, fold, ' ', true)};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		bool known = !*forms[i];

		for (size_t k = 0; k < all->n; k++)
			known |= !strcmp(all->at[k], forms[i]);
		if (!known)
			vec_push_in(a, all, forms[i]);
	}
}

/* "column" is one of the spellings of the value, or begins with it. */
static void add_name(struct writer *w, const struct query_node *node, const char *column)
{
	struct strs forms = {0};
	const char *fold = folded(w, node->text);

	if (node->prefix) {
		add_beginning(w, column, fold);
		return;
	}
	spellings(w->arena, fold, &forms);
	strbuf_addf(&w->where, "%s IN (", column);
	for (size_t i = 0; i < forms.n; i++) {
		strbuf_addz(&w->where, i ? ", ?" : "?");
		arg(w, forms.at[i]);
	}
	strbuf_addch(&w->where, ')');
}

static void add_tag_set(struct writer *w, const struct query_node *node, const char *table)
{
	strbuf_addf(&w->where, "SELECT x.paper FROM %s x JOIN tags t USING (tag) WHERE t.kind IN (%s) AND ",
		table, node->field->column);
	add_name(w, node, "t.fold");
}

/* ---- fields ---- */

static void add_tag(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "p.num IN (");
	add_tag_set(w, node, "paper_tags");
	if (strchr(node->field->column, '2')) {
		strbuf_addz(&w->where, " UNION ALL ");
		add_tag_set(w, node, "user_tags");
	}
	strbuf_addch(&w->where, ')');
}

static void add_list(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "p.num IN (SELECT x.paper FROM list_papers x JOIN lists l USING (list) WHERE ");
	add_name(w, node, "l.fold");
	strbuf_addch(&w->where, ')');
}

static void add_source(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "p.num IN (SELECT x.paper FROM paper_sources x JOIN sources s USING (source) "
		"WHERE s.name LIKE ? ESCAPE '\\')");
	arg_like(w, "", node->text, node->prefix ? "%" : "");
}

/*
 * "cs.LG" also finds "LG", which is all that some listings tell; "LG" finds every archive's, "cs" all that
 * lies in the archive.
 */
static void add_category(struct writer *w, const struct query_node *node)
{
	const char *dot = strchr(node->text, '.');

	strbuf_addz(&w->where, "p.num IN (SELECT x.paper FROM paper_categories x "
		"JOIN categories c USING (category) WHERE c.name = ? OR ");
	arg(w, node->text);
	if (dot) {
		strbuf_addz(&w->where, "c.name = ?)");
		arg(w, dot + 1);
		return;
	}
	strbuf_addz(&w->where, "c.name LIKE ? ESCAPE '\\' OR c.name LIKE ? ESCAPE '\\')");
	arg_like(w, "%.", node->text, "");
	arg_like(w, "", node->text, ".%");
}

/* An arXiv id or a DOI in any form; else the beginning of an id, with or without "arxiv:" in front. */
static void add_id(struct writer *w, const struct query_node *node)
{
	const char *id = paper_id_read(str_of(node->text), w->arena, NULL);

	strbuf_addz(&w->where, "p.num IN (SELECT paper FROM ids WHERE ");
	if (id && (paper_id_arxiv(id) || paper_id_doi(id)) && !node->prefix) {
		strbuf_addz(&w->where, "id = ?)");
		arg(w, id);
		return;
	}
	add_beginning(w, "id", node->text);
	strbuf_addz(&w->where, " OR ");
	add_beginning(w, "id", arena_printf(w->arena, "arxiv:%s", node->text));
	strbuf_addch(&w->where, ')');
}

static void add_note(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "p.num IN (SELECT paper FROM marks WHERE note IS NOT NULL "
		"AND note LIKE ? ESCAPE '\\')");
	arg_like(w, "%", node->text, "%");
}

static void add_host(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "EXISTS (SELECT 1 FROM links x WHERE x.paper = p.num "
		"AND (x.host LIKE ? ESCAPE '\\' OR x.host LIKE ? ESCAPE '\\'))");
	arg_like(w, "", node->text, "");
	arg_like(w, "%.", node->text, "");
}

static void add_repo(struct writer *w, const struct query_node *node)
{
	strbuf_addz(&w->where, "p.num IN (SELECT paper FROM links WHERE repo IS NOT NULL AND ");
	if (strchr(node->text, '/')) {
		strbuf_addz(&w->where, "repo = ?)");
		arg(w, node->text);
		return;
	}
	strbuf_addz(&w->where, "(repo LIKE ? ESCAPE '\\' OR repo LIKE ? ESCAPE '\\'))");
	arg_like(w, "", node->text, "/%");
	arg_like(w, "%/", node->text, "");
}

/* The row number has the day in its upper bits (library/library.h); a paper without a date has day 0. */
static void add_date(struct writer *w, const struct query_node *node)
{
	const struct span *s = &node->span;
	const char *and = "";

	strbuf_addch(&w->where, '(');
	if (s->from > -SPAN_OPEN) {
		strbuf_addz(&w->where, "p.num >= ?");
		arg_int(w, s->from * (1 << 24));
		and = " AND ";
	}
	if (s->to < SPAN_OPEN) {
		strbuf_addf(&w->where, "%sp.num < ?", and);
		arg_int(w, s->to * (1 << 24));
		and = " AND ";
	}
	if (s->from <= 0 && s->to > 0)
		strbuf_addf(&w->where, "%sp.date IS NOT NULL", and);
	strbuf_addch(&w->where, ')');
}

static void add_added(struct writer *w, const struct query_node *node)
{
	enum { DAY = 24 * 60 * 60 };
	const struct span *s = &node->span;

	strbuf_addz(&w->where, "p.added BETWEEN ? AND ?");
	arg_int(w, s->from * DAY);
	arg_int(w, s->to * DAY - 1);
}

static void add_word(struct writer *w, const struct query_node *node)
{
	strbuf_addf(&w->where, "(%s)", node->word->sql);
	if (node->word->arg >= 0)
		arg_int(w, node->word->arg);
}

static void add_field(struct writer *w, const struct query_node *node)
{
	static void (*const add[])(struct writer *, const struct query_node *) = {
		[FIELD_TAG] = add_tag,
		[FIELD_LIST] = add_list,
		[FIELD_WORD] = add_word,
		[FIELD_DATE] = add_date,
		[FIELD_ADDED] = add_added,
		[FIELD_CATEGORY] = add_category,
		[FIELD_SOURCE] = add_source,
		[FIELD_ID] = add_id,
		[FIELD_NOTE] = add_note,
		[FIELD_HOST] = add_host,
		[FIELD_REPO] = add_repo,
	};

	add[node->field->type](w, node);
}

/* ---- conditions ---- */

static void add_search(struct writer *w, const struct query_node *node)
{
	struct strbuf match = STRBUF_INIT;

	add_match(&match, node);
	strbuf_addz(&w->where, "p.num IN (SELECT rowid FROM search WHERE search MATCH ?)");
	arg(w, arena_str(w->arena, strbuf_str(&match)));
	strbuf_release(&match);
}

static void add_condition(struct writer *w, const struct query_node *node)
{
	const char *between = node->kind == QUERY_AND ? " AND " : " OR ";

	if (is_text(node)) {
		add_search(w, node);
	} else if (node->kind == QUERY_FIELD) {
		add_field(w, node);
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

void query_to_sql(const struct query *q, struct arena *a, struct query_sql *sql)
{
	struct writer w = {a, STRBUF_INIT, {0}};
	struct strbuf match = STRBUF_INIT;
	const struct query_node *parts = q->root;
	bool driven = false;

	if (parts && parts->kind == QUERY_AND)
		parts = parts->first;
	for (const struct query_node *c = parts; c; c = c->next)
		driven |= is_text(c);
	if (driven)
		add_driver(&match, parts);
	for (const struct query_node *c = parts; c; c = c->next) {
		if (driven && (is_text(c) || is_unwanted_text(c)))
			continue;
		strbuf_addz(&w.where, w.where.len ? " AND " : "");
		add_condition(&w, c);
	}
	*sql = (struct query_sql){driven ? arena_str(a, strbuf_str(&match)) : NULL,
		w.where.len ? arena_str(a, strbuf_str(&w.where)) : NULL, w.args};
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
