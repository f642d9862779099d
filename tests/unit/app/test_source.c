#include "../test.h"

#include <unistd.h>

#include "app/source.h"
#include "base/strbuf.h"

static char path[] = "/tmp/carrel-source-XXXXXX";

static void put_file(const struct strbuf *text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text->buf, 1, text->len, f), text->len);
	assert_int_equal(fclose(f), 0);
}

static void gives_everything_in_whole_lines(void **state)
{
	struct strbuf text = STRBUF_INIT, got = STRBUF_INIT;
	struct source_piece piece;
	size_t line = 1, pieces = 0;
	struct source *s;
	struct err err;
	int rc;

	(void)state;
	/* More than two pieces of 1 MiB, lines of every length from 0, and no line end at the end. */
	for (size_t i = 0; text.len < (3u << 20); i++) {
		for (size_t n = i % 301; n; n--)
			strbuf_addch(&text, 'x');
		strbuf_addch(&text, '\n');
	}
	strbuf_addz(&text, "the end");
	put_file(&text);
	assert_int_equal(source_open(&s, path, &err), 0);
	while ((rc = source_piece(s, &piece, &err)) > 0) {
		assert_int_equal(piece.line, line);
		assert_false(piece.too_long);
		for (size_t i = 0; i < piece.text.n; i++)
			line += piece.text.p[i] == '\n';
		strbuf_addstr(&got, piece.text);
		assert_true(got.len == text.len || got.buf[got.len - 1] == '\n');
		pieces++;
	}
	assert_int_equal(rc, 0);
	assert_true(pieces > 2);
	assert_true(str_eq(strbuf_str(&got), strbuf_str(&text)));
	assert_int_equal(source_read_bytes(s), text.len);
	assert_int_equal(source_size(s), text.len);
	source_close(s);
	strbuf_release(&got);
	strbuf_release(&text);
}

static void the_head_uses_nothing_up(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct source_piece piece;
	struct source *s;
	struct str head;
	struct err err;

	(void)state;
	strbuf_addz(&text, "one\ntwo\n");
	put_file(&text);
	assert_int_equal(source_open(&s, path, &err), 0);
	assert_int_equal(source_head(s, &head, &err), 0);
	assert_true(str_eqz(head, "one\ntwo\n"));
	assert_int_equal(source_piece(s, &piece, &err), 1);
	assert_true(str_eqz(piece.text, "one\ntwo\n"));
	assert_int_equal(source_piece(s, &piece, &err), 0);
	source_close(s);
	strbuf_release(&text);
}

static void a_line_without_end_is_passed_over(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct source_piece piece;
	struct source *s;
	struct err err;

	(void)state;
	strbuf_addz(&text, "before\n");
	strbuf_grow(&text, (size_t)SOURCE_LINE + (4 << 20));
	memset(text.buf + text.len, 'x', (size_t)SOURCE_LINE + (4 << 20));
	strbuf_setlen(&text, text.len + (size_t)SOURCE_LINE + (4 << 20));
	strbuf_addz(&text, "\nafter\n");
	put_file(&text);
	assert_int_equal(source_open(&s, path, &err), 0);
	assert_int_equal(source_piece(s, &piece, &err), 1);
	assert_true(str_eqz(piece.text, "before\n"));
	assert_int_equal(source_piece(s, &piece, &err), 1);
	assert_true(piece.too_long);
	assert_int_equal(piece.line, 2);
	assert_int_equal(source_piece(s, &piece, &err), 1);
	assert_false(piece.too_long);
	assert_int_equal(piece.line, 3);
	assert_true(str_eqz(piece.text, "after\n"));
	assert_int_equal(source_piece(s, &piece, &err), 0);
	source_close(s);
	strbuf_release(&text);
}

static void names_what_cannot_be_read(void **state)
{
	struct source *s;
	struct err err;

	(void)state;
	assert_int_equal(source_open(&s, "/no/such/file", &err), -1);
	assert_string_equal(err.msg, "/no/such/file: No such file or directory");
	assert_null(s);
	assert_int_equal(source_open(&s, "/tmp", &err), -1);
	assert_string_equal(err.msg, "/tmp: this is a folder");
	assert_null(s);
}

static int make_path(void **state)
{
	(void)state;
	return close(mkstemp(path));
}

static int remove_path(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_everything_in_whole_lines),
		cmocka_unit_test(the_head_uses_nothing_up),
		cmocka_unit_test(a_line_without_end_is_passed_over),
		cmocka_unit_test(names_what_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, make_path, remove_path);
}
