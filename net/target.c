#include "target.h"

#include <inttypes.h>
#include <string.h>

#include "base/url.h"
#include "base/utf8.h"
#include "exchange/categories.h"
#include "pace.h"
#include "paper/paper_id.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
enum { CATEGORY, QUERY, PAPER, ANNOUNCED, FEED };

#define FEED_TYPES "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"

/* Answers to queries change once a day (arXiv API user's manual, section 3.1.1.1). */
const struct source sources[] = {
	[CATEGORY] = {"category", "arxiv:cs.LG", 15 * MINUTE, true, 200, "endpoint.arxiv_api", FEED_TYPES},
	[QUERY] = {"query", "arxiv:au:Shen_L", 15 * MINUTE, true, 1000, "endpoint.arxiv_api", FEED_TYPES},
	[PAPER] = {"paper", "arxiv:2210.05177", DAY, false, 0, "endpoint.arxiv_api", FEED_TYPES},
	[ANNOUNCED] = {"announcements", "https://rss.arxiv.org/rss/cs.LG", HOUR, false, 0, "endpoint.arxiv_rss",
		FEED_TYPES},
	[FEED] = {"feed", "https://HOST/feed.xml", HOUR, false, 0, NULL, FEED_TYPES},
};

const size_t sources_n = sizeof sources / sizeof *sources;

/* Fields of a query (arXiv API user's manual, section 5.1), and those for its ranges of dates. */
static const char *const fields[] = {"ti", "au", "abs", "co", "jr", "cat", "rn", "id", "all", "submittedDate",
	"lastUpdatedDate", NULL};

static bool is_query(struct str text)
{
	ptrdiff_t colon = str_chr(text, ':');

	for (size_t i = 0; colon > 0 && i < (size_t)colon; i++)
		if (!ch_alpha(text.p[i]) && text.p[i] != '(')
			return false;
	while (colon > 0 && text.p[0] == '(')
		text = str_sub(text, 1, text.n), colon--;
	for (size_t i = 0; colon > 0 && fields[i]; i++)
		if (str_eqz(str_sub(text, 0, (size_t)colon), fields[i]))
			return true;
	return false;
}

/* RFC 3986, section 2.1; a blank is "+", which arXiv takes only unescaped. */
static void add_escaped(struct strbuf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (ch_alnum(c) || strchr("-._~:+*", c))
			strbuf_addch(out, c);
		else if (ch_space(c))
			strbuf_addch(out, '+');
		else
			strbuf_addf(out, "%%%02X", (unsigned char)c);
	}
}

static const char *host_of(const char *url, struct arena *a)
{
	struct url u;

	return url_parse(&u, str_of(url), a, NULL) == 0 ? u.host : "";
}

/* Where the source's service lies, and whose pace it has: that of the service, wherever a mirror of it stands. */
static const char *base_of(const struct config *c, const struct source *s, struct arena *a, struct target *t)
{
	t->source = s;
	t->endpoint = config_is_set(c, s->option);
	t->group = pace_group(host_of(option_find(s->option)->fallback, a));
	if (t->endpoint && !config_flag(c, "fetch.pace"))
		t->group = PACE_OWN;
	return config_text(c, s->option);
}

static int ask_arxiv(const struct config *c, int kind, const char *what, struct str value, struct arena *a,
	struct target *t)
{
	struct strbuf url = STRBUF_INIT;

	strbuf_addf(&url, "%s?%s", base_of(c, &sources[kind], a, t), what);
	add_escaped(&url, value);
	if (sources[kind].pages)
		strbuf_addz(&url, "&sortBy=lastUpdatedDate&sortOrder=descending");
	else
		strbuf_addz(&url, "&max_results=1");
	t->url = arena_str(a, strbuf_str(&url));
	strbuf_release(&url);
	return 0;
}

static int unknown(const char *word, struct err *err)
{
	struct strbuf forms = STRBUF_INIT;
	int rc;

	for (size_t i = 0; i < sources_n; i++)
		strbuf_addf(&forms, "%s%s", i ? ", " : "", sources[i].form);
	rc = err_set(err, ERR_USAGE, "%.200s: no source that is known; known are %s, and files", word, forms.buf);
	strbuf_release(&forms);
	return rc;
}

