/* One paper as a reader left it, made whole: readable texts, links, id, tags. */
#include "app/ingest.h"

#include <string.h>

#include "extract/links.h"
#include "paper/paper_id.h"
#include "paper/withdrawn.h"
#include "text/tex.h"

/* The readable form of tex; the same pointer where there is no TeX in it. */
static const char *readable(const char *tex, struct strbuf *scratch, struct arena *a)
{
	if (!tex || !tex_any(str_of(tex)))
		return tex;
	strbuf_reset(scratch);
	tex_to_text(str_of(tex), scratch);
	return strcmp(tex, scratch->buf) ? arena_str(a, strbuf_str(scratch)) : tex;
}

static void read_texts(struct paper *p, struct arena *a)
{
	struct strbuf scratch = STRBUF_INIT;

	if (!p->title)
		p->title = readable(p->title_tex, &scratch, a);
	if (!p->abstract)
		p->abstract = readable(p->abstract_tex, &scratch, a);
	if (!p->title_tex)
		p->title_tex = p->title;
	if (!p->abstract_tex)
		p->abstract_tex = p->abstract;
	strbuf_release(&scratch);
}

static bool has_link(const struct link_vec *links, const char *url)
{
	for (size_t i = 0; i < links->n; i++)
		if (!strcmp(links->at[i].url, url))
			return true;
	return false;
}

/* Links that the record brought along, as a person would open them; those that nobody may open are left out. */
static void read_brought_links(struct paper *p, struct arena *a)
{
	struct link_vec brought = p->links;

	p->links = (struct link_vec){0};
	for (size_t i = 0; i < brought.n && p->links.n < LINKS_MOST; i++) {
		struct link *b = &brought.at[i], l;

		if (!links_read(str_of(b->url), b->from, a, &l) || has_link(&p->links, l.url))
			continue;
		b->url = l.url;
		b->host = l.host;
		b->repo = l.repo;
		if (b->kind == LINK_PAGE)
			b->kind = l.kind; /* the record may not have known better */
		vec_push_in(a, &p->links, *b);
	}
}

static void find_links(struct paper *p, struct arena *a)
{
	const struct {
		const char *text;
		enum link_from from;
	} places[] = {
		{p->title_tex, FROM_TITLE},
		{p->abstract_tex, FROM_ABSTRACT},
		{p->comments, FROM_COMMENTS},
	};

	read_brought_links(p, a);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i].text)
			links_find(str_of(places[i].text), places[i].from, a, &p->links);
}

/* What the record brings along, else its DOI, else title and first author. */
static void identify(struct paper *p, struct arena *a)
{
	const char *id = NULL;
	int version = 0;

	if (p->id)
		id = paper_id_read(str_of(p->id), a, &version);
	if (!id && p->doi)
		id = paper_id_read(str_of(p->doi), a, &version);
	if (!id)
		id = paper_id_key(str_of(p->title), p->authors.n ? p->authors.at[0] : NULL, a);
	if (!p->version)
		p->version = version;
	p->id = id;
}

/* Once for all formats: some say it in a field of its own, all may say it in words. */
static void find_withdrawn(struct paper *p)
{
	if (withdrawn_but_lost(str_of(p->comments)))
		p->withdrawn = false;
	p->withdrawn |= withdrawn_by_comments(str_of(p->comments)) || withdrawn_by_abstract(str_of(p->abstract));
}

/* Records of replacements, and bare ones, tell no day; arXiv's identifiers tell the month. */
static void find_date(struct paper *p, struct arena *a)
{
	if (!p->date && p->id)
		p->date = paper_id_month(p->id, a);
}

void ingest_texts(struct paper *p, struct extractor *x, struct arena *a)
{
	read_texts(p, a);
	find_links(p, a);
	/* A record that Carrel wrote brings its tags; those of the lists at hand are newer. */
	p->tags = (struct tag_vec){0};
	if (x)
		extractor_run(x, p->title, p->abstract, a, &p->tags);
}

void ingest_paper(struct paper *p, struct extractor *x, struct arena *a)
{
	ingest_texts(p, x, a);
	find_withdrawn(p);
	identify(p, a);
	find_date(p, a);
}
