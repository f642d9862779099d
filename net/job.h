/*
 * job - one source being fetched, request after request: what it says goes to the listener, what it leaves is noted.
 * It knows nothing of formats (source/source.h), and nothing of the ways of the network (ask.h).
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include "app/fetcher.h"
#include "ask.h"
#include "target.h"

/* What the jobs of one run share. */
struct run {
	struct round round;
	struct places places;
	const struct fetch_watch *watch;
	size_t sources;
	int rc; /* negative once the listener or a signal ended the run … */
	struct err *err; /* … and why */
};

struct job {
	struct run *run;
	struct target target;
	struct walk walk;
	struct ask ask;
	int again; /* answers in a row that had less than they should */
	bool begun, done, stale;
	size_t taken; /* papers so far */
	int code;     /* 0, or why it failed */
	char why[WALK_WHY]; /* or why an older answer was taken */
};

/* The job stays where it is until job_release. */
void job_init(struct job *j, struct run *run, const struct target *t);
void job_release(struct job *j);

/* As ask_step. */
int64_t job_step(struct job *j, int64_t now);

/* Gives it up at once: nobody wants it any more. No failure. */
void job_cancel(struct job *j);

#endif
