#include "../test.h"

#include "../../../ui/keymap.h"

static void test_every_action_has_a_row_and_good_keys(void **state)
{
	(void)state;
	assert_int_equal(actions_n, ACTIONS - 1);
	for (int a = ACT_NONE + 1; a < ACTIONS; a++) {
		const struct action_row *row = action_row((enum action)a);
		struct str keys, key;

		assert_non_null(row);
		assert_int_equal(action_find(row->name), a);
		assert_true(*row->doc && row->contexts);
		keys = str_of(row->keys);
		while (str_split(&keys, ' ', &key)) {
			char name[16] = "";

			assert_true(key.n < sizeof name);
			memcpy(name, key.p, key.n);
			assert_int_not_equal(input_key(name), K_NONE);
		}
	}
}

/*
 * No key means two things at one place, but for Space, which marks in the list and pages elsewhere.

 */
static void test_no_key_has_two_meanings(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m);
	for (size_t i = 0; i < m.n; i++)
		for (size_t k = i + 1; k < m.n; k++)
			if (m.at[i].key == m.at[k].key && m.at[i].key != ' ')
				assert_false(m.at[i].contexts & m.at[k].contexts);
	keymap_release(&m);
}

static void test_contexts(void **state)
{
	struct keymap m;

	(void)state;
	keymap_init(&m);
	assert_int_equal(keymap_action(&m, 'j', IN_LIST), ACT_DOWN);
	assert_int_equal(keymap_action(&m, ' ', IN_LIST), ACT_MARK);
	assert_int_equal(keymap_action(&m, ' ', IN_PAPER), ACT_PAGE_DOWN);
	assert_int_equal(keymap_action(&m, 's', IN_LIST), ACT_STAR);
	assert_int_equal(keymap_action(&m, 's', IN_PAGE), ACT_NONE);
	assert_int_equal(keymap_action(&m, '~', IN_LIST), ACT_NONE);
	keymap_release(&m);
}

static void test_own_keys(void **state)
{
	struct keymap m;
	struct strbuf keys = STRBUF_INIT;
	struct err err;

	(void)state;
	keymap_init(&m);
	assert_int_equal(keymap_set(&m, "j", "up", &err), 0);
	assert_int_equal(keymap_action(&m, 'j', IN_LIST), ACT_UP);
	assert_int_equal(keymap_set(&m, "Q", "none", &err), 0);
	assert_int_equal(keymap_action(&m, 'Q', IN_LIST), ACT_NONE);
	keymap_keys(&m, ACT_UP, IN_LIST, 9, &keys);
	assert_string_equal(keys.buf, "k Up j");
	strbuf_reset(&keys);
	keymap_keys(&m, ACT_DOWN, IN_LIST, 9, &keys);
	assert_string_equal(keys.buf, "Down");
	assert_int_equal(keymap_set(&m, "Hyper-x", "up", &err), ERR_USAGE);
	assert_non_null(strstr(err.msg, "Hyper-x"));
	assert_int_equal(keymap_set(&m, "x", "fly", &err), ERR_USAGE);
	assert_non_null(strstr(err.msg, "fly"));
	strbuf_release(&keys);
	keymap_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_action_has_a_row_and_good_keys),
		cmocka_unit_test(test_no_key_has_two_meanings),
		cmocka_unit_test(test_contexts),
		cmocka_unit_test(test_own_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
