/*
 * api_pages - the answers of arXiv's query API to one query, page after page, newest first (arXiv API user's manual,
 * section 3.1).
 *
 * Two pages overlap, so that nothing falls between them when papers are added meanwhile. No more than the first
 * 10,000 of a query are given; what lies beyond is asked for as a new query, up to the oldest moment seen.
 */
#ifndef NET_SOURCE_API_PAGES_H
#define NET_SOURCE_API_PAGES_H

#include "exchange/feed.h"
#include "source/source.h"

enum { API_MINUTE = 16 };

struct api_pages {
	/* Set by the caller. */
	const char *query;
	bool by_first;   /* in order of first versions, which never changes; else of the newest ones */
	int64_t most;    /* entries that are wanted where since is ""; 0: all */
	char since[DATE_TEXT]; /* the first day that is wanted, or "" */
	/* Found on the way. */
	char newest[FEED_DATE]; /* the newest moment, "" while there is none */
	int64_t seen;           /* entries of the queries before the one at hand */
	int64_t start, total;   /* of the query at hand */
	int64_t shown;          /* the start that the last page itself named, or -1 */
	char until[API_MINUTE]; /* its last minute, YYYYMMDDHHMM, or ""; may be set by the caller */
	char oldest[FEED_DATE]; /* the oldest moment in it */
};

/* A day (or moment) so many days later, into out. False where there is none. */
bool api_day(const char *day, int days, char out[DATE_TEXT]);

/*
 * What is noted until the next run, a line each. A walk that is broken off leaves where it came to: the next run
 * goes on there, and then begins anew from what the broken one would have left.
 */
struct api_note {
	char done[FEED_DATE];   /* all up to this day or moment is there; "" */
	char until[API_MINUTE]; /* of what came after it, all after this minute is there, too … */
	char then[FEED_DATE];   /* … up to this day or moment; "" where nothing was broken off */
};

void api_note_read(struct api_note *n, struct str text);
void api_note_write(struct walk *w, const struct api_note *n);

/* Notes how far the pages have come; `then` is set by the caller. */
void api_note_progress(struct walk *w, struct api_note *n, const struct api_pages *p);

void api_begin(struct walk *w, struct api_pages *p);
enum walk_step api_take(struct walk *w, struct api_pages *p, struct str body, const struct intake *in);

#endif
