/*
 * jsonl - papers as JSON lines, one object a line (the command-line contract, "JSON").
 *
 * Read are the contract's own fields, the plain ones (id title authors date categories abstract
 * comment url code_url doi venue keywords) and those of the arXiv metadata snapshot; fields that are not
 * known are passed over. Keywords are the authors' words and stay apart from tags: as the reader's own,
 * those of 12,000 conference papers would be 18,000 tags that nobody put.
 */
#ifndef EXCHANGE_JSONL_H
#define EXCHANGE_JSONL_H

#include "base/json.h"
#include "exchange/format.h"
#include "paper/code_page.h"

/* ---- writing ---- */

/* One paper as the contract's object, every field in its order; m may be NULL (no marks). */
void jsonl_paper(const struct paper *p, const struct marks *m, struct json *j);

/* The arrays alone, as `extract` gives them. */
void jsonl_tags(const struct paper *p, struct json *j);
void jsonl_links(const struct paper *p, struct json *j);

/* What is known of a code page. */
void jsonl_code_page(const struct code_page *p, struct json *j);

/* ---- reading ---- */

/* Reads line after line; keeps what costs time to set up. */
struct jsonl {
	struct db *db; /* in memory and empty: it parses the JSON */
	struct strbuf line; /* the one at hand, with the zero byte without which SQLite copies it at each use */
};

/*
 * Makes it the line at hand. SQLite ends a text at "\u0000" (its json.c): that becomes another control character,
 * which cleaning takes out.
 */
void jsonl_take_line(struct jsonl *j, struct str line);

struct jsonl_record {
	const char *id;      /* as it stood there, cleaned, or NULL; paper->id is canonical */
	struct paper *paper; /* the last one of the batch; no title: title_tex is NULL */
	struct marks marks;
	bool has_marks; /* at least one of them is not as with a paper nobody has looked at */
};

int jsonl_open(struct jsonl **j, struct err *err);
void jsonl_close(struct jsonl *j); /* NULL is allowed */

/*
 * Reads one line to a new paper of the batch. NULL, or why it cannot be read (then the batch is as
 * before).
 */
const char *jsonl_line(
	struct jsonl *j, struct str line, struct batch *batch, struct jsonl_record *record);

/*
 * The same for those who want no more than record->id and the paper's title, abstract and comments: several times
 * as fast. What else the record has may be read or not.
 */
const char *jsonl_texts(
	struct jsonl *j, struct str line, struct batch *batch, struct jsonl_record *record);

#endif
