/*
 * headers - what is wanted of the headers of an answer, as they come, a line at a time.
 */
#ifndef NET_HEADERS_H
#define NET_HEADERS_H

#include <stdint.h>

#include "base/strbuf.h"

struct headers {
	struct strbuf type, etag, last_modified, link, location; /* "" where missing, or longer than 4 KiB */
	int64_t remaining, reset; /* x-ratelimit-…: -1, 0 where not said */
};

#define HEADERS_INIT \
	{STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, -1, 0}

void headers_take(struct headers *h, struct str line);
void headers_release(struct headers *h); /* and leaves it empty and usable */

#endif
