/*
 * desk - what a running Carrel has at hand: settings, library, extractor. Each is opened when first needed.
 */
#ifndef APP_DESK_H
#define APP_DESK_H

#include <stdio.h>

#include "config/options.h"
#include "extract/extract.h"
#include "library/library.h"

struct desk {
	/* Set by main from the command line. */
	const char *library_path, *config_path; /* NULL: the default place */
	bool offline, json, quiet, verbose, color;
	/* Opened when needed; use the functions. */
	struct config *config;
	struct library *library;
	struct extractor *extractor;
};

void desk_release(struct desk *d);

/* Each answers the same one every time. Warnings of config and lists go to standard error unless quiet. */
int desk_config(struct desk *d, struct config **c, struct err *err);
int desk_library(struct desk *d, struct library **lib, struct err *err);
int desk_extractor(struct desk *d, struct extractor **x, struct err *err);

#endif
