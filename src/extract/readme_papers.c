#include "base/map.h"
#include "extract/link_scan.h"
#include "extract/links.h"
#include "extract/readme.h"
#include "paper/paper_id.h"

enum { ID_MOST = 200 };

struct finding {
	struct arena *a;
	struct strs *papers;
	struct map seen;
};

static void found(struct finding *f, const char *id)
{
	if (!id || f->papers->n >= README_PAPERS || map_get(&f->seen, str_of(id)))
		return;
	*map_put(&f->seen, str_of(id)) = 1;
	vec_push_in(f->a, f->papers, id);
}

/* ---- of a URL ---- */

static const char *openreview(struct str query, struct arena *a)
{
	struct str part;
	size_t n = 3;

	while (str_split(&query, '&', &part)) {
		if (!str_starts(part, "id="))
			continue;
		while (n < part.n && (ch_alnum(part.p[n]) || strchr("-_", part.p[n])))
			n++;
		return n > 7 ? arena_printf(a, "openreview:%.*s", (int)n - 3, part.p + 3) : NULL;
	}
	return NULL;
}

static struct str path_of(const char *url)
{
	struct str s = str_of(url);
	ptrdiff_t at = str_find(s, "://"), slash;

	s = str_sub(s, at < 0 ? 0 : (size_t)at + 3, s.n);
	slash = str_chr(s, '/');
	return slash < 0 ? (struct str){"", 0} : str_sub(s, (size_t)slash + 1, s.n);
}

static struct str after(struct str s, const char *mark)
{
	ptrdiff_t at = str_find(s, mark);

	return at < 0 ? (struct str){NULL, 0} : str_sub(s, (size_t)at + strlen(mark), s.n);
}

/* Only the identifier: without a fragment, a query, a page of it. */
static struct str doi_part(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("?#\"'<>{}|\\ ", s.p[i]))
			s.n = i;
	return s;
}

/* Sites that have the DOI in the path of the paper's page. */
static bool publisher(const char *host, struct str path, struct str *rest)
{
	static const char *const hosts[] = {"dl.acm.org", "onlinelibrary.wiley.com", "tandfonline.com", "science.org",
		"pubs.acs.org", "journals.sagepub.com", "link.springer.com", "biorxiv.org", "medrxiv.org"};

	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		ptrdiff_t at = strcmp(host, hosts[i]) ? -1 : str_find(path, "/10.");

		if (at >= 0) {
			*rest = str_sub(path, (size_t)at + 1, path.n);
			return true;
		}
	}
	return false;
}

/* "papers/P/P19/P19-1001/" of the Anthology's first address: the last segment. */
static struct str last_segment(struct str path)
{
	size_t from;

	while (str_ends(path, "/"))
		path.n--;
	for (from = path.n; from && path.p[from - 1] != '/'; from--)
		;
	return str_sub(path, from, path.n);
}

static const char *arxiv_part(struct str s, struct arena *a)
{
	s = doi_part(s);
	return s.n ? paper_id_read(str_of(arena_printf(a, "https://arxiv.org/abs/%.*s", STR_ARG(s))), a, NULL) : NULL;
}

static const char *of_link(const struct link *l, struct arena *a)
{
	struct str path = path_of(l->url), host = str_of(l->host), rest;

	if (publisher(l->host, path, &rest))
		return paper_id_read(doi_part(rest), a, NULL);
	if (str_eqz(host, "aclweb.org"))
		return str_starts(path, "anthology/") ? paper_id_acl(last_segment(path), a) : NULL;
	if (l->kind != LINK_PAPER)
		return NULL;
	if (str_eqz(host, "aclanthology.org"))
		return paper_id_acl(path, a);
	if (str_eqz(host, "openreview.net"))
		return openreview(after(path, "?"), a);
	if (str_eqz(host, "huggingface.co"))
		return arxiv_part(after(path, "papers/"), a);
	if (str_eqz(host, "alphaxiv.org") || str_eqz(host, "ar5iv.org"))
		return arxiv_part(last_segment(path), a);
	if (str_ends(host, "doi.org"))
		return paper_id_read(doi_part(path), a, NULL);
	return str_ends(host, "arxiv.org") ? paper_id_read(str_of(l->url), a, NULL) : NULL;
}

static void of_urls(struct finding *f, struct str raw)
{
	struct strbuf url = STRBUF_INIT;
	struct arena tmp = ARENA_INIT;
	struct link_scan scan;
	struct link link;

	link_scan_init(&scan, raw);
	while (f->papers->n < README_PAPERS && link_scan_next(&scan, &url)) {
		if (links_read(strbuf_str(&url), FROM_README, &tmp, &link)) {
			const char *id = of_link(&link, &tmp);

			found(f, id ? arena_strdup(f->a, id) : NULL);
		}
		arena_reset(&tmp);
	}
	arena_release(&tmp);
	strbuf_release(&url);
}

/* ---- of words: "arXiv:2210.05177", "eprint = {2210.05177}", "doi = {10.1/x}" ---- */

static const struct {
	const char *word, *scheme;
} words[] = {{"arxiv", "arxiv"}, {"eprint", "arxiv"}, {"doi", "doi"}};

static bool id_char(char c)
{
	return ch_alnum(c) || (c && strchr("./-_()+;:", c));
}

/* What stands behind the word at i, past the signs that may be between. */
static struct str value_at(struct str s, size_t i)
{
	size_t from = i, most = i + 8, n = 0;

	while (from < s.n && from < most && strchr(" :=\"{[", s.p[from]))
		from++;
	if (from == i)
		return (struct str){NULL, 0};
	while (from + n < s.n && n < ID_MOST && id_char(s.p[from + n]))
		n++;
	while (n && strchr(".,;:)(", s.p[from + n - 1]))
		n--;
	return str_sub(s, from, from + n);
}

static void word_at(struct finding *f, struct str s, size_t i)
{
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		struct str value;
		const char *id;

		if (!str_case_starts(str_sub(s, i, s.n), words[k].word))
			continue;
		value = value_at(s, i + strlen(words[k].word));
		if (value.n < 7 || !ch_digit(*value.p))
			continue;
		id = paper_id_read(str_of(arena_printf(f->a, "%s:%.*s", words[k].scheme, STR_ARG(value))), f->a, NULL);
		/* paper_id_read takes "arxiv:anything" as somebody's own scheme */
		if (id && (paper_id_doi(id) ? str_starts(value, "10.") : str_chr(value, '.') == 4))
			found(f, id);
	}
}

void readme_papers(struct str raw, struct arena *a, struct strs *papers)
{
	struct finding f = {a, papers, MAP_INIT};

	raw = str_sub(raw, 0, README_MOST * 4);
	of_urls(&f, raw);
	for (size_t i = 0; i < raw.n; i++)
		if (strchr("aAeEdD", raw.p[i]) && (!i || !ch_alnum(raw.p[i - 1])))
			word_at(&f, raw, i);
	map_release(&f.seen);
}
