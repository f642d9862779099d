/* The library under what happens to programs: killed, a full disk, no permission, two at once. */
#include "../test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "fixture.h"

enum { BATCH = 40 };

/* Puts batch after batch: papers "xx:000000" … with a text of some length. */
static int put_batches(struct library *lib, int first, int batches, struct err *err)
{
	struct tally tally = {0};
	int rc = 0;

	for (int b = 0; b < batches && rc == 0; b++) {
		struct fixture f = {.lib = lib};
		struct paper papers[BATCH];

		for (int i = 0; i < BATCH; i++) {
			int n = first + b * BATCH + i;

			papers[i] = a_paper(&f, arena_printf(&f.a, "xx:%06d", n),
				arena_printf(&f.a, "Paper %d of many", n),
				arena_printf(&f.a, "Ann Lee, Bob Author%d", n % 97),
				arena_printf(&f.a, "20%02d-%02d-%02d", n % 20, 1 + n % 12, 1 + n % 28));
			with_abstract(&papers[i], arena_printf(&f.a, "Word%d and word%d, %0500d.", n, n % 7, n));
			with_tag(&f, &papers[i], TAG_METHOD, arena_printf(&f.a, "Method%d", n % 11), FIELD_TITLE,
				0);
		}
		rc = library_put(lib, papers, BATCH, "robust", &tally, err);
		arena_release(&f.a);
	}
	return rc;
}

static void tell(void *data, const char *line)
{
	strbuf_addf(data, "%s\n", line);
}

/* Opens again and finds nothing wrong; answers how many papers there are. */
static int64_t whole(struct fixture *f)
{
	struct strbuf findings = STRBUF_INIT;
	int64_t n;

	fixture_reopen(f);
	assert_ok(f, library_check(f->lib, tell, &findings, &f->err));
	assert_string_equal(findings.buf, "");
	n = library_count(f->lib);
	strbuf_release(&findings);
	return n;
}

/* A child that imports and says after each batch, through a pipe, that it is saved. */
static pid_t import_child(struct fixture *f, int *said)
{
	int fds[2];
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		struct library *lib;

		if (library_open(&lib, f->path, &f->err) < 0)
			_exit(1);
		for (int b = 0; put_batches(lib, b * BATCH, 1, &f->err) == 0; b++)
			if (write(fds[1], "b", 1) != 1)
				break;
		_exit(1);
	}
	close(fds[1]);
	*said = fds[0];
	return pid;
}

/* Killed after 0 to 11 batches and a time that differs from run to run: what was said to be saved is there. */
static void killed_at_any_moment(void **state)
{
	struct fixture *f = *state;

	for (int round = 0; round < 12; round++) {
		int said, status, batches = 0;
		pid_t pid;
		char c;

		fixture_down(state);
		fixture_up(state);
		f = *state;
		pid = import_child(f, &said);
		while (batches < round && read(said, &c, 1) == 1)
			batches++;
		for (volatile int spin = 0; spin < round * 400000; spin++)
			;
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		assert_true(WIFSIGNALED(status));
		while (read(said, &c, 1) == 1)
			batches++;
		close(said);
		assert_int_equal(whole(f) % BATCH, 0);
		assert_true(library_count(f->lib) >= batches * BATCH);
		assert_int_equal(put_batches(f->lib, 100000, 1, &f->err), 0);
	}
}

/* The first start is killed too: an empty or half-made file is no obstacle for the next. */
static void killed_while_it_is_made(void **state)
{
	struct fixture *f = *state;

	for (int round = 0; round < 10; round++) {
		int status;
		pid_t pid;

		library_close(f->lib);
		f->lib = NULL;
		unlink(f->path);
		pid = fork();
		if (!pid) {
			struct library *lib;

			library_open(&lib, f->path, &f->err);
			_exit(0);
		}
		for (volatile int spin = 0; spin < round * 300000; spin++)
			;
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		assert_int_equal(whole(f), 0);
	}
}

/* A first start in two terminals. */
static void several_make_it_at_once(void **state)
{
	enum { ROUNDS = 30, PROCESSES = 3 };
	struct fixture *f = *state;

	for (int round = 0; round < ROUNDS; round++) {
		pid_t pids[PROCESSES];

		library_close(f->lib);
		f->lib = NULL;
		unlink(f->path);
		for (int i = 0; i < PROCESSES; i++) {
			pids[i] = fork();
			if (!pids[i]) {
				struct library *lib;
				int rc = library_open(&lib, f->path, &f->err);

				library_close(lib);
				_exit(rc < 0);
			}
		}
		for (int i = 0; i < PROCESSES; i++) {
			int status;

			waitpid(pids[i], &status, 0);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		}
	}
	assert_int_equal(whole(f), 0);
}

