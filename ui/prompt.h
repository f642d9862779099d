/*
 * prompt - one line of text that the reader edits: with history and completion.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "base/strbuf.h"
#include "base/vec.h"
#include "canvas.h"
#include "input.h"

enum prompt_event {
	PROMPT_NOTHING, /* the key means nothing here */
	PROMPT_MOVED,	/* the cursor or the line of completions changed, the text did not */
	PROMPT_CHANGED,
	PROMPT_DONE,	/* Enter */
	PROMPT_CANCELED /* Escape, ^C, ^G, or BackSpace in an empty line */
};

/* Past lines of a kind of prompt, the newest last; owns them. */
struct history {
	VEC_OF(char *);
};

void history_add(
	struct history *h, const char *line); /* empty lines and repetitions are left out */
void history_release(struct history *h);

/*
 * Adds to words (texts in the arena) what the last word of text, bytes [*from, n), may be completed
 * to, the whole replacement each.
 */
typedef void prompt_complete(
	void *data, struct str text, size_t *from, struct arena *a, struct strs *words);

struct prompt {
	const char *label;
	struct strbuf text;
	size_t at;		   /* byte of the cursor */
	struct history *history;   /* or NULL */
	size_t past;		   /* place in history; history->n: the new line */
	char *kept;		   /* the new line while an old one is shown */
	prompt_complete *complete; /* or NULL */
	void *data;
	/* Completions while Tab goes through them. */
	struct arena arena;
	struct strs words;
	size_t word, from, to; /* the one that stands in bytes [from, to) */
};

void prompt_open(struct prompt *p, const char *label, const char *text, struct history *history,
	prompt_complete *complete, void *data);
void prompt_close(struct prompt *p);
enum prompt_event prompt_key(struct prompt *p, const struct input *in);

/* Draws on the last row of the area, completions on the row above; sets the canvas' cursor. */
void prompt_draw(const struct prompt *p, const struct area *a);

#endif
