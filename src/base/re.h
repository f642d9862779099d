/*
 * re - regular expressions by PCRE2, behind one door: the only file that includes its header.
 *
 * Patterns are UTF-8 with Unicode properties, compiled by the JIT where there is one. Every match runs
 * under limits (formats: 1e5 match steps, 32 MiB heap), so a catastrophic pattern costs milliseconds.
 */
#ifndef BASE_RE_H
#define BASE_RE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum re_flags {
	RE_CASELESS = 1,
	RE_EXTENDED = 2, /* white space and #-comments in the pattern mean nothing (pcre2pattern, PCRE2_EXTENDED) */
};

enum { RE_GROUPS = 16, RE_LIMIT = -20 };

struct re;

struct re_match {
	struct {
		size_t from, to; /* byte offsets; from > to: the group took no part */
	} group[RE_GROUPS];
	int n; /* groups that are set, group 0 included */
};

/* The message names the place in the pattern: "at 7: missing closing parenthesis". */
int re_compile(struct re **re, const char *pattern, enum re_flags flags, struct err *err);
void re_free(struct re *re); /* NULL is allowed */

/*
 * First match at or after byte `from` of text, which must be valid UTF-8. 1: found, 0: none,
 * RE_LIMIT: the pattern ran into its limit on this text (taken as none, after a warning).
 */
int re_match(const struct re *re, struct str text, size_t from, struct re_match *m);

/* The number of a named group, or -1. */
int re_group(const struct re *re, const char *name);

/* Text of a group, p NULL where it took no part. */
struct str re_text(const struct re_match *m, int group, struct str text);

#endif
