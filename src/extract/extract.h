/*
 * extract - datasets and methods out of title and abstract, by name lists and rules.
 *
 * The lists (.tsv) and rules (.rules) in lists/ are data; this is the engine that runs them, in one
 * pass over the text.
 */
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/err.h"
#include "paper/paper.h"

struct extractor;

/*
 * Compiles the shipped lists and rules, then those in folder own (.tsv and .rules; NULL or absent:
 * none). A line that cannot be read is passed over and told to warn (may be NULL).
 */
int extractor_open(struct extractor **x, const char *own,
	void (*warn)(void *data, const char *message), void *data, struct err *err);
/* A name that the papers at hand introduce: found where it stands just so. */
struct learnt {
	enum tag_kind kind;
	const char *name;
	const char *rule; /* "learnt:arxiv:2310.02575" */
};

struct learnt_vec {
	VEC_OF(struct learnt);
};

/* The same with learnt names. What a list says of a name comes first; the edition is that of the lists alone. */
int extractor_open_with(struct extractor **x, const char *own, const struct learnt_vec *learnt,
	void (*warn)(void *data, const char *message), void *data, struct err *err);
void extractor_close(struct extractor *x); /* NULL is allowed */

/*
 * Adds the tags of title and abstract (readable text, either may be NULL) to tags, in the order of
 * their first spot. All memory from the arena. Only the first 64 KiB of each text are looked at:
 * what is longer is no abstract.
 */
void extractor_run(struct extractor *x, const char *title, const char *abstract, struct arena *a,
	struct tag_vec *tags);

/* Changes with every edit of a list or rule, shipped or the reader's: papers tagged under another
 * are due. */
uint64_t extractor_edition(const struct extractor *x);

/* The same from the files alone, without compiling them: a millisecond. */
int extractor_edition_of(const char *own, uint64_t *edition, struct err *err);

#endif
