/*
 * link_place - what a host is for: which URLs are code, data, a model, a paper, and whose.
 */
#ifndef EXTRACT_LINK_PLACE_H
#define EXTRACT_LINK_PLACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "paper/link.h"

struct link_place {
	enum link_kind kind;
	const char *repo; /* "owner/name", of GitLab "group/…/name"; or NULL */
};

/*
 * Looks host (lower case) and path ("" or "/…", still percent-encoded) up in the table. *path_n gets shorter
 * where the rest cannot belong to the path: "/a/b,and" on a host whose names have no comma.
 */
void link_place(struct str host, struct str path, struct arena *a, struct link_place *place,
	size_t *path_n);

/* Whether a host may stand in a text without "http://" in front; *bare where even without a path. */
bool link_place_known(struct str host, bool *bare);

/* Whether a host makes no difference between "a" and "A" in its paths. */
bool link_place_caseless(struct str host);

/* Whether the first segments of a path on this host are an owner and a name. */
bool link_place_owned(struct str host);

#endif
