/*
 * ingest - the road of every paper into the library: read, cleaned, identified, tagged, stored.
 *
 *	format (pure) -> TeX to Unicode -> links -> paper_id -> tags -> library, in batches
 *
 * A file is read in pieces, so a snapshot of several gigabytes takes no more memory than a batch.
 */
#ifndef APP_INGEST_H
#define APP_INGEST_H

#include "app/desk.h"
#include "exchange/format.h"

/* Completes a paper as a reader left it: readable texts, links, id. Tags only where x is not NULL. */
void ingest_paper(struct paper *p, struct extractor *x, struct arena *a);

/* The same without an id, for texts that go into no library. */
void ingest_texts(struct paper *p, struct extractor *x, struct arena *a);

struct ingest {
	struct tally tally;
	size_t bad; /* records that could not be read */
	size_t resumed; /* lines passed over, since an interrupted import of the same file had read them */
};

/* Where the findings of an import go; each may be NULL. */
struct ingest_watch {
	/* A record that could not be read: "FILE:LINE: why". */
	void (*bad)(void *data, const char *message);
	/* After every batch: what became of the papers so far, and the bytes read of how many (0: not known). */
	void (*progress)(void *data, const struct tally *papers, uint64_t bytes, uint64_t size);
	/* Asked at every paper; true saves what is in hand and stops with ERR_INTERRUPTED. */
	bool (*stop)(void *data);
	void *data;
	/* The import goes on in the middle of a file: "FILE: goes on at line 1200 (43 %), where …". */
	void (*resumed)(void *data, const char *message);
};

/*
 * A file that is read line by line (format.h) goes on where an interrupted import of it stopped, also after kill -9;
 * once it was changed it is read from its beginning.
 *
 * Imports a file ("-": standard input) into the reader's own library; format NULL: found from its name and
 * beginning. Adds to result. ERR_PARTLY where some records could not be read (the others are saved), ERR_FAILED
 * where nothing was saved.
 */
int ingest_file(struct desk *d, const char *path, const struct format *format,
	const struct ingest_watch *watch, struct ingest *result, struct err *err);

/* The same of a text at hand, from `source`. */
int ingest_text(struct desk *d, struct library *lib, struct str text, const char *source,
	const struct format *format, const struct ingest_watch *watch, struct ingest *result,
	struct err *err);

/*
 * Papers that came over the network, from `source`: completed, and written in short transactions, so that others
 * at work on the library hardly wait. Adds to tally. The batch stays the caller's.
 */
int ingest_batch(struct desk *d, struct library *lib, struct batch *batch, const char *source,
	struct tally *tally, struct err *err);

#endif
