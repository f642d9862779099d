/*
 * slow - when to stop waiting for an answer: it may take a while to begin (a harvest is looked up for long), but once
 * it has begun it has to come. A server that gives a byte now and then would hold a run for ever.
 */
#ifndef NET_SLOW_H
#define NET_SLOW_H

#include <stdbool.h>
#include <stdint.h>

struct slow {
	int64_t since, bytes; /* when what was counted last had come; all 0 at first */
};

/* Told now and then how many bytes have come so far; true when it takes too long. now: ms of any clock, not 0. */
bool slow_stop(struct slow *s, int64_t now, int64_t bytes);

#endif
