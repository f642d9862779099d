#include "../test.h"

#include <stdalign.h>

#include "base/arena.h"

static void keeps_what_it_gave(void **state)
{
	struct arena a = ARENA_INIT;
	unsigned char *at[300];

	(void)state;
	for (int i = 0; i < 300; i++) {
		at[i] = arena_alloc(&a, (size_t)i * 37);
		assert_int_equal((uintptr_t)at[i] % alignof(max_align_t), 0);
		memset(at[i], i, (size_t)i * 37);
	}
	for (int i = 0; i < 300; i++)
		for (int k = 0; k < i * 37; k++)
			assert_int_equal(at[i][k], (unsigned char)i);
	arena_release(&a);
	assert_null(a.head);
}

static void gives_more_than_a_block(void **state)
{
	struct arena a = ARENA_INIT;
	char *big, *small = arena_strdup(&a, "small");

	(void)state;
	big = arena_zalloc(&a, 3 << 20);
	assert_int_equal(big[(3 << 20) - 1], 0);
	assert_string_equal(small, "small");
	assert_string_equal(arena_printf(&a, "%s %d", small, 7), "small 7");
	arena_release(&a);
}

static void copies_texts(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_null(arena_strdup(&a, NULL));
	assert_null(arena_str(&a, (struct str){NULL, 0}));
	assert_string_equal(arena_str(&a, str_sub(STR_LIT("abc"), 1, 2)), "b");
	assert_string_equal(arena_str(&a, STR_LIT("")), "");
	arena_release(&a);
}

static void reset_keeps_the_newest_block(void **state)
{
	struct arena a = ARENA_INIT;
	struct arena_block *newest;

	(void)state;
	arena_reset(&a); /* of an empty one */
	for (int i = 0; i < 100; i++)
		arena_alloc(&a, 1000);
	newest = a.head;
	arena_reset(&a);
	assert_ptr_equal(a.head, newest);
	assert_int_equal(a.used, 0);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_release(&a);
}

static void may_be_moved(void **state)
{
	struct arena a = ARENA_INIT, b;
	char *text = arena_strdup(&a, "text");

	(void)state;
	b = a;
	assert_string_equal(text, "text");
	assert_string_equal(arena_strdup(&b, "more"), "more");
	arena_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_it_gave),
		cmocka_unit_test(gives_more_than_a_block),
		cmocka_unit_test(copies_texts),
		cmocka_unit_test(reset_keeps_the_newest_block),
		cmocka_unit_test(may_be_moved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
