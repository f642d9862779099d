#include "library/subject.h"

#include <inttypes.h>

#include "library/store.h"

/* One owner's two repositories say less than one repository: an owner may be a company. */
#define OWNER 0.1

void subject_release(struct subject *s)
{
	profile_release(&s->profile);
}

static int read_text(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.title, t.abstract FROM papers p JOIN texts t ON t.paper = p.num WHERE p.num = ?",
		"i", s->num);

	if (rc == 0 && (rc = sql_step(q, err)) == 0)
		rc = err_set(err, ERR_NOT_FOUND, "no paper in row %" PRId64, s->num);
	if (rc > 0) {
		s->title = arena_strdup(a, sql_text(q, 0));
		s->abstract = arena_strdup(a, sql_text(q, 1));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int weigh_words(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	int rc = stems_of_profile(lib, &s->profile, a, &s->stems, err);

	if (rc == 0)
		profile_weigh(&s->profile, s->stems.papers, s->papers);
	return rc;
}

/* ---- tags ---- */

static void read_forms(const struct subject *s, const char *text, struct arena *a, struct strs *forms)
{
	struct tag_spots spots = {0};

	spots_read(text, a, &spots);
	for (size_t i = 0; i < spots.n; i++) {
		const struct tag_spot *at = &spots.at[i];
		struct str field = str_of(at->field == FIELD_TITLE ? s->title : s->abstract);
		struct str form = str_sub(field, at->at, (size_t)at->at + at->len);

		if (form.n)
			vec_push_in(a, forms, arena_str(a, form));
	}
}

static int read_tags(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT t.tag, t.name, t.kind, t.papers, x.introduced, t.sort, x.spots "
		"FROM paper_tags x JOIN tags t USING (tag) WHERE x.paper = ?",
		"i", s->num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct clue c = {
			.kind = CLUE_TAG,
			.link = sql_int(q, 2) == TAG_DATASET ? REASON_DATASET : REASON_METHOD,
			.key = sql_int(q, 0),
			.what = arena_strdup(a, sql_text(q, 1)),
			.share = 1,
			.papers = sql_int(q, 3),
			.introduced = sql_int(q, 4),
			.named = sql_int(q, 5) == TAG_NAME,
		};

		read_forms(s, sql_text(q, 6), a, &c.forms);
		vec_push_in(a, &s->clues, c);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static bool has_tag(const struct subject *s, int64_t tag)
{
	for (size_t i = 0; i < s->clues.n; i++)
		if (s->clues.at[i].kind == CLUE_TAG && s->clues.at[i].key == tag)
			return true;
	return false;
}

/* So many tags that go by one name are looked at, the first known first: a form that is everybody's says nothing. */
enum { NAMESAKES_MOST = 24 };

/* Tags that the query finds for a name, as clues like the one given. Columns: tag, papers. */
static int add_namesakes(struct library *lib, struct arena *a, struct subject *s, const char *query,
	const char *name, struct clue like, struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, query, "si", names_fold(name, &fold), (int64_t)NAMESAKES_MOST);

	like.what = name;
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		like.key = sql_int(q, 0);
		like.papers = sql_int(q, 1);
		if (!has_tag(s, like.key))
			vec_push_in(a, &s->clues, like);
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&fold);
	return rc;
}

/*
 * What a paper introduces as "Adaptive Model Merging (AdaMerging)" has its long form for a name there, and its short
 * one where it is used. So: tags that are called as this paper writes a name that it introduces; and tags
 * that some paper writes as this one calls what it uses, where that paper introduces them.
 */
static int add_other_names(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	size_t own = s->clues.n;
	int rc = 0;

	for (size_t i = 0; i < own && rc == 0; i++) {
		struct clue like = s->clues.at[i];

		if (!like.named)
			continue;
		for (size_t j = 0; like.introduced && j < like.forms.n && rc == 0; j++)
			rc = add_namesakes(lib, a, s,
				"SELECT tag, papers FROM tags WHERE kind IN (0, 1) AND fold = ? LIMIT ?",
				like.forms.at[j], like, err);
		like.origin = true;
		if (!like.introduced && rc == 0)
			rc = add_namesakes(lib, a, s,
				"SELECT t.tag, t.papers FROM tag_forms f CROSS JOIN tags t USING (tag) "
				"WHERE f.fold = ? AND t.kind < 2 LIMIT ?",
				like.what, like, err);
	}
	return rc;
}

