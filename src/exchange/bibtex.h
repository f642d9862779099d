/*
 * bibtex - entries of a BibTeX file, taken apart.
 *
 * After "BibTeXing" (O. Patashnik, 1988) and the grammar in btparse(3): entries in braces or
 * parentheses, @string with the month names known, values joined by "#", text outside of entries is
 * comment. One thing is stricter: no entry goes on past a line that begins a new one, so one
 * missing brace costs one entry and not the file.
 */
#ifndef EXCHANGE_BIBTEX_H
#define EXCHANGE_BIBTEX_H

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "paper/paper.h"

struct bib_field {
	const char *name; /* lower case */
	struct str value; /* joined, without the outer delimiters; TeX inside */
};

struct bib_entry {
	const char *type; /* lower case: "article" */
	struct str key;
	size_t line; /* of its "@", from 1 */
	struct {
		VEC_OF(struct bib_field);
	} fields;
};

struct bib {
	struct str text;
	size_t at, line; /* where reading stands */
	size_t limit; /* the entry at hand ends before here */
	struct map macros; /* @string: name in lower case -> (intptr_t) text in the arena */
	struct arena kept; /* what the macros stand for */
};

void bib_open(struct bib *b, struct str text);
void bib_close(struct bib *b);

/*
 * The next entry that describes something; @string is remembered, @comment and @preamble are passed
 * over. 1: there it is, in the arena; 0: the end; -1: it cannot be read, *why says what is wrong
 * and entry->line where it begins.
 */
int bib_next(struct bib *b, struct arena *a, struct bib_entry *entry, const char **why);

/* The value of a field, or p NULL. */
struct str bib_get(const struct bib_entry *entry, const char *name);

/* One paper as an entry; its key is surname, year and first word of the title. */
void bibtex_write(const struct paper *p, const struct marks *m, struct strbuf *out);

/* Of several entries with one key the second is called "…a", the third "…b" (format.h, apart). */
void bibtex_apart(struct map *seen, size_t from, struct strbuf *out);

#endif
