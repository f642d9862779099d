#include "../unit/test.h"

#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { DEADLINE_MS = 20000, ROW_TEXT = 4096, ENV_MOST = 24 };

struct pty {
	int fd, sync_fd;
	pid_t pid;
	int status;
	bool ended;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	struct pty_sync sync, want;
	bool altscreen, cursor, mouse;
	char *output;
	size_t output_n, output_cap, output_read;
	char row[ROW_TEXT];
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int set_prop(VTermProp prop, VTermValue *value, void *data)
{
	struct pty *p = data;

	if (prop == VTERM_PROP_ALTSCREEN)
		p->altscreen = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		p->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

/* What the terminal answers to the program's questions. */
static void answer(const char *bytes, size_t n, void *data)
{
	struct pty *p = data;

	if (write(p->fd, bytes, n) == (ssize_t)n)
		p->want.bytes += n;
}

static const char *program(const char *name)
{
	static char path[4096];
	const char *build = getenv("TOP_BUILDDIR");

	snprintf(path, sizeof path, "%s/%s", build ? build : ".", name);
	return path;
}

static void set_environment(const char *home, const char *const *env, int sync_fd)
{
	static const char *const keep[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", NULL};
	char old[4][4096] = {{0}}, fd[16];

	for (int i = 0; keep[i]; i++)
		if (getenv(keep[i]))
			snprintf(old[i], sizeof old[i], "%s", getenv(keep[i]));
	clearenv();
	for (int i = 0; keep[i]; i++)
		if (*old[i])
			setenv(keep[i], old[i], 1);
	setenv("HOME", home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	if (sync_fd >= 0) {
		snprintf(fd, sizeof fd, "%d", sync_fd);
		setenv("CARREL_SYNC_FD", fd, 1);
	}
	for (int i = 0; env && env[i]; i++)
		putenv((char *)(uintptr_t)env[i]);
}

static void run_child(const char *home, const char *const *argv, const char *const *env, int sync_fd)
{
	const char *path = program(argv[0]);

	set_environment(home, env, sync_fd);
	if (chdir(home) < 0)
		_exit(126);
	execv(path, (char *const *)(uintptr_t)argv);
	_exit(127);
}

static void keep_output(struct pty *p, const char *bytes, size_t n)
{
	if (p->output_n + n + 1 > p->output_cap) {
		p->output_cap = (p->output_n + n + 1) * 2;
		p->output = realloc(p->output, p->output_cap);
	}
	memcpy(p->output + p->output_n, bytes, n);
	p->output_n += n;
	p->output[p->output_n] = 0;
}

/* Takes in what the program has written so far. */
static void drain(struct pty *p)
{
	char bytes[8192];
	ssize_t n;

	while ((n = read(p->fd, bytes, sizeof bytes)) > 0) {
		vterm_input_write(p->vt, bytes, (size_t)n);
		keep_output(p, bytes, (size_t)n);
	}
	while (read(p->sync_fd, &p->sync, sizeof p->sync) == (ssize_t)sizeof p->sync)
		;
	vterm_screen_flush_damage(p->screen);
}

/* Waits for news until the deadline; false where it is past or the program has ended. */
static bool news(struct pty *p, int64_t deadline)
{
	struct pollfd fds[2] = {{p->fd, POLLIN, 0}, {p->sync_fd, POLLIN, 0}};
	int64_t left = deadline - now_ms();

	if (left <= 0)
		return false;
	if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
		return false;
	drain(p);
	return !((fds[0].revents | fds[1].revents) & POLLHUP);
}

static void print_screen(struct pty *p)
{
	for (int i = 0; i < p->rows; i++)
		fprintf(stderr, "%3d|%s\n", i, pty_row(p, i));
}

static void give_up(struct pty *p, const char *what, const char *text)
{
	print_screen(p);
	fail_msg("%s%s", what, text);
}

static void wait_idle(struct pty *p)
{
	int64_t deadline = now_ms() + DEADLINE_MS;

	while (p->sync.bytes < p->want.bytes || p->sync.resizes < p->want.resizes)
		if (!news(p, deadline))
			return; /* the program has ended (a key may do that), or the deadline is past */
	drain(p);
}

static void make_terminal(struct pty *p)
{
	static VTermScreenCallbacks callbacks;

	callbacks.settermprop = set_prop;
	p->vt = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, answer, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->cursor = true;
}

struct pty *pty_start(const char *home, const char *const *argv, const char *const *env, int rows, int cols)
{
	struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
	struct pty *p = calloc(1, sizeof *p);
	int64_t deadline = now_ms() + DEADLINE_MS;
	int sync[2];

	assert_non_null(p);
	assert_int_equal(pipe(sync), 0);
	p->rows = rows;
	p->cols = cols;
	make_terminal(p);
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	assert_true(p->pid >= 0);
	if (p->pid == 0) {
		close(sync[0]);
		run_child(home, argv, env, sync[1]);
	}
	close(sync[1]);
	p->sync_fd = sync[0];
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
	fcntl(p->sync_fd, F_SETFL, O_NONBLOCK);
	p->sync.bytes = UINT64_MAX; /* until the first word of the program */
	while (p->sync.bytes == UINT64_MAX)
		if (!news(p, deadline))
			give_up(p, "no first screen from ", argv[0]);
	return p;
}

void pty_type(struct pty *p, const char *bytes)
{
	size_t n = strlen(bytes);

	while (n) {
		ssize_t sent = write(p->fd, bytes, n);

		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			break;
		if (sent > 0) {
			bytes += sent;
			n -= (size_t)sent;
			p->want.bytes += (uint64_t)sent;
		}
		if (n)
			drain(p);
	}
}

void pty_keys(struct pty *p, const char *bytes)
{
	pty_type(p, bytes);
	wait_idle(p);
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};

	p->rows = rows;
	p->cols = cols;
	p->want.resizes = p->sync.resizes + 1;
	vterm_set_size(p->vt, rows, cols);
	assert_int_equal(ioctl(p->fd, TIOCSWINSZ, &size), 0);
	wait_idle(p);
}

void pty_until(struct pty *p, const char *text)
{
	int64_t deadline = now_ms() + DEADLINE_MS;

	drain(p);
	while (pty_find(p, text) < 0)
		if (!news(p, deadline))
			give_up(p, "never on the screen: ", text);
}

void pty_signal(struct pty *p, int signal)
{
	kill(p->pid, signal);
}

int pty_wait(struct pty *p)
{
	int64_t deadline = now_ms() + DEADLINE_MS;

	while (!p->ended && news(p, deadline))
		;
	if (!p->ended) {
		if (now_ms() >= deadline)
			give_up(p, "the program does not end", "");
		waitpid(p->pid, &p->status, 0);
		p->ended = true;
		drain(p);
	}
	return WIFEXITED(p->status) ? WEXITSTATUS(p->status) : 128 + WTERMSIG(p->status);
}

static size_t put_rune(char *out, uint32_t rune)
{
	if (rune < 0x80) {
		out[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		out[0] = (char)(0xC0 | rune >> 6);
		out[1] = (char)(0x80 | (rune & 0x3F));
		return 2;
	}
	if (rune < 0x10000) {
		out[0] = (char)(0xE0 | rune >> 12);
		out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
		out[2] = (char)(0x80 | (rune & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | rune >> 18);
	out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
	out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
	out[3] = (char)(0x80 | (rune & 0x3F));
	return 4;
}

const char *pty_row(struct pty *p, int row)
{
	size_t n = 0;

	for (int col = 0; col < p->cols && n < ROW_TEXT - 64;) {
		VTermScreenCell cell;

		if (!vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &cell))
			break;
		if (!cell.chars[0])
			p->row[n++] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] && cell.chars[i] != UINT32_MAX; i++)
			n += put_rune(p->row + n, cell.chars[i]);
		col += cell.width > 0 ? cell.width : 1;
	}
	while (n && p->row[n - 1] == ' ')
		n--;
	p->row[n] = 0;
	return p->row;
}

int pty_find(struct pty *p, const char *text)
{
	for (int i = 0; i < p->rows; i++)
		if (strstr(pty_row(p, i), text))
			return i;
	return -1;
}

void pty_shows(struct pty *p, const char *text)
{
	if (pty_find(p, text) < 0)
		give_up(p, "not on the screen: ", text);
}

void pty_lacks(struct pty *p, const char *text)
{
	if (pty_find(p, text) >= 0)
		give_up(p, "on the screen, and should not be: ", text);
}

struct pty_style pty_style(struct pty *p, int row, int col)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &cell);
	return (struct pty_style){
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline,
		.reverse = cell.attrs.reverse,
		.colored = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg),
	};
}

