/* Any text: it is read or refused with a place inside it, and what is read becomes well-formed SQL. */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "query/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Parentheses outside of quotes close what they open. */
static void check_balance(const char *text, char quote)
{
	int depth = 0, quoted = 0;

	for (; *text; text++) {
		if (*text == quote)
			quoted = !quoted;
		else if (!quoted)
			depth += (*text == '(') - (*text == ')');
		assert(depth >= 0);
	}
	assert(!depth && !quoted);
}

static void check_sql(const struct query_sql *sql)
{
	size_t marks = 0;

	if (sql->match)
		check_balance(sql->match, '"');
	if (sql->where)
		check_balance(sql->where, '\'');
	for (const char *c = sql->where; c && *c; c++)
		marks += *c == '?';
	assert(marks == sql->args.n);
}

static int64_t size_told(void *data, const char *set, const struct strs *args, int64_t most)
{
	check_sql(&(struct query_sql){.where = set, .args = *args});
	return *(int64_t *)data < most ? *(int64_t *)data : most;
}

static int64_t nobody_related(void *data, const char *id)
{
	(void)data;
	(void)id;
	return 0;
}

/* Small sets, large sets, and nobody who knows. */
static void check_every_form(const struct query *q, struct arena *a)
{
	int64_t sizes[] = {1, INT64_MAX};
	struct query_sql sql;

	query_to_sql(q, NULL, a, &sql);
	check_sql(&sql);
	assert(!q->root == !(sql.match || sql.where));
	for (int i = 0; i < 2; i++) {
		query_to_sql(q, &(struct query_probe){size_told, nobody_related, &sizes[i]}, a, &sql);
		check_sql(&sql);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = {""};
	struct strs words = {0};
	struct query q;
	size_t at;

	strbuf_add(&text, data, size);
	if (query_parse(&q, text.buf, 1668000000, &a, &at, &err) < 0) {
		assert(*err.msg && at <= strlen(text.buf) && !q.root);
	} else {
		assert(q.root || !text.buf[strspn(text.buf, " \t\n\v\f\r")]);
		check_every_form(&q, &a);
		query_words(&q, &a, &words);
	}
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
