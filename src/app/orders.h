/*
 * orders - what the browser tells a run that it started, as lines on the run's standard input: "cancel SOURCE".
 * When the input ends, the browser has gone, and so should the run.
 */
#ifndef APP_ORDERS_H
#define APP_ORDERS_H

#include <stdbool.h>

#include "base/map.h"
#include "base/strbuf.h"

struct orders {
	int fd;
	bool ended; /* nobody gives any more */
	struct strbuf told;   /* a line that is not whole yet */
	struct map cancelled; /* the sources that nobody wants any more */
};

#define ORDERS_INIT(fd) {(fd), false, STRBUF_INIT, MAP_INIT}

void orders_release(struct orders *o);

/* Reads what is there; never waits. Lines that mean nothing are passed over. */
void orders_take(struct orders *o);

bool orders_cancelled(const struct orders *o, const char *source);

#endif