static void two_processes_import_at_once(void **state)
{
	struct fixture *f = *state;
	pid_t pids[2];

	library_close(f->lib);
	f->lib = NULL;
	unlink(f->path);
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (!pids[i]) {
			struct library *lib;

			if (library_open(&lib, f->path, &f->err) < 0)
				_exit(1);
			/* Half of the papers are the other's too. */
			_exit(put_batches(lib, i * 5 * BATCH, 10, &f->err) < 0);
		}
	}
	for (int i = 0; i < 2; i++) {
		int status;

		waitpid(pids[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_int_equal(whole(f), 15 * BATCH);
}

static void reading_while_another_writes(void **state)
{
	struct fixture *f = *state;
	struct library *reader;
	int64_t num;

	assert_int_equal(put_batches(f->lib, 0, 1, &f->err), 0);
	assert_ok(f, library_open(&reader, f->path, &f->err));
	assert_ok(f, sql_begin(library_db(f->lib), &f->err));
	assert_ok(f, sql_exec(library_db(f->lib), "UPDATE papers SET title = 'x'", &f->err));
	assert_ok(f, library_find(reader, "xx:000001", &num, &f->err));
	assert_int_equal(library_count(reader), BATCH);
	sql_rollback(library_db(f->lib));
	library_close(reader);
}

static void a_full_disk(void **state)
{
	struct fixture *f = *state;
	int64_t pages;

	assert_int_equal(put_batches(f->lib, 0, 2, &f->err), 0);
	pages = ask(f, "PRAGMA page_count");
	assert_ok(f, sql_get_int(library_db(f->lib), &pages, 0, &f->err,
			     arena_printf(&f->a, "PRAGMA max_page_count = %d", (int)pages + 4), ""));
	assert_int_equal(put_batches(f->lib, 1000, 2, &f->err), ERR_FAILED);
	assert_non_null(strstr(f->err.msg, "disk is full"));
	assert_int_equal(library_count(f->lib), 2 * BATCH);
	assert_int_equal(whole(f), 2 * BATCH);
	assert_int_equal(put_batches(f->lib, 1000, 2, &f->err), 0);
	assert_int_equal(whole(f), 4 * BATCH);
}

/* The system refuses to let the file grow: not by SQLite's own count but in write(2). */
static void a_file_that_may_not_grow(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t pid;

	assert_int_equal(put_batches(f->lib, 0, 2, &f->err), 0);
	fixture_reopen(f);
	pid = fork();
	if (!pid) {
		struct rlimit limit = {40 * 4096, 40 * 4096};
		struct library *lib;
		int bad = 1;

		signal(SIGXFSZ, SIG_IGN);
		if (library_open(&lib, f->path, &f->err) < 0)
			_exit(2);
		setrlimit(RLIMIT_FSIZE, &limit);
		if (put_batches(lib, 1000, 20, &f->err) == ERR_FAILED && strstr(f->err.msg, f->path)
			&& library_count(lib) % BATCH == 0)
			bad = 0;
		_exit(bad);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(whole(f) % BATCH, 0);
}

/* ---- no permission: root has every one, so it lets go of its own first ---- */

static void no_longer_root(void)
{
	if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
		_exit(9);
}

enum { FOLDER_ONLY = 0555, ALL_MAY = 0777 };

/* In a child that may only read: the library opens, is read, refuses to change, and says so. */
static int read_only_child(struct fixture *f)
{
	struct tally tally = {0};
	struct paper p = {.id = "xx:9", .title = "New"};
	struct library *lib;
	int64_t num;

	no_longer_root();
	if (library_open(&lib, f->path, &f->err) < 0)
		return 1;
	if (library_writable(lib) || library_count(lib) != BATCH)
		return 2;
	if (library_find(lib, "xx:000001", &num, &f->err) < 0)
		return 3;
	if (library_put(lib, &p, 1, "s", &tally, &f->err) != ERR_FAILED || !strstr(f->err.msg, "read-only"))
		return 4;
	if (marks_begin(lib, "x", &f->err) != ERR_FAILED)
		return 5;
	if (library_remember(lib, &num, 1, &f->err) < 0)
		return 6;
	library_close(lib);
	return 0;
}

static void a_read_only_folder(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t pid;

	assert_int_equal(put_batches(f->lib, 0, 1, &f->err), 0);
	library_close(f->lib);
	f->lib = NULL;
	assert_int_equal(chmod(f->path, 0444), 0);
	assert_int_equal(chmod(f->folder, FOLDER_ONLY), 0);
	pid = fork();
	if (!pid)
		_exit(read_only_child(f));
	waitpid(pid, &status, 0);
	assert_int_equal(chmod(f->folder, 0700), 0);
	assert_int_equal(chmod(f->path, 0600), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(whole(f), BATCH);
}

static void no_library_in_a_read_only_folder(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t pid;

	library_close(f->lib);
	f->lib = NULL;
	unlink(f->path);
	assert_int_equal(chmod(f->folder, FOLDER_ONLY), 0);
	pid = fork();
	if (!pid) {
		struct library *lib;

		no_longer_root();
		_exit(!(library_open(&lib, f->path, &f->err) == ERR_FAILED && strstr(f->err.msg, f->path)
			&& strstr(f->err.msg, "ermission")));
	}
	waitpid(pid, &status, 0);
	assert_int_equal(chmod(f->folder, 0700), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(killed_at_any_moment),
		test(killed_while_it_is_made),
		test(several_make_it_at_once),
		test(two_processes_import_at_once),
		test(reading_while_another_writes),
		test(a_full_disk),
		test(a_file_that_may_not_grow),
		test(a_read_only_folder),
		test(no_library_in_a_read_only_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
