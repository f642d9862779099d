#include "osc52.h"

static void base64(struct str text, struct strbuf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < text.n; i += 3) {
		size_t n = text.n - i;
		unsigned bits = (unsigned)(unsigned char)text.p[i] << 16;

		if (n > 1)
			bits |= (unsigned)(unsigned char)text.p[i + 1] << 8;
		if (n > 2)
			bits |= (unsigned char)text.p[i + 2];
		strbuf_addch(out, digits[bits >> 18]);
		strbuf_addch(out, digits[bits >> 12 & 63]);
		strbuf_addch(out, n > 1 ? digits[bits >> 6 & 63] : '=');
		strbuf_addch(out, n > 2 ? digits[bits & 63] : '=');
	}
}

bool osc52_copy(struct str text, struct strbuf *out)
{
	if (text.n > OSC52_MOST)
		return false;
	strbuf_addz(out, "\033]52;c;");
	base64(text, out);
	strbuf_addz(out, "\a");
	return true;
}
