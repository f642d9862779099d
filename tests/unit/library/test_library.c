#include "../test.h"

#include <sys/stat.h>

#include "base/file.h"
#include "fixture.h"
#include "library/schema.h"

/* ---- opening ---- */

static void write_to(const char *path, const char *bytes, size_t n)
{
	struct err err;

	assert_int_equal(file_write(path, (struct str){bytes, n}, &err), 0);
}

static void read_from(const char *path, struct strbuf *out)
{
	struct err err;

	strbuf_reset(out);
	assert_int_equal(file_read(path, 1 << 24, out, &err), 0);
}

/* Opening fails with the word in its message and leaves the file as it was. */
static void refused(struct fixture *f, const char *word)
{
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;
	struct library *lib;

	read_from(f->path, &before);
	assert_int_equal(library_open(&lib, f->path, &f->err), ERR_FAILED);
	assert_null(lib);
	assert_non_null(strstr(f->err.msg, f->path));
	if (!strstr(f->err.msg, word))
		fail_msg("no \"%s\" in: %s", word, f->err.msg);
	read_from(f->path, &after);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.buf, after.buf, before.len);
	strbuf_release(&before);
	strbuf_release(&after);
}

static void close_it(struct fixture *f)
{
	library_close(f->lib);
	f->lib = NULL;
}

static void a_new_library_is_empty_and_stays(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(library_count(f->lib), 0);
	assert_true(library_writable(f->lib));
	assert_string_equal(library_path(f->lib), f->path);
	put_one(f, a_paper(f, "xx:1", "T", "A B", "2022"));
	fixture_reopen(f);
	assert_int_equal(library_count(f->lib), 1);
	assert_int_equal(ask(f, "PRAGMA user_version"), LIBRARY_SCHEMA);
}

static void its_folder_is_made(void **state)
{
	struct fixture *f = *state;
	char path[160];
	struct library *lib;

	snprintf(path, sizeof path, "%s/a/b/library.db", f->folder);
	assert_ok(f, library_open(&lib, path, &f->err));
	library_close(lib);
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof path, "%s/a/b", f->folder);
	assert_int_equal(rmdir(path), 0);
	snprintf(path, sizeof path, "%s/a", f->folder);
	assert_int_equal(rmdir(path), 0);
}

static void a_text_is_no_library(void **state)
{
	static const char text[] = "LGOct 11, 2022Code\nA listing is not a library, however long it is.\n";
	struct fixture *f = *state;

	close_it(f);
	write_to(f->path, text, sizeof text - 1);
	refused(f, "not a library");
}

static void another_database_is_no_library(void **state)
{
	struct fixture *f = *state;
	struct db *db;

	close_it(f);
	unlink(f->path);
	assert_ok(f, sql_open(&db, f->path, SQL_CREATE | SQL_AS_IS, &f->err));
	assert_ok(f, sql_exec(db, "CREATE TABLE bookmarks (url)", &f->err));
	sql_close(db);
	refused(f, "not a Carrel library");
}

/* What a file is made of: a line for every table, index and column, in order of names. */
static const char *shape(struct fixture *f)
{
	static const char lines[] =
		"SELECT s.type || ' ' || s.name || ' ' || ifnull(c.name, '') || ' ' || ifnull(c.type, '') || ' ' || "
		"ifnull(c.\"notnull\", '') || ' ' || ifnull(c.dflt_value, '') AS line FROM sqlite_schema AS s "
		"LEFT JOIN pragma_table_info(s.name) AS c WHERE s.name NOT LIKE 'sqlite_%' ORDER BY line";
	struct strbuf sb = STRBUF_INIT;
	const char *all;
	struct stmt *q;
	int rc = sql_query(library_db(f->lib), &q, &f->err, lines, "");

	while (rc == 0 && (rc = sql_step(q, &f->err)) > 0) {
		strbuf_addz(&sb, sql_text(q, 0));
		strbuf_addch(&sb, '\n');
		rc = 0;
	}
	sql_done(q);
	assert_ok(f, rc);
	all = arena_str(&f->a, strbuf_str(&sb));
	strbuf_release(&sb);
	return all;
}

