/*
 * ranking - papers in an order of their own, best first, where a query can join them: temp.ranked, which lives as long
 * as the connection and is in no file.
 */
#ifndef LIBRARY_RANKING_H
#define LIBRARY_RANKING_H

#include "library/library.h"

/* Keeps n papers, the best first, and answers the number under which they stand in temp.ranked. */
int ranking_keep(struct library *lib, const int64_t *nums, size_t n, int64_t *ranking, struct err *err);

/* The same numbers, other papers. */
int ranking_replace(struct library *lib, int64_t ranking, const int64_t *nums, size_t n, struct err *err);

void ranking_drop(struct library *lib, int64_t ranking); /* 0 is allowed */

#endif
