#include "library/code_pages.h"

#include "library/store.h"

/* ---- out ---- */

static const char *text(struct stmt *q, int column, struct arena *a)
{
	return arena_strdup(a, sql_text(q, column));
}

static int read_papers(struct library *lib, int64_t row, struct arena *a, struct strs *papers, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT id FROM code_page_papers WHERE page = ? ORDER BY id", "i", row);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push_in(a, papers, text(q, 0, a));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static void read_page(struct stmt *q, struct arena *a, struct code_page *p)
{
	p->verdict = (enum link_verdict)sql_int(q, 1);
	p->reason = text(q, 2, a);
	p->checked = text(q, 3, a);
	p->missing = text(q, 4, a);
	p->there = !p->missing;
	p->moved_to = text(q, 5, a);
	p->fork_of = text(q, 6, a);
	p->description = text(q, 7, a);
	p->homepage = text(q, 8, a);
	p->language = text(q, 9, a);
	p->license = text(q, 10, a);
	strs_read(sql_str(q, 11), '\n', a, &p->topics);
	p->stars = sql_int(q, 12);
	p->archived = sql_int(q, 13);
	p->created = text(q, 14, a);
	p->pushed = text(q, 15, a);
	p->release = text(q, 16, a);
	p->branch = text(q, 17, a);
	p->files_known = !sql_null(q, 18);
	strs_read(sql_str(q, 18), '\n', a, &p->files);
	p->readme = text(q, 19, a);
}

int code_pages_get(struct library *lib, const char *host, const char *repo, struct arena *a, struct code_page *page,
	bool *found, struct err *err)
{
	struct stmt *q;
	int64_t row = 0;
	int rc = sql_query(lib->db, &q, err,
		"SELECT page, verdict, reason, checked, missing, moved_to, fork_of, description, homepage, language, "
		"license, topics, stars, archived, created, pushed, release, branch, files, readme FROM code_pages "
		"WHERE host = ? AND repo = ?",
		"zz", host, repo);

	*page = (struct code_page)CODE_PAGE_INIT;
	page->host = host;
	page->repo = repo;
	if (rc == 0)
		rc = sql_step(q, err);
	*found = rc > 0;
	if (*found) {
		row = sql_int(q, 0);
		read_page(q, a, page);
	}
	sql_done(q);
	return rc > 0 ? read_papers(lib, row, a, &page->papers, err) : rc;
}

/* ---- in ---- */

static int write_page(struct library *lib, const struct code_page *p, int64_t now, int64_t *row, struct err *err)
{
	struct strbuf topics = STRBUF_INIT, files = STRBUF_INIT;
	int rc;

	strs_write(&p->topics, '\n', &topics);
	strs_write(&p->files, '\n', &files);
	rc = sql_run(lib->db, err,
		"INSERT INTO code_pages (host, repo, verdict, reason, checked, tried, missing, moved_to, fork_of, "
		"description, homepage, language, license, topics, stars, archived, created, pushed, release, branch, "
		"files, readme) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
		"ON CONFLICT (host, repo) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason, "
		"checked = excluded.checked, tried = excluded.tried, missing = excluded.missing, "
		"moved_to = excluded.moved_to, fork_of = excluded.fork_of, description = excluded.description, "
		"homepage = excluded.homepage, language = excluded.language, license = excluded.license, "
		"topics = excluded.topics, stars = excluded.stars, archived = excluded.archived, "
		"created = excluded.created, pushed = excluded.pushed, release = excluded.release, "
		"branch = excluded.branch, files = excluded.files, readme = excluded.readme",
		"zzizzizzzzzzzziizzzzzz", p->host, p->repo, (int64_t)p->verdict, p->reason, p->checked, now,
		p->missing, p->moved_to, p->fork_of, p->description, p->homepage, p->language, p->license,
		p->topics.n ? topics.buf : NULL, p->stars, (int64_t)p->archived, p->created, p->pushed, p->release,
		p->branch, p->files_known ? files.buf : NULL, p->readme);
	strbuf_release(&topics);
	strbuf_release(&files);
	if (rc == 0)
		rc = sql_get_int(lib->db, row, 0, err, "SELECT page FROM code_pages WHERE host = ? AND repo = ?", "zz",
			p->host, p->repo);
	return rc;
}

/*
 * A page that is not there says nothing new but that. What was known of it stays, README and all: it may be the only
 * copy that the reader has.
 */
static int write_missing(struct library *lib, const struct code_page *p, int64_t now, struct err *err)
{
	return sql_run(lib->db, err,
		"INSERT INTO code_pages (host, repo, verdict, reason, checked, tried, missing, stars, archived) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, -1, 0) ON CONFLICT (host, repo) DO UPDATE SET "
		"verdict = excluded.verdict, reason = excluded.reason, checked = excluded.checked, "
		"tried = excluded.tried, missing = excluded.missing",
		"zzizziz", p->host, p->repo, (int64_t)p->verdict, p->reason, p->checked, now, p->missing);
}

static int write_papers(struct library *lib, int64_t row, const struct strs *papers, struct err *err)
{
	int rc = sql_run(lib->db, err, "DELETE FROM code_page_papers WHERE page = ?", "i", row);

	for (size_t i = 0; i < papers->n && rc == 0; i++)
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO code_page_papers (page, id) VALUES (?, ?)", "iz", row,
			papers->at[i]);
	return rc;
}

