/*
 * store - what the files of this folder share and nobody else sees.
 */
#ifndef LIBRARY_STORE_H
#define LIBRARY_STORE_H

#include "base/map.h"
#include "base/strbuf.h"
#include "library/library.h"

/* Kinds of rows in `tags`: those of enum tag_kind and the reader's own. */
enum { TAG_USER = TAG_KINDS };

/*
 * Row numbers of authors, tags, categories and sources by name, so that a batch asks the database once
 * for each. Good until a transaction is rolled back; bounded.
 */
struct names {
	struct map authors, categories, sources;
	struct map tags;         /* kind and name -> struct tag_name * in tag_names */
	struct arena tag_names;
	struct map forms; /* number of a tag and a form that it has: known to be in tag_forms */
};

struct tag_name {
	int64_t tag;
	const char *name; /* as the tag is called; may differ from what was asked for in case or accents */
};

struct library {
	struct db *db;
	char *path;
	bool writable;
	int64_t seen;     /* data_version at the last library_changed */
	uint64_t edition; /* see library_tagged_by */
	int depth; /* of library_begin */
	struct names names;
	int64_t selections; /* numbers given out in temp.hits and temp.ranked; see selection.c, ranking.c */
	struct taste *taste;   /* what the reader likes (taste.c), or NULL */
	int64_t taste_ranking; /* its order, 0: none */
	struct action *action; /* see marks.c; NULL outside of one */
};

int store_need_writable(struct library *lib, struct err *err);

/* A kept count: "papers", "seen". */
int store_count_add(struct library *lib, const char *name, int64_t by, struct err *err);

void taste_release(struct library *lib);

/* ---- names ---- */

void names_forget(struct names *names);
int names_author(struct library *lib, const char *name, int64_t *author, struct err *err);
int names_category(struct library *lib, const char *name, int64_t *category, struct err *err);
int names_source(struct library *lib, const char *name, int64_t *source, struct err *err);
/*
 * rule: what found it (paper/tag.h), or NULL; where that is a list, name and sort are those of the tag from now on.
 * t->name is good until the next call.
 */
int names_tag(struct library *lib, int kind, int sort, const char *name, const char *rule, struct tag_name *t,
	struct err *err);

/* Remembers that a paper names the tag so. */
int names_form(struct library *lib, int64_t tag, struct str form, struct err *err);

/* utf8_fold of a name, in the buffer (emptied first). */
struct str names_fold(const char *name, struct strbuf *buf);

/* ---- row numbers and keys ---- */

enum { NUM_SEQUENCE_BITS = 24 };
#define NUMS_A_DAY ((int64_t)1 << NUM_SEQUENCE_BITS) /* days before 1970 are negative: they are multiplied by it */

/* The first number of the day of a date; partial dates are their first day, no date is day 0. */
int64_t num_of_date(const char *date);

bool num_on_day(int64_t num, const char *date);

/* The lowest of n numbers in a row that are free on the day of date. Within a transaction. */
int num_free(struct library *lib, const char *date, size_t n, int64_t *num, struct err *err);

/* What title and author order go by, in the buffer (emptied first). */
struct str key_title(const char *title, struct strbuf *buf);
struct str key_author(const char *first_author, struct strbuf *buf);

/* ---- the full-text index ---- */

/* What `search` holds of a paper: authors a line each, and so the tags of all kinds, with the keywords among them. */
struct search_text {
	const char *title, *abstract, *authors, *tags;
};

/* What it holds (or has to hold) of a paper as its rows are now. */
int search_read(struct library *lib, int64_t num, struct arena *a, struct search_text *t, struct err *err);
int search_add(struct library *lib, int64_t num, const struct search_text *t, struct err *err);
int search_take(struct library *lib, int64_t num, const struct search_text *t, struct err *err);

/* Has to follow, in the same transaction, for so many papers that were added or taken out. */
int search_merge(struct library *lib, size_t papers, struct err *err);

/* ---- papers ---- */

/* Spots of a tag as text ("t10+3 a120+26"), and back; what cannot be read is passed over. */
void spots_write(const struct tag_spots *spots, struct strbuf *out);
void spots_read(const char *text, struct arena *a, struct tag_spots *spots);

/* "a\nb\nc" (or any other separator) to texts in the arena, and back. */
void strs_read(struct str joined, char sep, struct arena *a, struct strs *out);
void strs_write(const struct strs *strs, char sep, struct strbuf *out);

/* ---- writing a paper's rows (rows.c) ---- */

/* How the counts of tags change in a batch: 8 bytes of the row number -> by how much. */
struct tag_counts_change {
	struct map by;
};

void tag_count_add(struct tag_counts_change *c, int64_t tag, int64_t by);
int tag_counts_write(struct library *lib, struct tag_counts_change *c, struct err *err); /* and empties it */

/* Each writes a paper's rows anew; fresh: there are none yet. authors: the names, a line each. */
int rows_paper(struct library *lib, int64_t num, const struct paper *p, const char *authors,
	int64_t added, uint64_t edition, struct err *err);
int rows_authors(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err);
int rows_categories(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err);
int rows_links(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err);

/*
 * The repo of the page that a row of links leads to, as paper/code_page.h's code_page_repo has it; and the repo that
 * links to a row of code_pages have. l, g: the names of the tables.
 */
#define LINK_FOLDER(l) \
	"iif(" l ".host <> 'huggingface.co', '', iif(instr(" l ".url, '/datasets/' || " l ".repo), 'datasets/', " \
	"iif(instr(" l ".url, '/spaces/' || " l ".repo), 'spaces/', '')))"
#define LINK_PAGE_REPO(l) LINK_FOLDER(l) " || " l ".repo"
#define PAGE_LINK_REPO(g) \
	"iif(" g ".host <> 'huggingface.co', " g ".repo, iif(" g ".repo LIKE 'datasets/%', substr(" g ".repo, 10), " \
	"iif(" g ".repo LIKE 'spaces/%', substr(" g ".repo, 8), " g ".repo)))"

/* The paper's links say what is known of the repositories they lead to (code_pages.c). */
int rows_code_pages(struct library *lib, int64_t num, struct err *err);

/* names gets the names of the tags, a line each, as search_read has them. Rejected tags are left out. */
int rows_tags(struct library *lib, int64_t num, const struct paper *p, bool fresh,
	struct tag_counts_change *counts, struct strbuf *names, struct err *err);

/* Notes the tag where the paper introduces a name that no list knows (learnt.c). */
int learnt_note(struct library *lib, const struct tag *t, int64_t tag, struct err *err);

/* Gives a paper another row number: in its own row and in all that point to it. */
int rows_move(struct library *lib, int64_t from, int64_t to, struct err *err);

/*
 * The names and sources of other go to num, and its row with all of its facts away. Its marks must have been
 * moved before (marks_join).
 */
int rows_join(struct library *lib, int64_t num, int64_t other, struct tag_counts_change *counts,
	struct err *err);

/* Moves the reader's marks of other to num: nothing that is in either is lost. */
int marks_join(struct library *lib, int64_t num, int64_t other, struct tag_counts_change *counts,
	struct err *err);

/* A name that the paper answers to, unless another paper has it already. */
int rows_id(struct library *lib, int64_t num, const char *id, struct err *err);

/* The paper that has this name (exactly, without case); *found false where none has. */
int find_id(struct library *lib, const char *id, int64_t *num, bool *found, struct err *err);

#endif