static void an_older_library_is_brought_up_to_date(void **state)
{
	struct fixture *f = *state;
	struct strbuf schema = STRBUF_INIT;
	const char *fresh = shape(f);
	struct db *db;

	close_it(f);
	unlink(f->path);
	read_from(test_file("tests/fixtures/library/schema_1.sql"), &schema);
	assert_ok(f, sql_open(&db, f->path, SQL_CREATE | SQL_AS_IS, &f->err));
	assert_ok(f, sql_exec(db, schema.buf, &f->err));
	assert_ok(f, sql_exec(db,
			     "INSERT INTO papers VALUES "
			     "(7, 'xx:1', 'T', NULL, 0, 0, NULL, NULL, 0, 0, -1, 0, 0, 't', ''), "
			     "(8, 'xx:2', 'U', NULL, 0, 0, NULL, NULL, 0, 0, -1, 0, 0, 'u', ''); "
			     "INSERT INTO texts (paper, version, code_badge) VALUES (7, 0, 0), (8, 3, 0); "
			     "INSERT INTO marks (paper, starred, seen) VALUES (7, 1, 0), (8, 0, 1); "
			     "INSERT INTO ids VALUES ('xx:2', 8); PRAGMA user_version = 1",
			     &f->err));
	sql_close(db);
	refused(f, "not a Carrel library");
	assert_ok(f, sql_open(&db, f->path, SQL_AS_IS, &f->err));
	assert_ok(f, sql_exec(db, "PRAGMA application_id = 0x4361726C", &f->err));
	sql_close(db);
	assert_ok(f, library_open(&f->lib, f->path, &f->err));
	assert_int_equal(ask(f, "PRAGMA user_version"), LIBRARY_SCHEMA);
	assert_string_equal(shape(f), fresh);
	assert_int_equal(ask(f, "SELECT starred FROM marks JOIN papers ON num = paper WHERE id = 'xx:1'"), 1);
	assert_int_equal(get(f, "xx:2").version, 3);
	assert_int_equal(ask(f, "SELECT seen_version FROM marks WHERE paper = 8"), 3);
	assert_int_equal(ask(f, "SELECT seen_version FROM marks WHERE paper = 7"), 0);
	strbuf_release(&schema);
}

static void a_newer_library(void **state)
{
	struct fixture *f = *state;

	assert_ok(f, sql_exec(library_db(f->lib), "PRAGMA user_version = 99", &f->err));
	close_it(f);
	refused(f, "newer Carrel");
}

static void a_damaged_library(void **state)
{
	struct fixture *f = *state;
	struct strbuf bytes = STRBUF_INIT;

	put_one(f, a_paper(f, "xx:1", "T", "A B", "2022"));
	close_it(f);
	read_from(f->path, &bytes);
	write_to(f->path, bytes.buf, bytes.len / 2 / 4096 * 4096);
	refused(f, "damaged");
	memset(bytes.buf + 100, 0xA5, 4096 - 100);
	write_to(f->path, bytes.buf, bytes.len);
	refused(f, "damaged");
	strbuf_release(&bytes);
}

static void a_folder_is_no_library(void **state)
{
	struct fixture *f = *state;
	struct library *lib;

	assert_int_equal(library_open(&lib, f->folder, &f->err), ERR_FAILED);
	assert_non_null(strstr(f->err.msg, "folder"));
}

static void an_empty_file_becomes_a_library(void **state)
{
	struct fixture *f = *state;

	close_it(f);
	write_to(f->path, "", 0);
	assert_ok(f, library_open(&f->lib, f->path, &f->err));
	put_one(f, a_paper(f, "xx:1", "T", "A B", "2022"));
}

static void old_schemas_go_up_step_by_step(void **state)
{
	static const struct migration steps[] = {
		{LIBRARY_SCHEMA + 1, "ALTER TABLE lists ADD COLUMN colour"},
		{LIBRARY_SCHEMA + 2, "UPDATE lists SET colour = 'red'"},
	};
	struct fixture *f = *state;
	struct db *db;

	assert_ok(f, sql_exec(library_db(f->lib), "INSERT INTO lists (name, fold) VALUES ('l', 'l')", &f->err));
	close_it(f);
	assert_ok(f, sql_open(&db, f->path, SQL_AS_IS, &f->err));
	assert_ok(f, schema_ready(db, f->path, LIBRARY_SCHEMA + 2, steps, 2, &f->err));
	assert_int_equal(schema_verify(db, f->path, LIBRARY_SCHEMA + 2, &f->err), 0);
	assert_int_equal(schema_verify(db, f->path, LIBRARY_SCHEMA + 3, &f->err), ERR_FAILED);
	assert_int_equal(schema_verify(db, f->path, LIBRARY_SCHEMA + 1, &f->err), ERR_FAILED);
	sql_close(db);
	refused(f, "newer Carrel");
}

