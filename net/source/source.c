#include "source/source.h"

#include <stdio.h>

struct strbuf *walk_to(struct walk *w, enum service service)
{
	w->service = service;
	strbuf_reset(&w->url);
	strbuf_addz(&w->url, w->bases[service]);
	return &w->url;
}

__attribute__((format(printf, 3, 0))) static void say_why(struct walk *w, int code, const char *fmt, va_list ap)
{
	struct err err = {""};

	w->code = err_vset(&err, code, fmt, ap); /* what a server said is cleaned there */
	snprintf(w->why, sizeof w->why, "%.*s", (int)sizeof w->why - 1, err.msg);
}

enum walk_step walk_fail(struct walk *w, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_why(w, code, fmt, ap);
	va_end(ap);
	w->settled = false;
	return WALK_FAILED;
}

enum walk_step walk_settle(struct walk *w, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_why(w, code, fmt, ap);
	va_end(ap);
	w->settled = true;
	return WALK_FAILED;
}

bool walk_cut(struct walk *w, struct str body, const char *roots)
{
	struct str all = str_of(roots), root;

	body = str_trim(body);
	if (str_ends(body, ">"))
		body = str_trim(str_sub(body, 0, body.n - 1));
	while (str_split(&all, ' ', &root)) {
		struct str end = str_sub(body, body.n > root.n ? body.n - root.n : 0, body.n);

		if (str_eq(end, root) && end.p > body.p && (end.p[-1] == '/' || end.p[-1] == ':'))
			return false;
	}
	walk_fail(w, ERR_PARTLY, "incomplete: an answer was cut off");
	return true;
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
