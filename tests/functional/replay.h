/*
 * replay - a server on 127.0.0.1 that says what a test wants, with the faults a network has, and remembers what it
 * was asked.
 */
#ifndef TESTS_FUNCTIONAL_REPLAY_H
#define TESTS_FUNCTIONAL_REPLAY_H

#include <stddef.h>
#include <stdint.h>

enum replay_fault {
	REPLAY_WELL,
	REPLAY_DRIP,    /* a byte now and then, without end */
	REPLAY_ENDLESS, /* a chunked body without end */
	REPLAY_CUT,     /* half of the body, then the connection is closed */
	REPLAY_RESET,   /* no answer at all */
};

struct replay_route {
	const char *method; /* NULL: GET */
	const char *path;   /* with its query, as it stands in the request line */
	int status;         /* 0: 200 */
	const char *headers; /* "Name: value\nName: value", or NULL */
	const char *body;   /* text, or NULL */
	const char *file;   /* or the body's file */
	enum replay_fault fault;
	int times; /* so often, then the next route of the same path; 0: always */
	const char *if_etag; /* only for a request with this If-None-Match */
};

struct replay_seen {
	char *method, *path;
	char *headers; /* "Name: value\n" each */
	char *body;    /* that was sent along, "" */
	int64_t ms;    /* of a clock that never goes back */
};

struct replay;

struct replay *replay_start(void); /* ends the test where it cannot */
void replay_stop(struct replay *r);
const char *replay_base(const struct replay *r); /* "http://127.0.0.1:34567" */

/* Texts are copied. Routes are tried in the order they were added; what none answers is 404. */
void replay_add(struct replay *r, const struct replay_route *route);

/* What came in so far, in order. */
size_t replay_count(struct replay *r);
const struct replay_seen *replay_seen(struct replay *r, size_t n);

#endif
