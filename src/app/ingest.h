/*
 * ingest - the road of every paper into the library: read, cleaned, identified, tagged, stored.
 *
 *	format (pure) -> TeX to Unicode -> links -> paper_id -> tags -> library, in batches
 */
#ifndef APP_INGEST_H
#define APP_INGEST_H

#include "app/desk.h"
#include "exchange/format.h"

/* Completes a paper as a reader left it: readable texts, links, id. Tags only where x is not NULL. */
void ingest_paper(struct paper *p, struct extractor *x, struct arena *a);

struct ingest {
	struct tally tally;
	size_t bad; /* records that could not be read */
};

/*
 * Imports a file ("-": standard input), format NULL: found from its name and beginning. Told of each bad
 * record ("FILE:LINE: why") and, every batch, of the progress (papers so far; may be NULL); progress answering
 * false stops after the batch (ERR_INTERRUPTED). ERR_PARTLY where some records could not be read.
 */
int ingest_file(struct desk *d, const char *path, const struct format *format,
	void (*tell)(void *data, const char *message), bool (*progress)(void *data, size_t papers),
	void *data, struct ingest *result, struct err *err);

#endif
