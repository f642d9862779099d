#include "../test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sql.h"
#include "base/strbuf.h"

static int open_memory(void **state)
{
	struct db *db;

	assert_int_equal(sql_open(&db, ":memory:", SQL_CREATE, NULL), 0);
	assert_int_equal(sql_exec(db, "CREATE TABLE t (n INTEGER PRIMARY KEY, x); "
		"CREATE TABLE child (n INTEGER NOT NULL REFERENCES t)", NULL), 0);
	*state = db;
	return 0;
}

static int close_memory(void **state)
{
	sql_close(*state);
	return 0;
}

static int64_t rows(struct db *db)
{
	int64_t n;

	assert_int_equal(sql_get_int(db, &n, -1, NULL, "SELECT count(*) FROM t", ""), 0);
	return n;
}

static void binds_every_type(void **state)
{
	struct db *db = *state;
	struct stmt *q;
	struct str text = {"a\0b", 3}, none = {NULL, 0}, blob = {"\xff\0", 2};

	assert_int_equal(sql_query(db, &q, NULL, "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?", "idzzssbbn", INT64_MAX, 0.5,
		"text", (const char *)NULL, text, none, blob, none), 0);
	assert_int_equal(sql_step(q, NULL), 1);
	assert_true(sql_int(q, 0) == INT64_MAX);
	assert_string_equal(sql_text(q, 1), "0.5");
	assert_string_equal(sql_text(q, 2), "text");
	assert_null(sql_text(q, 3));
	assert_true(str_eq(sql_str(q, 4), text));
	assert_true(sql_null(q, 5) && !sql_str(q, 5).p);
	assert_true(str_eq(sql_str(q, 6), blob));
	assert_true(sql_null(q, 7) && sql_null(q, 8));
	assert_int_equal(sql_step(q, NULL), 0);
	sql_done(q);
	sql_done(NULL);
}

static void binds_as_many_as_there_are(void **state)
{
	struct db *db = *state;
	struct sql_value values[] = {{'i', 7, NULL}, {'z', 0, "seven"}, {'n', 0, NULL}};
	struct stmt *q;

	assert_int_equal(sql_query_values(db, &q, NULL, "SELECT ?, ?, ?", values, 3), 0);
	assert_int_equal(sql_step(q, NULL), 1);
	assert_int_equal(sql_int(q, 0), 7);
	assert_string_equal(sql_text(q, 1), "seven");
	assert_true(sql_null(q, 2));
	sql_done(q);
	assert_int_equal(sql_query_values(db, &q, NULL, "SELECT ?", values, 3), ERR_FAILED); /* one too many */
	assert_null(q);
}

static void mistakes_are_told(void **state)
{
	struct db *db = *state;
	struct err err = {""};
	struct stmt *q;
	int64_t n;

	assert_int_equal(sql_query(db, &q, &err, "SELEC 1", ""), ERR_FAILED);
	assert_null(q);
	assert_non_null(strstr(err.msg, "SELEC"));
	assert_int_equal(sql_query(db, &q, &err, "SELECT ?", "x", 1), ERR_FAILED);
	assert_int_equal(sql_query(db, &q, &err, "SELECT 1", "i", (int64_t)1), ERR_FAILED);
	assert_int_equal(sql_run(db, &err, "INSERT INTO child VALUES (5)", ""), ERR_FAILED);
	assert_non_null(strstr(err.msg, "FOREIGN KEY"));
	assert_int_equal(sql_get_int(db, &n, 3, &err, "SELECT x FROM t", ""), 0);
	assert_int_equal(n, 3);
}

