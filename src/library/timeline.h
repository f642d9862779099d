/*
 * timeline - the papers that name a method or a data set, month by month, and those that introduced it.
 */
#ifndef LIBRARY_TIMELINE_H
#define LIBRARY_TIMELINE_H

#include "library/library.h"

struct timeline_month {
	const char *month;          /* "2022-10"; "2022" where no more is known; NULL: no date at all */
	int64_t papers, introduced; /* how many name it, and how many of them introduce it */
};

struct timeline_origin {
	int64_t num;
	const char *id, *title, *first_author, *date;
};

struct timeline {
	const char *kind, *name; /* "method"; as it is called, whatever form was asked for */
	int64_t papers;
	struct {
		VEC_OF(struct timeline_month);
	} months; /* from the first to the last, empty ones between them too; those without a date at the end */
	struct {
		VEC_OF(struct timeline_origin);
	} origins; /* the oldest first, at most TIMELINE_ORIGINS */
	int64_t most; /* papers of the fullest month */
};

enum { TIMELINE_ORIGINS = 20 };

/*
 * name: of a tag, or a form in which papers write it. kind: "dataset", "method" or "user"; NULL: the kind that most
 * papers use it as. The papers are those that the query KIND:NAME finds. ERR_NOT_FOUND where no paper has such a tag.
 */
int timeline_read(struct library *lib, const char *kind, const char *name, struct arena *a, struct timeline *t,
	struct err *err);

#endif