static void a_step_that_fails_changes_nothing(void **state)
{
	static const struct migration steps[] = {
		{LIBRARY_SCHEMA + 1, "ALTER TABLE lists ADD COLUMN colour"},
		{LIBRARY_SCHEMA + 2, "UPDATE nowhere SET colour = 'red'"},
	};
	struct fixture *f = *state;
	struct db *db;

	close_it(f);
	assert_ok(f, sql_open(&db, f->path, SQL_AS_IS, &f->err));
	assert_int_equal(schema_ready(db, f->path, LIBRARY_SCHEMA + 2, steps, 2, &f->err), ERR_FAILED);
	sql_close(db);
	assert_ok(f, library_open(&f->lib, f->path, &f->err));
	assert_int_equal(ask(f, "SELECT count(*) FROM pragma_table_info('lists') WHERE name = 'colour'"), 0);
}

/* ---- two at once ---- */

static void another_connection_is_noticed(void **state)
{
	struct fixture *f = *state;
	struct library *other;

	assert_ok(f, library_open(&other, f->path, &f->err));
	assert_false(library_changed(other));
	put_one(f, a_paper(f, "xx:1", "T", "A B", "2022"));
	assert_true(library_changed(other));
	assert_false(library_changed(other));
	assert_false(library_changed(f->lib));
	assert_int_equal(library_count(other), 1);
	library_close(other);
}

/* ---- finding ---- */

static void not_found(struct fixture *f, const char *word, const char *why)
{
	int64_t num;

	assert_int_equal(library_find(f->lib, word, &num, &f->err), ERR_NOT_FOUND);
	if (!strstr(f->err.msg, why))
		fail_msg("no \"%s\" in: %s", why, f->err.msg);
}

static void every_form_of_an_id(void **state)
{
	static const char *const forms[] = {"arxiv:2210.05177", "2210.05177", "2210.05177v3",
		"arXiv:2210.05177v1", "https://arxiv.org/abs/2210.05177v2", "http://arxiv.org/pdf/2210.05177.pdf",
		"10.48550/arXiv.2210.05177", "https://doi.org/10.48550/arXiv.2210.05177", "2210.05",
		"arxiv:2210.0", "ARXIV:2210.05177", " 2210.05177 "};
	struct fixture *f = *state;
	int64_t num;

	put_one(f, a_paper(f, "arxiv:2210.05177", "T", "A B", "2022"));
	put_one(f, a_paper(f, "arxiv:hep-th/9711200", "U", "A B", "1997"));
	put_one(f, a_paper(f, "acl:2021.cinlp-1.3", "V", "A B", "2021"));
	put_one(f, a_paper(f, "doi:10.1000/abc", "W", "A B", "2021"));
	num = num_of(f, forms[0]);
	for (size_t i = 1; i < sizeof forms / sizeof *forms; i++)
		assert_int_equal(num_of(f, forms[i]), num);
	assert_string_equal(get(f, "hep-th/9711200").title, "U");
	assert_string_equal(get(f, "hep-th/97").title, "U");
	assert_string_equal(get(f, "ACL:2021.CINLP-1.3").title, "V");
	assert_string_equal(get(f, "acl:2021").title, "V");
	assert_string_equal(get(f, "https://doi.org/10.1000/ABC").title, "W");
	assert_string_equal(get(f, "10.1000/a").title, "W");
}

static void what_is_not_found(void **state)
{
	struct fixture *f = *state;

	put_one(f, a_paper(f, "arxiv:2210.05177", "T", "A B", "2022"));
	put_one(f, a_paper(f, "arxiv:2210.05188", "U", "A B", "2022"));
	not_found(f, "2210.05", "arxiv:2210.05177, arxiv:2210.05188");
	not_found(f, "2210.", "at least 6");
	not_found(f, "2210.09999", "2210.09999");
	not_found(f, "", "");
	not_found(f, "%", "");
	not_found(f, "#1", "listing");
	not_found(f, "#x", "number");
}

static void an_ambiguous_prefix_of_many(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 9; i++)
		put_one(f, a_paper(f, arena_printf(&f->a, "arxiv:2210.0000%d", i),
				   arena_printf(&f->a, "Title %d", i), "A B", "2022"));
	not_found(f, "2210.0000", "arxiv:2210.00003 …");
}

