#include "../test.h"

#include "base/map.h"

static struct str numbered(int i, char *buf)
{
	snprintf(buf, 16, "key %d", i);
	return str_of(buf);
}

static void finds_what_was_put(void **state)
{
	struct map m = MAP_INIT;
	char buf[16];

	(void)state;
	assert_null(map_get(&m, STR_LIT("a")));
	for (int i = 0; i < 5000; i++)
		*map_put(&m, numbered(i, buf)) = i + 1;
	assert_int_equal(m.n, 5000);
	for (int i = 0; i < 5000; i++) {
		assert_non_null(map_get(&m, numbered(i, buf)));
		assert_int_equal(*map_get(&m, numbered(i, buf)), i + 1);
	}
	assert_null(map_get(&m, STR_LIT("key 5000")));
	map_release(&m);
	assert_null(map_get(&m, STR_LIT("key 1")));
}

static void keeps_its_own_keys(void **state)
{
	struct map m = MAP_INIT;
	char key[] = "abc";

	(void)state;
	assert_int_equal(*map_put(&m, str_of(key)), 0);
	*map_put(&m, str_of(key)) = 7;
	key[0] = 'x';
	assert_null(map_get(&m, str_of(key)));
	assert_int_equal(*map_get(&m, STR_LIT("abc")), 7);
	map_release(&m);
}

static void takes_any_bytes(void **state)
{
	struct map m = MAP_INIT;
	struct str zero = {"\0", 1}, empty = {"", 0}, none = {NULL, 0};

	(void)state;
	*map_put(&m, zero) = 1;
	*map_put(&m, none) = 2;
	assert_int_equal(*map_get(&m, empty), 2);
	assert_int_equal(*map_get(&m, zero), 1);
	assert_int_equal(m.n, 2);
	map_release(&m);
}

static void starts_again(void **state)
{
	struct map m = MAP_INIT;
	char buf[16];

	(void)state;
	map_reset(&m);
	for (int round = 1; round < 2000; round *= 3) {
		for (int i = 0; i < round; i++)
			assert_int_equal((*map_put(&m, numbered(i, buf)))++, 0);
		assert_int_equal(m.n, round);
		map_reset(&m);
		assert_int_equal(m.n, 0);
		assert_null(map_get(&m, STR_LIT("key 0")));
	}
	map_release(&m);
}

static void walks_each_once(void **state)
{
	struct map m = MAP_INIT;
	const struct map_slot *slot;
	size_t at = 0;
	int64_t sum = 0;
	int n = 0;
	char buf[16];

	(void)state;
	assert_null(map_next(&m, &at));
	for (int i = 0; i < 100; i++)
		*map_put(&m, numbered(i, buf)) = i;
	for (at = 0; (slot = map_next(&m, &at)); n++)
		sum += slot->value;
	assert_int_equal(n, 100);
	assert_int_equal(sum, 99 * 100 / 2);
	map_release(&m);
}

/* FNV-1a of "" is its offset basis, of "a" af63dc4c8601ec8c (draft-eastlake-fnv); then the high half is mixed in. */
static void hash_never_changes(void **state)
{
	(void)state;
	assert_true(hash_bytes("", 0) == (0xcbf29ce484222325u ^ 0xcbf29ce4u));
	assert_true(hash_bytes("a", 1) == (0xaf63dc4c8601ec8cu ^ 0xaf63dc4cu));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_put),
		cmocka_unit_test(keeps_its_own_keys),
		cmocka_unit_test(takes_any_bytes),
		cmocka_unit_test(starts_again),
		cmocka_unit_test(walks_each_once),
		cmocka_unit_test(hash_never_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
