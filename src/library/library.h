/*
 * library - everything Carrel keeps: papers, what the reader made of them, the journal.
 *
 * One SQLite file. schema.sql is the newest schema; migrations/ holds the numbered steps to it, and
 * user_version says where a file stands.
 *
 * A paper's row number (`num`) is the day of its date times 2^24 plus a sequence: rows lie in the file in
 * order of date, so the newest fifty of three million, or of one word's hits, are a walk backwards
 * along a key. A number is good within one connection's reading; ids are what is kept elsewhere.
 */
#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include "base/err.h"
#include "base/sql.h"
#include "base/strbuf.h"
#include "paper/paper.h"

struct library;

enum { LIBRARY_SCHEMA = 4 };

/*
 * Opens, and creates or migrates, the library at path. Fails, touching nothing, on a file of a newer
 * Carrel, one that is no library or damaged, or one that may not be written (read-only folders are opened
 * for reading; library_writable tells).
 */
int library_open(struct library **lib, const char *path, struct err *err);
void library_close(struct library *lib); /* NULL is allowed */
bool library_writable(const struct library *lib);
const char *library_path(const struct library *lib);

/* The connection, for the files of this folder and read-only queries of tests. */
struct db *library_db(struct library *lib);

/* True once after another connection has changed the file since the last call. */
bool library_changed(struct library *lib);

int64_t library_count(struct library *lib);  /* papers; kept, not counted */
int64_t library_unread(struct library *lib); /* how many of them are unread; kept */

/* A consistent copy while others work, to a file that is not there yet. */
int library_backup(struct library *lib, const char *path, struct err *err);

/* Checks the file and what the schema cannot (counts, dangling marks); each finding is told to tell. */
int library_check(struct library *lib, void (*tell)(void *data, const char *line), void *data,
	struct err *err);

/* ---- papers in ---- */

/*
 * Says which edition of the lists and rules (extractor_edition) the papers of library_put are tagged by
 * from now on. 0, as at first: they are not tagged, and due.
 */
void library_tagged_by(struct library *lib, uint64_t edition);

struct tally {
	size_t added, changed, same, joined; /* joined: two rows became one */
};

static inline size_t tally_all(const struct tally *t)
{
	return t->added + t->changed + t->same + t->joined;
}

/*
 * Writes papers (text read, tags and links found: see app/ingest.h) in one transaction and adds to tally.
 * A paper that is known gets the union of what both know; the reader's marks are not touched.
 * source names where they came from ("listing.txt").
 */
int library_put(struct library *lib, struct paper *papers, size_t n, const char *source,
	struct tally *tally, struct err *err);

/*
 * Several calls as one transaction: papers, marks, places. Ended by library_end, which gives everything up where rc is
 * negative, and answers rc or why it could not be written.
 */
int library_begin(struct library *lib, struct err *err);
int library_end(struct library *lib, int rc, struct err *err);

/*
 * Where an import of a file goes on that was read in part; *bytes 0: at its beginning. file: what the file is known
 * by, which is another once it was changed. Setting 0 forgets it.
 */
int library_place(struct library *lib, const char *file, int64_t *bytes, int64_t *line, struct err *err);
int library_set_place(struct library *lib, const char *file, int64_t bytes, int64_t line, struct err *err);

/* ---- papers out ---- */

/*
 * The paper that a word names: every form of the contract's "Ids". ERR_NOT_FOUND where none does, or
 * where a prefix is ambiguous (the message lists the first few).
 */
int library_find(struct library *lib, const char *word, int64_t *num, struct err *err);

enum library_parts {
	PART_TEXT = 1,    /* everything of struct paper but the following */
	PART_LINKS = 2,
	PART_TAGS = 4,
	PART_SOURCES = 8,
	PART_ALL = 15,
	PART_REJECTED = 16, /* in tags, in its place: what the reader rejected and the lists still find */
};

/* parts: a set of the above. ERR_NOT_FOUND where the number is gone. */
int library_get(struct library *lib, int64_t num, unsigned parts, struct arena *a,
	struct paper *paper, struct err *err);
int library_marks(struct library *lib, int64_t num, struct arena *a, struct marks *marks,
	struct err *err);

/*
 * The rows that "#1", "#2" … mean from now on; the library keeps the last listing's. One that cannot be
 * written keeps nothing, and that is no error.
 */
int library_remember(struct library *lib, const int64_t *nums, size_t n, struct err *err);

/*
 * Small things that are remembered beside the papers, by name ("fetch category cat:cs.LG"): adds the text to out,
 * nothing where there is none.
 */
int library_note(struct library *lib, const char *name, struct strbuf *out, struct err *err);
int library_set_note(struct library *lib, const char *name, const char *text, struct err *err);

/* ---- re-tagging after an edit of the lists ---- */

/* How many papers have tags that were made under another edition of the lists (extractor_edition). */
int library_due(struct library *lib, uint64_t edition, int64_t *papers, struct err *err);

/*
 * Up to most of them, with id, title and abstract, in order of row numbers; in the arena. *n 0: none is left.
 */
int library_untagged(struct library *lib, uint64_t edition, size_t most, struct arena *a,
	struct paper **papers, int64_t **nums, size_t *n, struct err *err);

/*
 * Writes the tags that were found in those papers as of this edition, in one transaction. What the reader
 * rejected stays rejected. A paper that others changed since it was read is passed over, and still due.
 */
int library_retag(struct library *lib, uint64_t edition, const int64_t *nums, const struct paper *papers,
	size_t n, struct err *err);

#endif
