#include "library/schema.h"

#include <inttypes.h>
#include <stdio.h>

extern const char schema_sql[];

struct header {
	int64_t application, version, objects;
};

/* At one look: another process may be making the file. */
static int read_header(struct db *db, struct header *h, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(db, &q, err,
		"SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) "
		"FROM pragma_application_id, pragma_user_version", "");

	*h = (struct header){0};
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*h = (struct header){sql_int(q, 0), sql_int(q, 1), sql_int(q, 2)};
		rc = 0;
	}
	sql_done(q);
	return rc;
}

static bool is_empty(const struct header *h)
{
	return !h->objects && !h->application && !h->version;
}

static int not_ours(const struct header *h, const char *path, int newest, struct err *err)
{
	if (h->application != SCHEMA_APPLICATION)
		return err_set(err, ERR_FAILED, "%s: this is not a Carrel library (another program's database)",
			path);
	if (h->version > newest)
		return err_set(err, ERR_FAILED,
			"%s: made by a newer Carrel (schema %" PRId64 "; this one knows up to %d)", path,
			h->version, newest);
	return 0;
}

/* PRAGMA takes no parameters; both values are ours. */
static int set_version(struct db *db, int version, struct err *err)
{
	char script[96];

	snprintf(script, sizeof script, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		SCHEMA_APPLICATION, version);
	return sql_exec(db, script, err);
}

static int apply(struct db *db, const struct header *h, int newest, const struct migration *steps,
	size_t n, struct err *err)
{
	int rc = 0;

	if (is_empty(h))
		rc = sql_exec(db, schema_sql, err);
	for (size_t i = 0; i < n && rc == 0 && !is_empty(h); i++)
		if (steps[i].to > h->version)
			rc = sql_exec(db, steps[i].script, err);
	return rc == 0 ? set_version(db, newest, err) : rc;
}

/* The header is read again under the lock: two processes may start on an empty file at once. */
static int upgrade(struct db *db, const char *path, int newest, const struct migration *steps, size_t n,
	struct err *err)
{
	struct header h;
	int rc = sql_begin(db, err);

	if (rc < 0)
		return rc;
	rc = read_header(db, &h, err);
	if (rc == 0 && !is_empty(&h))
		rc = not_ours(&h, path, newest, err);
	if (rc == 0 && (is_empty(&h) || h.version < newest))
		rc = apply(db, &h, newest, steps, n, err);
	if (rc == 0)
		return sql_commit(db, err);
	sql_rollback(db);
	return rc;
}

int schema_ready(struct db *db, const char *path, int newest, const struct migration *steps, size_t n,
	struct err *err)
{
	struct header h;
	int rc = read_header(db, &h, err);

	if (rc == 0 && !is_empty(&h))
		rc = not_ours(&h, path, newest, err);
	if (rc < 0)
		return rc;
	return h.version == newest ? 0 : upgrade(db, path, newest, steps, n, err);
}

int schema_verify(struct db *db, const char *path, int newest, struct err *err)
{
	struct header h;
	int rc = read_header(db, &h, err);

	if (rc == 0)
		rc = not_ours(&h, path, newest, err);
	if (rc == 0 && h.version < newest)
		rc = err_set(err, ERR_FAILED,
			"%s: made by an older Carrel and cannot be brought up to date where it is read-only", path);
	return rc;
}
