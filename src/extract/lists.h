/*
 * lists - the list files, read: names (*.tsv), words (words.tsv), patterns (*.rules).
 *
 * All are UTF-8 text with a record a line and fields set apart by tabs. Empty lines and lines that
 * start with "#" say nothing. What each column means stands in the head of each shipped list.
 */
#ifndef EXTRACT_LISTS_H
#define EXTRACT_LISTS_H

#include "base/str.h"
#include "extract/evidence.h"
#include "extract/names.h"
#include "extract/rules.h"
#include "extract/words.h"

struct lists {
	struct names names;
	struct words words;
	struct rules rules;
	struct evidence evidence;
	const char *role_rules[WORD_ROLES]; /* "words.tsv:12", where a role's words stand first */
	struct arena arena;
	uint64_t edition;
	void (*warn)(void *data, const char *message);
	void *warn_data;
};

/*
 * Reads one list; what kind it is says its name. own: it is the reader's, and what it says of a
 * form counts more than what the shipped lists say. A line that cannot be read is passed over and
 * told to warn.
 */
void lists_read(struct lists *l, const char *file, struct str text, bool own);

/* A name that papers introduce, found only as it is written; nothing where a list has it. */
void lists_learn(struct lists *l, enum tag_kind kind, const char *name, const char *rule);

/* The edition of all lists up to this one, from that of those before it. */
uint64_t lists_edition(uint64_t before, const char *file, struct str text, bool own);

/* Is the whole run a measure, a field, a place (role unit): no name of ours? */
bool lists_unit(const struct lists *l, const struct scan *s, size_t from, size_t to);

/* Builds the indexes, when all lists are read. */
void lists_finish(struct lists *l);

void lists_release(struct lists *l);

__attribute__((format(printf, 2, 3))) void lists_warn(struct lists *l, const char *fmt, ...);

#endif
