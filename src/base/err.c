#include "base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/*
 * Controls that a terminal would act on, and those that turn text around (CVE-2021-42574). A message
 * quotes file names and records, which anybody may have written.
 */
static bool unsafe(unsigned rune)
{
	return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x2028 && rune <= 0x202E) ||
	       (rune >= 0x2066 && rune <= 0x2069);
}

/* One "?" for each such rune and each broken piece; a rune that was cut at the end of the room is left out. */
static void make_safe(char *msg, bool cut)
{
	struct str s = str_of(msg);
	size_t used;
	char *to = msg;

	for (size_t i = 0; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);
		bool broken = rune == RUNE_BAD && !utf8_valid(str_sub(s, i, i + used));

		if (broken && cut && i + used == s.n)
			break;
		if (broken || unsafe(rune)) {
			*to++ = '?';
		} else {
			memmove(to, s.p + i, used);
			to += used;
		}
	}
	*to = 0;
}

int err_vset(struct err *err, int code, const char *fmt, va_list ap)
{
	int n;

	if (!err)
		return code;
	n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	make_safe(err->msg, n >= (int)sizeof err->msg);
	return code;
}

int err_set(struct err *err, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(err, code, fmt, ap);
	va_end(ap);
	return code;
}

int err_set_errno(struct err *err, int code, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	err_vset(err, code, fmt, ap);
	va_end(ap);
	if (err) {
		n = strlen(err->msg);
		snprintf(err->msg + n, sizeof err->msg - n, ": %s", strerror(saved));
	}
	return code;
}

void err_prefix(struct err *err, const char *fmt, ...)
{
	struct err old;
	va_list ap;
	size_t n;

	if (!err)
		return;
	old = *err;
	va_start(ap, fmt);
	err_vset(err, 0, fmt, ap);
	va_end(ap);
	n = strlen(err->msg);
	n += (size_t)snprintf(err->msg + n, sizeof err->msg - n, ": %s", old.msg);
	if (n >= sizeof err->msg)
		make_safe(err->msg, true);
}
