/*
 * links - every URL of a text, repaired to what a person would open.
 *
 * Works on text as it came (TeX included, cleaned). A URL loses sentence punctuation, unbalanced
 * brackets, quotes, TeX around it, user information, ".git" and a trailing "/"; gets a scheme where it has
 * none; the host is in lower case, in link.host without "www.". Taking apart is libcurl's work (base/url.h).
 */
#ifndef EXTRACT_LINKS_H
#define EXTRACT_LINKS_H

#include "paper/link.h"

/* No paper has more; a text that seems to is hostile, or a list that nobody opens by number. */
enum { LINKS_MOST = 1000 };

/*
 * Adds the links of text to links, in the order of the text; one that is there already is not added
 * again (compared without case on hosts that have none). All texts go to the arena.
 */
void links_find(struct str text, enum link_from from, struct arena *a, struct link_vec *links);

/* One URL on its own, as a service or the reader gave it; false where it is none that may be opened. */
bool links_read(struct str url, enum link_from from, struct arena *a, struct link *link);

#endif
