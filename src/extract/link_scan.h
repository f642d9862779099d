/*
 * link_scan - where the URLs of a running text begin and end.
 *
 * Reads TeX and Markdown around and inside a URL, joins one that a line break or a PDF has torn
 * where what follows can only belong to it, and takes well-known hosts that stand without a scheme. What it
 * gives is raw: extract/links makes it what a person would open. Linear in the text.
 */
#ifndef EXTRACT_LINK_SCAN_H
#define EXTRACT_LINK_SCAN_H

#include <stdbool.h>

#include "base/strbuf.h"

struct link_scan {
	struct str text;
	size_t at;         /* everything in front is looked at */
	size_t done;       /* end of the last URL: nothing in front belongs to the next */
	size_t colon, dot; /* the next ones at or after `at`, once looked for */
};

void link_scan_init(struct link_scan *s, struct str text);

/* Puts the next URL, with a scheme in front, in place of what is in raw; false at the end of the text. */
bool link_scan_next(struct link_scan *s, struct strbuf *raw);

#endif
