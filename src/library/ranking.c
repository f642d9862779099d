#include "library/ranking.h"

#include "library/store.h"

static int make_table(struct library *lib, struct err *err)
{
	return sql_exec(lib->db,
		"CREATE TEMP TABLE IF NOT EXISTS ranked (ranking INTEGER, num INTEGER, place INTEGER, "
		"PRIMARY KEY (ranking, num)) WITHOUT ROWID;"
		"CREATE INDEX IF NOT EXISTS temp.ranked_order ON ranked (ranking, place)",
		err);
}

static int fill(struct library *lib, int64_t ranking, const int64_t *nums, size_t n, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO temp.ranked (ranking, num, place) VALUES (?, ?, ?)",
			"iii", ranking, nums[i], (int64_t)i + 1);
	return rc;
}

int ranking_keep(struct library *lib, const int64_t *nums, size_t n, int64_t *ranking, struct err *err)
{
	int rc = make_table(lib, err);

	*ranking = 0;
	if (rc < 0)
		return rc;
	*ranking = ++lib->selections;
	return fill(lib, *ranking, nums, n, err);
}

int ranking_replace(struct library *lib, int64_t ranking, const int64_t *nums, size_t n, struct err *err)
{
	int rc = sql_run(lib->db, err, "DELETE FROM temp.ranked WHERE ranking = ?", "i", ranking);

	return rc == 0 ? fill(lib, ranking, nums, n, err) : rc;
}

void ranking_drop(struct library *lib, int64_t ranking)
{
	if (ranking)
		sql_run(lib->db, NULL, "DELETE FROM temp.ranked WHERE ranking = ?", "i", ranking);
}
