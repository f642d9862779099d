/*
 * link - a URL that belongs to a paper: what it leads to and what is known of that place.
 */
#ifndef PAPER_LINK_H
#define PAPER_LINK_H

#include <stdint.h>

#include "base/vec.h"

/* What a link leads to; the words are the contract's. */
enum link_kind { LINK_CODE, LINK_DATA, LINK_MODEL, LINK_PAPER, LINK_PAGE, LINK_KINDS };

/* Where a link stood. */
enum link_from { FROM_ABSTRACT, FROM_COMMENTS, FROM_TITLE, FROM_README, FROM_API, FROM_USER, LINK_FROMS };

/* Whether the code is really there; LINK_UNKNOWN until the page was visited. */
enum link_verdict {
	VERDICT_UNKNOWN,
	VERDICT_LIVE,
	VERDICT_MOVED,
	VERDICT_ARCHIVED,
	VERDICT_EMPTY,
	VERDICT_PLACEHOLDER,
	VERDICT_GONE,
	LINK_VERDICTS
};

struct link {
	const char *url;  /* what a person would open (see extract/links.h) */
	const char *host; /* lower case */
	const char *repo; /* "owner/name" on a code host, else NULL */
	enum link_kind kind;
	enum link_from from;
	enum link_verdict verdict;
	const char *checked; /* when it was visited last, ISO 8601, or NULL */
	const char *reason;  /* of the verdict, in words, where the library knows it, or NULL */
	int64_t stars;       /* -1: not known */
	const char *language, *license, *pushed, *description; /* or NULL */
};

struct link_vec {
	VEC_OF(struct link);
};

/* The words of each enum, as they stand in JSON, on screen and in queries. */
extern const char *const link_kind_names[LINK_KINDS];
extern const char *const link_from_names[LINK_FROMS];
extern const char *const link_verdict_names[LINK_VERDICTS];

#endif
