/*
 * bench_screen BARE_FILE LIBRARY: time to the first full screen and to a key's answer, browser beside bare_list,
 * in one run on one pseudo-terminal each; medians, and their ratio.
 *
 * An answer is over when the program says that it is idle (CARREL_SYNC_FD), so nothing is guessed from silence.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 21, KEYS = 200, ROWS = 40, COLS = 120 };

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

static double first_screen(char *const *argv)
{
	double times[STARTS];

	for (int i = 0; i < STARTS; i++) {
		double from = now_ms();
		struct child c = start(argv);

		until_idle(&c, 0);
		times[i] = now_ms() - from;
		stop(&c);
	}
	return at(times, STARTS, 0.5);
}

static double key_answer(char *const *argv, const char *key, double share)
{
	double times[KEYS];
	struct child c = start(argv);
	uint64_t bytes = 0;

	until_idle(&c, 0);
	for (int i = 0; i < KEYS; i++) {
		double from = now_ms();

		if (write(c.fd, key, strlen(key)) < 0)
			exit(1);
		bytes += strlen(key);
		until_idle(&c, bytes);
		times[i] = now_ms() - from;
	}
	stop(&c);
	return at(times, KEYS, share);
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
	compare("key j, median", key_answer(bare, "j", 0.5), key_answer(desk, "j", 0.5));
	compare("key j, 99th percentile", key_answer(bare, "j", 0.99), key_answer(desk, "j", 0.99));
	printf("%-28s bare list %7ld kB   carrel %7ld kB\n", "resident memory", resident_kb(bare), resident_kb(desk));
	return 0;
}
