#include "base/json_walk.h"

#include "base/utf8.h"

void json_walk_start(struct json_walk *w, struct str text)
{
	w->p = text.p;
	w->end = text.p + text.n;
	w->depth = 0;
	w->begun = w->first = false;
}

void json_walk_release(struct json_walk *w)
{
	strbuf_release(&w->key);
	strbuf_release(&w->text);
}

/* RFC 8259, section 2 */
static void skip_blanks(struct json_walk *w)
{
	while (w->p < w->end && (*w->p == ' ' || *w->p == '\t' || *w->p == '\n' || *w->p == '\r'))
		w->p++;
}

static bool take(struct json_walk *w, char c)
{
	if (w->p == w->end || *w->p != c)
		return false;
	w->p++;
	return true;
}

/* ---- containers ---- */

static bool in_object(const struct json_walk *w)
{
	return w->depth && (w->objects[(w->depth - 1) / 64] >> (w->depth - 1) % 64 & 1);
}

static bool open_container(struct json_walk *w, bool object)
{
	uint64_t bit = (uint64_t)1 << w->depth % 64;

	if (w->depth == JSON_DEEPEST)
		return false;
	if (object)
		w->objects[w->depth / 64] |= bit;
	else
		w->objects[w->depth / 64] &= ~bit;
	w->depth++;
	w->first = true;
	return true;
}

/* Closes what ends here. 1: a value follows, 0: the text is over, -1: neither. */
static int to_value(struct json_walk *w)
{
	for (;; w->depth--, w->first = false) {
		skip_blanks(w);
		if (!w->depth)
			break;
		if (take(w, in_object(w) ? '}' : ']'))
			continue;
		if (!w->first && !take(w, ','))
			return -1;
		w->first = false;
		skip_blanks(w);
		return 1;
	}
	if (w->begun)
		return w->p == w->end ? 0 : -1;
	w->begun = true;
	return 1;
}

/* ---- texts (section 7) ---- */

/* Four hexadecimal digits at the place that is reached; -1: none. */
static int take_hex(struct json_walk *w)
{
	int code = 0;

	if (w->end - w->p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = ch_tolower(*w->p++);

		if (!ch_digit(c) && (c < 'a' || c > 'f'))
			return -1;
		code = code * 16 + (ch_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return code;
}

/* After "\u": one character, of two codes where the first is half of a surrogate pair (RFC 2781, section 2.2). */
static bool take_code(struct json_walk *w, struct strbuf *out)
{
	int code = take_hex(w), low;

	if (code < 0)
		return false;
	if (code >= 0xD800 && code < 0xDC00 && w->end - w->p >= 6 && w->p[0] == '\\' && w->p[1] == 'u') {
		const char *next = w->p;

		w->p += 2;
		low = take_hex(w);
		if (low >= 0xDC00 && low < 0xE000)
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		else
			w->p = next; /* to be read on its own */
	}
	strbuf_addrune(out, code ? (unsigned)code : RUNE_BAD);
	return true;
}

static bool take_escape(struct json_walk *w, struct strbuf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *which;

	w->p++;
	if (w->p == w->end)
		return false;
	if (take(w, 'u'))
		return take_code(w, out);
	which = memchr(from, *w->p++, sizeof from - 1);
	if (which)
		strbuf_addch(out, to[which - from]);
	return which;
}

static const char *find(const char *from, const char *end, char c)
{
	return memchr(from, c, (size_t)(end - from));
}

/* A text from its quotation mark on; it lies in scratch where something in it is escaped. */
static bool take_text(struct json_walk *w, struct strbuf *scratch, struct str *text)
{
	const char *from = w->p + 1, *quote = NULL, *slash;
	bool escapes = false;

	strbuf_reset(scratch);
	for (w->p = from;; from = w->p) {
		if (!quote || quote < from)
			quote = find(from, w->end, '"');
		if (!quote)
			return false;
		slash = find(from, quote, '\\');
		if (!slash)
			break;
		strbuf_add(scratch, from, (size_t)(slash - from));
		escapes = true;
		w->p = slash;
		if (!take_escape(w, scratch))
			return false;
	}
	w->p = quote + 1;
	*text = (struct str){from, (size_t)(quote - from)};
	if (!escapes)
		return true;
	strbuf_addstr(scratch, *text);
	*text = strbuf_str(scratch);
	return true;
}

/* ---- values ---- */

static bool take_digits(struct json_walk *w)
{
	const char *from = w->p;

	while (w->p < w->end && ch_digit(*w->p))
		w->p++;
	return w->p > from;
}

/* Section 6 */
static bool take_number(struct json_walk *w)
{
	take(w, '-');
	if (!take(w, '0') && !take_digits(w))
		return false;
	if (take(w, '.') && !take_digits(w))
		return false;
	if (!take(w, 'e') && !take(w, 'E'))
		return true;
	if (!take(w, '+'))
		take(w, '-');
	return take_digits(w);
}

static bool take_word(struct json_walk *w, enum json_kind *kind)
{
	static const struct {
		const char *word;
		enum json_kind kind;
	} words[] = {{"null", JSON_NULL}, {"false", JSON_FALSE}, {"true", JSON_TRUE}};
	struct str rest = {w->p, (size_t)(w->end - w->p)};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(rest, words[i].word)) {
			w->p += strlen(words[i].word);
			*kind = words[i].kind;
			return true;
		}
	return false;
}

static bool take_value(struct json_walk *w, struct json_value *v)
{
	const char *from = w->p;

	if (from == w->end)
		return false;
	v->text = (struct str){from, 0};
	switch (*from) {
	case '"':
		v->kind = JSON_TEXT;
		return take_text(w, &w->text, &v->text);
	case '[':
	case '{':
		v->kind = *w->p++ == '[' ? JSON_ARRAY : JSON_OBJECT;
		return open_container(w, v->kind == JSON_OBJECT);
	case 'n':
	case 'f':
	case 't':
		if (!take_word(w, &v->kind))
			return false;
		break;
	default:
		v->kind = JSON_NUMBER;
		if (!take_number(w))
			return false;
	}
	v->text.n = (size_t)(w->p - from);
	return true;
}

static bool take_key(struct json_walk *w, struct str *key)
{
	if (w->p == w->end || *w->p != '"' || !take_text(w, &w->key, key))
		return false;
	skip_blanks(w);
	if (!take(w, ':'))
		return false;
	skip_blanks(w);
	return true;
}

int json_walk_next(struct json_walk *w, struct json_value *v)
{
	int rc = to_value(w);

	if (rc <= 0)
		return rc;
	v->depth = w->depth;
	v->key = (struct str){NULL, 0};
	if (in_object(w) && !take_key(w, &v->key))
		return -1;
	return take_value(w, v) ? 1 : -1;
}

int64_t json_value_int(const struct json_value *v)
{
	struct str s = v->text;
	bool minus = str_starts(s, "-");
	int64_t n = 0;

	if (v->kind != JSON_NUMBER && v->kind != JSON_TEXT)
		return v->kind == JSON_TRUE;
	for (size_t i = minus; i < s.n && ch_digit(s.p[i]); i++) {
		if (n > (INT64_MAX - 9) / 10)
			return minus ? -INT64_MAX : INT64_MAX;
		n = n * 10 + (s.p[i] - '0');
	}
	return minus ? -n : n;
}
