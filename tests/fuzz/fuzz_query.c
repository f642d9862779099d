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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = {""};
	struct strs words = {0};
	struct query_sql sql;
	struct query q;
	size_t at;

	strbuf_add(&text, data, size);
	if (query_parse(&q, text.buf, 1668000000, &a, &at, &err) < 0) {
		assert(*err.msg && at <= strlen(text.buf) && !q.root);
	} else {
		assert(q.root || !text.buf[strspn(text.buf, " \t\n\v\f\r")]);
		query_to_sql(&q, &a, &sql);
		check_sql(&sql);
		assert(!q.root == !(sql.match || sql.where));
		query_words(&q, &a, &words);
	}
	strbuf_release(&text);
	arena_release(&a);
	return 0;
}
