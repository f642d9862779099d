#include "query/field_sql.h"

#include "base/utf8.h"
#include "paper/paper_id.h"

/* Sets of so many papers are not made, and those up to so many drive the search. */
enum { LARGE = 5000, SMALL = 500 };

/* ---- pieces of SQL ---- */

void writer_arg(struct writer *w, const char *text)
{
	vec_push_in(w->arena, &w->args, text);
}

static void arg_int(struct writer *w, int64_t n)
{
	writer_arg(w, arena_printf(w->arena, "%lld", (long long)n));
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
	writer_arg(w, arena_str(w->arena, strbuf_str(&sb)));
	strbuf_release(&sb);
}

/* Everything that begins with text, as a range that an index can serve: U+10FFFF is the last rune. */
static void add_beginning(struct writer *w, const char *column, const char *text)
{
	strbuf_addf(&w->where, "%s >= ? AND %s < ?", column, column);
	writer_arg(w, text);
	writer_arg(w, arena_printf(w->arena, "%s\xF4\x8F\xBF\xBF", text));
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
		writer_arg(w, forms.at[i]);
	}
	strbuf_addch(&w->where, ')');
}

/*
 * The versions and years of what is asked for: "squad" finds "SQuAD v1.1" and "SQuAD 2.0" too, "pascal voc" "PASCAL VOC
 * 2012". Each is a range that begins with these letters and a digit; ":" is the sign after "9".
 */
static void add_versions(struct writer *w, const struct query_node *node, const char *column)
{
	static const char *const before[] = {" ", " v", "-v"};
	const char *fold = folded(w, node->text);

	for (size_t i = 0; !node->prefix && i < sizeof before / sizeof *before; i++) {
		strbuf_addf(&w->where, " OR (%s >= ? AND %s < ?)", column, column);
		writer_arg(w, arena_printf(w->arena, "%s%s0", fold, before[i]));
		writer_arg(w, arena_printf(w->arena, "%s%s:", fold, before[i]));
	}
}

/* ---- sets of papers ---- */

/* Rows of a table that name papers: `from` calls it x, `column` is the paper's number. */
struct place {
	const char *from, *column;
};

/* Adds the test on a row x of the place with this index. */
typedef void add_test(struct writer *w, const struct query_node *node, size_t place);

static void add_select(struct writer *w, const struct query_node *node, const struct place *places,
	add_test *test)
{
	for (size_t i = 0; places[i].from; i++) {
		strbuf_addf(&w->where, "%sSELECT %s FROM %s WHERE ", i ? " UNION ALL " : "", places[i].column,
			places[i].from);
		test(w, node, i);
	}
}

/* Whether a search would rather look into the set row by row than make it. */
static bool is_large(struct writer *w, const struct query_node *node, const struct place *places,
	add_test *test)
{
	struct writer set = {.arena = w->arena, .where = STRBUF_INIT};
	int64_t n;

	if (!w->probe)
		return false;
	add_select(&set, node, places, test);
	n = w->probe->count(w->probe->data, set.where.buf, &set.args, LARGE);
	strbuf_release(&set.where);
	if (n <= SMALL)
		w->small = true;
	return n >= LARGE;
}

/*
 * "p.num is in the set". A small set is made whole, and may drive the search; a large one is asked for each row,
 * which is soon answered because many rows are in it.
 */
static void add_set(struct writer *w, const struct query_node *node, const struct place *places,
	add_test *test)
{
	if (!is_large(w, node, places, test)) {
		strbuf_addz(&w->where, "p.num IN (");
		add_select(w, node, places, test);
		strbuf_addch(&w->where, ')');
		return;
	}
	w->by_row = true;
	strbuf_addch(&w->where, '(');
	for (size_t i = 0; places[i].from; i++) {
		strbuf_addf(&w->where, "%sEXISTS (SELECT 1 FROM %s WHERE %s = p.num AND ", i ? " OR " : "",
			places[i].from, places[i].column);
		test(w, node, i);
		strbuf_addch(&w->where, ')');
	}
	strbuf_addch(&w->where, ')');
	w->by_row = false;
}

