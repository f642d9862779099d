/*
 * A terminal in memory: a script of input goes in, the last canvas is kept.
 *
 * The browser tells on CARREL_SYNC_FD when it is idle; that descriptor is the other end of the one
 * it waits on, so an idle browser wakes itself up and gets the next piece of the script.
 */
#ifndef TESTS_UNIT_UI_MEMORY_TERMINAL_H
#define TESTS_UNIT_UI_MEMORY_TERMINAL_H

#include "../test.h"

#include <fcntl.h>
#include <unistd.h>

#include "../../../ui/terminal.h"

struct memory_terminal {
	struct terminal term;
	int rows, cols, sync[2];
	/* The next piece of input; false: no more, the terminal hangs up. */
	bool (*next)(struct memory_terminal *t, struct strbuf *bytes);
	/* Called whenever the browser is idle, before the next piece. May be NULL. */
	void (*look)(struct memory_terminal *t);
	void *data;
	struct decoder decoder;
	struct strbuf bytes;
	size_t at;
	struct canvas shown;
};

static inline void memory_size(struct terminal *term, int *rows, int *cols)
{
	struct memory_terminal *t = (struct memory_terminal *)term;

	*rows = t->rows;
	*cols = t->cols;
}

static inline void memory_show(struct terminal *term, const struct canvas *c)
{
	struct memory_terminal *t = (struct memory_terminal *)term;

	if (t->shown.rows != c->rows || t->shown.cols != c->cols)
		canvas_resize(&t->shown, c->rows, c->cols);
	memcpy(t->shown.at, c->at, (size_t)c->rows * (size_t)c->cols * sizeof *c->at);
}

static inline bool memory_read(struct terminal *term, struct input *in)
{
	struct memory_terminal *t = (struct memory_terminal *)term;
	char idle[256];

	if (t->at == t->bytes.len) {
		if (read(t->sync[0], idle, sizeof idle) <= 0)
			return false; /* not idle yet */
		if (t->look)
			t->look(t);
		strbuf_reset(&t->bytes);
		t->at = 0;
		t->term.gone = !t->next(t, &t->bytes);
	}
	while (t->at < t->bytes.len) {
		struct str rest = {t->bytes.buf + t->at, t->bytes.len - t->at};

		t->at += input_decode(&t->decoder, rest, true, in);
		if (in->key != K_NONE)
			return true;
	}
	return false;
}

static inline void memory_nothing(struct terminal *term)
{
	(void)term;
}

static inline void memory_send(struct terminal *term, struct str bytes)
{
	(void)term, (void)bytes;
}

static inline void memory_open(struct memory_terminal *t, int rows, int cols)
{
	static const struct terminal_ops ops = {memory_size, memory_show, memory_read,
		memory_nothing, memory_nothing, memory_nothing, memory_send, memory_nothing};
	char fd[16];

	*t = (struct memory_terminal){.rows = rows, .cols = cols, .bytes = STRBUF_INIT};
	assert_int_equal(pipe2(t->sync, O_NONBLOCK | O_CLOEXEC), 0);
	t->term = (struct terminal){&ops, t->sync[0], 0, false};
	canvas_init(&t->shown);
	snprintf(fd, sizeof fd, "%d", t->sync[1]);
	setenv("CARREL_SYNC_FD", fd, 1);
}

static inline void memory_close(struct memory_terminal *t)
{
	close(t->sync[0]);
	close(t->sync[1]);
	strbuf_release(&t->bytes);
	canvas_release(&t->shown);
}

#endif
