/*
 * field - the small things every reader of records does with a value: clean it, read a date, take
 * names apart.
 */
#ifndef EXCHANGE_FIELD_H
#define EXCHANGE_FIELD_H

#include "paper/paper.h"

/* raw cleaned to one line (text/clean.h), in the arena; NULL where nothing is left. */
const char *field_line(struct str raw, struct arena *a);

/* The same in `to`, which has size bytes: cut at the end of a character, "" where nothing is left. */
void field_copy(struct str raw, char *to, size_t size);

/* raw on one line, and TeX turned into Unicode: names, venues. */
const char *field_text(struct str raw, struct arena *a);

/*
 * "2007", "2007-04", "2007-04-02T19:18Z", "2007/04/02", "Mon, 2 Apr 2007 19:18:42 GMT", "April 2007" as
 * "2007-04-02" …; NULL: no date.
 */
const char *field_date(struct str raw, struct arena *a);

/* The canonical id that raw, cleaned, stands for (see paper_id.h); NULL where it is none. version may be NULL. */
const char *field_id(struct str raw, struct arena *a, int *version);

/*
 * Whether a journal is no more than arXiv, as Google Scholar, ADS and DBLP have it: "arXiv preprint arXiv:1706.03762",
 * "arXiv e-prints", "CoRR". *id is the id that it names, or NULL.
 */
bool field_is_arxiv(struct str journal, struct arena *a, const char **id);

/*
 * The first DOI of "https://doi.org/10.1/x", "10.1/x 10.1/y" or "10.1/x, 10.1/y": "10.1/x"; NULL where there is none.
 */
const char *field_doi(struct str raw, struct arena *a);

/*
 * A URL out of TeX: without \url{} around it and backslashes before its marks; NULL where nothing
 * is left.
 */
const char *field_url(struct str raw, struct arena *a);

/* A year of four digits, or of two (RFC 5322, section 4.3: "49" is 2049, "50" is 1950); 0: none. */
int field_year(struct str digits);

/* A number of 1 to 9 digits after any "v", else 0. */
int field_number(struct str raw);

/* Has a letter. The ":" between a group and its members, which some services give as an author, has none. */
bool field_is_name(struct str s);

/* "Jr.", "III" */
bool field_is_suffix(struct str s);

/* Adds one name, its TeX read; nothing where it is none. */
void field_author(struct str raw, struct arena *a, struct strs *authors);

/* Adds "Given Family, Suffix" from its parts. */
void field_author_parts(struct str given, struct str family, struct str suffix, struct arena *a,
	struct strs *authors);

/* Adds "Family, Given" as "Given Family", a suffix in either place behind; a name without a comma as it stands. */
void field_author_turned(struct str raw, struct arena *a, struct strs *authors);

/*
 * Adds the names of one string, as arXiv has them (help/prep: separated by ";" or "," and "and", affiliations in
 * parentheses, "The X Collaboration: A. Name"), or all as "Name, A. B.". A "Jr." after a comma belongs to the name
 * before it. True where there are more than these ("et al.", "and others").
 */
bool field_authors(struct str raw, struct arena *a, struct strs *authors);

/* Adds the words of raw that blanks separate ("cs.LG stat.ML"). */
void field_words(struct str raw, struct arena *a, struct strs *words);

/*
 * Adds the keywords of one string, which ";" separates, or where there is none ","; their TeX is read, each is
 * added once.
 */
void field_keywords(struct str raw, struct arena *a, struct strs *keywords);

/* Adds one keyword, whatever is in it; not twice. */
void field_keyword(struct str raw, struct arena *a, struct strs *keywords);

/* Adds a link that a record brought along; passed over where it is no http or https URL. */
void field_link(struct str url, enum link_kind kind, struct arena *a, struct link_vec *links);

#endif
