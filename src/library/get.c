/* Papers out of the library. */
#include <inttypes.h>

#include "base/clock.h"
#include "library/store.h"

static int read_text(struct library *lib, int64_t num, struct arena *a, struct paper *p, struct err *err)
{
	char added[CLOCK_TEXT];
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT p.id, p.title, coalesce(t.title_tex, p.title), p.et_al, p.date, p.categories, p.added, "
		"t.abstract, coalesce(t.abstract_tex, t.abstract), t.authors, t.affiliation, t.updated, "
		"p.version, t.code_badge, t.comments, t.doi, t.venue, p.withdrawn, t.keywords "
		"FROM papers p JOIN texts t ON t.paper = p.num WHERE p.num = ?",
		"i", num);

	if (rc == 0)
		rc = sql_step(q, err);
	if (rc > 0) {
		p->id = arena_strdup(a, sql_text(q, 0));
		p->title = arena_strdup(a, sql_text(q, 1));
		p->title_tex = arena_strdup(a, sql_text(q, 2));
		p->et_al = sql_int(q, 3);
		p->date = arena_strdup(a, sql_text(q, 4));
		strs_read(str_of(sql_text(q, 5)), ' ', a, &p->categories);
		p->added = arena_strdup(a, clock_iso(sql_int(q, 6), added));
		p->abstract = arena_strdup(a, sql_text(q, 7));
		p->abstract_tex = arena_strdup(a, sql_text(q, 8));
		strs_read(str_of(sql_text(q, 9)), '\n', a, &p->authors);
		p->affiliation = arena_strdup(a, sql_text(q, 10));
		p->updated = arena_strdup(a, sql_text(q, 11));
		p->version = (int)sql_int(q, 12);
		p->code_badge = sql_int(q, 13);
		p->comments = arena_strdup(a, sql_text(q, 14));
		p->doi = arena_strdup(a, sql_text(q, 15));
		p->venue = arena_strdup(a, sql_text(q, 16));
		p->withdrawn = sql_int(q, 17);
		strs_read(str_of(sql_text(q, 18)), '\n', a, &p->keywords);
	}
	sql_done(q);
	return rc;
}

static int read_links(struct library *lib, int64_t num, struct arena *a, struct link_vec *links,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT url, host, repo, kind, place, verdict, checked, stars, language, license, pushed, "
		"description, (SELECT c.reason FROM code_pages c WHERE c.host = links.host AND "
		"c.repo = " LINK_PAGE_REPO("links") ") "
		"FROM links WHERE paper = ? ORDER BY n",
		"i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct link l = {
			.url = arena_strdup(a, sql_text(q, 0)),
			.host = arena_strdup(a, sql_text(q, 1)),
			.repo = arena_strdup(a, sql_text(q, 2)),
			.kind = (enum link_kind)sql_int(q, 3),
			.from = (enum link_from)sql_int(q, 4),
			.verdict = (enum link_verdict)sql_int(q, 5),
			.checked = arena_strdup(a, sql_text(q, 6)),
			.stars = sql_int(q, 7),
			.language = arena_strdup(a, sql_text(q, 8)),
			.license = arena_strdup(a, sql_text(q, 9)),
			.pushed = arena_strdup(a, sql_text(q, 10)),
			.description = arena_strdup(a, sql_text(q, 11)),
			.reason = arena_strdup(a, sql_text(q, 12)),
		};

		vec_push_in(a, links, l);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* Of both kinds in one order: what the extractor found. */
static const char tags_and_rejected[] =
	"SELECT t.kind, t.sort, t.name, x.introduced, x.rule, x.spots FROM ("
	"SELECT tag, pos, introduced, rule, spots FROM paper_tags WHERE paper = ?1 UNION ALL "
	"SELECT tag, pos, introduced, rule, spots FROM rejected_tags WHERE paper = ?1 AND spots <> '') x "
	"JOIN tags t USING (tag) ORDER BY x.pos";

