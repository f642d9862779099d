/*
 * put - the parts of library_put: a batch, the names of a record, what has to be done to the index.
 */
#ifndef LIBRARY_PUT_H
#define LIBRARY_PUT_H

#include "library/store.h"

/* What has to be done to the index for one paper of the batch. */
struct pending {
	int64_t num, old_num;
	bool indexed; /* old stands in the index, under old_num */
	bool gone;    /* it was joined to another */
	bool reread;  /* now has to be read from its rows */
	struct search_text old, now;
};

struct pendings {
	VEC_OF(struct pending);
};

/* The names that a record answers to. */
struct identity {
	const char *id, *doi, *key; /* doi may be NULL */
};

/* A paper that nobody knows yet. */
struct newcomer {
	struct paper paper;
	struct identity who;
	int64_t num;
	size_t arrival;
};

struct newcomers {
	VEC_OF(struct newcomer);
};

struct put {
	struct library *lib;
	struct arena arena;   /* of the batch */
	struct arena scratch; /* of one paper */
	struct pendings pending;
	struct map place; /* 8 bytes of the row number -> place in pending + 1 */
	struct newcomers fresh;
	struct map fresh_names; /* every name of those */
	struct tag_counts_change counts;
	int64_t source, now;
	int64_t pages; /* 1: some code pages are known */
	struct tally tally;
};

void put_release(struct put *b); /* all but the library */

/* ---- names (put_names.c) ---- */

enum { MOST_ROWS = 3 }; /* a record has up to three names, so it may be found in as many rows */

/* All that the paper answers to. Texts are the paper's or lie in the arena. */
void put_identify(const struct paper *p, struct arena *a, struct identity *who);

/* The rows that hold this paper so far; the one it is found by id in comes first. */
int put_find_rows(struct put *b, const struct identity *who, int64_t *rows, size_t *n, struct err *err);

int put_write_names(struct put *b, int64_t num, const struct identity *who, struct err *err);

/* ---- the index (put_index.c) ---- */

void put_add_pending(struct put *b, const struct pending *p);

/* To be called before the rows of a known paper change; *out is good until the next call of either. */
int put_touch(struct put *b, int64_t num, struct pending **out, struct err *err);

/* The paper has another row number now. */
void put_moved(struct put *b, struct pending *p, int64_t to);

/* Does what is pending. */
int put_write_index(struct put *b, struct err *err);

#endif
