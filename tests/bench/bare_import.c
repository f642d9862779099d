/*
 * bare_import LIBRARY < papers.jsonl: the least that keeping papers with a full-text index costs in SQLite: a row
 * and an FTS5 entry each, batches of 10,000, no TeX, no tags, no authors, no identity. The measure for import.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/sql.h"

enum { BATCH = 10000 };

static const char schema[] =
	"CREATE TABLE papers (num INTEGER PRIMARY KEY, id, title, abstract, authors);"
	"CREATE VIRTUAL TABLE search USING fts5 (title, abstract, authors, content = '');";
static const char add_paper[] =
	"INSERT INTO papers SELECT ?1, json_extract(?2, '$.id'), json_extract(?2, '$.title'),"
	" json_extract(?2, '$.abstract'), json_extract(?2, '$.authors')";
static const char add_search[] =
	"INSERT INTO search (rowid, title, abstract, authors)"
	" SELECT num, title, abstract, authors FROM papers WHERE num = ?";

static void must(int rc, const struct err *err)
{
	if (rc < 0) {
		fprintf(stderr, "bare_import: %s\n", err->msg);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct err err = {""};
	struct db *db = NULL;
	char *line = NULL;
	size_t cap = 0;
	ssize_t got;
	int64_t n = 0;

	if (argc < 2)
		return 2;
	must(sql_open(&db, argv[1], SQL_CREATE, &err), &err);
	must(sql_exec(db, schema, &err), &err);
	while ((got = getline(&line, &cap, stdin)) > 0) {
		struct str text = {line, (size_t)got};

		if (n % BATCH == 0)
			must(sql_begin(db, &err), &err);
		n++;
		must(sql_run(db, &err, add_paper, "is", n, text), &err);
		must(sql_run(db, &err, add_search, "i", n), &err);
		if (n % BATCH == 0)
			must(sql_commit(db, &err), &err);
	}
	if (n % BATCH)
		must(sql_commit(db, &err), &err);
	free(line);
	sql_close(db);
	return 0;
}
