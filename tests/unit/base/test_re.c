#include "../test.h"

#include "base/re.h"
#include "base/strbuf.h"

static struct re *compiled(const char *pattern, enum re_flags flags)
{
	struct err err = {""};
	struct re *re;

	if (re_compile(&re, pattern, flags, &err) < 0)
		fail_msg("%s: %s", pattern, err.msg);
	return re;
}

static void finds_groups(void **state)
{
	struct re *re = compiled("(\\p{Lu}\\w+)-(?<number>\\d+)(x)?", 0);
	struct str text = STR_LIT("on CIFAR-10 and Über-7");
	struct re_match m;

	(void)state;
	assert_int_equal(re_match(re, text, 0, &m), 1);
	assert_true(str_eqz(re_text(&m, 0, text), "CIFAR-10"));
	assert_true(str_eqz(re_text(&m, re_group(re, "number"), text), "10"));
	assert_null(re_text(&m, 3, text).p);
	assert_null(re_text(&m, 9, text).p);
	assert_null(re_text(&m, -1, text).p);
	assert_int_equal(re_group(re, "letter"), -1);
	assert_int_equal(re_match(re, text, m.group[0].to, &m), 1);
	assert_true(str_eqz(re_text(&m, 0, text), "Über-7"));
	assert_int_equal(re_match(re, text, m.group[0].to, &m), 0);
	assert_int_equal(re_match(re, text, text.n + 1, &m), 0);
	assert_int_equal(re_match(re, (struct str){NULL, 0}, 0, &m), 0);
	re_free(re);
}

static void a_group_that_took_no_part_is_told(void **state)
{
	struct re *re = compiled("(a)|(b)", 0);
	struct re_match m;

	(void)state;
	assert_int_equal(re_match(re, STR_LIT("b"), 0, &m), 1);
	assert_true(m.group[1].from > m.group[1].to);
	assert_null(re_text(&m, 1, STR_LIT("b")).p);
	assert_true(str_eqz(re_text(&m, 2, STR_LIT("b")), "b"));
	re_free(re);
}

static void more_groups_than_there_is_room(void **state)
{
	struct re *re = compiled("(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(b)", 0);
	struct re_match m;

	(void)state;
	assert_int_equal(re_match(re, STR_LIT("aaaaaaaaaaaaaaaaab"), 0, &m), 1);
	assert_int_equal(m.n, RE_GROUPS);
	re_free(re);
}

static void takes_flags(void **state)
{
	struct re *re = compiled("ü b # a comment", RE_CASELESS | RE_EXTENDED);
	struct re_match m;

	(void)state;
	assert_int_equal(re_match(re, STR_LIT("ÜB"), 0, &m), 1);
	re_free(re);
	re = compiled("ü", 0);
	assert_int_equal(re_match(re, STR_LIT("Ü"), 0, &m), 0);
	re_free(re);
	re_free(NULL);
}

static void names_the_place_of_a_mistake(void **state)
{
	struct err err = {""};
	struct re *re;

	(void)state;
	assert_int_equal(re_compile(&re, "a(b", 0, &err), ERR_FAILED);
	assert_null(re);
	assert_non_null(strstr(err.msg, "at 3: "));
	assert_int_equal(re_compile(&re, "\\C", 0, &err), ERR_FAILED); /* would cut runes */
}

/* Patterns that take exponential time end at their limit, told apart from "not found". */
static void a_catastrophe_ends(void **state)
{
	static const char *const patterns[] = {"^(a|aa)+$", "^(a+)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"};
	struct strbuf text = STRBUF_INIT;
	struct re_match m;

	(void)state;
	for (int i = 0; i < 5000; i++)
		strbuf_addch(&text, i % 50 == 49 ? 'x' : 'a');
	strbuf_addz(&text, "!");
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct re *re = compiled(patterns[i], 0);
		int found = re_match(re, strbuf_str(&text), 0, &m);

		assert_true(found == 0 || found == RE_LIMIT);
		re_free(re);
	}
	strbuf_reset(&text);
	for (int i = 0; i < 40; i++)
		strbuf_addch(&text, 'a');
	strbuf_addz(&text, "!");
	{
		struct re *re = compiled("^(a|aa)+$", 0);

		assert_int_equal(re_match(re, strbuf_str(&text), 0, &m), RE_LIMIT);
		re_free(re);
	}
	strbuf_release(&text);
}

static void a_pattern_has_a_limit(void **state)
{
	struct strbuf pattern = STRBUF_INIT;
	struct re *re;

	(void)state;
	for (int i = 0; i < 100000; i++)
		strbuf_addch(&pattern, 'a');
	assert_int_equal(re_compile(&re, pattern.buf, 0, NULL), ERR_FAILED);
	strbuf_release(&pattern);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_groups),
		cmocka_unit_test(a_group_that_took_no_part_is_told),
		cmocka_unit_test(more_groups_than_there_is_room),
		cmocka_unit_test(takes_flags),
		cmocka_unit_test(names_the_place_of_a_mistake),
		cmocka_unit_test(a_catastrophe_ends),
		cmocka_unit_test(a_pattern_has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