/* "arxiv:" and something. */
static int read_arxiv(const struct config *c, const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct str rest = str_of(word + strlen("arxiv:"));
	const char *code = category_read(rest, a);

	if (code) {
		t->name = arena_printf(a, "arxiv:%s", code);
		/* "cs" alone stands for all of its subjects. */
		return ask_arxiv(c, CATEGORY, "search_query=cat:",
			category_has_subjects(code) ? str_of(arena_printf(a, "%s.*", code)) : str_of(code), a, t);
	}
	if (is_query(rest)) {
		t->name = word;
		return ask_arxiv(c, QUERY, "search_query=", rest, a, t);
	}
	return err_set(err, ERR_USAGE,
		"%.200s: arXiv has no such category, id or query field; "
		"as in arxiv:cs.LG, arxiv:2210.05177, arxiv:au:Shen_L",
		word);
}

static int read_url(const struct config *c, const char *word, struct arena *a, struct target *t, struct err *err)
{
	static const char announced[] = "https://rss.arxiv.org";
	struct url u;
	int rc = url_parse(&u, str_of(word), a, err);

	if (rc < 0)
		return err_set(err, ERR_USAGE, "%.200s: no URL", word);
	t->name = word;
	if (!strcmp(u.host, "arxiv.org") || !strcmp(u.host, "www.arxiv.org"))
		return err_set(err, ERR_USAGE, "%.200s: arXiv's pages are not read; arxiv:cs.LG brings the same papers",
			word);
	if (!strcmp(u.host, "rss.arxiv.org")) {
		const char *base = base_of(c, &sources[ANNOUNCED], a, t);

		t->url = t->endpoint ? arena_printf(a, "%s%s", base, u.path)
				     : arena_printf(a, "%s%s", announced, u.path);
		return 0;
	}
	if (strcmp(u.scheme, "https") != 0)
		return err_set(err, ERR_USAGE, "%.200s: only https is fetched", word);
	t->source = &sources[FEED];
	t->url = word;
	t->group = pace_group(u.host);
	return 0;
}

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && ch_digit(s.p[n]))
		n++;
	return n;
}

/* "2210.05177" or "math/0309136" (arXiv identifier scheme). */
static bool is_arxiv_id(const char *text)
{
	struct str s = str_of(text), tail;
	ptrdiff_t slash = str_chr(s, '/');

	if (slash > 0)
		return category_known(str_sub(s, 0, (size_t)slash)) &&
		       digits(tail = str_sub(s, (size_t)slash + 1, s.n)) == 7 && tail.n == 7;
	tail = str_sub(s, 5, s.n);
	return digits(s) == 4 && s.n > 5 && s.p[4] == '.' && digits(tail) == tail.n && (tail.n == 4 || tail.n == 5);
}

int target_read(const struct config *c, const char *word, struct arena *a, struct target *t, struct err *err)
{
	const char *id = paper_id_read(str_of(word), a, NULL), *arxiv = id ? paper_id_arxiv(id) : NULL;

	*t = (struct target){0};
	if (!utf8_valid(str_of(word)))
		return err_set(err, ERR_USAGE, "%.200s: not UTF-8", word);
	if (arxiv && is_arxiv_id(arxiv)) {
		t->name = id;
		return ask_arxiv(c, PAPER, "id_list=", str_of(arxiv), a, t);
	}
	if (str_case_starts(str_of(word), "arxiv:"))
		return read_arxiv(c, word, a, t, err);
	if (strstr(word, "://"))
		return read_url(c, word, a, t, err);
	return unknown(word, err);
}

void target_url(const struct target *t, int64_t start, struct strbuf *out)
{
	strbuf_reset(out);
	strbuf_addz(out, t->url);
	if (t->source->pages)
		strbuf_addf(out, "&start=%" PRId64 "&max_results=%d", start, TARGET_PAGE);
}
