#include "../test.h"

#include "base/clock.h"
#include "base/sql.h"
#include "base/strbuf.h"
#include "query/query.h"

extern const char schema_sql[];

enum { DAY = 24 * 60 * 60 };
static const int64_t now = 1668000000; /* 2022-11-09 13:20 UTC */

/* ---- what cannot be read ---- */

static void points_at_what_it_cannot_read(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		const char *says;
	} rows[] = {
		{"titel:x", 0, "no field \"titel\""},
		{"a https://x.org", 2, "no field \"https\""},
		{"a title:", 8, "title: needs a word"},
		{"title: x", 6, "title: needs a word"},
		{"is:", 3, "unread"},
		{"is:blue", 3, "starred"},
		{"verdict:fine", 8, "placeholder"},
		{"date:tomorrow", 5, "2022-03..2022-10"},
		{"date:2022-13", 5, "date:"},
		{"date:2022..2021", 5, "date:"},
		{"date:..", 5, "date:"},
		{"date:>", 5, "date:"},
		{"date:2022*", 5, "no \"*\""},
		{"added:soon", 6, "7d"},
		{"a \"b c", 2, "not closed"},
		{"title:\"b", 6, "not closed"},
		{"title:\"\"", 6, "nothing to search for"},
		{"tag:\"\"", 4, "needs a tag"},
		{"a (b", 2, "not closed"},
		{"(", 0, "not closed"},
		{"a ()", 2, "nothing between"},
		{"a)", 1, "no parenthesis to close"},
		{")", 0, "no parenthesis to close"},
		{"OR", 0, "between two words"},
		{"a OR", 2, "between two words"},
		{"OR a", 0, "between two words"},
		{"a OR OR b", 5, "between two words"},
		{"(a OR) b", 3, "between two words"},
		{"a AND", 2, "between two words"},
		{"AND a", 0, "between two words"},
		{"-", 0, "not wanted"},
		{"a - b", 2, "not wanted"},
		{"--a", 0, "not wanted"},
		{"NOT", 0, "not wanted"},
		{"NOT OR a", 0, "not wanted"},
		{"*", 0, "nothing to search for"},
		{"a*b", 1, "end of a word"},
		{"&", 0, "nothing to search for"},
		{"\"...\"", 0, "nothing to search for"},
		{"\xff", 0, "not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = ARENA_INIT;
		struct err err = {""};
		struct query q;
		size_t at = 99;
		int rc = query_parse(&q, rows[i].text, now, &a, &at, &err);

		if (rc != ERR_USAGE || at != rows[i].at || !strstr(err.msg, rows[i].says))
			fail_msg("%s: rc %d, at %zu: %s", rows[i].text, rc, at, err.msg);
		assert_null(q.root);
		arena_release(&a);
	}
}

static void has_limits(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct query q;

	(void)state;
	for (int i = 0; i < 1000; i++)
		strbuf_addch(&text, '(');
	assert_int_equal(query_parse(&q, text.buf, now, &a, NULL, NULL), ERR_USAGE);
	strbuf_reset(&text);
	for (int i = 0; i < 1000; i++)
		strbuf_addz(&text, "a ");
	assert_int_equal(query_parse(&q, text.buf, now, &a, NULL, NULL), ERR_USAGE);
	strbuf_reset(&text);
	for (int i = 0; i < 5000; i++)
		strbuf_addch(&text, 'a');
	assert_int_equal(query_parse(&q, text.buf, now, &a, NULL, NULL), ERR_USAGE);
	strbuf_release(&text);
	arena_release(&a);
}

/* ---- what it finds, in a library of five papers ---- */

static void run(struct db *db, const char *script)
{
	struct err err = {""};

	if (sql_exec(db, script, &err) < 0)
		fail_msg("%s: %s", script, err.msg);
}

