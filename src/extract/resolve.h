/*
 * resolve - mentions into tags: which of those that overlap stay, and which of those that stay are
 * one thing.
 */
#ifndef EXTRACT_RESOLVE_H
#define EXTRACT_RESOLVE_H

#include "extract/scan.h"

/*
 * The longest mention wins, of equal ones the surer; a doubtful one stays only in a list with one
 * that is sure. Mentions with one canonical name (without case, hyphens, blanks, plural) are one
 * tag.
 */
void resolve(struct scan *s, struct tag_vec *tags);

#endif
