/*
 * retag - the papers of a library tagged again after an edit of the lists: in batches, each whole, so that
 * what was stopped goes on where it was.
 */
#ifndef APP_RETAG_H
#define APP_RETAG_H

#include "app/desk.h"

/*
 * How many papers of lib are due: tagged by other lists or rules than those at hand; and how many names that
 * papers introduced are still to be looked up in the others. Reads the files but does not compile them.
 */
int retag_due(struct desk *d, struct library *lib, int64_t *papers, int64_t *names, struct err *err);

struct retag_watch {
	/* After every batch: papers so far, of how many. May be NULL. */
	void (*progress)(void *data, int64_t done, int64_t of);
	/* Asked before every batch; true stops with ERR_INTERRUPTED. May be NULL. */
	bool (*stop)(void *data);
	void *data;
	/* Others are at work on the library: small transactions, with a pause after each for their writes. */
	bool yields;
};

/*
 * Looks up the names that papers have introduced (library/learnt.h), and tags every paper that is due; *done is how
 * many, also where it fails.
 */
int retag_run(struct desk *d, struct library *lib, const struct retag_watch *watch, int64_t *done,
	struct err *err);

#endif
