#include "../test.h"

#include "library/store.h"

static void spots_there_and_back(void **state)
{
	const struct tag_spot all[] = {{FIELD_TITLE, 0, 1}, {FIELD_TITLE, 10, 28}, {FIELD_ABSTRACT, 99, 100},
		{FIELD_ABSTRACT, UINT32_MAX, UINT32_MAX}};
	struct arena a = ARENA_INIT;
	struct strbuf text = STRBUF_INIT;
	struct tag_spots spots = {0}, back = {0};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		vec_push_in(&a, &spots, all[i]);
	spots_write(&spots, &text);
	assert_string_equal(text.buf, "t0+1 t10+28 a99+100 a4294967295+4294967295");
	spots_read(text.buf, &a, &back);
	assert_int_equal(back.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(back.at[i].field, all[i].field);
		assert_int_equal(back.at[i].at, all[i].at);
		assert_int_equal(back.at[i].len, all[i].len);
	}
	strbuf_release(&text);
	arena_release(&a);
}

static void what_is_no_spot_is_passed_over(void **state)
{
	struct arena a = ARENA_INIT;
	struct tag_spots spots = {0};

	(void)state;
	spots_read("x1+2 t5 t a+ t7+3  a8x2", &a, &spots);
	assert_int_equal(spots.n, 1);
	assert_int_equal(spots.at[0].at, 7);
	assert_int_equal(spots.at[0].len, 3);
	arena_release(&a);
}

static void keys_of_titles_and_authors(void **state)
{
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	key_title("“Étude” of 3D shapes", &sb);
	assert_true(str_starts(strbuf_str(&sb), "etude"));
	key_title("3D shapes", &sb);
	assert_string_equal(sb.buf, "3d shapes");
	key_title("(Almost) all", &sb);
	assert_string_equal(sb.buf, "almost) all");
	key_author("Ángela María de la Cruz", &sb);
	assert_string_equal(sb.buf, "cruz angela maria de la");
	key_author("Plato", &sb);
	assert_string_equal(sb.buf, "plato");
	key_author(NULL, &sb);
	assert_string_equal(sb.buf, "");
	key_title("数据数据数据数据数据数据数据数据数据数据", &sb);
	assert_true(sb.len <= 32 && sb.len % 3 == 0);
	strbuf_release(&sb);
}

static void numbers_of_dates(void **state)
{
	const int64_t day = 1 << NUM_SEQUENCE_BITS;

	(void)state;
	assert_true(num_of_date(NULL) == 0);
	assert_true(num_of_date("nonsense") == 0);
	assert_true(num_of_date("1970-01-02") == day);
	assert_true(num_of_date("2022") == num_of_date("2022-01-01"));
	assert_true(num_of_date("2022-10") == num_of_date("2022-10-01"));
	assert_true(num_of_date("1969-12-31") == -day);
	assert_true(num_on_day(num_of_date("2022-10-11") + 5, "2022-10-11"));
	assert_false(num_on_day(num_of_date("2022-10-12"), "2022-10-11"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spots_there_and_back),
		cmocka_unit_test(what_is_no_spot_is_passed_over),
		cmocka_unit_test(keys_of_titles_and_authors),
		cmocka_unit_test(numbers_of_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
