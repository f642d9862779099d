/*
 * tag - a dataset or a method that a paper names, and every place where it does.
 */
#ifndef PAPER_TAG_H
#define PAPER_TAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

enum tag_kind { TAG_DATASET, TAG_METHOD, TAG_KINDS };

/* A proper name (CIFAR-10, BERT) or an established term (federated learning). */
enum tag_sort { TAG_NAME, TAG_TECHNIQUE, TAG_SORTS };

/* Which of the paper's readable texts a place is in. */
enum tag_field { FIELD_TITLE, FIELD_ABSTRACT, TAG_FIELDS };

/* A surface form as it stands: bytes [at, at + len) of the field's readable text. */
struct tag_spot {
	enum tag_field field;
	uint32_t at, len;
};

struct tag_spots {
	VEC_OF(struct tag_spot);
};

struct tag {
	enum tag_kind kind;
	enum tag_sort sort;
	const char *name;  /* canonical */
	const char *rule;  /* what matched: "methods.tsv:812" */
	bool introduced;   /* this paper proposes it */
	struct tag_spots spots; /* in the order of the text, title first; never empty */
};

struct tag_vec {
	VEC_OF(struct tag);
};

extern const char *const tag_kind_names[TAG_KINDS];
extern const char *const tag_sort_names[TAG_SORTS];

#endif
