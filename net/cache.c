#include "cache.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/sql.h"

struct cache {
	struct db *db;
	int64_t most;
	int64_t bytes; /* of bodies, at least what this process knows of; counted anew before anything is let go */
};

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS answer("
	" url TEXT PRIMARY KEY, checked INTEGER NOT NULL, used INTEGER NOT NULL, status INTEGER NOT NULL,"
	" etag TEXT NOT NULL, modified TEXT NOT NULL, bytes INTEGER NOT NULL, body BLOB NOT NULL);"
	"CREATE INDEX IF NOT EXISTS answer_used ON answer(used, bytes);";

static int open_db(struct db **db, const char *path, struct err *err)
{
	int rc = sql_open(db, path, SQL_CREATE, err);

	if (rc == 0)
		rc = sql_exec(*db, schema, err);
	if (rc < 0) {
		sql_close(*db);
		*db = NULL;
	}
	return rc;
}

static void remove_files(const char *path)
{
	static const char *const parts[] = {"", "-wal", "-shm"};
	struct strbuf name = STRBUF_INIT;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		strbuf_reset(&name);
		strbuf_addf(&name, "%s%s", path, parts[i]);
		unlink(name.buf);
	}
	strbuf_release(&name);
}

static void count_bytes(struct cache *c)
{
	sql_get_int(c->db, &c->bytes, 0, NULL, "SELECT sum(bytes) FROM answer", "");
}

int cache_open(struct cache **c, const char *path, int64_t most, struct err *err)
{
	struct strbuf usual = STRBUF_INIT;
	struct db *db = NULL;
	int rc = 0;

	*c = NULL;
	if (!path) {
		rc = file_home(HOME_CACHE, "fetched.db", &usual, err);
		path = usual.buf;
	}
	if (rc == 0)
		rc = file_make_parents(path, err);
	if (rc == 0 && open_db(&db, path, NULL) < 0) {
		remove_files(path);
		rc = open_db(&db, path, err);
	}
	if (rc == 0) {
		*c = mem_zalloc(sizeof **c);
		(*c)->db = db;
		(*c)->most = most;
		sql_patience(db, 1000);
		count_bytes(*c);
	}
	strbuf_release(&usual);
	return rc;
}

void cache_close(struct cache *c)
{
	if (!c)
		return;
	sql_close(c->db);
	free(c);
}

/* A blob's text; never NULL, so that an empty one is told from none. */
static struct str kept(struct stmt *q, int column, struct arena *a)
{
	struct str s = sql_str(q, column);

	return (struct str){arena_str(a, s.p ? s : STR_LIT("")), s.p ? s.n : 0};
}

bool cache_get(struct cache *c, const char *url, int64_t now, struct arena *a, struct cached *found)
{
	struct stmt *q = NULL;
	bool there = false;

	if (!c)
		return false;
	if (sql_query(c->db, &q, NULL, "SELECT checked, status, etag, modified, body FROM answer WHERE url = ?", "z",
		    url) == 0 &&
		sql_step(q, NULL) > 0) {
		there = true;
		found->checked = sql_int(q, 0);
		found->status = (int)sql_int(q, 1);
		found->etag = arena_strdup(a, sql_text(q, 2));
		found->last_modified = arena_strdup(a, sql_text(q, 3));
		found->body = kept(q, 4, a);
	}
	sql_done(q);
	if (there)
		sql_run(c->db, NULL, "UPDATE answer SET used = ? WHERE url = ?", "iz", now, url);
	return there;
}

/* Those that were not used for longest. It looks at all answers, so it is not done with each. */
static void let_go(struct cache *c)
{
	sql_run(c->db, NULL,
		"DELETE FROM answer WHERE rowid IN (SELECT rowid FROM"
		" (SELECT rowid, sum(bytes) OVER (ORDER BY used DESC, rowid DESC) AS upto FROM answer)"
		" WHERE upto > ?)",
		"i", c->most);
	count_bytes(c);
}

void cache_put(struct cache *c, const char *url, int64_t now, const struct cached *answer)
{
	struct str body = answer->body.p ? answer->body : STR_LIT("");

	if (!c || (int64_t)body.n > c->most / 4)
		return;
	sql_run(c->db, NULL, "INSERT OR REPLACE INTO answer VALUES(?, ?, ?, ?, ?, ?, ?, ?)", "ziiizzib", url,
		answer->checked, now, (int64_t)answer->status, answer->etag, answer->last_modified, (int64_t)body.n,
		body);
	c->bytes += (int64_t)body.n;
	if (c->bytes > c->most)
		let_go(c);
}

void cache_confirm(struct cache *c, const char *url, int64_t now)
{
	if (c)
		sql_run(c->db, NULL, "UPDATE answer SET checked = ?, used = ? WHERE url = ?", "iiz", now, now, url);
}
