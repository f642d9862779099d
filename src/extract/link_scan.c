#include "extract/link_scan.h"

#include "extract/link_place.h"

enum {
	BLANKS_MOST = 2,  /* between the torn parts of a URL */
	TOKEN_MOST = 256, /* looked at to tell whether the next word belongs to it */
	JOINS_MOST = 6,   /* parts that one URL is put together from */
	RAW_MOST = 4096,  /* a URL is given up beyond this */
	HOST_MOST = 253,  /* RFC 1035, section 2.3.4 */
};

/* What stands in a URL and means something else; "" in `as` ends the URL. */
static const struct piece {
	const char *text, *as;
} pieces[] = {
	{"\\_", "_"},
	{"\\#", "#"},
	{"\\&", "&"},
	{"\\%", "%"},
	{"\\-", "-"},
	{"\\/", "/"},
	{"\\~{}", "~"},
	{"\\~", "~"},
	{"\\string~", "~"},
	{"\\string_", "_"},
	{"\\textunderscore{}", "_"},
	{"\\textunderscore ", "_"},
	{"\\textasciitilde{}", "~"},
	{"\\textasciitilde ", "~"},
	{"{\\_}", "_"},
	{"{_}", "_"},
	{"{-}", "-"},
	{"{~}", "~"},
	{"{\\~{}}", "~"},
	{"{\\~}", "~"},
	{"{\\textunderscore}", "_"},
	{"{\\textasciitilde}", "~"},
	{"$\\sim$", "~"},
	{"$_$", "_"},
	{"$\\_$", "_"},
	{"&amp;", "&"},
	{"&lt;", ""},
	{"&gt;", ""},
	{"&quot;", ""},
};

/* A word that goes on with the sentence, not with the URL in front of it. */
static const char *const function_words[] = {"a", "also", "and", "are", "as", "at", "by", "can",
	"for", "from", "has", "in", "is", "it", "of", "on", "or", "our", "soon", "that", "the", "this", "to",
	"we", "which", "will", "with"};

void link_scan_init(struct link_scan *s, struct str text)
{
	*s = (struct link_scan){text, 0, 0, 0, 0};
}

static char at(struct str t, size_t i)
{
	return i < t.n ? t.p[i] : 0;
}

static size_t next_of(struct str t, size_t from, char c)
{
	ptrdiff_t n = str_chr(str_sub(t, from, t.n), c);

	return n < 0 ? t.n : from + (size_t)n;
}

static size_t skip_blanks(struct str t, size_t i)
{
	size_t end = i + BLANKS_MOST;

	while (i < end && i < t.n && ch_space(t.p[i]))
		i++;
	return i;
}

/* ---- where a URL begins ---- */

/* Whether "http" or "https" stands right in front of i and not in front of floor. */
static bool scheme_before(struct str t, size_t floor, size_t i, bool *tls)
{
	for (int blanks = 0; blanks < BLANKS_MOST && i > floor && ch_space(t.p[i - 1]); blanks++)
		i--;
	*tls = i - floor >= 5 && str_case_eq(str_sub(t, i - 5, i), STR_LIT("https"));
	return *tls || (i - floor >= 4 && str_case_eq(str_sub(t, i - 4, i), STR_LIT("http")));
}

static bool host_char(char c)
{
	return ch_alnum(c) || c == '-' || c == '.' || c == '_';
}

/* Bytes of the host at i, a sentence dot at its end not counted. */
static struct str host_at(struct str t, size_t i)
{
	size_t end = i;

	while (end < t.n && end - i <= HOST_MOST && host_char(t.p[end]))
		end++;
	while (end > i && t.p[end - 1] == '.')
		end--;
	return str_sub(t, i, end);
}

static struct str last_label(struct str host)
{
	size_t i = host.n;

	while (i && host.p[i - 1] != '.')
		i--;
	return str_sub(host, i, host.n);
}

static bool all_alpha(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]))
			return false;
	return true;
}

static bool known_host(struct str host, bool *bare)
{
	char low[HOST_MOST];

	if (!host.n || host.n > sizeof low)
		return false;
	for (size_t i = 0; i < host.n; i++)
		low[i] = ch_tolower(host.p[i]);
	return link_place_known((struct str){low, host.n}, bare);
}

/* After the colon of a scheme: where the host begins, 0 where none does. */
static size_t host_after_colon(struct str t, size_t colon)
{
	size_t i = skip_blanks(t, colon + 1), slashes = 0;
	struct str host;
	bool bare;

	while (slashes < 3 && at(t, i + slashes) == '/')
		slashes++;
	if (!slashes && i > colon + 1)
		return 0;
	i = skip_blanks(t, i + slashes);
	if (slashes >= 2)
		return i < t.n && ch_alnum(t.p[i]) ? i : 0;
	host = host_at(t, i); /* "https:/host", "https:host": not without a second sign */
	if (slashes)
		return host.n && memchr(host.p, '.', host.n) ? i : 0;
	return known_host(host, &bare) ? i : 0;
}

