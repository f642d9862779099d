#include "base/clock.h"
#include "base/utf8.h"
#include "exchange/bibtex.h"
#include "exchange/person.h"
#include "paper/paper_id.h"
#include "text/tex.h"

static void add_key_letters(struct str s, struct strbuf *out)
{
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(s, &folded);
	for (size_t i = 0; i < folded.len; i++)
		if (ch_alnum(folded.buf[i]))
			strbuf_addch(out, folded.buf[i]);
	strbuf_release(&folded);
}

/* The first word of the title that says something. */
static struct str key_word(struct str title)
{
	static const char *const small[] = {"a", "an", "the", "on", "in", "of", "for", "to", "and",
		"with", "is", "are", "do", "does", "can", "what", "how", "why", "when", "from",
		"by", "at", NULL};
	struct str word, best = {"", 0};

	while (str_split(&title, ' ', &word)) {
		const char *const *s = small;

		while (*s && !str_case_eq(word, str_of(*s)))
			s++;
		if (!*s && word.n > 1)
			return word;
		if (!best.n)
			best = word;
	}
	return best;
}

static void add_key(const struct paper *p, struct strbuf *out)
{
	size_t from = out->len;
	struct str word = key_word(str_of(p->title));

	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '-' || word.p[i] == ':')
			word.n = i;
	add_key_letters(
		p->authors.n ? person_read(p->authors.at[0]).family : STR_LIT("anonymous"), out);
	if (p->date)
		strbuf_addstr(out, str_sub(str_of(p->date), 0, 4));
	add_key_letters(word, out);
	if (out->len == from)
		strbuf_addz(out, "paper");
}

/* Addresses and numbers, which the styles put into \url: they go as they are, or not at all. */
static void add_plain(struct strbuf *out, const char *name, struct str value)
{
	if (value.n && str_chr(value, '{') < 0 && str_chr(value, '}') < 0)
		strbuf_addf(out, "  %s = {%.*s},\n", name, STR_ARG(value));
}

static void add_escaped(struct strbuf *out, const char *name, const char *value)
{
	if (!value)
		return;
	strbuf_addf(out, "  %s = {", name);
	tex_escape(str_of(value), out);
	strbuf_addz(out, "},\n");
}

/* TeX that came with the paper may go back as it is where its braces close. */
static bool is_sound_tex(const char *tex)
{
	int depth = 0;
	size_t dollars = 0;
	bool special = false;

	for (const char *c = tex; c && *c; c++) {
		if (*c == '\\' && c[1]) {
			special = true;
			c++;
			if (*c == '{' || *c == '}')
				return false; /* BibTeX counts these, too */
			continue;
		}
		if (strchr("%&#", *c))
			return false;
		depth += *c == '{';
		depth -= *c == '}';
		dollars += *c == '$';
		if (depth < 0)
			return false;
	}
	return depth == 0 && dollars % 2 == 0 && (special || dollars);
}

static void add_tex(struct strbuf *out, const char *name, const char *tex, const char *readable)
{
	if (is_sound_tex(tex))
		strbuf_addf(out, "  %s = {%s},\n", name, tex);
	else
		add_escaped(out, name, readable ? readable : tex);
}

/* The title in a second pair of braces: styles shall not take its capitals away. */
static void add_title(struct strbuf *out, const struct paper *p)
{
	strbuf_addz(out, "  title = {{");
	if (is_sound_tex(p->title_tex))
		strbuf_addz(out, p->title_tex);
	else
		tex_escape(str_of(p->title ? p->title : p->title_tex), out);
	strbuf_addz(out, "}},\n");
}

static void add_authors(struct strbuf *out, const struct paper *p)
{
	if (!p->authors.n)
		return;
	strbuf_addz(out, "  author = {");
	for (size_t i = 0; i < p->authors.n; i++) {
		struct str name = str_of(p->authors.at[i]);
		bool group = !person_read(p->authors.at[i]).given.n; /* braces keep it whole */

		strbuf_addz(out, i ? " and " : "");
		strbuf_addz(out, group ? "{" : "");
		tex_escape(name, out);
		strbuf_addz(out, group ? "}" : "");
	}
	strbuf_addz(out, p->et_al ? " and others},\n" : "},\n");
}

