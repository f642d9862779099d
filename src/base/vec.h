/*
 * vec - growing arrays, typed by the struct that names them:
 *
 *	struct link_vec { VEC_OF(struct link); };
 *	struct link_vec links = {0};
 *	vec_push(&links, link);                on the heap; vec_release frees
 *	vec_push_in(arena, &links, link);      in an arena; never mixed with vec_push on one vec
 *	for (size_t i = 0; i < links.n; i++) use(&links.at[i]);
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#include "base/arena.h"

#define VEC_OF(T) \
	T *at; \
	size_t n, cap

/* A vec of texts that somebody else owns. */
struct strs {
	VEC_OF(const char *);
};

void *vec_grow(void *at, size_t *cap, size_t n, size_t size);
void *vec_grow_in(struct arena *a, void *at, size_t *cap, size_t n, size_t size);

#define vec_push(v, ...) \
	((v)->at = (v)->n < (v)->cap ? (v)->at \
				     : vec_grow((v)->at, &(v)->cap, (v)->n, sizeof *(v)->at), \
	 (v)->at[(v)->n++] = (__VA_ARGS__))
#define vec_push_in(a, v, ...) \
	((v)->at = (v)->n < (v)->cap ? (v)->at \
				     : vec_grow_in(a, (v)->at, &(v)->cap, (v)->n, sizeof *(v)->at), \
	 (v)->at[(v)->n++] = (__VA_ARGS__))
#define vec_release(v) (free((v)->at), (v)->at = NULL, (v)->n = (v)->cap = 0)

#endif
