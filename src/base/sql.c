#include "base/sql.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/strbuf.h"

enum { STATEMENTS_KEPT = 400 };

/*
 * A statement, in the chain of all that have the same text. One that is free is taken first;
 * the chain grows only where a walk queries with its own text again.
 */
struct stmt {
	sqlite3_stmt *q;
	struct db *db;
	struct stmt *next;
	bool busy;
};

/* Statements by the place of their text, which for a literal is always the same: no hashing of the text. */
enum { RECENT = 128 };

struct recent {
	const char *text;
	struct stmt *q;
};

struct db {
	sqlite3 *h;
	char *path;
	struct map stmts; /* text -> first struct stmt * */
	struct recent recent[RECENT];
	int depth;        /* of sql_begin */
	bool doomed;      /* an inner rollback happened */
	bool (*tick)(void *);
	void *tick_data;
	int patience;     /* ms that a write waits for another's … */
	int64_t waits_since; /* … which began then */
};

static int fail(struct db *db, int rc, struct err *err)
{
	const char *why = db->h ? sqlite3_errmsg(db->h) : sqlite3_errstr(rc);
	int reason = db->h ? sqlite3_system_errno(db->h) : 0;

	switch (rc & 0xff) {
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_INTERRUPTED, "%s: interrupted", db->path);
	case SQLITE_NOTADB:
		return err_set(err, ERR_FAILED, "%s: this is not a library (not an SQLite file)", db->path);
	case SQLITE_CORRUPT:
		return err_set(err, ERR_FAILED, "%s: the file is damaged (%s)", db->path, why);
	case SQLITE_FULL:
		return err_set(err, ERR_FAILED, "%s: the disk is full; nothing was changed", db->path);
	case SQLITE_READONLY:
		return err_set(err, ERR_FAILED, "%s: cannot be written (%s)", db->path, why);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_FAILED, "%s: %s", db->path, reason ? strerror(reason) : why);
	case SQLITE_BUSY:
		return err_set(err, ERR_FAILED, "%s: another program keeps it locked", db->path);
	default:
		return err_set(err, ERR_FAILED, "%s: %s", db->path, why);
	}
}

/*
 * SQLite's own way looks ever more seldom, up to every 100 ms, and so misses the moments between two short
 * transactions of work behind.
 */
static int wait_for_lock(void *data, int times)
{
	const struct timespec pause = {0, 1000 * 1000};
	struct db *db = data;

	if (!times)
		db->waits_since = clock_mono_ms();
	nanosleep(&pause, NULL);
	return clock_mono_ms() - db->waits_since < db->patience;
}

static int configure(struct db *db, enum sql_open how, struct err *err)
{
	sql_patience(db, SQL_PATIENCE);
	sqlite3_extended_result_codes(db->h, 1);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	if (sql_exec(db, "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;", err) < 0)
		return ERR_FAILED;
	return how & (SQL_READONLY | SQL_AS_IS) ? 0 : sql_wal(db, err);
}

/*
 * Where others open the file in the same moment, the change to WAL is refused without the busy handler's being asked
 * (sqlite.org/c3ref/busy_handler.html: where waiting might be a deadlock); so it is asked here.
 */
