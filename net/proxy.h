/*
 * proxy - what a request goes through, as the environment says: http_proxy (in lower case only, since HTTP_PROXY is
 * what a CGI client may set), https_proxy, all_proxy and no_proxy (curl(1), ENVIRONMENT).
 *
 * Asked here and not left to curl, because of a connection to a proxy the address says nothing about the target.
 */
#ifndef NET_PROXY_H
#define NET_PROXY_H

#include "base/str.h"

/* The proxy for a URL of that scheme and host, or NULL: none. */
const char *proxy_for(const char *scheme, const char *host);

/*
 * Whether a list like no_proxy's names the host: "*", names (with all below them, a leading "." or not), addresses,
 * and networks ("10.0.0.0/8"), with commas or blanks between.
 */
bool proxy_passed_by(struct str list, const char *host);

#endif
