/*
 * schema - makes the tables of a new library and brings old ones up to date.
 *
 * schema.sql is what a new file gets. A file whose user_version is lower goes through the steps above it,
 * in one transaction.
 */
#ifndef LIBRARY_SCHEMA_H
#define LIBRARY_SCHEMA_H

#include "base/sql.h"

/* In the header of every library ("Carl" in ASCII), so that no other SQLite file is taken for one. */
enum { SCHEMA_APPLICATION = 0x4361726C };

/* The script that turns schema `to` - 1 into schema `to`. */
struct migration {
	int to;
	const char *script;
};

/*
 * 0 where db is a library of schema `newest`, or was made one: created where it is empty, migrated by steps
 * (in order) where it is older. Nothing is written to a file that is another program's or a newer Carrel's.
 */
int schema_ready(struct db *db, const char *path, int newest, const struct migration *steps, size_t n,
	struct err *err);

/* Only looks: fails where db is not a library of exactly schema `newest`. For files that cannot be written. */
int schema_verify(struct db *db, const char *path, int newest, struct err *err);

#endif
