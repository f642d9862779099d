#include "../test.h"

#include <math.h>

#include "base/json.h"
#include "base/sql.h"

static void puts_its_commas(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	(void)state;
	json_open(&j, '{');
	json_key(&j, "id");
	json_z(&j, "a");
	json_key(&j, "list");
	json_open(&j, '[');
	json_int(&j, -1);
	json_open(&j, '{');
	json_close(&j, '}');
	json_open(&j, '[');
	json_close(&j, ']');
	json_bool(&j, true);
	json_close(&j, ']');
	json_key(&j, "none");
	json_z(&j, NULL);
	json_close(&j, '}');
	assert_string_equal(sb.buf, "{\"id\":\"a\",\"list\":[-1,{},[],true],\"none\":null}");
	strbuf_release(&sb);
}

static const char *number(double x, int digits, struct strbuf *sb)
{
	struct json j = {sb, false};

	strbuf_reset(sb);
	json_double(&j, x, digits);
	return sb->buf;
}

static void writes_numbers(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct json j = {&sb, false};

	(void)state;
	assert_string_equal(number(0.825, 2, &sb), "0.82"); /* 0.825 lies below the half in binary */
	assert_string_equal(number(-3, 0, &sb), "-3");
	assert_string_equal(number(NAN, 2, &sb), "null");
	assert_string_equal(number(-INFINITY, 2, &sb), "null");
	strbuf_reset(&sb);
	json_int(&j, INT64_MIN);
	assert_string_equal(sb.buf, "-9223372036854775808");
	strbuf_release(&sb);
}

/* SQLite's JSON functions are the judge: every byte below 0x80 comes back, and the text is well-formed. */
static void escapes_what_must_be(void **state)
{
	struct strbuf sb = STRBUF_INIT, text = STRBUF_INIT;
	struct json j = {&sb, false};
	struct stmt *q;
	struct db *db;

	(void)state;
	for (char c = 1; c > 0; c++)
		strbuf_addch(&text, c);
	strbuf_addz(&text, "ä€𝒜");
	json_open(&j, '[');
	json_str(&j, strbuf_str(&text));
	json_close(&j, ']');
	for (size_t i = 0; i < sb.len; i++)
		assert_true((unsigned char)sb.buf[i] >= 0x20 && sb.buf[i] != 0x7F);
	assert_int_equal(sql_open(&db, ":memory:", SQL_CREATE, NULL), 0);
	assert_int_equal(sql_query(db, &q, NULL, "SELECT json_extract(?, '$[0]')", "z", sb.buf), 0);
	assert_int_equal(sql_step(q, NULL), 1);
	assert_string_equal(sql_text(q, 0), text.buf);
	sql_done(q);
	sql_close(db);
	strbuf_reset(&sb);
	j.comma = false;
	json_str(&j, (struct str){"a\0\"\\\n", 5});
	assert_string_equal(sb.buf, "\"a\\u0000\\\"\\\\\\n\"");
	strbuf_release(&sb);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_its_commas),
		cmocka_unit_test(writes_numbers),
		cmocka_unit_test(escapes_what_must_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
