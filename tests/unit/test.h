/*
 * What every unit test includes: cmocka with the headers it needs in front, and paths.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A file of the source tree, named from its top ("tests/golden/tex.tsv"). Good until the next call. */
static inline const char *test_file(const char *name)
{
	static char path[4096];
	const char *top = getenv("TOP_SRCDIR");

	snprintf(path, sizeof path, "%s/%s", top ? top : ".", name);
	return path;
}

#endif
