#include "paper/paper_id.h"

#include <inttypes.h>
#include <string.h>

#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && ch_digit(s.p[n]))
		n++;
	return n;
}

/* "v12" at the end of s: answers 12 and takes it off; 0 where there is none. */
static int take_version(struct str *s)
{
	size_t n = s->n;
	int version = 0;

	while (n && ch_digit(s->p[n - 1]))
		n--;
	if (n < 2 || n == s->n || s->n - n > 4 || (s->p[n - 1] | 0x20) != 'v')
		return 0;
	for (size_t i = n; i < s->n; i++)
		version = version * 10 + (s->p[i] - '0');
	s->n = n - 1;
	return version;
}

/* "2210.05177": YYMM.NNNN from 0704, YYMM.NNNNN from 1501 (arxiv.org/help/arxiv_identifier). */
static bool new_style(struct str s)
{
	int month;

	if (digits(s) != 4 || s.n < 9 || s.n > 10 || s.p[4] != '.')
		return false;
	month = (s.p[2] - '0') * 10 + s.p[3] - '0';
	return month >= 1 && month <= 12 && digits(str_sub(s, 5, s.n)) == s.n - 5;
}

/* "hep-th/9711200", "math.GT/0309136": archive, perhaps a subject class, then YYMMNNN. */
static bool old_style(struct str s, struct str *archive, struct str *number)
{
	ptrdiff_t slash = str_chr(s, '/'), dot;

	if (slash < 2)
		return false;
	*archive = str_sub(s, 0, (size_t)slash);
	*number = str_sub(s, (size_t)slash + 1, s.n);
	if (number->n != 7 || digits(*number) != 7)
		return false;
	dot = str_chr(*archive, '.');
	if (dot > 0 && archive->n == (size_t)dot + 3)
		archive->n = (size_t)dot;
	for (size_t i = 0; i < archive->n; i++)
		if (!ch_alpha(archive->p[i]) && archive->p[i] != '-')
			return false;
	return true;
}

static const char *arxiv(struct str s, struct arena *a, int *version)
{
	struct str archive, number;
	char *id;

	*version = take_version(&s);
	if (new_style(s))
		return arena_printf(a, "arxiv:%.*s", STR_ARG(s));
	if (!old_style(s, &archive, &number))
		return NULL;
	id = arena_printf(a, "arxiv:%.*s/%.*s", STR_ARG(archive), STR_ARG(number));
	for (char *p = id; *p; p++)
		*p = ch_tolower(*p);
	return id;
}

static const char *doi(struct str s, struct arena *a, int *version)
{
	static const char of_arxiv[] = "10.48550/arxiv.";
	char *id;

	if (!str_starts(s, "10.") || str_chr(s, '/') < 0)
		return NULL;
	if (str_case_starts(s, of_arxiv))
		return arxiv(str_sub(s, sizeof of_arxiv - 1, s.n), a, version);
	id = arena_printf(a, "doi:%.*s", STR_ARG(s));
	for (char *p = id; *p; p++)
		*p = ch_tolower(*p);
	return id;
}

/* "2021.cinlp-1.3", "P19-1001" (aclanthology.org: ids), without what follows a paper's. */
const char *paper_id_acl(struct str s, struct arena *a)
{
	size_t n = 0;

	while (n < s.n && (ch_alnum(s.p[n]) || strchr(".-", s.p[n])))
		n++;
	if (n < s.n && !strchr("/?#", s.p[n]))
		return NULL;
	s.n = n;
	if (str_ends(s, ".pdf") || str_ends(s, ".bib"))
		s.n -= 4;
	n = s.n;
	while (n && ch_digit(s.p[n - 1]))
		n--;
	if (n == s.n || n < 2)
		return NULL;
	if (s.p[n - 1] == '-' && n == 4 && ch_upper(*s.p) && s.n == 8) /* P19-1001 */
		return arena_printf(a, "acl:%.*s", STR_ARG(s));
	if (s.p[n - 1] == '.' && n > 6 && ch_digit(*s.p) && s.p[4] == '.' && str_chr(s, '-') > 4)
		return arena_printf(a, "acl:%.*s", STR_ARG(s));
	return NULL;
}

/* "https://arxiv.org/abs/2210.05177v2", "doi.org/10.…": the part that names the paper. */
static const char *from_url(struct str s, struct arena *a, int *version)
{
	static const char *const arxiv_pages[] = {"/abs/", "/pdf/", "/html/", "/bibtex/", "/ps/", "/format/"};
	ptrdiff_t at;

	at = str_find(s, "doi.org/");
	if (at >= 0)
		return doi(str_sub(s, (size_t)at + 8, s.n), a, version);
	at = str_find(s, "aclanthology.org/");
	if (at >= 0)
		return paper_id_acl(str_sub(s, (size_t)at + strlen("aclanthology.org/"), s.n), a);
	if (str_find(s, "arxiv.org/") < 0 && str_find(s, "arXiv.org/") < 0)
		return NULL;
	for (size_t i = 0; i < sizeof arxiv_pages / sizeof *arxiv_pages; i++) {
		at = str_find(s, arxiv_pages[i]);
		if (at < 0)
			continue;
		s = str_sub(s, (size_t)at + strlen(arxiv_pages[i]), s.n);
		for (size_t j = 0; j < s.n; j++)
			if (s.p[j] == '?' || s.p[j] == '#')
				s.n = j;
		if (str_ends(s, ".pdf"))
			s.n -= 4;
		while (str_ends(s, "/"))
			s.n--;
		return arxiv(s, a, version);
	}
	return NULL;
}