/* ---- what papers say of it ---- */

#define LINKED "c.host = links.host AND c.repo = " LINK_PAGE_REPO("links")

static const char links_of_paper[] =
	"UPDATE links SET (verdict, checked, stars, language, license, pushed, description) = "
	"(SELECT c.verdict, c.checked, c.stars, c.language, c.license, c.pushed, c.description FROM code_pages c "
	"WHERE " LINKED ") WHERE paper = ?1 AND EXISTS (SELECT 1 FROM code_pages c WHERE " LINKED ")";

static const char line_of_paper[] =
	"UPDATE papers SET "
	"verdict = coalesce((SELECT verdict FROM links WHERE paper = ?1 AND kind = ?2 ORDER BY n LIMIT 1), verdict), "
	"stars = coalesce((SELECT max(stars) FROM links WHERE paper = ?1 AND kind = ?2), stars) WHERE num = ?1";

int rows_code_pages(struct library *lib, int64_t num, struct err *err)
{
	int rc = sql_run(lib->db, err, links_of_paper, "i", num);

	return rc == 0 && sql_changes(lib->db)
		? sql_run(lib->db, err, line_of_paper, "ii", num, (int64_t)LINK_CODE)
		: rc;
}

/* ---- news ---- */

static const char *arrival(const struct code_page *before, bool known, const struct code_page *now, struct strbuf *sb)
{
	bool nothing = known && (before->missing || before->verdict == VERDICT_EMPTY ||
		before->verdict == VERDICT_PLACEHOLDER || before->verdict == VERDICT_GONE);
	bool code = now->verdict == VERDICT_LIVE || now->verdict == VERDICT_MOVED || now->verdict == VERDICT_ARCHIVED;

	if (!nothing || !code)
		return NULL;
	strbuf_addf(sb, "the code has arrived: %s/%s was %s on %.10s", now->host, now->repo,
		before->missing ? "not there" : link_verdict_names[before->verdict],
		before->checked ? before->checked : "the last visit");
	return sb->buf;
}

/* Papers that the reader keeps; ?1 and ?2 are STATE_TO_READ and STATE_READING. */
#define KEPT \
	"SELECT paper FROM marks WHERE starred OR state IN (?1, ?2) UNION SELECT paper FROM list_papers " \
	"UNION SELECT paper FROM user_tags"

/* 1: it is one of them. */
static int is_kept(struct library *lib, int64_t num, struct err *err)
{
	int64_t kept = 0;
	int rc = sql_get_int(lib->db, &kept, 0, err, "SELECT ?3 IN (" KEPT ")", "iii", (int64_t)STATE_TO_READ,
		(int64_t)STATE_READING, num);

	return rc < 0 ? rc : (int)kept;
}

static int tell_reader(struct library *lib, int64_t num, const char *news, struct err *err)
{
	int64_t seen = 0;
	int rc = sql_get_int(lib->db, &seen, 0, err, "SELECT seen FROM marks WHERE paper = ?", "i", num);

	if (rc == 0 && seen)
		rc = store_count_add(lib, "seen", -seen, err);
	return rc < 0 ? rc
		: sql_run(lib->db, err,
			"INSERT INTO marks (paper, news) VALUES (?, ?) "
			"ON CONFLICT (paper) DO UPDATE SET seen = 0, news = excluded.news",
			"iz", num, news);
}

struct nums {
	VEC_OF(int64_t);
};

static int linking_papers(struct library *lib, const struct code_page *page, struct nums *nums, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT DISTINCT paper FROM links WHERE repo = ? AND +host = ? AND " /* by repo: a host has many */
		"? = (" LINK_PAGE_REPO("links") ") COLLATE NOCASE",
		"zzz", code_page_name(page->host, page->repo), page->host, page->repo);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		vec_push(nums, sql_int(q, 0));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static int tell_papers(struct library *lib, const struct code_page *page, const char *news, size_t *arrived,
	struct err *err)
{
	struct nums nums = {0};
	int rc = linking_papers(lib, page, &nums, err);

	for (size_t i = 0; i < nums.n && rc == 0; i++) {
		rc = rows_code_pages(lib, nums.at[i], err);
		if (rc == 0 && news && (rc = is_kept(lib, nums.at[i], err)) > 0) {
			rc = tell_reader(lib, nums.at[i], news, err);
			++*arrived;
		}
	}
	vec_release(&nums);
	return rc;
}

