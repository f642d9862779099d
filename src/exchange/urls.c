/*
 * urls - one address a line: the code of a paper, else the paper's own page, else its first link.
 */
#include "exchange/rows.h"
#include "paper/paper_id.h"

static void write_url(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	const struct link *code = paper_code(p);
	struct arena a = ARENA_INIT;
	const char *page = p->id ? paper_id_page(p->id, &a) : NULL;

	(void)m;
	if (code)
		page = code->url;
	else if (!page && p->links.n)
		page = p->links.at[0].url;
	if (page)
		strbuf_addf(out, "%s\n", page);
	arena_release(&a);
}

const struct format format_urls = {
	.name = "urls",
	.suffix = "",
	.doc = "one address a line: the code, else the page of the paper",
	.write = write_url,
};
