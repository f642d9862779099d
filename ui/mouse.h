/*
 * mouse - what clicks and the wheel do in the browser.
 */
#ifndef UI_MOUSE_H
#define UI_MOUSE_H

#include "state.h"

void browser_mouse(struct browser *b, const struct input *in);

#endif