static void add_paper(struct db *db, int id, const char *date, const char *title, const char *abstract,
	const char *authors)
{
	int y = 1970, m = 1, d = 1;
	int64_t num;

	if (date)
		date_parse(str_of(date), &y, &m, &d);
	num = date_days(y, m ? m : 1, d ? d : 1) * (1 << 24) + id;
	assert_int_equal(sql_run(db, NULL, "INSERT INTO papers (num, id, title, author_count, et_al, date, "
		"code, verdict, stars, added, edition, title_key, author_key) "
		"VALUES (?, ?, ?, 1, 0, ?, 0, 0, -1, ?, 0, '', '')", "izzzi", num,
		(const char[]){(char)('0' + id), 0}, title, date, now - (int64_t)id * 10 * DAY), 0);
	assert_int_equal(sql_run(db, NULL, "INSERT INTO search (rowid, title, abstract, authors, tags) "
		"VALUES (?, ?, ?, ?, '')", "izzz", num, title, abstract, authors), 0);
	assert_int_equal(sql_run(db, NULL, "INSERT INTO texts (paper, abstract, code_badge) "
		"VALUES (?, ?, 0)", "iz", num, *abstract ? abstract : NULL), 0);
}

/* The tables name papers by "(SELECT num FROM papers WHERE id = 1)"; here as {1}. */
static void mark(struct db *db, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	for (; *text; text++)
		if (*text == '{')
			strbuf_addz(&sb, "(SELECT num FROM papers WHERE id = '");
		else if (*text == '}')
			strbuf_addz(&sb, "')");
		else
			strbuf_addch(&sb, *text);
	run(db, sb.buf);
	strbuf_release(&sb);
}

static int open_papers(void **state)
{
	struct db *db;

	assert_int_equal(sql_open(&db, ":memory:", SQL_CREATE, NULL), 0);
	run(db, schema_sql);
	add_paper(db, 1, "2022-10-11", "Federated Learning on Graphs",
		"We train deep networks by pruning.", "Li Shen\nPeng Mi");
	add_paper(db, 2, "2022-03", "A Survey of Federated Optimisation", "Sparse training, at last.",
		"Li Wei\nAnna Shen");
	add_paper(db, 3, "2021", "Rényi Privacy", "Federated privacy with graphs.", "Ilya Mironov");
	add_paper(db, 4, "2024-01-01", "On \"Quotes\" and N:M Sparsity", "", "Bob Quine");
	add_paper(db, 5, NULL, "Undated Notes", "Learning to prune.", "Carol Dee");
	mark(db, "INSERT INTO tags VALUES (1, 0, 0, 'CIFAR-10', 'cifar-10', 1), (2, 0, 0, 'ImageNet', 'imagenet', 1), "
		"(3, 1, 1, 'federated learning', 'federated learning', 2), (4, 2, 0, 'optim', 'optim', 1), "
		"(5, 0, 0, 'SQuAD v1.1', 'squad v1.1', 1), (6, 2, 0, 'optim 2', 'optim 2', 1)");
	mark(db, "INSERT INTO paper_tags VALUES ({1}, 1, 0, 0, NULL, ''), ({2}, 2, 0, 0, NULL, ''), "
		"({1}, 3, 1, 0, NULL, ''), ({2}, 3, 1, 0, NULL, ''), ({4}, 5, 0, 0, NULL, '')");
	mark(db, "INSERT INTO tag_forms VALUES ('fl', 3), ('c10', 1), ('federated learning', 3)");
	mark(db, "INSERT INTO user_tags VALUES ({3}, 4), ({5}, 6)");
	mark(db, "INSERT INTO lists VALUES (1, 'To cite', 'to cite', 1)");
	mark(db, "INSERT INTO list_papers VALUES (1, {2}, 1)");
	mark(db, "INSERT INTO categories VALUES (1, 'cs.LG'), (2, 'LG'), (3, 'math.NA'), (4, 'stat.LG')");
	mark(db, "INSERT INTO paper_categories VALUES ({1}, 0, 1), ({2}, 0, 2), ({3}, 0, 3), ({4}, 0, 4)");
	mark(db, "INSERT INTO sources VALUES (1, 'listing.txt'), (2, 'arXiv 100%')");
	mark(db, "INSERT INTO paper_sources VALUES ({1}, 1), ({2}, 2)");
	mark(db, "INSERT INTO ids VALUES ('arxiv:2210.05177', {1}), ('doi:10.1/x', {2}), ('key:0123', {3})");
	mark(db, "INSERT INTO marks (paper, state, starred, seen, seen_version, note) VALUES "
		"({1}, 1, 1, 0, 0, NULL), ({2}, 3, 0, 1, 1, 'read again: 50% of it')");
	mark(db, "INSERT INTO links (paper, n, url, host, repo, kind, place, verdict, stars) VALUES "
		"({1}, 1, 'u', 'github.com', 'Alice/Tool', 0, 0, 1, 5), "
		"({2}, 1, 'u', 'bob.github.io', NULL, 4, 0, 0, -1)");
	mark(db, "UPDATE papers SET code = 1, verdict = 1, version = 3 WHERE id = '1'");
	mark(db, "UPDATE papers SET version = 2 WHERE id = '2'");
	mark(db, "UPDATE papers SET withdrawn = 1 WHERE id = '4'");
	*state = db;
	return 0;
}