/* ---- fields ---- */

/* "x.column IN ("; a "+" keeps the column's index out (sqlite.org/optoverview.html, "unary +"). */
static void add_in(struct writer *w, const char *column)
{
	strbuf_addf(&w->where, "%sx.%s IN (", w->by_row ? "+" : "", column);
}

static void add_tag_name(struct writer *w, const struct query_node *node, const char *column, bool versions)
{
	strbuf_addch(&w->where, '(');
	add_name(w, node, column);
	if (versions)
		add_versions(w, node, column);
	strbuf_addch(&w->where, ')');
}

/* By its own name, or by a form in which a paper names it: "SAM". A reader's own tags have no versions. */
static void test_tag(struct writer *w, const struct query_node *node, size_t place)
{
	const char *kinds = place ? "2" : node->field->column;

	add_in(w, "tag");
	strbuf_addf(&w->where, "SELECT tag FROM tags WHERE kind IN (%s) AND ", kinds);
	add_tag_name(w, node, "fold", !place);
	strbuf_addz(&w->where, " UNION SELECT t.tag FROM tag_forms f CROSS JOIN tags t ON t.tag = f.tag WHERE ");
	add_tag_name(w, node, "f.fold", !place);
	strbuf_addf(&w->where, " AND t.kind IN (%s))", kinds);
}

static void test_list(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	add_in(w, "list");
	strbuf_addz(&w->where, "SELECT list FROM lists WHERE ");
	add_name(w, node, "fold");
	strbuf_addch(&w->where, ')');
}

static void test_source(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	add_in(w, "source");
	strbuf_addz(&w->where, "SELECT source FROM sources WHERE name LIKE ? ESCAPE '\\')");
	arg_like(w, "", node->text, node->prefix ? "%" : "");
}

/*
 * "cs.LG" also finds "LG", which is all that some listings tell; "LG" finds every archive's, "cs" all that
 * lies in the archive.
 */
static void test_category(struct writer *w, const struct query_node *node, size_t place)
{
	const char *dot = strchr(node->text, '.');

	(void)place;
	add_in(w, "category");
	strbuf_addz(&w->where, "SELECT category FROM categories WHERE name = ? OR ");
	writer_arg(w, node->text);
	if (dot) {
		strbuf_addz(&w->where, "name = ?)");
		writer_arg(w, dot + 1);
		return;
	}
	strbuf_addz(&w->where, "name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\')");
	arg_like(w, "%.", node->text, "");
	arg_like(w, "", node->text, ".%");
}

/* An arXiv id or a DOI in any form; else the beginning of an id, with or without "arxiv:" in front. */
static void test_id(struct writer *w, const struct query_node *node, size_t place)
{
	const char *id = paper_id_read(str_of(node->text), w->arena, NULL);

	(void)place;
	if (id && (paper_id_arxiv(id) || paper_id_doi(id)) && !node->prefix) {
		strbuf_addz(&w->where, "x.id = ?");
		writer_arg(w, id);
		return;
	}
	strbuf_addch(&w->where, '(');
	add_beginning(w, "x.id", node->text);
	strbuf_addz(&w->where, " OR ");
	add_beginning(w, "x.id", arena_printf(w->arena, "arxiv:%s", node->text));
	strbuf_addch(&w->where, ')');
}

static void test_note(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	strbuf_addz(&w->where, "x.note IS NOT NULL AND x.note LIKE ? ESCAPE '\\'");
	arg_like(w, "%", node->text, "%");
}

static void test_host(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	strbuf_addz(&w->where, "(x.host LIKE ? ESCAPE '\\' OR x.host LIKE ? ESCAPE '\\')");
	arg_like(w, "", node->text, "");
	arg_like(w, "%.", node->text, "");
}