/* A walk may ask its own text again: the inner one gets a statement of its own. */
static void walks_inside_of_walks(void **state)
{
	static const char text[] = "SELECT n FROM t WHERE n > ? ORDER BY n";
	struct db *db = *state;
	struct stmt *outer, *inner, *again;
	int64_t pairs = 0;

	for (int64_t i = 1; i <= 4; i++)
		assert_int_equal(sql_run(db, NULL, "INSERT INTO t (n) VALUES (?)", "i", i), 0);
	assert_int_equal(sql_query(db, &outer, NULL, text, "i", (int64_t)0), 0);
	while (sql_step(outer, NULL) > 0) {
		int64_t n = sql_int(outer, 0);

		assert_int_equal(sql_query(db, &inner, NULL, text, "i", n), 0);
		assert_ptr_not_equal(inner, outer);
		while (sql_step(inner, NULL) > 0)
			pairs++;
		sql_done(inner);
		assert_int_equal(sql_int(outer, 0), n);
	}
	sql_done(outer);
	assert_int_equal(pairs, 4 * 3 / 2);
	assert_int_equal(sql_query(db, &again, NULL, text, "i", (int64_t)0), 0);
	assert_true(again == outer || again == inner); /* kept, not compiled anew */
	sql_done(again);
}

static void forgets_old_statements_but_none_in_use(void **state)
{
	struct db *db = *state;
	struct strbuf text = STRBUF_INIT;
	struct stmt *kept, *q;

	assert_int_equal(sql_query(db, &kept, NULL, "VALUES (1), (2)", ""), 0);
	assert_int_equal(sql_step(kept, NULL), 1);
	for (int i = 0; i < 2000; i++) {
		strbuf_reset(&text);
		strbuf_addf(&text, "SELECT %d", i);
		assert_int_equal(sql_query(db, &q, NULL, text.buf, ""), 0);
		assert_int_equal(sql_step(q, NULL), 1);
		assert_int_equal(sql_int(q, 0), i);
		sql_done(q);
	}
	assert_int_equal(sql_step(kept, NULL), 1);
	assert_int_equal(sql_int(kept, 0), 2);
	sql_done(kept);
	strbuf_release(&text);
}

static void add(struct db *db, int64_t n)
{
	assert_int_equal(sql_run(db, NULL, "INSERT INTO t (n) VALUES (?)", "i", n), 0);
	assert_int_equal(sql_changes(db), 1);
	assert_int_equal(sql_last_rowid(db), n);
}

static void inner_transactions_join_the_outer(void **state)
{
	struct db *db = *state;

	assert_int_equal(sql_begin(db, NULL), 0);
	add(db, 1);
	assert_int_equal(sql_begin(db, NULL), 0);
	add(db, 2);
	assert_int_equal(sql_commit(db, NULL), 0);
	sql_rollback(db);
	assert_int_equal(rows(db), 0);

	assert_int_equal(sql_begin(db, NULL), 0);
	assert_int_equal(sql_begin(db, NULL), 0);
	add(db, 3);
	assert_int_equal(sql_commit(db, NULL), 0);
	assert_int_equal(sql_commit(db, NULL), 0);
	assert_int_equal(rows(db), 1);
}

/* Whoever is outside may not notice that an inner part gave up: nothing of it stays, before or after. */
static void an_inner_rollback_undoes_everything(void **state)
{
	struct db *db = *state;
	struct err err = {""};

	assert_int_equal(sql_begin(db, NULL), 0);
	add(db, 1);
	assert_int_equal(sql_begin(db, NULL), 0);
	add(db, 2);
	sql_rollback(db);
	add(db, 3);
	assert_int_equal(sql_commit(db, &err), ERR_FAILED);
	assert_non_null(strstr(err.msg, "given up"));
	assert_int_equal(rows(db), 0);
	assert_int_equal(sql_begin(db, NULL), 0); /* the next one starts afresh */
	add(db, 4);
	assert_int_equal(sql_commit(db, NULL), 0);
	assert_int_equal(rows(db), 1);
}

static bool stop_at_third(void *data)
{
	return ++*(int *)data >= 3;
}

static void a_query_can_be_stopped(void **state)
{
	struct db *db = *state;
	struct err err = {""};
	int64_t n;
	int ticks = 0;

	sql_on_progress(db, 1000, stop_at_third, &ticks);
	assert_int_equal(sql_get_int(db, &n, 0, &err,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c", ""),
		ERR_INTERRUPTED);
	assert_int_equal(ticks, 3);
	sql_on_progress(db, 0, NULL, NULL);
	assert_int_equal(rows(db), 0);
}

/* ---- files ---- */

struct files {
	char folder[64], path[96], copy[96];
};

static int make_files(void **state)
{
	struct files *f = calloc(1, sizeof *f);

	snprintf(f->folder, sizeof f->folder, "/tmp/carrel-sql-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof f->path, "%s/a?%%b.db", f->folder);
	snprintf(f->copy, sizeof f->copy, "%s/copy.db", f->folder);
	*state = f;
	return 0;
}

static int remove_files(void **state)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
	struct files *f = *state;
	char path[128];

	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s%s", f->path, ends[i]);
		unlink(path);
	}
	unlink(f->copy);
	assert_int_equal(rmdir(f->folder), 0);
	free(f);
	return 0;
}