static int close_papers(void **state)
{
	sql_close(*state);
	return 0;
}

/* sql.where with its parameters in place, as the binding would have it: as texts. */
static void add_bound(struct strbuf *out, const struct query_sql *sql)
{
	size_t n = 0;

	for (const char *c = sql->where; *c; c++)
		if (*c == '?') {
			assert_true(n < sql->args.n);
			strbuf_addch(out, '\'');
			for (const char *t = sql->args.at[n++]; *t; t++)
				strbuf_addf(out, *t == '\'' ? "''" : "%c", *t);
			strbuf_addch(out, '\'');
		} else {
			strbuf_addch(out, *c);
		}
	assert_int_equal(n, sql->args.n);
}

/* A probe that takes every set for one of this size. */
static int64_t nothing_related(void *data, const char *id)
{
	(void)data, (void)id;
	return 0;
}

static int64_t size_told(void *data, const char *set, const struct strs *args, int64_t most)
{
	(void)set;
	(void)args;
	return *(int64_t *)data < most ? *(int64_t *)data : most;
}

/* The ids that a query finds, "123"; a message where it cannot be read. */
static const char *found(struct db *db, const char *text, int64_t size, struct arena *a)
{
	const struct query_probe probe = {size_told, nothing_related, &size};
	struct strbuf script = STRBUF_INIT, ids = STRBUF_INIT;
	struct query_sql sql;
	struct query q;
	struct stmt *stmt;
	struct err err = {""};
	const char *result;
	int rc = query_parse(&q, text, now, a, NULL, &err);

	if (rc < 0)
		return arena_strdup(a, err.msg);
	query_to_sql(&q, size < 0 ? NULL : &probe, a, &sql);
	strbuf_addz(&script, "SELECT p.id FROM papers p WHERE 1");
	if (sql.match)
		strbuf_addz(&script, " AND p.num IN (SELECT rowid FROM search WHERE search MATCH ?)");
	if (sql.where) {
		strbuf_addz(&script, " AND ");
		add_bound(&script, &sql);
	}
	strbuf_addz(&script, " ORDER BY p.id");
	rc = sql_query(db, &stmt, &err, script.buf, sql.match ? "z" : "", sql.match);
	while (rc == 0 && (rc = sql_step(stmt, &err)) > 0) {
		strbuf_addz(&ids, sql_text(stmt, 0));
		rc = 0;
	}
	sql_done(stmt);
	result = rc < 0 ? arena_printf(a, "%s [%s]", err.msg, script.buf) : arena_str(a, strbuf_str(&ids));
	strbuf_release(&script);
	strbuf_release(&ids);
	return result;
}

struct expected {
	const char *text, *ids;
};

