#include "exchange/field.h"

#include "base/clock.h"
#include "base/strbuf.h"
#include "base/url.h"
#include "paper/paper_id.h"
#include "text/clean.h"
#include "text/tex.h"

const char *field_line(struct str raw, struct arena *a)
{
	struct strbuf sb = STRBUF_INIT;
	const char *line;

	if (clean_already(raw))
		return raw.n ? arena_str(a, raw) : NULL;
	strbuf_grow(&sb, raw.n); /* once, not by and by */
	clean_line(raw, &sb);
	line = sb.len ? arena_str(a, strbuf_str(&sb)) : NULL;
	strbuf_release(&sb);
	return line;
}

void field_copy(struct str raw, char *to, size_t size)
{
	struct strbuf sb = STRBUF_INIT;
	size_t n;

	clean_line(raw, &sb);
	n = sb.len < size ? sb.len : size - 1;
	while (n < sb.len && n && ((unsigned char)sb.buf[n] & 0xC0) == 0x80)
		n--; /* in the middle of a character */
	memcpy(to, sb.buf, n);
	to[n] = 0;
	strbuf_release(&sb);
}

/* Most values have no TeX in them, and looking costs less than turning. */
static bool has_tex(struct str s)
{
	return str_chr(s, '\\') >= 0 || str_chr(s, '{') >= 0 || str_chr(s, '$') >= 0
	       || str_chr(s, '~') >= 0;
}

const char *field_text(struct str raw, struct arena *a)
{
	struct strbuf clean = STRBUF_INIT, text = STRBUF_INIT;
	const char *line = NULL;

	if (!has_tex(raw))
		return field_line(raw, a);
	clean_line(raw, &clean);
	tex_to_text(strbuf_str(&clean), &text);
	strbuf_trim(&text);
	if (text.len)
		line = arena_str(a, strbuf_str(&text));
	strbuf_release(&clean);
	strbuf_release(&text);
	return line;
}

int field_year(struct str digits)
{
	int year = 0;

	if (digits.n != 2 && digits.n != 4)
		return 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (!ch_digit(digits.p[i]))
			return 0;
		year = year * 10 + (digits.p[i] - '0');
	}
	return digits.n == 4 ? year : year < 50 ? year + 2000 : year + 1900;
}

static const char *real_date(const char *iso)
{
	int year, month, day;

	return date_parse(str_of(iso), &year, &month, &day) ? iso : NULL;
}

/*
 * RFC 5322, section 3.3: day, month name and year are the numbers and the word, whatever stands
 * around. "April 2007" has no day.
 */
static const char *worded_date(struct str raw, struct arena *a)
{
	int day = 0, month = 0, year = 0;
	struct str word;

	while (!year && str_split(&raw, ' ', &word)) {
		if (str_ends(word, ",") || str_ends(word, "."))
			word.n--; /* "Apr. 2, 2007" */
		if (!month)
			month = date_month(word);
		if (word.n == 4 || (day && month && word.n == 2))
			year = field_year(word);
		else if (!day && word.n <= 2)
			day = field_number(word);
	}
	if (!month || !year)
		return NULL;
	return real_date(day ? arena_printf(a, "%04d-%02d-%02d", year, month, day)
			     : arena_printf(a, "%04d-%02d", year, month));
}

/* "2016/12/05", "2016/12//", "2016/12/05/other", "2021-6", as the meta elements of pages and RIS have them. */
static const char *numbered_date(struct str raw, char sep, struct arena *a)
{
	int part[3] = {0};
	struct str word;

	for (int n = 0; n < 3 && str_split(&raw, sep, &word); n++)
		part[n] = field_number(word);
	return real_date(!part[1]  ? arena_printf(a, "%04d", part[0])
			 : part[2] ? arena_printf(a, "%04d-%02d-%02d", part[0], part[1], part[2])
				   : arena_printf(a, "%04d-%02d", part[0], part[1]));
}

const char *field_date(struct str raw, struct arena *a)
{
	int year, month, day;

	raw = str_trim(raw);
	if (date_parse(raw, &year, &month, &day)) /* a time behind it is cut off */
		return arena_str(a, str_sub(raw, 0, day ? 10 : month ? 7 : 4));
	if (field_year(str_sub(raw, 0, 4)) && raw.n > 4 && (raw.p[4] == '/' || raw.p[4] == '-'))
		return numbered_date(raw, raw.p[4], a);
	return worded_date(raw, a);
}

/* "10.1/x,10.1/y" or "10.1/x;" up to the mark: a DOI may have one inside (ISO 26324), but not before another DOI. */
static struct str first_doi(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] == ',' || s.p[i] == ';') && (i + 1 == s.n || str_starts(str_sub(s, i + 1, s.n), "10.")))
			return str_sub(s, 0, i);
	return s;
}

