/*
 * browser - the desk on the screen.
 */
#ifndef UI_BROWSER_H
#define UI_BROWSER_H

#include "app/desk.h"

/*
 * Shows the library of the desk, filtered by query (NULL: every paper), until the reader leaves. 0
 * then; where a signal asked to leave, the terminal is given back and the signal takes its usual
 * course. Where the environment names a file descriptor in CARREL_SYNC_FD, a struct pty_sync
 * (tests/functional/pty.h) is written there whenever all is drawn that keys asked for: so tests need
 * not sleep.
 */
int browser_run(struct desk *desk, const char *query, struct err *err);

struct terminal;

/* The same on a terminal that is open already (terminal.h); it is closed. For tests. */
int browser_run_on(struct desk *desk, const char *query, struct terminal *term, struct err *err);

#endif