static void test_repo(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	strbuf_addz(&w->where, "x.repo IS NOT NULL AND ");
	if (strchr(node->text, '/')) {
		strbuf_addz(&w->where, "x.repo = ?");
		writer_arg(w, node->text);
		return;
	}
	strbuf_addz(&w->where, "(x.repo LIKE ? ESCAPE '\\' OR x.repo LIKE ? ESCAPE '\\')");
	arg_like(w, "", node->text, "/%");
	arg_like(w, "%/", node->text, "");
}

static void test_added(struct writer *w, const struct query_node *node, size_t place)
{
	enum { DAY = 24 * 60 * 60 };

	(void)place;
	strbuf_addz(&w->where, "x.added BETWEEN ? AND ?");
	arg_int(w, node->span.from * DAY);
	arg_int(w, node->span.to * DAY - 1);
}

static void test_word(struct writer *w, const struct query_node *node, size_t place)
{
	(void)place;
	strbuf_addz(&w->where, node->word->test);
	if (node->word->arg >= 0)
		arg_int(w, node->word->arg);
}

/* Where a field looks, and what it asks there. */
static const struct {
	struct place places[3];
	add_test *test;
} sets[] = {
	[FIELD_TAG] = {{{"paper_tags x", "x.paper"}}, test_tag},
	[FIELD_ANY_TAG] = {{{"paper_tags x", "x.paper"}, {"user_tags x", "x.paper"}}, test_tag},
	[FIELD_LIST] = {{{"list_papers x", "x.paper"}}, test_list},
	[FIELD_ADDED] = {{{"papers x", "x.num"}}, test_added},
	[FIELD_CATEGORY] = {{{"paper_categories x", "x.paper"}}, test_category},
	[FIELD_SOURCE] = {{{"paper_sources x", "x.paper"}}, test_source},
	[FIELD_ID] = {{{"ids x", "x.paper"}}, test_id},
	[FIELD_NOTE] = {{{"marks x", "x.paper"}}, test_note},
	[FIELD_HOST] = {{{"links x", "x.paper"}}, test_host},
	[FIELD_REPO] = {{{"links x", "x.paper"}}, test_repo},
};

int64_t day_first_num(int64_t day)
{
	return day * (1 << 24);
}

static void add_date(struct writer *w, const struct query_node *node)
{
	const struct span *s = &node->span;

	strbuf_addz(&w->where, "(p.num >= ? AND p.num < ?");
	arg_int(w, day_first_num(s->from));
	arg_int(w, day_first_num(s->to));
	strbuf_addz(&w->where, s->from <= 0 && s->to > 0 ? " AND p.date IS NOT NULL)" : ")");
}

/* The library ranks them; they are few. */
static void add_related(struct writer *w, const struct query_node *node)
{
	w->ranking = w->probe ? w->probe->related(w->probe->data, node->text) : 0;
	if (!w->ranking) {
		strbuf_addch(&w->where, '0');
		return;
	}
	strbuf_addz(&w->where, "p.num IN (SELECT num FROM temp.ranked WHERE ranking = ?)");
	arg_int(w, w->ranking);
	w->small = true;
}

/* "-is:unread" is "is:seen", which can drive a search: a word that means "not in the set" takes the NOT. */
static void add_word(struct writer *w, const struct query_node *node, bool negated)
{
	const struct field_word *word = node->word;
	const struct place places[] = {{word->from, "x.paper"}, {NULL, NULL}};

	if (negated != word->outside)
		strbuf_addz(&w->where, "NOT ");
	if (word->from) {
		add_set(w, node, places, test_word);
		return;
	}
	strbuf_addch(&w->where, '(');
	test_word(w, node, 0);
	strbuf_addch(&w->where, ')');
}

void writer_field(struct writer *w, const struct query_node *node, bool negated)
{
	enum field_type type = node->field->type;

	if (type == FIELD_DATE)
		add_date(w, node);
	else if (type == FIELD_WORD)
		add_word(w, node, negated);
	else if (type == FIELD_RELATED)
		add_related(w, node);
	else
		add_set(w, node, sets[type].places, sets[type].test);
}