static const char *tags_query(unsigned parts)
{
	if (!(parts & PART_REJECTED))
		return "SELECT t.kind, t.sort, t.name, x.introduced, x.rule, x.spots "
		       "FROM paper_tags x JOIN tags t USING (tag) WHERE x.paper = ? ORDER BY x.pos";
	if (!(parts & PART_TAGS))
		return "SELECT t.kind, t.sort, t.name, x.introduced, x.rule, x.spots "
		       "FROM rejected_tags x JOIN tags t USING (tag) WHERE x.paper = ? AND x.spots <> '' "
		       "ORDER BY x.pos";
	return tags_and_rejected;
}

static int read_tags(struct library *lib, int64_t num, unsigned parts, struct arena *a,
	struct tag_vec *tags, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, tags_query(parts), "i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		struct tag t = {
			.kind = (enum tag_kind)sql_int(q, 0),
			.sort = (enum tag_sort)sql_int(q, 1),
			.name = arena_strdup(a, sql_text(q, 2)),
			.introduced = sql_int(q, 3),
			.rule = arena_strdup(a, sql_text(q, 4)),
		};

		spots_read(sql_text(q, 5), a, &t.spots);
		vec_push_in(a, tags, t);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* The first column of every row. */
static int read_strs(struct library *lib, const char *text, int64_t num, struct arena *a,
	struct strs *out, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, text, "i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, out, arena_strdup(a, sql_text(q, 0)));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int read_sources(struct library *lib, int64_t num, struct arena *a, struct strs *sources,
	struct err *err)
{
	return read_strs(lib,
		"SELECT s.name FROM paper_sources x JOIN sources s USING (source) WHERE x.paper = ? "
		"ORDER BY source",
		num, a, sources, err);
}

int library_get(struct library *lib, int64_t num, unsigned parts, struct arena *a,
	struct paper *paper, struct err *err)
{
	int rc = 1;

	*paper = (struct paper){0};
	if (parts & PART_TEXT)
		rc = read_text(lib, num, a, paper, err);
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "no paper in row %" PRId64, num);
	if (rc > 0)
		rc = 0;
	if (rc == 0 && parts & PART_LINKS)
		rc = read_links(lib, num, a, &paper->links, err);
	if (rc == 0 && parts & (PART_TAGS | PART_REJECTED))
		rc = read_tags(lib, num, parts, a, &paper->tags, err);
	if (rc == 0 && parts & PART_SOURCES)
		rc = read_sources(lib, num, a, &paper->sources, err);
	return rc;
}

int library_marks(struct library *lib, int64_t num, struct arena *a, struct marks *marks,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT m.state, m.starred, coalesce(m.seen, 0), m.note, m.news, m.seen_version "
		"FROM papers p LEFT JOIN marks m ON m.paper = p.num WHERE p.num = ?",
		"i", num);

	*marks = (struct marks){0};
	if (rc == 0 && (rc = sql_step(q, err)) == 0)
		rc = err_set(err, ERR_NOT_FOUND, "no paper in row %" PRId64, num);
	if (rc > 0) {
		marks->state = (enum paper_state)sql_int(q, 0);
		marks->starred = sql_int(q, 1);
		marks->unread = !sql_int(q, 2);
		marks->note = arena_strdup(a, sql_text(q, 3));
		marks->news = arena_strdup(a, sql_text(q, 4));
		marks->seen_version = (int)sql_int(q, 5);
		rc = 0;
	}
	sql_done(q);
	if (rc == 0)
		rc = read_strs(lib,
			"SELECT t.name FROM user_tags x JOIN tags t USING (tag) WHERE x.paper = ? "
			"ORDER BY t.fold",
			num, a, &marks->tags, err);
	if (rc == 0)
		rc = read_strs(lib,
			"SELECT l.name FROM list_papers x JOIN lists l USING (list) WHERE x.paper = ? "
			"ORDER BY l.fold",
			num, a, &marks->lists, err);
	return rc;
}
