#include "library/library.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/marks.h"
#include "library/schema.h"
#include "library/store.h"

extern const char schema_2_sql[], schema_3_sql[], schema_4_sql[];

static const struct migration migrations[] = {
	{2, schema_2_sql},
	{3, schema_3_sql},
	{4, schema_4_sql},
};
enum { MIGRATIONS = sizeof migrations / sizeof *migrations };

/* The name of a file beside path, in a buffer that the caller releases. */
static const char *beside(const char *path, const char *suffix, struct strbuf *sb)
{
	strbuf_reset(sb);
	strbuf_addz(sb, path);
	strbuf_addz(sb, suffix);
	return sb->buf;
}

/* errno says why not. */
static bool folder_writable(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct strbuf sb = STRBUF_INIT;
	bool yes;

	if (slash)
		strbuf_add(&sb, path, slash == path ? 1 : (size_t)(slash - path));
	else
		strbuf_addz(&sb, ".");
	yes = access(sb.buf, W_OK) == 0;
	strbuf_release(&sb);
	return yes;
}

/*
 * For reading only. Where not even the folder can be written, SQLite cannot set up its shared memory
 * (sqlite.org/wal.html, "Read-Only Databases"); a file without a log is then read as it lies.
 */
static int open_for_reading(struct library *lib, struct err *err)
{
	struct strbuf sb = STRBUF_INIT;
	enum sql_open how = SQL_READONLY;
	struct stat st;
	int rc;

	if (!folder_writable(lib->path) && stat(beside(lib->path, "-wal", &sb), &st) < 0)
		how |= SQL_FROZEN;
	strbuf_release(&sb);
	rc = sql_open(&lib->db, lib->path, how, err);
	return rc == 0 ? schema_verify(lib->db, lib->path, LIBRARY_SCHEMA, err) : rc;
}

static int open_for_writing(struct library *lib, struct err *err)
{
	int rc = sql_open(&lib->db, lib->path, SQL_CREATE | SQL_AS_IS, err);

	if (rc == 0)
		rc = schema_ready(lib->db, lib->path, LIBRARY_SCHEMA, migrations, MIGRATIONS, err);
	if (rc == 0)
		rc = sql_wal(lib->db, err);
	lib->writable = rc == 0;
	return rc;
}

static int open_file(struct library *lib, struct err *err)
{
	struct stat st;

	if (stat(lib->path, &st) < 0) {
		int rc = file_make_parents(lib->path, err);

		if (rc == 0 && !folder_writable(lib->path))
			rc = err_set_errno(err, ERR_FAILED, "%s: cannot be made", lib->path);
		return rc < 0 ? rc : open_for_writing(lib, err);
	}
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_FAILED, "%s: this is a folder, not a library", lib->path);
	if (access(lib->path, W_OK) < 0 || !folder_writable(lib->path))
		return open_for_reading(lib, err);
	return open_for_writing(lib, err);
}

int library_open(struct library **out, const char *path, struct err *err)
{
	struct library *lib = mem_zalloc(sizeof *lib);
	int rc;

	lib->path = mem_strdup(path);
	rc = open_file(lib, err);
	if (rc == 0)
		rc = sql_get_int(lib->db, &lib->seen, 0, err, "PRAGMA data_version", "");
	if (rc < 0) {
		library_close(lib);
		lib = NULL;
	}
	*out = lib;
	return rc;
}

void library_close(struct library *lib)
{
	if (!lib)
		return;
	marks_cancel(lib);
	names_forget(&lib->names);
	taste_release(lib);
	sql_close(lib->db);
	free(lib->path);
	free(lib);
}

bool library_writable(const struct library *lib)
{
	return lib->writable;
}

const char *library_path(const struct library *lib)
{
	return lib->path;
}

struct db *library_db(struct library *lib)
{
	return lib->db;
}

bool library_changed(struct library *lib)
{
	int64_t now, before = lib->seen;

	if (sql_get_int(lib->db, &now, before, NULL, "PRAGMA data_version", "") < 0)
		return false;
	lib->seen = now;
	return now != before;
}

int64_t library_count(struct library *lib)
{
	int64_t n;

	sql_get_int(lib->db, &n, 0, NULL, "SELECT value FROM state WHERE name = 'papers'", "");
	return n;
}

int64_t library_unread(struct library *lib)
{
	int64_t seen;

	sql_get_int(lib->db, &seen, 0, NULL, "SELECT value FROM state WHERE name = 'seen'", "");
	return library_count(lib) - seen;
}

void library_tagged_by(struct library *lib, uint64_t edition)
{
	lib->edition = edition;
}

int library_backup(struct library *lib, const char *path, struct err *err)
{
	if (access(path, F_OK) == 0)
		return err_set(err, ERR_FAILED, "%s: is there already; a backup replaces nothing", path);
	return sql_backup(lib->db, path, err);
}

int store_need_writable(struct library *lib, struct err *err)
{
	if (lib->writable)
		return 0;
	return err_set(err, ERR_FAILED, "%s: the library is read-only here; nothing was changed", lib->path);
}

int store_count_add(struct library *lib, const char *name, int64_t by, struct err *err)
{
	if (!by)
		return 0;
	return sql_run(lib->db, err, "UPDATE state SET value = value + ? WHERE name = ?", "iz", by, name);
}

/* ---- the rows of the last listing ---- */

int library_remember(struct library *lib, const int64_t *nums, size_t n, struct err *err)
{
	struct strbuf ids = STRBUF_INIT;
	struct stmt *q = NULL;
	int rc = 0;

	if (!lib->writable)
		return 0;
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = sql_query(lib->db, &q, err, "SELECT id FROM papers WHERE num = ?", "i", nums[i]);
		if (rc == 0 && (rc = sql_step(q, err)) > 0) {
			strbuf_addz(&ids, sql_text(q, 0));
			rc = 0;
		}
		strbuf_addch(&ids, '\n');
		sql_done(q);
	}
	if (rc == 0)
		rc = sql_run(lib->db, err, "REPLACE INTO state VALUES ('listing', ?)", "s",
			strbuf_str(&ids));
	strbuf_release(&ids);
	return rc;
}

/* ---- small things ---- */

int library_note(struct library *lib, const char *name, struct strbuf *out, struct err *err)
{
	struct stmt *q = NULL;
	int rc = sql_query(lib->db, &q, err, "SELECT value FROM state WHERE name = 'note ' || ?", "z", name);

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		strbuf_addstr(out, sql_str(q, 0));
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int library_set_note(struct library *lib, const char *name, const char *text, struct err *err)
{
	int rc = store_need_writable(lib, err);

	return rc < 0 ? rc : sql_run(lib->db, err, "REPLACE INTO state VALUES ('note ' || ?, ?)", "zz", name, text);
}
