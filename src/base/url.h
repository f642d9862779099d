/*
 * url - URLs taken apart by libcurl's URL parser (curl_url(3), RFC 3986), behind one door.
 *
 * Transfers live in net/http; this file knows only the parser.
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The parts as decoded by the parser; all in the arena, "" where a part is missing. */
struct url {
	const char *scheme; /* lower case */
	const char *user;   /* the name in front of "@"; a password is not kept */
	const char *host;   /* lower case, without a port */
	const char *port;
	const char *path; /* starts with "/", still percent-encoded */
	const char *query;
	const char *fragment;
};

/* Fails with ERR_FAILED and the parser's reason. Only http and https are read. */
int url_parse(struct url *url, struct str text, struct arena *a, struct err *err);

/*
 * Where a reference ("../x", "//host/x", a whole URL) leads from base (RFC 3986, section 5), in the arena; NULL where
 * it names nothing.
 */
const char *url_join(const char *base, const char *reference, struct arena *a);

/* Whether scheme, host and port are the same (RFC 6454). */
bool url_same_origin(const char *x, const char *y);

#endif
