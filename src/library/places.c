/* How far files were read that an import did not come to the end of. */
#include "library/store.h"

int library_place(struct library *lib, const char *file, int64_t *bytes, int64_t *line, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT bytes, line FROM places WHERE file = ?", "z", file);

	*bytes = 0;
	*line = 1;
	if (rc == 0)
		rc = sql_step(q, err);
	if (rc > 0) {
		*bytes = sql_int(q, 0);
		*line = sql_int(q, 1);
		rc = 0;
	}
	sql_done(q);
	return rc;
}

int library_set_place(struct library *lib, const char *file, int64_t bytes, int64_t line, struct err *err)
{
	if (!bytes)
		return sql_run(lib->db, err, "DELETE FROM places WHERE file = ?", "z", file);
	return sql_run(lib->db, err, "REPLACE INTO places (file, bytes, line) VALUES (?, ?, ?)", "zii", file, bytes,
		line);
}
