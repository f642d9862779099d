/*
 * format - one file a format, one row a format: how papers are read and written.
 *
 * Readers are pure: bytes in, papers out. They fill what the record says (title_tex, abstract_tex,
 * raw but cleaned); app/ingest makes the readable text, links, tags and missing ids. Links that a
 * record brings along are handed over as they stand, their kind where the record says it; ingest
 * normalises them (extract/links.h).
 */
#ifndef EXCHANGE_FORMAT_H
#define EXCHANGE_FORMAT_H

#include "base/err.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "paper/paper.h"

/* Where a reader's findings go. Both answer 0, or negative to stop reading. */
struct intake {
	/* A paper is ready in batch (the last one); the reader may go on adding to the batch. */
	int (*paper)(void *data, struct batch *batch);
	/* A record that cannot be read: first line of it (1-based) and why. */
	int (*bad)(void *data, size_t line, const char *why);
	void *data;
	struct batch *batch; /* papers are made here */
	/*
	 * Told before `paper` what the reader made of that paper, where the record says so (a copy
	 * that Carrel wrote itself). The texts lie in the batch. NULL: not wanted.
	 */
	int (*marks)(void *data, const struct marks *marks);
};

struct format {
	const char *name; /* "listing", "jsonl", "bibtex" … */
	const char *suffix; /* " .txt .lst ": file names that speak for it, or "" */
	const char *doc; /* one line, for the help */
	/*
	 * How sure one may be that text (the beginning of a file) is of this format: 0 to 100.
	 * NULL: not read.
	 */
	int (*sniff)(struct str text);
	int (*read)(struct str text, const struct intake *in, struct err *err);
	/* Writes one paper; begin and end may be NULL. NULL: not written. */
	void (*begin)(struct strbuf *out);
	void (*write)(const struct paper *p, const struct marks *m, struct strbuf *out);
	void (*end)(struct strbuf *out);
	const char *between; /* goes between two papers, or NULL */
	/*
	 * Gives the paper that was written to out from byte `from` on a name of its own among those
	 * of one export; seen starts empty and is the export's. NULL: the format has no names.
	 */
	void (*apart)(struct map *seen, size_t from, struct strbuf *out);
	bool by_line; /* read() may be given a file in pieces that end at line ends (jsonl) */
};

extern const struct format *const formats[]; /* NULL at the end */

const struct format *format_find(const char *name); /* NULL: no such format */

/* The format of a text by its name and beginning, or NULL. */
const struct format *format_guess(const char *path, struct str head);

#endif
