/*
 * terminal - a terminal: something that shows a canvas and gives inputs.
 *
 * Two back ends: term_curses, the real one, and a script of keys with a canvas in memory for unit
 * tests (tests/unit/ui/memory_terminal.h).
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdint.h>

#include "base/err.h"
#include "canvas.h"
#include "input.h"

struct terminal;

struct terminal_ops {
	void (*size)(
		struct terminal *t, int *rows, int *cols); /* asks anew: after a change of size */
	void (*show)(struct terminal *t,
		const struct canvas *c); /* draws what differs from what is shown */
	bool (*read)(struct terminal *t,
		struct input *in); /* the next one; false where none waits. Never blocks long */
	void (*redraw)(struct terminal *t); /* the next show draws all */
	void (*leave)(struct terminal
			*t); /* gives the terminal back: suspended, or another program is to run */
	void (*enter)(struct terminal *t);		    /* takes it again */
	void (*send)(struct terminal *t, struct str bytes); /* straight to the terminal (OSC 52) */
	void (*close)(struct terminal *t);
};

struct terminal {
	const struct terminal_ops *ops;
	int fd;		/* to wait on for input, or -1 */
	uint64_t bytes; /* of input read so far */
	bool gone;	/* the terminal hung up: no more input will come */
};

struct terminal_options {
	bool color, light; /* light: colours for a light background */
	bool mouse;
};

/* Takes the terminal on standard input and output. */
int term_curses_open(struct terminal **t, const struct terminal_options *options, struct err *err);

#endif