bool pty_sane(struct pty *p)
{
	drain(p);
	return !p->altscreen && p->cursor && !p->mouse;
}

const char *pty_output(struct pty *p)
{
	const char *from;

	drain(p);
	from = p->output ? p->output + p->output_read : "";
	p->output_read = p->output_n;
	return from;
}

void pty_stop(struct pty *p)
{
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
	}
	close(p->fd);
	close(p->sync_fd);
	vterm_free(p->vt);
	free(p->output);
	free(p);
}

static char home_path[64];

const char *pty_home(void)
{
	snprintf(home_path, sizeof home_path, "/tmp/carrel-test-XXXXXX");
	assert_non_null(mkdtemp(home_path));
	return home_path;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void pty_home_remove(void)
{
	nftw(home_path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int pty_run(const char *home, const char *const *argv, char **out)
{
	int ends[2], status;
	size_t n = 0, cap = 65536;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_RDONLY);

		dup2(null, 0);
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		close(ends[0]);
		run_child(home, argv, NULL, -1);
	}
	close(ends[1]);
	*out = malloc(cap);
	while ((got = read(ends[0], *out + n, cap - n - 1)) > 0) {
		n += (size_t)got;
		if (n + 1 >= cap)
			*out = realloc(*out, cap *= 2);
	}
	(*out)[n] = 0;
	close(ends[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