static void add_date(struct strbuf *out, const struct paper *p)
{
	static const char *const months[] = {
		"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	int year, month, day;

	if (!p->date || !date_parse(str_of(p->date), &year, &month, &day))
		return;
	strbuf_addf(out, "  year = {%04d},\n", year);
	if (month)
		strbuf_addf(out, "  month = %s,\n", months[month - 1]);
	if (day)
		strbuf_addf(out, "  date = {%s},\n",
			p->date); /* biblatex reads it, BibTeX passes it over */
}

/* "cs.LG", "quant-ph"; not "LG", which a listing says without its archive. */
static bool is_whole_category(const char *name)
{
	return strchr(name, '.') || strpbrk(name, "abcdefghijklmnopqrstuvwxyz");
}

static void add_ids(struct strbuf *out, const struct paper *p)
{
	const char *arxiv = p->id ? paper_id_arxiv(p->id) : NULL,
		   *doi = p->id ? paper_id_doi(p->id) : NULL;
	const struct link *code = paper_code(p);
	struct arena a = ARENA_INIT;
	const char *page = p->id ? paper_id_page(p->id, &a) : NULL;

	if (arxiv) {
		add_plain(out, "eprint", str_of(arxiv));
		add_plain(out, "archivePrefix", STR_LIT("arXiv"));
		if (p->categories.n && is_whole_category(p->categories.at[0]))
			add_escaped(out, "primaryClass", p->categories.at[0]);
	}
	add_plain(out, "doi", str_of(p->doi ? p->doi : doi));
	add_plain(out, "url", str_of(page));
	add_plain(out, "code", str_of(code ? code->url : NULL));
	arena_release(&a);
}

/* Fields that no style knows and no program minds, so that the entry comes back whole. */
static void add_rest(struct strbuf *out, const struct paper *p)
{
	if (p->categories.n > 1) {
		strbuf_addz(out, "  categories = {");
		for (size_t i = 0; i < p->categories.n; i++) {
			strbuf_addz(out, i ? " " : "");
			tex_escape(str_of(p->categories.at[i]), out);
		}
		strbuf_addz(out, "},\n");
	}
	if (p->version)
		strbuf_addf(out, "  version = {%d},\n", p->version);
	add_plain(out, "updated", str_of(p->updated));
	add_escaped(out, "affiliation", p->affiliation);
}

static void add_words(struct strbuf *out, const struct strs *words, const char **before)
{
	for (size_t i = 0; i < words->n; i++) {
		strbuf_addz(out, *before);
		tex_escape(str_of(words->at[i]), out);
		*before = ", ";
	}
}

/* The reader's own tags too, as reference managers have it. */
static void add_keywords(struct strbuf *out, const struct paper *p, const struct marks *m)
{
	static const char first[] = "  keywords = {";
	const char *before = first;

	if (m)
		add_words(out, &m->tags, &before);
	add_words(out, &p->keywords, &before);
	if (before != first)
		strbuf_addz(out, "},\n");
}

static bool at_conference(const char *venue)
{
	static const char *const signs[] = {"Proceedings", "Conference", "Workshop", "Symposium",
		"NeurIPS", "ICML", "ICLR", "CVPR", "ICCV", "ECCV", "AAAI", "IJCAI", "EMNLP",
		"NAACL", "EACL", "COLING", "KDD", NULL};

	for (const char *const *s = signs; *s; s++)
		if (str_find(str_of(venue), *s) >= 0)
			return true;
	return false;
}

/* "a" to "z", "aa" … for 1, 2, … */
static void add_suffix(size_t n, struct strbuf *out)
{
	char letters[16];
	size_t at = sizeof letters;

	for (; n && at; n = (n - 1) / 26)
		letters[--at] = (char)('a' + (n - 1) % 26);
	strbuf_add(out, letters + at, sizeof letters - at);
}

void bibtex_apart(struct map *seen, size_t from, struct strbuf *out)
{
	struct str entry = str_sub(strbuf_str(out), from, out->len);
	size_t start = (size_t)str_chr(entry, '{') + 1;
	size_t end = (size_t)str_chr(entry, ',');
	struct str key = str_sub(entry, start, end);
	struct strbuf whole = STRBUF_INIT;
	int64_t *times = map_put(seen, key);
	size_t n = (size_t)*times;

	/* A key with letters behind it may be another paper's own. */
	strbuf_addstr(&whole, key);
	while (n && map_get(seen, strbuf_str(&whole))) {
		strbuf_setlen(&whole, key.n);
		add_suffix(n++, &whole);
	}
	*map_put(seen, key) = (int64_t)(n ? n : 1);
	if (whole.len > key.n) {
		*map_put(seen, strbuf_str(&whole)) += 1;
		strbuf_addstr(&whole, str_sub(entry, end, entry.n));
		strbuf_setlen(out, from + start);
		strbuf_addstr(out, strbuf_str(&whole));
	}
	strbuf_release(&whole);
}

void bibtex_write(const struct paper *p, const struct marks *m, struct strbuf *out)
{
	bool conference = p->venue && at_conference(p->venue);

	strbuf_addz(out, !p->venue ? "@misc{" : conference ? "@inproceedings{" : "@article{");
	add_key(p, out);
	strbuf_addz(out, ",\n");
	add_title(out, p);
	add_authors(out, p);
	if (p->venue)
		add_escaped(out, conference ? "booktitle" : "journal", p->venue);
	add_date(out, p);
	add_ids(out, p);
	add_rest(out, p);
	add_keywords(out, p, m);
	add_tex(out, "abstract", p->abstract_tex, p->abstract);
	add_tex(out, "note", p->comments, NULL);
	strbuf_addz(out, "}\n");
}