const char *field_id(struct str raw, struct arena *a, int *version)
{
	const char *line = field_line(raw, a);

	if (version)
		*version = 0;
	return line ? paper_id_read(str_of(line), a, version) : NULL;
}

bool field_is_arxiv(struct str journal, struct arena *a, const char **id)
{
	struct str word;

	*id = NULL;
	journal = str_trim(journal);
	if (!str_case_starts(journal, "arXiv"))
		return str_case_eq(journal, STR_LIT("CoRR"));
	while (!*id && str_split(&journal, ' ', &word)) {
		const char *found = field_id(word, a, NULL);

		*id = found && paper_id_arxiv(found) ? found : NULL;
	}
	return true;
}

const char *field_doi(struct str raw, struct arena *a)
{
	const char *line = field_url(raw, a);
	struct str s = str_of(line), first;
	ptrdiff_t at = str_find(s, "10.");

	if (at < 0)
		return NULL;
	s = str_sub(s, (size_t)at, s.n);
	return str_split(&s, ' ', &first) ? arena_str(a, first_doi(first)) : NULL;
}

const char *field_url(struct str raw, struct arena *a)
{
	struct strbuf sb = STRBUF_INIT;
	const char *line;

	raw = str_trim(raw);
	if (str_starts(raw, "\\url{") && str_ends(raw, "}"))
		raw = str_sub(raw, 5, raw.n - 1);
	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] != '\\' || i + 1 == raw.n || ch_alnum(raw.p[i + 1]))
			strbuf_addch(&sb, raw.p[i]);
	line = field_line(strbuf_str(&sb), a);
	strbuf_release(&sb);
	return line;
}

int field_number(struct str raw)
{
	size_t i = str_starts(raw, "v") ? 1 : 0;
	int n = 0;

	if (i == raw.n || raw.n - i > 9)
		return 0;
	for (; i < raw.n; i++) {
		if (!ch_digit(raw.p[i]))
			return 0;
		n = n * 10 + (raw.p[i] - '0');
	}
	return n;
}

bool field_is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ch_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

void field_author(struct str raw, struct arena *a, struct strs *authors)
{
	const char *name = field_is_name(raw) ? field_text(raw, a) : NULL;

	if (name)
		vec_push_in(a, authors, name);
}

void field_author_parts(struct str given, struct str family, struct str suffix, struct arena *a,
	struct strs *authors)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addstr(&sb, str_trim(given));
	if (sb.len && family.n)
		strbuf_addch(&sb, ' ');
	strbuf_addstr(&sb, str_trim(family));
	if (str_trim(suffix).n) {
		strbuf_addch(&sb, ' ');
		strbuf_addstr(&sb, str_trim(suffix));
	}
	field_author(strbuf_str(&sb), a, authors);
	strbuf_release(&sb);
}

void field_author_turned(struct str raw, struct arena *a, struct strs *authors)
{
	struct str family = {"", 0}, given = {"", 0};

	str_split(&raw, ',', &family);
	str_split(&raw, ',', &given);
	if (field_is_suffix(given)) { /* "Doe, Jr., John" */
		struct str suffix = given;

		given = raw;
		raw = suffix;
	}
	field_author_parts(given, family, raw, a, authors);
}

void field_words(struct str raw, struct arena *a, struct strs *words)
{
	struct str word;

	while (str_split(&raw, ' ', &word)) {
		const char *clean = word.n ? field_line(word, a) : NULL;

		if (clean)
			vec_push_in(a, words, clean);
	}
}

enum { KEYWORDS_MOST = 100 }; /* who has more has pasted something else */

void field_keyword(struct str raw, struct arena *a, struct strs *keywords)
{
	const char *word = field_text(raw, a);

	for (size_t i = 0; word && i < keywords->n; i++)
		if (str_case_eq(str_of(keywords->at[i]), str_of(word)))
			return;
	if (word && keywords->n < KEYWORDS_MOST)
		vec_push_in(a, keywords, word);
}

void field_keywords(struct str raw, struct arena *a, struct strs *keywords)
{
	char mark = str_chr(raw, ';') >= 0 ? ';' : ',';
	struct str word;

	while (str_split(&raw, mark, &word))
		field_keyword(word, a, keywords);
}

void field_link(struct str url, enum link_kind kind, struct arena *a, struct link_vec *links)
{
	const char *clean = field_line(url, a);
	struct url parts;

	if (!clean || url_parse(&parts, str_of(clean), a, NULL) < 0)
		return;
	vec_push_in(a, links,
		(struct link){.url = clean,
			.host = parts.host,
			.kind = kind,
			.from = FROM_API,
			.stars = -1});
}
