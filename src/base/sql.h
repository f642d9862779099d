/*
 * sql - SQLite behind one door: the only file that includes its header.
 *
 * A connection keeps its prepared statements by their text, so a query written as a string literal
 * is compiled once. (It keeps a few hundred; where texts are made at run time, the idle ones go.)
 * Parameters are always bound, never pasted into the text.
 *
 *	struct stmt *q;
 *	int rc = sql_query(db, &q, err, "SELECT id, title FROM papers WHERE num > ?", "i", num);
 *	while (rc == 0 && (rc = sql_step(q, err)) > 0)
 *		use(sql_text(q, 0), sql_text(q, 1));
 *	sql_done(q);
 */
#ifndef BASE_SQL_H
#define BASE_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct db;
struct stmt;

enum sql_open {
	SQL_CREATE = 1,   /* make the file where there is none */
	SQL_READONLY = 2,
	SQL_AS_IS = 4,    /* keep its journal mode until sql_wal: the file may be somebody else's */
	SQL_FROZEN = 8,   /* with SQL_READONLY: nobody writes it (a folder that is read-only); takes no lock */
};

/*
 * Opens a database file (":memory:" for one in memory) with foreign keys on, WAL (unless read-only or SQL_AS_IS),
 * a busy timeout of 10 s, untrusted schema, and defensive mode. Fails with a message that names the
 * file and the reason: no database, damaged, not allowed, full.
 */
int sql_open(struct db **db, const char *path, enum sql_open how, struct err *err);
int sql_wal(struct db *db, struct err *err);
void sql_close(struct db *db); /* NULL is allowed; statements still in use are finished */

/* Runs statements that take no parameters and give no rows. */
int sql_exec(struct db *db, const char *script, struct err *err);

/*
 * Binds and readies a statement. types: one letter a parameter, the arguments follow:
 *	i int64_t   d double   z const char * (NULL gives NULL)   s struct str (p NULL gives NULL)
 *	b struct str as a blob   n NULL (no argument)
 * Texts are not copied: they must live until sql_done. A statement that is in use already gets a
 * second copy, so a walk over rows may query again inside.
 */
int sql_query(struct db *db, struct stmt **q, struct err *err, const char *text, const char *types, ...);

/* One parameter; type is a letter of the above: i, z or n. */
struct sql_value {
	char type;
	int64_t i;
	const char *z;
};

/* sql_query where the number of parameters is known only at run time. */
int sql_query_values(struct db *db, struct stmt **q, struct err *err, const char *text,
	const struct sql_value *values, size_t n);

/* 1: a row is there; 0: no more; negative: an error. */
int sql_step(struct stmt *q, struct err *err);

/* Gives the statement back; NULL is allowed. Column texts of it are gone. */
void sql_done(struct stmt *q);

/* sql_query, one run to the end, sql_done: for INSERT, UPDATE, DELETE. */
int sql_run(struct db *db, struct err *err, const char *text, const char *types, ...);

/* The first column of the first row; absent where there is no row or it is NULL. */
int sql_get_int(struct db *db, int64_t *value, int64_t absent, struct err *err, const char *text,
	const char *types, ...);

/* Columns of the row at hand, from 0. Texts live until the next sql_step or sql_done. */
int64_t sql_int(struct stmt *q, int column);
const char *sql_text(struct stmt *q, int column); /* NULL for NULL */
struct str sql_str(struct stmt *q, int column);   /* also for blobs; p NULL for NULL */
bool sql_null(struct stmt *q, int column);

int64_t sql_last_rowid(struct db *db);
int64_t sql_changes(struct db *db); /* rows that the last statement changed */

/*
 * A transaction that takes the write lock at once (BEGIN IMMEDIATE). Nested calls join the outer
 * one. Every sql_begin that answered 0 is ended by exactly one of:
 */
int sql_begin(struct db *db, struct err *err);
int sql_commit(struct db *db, struct err *err); /* on failure it is rolled back */
void sql_rollback(struct db *db);               /* of the whole outer transaction, when that ends */

/* Calls tick about every `every` steps of the machine; true from it ends the query with ERR_INTERRUPTED. */
void sql_on_progress(struct db *db, int every, bool (*tick)(void *data), void *data);

/* How many MiB of pages a connection keeps in memory. A smaller number gives memory back. */
enum { SQL_CACHE = 2 }; /* what it has without a call */
void sql_cache(struct db *db, int mib);

/* How long a write waits for another connection's, in milliseconds. */
enum { SQL_PATIENCE = 10000 }; /* without a call */
void sql_patience(struct db *db, int ms);

/* Whether the last call failed because another connection was writing, for longer than patience. */
bool sql_held(const struct db *db);

/*
 * Commits of this connection do not bring the write-ahead log back into the file (with a sync, which takes as long as
 * the disk takes) until it is 16 MiB long: for one on whose commits a person waits. Others do it, or the last close.
 */
void sql_quick_commits(struct db *db);

/* Copies the whole database to a new file, consistently, while others use it. */
int sql_backup(struct db *db, const char *path, struct err *err);

const char *sql_version(void);

#endif
