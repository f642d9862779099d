#include "../test.h"

#include <locale.h>

#include "../../../ui/prompt.h"

static struct prompt prompt;
static struct history history;

static enum prompt_event press(unsigned key)
{
	struct input in = {.key = key};

	return prompt_key(&prompt, &in);
}

static void type(const char *text)
{
	struct decoder d = {false};
	struct str rest = str_of(text);
	struct input in;

	while (rest.n) {
		rest = str_sub(rest, input_decode(&d, rest, true, &in), rest.n);
		prompt_key(&prompt, &in);
	}
}

static void reads(const char *text)
{
	assert_string_equal(prompt.text.buf, text);
}

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	prompt_open(&prompt, "? ", "", &history, NULL, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	prompt_close(&prompt);
	history_release(&history);
	return 0;
}

static void test_editing(void **state)
{
	(void)state;
	type("sparse nets");
	press(K_CTRL('W'));
	reads("sparse ");
	press(K_HOME);
	type("very ");
	reads("very sparse ");
	press(K_CTRL('K'));
	reads("very ");
	press(K_LEFT);
	press(K_BACKSPACE);
	reads("ver ");
	press(K_END);
	press(K_CTRL('U'));
	reads("");
	assert_int_equal(press(K_BACKSPACE), PROMPT_CANCELED);
	assert_int_equal(press(K_ENTER), PROMPT_DONE);
	assert_int_equal(press(K_CTRL('G')), PROMPT_CANCELED);
}

/* A base and its marks go together. */
static void test_characters_not_bytes(void **state)
{
	(void)state;
	type("日e\u0301x");
	press(K_BACKSPACE);
	press(K_BACKSPACE);
	reads("日");
	press(K_LEFT);
	type("本");
	reads("本日");
	press(K_DELETE);
	reads("本");
}

static void test_nothing_but_text_gets_in(void **state)
{
	struct input paste = {.key = K_PASTE, .col = '\n'};

	(void)state;
	press(K_CTRL('L'));
	press(0x9B);
	press(K_PAGE_UP);
	prompt_key(&prompt, &paste);
	type("a");
	reads(" a");
}

static void test_history(void **state)
{
	(void)state;
	history_add(&history, "first");
	history_add(&history, "second");
	history_add(&history, "second");
	history_add(&history, "");
	assert_int_equal(history.n, 2);
	prompt_close(&prompt);
	prompt_open(&prompt, "? ", "", &history, NULL, NULL);
	type("new");
	press(K_UP);
	reads("second");
	press(K_UP);
	press(K_UP);
	reads("first");
	press(K_DOWN);
	press(K_DOWN);
	reads("new");
}

static void complete(void *data, struct str text, size_t *from, struct arena *a, struct strs *words)
{
	static const char *const all[] = {"dataset:", "date:", "method:"};
	struct str word = str_sub(text, *from, text.n);

	(void)data;
	for (size_t i = 0; i < 3; i++)
		if (str_starts(str_of(all[i]), arena_str(a, word)))
			vec_push_in(a, words, all[i]);
}

static void test_completion(void **state)
{
	struct canvas c;
	struct area all;
	struct strbuf row = STRBUF_INIT;

	(void)state;
	prompt.complete = complete;
	type("x da");
	press(K_TAB);
	reads("x dataset:");
	press(K_TAB);
	reads("x date:");
	canvas_init(&c);
	canvas_resize(&c, 3, 30);
	all = area_all(&c);
	prompt_draw(&prompt, &all);
	canvas_row(&c, 1, &row);
	assert_string_equal(row.buf, "dataset:  date:");
	press(K_BACKTAB);
	reads("x dataset:");
	type("C me");
	press(K_TAB); /* only one: taken */
	reads("x dataset:C method:");
	assert_int_equal(press(K_TAB), PROMPT_CHANGED); /* completes the whole word again */
	type(" zz");
	assert_int_equal(press(K_TAB), PROMPT_NOTHING);
	strbuf_release(&row);
	canvas_release(&c);
}

static void test_long_lines_scroll(void **state)
{
	struct canvas c;
	struct area all;
	struct strbuf row = STRBUF_INIT;

	(void)state;
	canvas_init(&c);
	canvas_resize(&c, 1, 10);
	all = area_all(&c);
	type("abcdefghijklmnop");
	prompt_draw(&prompt, &all);
	canvas_row(&c, 0, &row);
	assert_string_equal(row.buf, "? jklmnop");
	assert_int_equal(c.cursor_col, 9);
	press(K_HOME);
	prompt_draw(&prompt, &all);
	strbuf_reset(&row);
	canvas_row(&c, 0, &row);
	assert_string_equal(row.buf, "? abcdefgh");
	assert_int_equal(c.cursor_col, 2);
	strbuf_release(&row);
	canvas_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_editing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_characters_not_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nothing_but_text_gets_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_history, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_completion, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_lines_scroll, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
