#include "app/orders.h"

#include <poll.h>
#include <unistd.h>

enum { LINE_MOST = 1 << 16 };

void orders_release(struct orders *o)
{
	strbuf_release(&o->told);
	map_release(&o->cancelled);
}

static void obey(struct orders *o, struct str line)
{
	if (str_starts(line, "cancel "))
		*map_put(&o->cancelled, str_sub(line, strlen("cancel "), line.n)) = 1;
}

/* The whole lines of what was told; the rest waits for its end. */
static void take_lines(struct orders *o)
{
	struct strbuf rest = STRBUF_INIT;
	size_t from = 0;

	for (size_t i = 0; i < o->told.len; i++) {
		if (o->told.buf[i] != '\n')
			continue;
		obey(o, str_sub(strbuf_str(&o->told), from, i));
		from = i + 1;
	}
	if (o->told.len - from < LINE_MOST)
		strbuf_add(&rest, o->told.buf + from, o->told.len - from);
	strbuf_release(&o->told);
	o->told = rest;
}

void orders_take(struct orders *o)
{
	struct pollfd p = {o->fd, POLLIN, 0};
	char bytes[4096];
	ssize_t n = 0;

	while (!o->ended && poll(&p, 1, 0) > 0 && (n = read(o->fd, bytes, sizeof bytes)) > 0)
		strbuf_add(&o->told, bytes, (size_t)n);
	o->ended |= p.revents && n == 0;
	take_lines(o);
}

bool orders_cancelled(const struct orders *o, const char *source)
{
	return map_get(&o->cancelled, str_of(source)) != NULL;
}
