#include "headers.h"

#include <stddef.h>

enum { MOST = 4096 }; /* bytes of one that is kept */

/* Texts by their names; where the same one comes twice, the last counts. */
static const struct {
	const char *name;
	size_t place;
} texts[] = {
	{"content-type:", offsetof(struct headers, type)},
	{"etag:", offsetof(struct headers, etag)},
	{"last-modified:", offsetof(struct headers, last_modified)},
	{"link:", offsetof(struct headers, link)},
	{"location:", offsetof(struct headers, location)},
};

enum { TEXTS = sizeof texts / sizeof *texts };

static struct strbuf *text_of(struct headers *h, size_t i)
{
	return (struct strbuf *)((char *)h + texts[i].place);
}

static bool is(struct str line, const char *name, struct str *value)
{
	if (!str_case_starts(line, name))
		return false;
	*value = str_trim(str_sub(line, strlen(name), line.n));
	return true;
}

/* Digits, or absent. */
static int64_t number(struct str value, int64_t absent)
{
	int64_t n = 0;

	for (size_t i = 0; i < value.n; i++) {
		if (!ch_digit(value.p[i]) || i > 15)
			return absent;
		n = n * 10 + (value.p[i] - '0');
	}
	return value.n ? n : absent;
}

void headers_take(struct headers *h, struct str line)
{
	struct str value;

	for (size_t i = 0; i < TEXTS; i++)
		if (is(line, texts[i].name, &value)) {
			strbuf_reset(text_of(h, i));
			if (value.n <= MOST)
				strbuf_addstr(text_of(h, i), value);
			return;
		}
	if (is(line, "x-ratelimit-remaining:", &value))
		h->remaining = number(value, -1);
	else if (is(line, "x-ratelimit-reset:", &value))
		h->reset = number(value, 0);
}

void headers_release(struct headers *h)
{
	for (size_t i = 0; i < TEXTS; i++)
		strbuf_release(text_of(h, i));
	h->remaining = -1;
	h->reset = 0;
}
