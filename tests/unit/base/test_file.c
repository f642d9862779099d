#include "../test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* A folder for each test; what is made in it is named below. */
static int make_folder(void **state)
{
	char *folder = strdup("/tmp/carrel-file-XXXXXX");

	assert_non_null(mkdtemp(folder));
	*state = folder;
	return 0;
}

static const char *in(void **state, const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", (const char *)*state, name);
	return path;
}

static int remove_folder(void **state)
{
	unlink(in(state, "a"));
	rmdir(in(state, "x/y"));
	rmdir(in(state, "x"));
	assert_int_equal(rmdir(*state), 0); /* nothing else was left behind */
	free(*state);
	return 0;
}

static void reads_what_was_written(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct str bytes = {"a\0b\n", 4};

	assert_int_equal(file_write(in(state, "a"), STR_LIT("an older, longer text"), NULL), 0);
	assert_int_equal(file_write(in(state, "a"), bytes, NULL), 0);
	strbuf_addz(&sb, "before ");
	assert_int_equal(file_read(in(state, "a"), 100, &sb, NULL), 0);
	assert_int_equal(sb.len, 11);
	assert_memory_equal(sb.buf, "before a\0b\n", 12);
	strbuf_release(&sb);
}

static void holds_to_the_limit(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct err err = {""};

	assert_int_equal(file_write(in(state, "a"), STR_LIT("12345"), NULL), 0);
	assert_int_equal(file_read(in(state, "a"), 5, &sb, NULL), 0);
	assert_int_equal(file_read(in(state, "a"), 4, &sb, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "larger than 4 bytes"));
	strbuf_release(&sb);
}

static void names_what_cannot_be_read_or_written(void **state)
{
	struct strbuf sb = STRBUF_INIT;
	struct err err = {""};

	assert_int_equal(file_read(in(state, "a"), 100, &sb, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "/a: No such file"));
	assert_int_equal(file_read(*state, 100, &sb, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "directory"));
	assert_int_equal(file_write(in(state, "no/a"), STR_LIT("x"), &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "no/a: No such file"));
	strbuf_release(&sb);
}

static void makes_parents(void **state)
{
	struct stat st;

	assert_int_equal(file_make_parents(in(state, "x/y/file"), NULL), 0);
	assert_int_equal(file_make_parents(in(state, "x/y/file"), NULL), 0);
	assert_int_equal(stat(in(state, "x/y"), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(st.st_mode & 077, 0);
	assert_int_equal(stat(in(state, "x/y/file"), &st), -1);
	assert_int_equal(file_make_parents("file", NULL), 0);
	assert_int_equal(file_make_parents("", NULL), 0);
}

static void a_file_in_the_way_is_an_error(void **state)
{
	struct err err = {""};

	assert_int_equal(file_write(in(state, "a"), STR_LIT("x"), NULL), 0);
	assert_int_equal(file_make_parents(in(state, "a/b/c"), &err), ERR_FAILED);
}

static void keeps_variables(const char *const *names, size_t n, void (*then)(void))
{
	char *old[4];

	for (size_t i = 0; i < n; i++)
		old[i] = getenv(names[i]) ? strdup(getenv(names[i])) : NULL;
	then();
	for (size_t i = 0; i < n; i++) {
		if (old[i])
			setenv(names[i], old[i], 1);
		else
			unsetenv(names[i]);
		free(old[i]);
	}
}

/* The XDG base directory specification: an absolute path, else the folder under HOME. */
static void check_homes(void)
{
	struct strbuf sb = STRBUF_INIT;
	struct err err = {""};

	setenv("HOME", "/home/ann", 1);
	setenv("XDG_DATA_HOME", "/data", 1);
	setenv("XDG_CONFIG_HOME", "not/absolute", 1);
	unsetenv("XDG_STATE_HOME");
	assert_int_equal(file_home(HOME_DATA, "library.db", &sb, NULL), 0);
	assert_string_equal(sb.buf, "/data/carrel/library.db");
	assert_int_equal(file_home(HOME_CONFIG, "config", &sb, NULL), 0);
	assert_string_equal(sb.buf, "/home/ann/.config/carrel/config");
	assert_int_equal(file_home(HOME_STATE, "x", &sb, NULL), 0);
	assert_string_equal(sb.buf, "/home/ann/.local/state/carrel/x");
	unsetenv("HOME");
	assert_int_equal(file_home(HOME_STATE, "x", &sb, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "HOME"));
	strbuf_release(&sb);
}

static void knows_the_readers_folders(void **state)
{
	static const char *const names[] = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"};

	(void)state;
	keeps_variables(names, 4, check_homes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_what_was_written, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(holds_to_the_limit, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(names_what_cannot_be_read_or_written, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(makes_parents, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(a_file_in_the_way_is_an_error, make_folder, remove_folder),
		cmocka_unit_test(knows_the_readers_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
