/*
 * pty - the built program in a pseudo-terminal of its own, its screen kept by libvterm.
 *
 * Nothing here sleeps. The program is given a pipe (CARREL_SYNC_FD); whenever it has drawn everything and is
 * about to wait, it writes one struct pty_sync to it. pty_keys waits until the program has read
 * every byte sent so far and says that it is idle. Every wait has a deadline; a test that meets it fails with
 * the screen printed.
 */
#ifndef TESTS_FUNCTIONAL_PTY_H
#define TESTS_FUNCTIONAL_PTY_H

#include <stdbool.h>
#include <stdint.h>

struct pty;

/* What the program writes when it is idle: both count from its start. */
struct pty_sync {
	uint64_t bytes;   /* of input read from the terminal */
	uint64_t resizes; /* window sizes taken over (SIGWINCH) */
};

/*
 * Starts argv (NULL at the end; argv[0] is looked for in the build folder) with the environment's HOME and XDG
 * folders at `home`, TERM=xterm-256color and LC_ALL=C.UTF-8; env adds to it ("NAME=VALUE", NULL at the end, may
 * be NULL). Waits for the first idle screen.
 */
struct pty *pty_start(const char *home, const char *const *argv, const char *const *env, int rows, int cols);

/* Sends bytes as typed ("\x1b" is Escape, "\r" Enter) and waits until they are worked off. */
void pty_keys(struct pty *p, const char *bytes);

/* Only sends them: where the answer is waited for with pty_until. */
void pty_type(struct pty *p, const char *bytes);

/* New window size; waits until it is drawn. */
void pty_resize(struct pty *p, int rows, int cols);

/* Waits until some row contains text: for what comes by itself (another process's import). */
void pty_until(struct pty *p, const char *text);

/* Sends a signal; does not wait. */
void pty_signal(struct pty *p, int signal);

/* Waits for the program's end: its exit code, or 128 + the signal that ended it. */
int pty_wait(struct pty *p);

/* Text of a row without the blanks at its end, good until the next call; of the main screen after the end. */
const char *pty_row(struct pty *p, int row);

/* First row that contains text, or -1. pty_shows fails the test where there is none. */
int pty_find(struct pty *p, const char *text);
void pty_shows(struct pty *p, const char *text);
void pty_lacks(struct pty *p, const char *text);

/* How one cell is drawn. */
struct pty_style {
	bool bold, underline, reverse, colored;
};
struct pty_style pty_style(struct pty *p, int row, int col);

/* The terminal as the program left it: main screen (not the alternate), cursor shown, mouse reports off. */
bool pty_sane(struct pty *p);

/* Everything that the program wrote to the terminal since the last call; good until the next. */
const char *pty_output(struct pty *p);

/* Ends the program if it still runs, and frees. */
void pty_stop(struct pty *p);

/* A new empty folder for one test, removed by pty_home_remove. */
const char *pty_home(void);
void pty_home_remove(void);

/* Runs the built program (argv[0] as above) to its end with `home`; answers its exit code; output in *out (free it). */
int pty_run(const char *home, const char *const *argv, char **out);

#endif