/* The top-level domains under which a host without scheme and "www." is believed, when a path follows. */
static bool common_domain(struct str host)
{
	static const char *const domains[] = {"com", "org", "net", "edu", "gov", "io", "ai"};
	struct str last = last_label(host);

	for (size_t i = 0; i < host.n; i++)
		if (ch_upper(host.p[i]) || host.p[i] == '_')
			return false;
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
		if (str_eqz(last, domains[i]))
			return true;
	return false;
}

static bool path_follows(struct str t, size_t end)
{
	char after = at(t, end + 1);

	return at(t, end) == '/' && (ch_alnum(after) || (after && ch_space(after)));
}

/* Whether a host that stands without a scheme is one, and not the end of an address or a path. */
static bool bare_host_at(struct str t, struct str host)
{
	size_t from = (size_t)(host.p - t.p), end = from + host.n;
	char before = from ? t.p[from - 1] : ' ';
	struct str last = last_label(host);
	bool bare, path = path_follows(t, end);

	if (last.n < 2 || !all_alpha(last) || !ch_alnum(*host.p) || strchr("@/\\", before))
		return false;
	if (str_case_starts(host, "www."))
		return host.n - last.n > 5;
	if (known_host(host, &bare))
		return path || bare;
	return path && !ch_space(at(t, end + 1)) && common_domain(host);
}

/* "doi:10.5281/zenodo.1", "DOI 10.1000/x": the dot of "10." is at i. */
static bool doi_at(struct str t, size_t floor, size_t dot)
{
	size_t i = dot - 2, digits = 0;

	if (dot < floor + 2 || t.p[i] != '1' || t.p[i + 1] != '0')
		return false;
	while (digits < 10 && ch_digit(at(t, dot + 1 + digits)))
		digits++;
	if (digits < 4 || digits > 9 || at(t, dot + 1 + digits) != '/')
		return false;
	while (i > floor && i + 6 > dot && (ch_space(t.p[i - 1]) || t.p[i - 1] == ':'))
		i--;
	return i >= floor + 3 && str_case_eq(str_sub(t, i - 3, i), STR_LIT("doi"));
}

/* ---- how far it goes ---- */

static bool url_char(char c)
{
	return ch_alnum(c) || (c && strchr("-._~:/?#@!&()*+,;=%", c));
}

static const struct piece *piece_at(struct str t, size_t i)
{
	if (!strchr("\\{$&", t.p[i]) || !t.p[i])
		return NULL;
	for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++)
		if (str_starts(str_sub(t, i, t.n), pieces[k].text))
			return &pieces[k];
	return NULL;
}

/* Another URL begins at i, glued to this one (but an archive's "/web/2020/http://…" is one). */
static bool glued_scheme(struct str t, size_t i, const struct strbuf *raw)
{
	struct str rest = str_sub(t, i, t.n);
	char before = raw->buf[raw->len - 1];

	return (t.p[i] == 'h' || t.p[i] == 'H') && before != '/' && before != '=' &&
	       (str_case_starts(rest, "http://") || str_case_starts(rest, "https://"));
}

static bool stray_percent(struct str t, size_t i)
{
	for (size_t k = 1; k <= 2; k++) {
		char c = ch_tolower(at(t, i + k));

		if (!ch_digit(c) && (c < 'a' || c > 'f'))
			return true;
	}
	return false;
}

/* ---- a URL that is torn ---- */

/* The word at i, to the next blank, without the punctuation at its end; NULL where it starts no path. */
static struct str word_at(struct str t, size_t i)
{
	size_t end = i;

	while (end < t.n && end - i < TOKEN_MOST && url_char(t.p[end]))
		end++;
	while (end > i && strchr(".,;:!?)(*", t.p[end - 1]))
		end--;
	return end > i && ch_alnum(t.p[i]) ? str_sub(t, i, end) : (struct str){NULL, 0};
}

static bool function_word(struct str word)
{
	for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++)
		if (str_case_eq(word, str_of(function_words[i])))
			return true;
	return false;
}

/* No word of a sentence looks so: a hyphen, underline or digit inside, or a capital after a small letter. */
static bool looks_like_name(struct str w)
{
	for (size_t i = 0; i < w.n; i++) {
		if (ch_digit(w.p[i]) || w.p[i] == '_' || (i && w.p[i] == '-'))
			return true;
		if (i && ch_upper(w.p[i]) && ch_lower(w.p[i - 1]))
			return true;
	}
	return false;
}

/* The word ends its sentence, and is no small one: "https://github.com/owner/ NAME." */
static bool ends_sentence(struct str t, struct str word)
{
	size_t end = (size_t)(word.p - t.p) + word.n;

	return ch_upper(*word.p) && at(t, end) == '.' &&
	       (end + 1 == t.n || ch_space(t.p[end + 1]));
}

