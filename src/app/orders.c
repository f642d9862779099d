#include "app/orders.h"

#include <poll.h>
#include <unistd.h>

#include "base/lines.h"

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

static void take_lines(struct orders *o)
{
	struct str whole = lines_whole(&o->told), line;

	while (str_line(&whole, &line))
		obey(o, line);
	lines_cut(&o->told, LINE_MOST);
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