static void lines_of_the_last_listing(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, "arxiv:2210.05177", "T", "A B", "2022");
	int64_t nums[2];

	put_one(f, p);
	put_one(f, a_paper(f, "arxiv:2210.05188", "U", "A B", "2022"));
	nums[0] = num_of(f, "2210.05188");
	nums[1] = num_of(f, "2210.05177");
	assert_ok(f, library_remember(f->lib, nums, 2, &f->err));
	fixture_reopen(f);
	assert_string_equal(get(f, "#1").title, "U");
	assert_string_equal(get(f, "#2").title, "T");
	not_found(f, "#3", "shorter");
	not_found(f, "#0", "from 1");
	p.date = "2022-05-05";
	put_one(f, p);
	assert_string_equal(get(f, "#2").title, "T");
}

/* ---- copy and check ---- */

static void tell(void *data, const char *line)
{
	strbuf_addf(data, "%s\n", line);
}

static void a_backup_is_whole(void **state)
{
	struct fixture *f = *state;
	struct strbuf findings = STRBUF_INIT;
	struct library *copy;
	char path[160];

	put_one(f, a_paper(f, "xx:1", "Sharpness", "A B", "2022"));
	snprintf(path, sizeof path, "%s/copy.db", f->folder);
	assert_ok(f, library_backup(f->lib, path, &f->err));
	assert_int_equal(library_backup(f->lib, path, &f->err), ERR_FAILED);
	assert_non_null(strstr(f->err.msg, "there already"));
	assert_ok(f, library_open(&copy, path, &f->err));
	assert_int_equal(library_count(copy), 1);
	assert_ok(f, library_check(copy, tell, &findings, &f->err));
	assert_string_equal(findings.buf, "");
	library_close(copy);
	strbuf_release(&findings);
}

static void a_check_tells_what_is_wrong(void **state)
{
	static const struct {
		const char *damage, *finding;
	} cases[] = {
		{"UPDATE state SET value = 7 WHERE name = 'papers'", "count of papers"},
		{"UPDATE tags SET papers = 9", "tags with a wrong count: 1"},
		{"DELETE FROM texts", "without their texts: 1"},
		{"DELETE FROM ids", "not found by their id: 1"},
		{"INSERT INTO search (rowid, title) VALUES (12345, 'stray')", "index that are gone: 1"},
		{"PRAGMA foreign_keys = OFF; INSERT INTO links SELECT 77, 1, '', '', NULL, 0, 0, 0, NULL, -1, "
		 "NULL, NULL, NULL, NULL; PRAGMA foreign_keys = ON", "links"},
	};
	struct fixture *f = *state;
	struct strbuf findings = STRBUF_INIT;
	struct paper p = a_paper(f, "xx:1", "On CIFAR-10", "A B", "2022");

	with_tag(f, &p, TAG_DATASET, "CIFAR-10", FIELD_TITLE, 3);
	put_one(f, p);
	assert_ok(f, library_check(f->lib, tell, &findings, &f->err));
	assert_string_equal(findings.buf, "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_ok(f, sql_exec(library_db(f->lib), cases[i].damage, &f->err));
		assert_ok(f, library_check(f->lib, tell, &findings, &f->err));
		if (!strstr(findings.buf, cases[i].finding))
			fail_msg("no \"%s\" in: %s", cases[i].finding, findings.buf);
	}
	strbuf_release(&findings);
}

static void notes_are_kept(void **state)
{
	struct fixture *f = *state;
	struct strbuf sb = STRBUF_INIT;

	assert_ok(f, library_note(f->lib, "a", &sb, &f->err));
	assert_int_equal(sb.len, 0);
	assert_ok(f, library_set_note(f->lib, "a", "one", &f->err));
	assert_ok(f, library_set_note(f->lib, "papers", "two", &f->err)); /* not what is counted */
	assert_ok(f, library_set_note(f->lib, "a", "three", &f->err));
	assert_ok(f, library_note(f->lib, "a", &sb, &f->err));
	assert_string_equal(sb.buf, "three");
	strbuf_release(&sb);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(a_new_library_is_empty_and_stays),
		test(its_folder_is_made),
		test(a_text_is_no_library),
		test(another_database_is_no_library),
		test(an_older_library_is_brought_up_to_date),
		test(a_newer_library),
		test(a_damaged_library),
		test(a_folder_is_no_library),
		test(an_empty_file_becomes_a_library),
		test(old_schemas_go_up_step_by_step),
		test(a_step_that_fails_changes_nothing),
		test(another_connection_is_noticed),
		test(notes_are_kept),
		test(every_form_of_an_id),
		test(what_is_not_found),
		test(an_ambiguous_prefix_of_many),
		test(lines_of_the_last_listing),
		test(a_backup_is_whole),
		test(a_check_tells_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
