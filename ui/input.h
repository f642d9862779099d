/*
 * input - what comes from the terminal: keys, mouse and pasted text, decoded from its bytes.
 *
 * Sequences are those that xterm, tmux, screen, the Linux console and rxvt send (ECMA-48; xterm
 * control sequences, "PC-Style Function Keys", "SGR (1006)" and "Bracketed Paste Mode"). The
 * decoder is pure: bytes in, inputs out; the wait that tells a lone Escape from the start of a
 * sequence is the caller's.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Keys are Unicode runes (control keys 1 to 31 among them); those that are no characters come
 * after.
 */
enum {
	K_TAB = 9,
	K_ENTER = 13,
	K_ESCAPE = 27,
	K_BACKSPACE = 127,
	K_FIRST = 0x200000,
	K_UP = K_FIRST,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_INSERT,
	K_DELETE,
	K_BACKTAB,
	K_MOUSE, /* a button at row, col */
	K_PASTE, /* a pasted rune, in col; never a command */
	K_NONE,	 /* a sequence that means nothing here */
};

#define K_CTRL(letter) ((letter)&0x1F)

enum mouse_button {
	MOUSE_LEFT,
	MOUSE_MIDDLE,
	MOUSE_RIGHT,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
	MOUSE_OTHER
};

struct input {
	unsigned key;
	int row, col; /* K_MOUSE: from 0; K_PASTE: col is the rune */
	enum mouse_button button;
};

struct decoder {
	bool pasting;
};

/*
 * Takes one input off the front of bytes; answers how many of them it used, 0 where more are
 * needed. final says that no more will come soon: then a lone Escape is the key.
 */
size_t input_decode(struct decoder *d, struct str bytes, bool final, struct input *in);

/*
 * "j", "^D", "Enter", "S-Tab", "Space": the key of a name, or K_NONE; the name of a key, in buf (16
 * bytes).
 */
unsigned input_key(const char *name);
const char *input_key_name(unsigned key, char *buf);

#endif
