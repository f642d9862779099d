/*
 * bench_screen BARE_FILE LIBRARY CONFIG: time to the first full screen and to a key's answer, browser beside
 * bare_list, in one run on one pseudo-terminal each; medians, and their ratio. Then keys while papers are tagged
 * again in the background, as those of CONFIG's lists say, beside the same keys when they are done.
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
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 21, KEYS = 100, RESTS = 20, ROWS = 40, COLS = 120, QUIET_MS = 20 };

/* A key held down; an answer to it repaints two rows, which is more than telling how far the tagging is. */
enum { HELD_MS = 33, ANSWER = 150, BURST = 60, REST_MS = 700, HELD_LEAST = 300, HELD_MOST = 20000 };

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

/* From the key to the related papers with their reasons on a screen of 80 by 24, for one paper after the other. */
static double related_answer(char *const *argv, double share)
{
	struct winsize small = {24, 80, 0, 0};
	struct child c = start(argv);
	double times[KEYS];
	uint64_t sent = 1;

	until_idle(&c, 0);
	if (ioctl(c.fd, TIOCSWINSZ, &small) < 0 || write(c.fd, "j", 1) < 0)
		exit(1);
	until_idle(&c, sent);
	for (int i = 0; i < KEYS; i++) {
		double from = now_ms();

		if (write(c.fd, "r", 1) < 0)
			exit(1);
		until_idle(&c, ++sent);
		times[i] = now_ms() - from;
		if (write(c.fd, "qj", 2) < 0)
			exit(1);
		until_idle(&c, sent += 2);
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

/* ---- keys while papers are tagged again ---- */

/* Reads until an answer's bytes have come. */
static void until_answered(struct child *c)
{
	struct pollfd fd = {c->fd, POLLIN, 0};
	char screen[65536];
	ssize_t bytes = 0, got;

	for (; bytes < ANSWER; bytes += got)
		if (poll(&fd, 1, 5000) <= 0 || (got = read(c->fd, screen, sizeof screen)) <= 0) {
			fputs("bench_screen: no answer\n", stderr);
			exit(1);
		}
}

/* Reads what comes for so long; true once the program says that it is idle, which it is not while it tags. */
static bool idle_within(struct child *c, double ms)
{
	struct pollfd fds[2] = {{c->fd, POLLIN, 0}, {c->sync_fd, POLLIN, 0}};
	double until = now_ms() + ms, left;
	bool idle = false;
	char bytes[65536];

	while (!idle && (left = until - now_ms()) > 0)
		for (int i = 0, n = poll(fds, 2, (int)left + 1); n > 0 && i < 2; i++)
			if (fds[i].revents & POLLIN)
				idle |= read(fds[i].fd, bytes, sizeof bytes) > 0 && i == 1;
	return idle;
}

/* Down and up again, with a rest; to the end of what is done in the background, or for a while. */
static void hold_key(struct child *c, const char *what, bool to_the_end)
{
	static double times[HELD_MOST];
	double from = now_ms();
	int n = 0;

	do {
		for (int i = 0; i < BURST; i++) {
			double sent = now_ms();

			if (write(c->fd, i < BURST / 2 ? "j" : "k", 1) < 0)
				exit(1);
			until_answered(c);
			times[n++] = now_ms() - sent;
			idle_within(c, HELD_MS);
		}
	} while (n + BURST < HELD_MOST && (to_the_end ? !idle_within(c, REST_MS) : n < HELD_LEAST));
	printf("%-28s median %6.2f ms   99th percentile %6.2f ms   most %6.2f ms   (%d keys in %.1f s)\n", what,
		at(times, n, 0.5), at(times, n, 0.99), at(times, n, 1), n, (now_ms() - from) / 1e3);
}

static void keys_while_tagging(char *const *argv)
{
	struct child c = start(argv);

	until_quiet(&c);
	hold_key(&c, "keys while re-tagging", true);
	hold_key(&c, "keys after it", false);
	stop(&c);
}

static void compare(const char *what, double bare, double desk)
{
	printf("%-28s bare list %7.2f ms   carrel %7.2f ms   ratio %5.2f\n", what, bare, desk, desk / bare);
}

int main(int argc, char **argv)
{
	char bare_path[] = "tests/bench/bare_list", desk_path[] = "./carrel", option[] = "--library";
	char *bare[] = {bare_path, argc > 1 ? argv[1] : NULL, NULL};
	char config[] = "--config";
	char *desk[] = {desk_path, option, argc > 2 ? argv[2] : NULL, NULL};
	char *edited[] = {desk_path, option, argc > 2 ? argv[2] : NULL, config, argc > 3 ? argv[3] : NULL, NULL};

	if (argc != 4) {
		fputs("usage: bench_screen TITLES LIBRARY CONFIG\n", stderr);
		return 2;
	}
	compare("first full screen", first_screen(bare), first_screen(desk));
	compare("key j, median", key_answer(bare, "j", KEYS, false, 0.5), key_answer(desk, "j", KEYS, false, 0.5));
	compare("key j, 99th percentile", key_answer(bare, "j", KEYS, false, 0.99),
		key_answer(desk, "j", KEYS, false, 0.99));
	printf("%-28s                        carrel %7.2f ms\n", "all panes after a key",
		key_answer(desk, "j", RESTS, true, 0.5));
	printf("%-28s                        carrel %7.2f ms, 99th percentile %7.2f ms\n", "key r, related papers",
		related_answer(desk, 0.5), related_answer(desk, 0.99));
	printf("%-28s bare list %7ld kB   carrel %7ld kB\n", "resident memory", resident_kb(bare), resident_kb(desk));
	keys_while_tagging(edited);
	return 0;
}
