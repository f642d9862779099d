/*
 * arXiv's listings as pages: of a day, a week, a month, a year (arXiv/arxiv-browse, browse/controllers/list_page), and
 * of any day of the last three months (catchup_page.py).
 *
 * Few large pages rather than many small ones, since arxiv.org wants to be asked every 15 seconds only. Where the
 * reader's URL says how many and from where on, that holds.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/url.h"
#include "exchange/arxiv_list.h"
#include "exchange/categories.h"
#include "source/source.h"

enum {
	HOUR = 3600,
	MOST = 2000,  /* entries of a page */
	OVERLAP = 5,  /* entries that two pages share: a listing may grow while it is read */
};

struct listing {
	const char *path; /* "/list/cs.CL/recent" */
	bool catchup;     /* pages have numbers there */
	int64_t skip, show, page;
};

/* ---- the word ---- */

/* The number that a query gives name, or absent. */
static int64_t parameter(struct str query, const char *name, int64_t absent)
{
	struct str pair;
	int64_t n = 0;

	while (str_split(&query, '&', &pair)) {
		ptrdiff_t sign = str_chr(pair, '=');

		if (sign < 0 || !str_eqz(str_sub(pair, 0, (size_t)sign), name))
			continue;
		for (size_t i = (size_t)sign + 1; i < pair.n; i++) {
			if (!ch_digit(pair.p[i]) || n > 10000000)
				return absent;
			n = n * 10 + (pair.p[i] - '0');
		}
		return (size_t)sign + 1 < pair.n ? n : absent;
	}
	return absent;
}

/* The numbers that arXiv takes; it refuses all others. */
static int64_t page_size(struct str query)
{
	static const int sizes[] = {25, 50, 100, 250, 500, 1000, 2000};
	int64_t show = parameter(query, "show", MOST);

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (show == sizes[i])
			return show;
	return MOST;
}

static bool is_date(struct str text, bool whole)
{
	int y, m, d;

	return date_parse(text, &y, &m, &d) && y > 1990 && y < 2100 &&
	       (whole ? d && text.n == 10 : !d && (text.n == 4 || text.n == 7));
}

static bool is_list(struct str what)
{
	return str_eqz(what, "new") || str_eqz(what, "recent") || str_eqz(what, "pastweek") || is_date(what, false);
}

static bool on_arxiv(const struct url *u)
{
	return !strcmp(u->host, "arxiv.org") || !strcmp(u->host, "www.arxiv.org");
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct str path, kind = {"", 0}, category = {"", 0};
	const char *code;
	struct url u;

	if (url_parse(&u, str_of(word), a, NULL) < 0 || !on_arxiv(&u))
		return 0;
	path = str_sub(str_of(u.path), 1, strlen(u.path));
	if (str_ends(path, "/"))
		path.n--;
	str_split(&path, '/', &kind);
	if (!str_eqz(kind, "list") && !str_eqz(kind, "catchup"))
		return 0;
	str_split(&path, '/', &category);
	code = category_read(category, a);
	if (!code || (str_eqz(kind, "list") ? !is_list(path) : !is_date(path, true)))
		return err_set(err, ERR_USAGE, "%.200s: as in https://arxiv.org/list/cs.CL/recent (new, pastweek, "
			"2026-01, 2026) or https://arxiv.org/catchup/cs.CL/2026-01-31", word);
	t->name = arena_printf(a, "https://arxiv.org%s%s%s", u.path, *u.query ? "?" : "", u.query);
	t->what = arena_printf(a, "/%.*s/%s/%.*s?skip=%" PRId64 "&show=%" PRId64, STR_ARG(kind), code, STR_ARG(path),
		parameter(str_of(u.query), "skip", 0), page_size(str_of(u.query)));
	return 1;
}

/* ---- pages ---- */

static void ask(struct walk *w)
{
	const struct listing *l = w->own;
	struct strbuf *url = walk_to(w, SERVICE_WWW);

	strbuf_addz(url, l->path);
	if (!l->catchup)
		strbuf_addf(url, "?skip=%" PRId64 "&show=%" PRId64, l->skip, l->show);
	else if (l->page > 1)
		strbuf_addf(url, "?abs=True&page=%" PRId64, l->page);
	else
		strbuf_addz(url, "?abs=True");
}

static void begin(struct walk *w)
{
	struct listing *l = w->own = arena_zalloc(&w->arena, sizeof *l);
	struct str path, query = str_of(w->target->what);

	str_split(&query, '?', &path);
	l->path = arena_str(&w->arena, path);
	l->catchup = str_starts(path, "/catchup");
	l->skip = parameter(query, "skip", 0);
	l->show = parameter(query, "show", MOST);
	l->page = 1;
	ask(w);
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct listing *l = w->own;
	struct arxiv_list_facts f;
	struct err err = {""};
	int64_t seen;

	if (arxiv_list_read(body, in, &f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	w->total = f.total;
	seen = (f.first > 0 ? f.first - 1 : l->catchup ? (l->page - 1) * MOST : l->skip) + (int64_t)f.entries;
	if (f.none || !f.entries || (f.total < 0 ? (int64_t)f.entries < l->show : seen >= f.total))
		return WALK_DONE;
	l->page++;
	seen = seen > OVERLAP ? seen - OVERLAP : seen;
	if (!l->catchup && seen <= l->skip)
		return walk_fail(w, ERR_PARTLY, "incomplete: the same page comes again and again");
	l->skip = seen;
	ask(w);
	return WALK_ON;
}

const struct source source_list = {
	.name = "listing",
	.form = "https://arxiv.org/list/cs.LG/recent",
	.accept = "text/html",
	.fresh = HOUR,
	.read = read_word,
	.begin = begin,
	.take = take,
};
