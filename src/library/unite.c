#include "library/unite.h"

#include <string.h>

#include "base/str.h"

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool known_text(const char *z)
{
	return z && *z;
}

/* Takes text where it is known and either nothing was or it wins over what was. */
static unsigned take(const char **known, const char *text, bool wins)
{
	if (!known_text(text) || same(*known, text) || (known_text(*known) && !wins))
		return 0;
	*known = text;
	return UNITE_TEXT;
}

int unite_id_rank(const char *id)
{
	static const char *const schemes[] = {"arxiv:", "doi:"};
	int n = (int)(sizeof schemes / sizeof *schemes);

	for (int i = 0; i < n; i++)
		if (str_starts(str_of(id), schemes[i]))
			return i;
	return str_starts(str_of(id), "key:") ? n + 1 : n;
}

static bool is_key(const char *id)
{
	return str_starts(str_of(id), "key:");
}

static bool is_older(const struct paper *p, const struct paper *known)
{
	if (p->version && known->version && p->version != known->version)
		return p->version < known->version;
	return p->updated && known->updated && strcmp(p->updated, known->updated) < 0;
}

static bool is_year(const char *date)
{
	return strlen(date) == strlen("2022");
}

/*
 * Of the first version: announcements, journals and later versions have later ones. "2022-10" does not replace
 * "2022-10-11", and is replaced by it; but it does replace "2022-11-01", the day on which that was announced, so that
 * it does not matter which one comes first. A year may be anything's: BibTeX has that of the newest version.
 */
static bool is_better_date(const struct paper *known, const struct paper *p)
{
	if (!known->date || !p->date)
		return true;
	if (is_year(known->date) != is_year(p->date))
		return is_year(known->date);
	if (str_starts(str_of(p->date), known->date) || str_starts(str_of(known->date), p->date))
		return strlen(p->date) > strlen(known->date);
	return is_key(p->id) == is_key(known->id) ? strcmp(p->date, known->date) < 0 : is_key(known->id);
}

/* A text with its raw form: both or none. */
static unsigned take_pair(const char **known, const char **known_tex, const char *text, const char *tex,
	bool wins)
{
	unsigned changed = take(known, text, wins);

	if (!changed && same(*known, text))
		return take(known_tex, tex, wins);
	if (changed)
		*known_tex = tex ? tex : text;
	return changed;
}

static bool same_strs(const struct strs *a, const struct strs *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!same(a->at[i], b->at[i]))
			return false;
	return true;
}

/*
 * A whole list beats a shorter one that ends in "et al."; of two that do, the longer. A shorter whole list beats a
 * longer one only where it is that of a newer version.
 */
static unsigned take_authors(struct paper *known, const struct paper *p, bool wins)
{
	bool better;

	if (!p->authors.n || (same_strs(&known->authors, &p->authors) && known->et_al == p->et_al))
		return 0;
	if (!known->authors.n)
		better = true;
	else if (known->et_al != p->et_al)
		better = known->et_al && p->authors.n >= known->authors.n;
	else if (p->et_al)
		better = p->authors.n > known->authors.n || (wins && p->authors.n == known->authors.n);
	else
		better = wins && (p->authors.n >= known->authors.n || p->version > known->version);
	if (!better)
		return 0;
	known->authors = p->authors;
	known->et_al = p->et_al;
	return UNITE_AUTHORS | UNITE_TEXT;
}

/* Among the categories, the one that is meant: "LG" is "cs.LG". NULL: none. */
static const char *in_full(const struct strs *categories, const char *category)
{
	for (size_t i = 0; i < categories->n; i++) {
		const char *dot = strchr(categories->at[i], '.');

		if (same(categories->at[i], category) || (dot && same(dot + 1, category)))
			return categories->at[i];
	}
	return NULL;
}

/* The winner's categories, each in the fuller form, then those of the other that it does not have. */
static unsigned take_categories(struct paper *known, const struct paper *p, bool wins, struct arena *a)
{
	const struct strs *first = &known->categories, *second = &p->categories;
	struct strs all = {0};

	if (wins && p->categories.n && !(known->categories.n && in_full(first, second->at[0]))) {
		first = &p->categories;
		second = &known->categories;
	}
	for (size_t i = 0; i < first->n; i++) {
		const char *full = in_full(second, first->at[i]);

		vec_push_in(a, &all, full ? full : first->at[i]);
	}
	for (size_t i = 0; i < second->n; i++)
		if (!in_full(&all, second->at[i]))
			vec_push_in(a, &all, second->at[i]);
	if (same_strs(&all, &known->categories))
		return 0;
	known->categories = all;
	return UNITE_CATEGORIES | UNITE_TEXT;
}

static struct link *find_link(struct link_vec *links, const char *url)
{
	for (size_t i = 0; i < links->n; i++)
		if (!strcmp(links->at[i].url, url))
			return &links->at[i];
	return NULL;
}

/* What a later visit to the page found. */
static bool visited(struct link *known, const struct link *l)
{
	if (!l->checked || (known->checked && strcmp(l->checked, known->checked) <= 0))
		return false;
	known->verdict = l->verdict;
	known->checked = l->checked;
	known->stars = l->stars;
	known->language = l->language;
	known->license = l->license;
	known->pushed = l->pushed;
	known->description = l->description;
	return true;
}

