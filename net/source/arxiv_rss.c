/* arXiv's announcements of a day, as RSS or Atom (formats: arXiv RSS and Atom specifications). */
#include "base/url.h"
#include "exchange/categories.h"
#include "source/source.h"

/* Where they were until 2024. */
static bool old_place(const struct url *u)
{
	return (!strcmp(u->host, "export.arxiv.org") || !strcmp(u->host, "arxiv.org")) &&
	       (!strncmp(u->path, "/rss/", 5) || !strncmp(u->path, "/atom/", 6));
}

/* "/rss/cs.LG+stat.ML": for what it does not know arXiv answers an empty feed. */
static bool known(const char *path, struct arena *a)
{
	struct str codes = str_of(path), code;

	str_split(&codes, '/', &code);
	str_split(&codes, '/', &code);
	if (!codes.n)
		return false;
	while (str_split(&codes, '+', &code))
		if (!category_read(code, a))
			return false;
	return true;
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct url u;

	if (url_parse(&u, str_of(word), a, NULL) < 0)
		return 0;
	if (strcmp(u.host, "rss.arxiv.org") != 0 && !old_place(&u))
		return 0;
	t->name = word;
	t->what = u.path;
	return known(u.path, a) ? 1 : err_set(err, ERR_USAGE, "%.200s: arXiv has no such category", word);
}

static void begin(struct walk *w)
{
	strbuf_addz(walk_to(w, SERVICE_RSS), w->target->what);
}

const struct source source_rss = {
	.name = "announcements",
	.form = "https://rss.arxiv.org/rss/cs.LG",
	.accept = FEED_TYPES,
	.fresh = 3600,
	.read = read_word,
	.begin = begin,
	.take = feed_take,
	.refused = feed_refused,
};
