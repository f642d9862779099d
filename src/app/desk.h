/*
 * desk - what a running Carrel has at hand: settings, library, extractor. Each is opened when first needed.
 */
#ifndef APP_DESK_H
#define APP_DESK_H

#include <stdio.h>

#include "app/fetcher.h"
#include "config/options.h"
#include "extract/extract.h"
#include "library/library.h"

struct desk {
	/* Set by main from the command line. */
	const char *library_path, *config_path; /* NULL: the default place */
	bool offline, json, quiet, verbose, color;
	/* A path that starts this very program again; NULL where it cannot (tests of parts). */
	const char *program;
	/* The way to the browser, set by main; NULL where there is none. command/ does not see ui/. */
	int (*browse)(struct desk *d, const char *query, struct err *err);
	/* The way to the network, set by main; NULL where there is none. command/ does not see net/. */
	fetch_fn *fetch;
	visit_fn *visit;
	cite_fn *cite;
	/* Opened when needed; use the functions. */
	struct config *config;
	struct library *library, *sample;
	struct extractor *extractor;
	struct {
		VEC_OF(struct extractor *);
	} retired; /* compiled from lists that were edited since */
	struct extractor *tagger; /* with what library tagger_of has learnt */
	struct library *tagger_of;
	size_t tagger_names;
	bool on_sample; /* the bundled sample lies on the desk, see desk_lay_sample */
};

void desk_release(struct desk *d);

/*
 * Each answers the same one every time, but for one case: while the sample lies on the desk, desk_library is the
 * sample, and after an import the reader's own. So the browser asks again after each verb, and builds its screens
 * anew where the answer is another; the old one stays open until desk_release.
 * desk_extractor compiles the lists anew after an edit of them; the old one, too, stays open.
 * Warnings of config and lists go to standard error unless quiet.
 */
int desk_config(struct desk *d, struct config **c, struct err *err);
int desk_library(struct desk *d, struct library **lib, struct err *err);
int desk_extractor(struct desk *d, struct extractor **x, struct err *err);

/*
 * The extractor for the papers of lib: with the names that its papers have introduced (library/learnt.h). The one
 * before, too, stays open.
 */
int desk_tagger(struct desk *d, struct library *lib, struct extractor **x, struct err *err);

/* ---- the sample ---- */

/*
 * Lays the bundled sample on the desk: a small library of its own in $XDG_STATE_HOME/carrel, filled when it is
 * new. What a reader tries out there is kept, and the reader's own library never holds a paper nobody chose.
 */
int desk_lay_sample(struct desk *d, struct err *err);

/* The reader's own library, whatever lies on the desk: where imports go. */
int desk_own_library(struct desk *d, struct library **lib, struct err *err);

/* Puts the sample away, so that desk_library is the reader's own from now on. */
void desk_leave_sample(struct desk *d);

/* What to say where the sample is shown, or a library without papers: one line, how to add some. */
extern const char desk_how_to_add[];

/* ---- places ---- */

/* Paths in effect, replacing what is in out: options first, then the variables, the config, the XDG places. */
int desk_library_path(struct desk *d, struct strbuf *out, struct err *err);
int desk_config_path(const struct desk *d, struct strbuf *out, struct err *err);

/* The reader's own name lists and rules: the folder "extract" beside the config file. */
int desk_lists_path(const struct desk *d, struct strbuf *out, struct err *err);

#endif
