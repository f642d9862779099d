/*
 * mem - memory from the heap that is always there.
 *
 * A reading desk that cannot have a few kilobytes cannot go on: these end the program with a message
 * when the system has no memory left, so no caller carries a branch that is never tested.
 * Sizes that come from outside are capped before they get here.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);                           /* filled with zero bytes */
void *mem_resize(void *p, size_t count, size_t size);    /* count * size is checked for overflow */
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t n);

#endif
