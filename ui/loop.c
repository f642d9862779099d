#include "loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const struct {
	int signal;
	enum loop_event event;
} signals[] = {
	{SIGWINCH, LOOP_RESIZE},
	{SIGTSTP, LOOP_SUSPEND},
	{SIGCONT, LOOP_RESUME},
	{SIGTERM, LOOP_QUIT},
	{SIGHUP, LOOP_QUIT},
	{SIGINT, LOOP_QUIT},
};

enum { SIGNALS = sizeof signals / sizeof *signals };

/* Where the handler writes: a signal finds no other way to its loop. */
static int pipe_end = -1;
static struct sigaction before[SIGNALS];

static void on_signal(int sig)
{
	unsigned char byte = (unsigned char)sig;
	int saved = errno;
	ssize_t n = write(pipe_end, &byte, 1);

	(void)n; /* a full pipe wakes the loop as well */
	errno = saved;
}

static void take_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i].signal, &action, &before[i]);
}

int loop_open(struct loop *l, int input_fd, const char *path, struct err *err)
{
	*l = (struct loop){.input_fd = input_fd, .job_fd = -1, .errand_fd = -1, .watch = WATCH_INIT};
	if (pipe2(l->signal_fd, O_NONBLOCK | O_CLOEXEC) < 0)
		return err_set_errno(err, ERR_FAILED, "cannot make a pipe");
	l->open = true;
	pipe_end = l->signal_fd[1];
	take_signals();
	if (path)
		loop_watch(l, path);
	return 0;
}

void loop_watch(struct loop *l, const char *path)
{
	watch_release(&l->watch);
	watch_open(&l->watch, path);
}

void loop_close(struct loop *l)
{
	if (!l->open)
		return;
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i].signal, &before[i], NULL);
	pipe_end = -1;
	close(l->signal_fd[0]);
	close(l->signal_fd[1]);
	watch_release(&l->watch);
}

static int take_signal_bytes(struct loop *l)
{
	unsigned char bytes[64];
	int events = 0;
	ssize_t n;

	while ((n = read(l->signal_fd[0], bytes, sizeof bytes)) > 0) {
		for (ssize_t k = 0; k < n; k++) {
			for (int i = 0; i < SIGNALS; i++) {
				if (signals[i].signal != bytes[k])
					continue;
				events |= signals[i].event;
				if (signals[i].event == LOOP_QUIT)
					l->signal = bytes[k];
			}
		}
	}
	return events;
}

int loop_wait(struct loop *l, int ms)
{
	struct pollfd p[] = {
		{l->input_fd, POLLIN, 0},
		{l->signal_fd[0], POLLIN, 0},
		{l->deaf ? -1 : l->watch.fd, POLLIN, 0},
		{l->job_fd, POLLIN, 0},
		{l->errand_fd, POLLIN, 0},
	};
	int events = 0;

	if (poll(p, sizeof p / sizeof *p, ms) < 0)
		return take_signal_bytes(l); /* EINTR: the handler has written */
	if (p[0].revents)
		events |= LOOP_INPUT;
	if (p[1].revents)
		events |= take_signal_bytes(l);
	if (p[2].revents && watch_take(&l->watch))
		events |= LOOP_LIBRARY;
	if (p[3].revents)
		events |= LOOP_JOB;
	if (p[4].revents)
		events |= LOOP_ERRAND;
	return events;
}

void loop_stop(struct loop *l)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, again;

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &again);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &again, NULL);
	(void)l;
}
