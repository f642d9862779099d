/*
 * loop - the one wait of the browser: keys, signals, and writes to the library by others.
 *
 * Nothing polls: without a timeout the wait sleeps until something happens.
 */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include <stdbool.h>

#include "base/err.h"
#include "base/watch.h"

enum loop_event {
	LOOP_INPUT = 1,
	LOOP_RESIZE = 2,
	LOOP_LIBRARY = 4, /* the file was written to */
	LOOP_SUSPEND = 8, /* SIGTSTP */
	LOOP_RESUME = 16, /* SIGCONT */
	LOOP_QUIT = 32,	  /* SIGTERM, SIGHUP or SIGINT: see signal */
	LOOP_JOB = 64,	  /* job_fd can be read */
	LOOP_ERRAND = 128, /* errand_fd can be read */
};

struct loop {
	int input_fd;	  /* -1: none */
	int job_fd;	  /* what work behind tells; -1: there is none */
	int errand_fd;	  /* what a fetch tells; -1: none runs */
	int signal_fd[2]; /* a pipe: handlers write the signal's number */
	struct watch watch;
	bool deaf;  /* writes to the library are left to be told later */
	int signal; /* that asked to quit, or 0 */
	bool open;
};

/* Takes over the signals (one loop at a time in a process). path is the file to watch, or NULL. */
int loop_open(struct loop *l, int input_fd, const char *path, struct err *err);
void loop_close(struct loop *l); /* signals are as they were; one that was never opened (all zero)
				    is passed over */

void loop_watch(struct loop *l, const char *path); /* another file from now on */

/* Waits up to ms (-1: as long as it takes); answers a set of events, 0 after ms. */
int loop_wait(struct loop *l, int ms);

/* Stops this process group as ^Z does, and returns when it is continued. */
void loop_stop(struct loop *l);

#endif
