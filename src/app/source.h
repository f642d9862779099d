/*
 * source - a file of any size, read in pieces that end at line ends, or whole.
 *
 * Read, not mapped: a file that another program cuts short while it is read gives an end, not a crash.
 */
#ifndef APP_SOURCE_H
#define APP_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"

struct source;

enum {
	SOURCE_LINE = 64 << 20,   /* the longest line of a file that is read in pieces */
	SOURCE_WHOLE = 256 << 20, /* the longest file that is read whole */
};

/* path "-": standard input. *s is NULL after a failure. */
int source_open(struct source **s, const char *path, struct err *err);
void source_close(struct source *s); /* NULL is allowed */

/* The beginning, to tell the format by: up to 64 KiB. Nothing is used up. Good until the next call. */
int source_head(struct source *s, struct str *head, struct err *err);

/* Everything. Good until source_close. */
int source_whole(struct source *s, struct str *text, struct err *err);

struct source_piece {
	struct str text; /* whole lines; good until the next call */
	size_t line;     /* number of its first line, from 1 */
	bool too_long;   /* this one line was longer than SOURCE_LINE and is passed over; text is empty */
};

/* 1: a piece, 0: the end, negative: an error (ERR_INTERRUPTED where a signal came while waiting). */
int source_piece(struct source *s, struct source_piece *piece, struct err *err);

/*
 * What a file is known by, wherever it lies: its size, the moment of its last change, and a hash of its beginning.
 * False where it is no file that stays (a pipe).
 */
bool source_identity(struct source *s, struct strbuf *out, struct err *err);

/* So many bytes were given in pieces, and the next line has that number. */
uint64_t source_used(const struct source *s, size_t *line);

/* Goes on behind the first `bytes`, which have to end in a line end; false, and nothing is done, where they do not. */
bool source_go_on(struct source *s, uint64_t bytes, size_t line);

uint64_t source_read_bytes(const struct source *s);
uint64_t source_size(const struct source *s); /* 0: not known (a pipe) */

#endif
