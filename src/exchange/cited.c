#include "exchange/cited.h"

#include "exchange/field.h"
#include "paper/paper_id.h"

/* ---- dates ---- */

/* The most precise one; of those that are as precise, that of the first version. */
static void take_date(struct cited *c, struct str content, int rank)
{
	const char *date = field_date(content, c->a), *known = c->paper.date;

	if (!date || (known && (strlen(date) < strlen(known) ||
			(strlen(date) == strlen(known) && rank <= c->date_rank))))
		return;
	c->paper.date = date;
	c->date_rank = rank;
}

static void date_of_first(struct cited *c, struct str content)
{
	take_date(c, content, 4);
}

static void date_of_record(struct cited *c, struct str content)
{
	take_date(c, content, 3);
}

static void date_online(struct cited *c, struct str content)
{
	c->online_date = field_date(content, c->a);
	take_date(c, content, 2);
}

static void date_of_publication(struct cited *c, struct str content)
{
	take_date(c, content, 1);
}

/* ---- the others ---- */

static void take_title(struct cited *c, struct str content)
{
	if (!c->paper.title_tex)
		c->paper.title_tex = field_line(content, c->a);
}

/* "Maldacena, Juan M.", "Juan M. Maldacena" */
static void take_author(struct cited *c, struct str content)
{
	field_author_turned(content, c->a, &c->paper.authors);
}

/* "Lee, Ann; Ek, Bo", "Ann Lee, Bo Ek" */
static void take_authors(struct cited *c, struct str content)
{
	c->paper.et_al |= field_authors(content, c->a, &c->paper.authors);
}

static void take_contributor(struct cited *c, struct str content)
{
	field_author_turned(content, c->a, &c->contributors);
}

static void take_doi(struct cited *c, struct str content)
{
	if (!c->paper.doi)
		c->paper.doi = field_doi(content, c->a);
}

/* DC.Identifier: a DOI, or anything else. */
static void take_identifier(struct cited *c, struct str content)
{
	content = str_trim(content);
	if (str_starts(content, "10.") || str_case_starts(content, "doi:") || str_find(content, "doi.org/10.") >= 0)
		take_doi(c, content);
}

static void take_id(struct cited *c, struct str content)
{
	const char *line = field_line(content, c->a);

	c->paper.id = line ? paper_id_read(str_of(line), c->a, NULL) : NULL;
}

static void take_venue(struct cited *c, struct str content)
{
	if (!c->paper.venue)
		c->paper.venue = field_text(content, c->a);
}

static void take_abstract(struct cited *c, struct str content)
{
	if (!c->paper.abstract_tex)
		c->paper.abstract_tex = field_line(content, c->a);
}

static void take_page(struct cited *c, struct str content)
{
	if (!c->paper.links.n)
		field_link(content, LINK_PAGE, c->a, &c->paper.links);
}

static const struct {
	const char *name;
	void (*take)(struct cited *c, struct str content);
} tags[] = {
	{"citation_title", take_title},
	{"citation_author", take_author},
	{"citation_authors", take_authors},
	{"citation_doi", take_doi},
	{"citation_date", date_of_first},
	{"citation_online_date", date_online},
	{"citation_publication_date", date_of_publication},
	{"citation_year", date_of_publication},
	{"citation_journal_title", take_venue},
	{"citation_conference_title", take_venue},
	{"citation_inbook_title", take_venue},
	{"citation_arxiv_id", take_id},
	{"citation_abstract", take_abstract},
	{"citation_public_url", take_page},
	{"citation_abstract_html_url", take_page},
	{"DC.Title", take_title},
	{"DC.Creator", take_contributor},
	{"DC.Contributor", take_contributor},
	{"DC.Identifier", take_identifier},
	{"DC.Date", date_of_record},
	{"DC.Description", take_abstract},
	{"dcterms.abstract", take_abstract},
};

void cited_take(struct cited *c, const struct xml_node *meta)
{
	struct str name = str_of(xml_attr(meta, "name"));
	const char *content = xml_attr(meta, "content");

	if (!*content)
		content = xml_attr(meta, "value");
	for (size_t i = 0; *content && i < sizeof tags / sizeof *tags; i++)
		if (str_case_eq(name, str_of(tags[i].name)))
			tags[i].take(c, str_of(content));
}
