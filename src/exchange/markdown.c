/*
 * markdown - a reading list as a person would write it (CommonMark 0.30): a bullet a paper, what
 * matters below it.
 */
#include "exchange/rows.h"
#include "paper/paper_id.h"

/* A backslash before every mark that CommonMark could take for markup (section 2.4). */
static void add_text(struct strbuf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (strchr("\\`*_[]<>#&|~$!", s.p[i]) && s.p[i])
			strbuf_addch(out, '\\');
		strbuf_addch(out, s.p[i]);
	}
}

/* An address between < and >, where only these and line breaks mean something. */
static void add_address(struct strbuf *out, const char *url)
{
	for (; *url; url++)
		if (*url == '<' || *url == '>' || *url == '\\' || (unsigned char)*url <= ' ')
			strbuf_addf(out, "%%%02X", (unsigned char)*url);
		else
			strbuf_addch(out, *url);
}

static void add_title(struct strbuf *out, const struct paper *p)
{
	struct arena a = ARENA_INIT;
	const char *page = p->id ? paper_id_page(p->id, &a) : NULL;
	struct str title = str_of(p->title ? p->title : p->title_tex);

	if (!page && p->links.n)
		page = p->links.at[0].url;
	strbuf_addz(out, page ? "- **[" : "- **");
	add_text(out, title);
	if (page) {
		strbuf_addz(out, "](<");
		add_address(out, page);
		strbuf_addz(out, ">)");
	}
	strbuf_addz(out, "**");
	arena_release(&a);
}

static void add_names(struct strbuf *out, const struct paper *p)
{
	for (size_t i = 0; i < p->authors.n; i++) {
		strbuf_addz(out, ", ");
		add_text(out, str_of(p->authors.at[i]));
	}
	if (p->et_al)
		strbuf_addz(out, " et al.");
	if (p->date)
		strbuf_addf(out, ", %s", p->date);
	if (p->venue) {
		strbuf_addz(out, ", ");
		add_text(out, str_of(p->venue));
	}
	strbuf_addch(out, '\n');
}

static void add_code(struct strbuf *out, const struct paper *p)
{
	for (size_t i = 0; i < p->links.n; i++) {
		if (p->links.at[i].kind != LINK_CODE)
			continue;
		strbuf_addz(out, "  - code: <");
		add_address(out, p->links.at[i].url);
		strbuf_addz(out, ">\n");
	}
}

static void add_tags(
	struct strbuf *out, const struct paper *p, enum tag_kind kind, const char *head)
{
	size_t n = 0;

	for (size_t i = 0; i < p->tags.n; i++) {
		if (p->tags.at[i].kind != kind)
			continue;
		strbuf_addf(out, "%s", n++ ? ", " : head);
		add_text(out, str_of(p->tags.at[i].name));
	}
	if (n)
		strbuf_addch(out, '\n');
}

static void add_marks(struct strbuf *out, const struct marks *m)
{
	struct str note = str_of(m->note), line;

	for (size_t i = 0; i < m->tags.n; i++) {
		strbuf_addz(out, i ? ", " : "  - my tags: ");
		add_text(out, str_of(m->tags.at[i]));
	}
	if (m->tags.n)
		strbuf_addch(out, '\n');
	if (m->state != STATE_NONE)
		strbuf_addf(out, "  - %s\n", paper_state_names[m->state]);
	for (size_t i = 0; str_line(&note, &line); i++) {
		strbuf_addz(out, i ? "    " : "  - ");
		strbuf_addstr(out, line); /* a note is the reader's own, markup included */
		strbuf_addch(out, '\n');
	}
}

static void begin(struct strbuf *out)
{
	strbuf_addz(out, "# Papers\n\n");
}

static void write_markdown(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	add_title(out, p);
	add_names(out, p);
	add_code(out, p);
	add_tags(out, p, TAG_DATASET, "  - datasets: ");
	add_tags(out, p, TAG_METHOD, "  - methods: ");
	if (m)
		add_marks(out, m);
}

const struct format format_markdown = {
	.name = "markdown",
	.suffix = ".md .markdown",
	.doc = "a reading list: titles as links, authors, code, tags, notes",
	.begin = begin,
	.write = write_markdown,
};