/* Whether its sets are made or tested row by row, a query finds the same. */
static void expect(void **state, const struct expected *rows, size_t n)
{
	static const int64_t sizes[] = {-1, 1, 1000000};

	for (size_t i = 0; i < n * 3; i++) {
		const struct expected *row = &rows[i / 3];
		struct arena a = ARENA_INIT;
		const char *ids = found(*state, row->text, sizes[i % 3], &a);

		if (strcmp(ids, row->ids) != 0)
			fail_msg("%s finds %s, not %s", row->text, ids, row->ids);
		arena_release(&a);
	}
}

#define EXPECT(state, ...) \
	expect(state, (const struct expected[]){__VA_ARGS__}, \
		sizeof((const struct expected[]){__VA_ARGS__}) / sizeof(struct expected))

static void finds_words(void **state)
{
	EXPECT(state, {"", "12345"}, {" \t ", "12345"}, {"federated", "123"}, {"FEDERATED graphs", "13"},
		{"\"federated learning\"", "1"}, {"\"learning federated\"", ""}, {"prun*", "15"}, {"prun", ""},
		{"\"deep net\"*", "1"}, {"renyi", "3"}, {"Rényi", "3"}, {"federated -graphs", "2"},
		{"-federated", "45"}, {"federated AND NOT survey", "13"}, {"privacy OR survey", "23"},
		{"federated (privacy OR survey)", "23"}, {"privacy OR survey graphs", "3"},
		{"graphs -(privacy OR survey)", "1"}, {"N:M", "4"}, {"\"OR\"", ""}, {"or", ""}, {"and", "4"},
		{"on \"quotes\"", "4"}, {"train-deep", "1"}, {"title:federated", "12"},
		{"abstract:federated", "3"}, {"author:shen", "12"}, {"author:\"li shen\"", "1"},
		{"author:mir*", "3"}, {"Title:federated", "12"}, {"title:\"OR\"", ""}, {"nothing'like;that", ""});
}

static void finds_by_fields(void **state)
{
	EXPECT(state, {"dataset:CIFAR-10", "1"}, {"dataset:cifar10", "1"}, {"dataset:\"cifar 10\"", "1"},
		{"dataset:cifar*", "1"}, {"dataset:cifar", ""}, {"method:\"federated learning\"", "12"},
		{"method:Federated-Learning", "12"}, {"method:cifar10", ""}, {"method:FL", "12"},
		{"dataset:FL", ""}, {"tag:C10", "1"}, {"tag:c*", "1"}, {"tag:optim", "3"},
		{"dataset:SQuAD", "4"}, {"tag:squad", "4"}, {"dataset:\"squad v1.1\"", "4"},
		{"dataset:\"squad v1\"", ""},
		{"tag:imagenet", "2"}, {"tag:opt*", "35"}, {"-tag:optim", "1245"}, {"list:\"to cite\"", "2"},
		{"list:To*", "2"}, {"list:other", ""}, {"category:cs.LG", "12"}, {"category:lg", "124"},
		{"category:cs", "1"}, {"category:math", "3"}, {"category:na", "3"}, {"category:%", ""},
		{"source:listing.txt", "1"}, {"source:\"arxiv 100%\"", "2"}, {"source:%", ""}, {"source:arx*", "2"},
		{"id:2210.05177v2", "1"}, {"id:arxiv:2210.05177", "1"}, {"id:2210.05", "1"}, {"id:doi:10.1/X", "2"},
		{"id:KEY:01", "3"}, {"note:again", "2"}, {"note:50%", "2"}, {"note:_", ""}, {"host:github.com", "1"},
		{"host:github.io", "2"}, {"repo:alice/tool", "1"}, {"repo:alice", "1"}, {"repo:tool", "1"},
		{"repo:al", ""}, {"verdict:live", "1"}, {"verdict:unknown", ""}, {"state:to-read", "1"},
		{"state:read", "2"}, {"state:none", "345"}, {"is:starred", "1"}, {"is:unread", "1345"},
		{"-is:unread", "2"}, {"is:seen", "2"}, {"is:read", "2"}, {"IS:Starred", "1"}, {"has:code", "1"},
		{"has:note", "2"}, {"has:tag", "35"}, {"has:list", "2"}, {"has:dataset", "124"},
		{"has:method", "12"}, {"has:abstract", "1235"}, {"has:link", "12"}, {"is:updated", "2"},
		{"-is:updated", "1345"}, {"is:withdrawn", "4"}, {"-is:withdrawn", "1235"}, {"tag:\"x' OR 1\"", ""});
}

