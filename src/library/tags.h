/*
 * tags - the tags of the whole library with their counts, for overviews and completion.
 */
#ifndef LIBRARY_TAGS_H
#define LIBRARY_TAGS_H

#include "library/library.h"

struct tag_count {
	const char *kind; /* "dataset", "method" or "user" */
	const char *name;
	int64_t papers;
};

struct tag_counts {
	VEC_OF(struct tag_count);
};

/*
 * Tags of a kind ("dataset", "method", "user"; NULL: all) whose folded name starts with prefix (NULL: all),
 * the most used first, up to most (0: all).
 */
int tags_count(struct library *lib, const char *kind, const char *prefix, size_t most, struct arena *a,
	struct tag_counts *counts, struct err *err);

#endif
