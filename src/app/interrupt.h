/*
 * interrupt - ^C as a flag that long work looks at between two papers.
 *
 * The first SIGINT or SIGTERM sets the flag and gives the signal its default meaning back, so a second
 * one ends the program at once: the library is whole at any moment.
 */
#ifndef APP_INTERRUPT_H
#define APP_INTERRUPT_H

#include <stdbool.h>

void interrupt_catch(void);
bool interrupt_pending(void);

#endif