static struct db *opened(const char *path, enum sql_open how)
{
	struct err err = {""};
	struct db *db;

	if (sql_open(&db, path, how, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

static void makes_a_file_only_when_asked(void **state)
{
	struct files *f = *state;
	struct err err = {""};
	struct db *db;

	assert_int_equal(sql_open(&db, f->path, 0, &err), ERR_FAILED);
	assert_null(db);
	assert_non_null(strstr(err.msg, f->path));
	assert_int_equal(access(f->path, F_OK), -1);
	db = opened(f->path, SQL_CREATE);
	sql_close(db);
	assert_int_equal(access(f->path, F_OK), 0);
	sql_close(NULL);
}

static void two_see_each_other(void **state)
{
	struct files *f = *state;
	struct db *a = opened(f->path, SQL_CREATE), *b, *frozen;
	struct err err = {""};

	assert_int_equal(sql_exec(a, "CREATE TABLE t (n INTEGER PRIMARY KEY)", NULL), 0);
	b = opened(f->path, SQL_READONLY);
	add(a, 1);
	assert_int_equal(rows(b), 1);
	assert_int_equal(sql_run(b, &err, "DELETE FROM t", ""), ERR_FAILED);
	assert_non_null(strstr(err.msg, "cannot be written"));
	sql_close(b);
	sql_close(a);
	frozen = opened(f->path, SQL_READONLY | SQL_FROZEN);
	assert_int_equal(rows(frozen), 1);
	sql_close(frozen);
}

static void copies_while_in_use(void **state)
{
	struct files *f = *state;
	struct db *db = opened(f->path, SQL_CREATE), *copy;
	struct err err = {""};

	assert_int_equal(sql_exec(db, "CREATE TABLE t (n INTEGER PRIMARY KEY)", NULL), 0);
	add(db, 1);
	assert_int_equal(sql_backup(db, f->copy, &err), 0);
	add(db, 2);
	copy = opened(f->copy, SQL_READONLY);
	assert_int_equal(rows(copy), 1);
	sql_close(copy);
	assert_int_equal(sql_backup(db, f->copy, &err), ERR_FAILED); /* never over a file that is there */
	assert_non_null(strstr(err.msg, f->copy));
	sql_close(db);
}

static void a_file_that_is_no_library_is_told(void **state)
{
	struct files *f = *state;
	struct strbuf text = STRBUF_INIT, after = STRBUF_INIT;
	struct err err = {""};
	struct db *db;

	for (int i = 0; i < 500; i++)
		strbuf_addz(&text, "not a database\n");
	assert_int_equal(file_write(f->path, strbuf_str(&text), NULL), 0);
	assert_int_equal(sql_open(&db, f->path, SQL_CREATE, &err), ERR_FAILED);
	assert_null(db);
	assert_non_null(strstr(err.msg, "not a library"));
	assert_int_equal(file_read(f->path, 1 << 20, &after, NULL), 0);
	assert_string_equal(after.buf, text.buf);
	strbuf_release(&text);
	strbuf_release(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(binds_every_type, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(binds_as_many_as_there_are, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(mistakes_are_told, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(walks_inside_of_walks, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(forgets_old_statements_but_none_in_use, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(inner_transactions_join_the_outer, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(an_inner_rollback_undoes_everything, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(a_query_can_be_stopped, open_memory, close_memory),
		cmocka_unit_test_setup_teardown(makes_a_file_only_when_asked, make_files, remove_files),
		cmocka_unit_test_setup_teardown(two_see_each_other, make_files, remove_files),
		cmocka_unit_test_setup_teardown(copies_while_in_use, make_files, remove_files),
		cmocka_unit_test_setup_teardown(a_file_that_is_no_library_is_told, make_files, remove_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
