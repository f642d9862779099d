/*
 * editor - a text in the reader's own editor: the configured one, $EDITOR, else vi.
 *
 * The text lies in a private file (mode 0600) that is removed again. The command is split into words
 * (base/split.h); no shell.
 */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include "app/desk.h"

/* The words of the editor's command, without a file. */
int editor_argv(struct desk *d, struct arena *a, struct strs *argv, struct err *err);

/*
 * Lets the reader edit text and adds the result to out. The editor has the terminal until it ends: the
 * browser leaves the screen before and comes back after. Fails where the editor does not start or
 * ends with an error; then the text is as it was.
 */
int editor_edit(struct desk *d, struct str text, struct strbuf *out, struct err *err);

#endif
