#include "source/source.h"

#include <stdio.h>

struct strbuf *walk_to(struct walk *w, enum service service)
{
	w->service = service;
	strbuf_reset(&w->url);
	strbuf_addz(&w->url, w->bases[service]);
	return &w->url;
}

enum walk_step walk_fail(struct walk *w, int code, const char *fmt, ...)
{
	struct err err = {""};
	va_list ap;

	va_start(ap, fmt);
	w->code = err_vset(&err, code, fmt, ap); /* what a server said is cleaned there */
	va_end(ap);
	snprintf(w->why, sizeof w->why, "%.*s", (int)sizeof w->why - 1, err.msg);
	return WALK_FAILED;
}

void walk_escape(struct strbuf *url, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (ch_alnum(c) || (c && strchr("-._~:*", c)))
			strbuf_addch(url, c);
		else if (ch_space(c))
			strbuf_addch(url, '+');
		else
			strbuf_addf(url, "%%%02X", (unsigned char)c);
	}
}
