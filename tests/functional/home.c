#include "home.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/split.h"

/* ---- running ---- */

void home_config(struct home *h, const char *more)
{
	struct strbuf text = STRBUF_INIT;
	char path[128];

	snprintf(path, sizeof path, "%s/config", h->folder);
	strbuf_addf(&text, "[endpoint]\narxiv_api = %s/api\narxiv_rss = %s\narxiv_oai = %s/oai\narxiv_www = %s\n"
		"[fetch]\ncode = no\n%s\n", replay_base(h->server), replay_base(h->server), replay_base(h->server),
		replay_base(h->server), more);
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	setenv("CARREL_CONFIG", path, 1);
	strbuf_release(&text);
}

int home_up(void **state)
{
	static const char *const names[] = {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
		"XDG_CONFIG_HOME"};
	struct home *h = calloc(1, sizeof *h);

	strbuf_init(&h->out);
	strbuf_init(&h->err);
	snprintf(h->folder, sizeof h->folder, "%s/home.XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(h->folder));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		setenv(names[i], h->folder, 1);
	unsetenv("CARREL_LIBRARY");
	h->server = replay_start();
	home_config(h, "pace = no");
	*state = h;
	return 0;
}

static pid_t start(char *const argv[])
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		execv(argv[0], argv);
		_exit(99);
	}
	return pid;
}

int home_down(void **state)
{
	struct home *h = *state;
	char *argv[] = {(char *)"/bin/rm", (char *)"-rf", h->folder, NULL};

	replay_stop(h->server);
	waitpid(start(argv), NULL, 0);
	strbuf_release(&h->out);
	strbuf_release(&h->err);
	free(h);
	return 0;
}

void home_path(const struct home *h, const char *name, char *path, size_t size)
{
	snprintf(path, size, "%s/%s", h->folder, name);
}

static void open_as(const struct home *h, const char *name, int fd)
{
	char path[128];
	int file;

	home_path(h, name, path, sizeof path);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0 || dup2(file, fd) < 0)
		_exit(98);
}

pid_t home_start(struct home *h, const char *words)
{
	struct arena a = ARENA_INIT;
	struct strs argv = {0};
	pid_t pid;

	vec_push_in(&a, &argv, arena_printf(&a, "%s/carrel", getenv("TOP_BUILDDIR")));
	assert_int_equal(split_words(words, &a, &argv, NULL), 0);
	vec_push_in(&a, &argv, NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(open("/dev/null", O_RDONLY), STDIN_FILENO); /* not the terminal of who runs the test */
		open_as(h, "out", STDOUT_FILENO);
		open_as(h, "err", STDERR_FILENO);
		execv(argv.at[0], (char *const *)argv.at);
		_exit(99);
	}
	arena_release(&a);
	return pid;
}

static void read_back(const struct home *h, const char *name, struct strbuf *text)
{
	char path[128];

	strbuf_reset(text);
	home_path(h, name, path, sizeof path);
	assert_int_equal(file_read(path, 8 << 20, text, NULL), 0);
}

int home_end(struct home *h, pid_t pid)
{
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	read_back(h, "out", &h->out);
	read_back(h, "err", &h->err);
	return WEXITSTATUS(status);
}

void home_waits(struct home *h, const char *words)
{
	const struct timespec pause = {0, 10 * 1000 * 1000};
	char path[128];

	home_path(h, "out", path, sizeof path);
	for (int i = 0; i < 3000; i++) {
		strbuf_reset(&h->out);
		if (file_read(path, 8 << 20, &h->out, NULL) == 0 && strstr(h->out.buf, words))
			return;
		nanosleep(&pause, NULL);
	}
	fail_msg("\"%s\" does not come in half a minute: %s", words, h->out.buf);
}

static int home_run(struct home *h, const char *words)
{
	return home_end(h, home_start(h, words));
}

void home_runs(struct home *h, const char *words, int code)
{
	int got = home_run(h, words);

	if (got != code)
		fail_msg("carrel %s: %d, not %d: %s", words, got, code, h->err.buf);
}

void home_has(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("\"%s\" is not in: %s", words, text->buf);
}

size_t home_papers(struct home *h)
{
	size_t n = 0;

	home_runs(h, "list --json --limit 0", 0);
	for (size_t i = 0; i < h->out.len; i++)
		n += h->out.buf[i] == '\n';
	return n;
}

/* ---- what the server says ---- */

void home_answer(struct home *h, const char *path, const char *body, int times)
{
	replay_add(h->server, &(struct replay_route){.path = path, .body = body, .times = times,
		.headers = "Content-Type: application/atom+xml\nSet-Cookie: session=1"});
}

void home_fixture(struct home *h, const char *path, const char *name)
{
	char inside[256], file[4096];

	snprintf(inside, sizeof inside, "tests/fixtures/net/%s", name);
	snprintf(file, sizeof file, "%s", test_file(inside));
	replay_add(h->server, &(struct replay_route){.path = path, .file = file});
}

void home_remove(const struct home *h, const char *name)
{
	char path[128];

	home_path(h, name, path, sizeof path);
	assert_int_equal(unlink(path), 0);
}
