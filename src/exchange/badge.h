/*
 * badge - the line in front of a paper of a listing: category, date, and whether there is code.
 *
 *	LGOct 11, 2022Code
 */
#ifndef EXCHANGE_BADGE_H
#define EXCHANGE_BADGE_H

#include <stdbool.h>

#include "base/str.h"

struct badge {
	struct str category; /* "LG", "stat.ML"; n 0 where the line has none */
	int year, month, day;
	bool code;
};

/* BADGE_WRONG: the line has the form of a badge, but there is no such date. */
enum badge_kind { BADGE_NONE, BADGE_WRONG, BADGE_GOOD };

enum badge_kind badge_read(struct str line, struct badge *badge);

/* Whether a line could be the category of a badge that is spread over lines. */
bool badge_category(struct str line);

#endif
