#include "../test.h"

#include "base/vec.h"

struct pair {
	int a, b;
};

struct pairs {
	VEC_OF(struct pair);
};

static void grows_on_the_heap(void **state)
{
	struct pairs v = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		vec_push(&v, (struct pair){i, -i});
	assert_int_equal(v.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_true(v.at[i].a == i && v.at[i].b == -i);
	vec_release(&v);
	assert_true(!v.at && !v.n && !v.cap);
}

static void grows_in_an_arena(void **state)
{
	struct arena a = ARENA_INIT;
	struct pairs v = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		vec_push_in(&a, &v, (struct pair){i, i});
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v.at[i].a, i);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_on_the_heap),
		cmocka_unit_test(grows_in_an_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
