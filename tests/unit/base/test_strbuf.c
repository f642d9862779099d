#include "../test.h"

#include "base/strbuf.h"

static void is_always_a_text(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	assert_string_equal(sb.buf, "");
	strbuf_add(&sb, NULL, 0);
	strbuf_trim(&sb);
	strbuf_reset(&sb);
	strbuf_setlen(&sb, 0);
	assert_string_equal(sb.buf, "");
	assert_int_equal(sb.cap, 0);
	strbuf_release(&sb);
	strbuf_release(&sb);
}

static void grows_by_every_kind_of_piece(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	strbuf_addz(&sb, "a");
	strbuf_addch(&sb, 'b');
	strbuf_addstr(&sb, STR_LIT("cd"));
	strbuf_addf(&sb, "%d%s", 12, "!");
	strbuf_addrune(&sb, 0x20AC);
	assert_string_equal(sb.buf, "abcd12!\xE2\x82\xAC");
	assert_int_equal(sb.len, 10);
	strbuf_reset(&sb);
	assert_string_equal(sb.buf, "");
	strbuf_release(&sb);
}

static void holds_much_and_zero_bytes(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++)
		strbuf_addch(&sb, (char)i);
	assert_int_equal(sb.len, 100000);
	assert_int_equal(sb.buf[sb.len], 0);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(sb.buf[i], (char)i);
	strbuf_reset(&sb);
	strbuf_addf(&sb, "%*s", 5000, "x");
	assert_int_equal(sb.len, 5000);
	strbuf_release(&sb);
}

static void trims_and_gives_away(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	char *text;

	(void)state;
	strbuf_addz(&sb, " \n a b\t ");
	strbuf_trim(&sb);
	assert_string_equal(sb.buf, "a b");
	text = strbuf_detach(&sb);
	assert_string_equal(text, "a b");
	assert_string_equal(sb.buf, "");
	free(text);
	text = strbuf_detach(&sb); /* of an empty one: still the caller's own */
	assert_string_equal(text, "");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_always_a_text),
		cmocka_unit_test(grows_by_every_kind_of_piece),
		cmocka_unit_test(holds_much_and_zero_bytes),
		cmocka_unit_test(trims_and_gives_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
