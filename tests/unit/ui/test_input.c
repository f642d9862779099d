#include "../test.h"

#include "../../../ui/input.h"

/* Decodes all of bytes and checks the keys, -1 at the end. */
static void decodes(const char *bytes, const int *keys)
{
	struct decoder d = {false};
	struct str rest = str_of(bytes);
	struct input in;
	size_t used;

	while (rest.n) {
		used = input_decode(&d, rest, true, &in);
		assert_true(used > 0 && used <= rest.n);
		assert_int_equal(in.key, *keys);
		keys++;
		rest = str_sub(rest, used, rest.n);
	}
	assert_int_equal(*keys, -1);
}

static void test_plain_keys(void **state)
{
	(void)state;
	decodes("jé日\x04\r", (const int[]){'j', 0xE9, 0x65E5, K_CTRL('D'), K_ENTER, -1});
	decodes("\x7f\x08", (const int[]){K_BACKSPACE, K_BACKSPACE, -1});
	decodes("\t\x1b", (const int[]){K_TAB, K_ESCAPE, -1});
}

static void test_sequences(void **state)
{
	(void)state;
	decodes("\x1b[A\x1bOB\x1b[1;5C", (const int[]){K_UP, K_DOWN, K_RIGHT, -1});
	decodes("\x1b[5~\x1b[6~\x1b[1~\x1b[4~",
		(const int[]){K_PAGE_UP, K_PAGE_DOWN, K_HOME, K_END, -1});
	decodes("\x1b[Z", (const int[]){K_BACKTAB, -1});
	decodes("\x1b[99~j", (const int[]){K_NONE, 'j', -1});
	decodes("\x1bj", (const int[]){K_ESCAPE, 'j', -1});
}

static void test_pieces_wait_for_the_rest(void **state)
{
	static const char *const pieces[] = {
		"\x1b", "\x1b[", "\x1b[1;", "\x1bO", "\x1b[<0;5", "\xe6\x97"};
	struct decoder d = {false};
	struct input in;

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		assert_int_equal(input_decode(&d, str_of(pieces[i]), false, &in), 0);
		assert_true(input_decode(&d, str_of(pieces[i]), true, &in) > 0);
	}
}

static void test_mouse(void **state)
{
	struct decoder d = {false};
	struct input in;

	(void)state;
	assert_int_equal(input_decode(&d, str_of("\x1b[<0;12;3M"), false, &in), 10);
	assert_int_equal(in.key, K_MOUSE);
	assert_int_equal(in.row, 2);
	assert_int_equal(in.col, 11);
	assert_int_equal(in.button, MOUSE_LEFT);
	input_decode(&d, str_of("\x1b[<65;1;1M"), false, &in);
	assert_int_equal(in.button, MOUSE_WHEEL_DOWN);
	input_decode(&d, str_of("\x1b[<0;12;3m"), false, &in); /* released */
	assert_int_equal(in.key, K_NONE);
	input_decode(&d, str_of("\x1b[<a;b;cM"), true, &in);
	assert_int_not_equal(in.key, K_MOUSE);
}

/* Pasted text is never a command: not even an Escape in it. */
static void test_paste(void **state)
{
	(void)state;
	decodes("\x1b[200~qQ\x1b[201~q", (const int[]){K_NONE, K_PASTE, K_PASTE, K_NONE, 'q', -1});
}

static void test_long_garbage_ends(void **state)
{
	struct decoder d = {false};
	struct input in;
	char bytes[300];

	(void)state;
	memset(bytes, '0', sizeof bytes);
	memcpy(bytes, "\x1b[", 2);
	assert_true(input_decode(&d, (struct str){bytes, sizeof bytes}, false, &in) > 0);
	assert_int_equal(in.key, K_NONE);
}

static void test_names(void **state)
{
	static const char *const names[] = {"j", "^D", "Space", "Tab", "S-Tab", "Enter", "Esc",
		"PgDn", "BackSpace", "é", "\\", "Delete"};
	char buf[16];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(input_key_name(input_key(names[i]), buf), names[i]);
	assert_int_equal(input_key("enter"), K_ENTER);
	assert_int_equal(input_key("^d"), K_CTRL('D'));
	assert_int_equal(input_key(""), K_NONE);
	assert_int_equal(input_key("jj"), K_NONE);
	assert_int_equal(input_key("Return to sender"), K_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_keys),
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_pieces_wait_for_the_rest),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_long_garbage_ends),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
