/*
 * What entries mean, after formats in use: arXiv gives eprint, archivePrefix and primaryClass,
 * publishers doi and url, reference managers abstract and note.
 */
#include "exchange/bibtex.h"

#include "base/clock.h"
#include "exchange/field.h"
#include "exchange/rows.h"
#include "paper/paper_id.h"

static struct str first_of(const struct bib_entry *e, const char *one, const char *other)
{
	struct str s = bib_get(e, one);

	return str_trim(s).n ? s : bib_get(e, other);
}

/* The place of the next " and " outside of braces, or the length. */
static size_t find_and(struct str s)
{
	int depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		depth += s.p[i] == '{';
		depth -= s.p[i] == '}';
		if (depth == 0 && i && ch_space(s.p[i - 1]) && s.n - i > 3
			&& str_case_starts(str_sub(s, i, s.n), "and") && ch_space(s.p[i + 3]))
			return i;
	}
	return s.n;
}

/* Takes what stands before the next comma outside of braces off *s. */
static struct str take_comma_part(struct str *s)
{
	int depth = 0;
	size_t i;
	struct str part;

	for (i = 0; i < s->n && (s->p[i] != ',' || depth > 0); i++) {
		depth += s->p[i] == '{';
		depth -= s->p[i] == '}';
	}
	part = str_sub(*s, 0, i);
	*s = str_sub(*s, i + 1, s->n);
	return str_trim(part);
}

/* "First von Last", "von Last, First" and "von Last, Jr, First". */
static void take_person(struct str name, struct arena *a, struct paper *p)
{
	struct str parts[3] = {{"", 0}, {"", 0}, {"", 0}};
	int n = 0;

	name = str_trim(name);
	if (str_case_eq(name, STR_LIT("others"))) {
		p->et_al = true;
		return;
	}
	while (name.n && n < 3)
		parts[n++] = take_comma_part(&name);
	if (n == 1)
		field_author(parts[0], a, &p->authors);
	else if (n)
		field_author_parts(
			parts[n - 1], parts[0], n == 3 ? parts[1] : STR_LIT(""), a, &p->authors);
}

static void take_people(struct str list, struct arena *a, struct paper *p)
{
	while (list.n) {
		size_t n = find_and(list);

		take_person(str_sub(list, 0, n), a, p);
		list = str_sub(list, n + 4, list.n);
	}
}

static const char *date_of(const struct bib_entry *e, struct arena *a)
{
	const char *date = field_date(bib_get(e, "date"), a), *year;
	struct str month = str_trim(bib_get(e, "month"));
	int number =
		date_month(month.n > 3 && !ch_alpha(month.p[3]) ? str_sub(month, 0, 3) : month);

	if (date)
		return date;
	year = field_date(bib_get(e, "year"), a);
	if (!number)
		number = field_number(month);
	return year && strlen(year) == 4 && number >= 1 && number <= 12
		       ? arena_printf(a, "%s-%02d", year, number)
		       : year;
}

static bool leads_to_id(struct str word)
{
	static const char *const words[] = {"arXiv", "preprint", "e-print", "eprint", "available", "at", "online"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_case_eq(word, str_of(words[i])))
			return true;
	return false;
}

/*
 * The id of arXiv's that a field begins with, behind words that lead to it: "\url{https://arxiv.org/abs/…}",
 * "arXiv preprint arXiv:2210.05177, 12 pages". One further on is another paper's ("extends arXiv:…").
 */
static const char *id_in_front(struct str field, struct paper *p, struct arena *a)
{
	struct str word;
	const char *id;

	while (str_split(&field, ' ', &word)) {
		if (str_starts(word, "\\url{"))
			word = str_sub(word, strlen("\\url{"), word.n);
		for (size_t i = 0; i < word.n; i++)
			if (strchr("{},;:[(", word.p[i]) && (word.p[i] != ':' || i + 1 == word.n))
				word.n = i;
		if (word.n && !leads_to_id(word)) {
			id = field_id(word, a, &p->version);
			return id && paper_id_arxiv(id) ? id : NULL;
		}
	}
	return NULL;
}

/* An eprint is arXiv's where it says so, or where it says nothing and looks like one. */
static const char *id_of(const struct bib_entry *e, struct paper *p, struct arena *a)
{
	struct str eprint = bib_get(e, "eprint"), from = first_of(e, "archiveprefix", "eprinttype");
	const char *id = NULL, *other = NULL;

	if (eprint.n && (!from.n || str_case_eq(str_trim(from), STR_LIT("arxiv"))))
		id = field_id(eprint, a, &p->version);
	if (!id || !paper_id_arxiv(id))
		id = field_id(bib_get(e, "url"), a, &p->version);
	if (!id || !paper_id_arxiv(id))
		other = id_in_front(bib_get(e, "howpublished"), p, a);
	if (!other && (!id || !paper_id_arxiv(id)))
		other = id_in_front(bib_get(e, "note"), p, a);
	if (other)
		return other;
	if (!id && p->doi)
		id = field_id(str_of(p->doi), a, NULL);
	return id;
}

