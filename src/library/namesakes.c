/*
 * Other names under which an author of the subject may have written: "L. Shen" for "Li Shen".
 *
 * An initial stands for a name only where it can stand for one person of the library: as soon as there are a Li and a
 * Lei Shen, "L. Shen" says nothing.
 */
#include "library/subject.h"

#include "library/store.h"
#include "related/author.h"

/* Authors of a paper that are looked at, and people with one family name and initial beyond which it says nothing. */
enum { AUTHORS_MOST = 30, PEOPLE_MOST = 200, SPELLINGS_MOST = 8 };

/* What such a link says of what the very same name would. */
#define DOUBT 0.25

struct person {
	int64_t author;
	struct str fold;
};

struct people {
	VEC_OF(struct person); /* in an arena */
};

/* All authors with the family name and the first letter of one. */
static int read_people(struct library *lib, struct str fold, struct arena *a, struct people *all, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT author, fold FROM authors "
		"WHERE surname = ?1 AND substr(fold, 1, 1) = substr(?2, 1, 1) LIMIT ?3",
		"ssi", author_surname(fold), fold, (int64_t)PEOPLE_MOST);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, all, (struct person){sql_int(q, 0), str_of(arena_strdup(a, sql_text(q, 1)))});
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static void find_spellings(const struct people *all, struct str fold, struct arena *a, struct people *found)
{
	*found = (struct people){0};
	for (size_t i = 0; i < all->n && found->n <= SPELLINGS_MOST; i++)
		if (author_match(all->at[i].fold, fold) != AUTHOR_OTHER)
			vec_push_in(a, found, all->at[i]);
}

/* Whether all names that a name may stand for may be one person's. */
static bool is_one_person(const struct people *all, struct str fold, struct arena *a)
{
	struct people found;

	find_spellings(all, fold, a, &found);
	for (size_t i = 0; i < found.n; i++)
		for (size_t k = 0; k < i; k++)
			if (author_match(found.at[i].fold, found.at[k].fold) == AUTHOR_OTHER)
				return false;
	return found.n <= SPELLINGS_MOST;
}

static bool has_author(const struct subject *s, int64_t author)
{
	for (size_t i = 0; i < s->clues.n; i++)
		if (s->clues.at[i].kind == CLUE_AUTHOR && s->clues.at[i].key == author)
			return true;
	return false;
}

static int add_spelling(struct library *lib, struct arena *a, struct subject *s, struct clue like,
	const struct person *other, struct err *err)
{
	struct clue c = like;
	int rc = sql_get_int(lib->db, &c.papers, 0, err,
		"SELECT count(*) FROM (SELECT 1 FROM paper_authors WHERE author = ? LIMIT ?)", "ii", other->author,
		(int64_t)CLUE_COUNTED);

	c.key = other->author;
	c.papers += like.papers;
	c.share = DOUBT;
	c.what = arena_str(a, author_surname(str_of(like.what)));
	if (rc == 0)
		vec_push_in(a, &s->clues, c);
	return rc;
}

static int add_spellings(struct library *lib, struct arena *a, struct subject *s, struct clue like, struct str fold,
	struct err *err)
{
	struct people all = {0}, found;
	struct arena scratch = ARENA_INIT;
	int rc = read_people(lib, fold, &scratch, &all, err);
	bool sure;

	find_spellings(&all, fold, &scratch, &found);
	sure = all.n < PEOPLE_MOST && is_one_person(&all, fold, &scratch);
	for (size_t i = 0; i < found.n && rc == 0; i++) {
		const struct person *other = &found.at[i];
		bool same = author_match(other->fold, fold) == AUTHOR_SAME;

		if (has_author(s, other->author))
			continue;
		if (same || (sure && is_one_person(&all, other->fold, &scratch)))
			rc = add_spelling(lib, a, s, like, other, err);
	}
	arena_release(&scratch);
	return rc;
}

int subject_add_namesakes(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	size_t n = s->clues.n, looked = 0;
	int rc = 0;

	for (size_t i = 0; i < n && looked < AUTHORS_MOST && rc == 0; i++) {
		struct clue like = s->clues.at[i];

		if (like.kind != CLUE_AUTHOR)
			continue;
		looked++;
		rc = add_spellings(lib, a, s, like, names_fold(like.what, &fold), err);
	}
	strbuf_release(&fold);
	return rc;
}
