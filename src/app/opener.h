/*
 * opener - a link shown in the reader's web browser. Never a shell: a link comes from text that a stranger wrote.
 *
 * Sources: CVE-2017-12904, CVE-2008-0386 (shell characters in links), CVE-2017-18266, CVE-2026-4519 (a link
 * taken for an option).
 */
#ifndef APP_OPENER_H
#define APP_OPENER_H

#include "app/desk.h"

/*
 * The gate: adds url to out where it may be handed to a program, else fails with the reason. http and https with
 * a host only, no leading "-", at most 2048 bytes, no blanks, control characters or any of "'<>`{}|\^;
 * user information is taken off and what is not ASCII is percent-encoded (RFC 3986).
 */
int opener_gate(const char *url, struct strbuf *out, struct err *err);

/*
 * Splits command into words (base/split.h) and puts url for a word "%s", or at the end where there is none. A list
 * of commands with ":" between them ($BROWSER) gives the first whose program is found. False where none is.
 */
bool opener_argv(const char *command, const char *url, struct arena *a, struct strs *argv);

/* The words of the program that would open url; fails where there is none. */
int opener_choose(struct desk *d, const char *url, struct arena *a, struct strs *argv, struct err *err);

/* How our own screen is left for a program that needs the terminal, and taken again. */
struct opener_screen {
	bool (*leave)(void *data); /* false: it cannot be left now */
	void (*enter)(void *data);
	void *data;
};

/*
 * Opens url: the configured program (open.pdf, open.browser), else $BROWSER, else xdg-open or open. One of those that
 * work in the terminal (open.in_terminal) has it until it ends; the others are not waited for. screen NULL: none.
 */
int opener_open(struct desk *d, const char *url, const struct opener_screen *screen, struct err *err);

#endif
