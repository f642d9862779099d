/* net/cache: what goes in comes out, and the least used goes first. */
#include "../test.h"

#include <unistd.h>

#include "base/file.h"
#include "cache.h"

struct place {
	char folder[64], path[96];
	struct cache *c;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	snprintf(p->folder, sizeof p->folder, "test_cache.XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->path, sizeof p->path, "%s/fetched.db", p->folder);
	assert_int_equal(cache_open(&p->c, p->path, 1000, NULL), 0);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const parts[] = {"", "-wal", "-shm"};
	struct place *p = *state;
	char name[128];

	cache_close(p->c);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(name, sizeof name, "%s%s", p->path, parts[i]);
		unlink(name);
	}
	rmdir(p->folder);
	free(p);
	return 0;
}

static void put(struct cache *c, const char *url, int64_t now, const char *body)
{
	cache_put(c, url, now, &(struct cached){now, 200, "\"e\"", "m", str_of(body)});
}

static bool has(struct cache *c, const char *url, int64_t now)
{
	struct arena a = ARENA_INIT;
	struct cached found;
	bool there = cache_get(c, url, now, &a, &found);

	arena_release(&a);
	return there;
}

static void test_answers(void **state)
{
	struct place *p = *state;
	struct arena a = ARENA_INIT;
	struct cached found;

	assert_false(cache_get(p->c, "u", 1, &a, &found));
	put(p->c, "u", 10, "hello");
	assert_true(cache_get(p->c, "u", 11, &a, &found));
	assert_int_equal(found.checked, 10);
	assert_int_equal(found.status, 200);
	assert_string_equal(found.etag, "\"e\"");
	assert_string_equal(found.last_modified, "m");
	assert_true(str_eqz(found.body, "hello"));
	cache_confirm(p->c, "u", 20);
	assert_true(cache_get(p->c, "u", 21, &a, &found));
	assert_int_equal(found.checked, 20);
	assert_true(str_eqz(found.body, "hello"));
	cache_put(p->c, "gone", 5, &(struct cached){5, 404, "", "", {NULL, 0}});
	assert_true(cache_get(p->c, "gone", 6, &a, &found));
	assert_int_equal(found.status, 404);
	assert_int_equal(found.body.n, 0);
	arena_release(&a);
}

static void test_eviction(void **state)
{
	struct place *p = *state;
	char body[201];

	memset(body, 'x', 200);
	body[200] = 0;
	for (int i = 0; i < 5; i++) {
		char url[8];

		snprintf(url, sizeof url, "u%d", i);
		put(p->c, url, 10 + i, body);
	}
	assert_true(has(p->c, "u0", 20)); /* used again: u1 is now the oldest */
	put(p->c, "new", 21, body);
	assert_false(has(p->c, "u1", 22));
	assert_true(has(p->c, "u0", 22));
	assert_true(has(p->c, "new", 22));
}

static void test_too_large(void **state)
{
	struct place *p = *state;
	char body[400];

	memset(body, 'x', sizeof body);
	put(p->c, "small", 1, "s");
	cache_put(p->c, "huge", 2, &(struct cached){2, 200, "", "", {body, sizeof body}});
	assert_false(has(p->c, "huge", 3));
	assert_true(has(p->c, "small", 3));
}

static void test_shared(void **state)
{
	struct place *p = *state;
	struct cache *other;

	put(p->c, "u", 1, "x");
	assert_int_equal(cache_open(&other, p->path, 1000, NULL), 0);
	assert_true(has(other, "u", 2));
	put(other, "v", 2, "y");
	assert_true(has(p->c, "v", 3));
	cache_close(other);
}

static void test_damaged(void **state)
{
	struct place *p = *state;

	cache_close(p->c);
	assert_int_equal(file_write(p->path, str_of("this is no database, whatever its name says, is it"), NULL), 0);
	assert_int_equal(cache_open(&p->c, p->path, 1000, NULL), 0);
	put(p->c, "u", 1, "x");
	assert_true(has(p->c, "u", 2));
}

static void test_none(void **state)
{
	(void)state;
	put(NULL, "u", 1, "x");
	assert_false(has(NULL, "u", 2));
	cache_confirm(NULL, "u", 3);
	cache_close(NULL);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_answers),
		CASE(test_eviction),
		CASE(test_too_large),
		CASE(test_shared),
		CASE(test_damaged),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
