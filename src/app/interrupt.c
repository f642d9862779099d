#include "app/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>

/* A handler can reach nothing else; only this file sees it. */
static volatile sig_atomic_t pending;

static void on_signal(int sig)
{
	(void)sig;
	pending = 1;
}

void interrupt_catch(void)
{
	static const int signals[] = {SIGINT, SIGTERM};
	struct sigaction act;

	memset(&act, 0, sizeof act);
	act.sa_handler = on_signal;
	/* No SA_RESTART: a read that waits for standard input comes back and sees the flag. */
	act.sa_flags = (int)SA_RESETHAND;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &act, NULL);
}

bool interrupt_pending(void)
{
	return pending != 0;
}
