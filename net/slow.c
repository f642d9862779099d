#include "slow.h"

enum {
	TO_BEGIN = 60 * 1000, /* ms */
	TO_GO_ON = 10 * 1000, /* ms, in which … */
	LEAST = 640,          /* … so many bytes come */
};

bool slow_stop(struct slow *s, int64_t now, int64_t bytes)
{
	if (!s->since || bytes - s->bytes >= LEAST || (bytes > 0 && !s->bytes)) {
		s->since = now;
		s->bytes = bytes;
		return false;
	}
	return now - s->since >= (bytes > 0 ? TO_GO_ON : TO_BEGIN);
}