/* "scheme:rest" of any scheme; the scheme is folded to lower case. */
static const char *other_scheme(struct str s, struct arena *a)
{
	size_t n = 0;
	char *id;

	while (n < s.n && (ch_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_'))
		n++;
	if (n < 2 || n + 1 >= s.n || s.p[n] != ':' || s.p[n + 1] == '/')
		return NULL;
	for (size_t i = n + 1; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F)
			return NULL;
	id = arena_str(a, s);
	for (size_t i = 0; i < n; i++)
		id[i] = ch_tolower(id[i]);
	return id;
}

const char *paper_id_read(struct str text, struct arena *a, int *version)
{
	const char *id;
	int ignored;

	if (!version)
		version = &ignored;
	*version = 0;
	text = str_trim(text);
	if (str_case_starts(text, "arxiv:")) {
		id = arxiv(str_sub(text, 6, text.n), a, version);
		return id ? id : other_scheme(text, a);
	}
	if (str_case_starts(text, "doi:"))
		return doi(str_trim(str_sub(text, 4, text.n)), a, version);
	id = arxiv(text, a, version);
	if (!id)
		id = doi(text, a, version);
	if (!id)
		id = from_url(text, a, version);
	return id ? id : other_scheme(text, a);
}

/* Letters and digits of the folded text only: spacing, hyphens and case make no other paper. */
static void key_text(struct str s, struct strbuf *out)
{
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(s, &folded);
	for (size_t i = 0; i < folded.len; i++)
		if (ch_alnum(folded.buf[i]) || (unsigned char)folded.buf[i] >= 0x80)
			strbuf_addch(out, folded.buf[i]);
	strbuf_release(&folded);
}

const char *paper_id_key(struct str title, const char *first_author, struct arena *a)
{
	struct strbuf key = STRBUF_INIT;
	const char *id;

	key_text(title, &key);
	strbuf_addch(&key, '\n');
	if (first_author)
		key_text(str_of(first_author), &key);
	id = arena_printf(a, "key:%016" PRIx64, hash_bytes(key.buf, key.len));
	strbuf_release(&key);
	return id;
}

bool paper_id_is_key(const char *id)
{
	return str_starts(str_of(id), "key:");
}

const char *paper_id_arxiv(const char *id)
{
	return str_starts(str_of(id), "arxiv:") ? id + 6 : NULL;
}

/* YYMM.… since 0704, before that archive/YYMMNNN from 1991. */
const char *paper_id_month(const char *id, struct arena *a)
{
	const char *arxiv = paper_id_arxiv(id), *slash = arxiv ? strchr(arxiv, '/') : NULL;
	const char *d = slash ? slash + 1 : arxiv;
	int year, month;

	for (int i = 0; i < 4; i++)
		if (!d || !ch_digit(d[i]))
			return NULL;
	year = (d[0] - '0') * 10 + d[1] - '0';
	month = (d[2] - '0') * 10 + d[3] - '0';
	if (month < 1 || month > 12)
		return NULL;
	return arena_printf(a, "%d-%02d", year + (year > 90 ? 1900 : 2000), month);
}

const char *paper_id_doi(const char *id)
{
	return str_starts(str_of(id), "doi:") ? id + 4 : NULL;
}

const char *paper_id_page(const char *id, struct arena *a)
{
	struct str s = str_of(id);

	if (str_starts(s, "arxiv:"))
		return arena_printf(a, "https://arxiv.org/abs/%s", id + 6);
	if (str_starts(s, "doi:"))
		return arena_printf(a, "https://doi.org/%s", id + 4);
	if (str_starts(s, "acl:"))
		return arena_printf(a, "https://aclanthology.org/%s", id + 4);
	if (str_starts(s, "openreview:"))
		return arena_printf(a, "https://openreview.net/forum?id=%s", id + 11);
	return NULL;
}

const char *paper_id_pdf(const char *id, struct arena *a)
{
	struct str s = str_of(id);

	if (str_starts(s, "arxiv:"))
		return arena_printf(a, "https://arxiv.org/pdf/%s", id + 6);
	if (str_starts(s, "acl:"))
		return arena_printf(a, "https://aclanthology.org/%s.pdf", id + 4);
	if (str_starts(s, "openreview:"))
		return arena_printf(a, "https://openreview.net/pdf?id=%s", id + 11);
	return NULL;
}
