/* Prompts and menus: while one is open, every key is its own. */
#include "state.h"

void ask(struct browser *b, const struct question *q, const char *text)
{
	ask_close(b);
	b->question = q;
	b->message[0] = 0;
	prompt_open(
		&b->prompt, q->label, text ? text : "", &b->history[q->history], q->complete, b);
}

void ask_menu(struct browser *b, const struct menu *m)
{
	ask_close(b);
	b->message[0] = 0;
	b->menu = m;
}

void ask_close(struct browser *b)
{
	if (b->question)
		prompt_close(&b->prompt);
	b->question = NULL;
	b->menu = NULL;
	b->prompt_caret = false;
}

static void finish(struct browser *b)
{
	const struct question *q = b->question;
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, str_trim(strbuf_str(&b->prompt.text)));
	history_add(&b->history[q->history], text.buf);
	ask_close(b);
	q->done(b, text.buf);
	strbuf_release(&text);
}

static void cancel(struct browser *b)
{
	const struct question *q = b->question;

	ask_close(b);
	b->message[0] = 0;
	if (q->canceled)
		q->canceled(b);
}

static void menu_key(struct browser *b, unsigned key)
{
	const struct menu *m = b->menu;
	char name[16];

	ask_close(b);
	for (const struct menu_item *i = m->items; i->label; i++) {
		if (i->key == key) {
			m->chosen(b, i->value);
			return;
		}
	}
	if (key != K_ESCAPE && key != 'q' && key != K_CTRL('C') && key != K_MOUSE)
		say(b, "%s: %s is none of the choices.", m->title, input_key_name(key, name));
}

void ask_key(struct browser *b, const struct input *in)
{
	if (b->menu) {
		if (in->key != K_PASTE)
			menu_key(b, in->key);
		return;
	}
	switch (prompt_key(&b->prompt, in)) {
	case PROMPT_DONE:
		finish(b);
		break;
	case PROMPT_CANCELED:
		cancel(b);
		break;
	case PROMPT_CHANGED:
		if (b->question->changed)
			b->question->changed(b, b->prompt.text.buf);
		else
			b->message[0] = 0; /* it was about another text */
		break;
	default:
		break;
	}
}