static int put(struct library *lib, const struct code_page *page, int64_t now, size_t *arrived, struct err *err)
{
	struct strbuf news = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct code_page before;
	int64_t row = 0;
	bool known;
	int rc = code_pages_get(lib, page->host, page->repo, &a, &before, &known, err);

	if (rc == 0 && !page->there)
		rc = write_missing(lib, page, now, err);
	else if (rc == 0) {
		rc = write_page(lib, page, now, &row, err);
		if (rc == 0)
			rc = write_papers(lib, row, &page->papers, err);
	}
	if (rc == 0)
		rc = tell_papers(lib, page, arrival(&before, known, page, &news), arrived, err);
	strbuf_release(&news);
	arena_release(&a);
	return rc;
}

int code_pages_put(struct library *lib, const struct code_page *page, int64_t now, size_t *arrived, struct err *err)
{
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	rc = put(lib, page, now, arrived, err);
	if (rc == 0)
		return sql_commit(lib->db, err);
	sql_rollback(lib->db);
	return rc;
}

/* ---- which to visit ---- */

static void add(struct stmt *q, struct arena *a, struct code_page_vec *pages)
{
	struct code_page page = CODE_PAGE_INIT;

	page.host = text(q, 0, a);
	page.repo = text(q, 1, a);
	if (code_page_host(page.host))
		vec_push_in(a, pages, page);
}

/* Adds those of one paper that are not there yet; seen: host and folded repo. */
static int add_paper(struct library *lib, int64_t num, struct map *seen, struct arena *a, struct code_page_vec *pages,
	struct err *err)
{
	struct strbuf fold = STRBUF_INIT;
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err,
		"SELECT host, page, host || '/' || page FROM (SELECT n, host, " LINK_PAGE_REPO("links") " AS page "
		"FROM links WHERE paper = ? AND repo IS NOT NULL) ORDER BY n",
		"i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		if (!(*map_put(seen, names_fold(sql_text(q, 2), &fold)))++)
			add(q, a, pages);
		rc = 0;
	}
	sql_done(q);
	strbuf_release(&fold);
	return rc;
}

int code_pages_of(struct library *lib, const int64_t *nums, size_t n, struct arena *a, struct code_page_vec *pages,
	struct err *err)
{
	struct map seen = MAP_INIT;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = add_paper(lib, nums[i], &seen, a, pages, err);
	map_release(&seen);
	return rc;
}

enum { DAY = 86400 };

/* The newest first. wanted: a condition on l.paper, or "". */
#define DUE(wanted) \
	"SELECT host, page FROM (" \
	"SELECT l.host AS host, " LINK_PAGE_REPO("l") " AS page, max(l.paper) AS newest, ?1 - c.tried AS since, " \
	"?1 / ?6 - (max(l.paper) >> ?2) AS age, c.missing IS NOT NULL OR c.verdict IN (?3, ?4, ?5) AS missed " \
	"FROM links l LEFT JOIN code_pages c ON c.host = l.host AND c.repo = " LINK_PAGE_REPO("l") " " \
	"WHERE l.repo IS NOT NULL" wanted " GROUP BY l.repo, l.host, " LINK_FOLDER("l") ") " \
	"WHERE since IS NULL OR since >= CASE WHEN age <= 31 THEN ?6 WHEN age <= 366 AND missed THEN ?6 " \
	"WHEN age <= 366 OR missed THEN 7 * ?6 ELSE 30 * ?6 END ORDER BY newest DESC"

static int read_due(struct library *lib, const char *query, int64_t now, size_t most, struct arena *a,
	struct code_page_vec *pages, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, query, "iiiiii", now, (int64_t)NUM_SEQUENCE_BITS, (int64_t)VERDICT_EMPTY,
		(int64_t)VERDICT_PLACEHOLDER, (int64_t)VERDICT_GONE, (int64_t)DAY);

	while (rc == 0 && (!most || pages->n < most) && (rc = sql_step(q, err)) > 0) {
		add(q, a, pages);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int code_pages_due(struct library *lib, int64_t now, size_t most, struct arena *a, struct code_page_vec *pages,
	struct err *err)
{
	return read_due(lib, DUE(""), now, most, a, pages, err);
}

int code_pages_due_of(struct library *lib, int64_t now, const int64_t *nums, size_t n, struct arena *a,
	struct code_page_vec *pages, struct err *err)
{
	int rc = sql_exec(lib->db, "CREATE TEMP TABLE IF NOT EXISTS wanted (paper INTEGER PRIMARY KEY); "
		"DELETE FROM temp.wanted", err);

	if (rc == 0)
		rc = sql_run(lib->db, err, "INSERT INTO temp.wanted " KEPT, "ii", (int64_t)STATE_TO_READ,
			(int64_t)STATE_READING);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO temp.wanted VALUES (?)", "i", nums[i]);
	return rc < 0 ? rc
		: read_due(lib, DUE(" AND l.paper IN (SELECT paper FROM temp.wanted)"), now, 0, a, pages, err);
}
