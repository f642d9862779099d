/*
 * rules - patterns (PCRE2) for what no list can hold: families of names, and the reader's own.
 *
 * Each pattern has anchors: words (folded, cut as token.h cuts them) one of which the match must
 * start with. A pattern is tried only where one of its anchors stands, and only there. It is tried at no more
 * than RULE_TRIES places of a text: no abstract has so many, and each may cost all that a match may.
 */
#ifndef EXTRACT_RULES_H
#define EXTRACT_RULES_H

#include "base/re.h"
#include "extract/scan.h"

struct lists;

enum { RULE_TRIES = 256 };

struct rule {
	struct re *re;
	const char *where; /* "families.rules:14" */
	const char *name;  /* canonical, with $0 to $9 for groups; several set apart by "|" */
	enum tag_kind kind;
	enum tag_sort sort;
	bool own, everywhere;
	bool off;       /* ran into its limit */
	unsigned tries; /* in the text at hand */
};

struct rule_link {
	uint32_t rule, next; /* next: index into links plus 1 */
};

struct rules {
	struct {
		VEC_OF(struct rule);
	} all;
	struct {
		VEC_OF(struct rule_link);
	} links;
	struct {
		VEC_OF(uint32_t);
	} first; /* by word number: first link plus 1 */
};

/* One line of a .rules file; false after a warning. */
bool rules_add(struct lists *l, const char *where, struct str line, bool own);

/* Adds what the rules find to s. */
void rules_run(struct lists *l, struct scan *s);

void rules_release(struct rules *r);

#endif
