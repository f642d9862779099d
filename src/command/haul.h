/*
 * haul - a run of the fetcher as verbs show it: for a person a bar that redraws and a line a source, for programs an
 * event a line (--json), for the browser the same under its orders (--background, app/orders.h), and for cron nothing
 * while all is well.
 */
#ifndef COMMAND_HAUL_H
#define COMMAND_HAUL_H

#include "app/fetcher.h"
#include "app/orders.h"
#include "base/vec.h"
#include "command/cmd.h"

/* One source of the run. */
struct haul_source {
	const char *name, *host; /* host: waited for, or NULL */
	enum fetch_what what;    /* the last that was heard of it */
	int64_t papers, added, total, until;
	bool page; /* a code page, and it was visited */
};

struct haul {
	struct cmd *cmd;
	bool background;
	bool lines;    /* somebody reads a line a source */
	bool dirty;    /* the bar is not what it should be */
	int64_t drawn; /* when it was drawn last, in clock_mono_ms */
	size_t of;     /* sources in the run, of all parts that began */
	size_t before; /* of the parts that are over */
	struct {
		VEC_OF(struct haul_source);
	} sources;
	struct map places; /* name -> its place in sources, from 1 */
	size_t last;       /* the place of the one that papers came from last, or 0 */
	struct arena arena;
	struct orders orders;
};

/* With h to be released in every case. */
void haul_init(struct haul *h, struct cmd *cmd, bool background);
void haul_release(struct haul *h);

/* Another part of the run begins: its sources come after those so far. */
void haul_next_part(struct haul *h);

/* Counts papers of a source, with the new ones among them. */
void haul_took(struct haul *h, const char *source, size_t papers, size_t added);

/* Shows an event; what it brought is counted already. */
void haul_event(struct haul *h, const struct fetch_event *e);

/* A line for people, beside the bar. */
void haul_line(struct haul *h, const char *text);

/* Another fetch runs, which has the lock. */
void haul_busy(struct haul *h);

/* The run is over, with this result. */
void haul_end(struct haul *h, int rc, const struct err *err);

/* For struct fetch_watch: ^C, a listener that has gone, an order of the browser. */
bool haul_stop(struct haul *h);
bool haul_cancelled(struct haul *h, const char *source);

#endif