static int read_authors(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT x.author, n.name, (SELECT count(*) FROM "
		"(SELECT 1 FROM paper_authors y WHERE y.author = x.author LIMIT ?)) "
		"FROM paper_authors x JOIN authors n USING (author) WHERE x.paper = ? ORDER BY x.pos",
		"ii", (int64_t)CLUE_COUNTED, s->num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct clue c = {
			.kind = CLUE_AUTHOR,
			.link = REASON_AUTHOR,
			.key = sql_int(q, 0),
			.what = arena_strdup(a, sql_text(q, 1)),
			.share = 1,
			.papers = sql_int(q, 2),
		};

		s->authors++;
		vec_push_in(a, &s->clues, c);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* ---- code ---- */

static bool has_clue(const struct subject *s, enum clue_kind kind, struct str what)
{
	for (size_t i = 0; i < s->clues.n; i++)
		if (s->clues.at[i].kind == kind && str_case_eq(str_of(s->clues.at[i].what), what))
			return true;
	return false;
}

static int count_repos(struct library *lib, struct clue *c, struct err *err)
{
	static const char *const counts[] = {
		[CLUE_REPO] = "SELECT count(*) FROM (SELECT DISTINCT paper FROM links WHERE repo = ?1 LIMIT ?2)",
		[CLUE_OWNER] = "SELECT count(*) FROM (SELECT DISTINCT paper FROM links "
			       "WHERE repo > ?1 || '/' AND repo < ?1 || '0' LIMIT ?2)",
	};

	return sql_get_int(lib->db, &c->papers, 0, err, counts[c->kind], "zi", c->what,
		(int64_t)CLUE_COUNTED);
}

static int add_repo(struct library *lib, struct arena *a, struct subject *s, enum clue_kind kind,
	struct str what, struct err *err)
{
	struct clue c = {.kind = kind, .link = REASON_REPO, .what = arena_str(a, what)};
	int rc = 0;

	if (has_clue(s, kind, what))
		return 0;
	c.share = kind == CLUE_OWNER ? OWNER : 1;
	rc = count_repos(lib, &c, err);
	vec_push_in(a, &s->clues, c);
	return rc;
}

static int read_repos(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT repo FROM links WHERE paper = ? AND repo IS NOT NULL ORDER BY n", "i", s->num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct str repo = sql_str(q, 0);
		ptrdiff_t slash = str_chr(repo, '/');

		rc = add_repo(lib, a, s, CLUE_REPO, repo, err);
		if (rc == 0 && slash > 0)
			rc = add_repo(lib, a, s, CLUE_OWNER, str_sub(repo, 0, (size_t)slash), err);
	}
	sql_done(q);
	return rc;
}

/* ---- citations, and what code pages list ---- */

static int add_citations(struct library *lib, struct arena *a, struct subject *s, struct clue c, const char *count,
	struct err *err)
{
	int rc = sql_get_int(lib->db, &c.papers, 0, err, count, "ii", s->num, (int64_t)CLUE_COUNTED);

	if (rc == 0 && c.papers)
		vec_push_in(a, &s->clues, c);
	return rc;
}

static int read_citations(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	struct clue cites = {.kind = CLUE_CITES, .link = REASON_CITES, .key = s->num, .what = "", .share = 1};
	struct clue cited_by = {.kind = CLUE_CITED_BY, .link = REASON_CITED_BY, .key = s->num, .what = "", .share = 1};
	int rc = add_citations(lib, a, s, cites,
		"SELECT count(*) FROM (SELECT 1 FROM ids i CROSS JOIN citations c ON c.citing = i.id "
		"CROSS JOIN ids o ON o.id = c.cited WHERE i.paper = ? LIMIT ?)",
		err);

	return rc < 0 ? rc
		      : add_citations(lib, a, s, cited_by,
				"SELECT count(*) FROM (SELECT 1 FROM ids i CROSS JOIN citations c ON c.cited = i.id "
				"CROSS JOIN ids o ON o.id = c.citing WHERE i.paper = ? LIMIT ?)",
				err);
}

/* Code pages that the query finds for this paper, with how many papers each lists. */
static int add_pages(struct library *lib, struct arena *a, struct subject *s, enum clue_kind kind, const char *query,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, query, "ii", s->num, (int64_t)CLUE_COUNTED);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct clue c = {
			.kind = kind,
			.link = REASON_LISTED,
			.key = sql_int(q, 0),
			.what = arena_strdup(a, sql_text(q, 1)),
			.papers = sql_int(q, 2),
			.share = 1,
		};

		vec_push_in(a, &s->clues, c);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int read_code_pages(struct library *lib, struct arena *a, struct subject *s, struct err *err)
{
	int rc = add_pages(lib, a, s, CLUE_LISTS,
		"SELECT g.page, g.repo, (SELECT count(*) FROM code_page_papers c WHERE c.page = g.page) AS n "
		"FROM links l CROSS JOIN code_pages g ON g.host = l.host AND g.repo = " LINK_PAGE_REPO("l") " "
		"WHERE l.paper = ?1 AND n > 0 LIMIT ?2",
		err);

	return rc < 0 ? rc
		      : add_pages(lib, a, s, CLUE_LISTED,
				"SELECT DISTINCT g.page, g.repo, "
				"(SELECT count(*) FROM code_page_papers n WHERE n.page = g.page) "
				"FROM ids i CROSS JOIN code_page_papers c ON c.id = i.id "
				"CROSS JOIN code_pages g ON g.page = c.page WHERE i.paper = ?1 LIMIT ?2",
				err);
}

int subject_read(struct library *lib, int64_t num, struct arena *a, struct subject *s, struct err *err)
{
	int rc;

	*s = (struct subject){.num = num, .papers = library_count(lib)};
	rc = read_text(lib, a, s, err);
	if (rc < 0)
		return rc;
	profile_init(&s->profile, str_of(s->title), str_of(s->abstract));
	rc = weigh_words(lib, a, s, err);
	if (rc == 0)
		rc = read_tags(lib, a, s, err);
	if (rc == 0)
		rc = add_other_names(lib, a, s, err);
	if (rc == 0)
		rc = read_authors(lib, a, s, err);
	if (rc == 0)
		rc = subject_add_namesakes(lib, a, s, err);
	if (rc == 0)
		rc = read_repos(lib, a, s, err);
	if (rc == 0)
		rc = read_citations(lib, a, s, err);
	return rc == 0 ? read_code_pages(lib, a, s, err) : rc;
}
