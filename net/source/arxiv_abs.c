/* arXiv's page of one paper. Where it cannot be had, or its layout has changed, the API says the same. */
#include "base/url.h"
#include "exchange/arxiv_abs.h"
#include "paper/paper_id.h"
#include "source/source.h"

enum { DAY = 24 * 3600, NOT_FOUND = 404 };

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct url u;

	(void)err;
	if (url_parse(&u, str_of(word), a, NULL) < 0 || strncmp(u.path, "/abs/", 5) != 0 ||
		(strcmp(u.host, "arxiv.org") != 0 && strcmp(u.host, "www.arxiv.org") != 0))
		return 0;
	return paper_word(u.path + 5, a, t); /* without what stands behind the path, which is no part of an id */
}

static void begin(struct walk *w)
{
	strbuf_addf(walk_to(w, SERVICE_WWW), "/abs/%s", w->target->what);
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	if (w->service == SERVICE_API)
		return source_paper.take(w, body, in);
	if (arxiv_abs_read(body, in, NULL) == 0)
		return WALK_DONE;
	source_paper.begin(w);
	return WALK_ON;
}

static enum walk_step refused(struct walk *w, int status, struct str body)
{
	if (w->service == SERVICE_API)
		return source_paper.refused(w, status, body);
	if (status == NOT_FOUND)
		return walk_settle(w, ERR_NOT_FOUND, "arXiv has no such paper: %s", w->target->what);
	if (status)
		return WALK_AGAIN;
	source_paper.begin(w);
	return WALK_ON;
}

const struct source source_abs = {
	.name = "page",
	.form = "https://arxiv.org/abs/2210.05177",
	.accept = "text/html",
	.fresh = DAY,
	.read = read_word,
	.begin = begin,
	.take = take,
	.refused = refused,
};
