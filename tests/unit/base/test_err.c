#include "../test.h"

#include <errno.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

static void answers_the_code(void **state)
{
	struct err err = {""};

	(void)state;
	assert_int_equal(err_set(&err, ERR_NOT_FOUND, "no paper %d", 7), ERR_NOT_FOUND);
	assert_string_equal(err.msg, "no paper 7");
	assert_int_equal(err_set(NULL, ERR_USAGE, "unseen"), ERR_USAGE);
	errno = ENOENT;
	assert_int_equal(err_set_errno(&err, ERR_FAILED, "a/b"), ERR_FAILED);
	assert_string_equal(err.msg, "a/b: No such file or directory");
}

static void tells_where(void **state)
{
	struct err err = {""};

	(void)state;
	err_set(&err, ERR_FAILED, "wrong");
	err_prefix(&err, "line %d", 3);
	err_prefix(&err, "file");
	assert_string_equal(err.msg, "file: line 3: wrong");
	err_prefix(NULL, "nowhere");
}

static void cuts_what_is_too_long(void **state)
{
	static char text[5000];
	struct err err = {""};

	(void)state;
	for (size_t i = 0; i + 2 < sizeof text; i += 2)
		memcpy(text + i, "\xC3\xA4", 3);
	err_set(&err, ERR_FAILED, "x%s", text);
	assert_true(strlen(err.msg) < sizeof err.msg && strlen(err.msg) > 1000);
	assert_true(utf8_valid(str_of(err.msg)));
	err_prefix(&err, "%s", text);
	assert_true(strlen(err.msg) < sizeof err.msg);
	assert_true(utf8_valid(str_of(err.msg)));
}

/* What stands in a message may come from a stranger's file name or record. */
static void is_safe_to_show(void **state)
{
	struct err err = {""};

	(void)state;
	err_set(&err, ERR_FAILED, "a\x1b[31mb\nc\td\x7f");
	assert_string_equal(err.msg, "a?[31mb?c?d?");
	err_set(&err, ERR_FAILED, "C1 \xC2\x9B, bidi \xE2\x80\xAE\xE2\x81\xA6, broken \xFF\xC3, good ä");
	assert_string_equal(err.msg, "C1 ?, bidi ??, broken ??, good ä");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_the_code),
		cmocka_unit_test(tells_where),
		cmocka_unit_test(cuts_what_is_too_long),
		cmocka_unit_test(is_safe_to_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
