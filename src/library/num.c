#include "base/clock.h"
#include "base/utf8.h"
#include "library/store.h"

/*
 * The sequence of a day counts down from its middle, so that papers of one date stand as they came
 * (listings are newest first), and up from there once the lower half is used up.
 */
enum { SEQUENCE_END = NUMS_A_DAY, SEQUENCE_START = SEQUENCE_END / 2 };
enum { KEY_BYTES = 32 };

int64_t num_of_date(const char *date)
{
	int year, month, day;

	if (!date || !date_parse(str_of(date), &year, &month, &day))
		return 0;
	return date_days(year, month ? month : 1, day ? day : 1) * SEQUENCE_END;
}

bool num_on_day(int64_t num, const char *date)
{
	int64_t first = num_of_date(date);

	return num >= first && num < first + SEQUENCE_END;
}

int num_free(struct library *lib, const char *date, size_t n, int64_t *num, struct err *err)
{
	int64_t first = num_of_date(date), edge;
	int rc = sql_get_int(lib->db, &edge, first + SEQUENCE_START + 1, err,
		"SELECT min(num) FROM papers WHERE num >= ? AND num < ?", "ii", first,
		first + SEQUENCE_END);

	*num = edge - (int64_t)n;
	if (rc < 0 || *num >= first)
		return rc;
	rc = sql_get_int(lib->db, &edge, first, err,
		"SELECT max(num) FROM papers WHERE num >= ? AND num < ?", "ii", first, first + SEQUENCE_END);
	*num = edge + 1;
	if (rc == 0 && *num + (int64_t)n > first + SEQUENCE_END)
		rc = err_set(err, ERR_FAILED, "more than %d papers of one day", SEQUENCE_END);
	return rc;
}

/* The first KEY_BYTES of s, no rune cut through. */
static void add_key(struct str s, struct strbuf *buf)
{
	size_t most = buf->len < KEY_BYTES ? KEY_BYTES - buf->len : 0;

	if (s.n > most) {
		while (most && ((unsigned char)s.p[most] & 0xC0) == 0x80)
			most--;
		s.n = most;
	}
	strbuf_addstr(buf, s);
}

/* Without what stands before the first letter or digit: quotation marks, brackets. */
static struct str from_word(struct str s)
{
	size_t used = 1;

	for (; s.n && !ch_digit(*s.p); s = str_sub(s, used, s.n))
		if (rune_letter(utf8_decode(s.p, s.n, &used)))
			break;
	return s;
}

struct str key_title(const char *title, struct strbuf *buf)
{
	struct strbuf fold = STRBUF_INIT;

	strbuf_reset(buf);
	add_key(from_word(names_fold(title, &fold)), buf);
	strbuf_release(&fold);
	return strbuf_str(buf);
}

/* "Given Family" by family name, then by given name. */
struct str key_author(const char *first_author, struct strbuf *buf)
{
	struct strbuf fold = STRBUF_INIT;
	struct str name = names_fold(first_author ? first_author : "", &fold);
	size_t at = name.n;

	while (at && name.p[at - 1] != ' ')
		at--;
	strbuf_reset(buf);
	add_key(str_sub(name, at, name.n), buf);
	strbuf_addch(buf, ' ');
	add_key(str_sub(name, 0, at), buf);
	strbuf_trim(buf);
	strbuf_release(&fold);
	return strbuf_str(buf);
}
