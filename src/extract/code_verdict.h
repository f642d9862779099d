/*
 * code_verdict - what a visit to a code page means: is there code?
 */
#ifndef EXTRACT_CODE_VERDICT_H
#define EXTRACT_CODE_VERDICT_H

#include "base/arena.h"
#include "paper/code_page.h"

/*
 * Fills in verdict, reason, missing and checked of what a visit at now_s (seconds since 1970) found, in the arena.
 * before is what was known, or NULL. The first that holds:
 *
 *	gone         there is no such page, now and at least a day ago
 *	placeholder  its README says that the code is to come, and nothing else is there (extract/placeholder.h)
 *	empty        no files, or only README, licence and the like
 *	archived, moved, live
 *
 * A page that is missing for the first time keeps what was known of it, verdict included (texts of before, which must
 * live as long as now); `reason` of now may then hold in a word what the host said ("404").
 */
void code_verdict(const struct code_page *before, struct code_page *now, int64_t now_s, struct arena *a);

#endif
