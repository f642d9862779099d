/*
 * http - the one HTTP client: many transfers at once on one thread, and the only file with curl's transfers.
 *
 * Redirects are followed by hand (RFC 9110, section 15.4): at most 5, to https only unless the request is for a
 * configured endpoint, and what is secret goes to no other host. A body has a cap, counted after decompression.
 * Addresses of private networks are refused when the connection is made, whatever the name said (unless an
 * endpoint). Cookies and netrc are off, certificates are always checked.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"

struct http;

enum http_outcome {
	HTTP_ANSWERED,  /* whatever its status */
	HTTP_TOO_LARGE, /* the body passed its cap */
	HTTP_TIMEOUT,
	HTTP_UNREACHABLE, /* no name, no route, refused, reset, TLS refused */
	HTTP_BROKEN,      /* cut short, or a bad encoding */
	HTTP_FORBIDDEN,   /* a scheme, address or redirect that is not followed */
	HTTP_CANCELLED,
};

struct http_request {
	const char *url;
	const char *accept;    /* or NULL */
	const char *post;      /* a body to send with its type, or NULL for GET */
	const char *post_type;
	const char *secret;    /* a header line for this host only ("Authorization: Bearer …"), or NULL */
	const char *etag, *last_modified; /* validators to send back verbatim, or NULL */
	size_t most;           /* cap on the decoded body, bytes */
	int timeout_ms;        /* for the whole; 0: five minutes */
	bool endpoint;         /* set by the reader: http and private addresses are allowed */
};

struct http_answer {
	enum http_outcome outcome;
	int status;
	const char *why;  /* where there is no answer: one line that names the host */
	const char *url;  /* after redirects */
	bool moved;       /* a permanent redirect (301, 308) was among them */
	struct str body;
	const char *type, *etag, *last_modified, *link; /* headers, "" where missing */
	int64_t retry_after;      /* seconds, clamped to an hour; 0: not said */
	int64_t remaining, reset; /* x-ratelimit-…; -1, 0: not said */
};

/* Called once for each request, from http_run or http_cancel; the answer lives only during the call. */
typedef void (*http_done)(void *data, const struct http_answer *answer);

int http_open(struct http **h, struct err *err);
void http_close(struct http *h); /* cancels what runs */

/*
 * An endpoint stands in for a service: where an endpoint redirects to what begins with `service`
 * ("https://api.github.com"), base is asked in its place. Both stay the caller's, and there as long as h is.
 */
void http_stand_in(struct http *h, const char *service, const char *base);

/* Starts a transfer; answers its number. A request that cannot be made is told to done at the next http_run. */
int64_t http_send(struct http *h, const struct http_request *request, http_done done, void *data);

/* Ends it now; done is told HTTP_CANCELLED. */
void http_cancel(struct http *h, int64_t number);

/*
 * Moves the transfers on and calls done for those that have ended; waits up to timeout_ms for something to happen
 * on them or on fd (-1: none). Answers how many still run, or a negative code.
 */
int http_run(struct http *h, int fd, int timeout_ms, struct err *err);

#endif
