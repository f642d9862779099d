/*
 * osc52 - text for the clipboard by way of the terminal (xterm control sequences, "OSC 52").
 */
#ifndef UI_OSC52_H
#define UI_OSC52_H

#include "base/strbuf.h"

enum {
	OSC52_MOST = 74994
}; /* bytes that every terminal takes: 100,000 of base64 with the frame around it */

/*
 * Adds the sequence that puts text on the clipboard; false where it is too long. base64: RFC 4648,
 * section 4.
 */
bool osc52_copy(struct str text, struct strbuf *out);

#endif
