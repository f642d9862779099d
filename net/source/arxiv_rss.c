/* arXiv's announcements of a day, as RSS or Atom (formats: arXiv RSS and Atom specifications). */
#include "base/url.h"
#include "source/source.h"

/* Where they were until 2024. */
static bool old_place(const struct url *u)
{
	return (!strcmp(u->host, "export.arxiv.org") || !strcmp(u->host, "arxiv.org")) &&
	       (!strncmp(u->path, "/rss/", 5) || !strncmp(u->path, "/atom/", 6));
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct url u;

	(void)err;
	if (url_parse(&u, str_of(word), a, NULL) < 0)
		return 0;
	if (strcmp(u.host, "rss.arxiv.org") != 0 && !old_place(&u))
		return 0;
	t->name = word;
	t->what = u.path;
	return 1;
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
