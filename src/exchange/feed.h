/*
 * feed - Atom and RSS: arXiv's answers to queries, its announcements, and any journal's or group's feed.
 *
 * Formats: RFC 4287 (Atom), RSS 2.0 and 1.0; arXiv API user's manual, section 3.3, of which three layouts are
 * about (2007-2025, November 2025, 2026); arXiv RSS and Atom specifications. Elements are taken by their names in
 * any order. Pure: bytes in, papers out.
 */
#ifndef EXCHANGE_FEED_H
#define EXCHANGE_FEED_H

#include "base/clock.h"
#include "exchange/format.h"

enum { FEED_DATE = 24, FEED_WHY = 240 };

/* What a feed says of itself. */
struct feed_facts {
	int64_t total, start;     /* OpenSearch; -1: not said */
	size_t entries;           /* read or not */
	char oldest[FEED_DATE];   /* the smallest and largest moment of an update, as they stand there; "" */
	char newest[FEED_DATE];
	char first[FEED_DATE];    /* the smallest moment of a first version, likewise */
	char day[DATE_TEXT];      /* that the feed is of, by its own word; "" */
	size_t flaw;              /* the line where it stops being well-formed; 0: nowhere */
	bool repaired;            /* it was not well-formed; what was lost by it, in->bad was told */
	bool refused;             /* arXiv says what is wrong with the query … */
	char why[FEED_WHY];       /* … in these words */
};

/*
 * Reads papers to in->batch; in->bad is told the line of an entry that cannot be read, and where the feed is broken
 * off. Fails where text is no feed.
 */
int feed_read(struct str text, const struct intake *in, struct feed_facts *facts, struct err *err);

#endif
