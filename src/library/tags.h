/*
 * tags - the tags of the whole library with their counts, for overviews and completion.
 */
#ifndef LIBRARY_TAGS_H
#define LIBRARY_TAGS_H

#include "library/library.h"

/* "dataset", "method" or "user", for a kind of row in `tags` (store.h). */
const char *tags_kind_name(int64_t kind);

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

/* A tag that no list names: found by the words around it, or learnt (library/learnt.h). */
struct doubtful_tag {
	enum tag_kind kind;
	const char *name, *rule;
	int64_t papers;
	int64_t num;          /* the newest of them */
	struct tag_spot spot; /* where it stands there */
};

struct doubtful_tags {
	VEC_OF(struct doubtful_tag);
};

/*
 * Those that more than one paper has, the most used first, up to most (0: all); rule and spot are those of the
 * newest paper.
 */
int tags_doubtful(struct library *lib, size_t most, struct arena *a, struct doubtful_tags *tags, struct err *err);

#endif