/* Links keep their numbers; new ones go to the end. */
static unsigned take_links(struct paper *known, const struct paper *p, struct arena *a)
{
	struct link_vec all = {0};
	bool changed = false;

	for (size_t i = 0; i < known->links.n; i++)
		vec_push_in(a, &all, known->links.at[i]);
	for (size_t i = 0; i < p->links.n; i++) {
		struct link *l = find_link(&all, p->links.at[i].url);

		if (l) {
			changed |= visited(l, &p->links.at[i]);
			continue;
		}
		vec_push_in(a, &all, p->links.at[i]);
		changed = true;
	}
	known->links = all;
	return changed ? UNITE_LINKS | UNITE_TEXT : 0;
}

/* ---- tags: those of a text go with the text ---- */

static struct tag *find_tag(struct tag_vec *tags, const struct tag *t)
{
	for (size_t i = 0; i < tags->n; i++)
		if (tags->at[i].kind == t->kind && !strcmp(tags->at[i].name, t->name))
			return &tags->at[i];
	return NULL;
}

/* Adds the tags' spots in one field; a tag without any there is left out. */
static void add_field(struct tag_vec *all, const struct tag_vec *tags, enum tag_field field, struct arena *a)
{
	for (size_t i = 0; i < tags->n; i++) {
		const struct tag *t = &tags->at[i];
		struct tag_spots spots = {0};
		struct tag *into;

		for (size_t j = 0; j < t->spots.n; j++)
			if (t->spots.at[j].field == field)
				vec_push_in(a, &spots, t->spots.at[j]);
		if (!spots.n)
			continue;
		into = find_tag(all, t);
		if (!into) {
			vec_push_in(a, all, *t);
			into = &all->at[all->n - 1];
			into->spots = (struct tag_spots){0};
		}
		into->introduced |= t->introduced;
		for (size_t j = 0; j < spots.n; j++)
			vec_push_in(a, &into->spots, spots.at[j]);
	}
}

static bool same_spots(const struct tag_spots *a, const struct tag_spots *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->at[i].field != b->at[i].field || a->at[i].at != b->at[i].at
			|| a->at[i].len != b->at[i].len)
			return false;
	return true;
}

bool unite_same_tags(const struct tag_vec *a, const struct tag_vec *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct tag *s = &a->at[i], *t = &b->at[i];

		if (s->kind != t->kind || s->introduced != t->introduced || !same(s->name, t->name)
			|| !same(s->rule, t->rule) || !same_spots(&s->spots, &t->spots))
			return false;
	}
	return true;
}

/*
 * title, abstract: whether that text is p's since now. A record with both texts as they stand brings all tags;
 * else each text keeps, or brings, those that were found in it.
 */
static unsigned take_tags(struct paper *known, const struct paper *p, bool title, bool abstract,
	bool tagged, struct arena *a, bool *mixed)
{
	static const struct tag_vec none = {0};
	const struct tag_vec *theirs = tagged ? &p->tags : &none;
	struct tag_vec all = {0};

	if (tagged && same(known->title, p->title) && same(known->abstract, p->abstract))
		all = p->tags;
	else if (!title && !abstract)
		return 0;
	else {
		add_field(&all, title ? theirs : &known->tags, FIELD_TITLE, a);
		add_field(&all, abstract ? theirs : &known->tags, FIELD_ABSTRACT, a);
		*mixed = true;
	}
	if (unite_same_tags(&all, &known->tags))
		return 0;
	known->tags = all;
	return UNITE_TAGS;
}

static unsigned take_keywords(struct paper *known, const struct paper *p, bool wins)
{
	if (!p->keywords.n || same_strs(&known->keywords, &p->keywords) || (known->keywords.n && !wins))
		return 0;
	known->keywords = p->keywords;
	return UNITE_TEXT;
}

/*
 * A paper is withdrawn as its newest version has it: one that came after brings the paper back, one that came
 * before says nothing.
 */
static unsigned take_withdrawn(struct paper *known, const struct paper *p, bool wins)
{
	bool newer = known->version && p->version > known->version;
	bool withdrawn = newer ? p->withdrawn : known->withdrawn || (wins && p->withdrawn);

	if (withdrawn == known->withdrawn)
		return 0;
	known->withdrawn = withdrawn;
	return UNITE_TEXT;
}

unsigned unite(struct paper *known, const struct paper *p, bool tagged, struct arena *a, bool *mixed)
{
	bool wins = !(is_key(p->id) && !is_key(known->id)) && !is_older(p, known);
	const char *title = known->title, *abstract = known->abstract;
	unsigned changed = 0;

	*mixed = false;
	changed |= take_pair(&known->title, &known->title_tex, p->title, p->title_tex, wins);
	changed |= take_pair(&known->abstract, &known->abstract_tex, p->abstract, p->abstract_tex, wins);
	changed |= take_authors(known, p, wins);
	changed |= take_categories(known, p, wins, a);
	changed |= take_links(known, p, a);
	changed |= take(&known->affiliation, p->affiliation, wins);
	changed |= take(&known->date, p->date, is_better_date(known, p));
	changed |= take(&known->updated, p->updated, wins);
	changed |= take(&known->comments, p->comments, wins);
	changed |= take(&known->doi, p->doi, wins);
	changed |= take(&known->venue, p->venue, wins);
	changed |= take_keywords(known, p, wins);
	changed |= take_withdrawn(known, p, wins);
	if (p->version > known->version) {
		known->version = p->version;
		changed |= UNITE_TEXT;
	}
	if (p->code_badge && !known->code_badge) {
		known->code_badge = true;
		changed |= UNITE_TEXT;
	}
	return changed | take_tags(known, p, !same(title, known->title), !same(abstract, known->abstract),
		tagged, a, mixed);
}