/* Of a journal that is arXiv only its id is kept: DBLP has that as the volume, "abs/1706.03762". */
static void take_venue(const struct bib_entry *e, struct paper *p, struct arena *a)
{
	struct str journal = bib_get(e, "journal"), volume = str_trim(bib_get(e, "volume"));
	const char *id;

	if (field_is_arxiv(journal, a, &id)) {
		if (!id && str_starts(volume, "abs/"))
			id = field_id(str_sub(volume, strlen("abs/"), volume.n), a, NULL);
		if (!p->id || !paper_id_arxiv(p->id))
			p->id = id ? id : p->id;
		journal.n = 0;
	}
	p->venue = field_text(str_trim(journal).n ? journal : bib_get(e, "booktitle"), a);
}

/* The page that is known by the id anyway. */
static bool is_own_page(const struct paper *p, const char *url, struct arena *a)
{
	const char *page = p->id ? paper_id_page(p->id, a) : NULL;

	return page && str_starts(str_of(url), page);
}

static void take_links(const struct bib_entry *e, struct paper *p, struct arena *a)
{
	const char *page = field_url(bib_get(e, "url"), a),
		   *code = field_url(bib_get(e, "code"), a);

	if (page && !paper_id_read(str_of(page), a, NULL) && !is_own_page(p, page, a))
		field_link(str_of(page), LINK_PAGE, a, &p->links);
	if (code)
		field_link(str_of(code), LINK_CODE, a, &p->links);
}

/* Without the pair of braces round the whole of it, which only keeps styles from its capitals. */
static struct str unwrapped(struct str s)
{
	int depth = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		depth += s.p[i] == '{';
		depth -= s.p[i] == '}';
		if (depth < 1 && i + 1 < s.n)
			return s;
	}
	return s.n > 1 && depth == 0 ? str_sub(s, 1, s.n - 1) : s;
}

static void fill(const struct bib_entry *e, struct paper *p, struct arena *a)
{
	p->title_tex = field_line(unwrapped(bib_get(e, "title")), a);
	p->abstract_tex = field_line(bib_get(e, "abstract"), a);
	take_people(first_of(e, "author", "editor"), a, p);
	p->date = date_of(e, a);
	p->comments = field_text(first_of(e, "note", "comment"), a);
	p->doi = field_doi(bib_get(e, "doi"), a);
	p->id = id_of(e, p, a);
	take_venue(e, p, a);
	field_words(first_of(e, "categories", "primaryclass"), a, &p->categories);
	if (!p->categories.n)
		field_words(bib_get(e, "eprintclass"), a, &p->categories); /* as biblatex calls it */
	p->updated = field_date(bib_get(e, "updated"), a);
	p->affiliation = field_text(bib_get(e, "affiliation"), a);
	field_keywords(bib_get(e, "keywords"), a, &p->keywords);
	if (!p->version)
		p->version = field_number(str_trim(bib_get(e, "version")));
	take_links(e, p, a);
}

static int take_entry(const struct bib_entry *e, const struct intake *in)
{
	struct batch *batch = in->batch;
	struct paper *p = batch_add(batch);

	fill(e, p, &batch->arena);
	if (p->title_tex)
		return in->paper(in->data, batch);
	batch->n--;
	return in->bad(in->data, e->line, "the entry has no title");
}

static int read_bibtex(struct str text, const struct intake *in, struct err *err)
{
	struct bib bib;
	struct bib_entry e;
	const char *why;
	int found, rc = 0;

	(void)err;
	bib_open(&bib, text);
	while (rc == 0 && (found = bib_next(&bib, &in->batch->arena, &e, &why)) != 0)
		rc = found > 0 ? take_entry(&e, in) : in->bad(in->data, e.line, why);
	bib_close(&bib);
	return rc;
}

static int sniff(struct str text)
{
	static const char *const types[] = {"@article", "@misc", "@inproceedings", "@book",
		"@string", "@techreport", "@phdthesis", "@comment", "@online", "@incollection",
		"@proceedings", NULL};
	struct str line;

	while (str_line(&text, &line)) {
		line = str_trim(line);
		for (const char *const *t = types; *t; t++)
			if (str_case_starts(line, *t))
				return 80;
	}
	return 0;
}

const struct format format_bibtex = {
	.name = "bibtex",
	.suffix = ".bib .bibtex",
	.doc = "BibTeX entries",
	.sniff = sniff,
	.read = read_bibtex,
	.write = bibtex_write,
	.between = "\n",
	.apart = bibtex_apart,
};