static void finds_by_date(void **state)
{
	EXPECT(state, {"date:2022", "12"}, {"date:2022-03", "2"}, {"date:2022-10-11", "1"}, {"date:2022-10-12", ""},
		{"date:2022-03..2022-10", "12"}, {"date:2022-04..2022-10", "1"}, {"date:2021..2022-03", "23"},
		{"date:..2022", "123"}, {"date:2022..", "124"}, {"date:>2024-01-01", ""}, {"date:>=2024-01-01", "4"},
		{"date:>2022", "4"}, {"date:>=2022", "124"}, {"date:<2022", "3"}, {"date:<=2022", "123"},
		{"date:<2022-10-11", "23"}, {"-date:2022", "345"}, {"date:30d", "14"}, {"date:1970", ""},
		{"added:15d", "1"}, {"added:3w", "12"}, {"added:2022-10", "123"}, {"added:>2022-10-20", "1"},
		{"added:2021", ""});
}

static void mixes_words_and_fields(void **state)
{
	EXPECT(state, {"federated date:2022", "12"}, {"federated OR is:starred", "123"},
		{"privacy OR date:2024", "34"}, {"(privacy OR date:2024) learning", ""},
		{"(quotes OR privacy OR has:dataset) -survey", "134"}, {"-(survey OR date:2024)", "135"},
		{"-(survey date:2022) federated", "13"}, {"federated -is:starred -survey", "3"},
		{"author:shen (dataset:cifar-10 OR list:\"to cite\") -is:starred", "2"});
}

/* A small set that every hit is in is the better drive; one under OR or NOT is not. */
static void knows_what_lets_few_through(void **state)
{
	static const struct {
		const char *text;
		int64_t size;
		bool few;
	} rows[] = {
		{"a dataset:x", 100, true}, {"a dataset:x", 4000, false}, {"a dataset:x", 9000, false},
		{"a -dataset:x", 100, false}, {"a (dataset:x OR is:starred)", 100, false},
		{"a is:starred", 100, true}, {"a is:unread", 100, false}, {"a b", 100, false},
	};
	struct arena a = ARENA_INIT;
	struct query_sql sql;
	struct query q;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t size = rows[i].size;
		const struct query_probe probe = {size_told, nothing_related, &size};

		assert_int_equal(query_parse(&q, rows[i].text, now, &a, NULL, NULL), 0);
		query_to_sql(&q, &probe, &a, &sql);
		assert_int_equal(sql.few, rows[i].few);
	}
	arena_release(&a);
}

/* The one expression that the search walks along has all that every hit must have. */
static void drives_by_words(void **state)
{
	struct arena a = ARENA_INIT;
	struct query_sql sql;
	struct query q;

	(void)state;
	assert_int_equal(query_parse(&q, "a title:\"b c\" -d (e OR f*) is:unread", now, &a, NULL, NULL), 0);
	query_to_sql(&q, NULL, &a, &sql);
	assert_string_equal(sql.match, "(\"a\" AND {title} : \"b c\" AND (\"e\" OR \"f\" *)) NOT \"d\"");
	assert_null(strstr(sql.where, "MATCH"));
	assert_int_equal(query_parse(&q, "is:unread -d", now, &a, NULL, NULL), 0);
	query_to_sql(&q, NULL, &a, &sql);
	assert_null(sql.match);
	assert_non_null(strstr(sql.where, "MATCH"));
	assert_int_equal(query_parse(&q, "", now, &a, NULL, NULL), 0);
	query_to_sql(&q, NULL, &a, &sql);
	assert_null(sql.match);
	assert_null(sql.where);
	assert_false(sql.dated || sql.few);
	assert_int_equal(query_parse(&q, "a date:2022.. -date:2023 date:..2024", now, &a, NULL, NULL), 0);
	query_to_sql(&q, NULL, &a, &sql);
	assert_true(sql.dated);
	assert_true(sql.from == date_days(2022, 1, 1) * (1 << 24));
	assert_true(sql.to == date_days(2025, 1, 1) * (1 << 24));
	arena_release(&a);
}

