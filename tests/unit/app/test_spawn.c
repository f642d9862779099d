#include "../test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/spawn.h"

static void waits_and_tells_how_it_ended(void **state)
{
	const char *good[] = {"true", NULL}, *bad[] = {"sh", "-c", "exit 3", NULL};
	const char *killed[] = {"sh", "-c", "kill -9 $$", NULL}, *missing[] = {"./no-such-program-here", NULL};
	struct err err = {""};

	(void)state;
	assert_int_equal(spawn_wait((char *const *)good, &err), 0);
	assert_string_equal(err.msg, "");
	assert_int_equal(spawn_wait((char *const *)bad, &err), -1);
	assert_string_equal(err.msg, "sh ended with code 3");
	assert_int_equal(spawn_wait((char *const *)killed, &err), -1);
	assert_string_equal(err.msg, "sh was ended by signal 9");
	assert_int_equal(spawn_wait((char *const *)missing, &err), -1);
	assert_string_equal(err.msg, "./no-such-program-here cannot be started: No such file or directory");
	assert_int_equal(spawn_detached((char *const *)missing, &err), -1);
}

/* What the child sees goes to a pipe whose other end says when it is gone: nothing to sleep for. */
static void a_detached_program_has_no_file_of_ours(void **state)
{
	/* A named pipe, since every open file is closed for the child. */
	char dir[] = "/tmp/carrel-spawn-XXXXXX", fifo[64], script[256], got[256];
	const char *argv[] = {"sh", "-c", script, NULL};
	struct err err;
	size_t n = 0;
	ssize_t more;
	int fd, extra;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(fifo, sizeof fifo, "%s/p", dir);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	extra = dup2(open("/dev/null", O_RDONLY), 9);
	assert_int_equal(extra, 9);
	snprintf(script, sizeof script, "{ if (: <&9) 2>/dev/null; then echo open; else echo closed; fi; "
		"cat; readlink /proc/$$/fd/0; } > %s", fifo);
	assert_int_equal(spawn_detached((char *const *)argv, &err), 0);
	fd = open(fifo, O_RDONLY);
	while ((more = read(fd, got + n, sizeof got - 1 - n)) > 0)
		n += (size_t)more;
	got[n] = 0;
	close(fd);
	close(extra);
	unlink(fifo);
	rmdir(dir);
	assert_int_equal(strncmp(got, "closed\n", 7), 0);
	if (got[7])
		assert_string_equal(got + 7, "/dev/null\n");
}

static void finds_programs(void **state)
{
	(void)state;
	assert_true(spawn_found("sh"));
	assert_true(spawn_found("/bin/sh"));
	assert_false(spawn_found("no-such-program-here"));
	assert_false(spawn_found("/etc/passwd"));
	assert_false(spawn_found(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_and_tells_how_it_ended),
		cmocka_unit_test(a_detached_program_has_no_file_of_ours),
		cmocka_unit_test(finds_programs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