static size_t count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* The host is not whole yet: "https://github. com/a/b", "https://huajian- zeng.github.io". */
static bool host_goes_on(struct str host, struct str word)
{
	char whole[HOST_MOST];
	size_t n = 0;
	bool bare;

	if (str_ends(host, "-"))
		return memchr(word.p, '.', word.n);
	if (!str_ends(host, "."))
		return false;
	while (n < word.n && host_char(word.p[n]))
		n++;
	if (host.n + n > sizeof whole)
		return false;
	memcpy(whole, host.p, host.n);
	memcpy(whole + host.n, word.p, n);
	return known_host((struct str){whole, host.n + n}, &bare);
}

/* The path on a host of repositories ends in "/" before owner or name are said. */
static bool name_is_missing(struct str host, struct str path, struct str t, struct str word)
{
	if (!str_ends(path, "/") || !link_place_owned(host))
		return false;
	if (path.n == 1)
		return count(word, '/') >= 1;
	return count(path, '/') == 2 && (looks_like_name(word) || ends_sentence(t, word));
}

/* Whether the word behind a blank at i belongs to the URL read so far. */
static bool goes_on(struct str t, size_t i, const struct strbuf *raw, size_t host_from)
{
	struct str url = strbuf_str(raw), rest = str_sub(url, host_from, url.n), host, word;
	ptrdiff_t slash = str_chr(rest, '/');

	word = word_at(t, skip_blanks(t, i));
	if (!word.p || str_find(word, "://") >= 0 || function_word(word))
		return false;
	if (slash < 0)
		return host_goes_on(rest, word);
	host = str_sub(rest, 0, (size_t)slash);
	rest = str_sub(rest, (size_t)slash, rest.n);
	if (str_ends(rest, "-") || str_ends(rest, "_"))
		return true;
	if (name_is_missing(host, rest, t, word))
		return true;
	/* "https://someone.github.io/ some-project/": its own slash says that it is a path */
	return rest.n == 1 && looks_like_name(word) && str_ends(word, "/");
}

/* Adds the URL's text from i (its host in lower case) to raw; answers where it ends. */
static size_t read_url(struct str t, size_t i, struct strbuf *raw)
{
	size_t host_from = raw->len;
	bool in_host = true;
	int depth = 0, joins = 0;

	while (i < t.n && raw->len < RAW_MOST) {
		const struct piece *piece = piece_at(t, i);
		char c = piece ? *piece->as : t.p[i];

		if (ch_space(c) && joins++ < JOINS_MOST && goes_on(t, i, raw, host_from)) {
			i = skip_blanks(t, i);
			continue;
		}
		in_host = in_host && c != '/';
		depth += (c == '(') - (c == ')');
		if (!url_char(c) || depth < 0 || glued_scheme(t, i, raw))
			break;
		if (c == '%' && stray_percent(t, i + (piece ? strlen(piece->text) - 1 : 0)))
			break;
		strbuf_addch(raw, in_host ? ch_tolower(c) : c);
		i += piece ? strlen(piece->text) : 1;
	}
	return i;
}

/* What the dot at `dot` stands in: a host without scheme or a DOI. Moves s->at behind it. */
static bool read_bare(struct link_scan *s, size_t dot, struct strbuf *raw)
{
	size_t from = dot;
	struct str host;

	if (doi_at(s->text, s->done, dot)) {
		strbuf_addz(raw, "https://doi.org/");
		s->at = read_url(s->text, dot - 2, raw);
		return true;
	}
	if (!ch_alpha(at(s->text, dot + 1))) {
		s->at = dot + 1;
		return false;
	}
	while (from > s->at && host_char(s->text.p[from - 1]))
		from--;
	host = host_at(s->text, from);
	s->at = from + host.n > dot ? from + host.n : dot + 1;
	if (host.n > HOST_MOST || !host.n || !bare_host_at(s->text, host))
		return false;
	strbuf_addz(raw, "https://");
	s->at = read_url(s->text, from, raw);
	return true;
}

static bool read_schemed(struct link_scan *s, size_t colon, struct strbuf *raw)
{
	bool tls;
	size_t from;

	if (!scheme_before(s->text, s->done, colon, &tls) || !(from = host_after_colon(s->text, colon))) {
		s->at = colon + 1;
		return false;
	}
	strbuf_addz(raw, tls ? "https://" : "http://");
	s->at = read_url(s->text, from, raw);
	return true;
}

bool link_scan_next(struct link_scan *s, struct strbuf *raw)
{
	bool found = false;

	strbuf_reset(raw);
	while (!found) {
		if (s->colon < s->at || !s->at)
			s->colon = next_of(s->text, s->at, ':');
		if (s->dot < s->at || !s->at)
			s->dot = next_of(s->text, s->at, '.');
		if (s->colon >= s->text.n && s->dot >= s->text.n)
			return false;
		found = s->colon < s->dot ? read_schemed(s, s->colon, raw) : read_bare(s, s->dot, raw);
	}
	s->done = s->at;
	return true;
}
