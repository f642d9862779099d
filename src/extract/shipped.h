/*
 * shipped - the lists and rules that come with the program, as they stand in lists/.
 */
#ifndef EXTRACT_SHIPPED_H
#define EXTRACT_SHIPPED_H

#include <stddef.h>

struct shipped {
	const char *file; /* "methods.tsv" */
	const char *text;
	const size_t *size;
};

extern const struct shipped shipped[];
extern const size_t shipped_count;

#endif