static int64_t ranked_seven(void *data, const char *id)
{
	(void)data;
	return strcmp(id, "arxiv:2210.05177") ? 0 : 7;
}

/* The library ranks what is related; that order is offered only where all hits are in it. */
static void asks_for_what_is_related(void **state)
{
	static const struct {
		const char *text;
		int64_t ranking;
		bool few;
	} rows[] = {
		{"related:arxiv:2210.05177", 7, true}, {"word related:arxiv:2210.05177 is:unread", 7, true},
		{"-related:arxiv:2210.05177", 0, false}, {"related:arxiv:2210.05177 OR word", 0, false},
		{"related:other", 0, false}, {"word", 0, false},
	};
	int64_t size = 5000;
	const struct query_probe probe = {size_told, ranked_seven, &size};
	struct arena a = ARENA_INIT;
	struct query_sql sql;
	struct query q;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(query_parse(&q, rows[i].text, now, &a, NULL, NULL), 0);
		query_to_sql(&q, &probe, &a, &sql);
		assert_int_equal(sql.ranking, rows[i].ranking);
		assert_int_equal(sql.few, rows[i].few);
	}
	assert_int_equal(query_parse(&q, "related:22*", now, &a, NULL, NULL), ERR_USAGE);
	assert_int_equal(query_parse(&q, "related:", now, &a, NULL, NULL), ERR_USAGE);
	arena_release(&a);
}

static void tells_its_words(void **state)
{
	struct arena a = ARENA_INIT;
	struct strs words = {0};
	struct query q;

	(void)state;
	assert_int_equal(query_parse(&q, "Rényi -not (title:\"A b\" OR dataset:c d*)", now, &a, NULL, NULL), 0);
	query_words(&q, &a, &words);
	assert_int_equal(words.n, 3);
	assert_string_equal(words.at[0], "renyi");
	assert_string_equal(words.at[1], "a b");
	assert_string_equal(words.at[2], "d");
	arena_release(&a);
}

/* Every field and every word that completion offers can be read. */
static void offers_what_it_reads(void **state)
{
	struct arena a = ARENA_INIT;
	struct query q;
	int words = 0;

	(void)state;
	for (size_t i = 0; query_field(i); i++)
		for (size_t k = 0; query_value(query_field(i), k); k++, words++)
			assert_int_equal(query_parse(&q, arena_printf(&a, "%s:%s", query_field(i),
				query_value(query_field(i), k)), now, &a, NULL, NULL), 0);
	assert_true(words > 20);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_at_what_it_cannot_read),
		cmocka_unit_test(has_limits),
		cmocka_unit_test_setup_teardown(finds_words, open_papers, close_papers),
		cmocka_unit_test_setup_teardown(finds_by_fields, open_papers, close_papers),
		cmocka_unit_test_setup_teardown(finds_by_date, open_papers, close_papers),
		cmocka_unit_test_setup_teardown(mixes_words_and_fields, open_papers, close_papers),
		cmocka_unit_test(drives_by_words),
		cmocka_unit_test(knows_what_lets_few_through),
		cmocka_unit_test(asks_for_what_is_related),
		cmocka_unit_test(tells_its_words),
		cmocka_unit_test(offers_what_it_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
