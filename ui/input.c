#include "input.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { SEQUENCE_MOST = 64, PASTE_BEGIN = 200, PASTE_END = 201 };

/* ESC [ LETTER and ESC O LETTER */
static const struct final_key {
	char letter;
	unsigned key;
} final_keys[] = {
	{'A', K_UP},
	{'B', K_DOWN},
	{'C', K_RIGHT},
	{'D', K_LEFT},
	{'F', K_END},
	{'H', K_HOME},
	{'M', K_ENTER}, /* the keypad's, ESC O M */
	{'Z', K_BACKTAB},
};

/* ESC [ NUMBER ~ */
static const struct number_key {
	int number;
	unsigned key;
} number_keys[] = {
	{1, K_HOME},
	{2, K_INSERT},
	{3, K_DELETE},
	{4, K_END},
	{5, K_PAGE_UP},
	{6, K_PAGE_DOWN},
	{7, K_HOME},
	{8, K_END},
};

static unsigned final_key(char letter)
{
	for (size_t i = 0; i < sizeof final_keys / sizeof *final_keys; i++)
		if (final_keys[i].letter == letter)
			return final_keys[i].key;
	return K_NONE;
}

static unsigned number_key(int number)
{
	for (size_t i = 0; i < sizeof number_keys / sizeof *number_keys; i++)
		if (number_keys[i].number == number)
			return number_keys[i].key;
	return K_NONE;
}

/* ESC [ < BUTTON ; COLUMN ; ROW M, "m" on release. The parameters follow the "<". */
static void decode_mouse(struct str parameters, char final, struct input *in)
{
	static const enum mouse_button plain[] = {
		MOUSE_LEFT, MOUSE_MIDDLE, MOUSE_RIGHT, MOUSE_OTHER};
	char text[SEQUENCE_MOST + 1];
	int button, col, row;

	memcpy(text, parameters.p, parameters.n);
	text[parameters.n] = 0;
	in->key = K_NONE;
	if (final != 'M' || sscanf(text, "%d;%d;%d", &button, &col, &row) != 3 || button < 0 ||
		button & 32)
		return;
	in->key = K_MOUSE;
	in->row = row - 1;
	in->col = col - 1;
	if (button & 64)
		in->button = (button & 3) == 0	 ? MOUSE_WHEEL_UP
			     : (button & 3) == 1 ? MOUSE_WHEEL_DOWN
						 : MOUSE_OTHER;
	else
		in->button = plain[button & 3];
}

static void decode_csi(struct decoder *d, struct str parameters, char final, struct input *in)
{
	if (parameters.n && parameters.p[0] == '<') {
		decode_mouse(str_sub(parameters, 1, parameters.n), final, in);
	} else if (final == '~') {
		int number = atoi(parameters.p); /* ends at the first byte that is no digit */

		if (number == PASTE_BEGIN || number == PASTE_END)
			d->pasting = number == PASTE_BEGIN;
		in->key = number_key(number);
	} else {
		in->key = final_key(final);
	}
}

/* ESC [ parameters (0x20 to 0x3F) final (0x40 to 0x7E): ECMA-48, 5.4. */
static size_t csi(struct decoder *d, struct str bytes, struct input *in)
{
	size_t i = 2;

	while (i < bytes.n && bytes.p[i] >= 0x20 && bytes.p[i] <= 0x3F && i < SEQUENCE_MOST)
		i++;
	if (i == bytes.n)
		return 0;
	in->key = K_NONE;
	if (bytes.p[i] >= 0x40 && bytes.p[i] <= 0x7E)
		decode_csi(d, str_sub(bytes, 2, i), bytes.p[i], in);
	return i + 1;
}

static size_t escape(struct decoder *d, struct str bytes, bool final, struct input *in)
{
	size_t used = 0;

	if (bytes.n > 1 && bytes.p[1] == '[')
		used = csi(d, bytes, in);
	else if (bytes.n > 2 && bytes.p[1] == 'O')
		in->key = final_key(bytes.p[2]), used = 3;
	else if (bytes.n > 1 && bytes.p[1] != 'O')
		in->key = K_ESCAPE, used = 1;
	if (!used && final)
		in->key = K_ESCAPE, used = 1;
	return used;
}

/* How many bytes the rune that starts with c has, by its first byte (RFC 3629, section 3). */
static size_t rune_bytes(unsigned char c)
{
	return c < 0xC2 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 1;
}

size_t input_decode(struct decoder *d, struct str bytes, bool final, struct input *in)
{
	size_t used;

	*in = (struct input){.key = K_NONE};
	if (!bytes.n)
		return 0;
	if (bytes.p[0] == K_ESCAPE)
		return escape(d, bytes, final, in);
	if (!final && bytes.n < rune_bytes((unsigned char)bytes.p[0]))
		return 0;
	in->key = utf8_decode(bytes.p, bytes.n, &used);
	if (in->key == 8)
		in->key = K_BACKSPACE;
	if (in->key == '\n')
		in->key = K_ENTER;
	if (in->key == 0)
		in->key = K_NONE;
	if (d->pasting) {
		in->col = (int)in->key;
		in->key = K_PASTE;
	}
	return used;
}

/* ---- names ---- */

static const struct key_word {
	const char *name;
	unsigned key;
} key_words[] = {
	{"Space", ' '},
	{"Tab", K_TAB},
	{"Enter", K_ENTER},
	{"Esc", K_ESCAPE},
	{"BackSpace", K_BACKSPACE},
	{"Up", K_UP},
	{"Down", K_DOWN},
	{"Left", K_LEFT},
	{"Right", K_RIGHT},
	{"Home", K_HOME},
	{"End", K_END},
	{"PgUp", K_PAGE_UP},
	{"PgDn", K_PAGE_DOWN},
	{"Insert", K_INSERT},
	{"Delete", K_DELETE},
	{"S-Tab", K_BACKTAB},
};

unsigned input_key(const char *name)
{
	struct str s = str_of(name);
	size_t used;
	unsigned rune;

	for (size_t i = 0; i < sizeof key_words / sizeof *key_words; i++)
		if (str_case_eq(s, str_of(key_words[i].name)))
			return key_words[i].key;
	if (s.n == 2 && s.p[0] == '^' && ch_alpha(s.p[1]))
		return K_CTRL((unsigned)s.p[1]);
	if (!s.n)
		return K_NONE;
	rune = utf8_decode(s.p, s.n, &used);
	return used == s.n && rune > ' ' && rune != RUNE_BAD ? rune : K_NONE;
}

const char *input_key_name(unsigned key, char *buf)
{
	for (size_t i = 0; i < sizeof key_words / sizeof *key_words; i++)
		if (key_words[i].key == key)
			return key_words[i].name;
	if (key < ' ')
		snprintf(buf, 16, "^%c", (char)(key + '@'));
	else if (key < K_FIRST)
		buf[utf8_encode(key, buf)] = 0;
	else
		snprintf(buf, 16, "?");
	return buf;
}
