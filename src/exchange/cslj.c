/*
 * cslj - CSL-JSON, the array of items that citation processors and reference managers read
 * (citation-style-language/schema, csl-data.json, version 1.0.2).
 */
#include "base/clock.h"
#include "base/json.h"
#include "exchange/person.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

static void text(struct json *j, const char *key, const char *value)
{
	if (!value)
		return;
	json_key(j, key);
	json_z(j, value);
}

static void part(struct json *j, const char *key, struct str value)
{
	if (!value.n)
		return;
	json_key(j, key);
	json_str(j, value);
}

static void authors(struct json *j, const struct paper *p)
{
	json_key(j, "author");
	json_open(j, '[');
	for (size_t i = 0; i < p->authors.n; i++) {
		struct person person = person_read(p->authors.at[i]);

		json_open(j, '{');
		part(j, person.given.n ? "family" : "literal", person.family);
		part(j, "given", person.given);
		part(j, "suffix", person.suffix);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void issued(struct json *j, const struct paper *p)
{
	int part_of[3];

	if (!p->date || !date_parse(str_of(p->date), &part_of[0], &part_of[1], &part_of[2]))
		return;
	json_key(j, "issued");
	json_open(j, '{');
	json_key(j, "date-parts");
	json_open(j, '[');
	json_open(j, '[');
	for (int i = 0; i < 3 && part_of[i]; i++)
		json_int(j, part_of[i]);
	json_close(j, ']');
	json_close(j, ']');
	json_close(j, '}');
}

static void add_words(struct strbuf *out, const struct strs *words)
{
	for (size_t i = 0; i < words->n; i++)
		strbuf_addf(out, "%s%s", out->len ? ", " : "", words->at[i]);
}

/* The reader's own tags too, as reference managers have it. */
static void keywords(struct json *j, const struct paper *p, const struct marks *m)
{
	struct strbuf all = STRBUF_INIT;

	if (m)
		add_words(&all, &m->tags);
	add_words(&all, &p->keywords);
	text(j, "keyword", all.len ? all.buf : NULL);
	strbuf_release(&all);
}

static void identifiers(struct json *j, const struct paper *p)
{
	struct arena a = ARENA_INIT;
	const char *arxiv = p->id ? paper_id_arxiv(p->id) : NULL;

	text(j, "DOI", p->doi ? p->doi : p->id ? paper_id_doi(p->id) : NULL);
	text(j, "URL", p->id ? paper_id_page(p->id, &a) : NULL);
	if (arxiv)
		text(j, "number", arena_printf(&a, "arXiv:%s", arxiv));
	arena_release(&a);
}

static void write_cslj(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	struct json j = {out, false};

	json_open(&j, '{');
	text(&j, "id", p->id);
	text(&j, "type", p->venue ? "article-journal" : "article");
	text(&j, "title", p->title ? p->title : p->title_tex);
	authors(&j, p);
	issued(&j, p);
	text(&j, "container-title", p->venue);
	text(&j, "abstract", p->abstract);
	keywords(&j, p, m);
	identifiers(&j, p);
	text(&j, "note", m ? m->note : NULL);
	json_close(&j, '}');
}

static void begin(struct strbuf *out)
{
	strbuf_addz(out, "[\n");
}

static void end(struct strbuf *out)
{
	strbuf_addz(out, "\n]\n");
}

const struct format format_cslj = {
	.name = "csl-json",
	.suffix = "",
	.doc = "CSL-JSON, for citation processors and reference managers",
	.begin = begin,
	.write = write_cslj,
	.between = ",\n",
	.end = end,
};
