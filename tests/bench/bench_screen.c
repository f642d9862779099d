/*
 * bench_screen BARE_FILE LIBRARY: time to the first full screen and to a key's answer, browser beside bare_list,
 * in one run on one pseudo-terminal each; medians, and their ratio.
 *
 * A key is answered when the last byte before QUIET_MS of silence has come; what follows when the cursor rests (the
 * related papers) is measured apart, up to the moment the program says that it is idle (CARREL_SYNC_FD).
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 21, KEYS = 100, RESTS = 20, ROWS = 40, COLS = 120, QUIET_MS = 20 };

struct child {
	pid_t pid;
	int fd, sync_fd;
	uint64_t seen;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct child start(char *const *argv)
{
	struct winsize size = {ROWS, COLS, 0, 0};
	struct child c = {0};
	int sync[2];
	char fd[16];

	if (pipe(sync) < 0)
		exit(1);
	c.pid = forkpty(&c.fd, NULL, NULL, &size);
	if (c.pid == 0) {
		close(sync[0]);
		snprintf(fd, sizeof fd, "%d", sync[1]);
		setenv("CARREL_SYNC_FD", fd, 1);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execv(argv[0], argv);
		_exit(127);
	}
	close(sync[1]);
	c.sync_fd = sync[0];
	return c;
}

/* Reads the screen away until the program has worked off `bytes` bytes of input. */
static void until_idle(struct child *c, uint64_t bytes)
{
	struct pollfd fds[2] = {{c->fd, POLLIN, 0}, {c->sync_fd, POLLIN, 0}};
	uint64_t sync[2];
	char screen[65536];

	for (;;) {
		if (poll(fds, 2, 20000) <= 0) {
			fputs("bench_screen: no answer\n", stderr);
			exit(1);
		}
		if (fds[0].revents & POLLIN && read(c->fd, screen, sizeof screen) < 0 && errno != EIO)
			exit(1);
		if (!(fds[1].revents & (POLLIN | POLLHUP)))
			continue;
		if (read(c->sync_fd, sync, sizeof sync) != (ssize_t)sizeof sync) {
			fputs("bench_screen: the program ended\n", stderr);
			exit(1);
		}
		if (sync[0] >= bytes)
			return;
	}
}

static void stop(struct child *c)
{
	kill(c->pid, SIGKILL);
	waitpid(c->pid, NULL, 0);
	close(c->fd);
	close(c->sync_fd);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double at(double *times, int n, double share)
{
	qsort(times, (size_t)n, sizeof *times, by_size);
	return times[(int)((n - 1) * share)];
}

/* Reads what comes until nothing has come for QUIET_MS; answers when the last byte came. */
static double until_quiet(struct child *c)
{
	struct pollfd fd = {c->fd, POLLIN, 0};
	char screen[65536];
	double last = now_ms();
	int wait = 5000;

	while (poll(&fd, 1, wait) > 0 && read(c->fd, screen, sizeof screen) > 0) {
		last = now_ms();
		wait = QUIET_MS;
	}
	return last;
}

static double first_screen(char *const *argv)
{
	double times[STARTS];

	for (int i = 0; i < STARTS; i++) {
		double from = now_ms();
		struct child c = start(argv);

		times[i] = until_quiet(&c) - from;
		stop(&c);
	}
	return at(times, STARTS, 0.5);
}

/* Times of a key's answers; rest: until all is drawn. */
static double key_answer(char *const *argv, const char *key, int keys, bool rest, double share)
{
	double times[KEYS];
	struct child c = start(argv);

	until_idle(&c, 0);
	for (int i = 0; i < keys; i++) {
		double from = now_ms();

		if (write(c.fd, key, strlen(key)) < 0)
			exit(1);
		if (rest)
			until_idle(&c, (uint64_t)(i + 1) * strlen(key));
		times[i] = (rest ? now_ms() : until_quiet(&c)) - from;
	}
	stop(&c);
	return at(times, keys, share);
}

static long resident_kb(char *const *argv)
{
	struct child c = start(argv);
	char path[64], line[256];
	long kb = -1;
	FILE *f;

	until_idle(&c, 0);
	if (write(c.fd, "jjjjG", 5) == 5)
		until_idle(&c, 5);
	snprintf(path, sizeof path, "/proc/%d/status", (int)c.pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "VmRSS:", 6))
			kb = atol(line + 6);
	if (f)
		fclose(f);
	stop(&c);
	return kb;
}

static void compare(const char *what, double bare, double desk)
{
	printf("%-28s bare list %7.2f ms   carrel %7.2f ms   ratio %5.2f\n", what, bare, desk, desk / bare);
}

int main(int argc, char **argv)
{
	char bare_path[] = "tests/bench/bare_list", desk_path[] = "./carrel", option[] = "--library";
	char *bare[] = {bare_path, argc > 1 ? argv[1] : NULL, NULL};
	char *desk[] = {desk_path, option, argc > 2 ? argv[2] : NULL, NULL};

	if (argc < 3) {
		fputs("usage: bench_screen TITLES LIBRARY\n", stderr);
		return 2;
	}
	compare("first full screen", first_screen(bare), first_screen(desk));
	compare("key j, median", key_answer(bare, "j", KEYS, false, 0.5), key_answer(desk, "j", KEYS, false, 0.5));
	compare("key j, 99th percentile", key_answer(bare, "j", KEYS, false, 0.99),
		key_answer(desk, "j", KEYS, false, 0.99));
	printf("%-28s                        carrel %7.2f ms\n", "all panes after a key",
		key_answer(desk, "j", RESTS, true, 0.5));
	printf("%-28s bare list %7ld kB   carrel %7ld kB\n", "resident memory", resident_kb(bare), resident_kb(desk));
	return 0;
}
