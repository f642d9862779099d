#include "extract/links.h"

#include "base/url.h"
#include "extract/link_place.h"
#include "extract/link_scan.h"

enum { URL_MOST = 2048, ROUNDS_MOST = 8 };

/* What ends a sentence or an emphasis, never a URL. */
static bool closing(char c)
{
	return strchr(".,;:!?*'\"`#&~", c);
}

static bool opening(char c)
{
	return ch_space(c) || strchr("<([{*'\"`", c);
}

/* Length of s up to a bracket that is opened and not closed again. */
static size_t balanced(struct str s)
{
	size_t open = 0, depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '(' && !depth++)
			open = i;
		else if (s.p[i] == ')' && depth)
			depth--;
	}
	return depth ? open : s.n;
}

static size_t authority_end(struct str url)
{
	ptrdiff_t scheme = str_find(url, "://");

	return scheme < 0 ? 0 : (size_t)scheme + 3;
}

/* Takes off the end whatever a person would not type: punctuation, "/", ".git". */
static struct str trim_end(struct str url)
{
	size_t least = authority_end(url);

	for (;;) {
		size_t n = balanced(url);

		if (n > least && (closing(url.p[n - 1]) || url.p[n - 1] == '/'))
			n--;
		else if (n == url.n && n > least + 4 && str_ends(url, ".git") &&
			 memchr(url.p + least, '/', n - least))
			n -= 4;
		if (n == url.n || n <= least)
			return url;
		url.n = n;
	}
}

/* RFC 3986, section 2: what may stand in a URL, quotes and brackets left out. */
static bool plain(char c)
{
	return ch_alnum(c) || (c && strchr("-._~:/?#@!$&()*+,;=", c));
}

static bool hex(char c)
{
	return ch_digit(c) || (ch_tolower(c) >= 'a' && ch_tolower(c) <= 'f');
}

/* Adds s, percent-encoded where a character may not stand in a URL. */
static void add_encoded(struct strbuf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (plain(c) || (c == '%' && i + 2 < s.n && hex(s.p[i + 1]) && hex(s.p[i + 2])))
			strbuf_addch(out, c);
		else
			strbuf_addf(out, "%%%02X", (unsigned char)c);
	}
}

/* A host name has a dot inside and letters or an address at its end. */
static bool good_host(struct str host)
{
	size_t dots = 0;

	if (!host.n || !ch_alnum(host.p[0]) || !ch_alnum(host.p[host.n - 1]))
		return false;
	for (size_t i = 0; i < host.n; i++) {
		if (!ch_alnum(host.p[i]) && !strchr("-._", host.p[i]))
			return false;
		if (host.p[i] == '.' && host.p[i - 1] == '.')
			return false;
		dots += host.p[i] == '.';
	}
	return dots > 0;
}

static void put_together(const struct url *u, struct str path, struct strbuf *out)
{
	strbuf_addz(out, u->scheme);
	strbuf_addz(out, "://");
	strbuf_addz(out, u->host);
	strbuf_addz(out, *u->port ? ":" : "");
	strbuf_addz(out, u->port);
	add_encoded(out, path);
	if (path.n < strlen(u->path))
		return;
	if (*u->query) {
		strbuf_addch(out, '?');
		add_encoded(out, str_of(u->query));
	}
	if (*u->fragment) {
		strbuf_addch(out, '#');
		add_encoded(out, str_of(u->fragment));
	}
}

/* Takes a URL apart and puts it together as it should be, in out; link gets what its place tells. */
static bool rewrite(struct str raw, struct arena *a, struct link *link, struct strbuf *out)
{
	struct link_place place;
	struct str path;
	struct url u;
	size_t path_n;

	if (url_parse(&u, trim_end(raw), a, NULL) < 0 || !good_host(str_of(u.host)))
		return false;
	path = str_of(u.path);
	link_place(str_of(u.host), path, a, &place, &path_n);
	strbuf_reset(out);
	put_together(&u, str_sub(path, 0, path_n), out);
	strbuf_setlen(out, trim_end(strbuf_str(out)).n);
	link->host = str_starts(str_of(u.host), "www.") ? u.host + 4 : u.host;
	link->repo = place.repo;
	link->kind = place.kind;
	return out->len <= URL_MOST;
}

/*
 * Reads a URL that has a scheme; false where it is none that may be opened. What is cut off may bare
 * something else to cut ("x/.git/."), so this goes on until nothing changes: then kind and repository are those of
 * the URL that is kept.
 */
static bool read_link(struct str raw, enum link_from from, struct arena *a, struct link *link)
{
	struct strbuf out = STRBUF_INIT;
	bool same = false;

	*link = (struct link){.url = arena_str(a, raw), .from = from, .stars = -1};
	for (int rounds = 0; !same && rounds < ROUNDS_MOST; rounds++) {
		if (!rewrite(str_of(link->url), a, link, &out))
			break;
		same = str_eqz(strbuf_str(&out), link->url);
		if (!same)
			link->url = arena_str(a, strbuf_str(&out));
	}
	strbuf_release(&out);
	return same;
}

/* The part of a URL that tells it from others: no scheme, no "www.". */
static struct str essence(const char *url)
{
	struct str s = str_of(url);

	s = str_sub(s, authority_end(s), s.n);
	return str_starts(s, "www.") ? str_sub(s, 4, s.n) : s;
}

static bool there_already(const struct link_vec *links, const struct link *link)
{
	struct str mine = essence(link->url);
	bool caseless = link_place_caseless(str_of(link->host));

	for (size_t i = 0; i < links->n; i++) {
		struct str other = essence(links->at[i].url);

		if (caseless ? str_case_eq(mine, other) : str_eq(mine, other))
			return true;
	}
	return false;
}

void links_find(struct str text, enum link_from from, struct arena *a, struct link_vec *links)
{
	struct strbuf raw = STRBUF_INIT;
	struct link_scan scan;
	struct link link;

	link_scan_init(&scan, text);
	while (links->n < LINKS_MOST && link_scan_next(&scan, &raw))
		if (read_link(strbuf_str(&raw), from, a, &link) && !there_already(links, &link))
			vec_push_in(a, links, link);
	strbuf_release(&raw);
}

bool links_read(struct str url, enum link_from from, struct arena *a, struct link *link)
{
	struct strbuf raw = STRBUF_INIT;
	bool good;

	while (url.n && opening(*url.p))
		url = str_sub(url, 1, url.n);
	url = str_trim(url);
	while (url.n && strchr(">]}", url.p[url.n - 1]))
		url.n--;
	if (str_find(url, "://") < 0)
		strbuf_addz(&raw, "https://");
	strbuf_addstr(&raw, url);
	good = read_link(strbuf_str(&raw), from, a, link);
	strbuf_release(&raw);
	return good;
}