int sql_wal(struct db *db, struct err *err)
{
	static const char script[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
	int rc = sqlite3_exec(db->h, script, NULL, NULL, NULL);

	for (int times = 0; (rc & 0xff) == SQLITE_BUSY && wait_for_lock(db, times); times++)
		rc = sqlite3_exec(db->h, script, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : fail(db, rc, err);
}

/* "file:PATH?immutable=1", the path percent-encoded (sqlite.org/uri.html, section 3.1). */
static char *frozen_uri(const char *path)
{
	struct strbuf uri = STRBUF_INIT;

	strbuf_addz(&uri, "file:");
	for (; *path; path++)
		if (ch_alnum(*path) || strchr("/._-", *path))
			strbuf_addch(&uri, *path);
		else
			strbuf_addf(&uri, "%%%02X", (unsigned char)*path);
	strbuf_addz(&uri, "?immutable=1");
	return strbuf_detach(&uri);
}

static int open_handle(struct db *db, const char *path, enum sql_open how)
{
	int flags = how & SQL_READONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	char *uri;
	int rc;

	if (how & SQL_CREATE)
		flags |= SQLITE_OPEN_CREATE;
	if (!(how & SQL_FROZEN))
		return sqlite3_open_v2(path, &db->h, flags | SQLITE_OPEN_NOMUTEX, NULL);
	uri = frozen_uri(path);
	rc = sqlite3_open_v2(uri, &db->h, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
	free(uri);
	return rc;
}

int sql_open(struct db **out, const char *path, enum sql_open how, struct err *err)
{
	struct db *db = mem_zalloc(sizeof *db);
	int rc;

	/* Nobody asks how much memory SQLite has; counting it takes a lock at every malloc. Once is enough. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	db->path = mem_strdup(path);
	rc = open_handle(db, path, how);
	rc = rc != SQLITE_OK ? fail(db, rc, err) : configure(db, how, err);
	if (rc < 0) {
		sql_close(db);
		db = NULL;
	}
	*out = db;
	return rc;
}

void sql_close(struct db *db)
{
	const struct map_slot *slot;
	size_t at = 0;

	if (!db)
		return;
	while ((slot = map_next(&db->stmts, &at))) {
		struct stmt *q = (struct stmt *)(intptr_t)slot->value, *next;

		for (; q; q = next) {
			next = q->next;
			sqlite3_finalize(q->q);
			free(q);
		}
	}
	map_release(&db->stmts);
	sqlite3_close(db->h);
	free(db->path);
	free(db);
}

int sql_exec(struct db *db, const char *script, struct err *err)
{
	int rc = sqlite3_exec(db->h, script, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : fail(db, rc, err);
}

static void free_idle(struct stmt **chain)
{
	while (*chain) {
		struct stmt *q = *chain;

		if (q->busy) {
			chain = &q->next;
			continue;
		}
		*chain = q->next;
		sqlite3_finalize(q->q);
		free(q);
	}
}

/* Keeps only the statements that are in use. */
static void forget_idle(struct db *db)
{
	struct map busy = MAP_INIT;
	const struct map_slot *slot;
	size_t at = 0;

	while ((slot = map_next(&db->stmts, &at))) {
		struct stmt *chain = (struct stmt *)(intptr_t)slot->value;

		free_idle(&chain);
		if (chain)
			*map_put(&busy, slot->key) = (intptr_t)chain;
	}
	map_release(&db->stmts);
	db->stmts = busy;
	memset(db->recent, 0, sizeof db->recent);
}

static struct stmt *free_stmt(struct stmt *chain)
{
	while (chain && chain->busy)
		chain = chain->next;
	return chain;
}

static int find_or_prepare(struct db *db, const char *text, struct stmt **out, struct err *err)
{
	int64_t *chain;
	struct stmt *q;
	int rc;

	if (db->stmts.n >= STATEMENTS_KEPT)
		forget_idle(db);
	chain = map_put(&db->stmts, str_of(text));
	q = free_stmt((struct stmt *)(intptr_t)*chain);
	if (!q) {
		q = mem_zalloc(sizeof *q);
		rc = sqlite3_prepare_v3(db->h, text, -1, SQLITE_PREPARE_PERSISTENT, &q->q, NULL);
		if (rc != SQLITE_OK) {
			free(q);
			return fail(db, rc, err);
		}
		q->db = db;
		q->next = (struct stmt *)(intptr_t)*chain;
		*chain = (intptr_t)q;
	}
	*out = q;
	return 0;
}

static int prepared(struct db *db, const char *text, struct stmt **out, struct err *err)
{
	struct recent *r = &db->recent[((uintptr_t)text >> 3) % RECENT];
	int rc = 0;

	/* Another text may have come to lie in the same place. */
	if (r->text != text || r->q->busy || strcmp(sqlite3_sql(r->q->q), text)) {
		rc = find_or_prepare(db, text, &r->q, err);
		r->text = rc == 0 ? text : NULL;
	}
	if (rc < 0)
		return rc;
	r->q->busy = true;
	*out = r->q;
	return 0;
}

static int bind_one(sqlite3_stmt *q, int at, char type, va_list *ap)
{
	struct str s;
	const char *z;

	switch (type) {
	case 'i':
		return sqlite3_bind_int64(q, at, va_arg(*ap, int64_t));
	case 'd':
		return sqlite3_bind_double(q, at, va_arg(*ap, double));
	case 'z':
		z = va_arg(*ap, const char *);
		return sqlite3_bind_text(q, at, z, -1, SQLITE_STATIC);
	case 's':
		s = va_arg(*ap, struct str);
		return sqlite3_bind_text64(q, at, s.p, s.n, SQLITE_STATIC, SQLITE_UTF8);
	case 'b':
		s = va_arg(*ap, struct str);
		return sqlite3_bind_blob64(q, at, s.p, s.n, SQLITE_STATIC);
	case 'n':
		return sqlite3_bind_null(q, at);
	default:
		return SQLITE_MISUSE;
	}
}

static int query_v(struct db *db, struct stmt **out, struct err *err, const char *text,
	const char *types, va_list *ap)
{
	struct stmt *q = NULL;
	int rc = prepared(db, text, &q, err);

	*out = NULL;
	if (rc < 0)
		return rc;
	for (int i = 0; types[i]; i++) {
		rc = bind_one(q->q, i + 1, types[i], ap);
		if (rc != SQLITE_OK) {
			fail(db, rc, err);
			sql_done(q);
			return ERR_FAILED;
		}
	}
	*out = q;
	return 0;
}

int sql_query(struct db *db, struct stmt **q, struct err *err, const char *text, const char *types, ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = query_v(db, q, err, text, types, &ap);
	va_end(ap);
	return rc;
}

int sql_query_values(struct db *db, struct stmt **out, struct err *err, const char *text,
	const struct sql_value *values, size_t n)
{
	struct stmt *q = NULL;
	int rc = prepared(db, text, &q, err);

	*out = NULL;
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < n && rc == SQLITE_OK; i++) {
		const struct sql_value *v = &values[i];
		int at = (int)i + 1;

		rc = v->type == 'i' ? sqlite3_bind_int64(q->q, at, v->i)
				    : sqlite3_bind_text(q->q, at, v->type == 'z' ? v->z : NULL, -1,
					      SQLITE_STATIC);
	}
	if (rc != SQLITE_OK) {
		fail(db, rc, err);
		sql_done(q);
		return ERR_FAILED;
	}
	*out = q;
	return 0;
}

int sql_step(struct stmt *q, struct err *err)
{
	int rc = sqlite3_step(q->q);

	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : fail(q->db, rc, err);
}

void sql_done(struct stmt *q)
{
	if (!q)
		return;
	sqlite3_reset(q->q);
	sqlite3_clear_bindings(q->q);
	q->busy = false;
}

int sql_run(struct db *db, struct err *err, const char *text, const char *types, ...)
{
	struct stmt *q;
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = query_v(db, &q, err, text, types, &ap);
	va_end(ap);
	while (rc == 0 && (rc = sql_step(q, err)) > 0)
		rc = 0;
	sql_done(q);
	return rc;
}

int sql_get_int(struct db *db, int64_t *value, int64_t absent, struct err *err, const char *text,
	const char *types, ...)
{
	struct stmt *q;
	va_list ap;
	int rc;

	*value = absent;
	va_start(ap, types);
	rc = query_v(db, &q, err, text, types, &ap);
	va_end(ap);
	if (rc == 0)
		rc = sql_step(q, err);
	if (rc > 0 && !sql_null(q, 0))
		*value = sql_int(q, 0);
	sql_done(q);
	return rc < 0 ? rc : 0;
}

int64_t sql_int(struct stmt *q, int column)
{
	return sqlite3_column_int64(q->q, column);
}

const char *sql_text(struct stmt *q, int column)
{
	return (const char *)sqlite3_column_text(q->q, column);
}

struct str sql_str(struct stmt *q, int column)
{
	const char *p = sqlite3_column_type(q->q, column) == SQLITE_BLOB
			? sqlite3_column_blob(q->q, column)
			: sql_text(q, column);

	return (struct str){p, (size_t)sqlite3_column_bytes(q->q, column)};
}

bool sql_null(struct stmt *q, int column)
{
	return sqlite3_column_type(q->q, column) == SQLITE_NULL;
}

int64_t sql_last_rowid(struct db *db)
{
	return sqlite3_last_insert_rowid(db->h);
}

int64_t sql_changes(struct db *db)
{
	return sqlite3_changes64(db->h);
}

int sql_begin(struct db *db, struct err *err)
{
	int rc = db->depth ? 0 : sql_exec(db, "BEGIN IMMEDIATE", err);

	if (rc < 0)
		return rc;
	if (!db->depth++)
		db->doomed = false;
	return 0;
}

int sql_commit(struct db *db, struct err *err)
{
	int rc;

	if (--db->depth)
		return 0;
	if (db->doomed) {
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
		return err_set(err, ERR_FAILED, "%s: the change was given up", db->path);
	}
	rc = sql_exec(db, "COMMIT", err);
	if (rc < 0)
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

void sql_rollback(struct db *db)
{
	db->doomed = true;
	if (!--db->depth)
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
}

static int progress(void *data)
{
	struct db *db = data;

	return db->tick(db->tick_data);
}

void sql_on_progress(struct db *db, int every, bool (*tick)(void *), void *data)
{
	db->tick = tick;
	db->tick_data = data;
	sqlite3_progress_handler(db->h, tick ? every : 0, tick ? progress : NULL, db);
}

void sql_cache(struct db *db, int mib)
{
	char pragma[64];

	snprintf(pragma, sizeof pragma, "PRAGMA cache_size = %d; PRAGMA shrink_memory", -1024 * mib);
	sqlite3_exec(db->h, pragma, NULL, NULL, NULL);
}

void sql_patience(struct db *db, int ms)
{
	db->patience = ms;
	sqlite3_busy_handler(db->h, ms > 0 ? wait_for_lock : NULL, db);
}

bool sql_held(const struct db *db)
{
	return (sqlite3_errcode(db->h) & 0xff) == SQLITE_BUSY;
}

void sql_quick_commits(struct db *db)
{
	enum { PAGES = (16 << 20) / 4096 };

	sqlite3_wal_autocheckpoint(db->h, PAGES);
}

int sql_backup(struct db *db, const char *path, struct err *err)
{
	int rc = sql_run(db, NULL, "VACUUM INTO ?", "z", path);

	if (rc < 0)
		return err_set(err, ERR_FAILED, "%s: %s", path, sqlite3_errmsg(db->h));
	return 0;
}

const char *sql_version(void)
{
	return sqlite3_libversion();
}
