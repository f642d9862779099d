#include "base/json.h"

#include <inttypes.h>
#include <math.h>

static void before(struct json *j)
{
	if (j->comma)
		strbuf_addch(j->out, ',');
	j->comma = true;
}

void json_open(struct json *j, char bracket)
{
	before(j);
	strbuf_addch(j->out, bracket);
	j->comma = false;
}

void json_close(struct json *j, char bracket)
{
	strbuf_addch(j->out, bracket);
	j->comma = true;
}

/* RFC 8259, section 7: what must be escaped, and DEL, which terminals would act on. */
static const bool special[256] = {[0 ... 0x1F] = true, ['"'] = true, ['\\'] = true, [0x7F] = true};

static void escaped(struct strbuf *out, unsigned char c)
{
	if (c == '"' || c == '\\')
		strbuf_addf(out, "\\%c", c);
	else if (c == '\n')
		strbuf_addz(out, "\\n");
	else if (c == '\t')
		strbuf_addz(out, "\\t");
	else
		strbuf_addf(out, "\\u%04x", c);
}

static void quoted(struct strbuf *out, struct str s)
{
	strbuf_grow(out, s.n + 2);
	strbuf_addch(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		size_t from = i;

		while (i < s.n && !special[(unsigned char)s.p[i]])
			i++;
		strbuf_add(out, s.p + from, i - from);
		if (i < s.n)
			escaped(out, (unsigned char)s.p[i]);
	}
	strbuf_addch(out, '"');
}

void json_key(struct json *j, const char *key)
{
	size_t n = strlen(key);
	char *p;

	before(j);
	strbuf_grow(j->out, n + 3); /* once: a record has many keys */
	p = j->out->buf + j->out->len;
	p[0] = '"';
	memcpy(p + 1, key, n);
	memcpy(p + 1 + n, "\":", 2);
	strbuf_setlen(j->out, j->out->len + n + 3);
	j->comma = false;
}

void json_str(struct json *j, struct str s)
{
	if (!s.p) {
		json_null(j);
		return;
	}
	before(j);
	quoted(j->out, s);
}

void json_z(struct json *j, const char *z)
{
	json_str(j, str_of(z));
}

void json_int(struct json *j, int64_t n)
{
	before(j);
	strbuf_addf(j->out, "%" PRId64, n);
}

void json_double(struct json *j, double x, int digits)
{
	if (!isfinite(x)) {
		json_null(j);
		return;
	}
	before(j);
	strbuf_addf(j->out, "%.*f", digits, x);
}

void json_bool(struct json *j, bool b)
{
	before(j);
	strbuf_addz(j->out, b ? "true" : "false");
}

void json_null(struct json *j)
{
	before(j);
	strbuf_addz(j->out, "null");
}
