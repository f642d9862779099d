#include "../test.h"

#include "base/json_walk.h"

static const char kinds[] = {[JSON_NULL] = 'n',
	[JSON_FALSE] = 'f',
	[JSON_TRUE] = 't',
	[JSON_NUMBER] = '#',
	[JSON_TEXT] = '"',
	[JSON_ARRAY] = '[',
	[JSON_OBJECT] = '{'};

/* The whole walk as one line: depth, key, kind and text of every value; "!" where it is no JSON. */
static const char *walked(struct str text, struct strbuf *out)
{
	struct json_walk w = JSON_WALK_INIT;
	struct json_value v;
	int rc;

	strbuf_reset(out);
	json_walk_start(&w, text);
	while ((rc = json_walk_next(&w, &v)) > 0)
		strbuf_addf(out, "%d%.*s%c%.*s ", v.depth, STR_ARG(v.key), kinds[v.kind], STR_ARG(v.text));
	if (rc < 0)
		strbuf_addch(out, '!');
	json_walk_release(&w);
	return out->buf;
}

static void walks_outer_before_inner(void **state)
{
	static const struct {
		const char *json, *walk;
	} rows[] = {
		{"{}", "0{ "},
		{" [ ] ", "0[ "},
		{"\"a\"", "0\"a "},
		{"-0.5e+3", "0#-0.5e+3 "},
		{"{\"a\":1,\"b\":[true,false,null],\"c\":\"x\"}", "0{ 1a#1 1b[ 2ttrue 2ffalse 2nnull 1c\"x "},
		{"[[[]],{\"k\" : {\"l\":[2]}} ,3]", "0[ 1[ 2[ 1{ 2k{ 3l[ 4#2 1#3 "},
		{"{\"a\":{},\"a\":[]}", "0{ 1a{ 1a[ "},
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(walked(str_of(rows[i].json), &out), rows[i].walk);
	strbuf_release(&out);
}

static void takes_escapes_out(void **state)
{
	static const struct {
		const char *json, *text;
	} rows[] = {
		{"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "0\"\"\\/\b\f\n\r\t "},
		{"\"caf\\u00e9 \\u4E2d\"", "0\"café 中 "},
		{"\"\\ud83d\\ude00!\"", "0\"😀! "},
		{"\"\\ud83d\"", "0\"\xEF\xBF\xBD "},
		{"\"\\ud83d\\u0041\"", "0\"\xEF\xBF\xBD" "A "},
		{"\"\\ud83dx\"", "0\"\xEF\xBF\xBDx "},
		{"\"\\ude00\"", "0\"\xEF\xBF\xBD "},
		{"\"a\\u0000b\"", "0\"a\xEF\xBF\xBD" "b "},
		{"{\"\\u006bey\":\"\\u0076\"}", "0{ 1key\"v "},
		{"\"\\\\\"", "0\"\\ "},
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(walked(str_of(rows[i].json), &out), rows[i].text);
	strbuf_release(&out);
}

static void tells_what_is_none(void **state)
{
	static const char *const rows[] = {"", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}",
		"{\"a\":1,}", "{a:1}", "{1:2}", "[1 2]", "[1]]", "{}{}", "1 2", "]", "[}", "{]", "nul", "truefalse",
		"01", "1.", ".5", "-", "+1", "1e", "1e+", "0x1", "NaN", "'a'", "\"a", "\"a\\", "\"a\\\"", "\"\\x\"",
		"\"\\u12\"", "\"\\u12g4\"", "\"\\ud83d\\u12\"", "[\"a\"\"b\"]", "// c\n1"};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		walked(str_of(rows[i]), &out);
		if (!out.len || out.buf[out.len - 1] != '!')
			fail_msg("'%s' was taken for JSON: %s", rows[i], out.buf);
	}
	strbuf_release(&out);
}

static void refuses_what_is_too_deep(void **state)
{
	struct strbuf json = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	for (int deep = JSON_DEEPEST; deep <= JSON_DEEPEST + 1; deep++) {
		strbuf_reset(&json);
		for (int i = 0; i < deep; i++)
			strbuf_addch(&json, '[');
		for (int i = 0; i < deep; i++)
			strbuf_addch(&json, ']');
		walked(strbuf_str(&json), &out);
		assert_int_equal(out.buf[out.len - 1] == '!', deep > JSON_DEEPEST);
	}
	strbuf_release(&json);
	strbuf_release(&out);
}

static void reads_numbers(void **state)
{
	static const struct {
		enum json_kind kind;
		const char *text;
		int64_t n;
	} rows[] = {
		{JSON_NUMBER, "0", 0},
		{JSON_NUMBER, "-17", -17},
		{JSON_NUMBER, "2.9", 2},
		{JSON_NUMBER, "9223372036854775807", INT64_MAX},
		{JSON_NUMBER, "99999999999999999999999", INT64_MAX},
		{JSON_TEXT, "5 stars", 5},
		{JSON_TEXT, "five", 0},
		{JSON_TRUE, "true", 1},
		{JSON_FALSE, "false", 0},
		{JSON_NULL, "null", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct json_value v = {.kind = rows[i].kind, .text = str_of(rows[i].text)};

		assert_true(json_value_int(&v) == rows[i].n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_outer_before_inner),
		cmocka_unit_test(takes_escapes_out),
		cmocka_unit_test(tells_what_is_none),
		cmocka_unit_test(refuses_what_is_too_deep),
		cmocka_unit_test(reads_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
