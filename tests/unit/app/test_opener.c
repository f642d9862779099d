#include "../test.h"

#include "app/opener.h"

static void the_gate_lets_web_links_pass(void **state)
{
	static const struct {
		const char *url, *out;
	} rows[] = {
		{"https://github.com/a/b", "https://github.com/a/b"},
		{"HTTP://Example.ORG/x?y=1&z=2#top", "http://example.org/x?y=1&z=2#top"},
		{"https://example.org:8443/a", "https://example.org:8443/a"},
		{"https://me:secret@example.org/a", "https://example.org/a"},
		{"https://de.wikipedia.org/wiki/Rényi", "https://de.wikipedia.org/wiki/R%C3%A9nyi"},
		{"https://example.org/a%20b", "https://example.org/a%20b"},
		{"https://example.org/$(x);&", "https://example.org/$(x);&"},
	};
	struct strbuf out = STRBUF_INIT;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		strbuf_reset(&out);
		assert_int_equal(opener_gate(rows[i].url, &out, &err), 0);
		assert_string_equal(out.buf, rows[i].out);
	}
	strbuf_release(&out);
}

static void the_gate_keeps_the_rest_out(void **state)
{
	static const char *const urls[] = {
		"",
		"example.org",
		"//example.org/a",
		"javascript:alert(1)",
		"file:///etc/passwd",
		"ftp://example.org/a",
		"data:text/html,x",
		"mailto:a@example.org",
		"https://",
		"-https://example.org",
		"--help",
		" https://example.org",
		"https://example.org/a b",
		"https://example.org/\n",
		"https://example.org/\x1b[2J",
		"https://example.org/\x7f",
		"https://example.org/`id`",
		"https://example.org/'",
		"https://example.org/\"",
		"https://example.org/<a>",
		"https://example.org/a|b",
		"https://example.org/{a}",
		"https://example.org/a\\b",
		"https://example.org/^",
		"https://ex\xc3\xa4mple.org/",
	};
	struct strbuf out = STRBUF_INIT, longest = STRBUF_INIT;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		err.msg[0] = 0;
		if (opener_gate(urls[i], &out, &err) == 0)
			fail_msg("let pass: %s", urls[i]);
		assert_string_not_equal(err.msg, "");
		assert_int_equal(out.len, 0);
	}
	strbuf_addz(&longest, "https://example.org/");
	while (longest.len < 2048)
		strbuf_addch(&longest, 'a');
	assert_int_equal(opener_gate(longest.buf, &out, &err), 0);
	strbuf_addch(&longest, 'a');
	assert_int_equal(opener_gate(longest.buf, &out, &err), -1);
	strbuf_release(&longest);
	strbuf_release(&out);
}

/* Programs that are everywhere: sh and true. */
static void a_command_is_split_and_the_link_put_in(void **state)
{
	static const struct {
		const char *command, *argv;
	} rows[] = {
		{"true", "[true][U]"},
		{"true --new  -x", "[true][--new][-x][U]"},
		{"true %s --after", "[true][U][--after]"},
		{"true a%s", "[true][a%s][U]"},
		{"true 'a b' \"c d\" e\\ f", "[true][a b][c d][e f][U]"},
		{"true 'a b", ""},
		{"no-such-program-here:true -w:sh", "[true][-w][U]"},
		{"no-such-program-here %s", ""},
		{"  :", ""},
		{"", ""},
		{NULL, ""},
	};
	struct arena a = ARENA_INIT;
	struct strbuf got = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strs argv = {0};
		bool found = opener_argv(rows[i].command, "U", &a, &argv);

		strbuf_reset(&got);
		for (size_t n = 0; n < argv.n; n++)
			strbuf_addf(&got, "[%s]", argv.at[n]);
		assert_string_equal(got.buf, rows[i].argv);
		assert_int_equal(found, rows[i].argv[0] != 0);
		if (found)
			assert_null(argv.at[argv.n]);
	}
	strbuf_release(&got);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_gate_lets_web_links_pass),
		cmocka_unit_test(the_gate_keeps_the_rest_out),
		cmocka_unit_test(a_command_is_split_and_the_link_put_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
