/*
 * spawn - another program, by its words: fork and execvp, never a shell.
 *
 * The child gets default signals and no file of ours but the standard three.
 */
#ifndef APP_SPAWN_H
#define APP_SPAWN_H

#include <sys/types.h>

#include "base/err.h"
#include "base/vec.h"

/* True where name is a program that can be started: a path, or found in $PATH. */
bool spawn_found(const char *name);

/* Starts a program of its own session, with the null device for the standard three, and forgets it. */
int spawn_detached(char *const argv[], struct err *err);

/*
 * Starts a program behind the reader's back, its priority lower than ours by `lower` (nice(2)): *out reads what it
 * prints, *in writes to its input (NULL: that is the null device); both are closed by the caller, never inherited,
 * and never block. Its messages go to the null device. spawn_end has to follow.
 */
int spawn_behind(char *const argv[], int lower, pid_t *pid, int *in, int *out, struct err *err);

/* Asks it to end (SIGTERM) where it still runs, and waits; ERR_FAILED where it did not end well by itself. */
int spawn_end(pid_t pid, struct err *err);

/*
 * Starts a program on our terminal that reads what is written to *in, which the caller closes before spawn_outlast
 * waits for its end: ^C and ^\\ belong to the program then.
 */
int spawn_reader(char *const argv[], pid_t *pid, int *in, struct err *err);
void spawn_outlast(pid_t pid);

/* Runs a program on our terminal and waits; ERR_FAILED where it does not start or ends with an error. */
int spawn_wait(char *const argv[], struct err *err);

#endif
