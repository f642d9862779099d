/*
 * paper - what is known of a paper, and apart from it what the reader made of it.
 *
 * Facts come from listings and services and may be overwritten by the next fetch; marks are the
 * reader's own and are never touched by one. All texts live in an arena that somebody else owns
 * (a batch, a screen); they are clean (see text/clean.h) and NULL where not known.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vec.h"
#include "paper/link.h"
#include "paper/tag.h"

struct paper {
	const char *id;        /* canonical (see paper_id.h) */
	const char *title;     /* readable: TeX turned into Unicode */
	const char *title_tex; /* as it came */
	struct strs authors;   /* "Given Family", in order */
	bool et_al;            /* there are more authors than these */
	const char *affiliation;
	const char *date;    /* "2022-10-11", "2022-10" or "2022"; of the first version */
	const char *updated; /* of the newest version */
	int version;         /* 0: not known */
	struct strs categories; /* the primary one first: "cs.LG", or "LG" where the archive is not known */
	bool code_badge;        /* the listing says that there is code */
	bool withdrawn;         /* its newest version says that it is (see withdrawn.h) */
	const char *abstract, *abstract_tex;
	const char *comments, *doi, *venue;
	struct strs keywords; /* the authors' own words for what it is about: no tags */
	struct link_vec links; /* numbered from 1 on screen and in JSON */
	struct tag_vec tags;
	struct strs sources;
	const char *added; /* when the library first saw it, ISO 8601 */
};

enum paper_state { STATE_NONE, STATE_TO_READ, STATE_READING, STATE_READ, STATE_SKIPPED, PAPER_STATES };

struct marks {
	struct strs tags;  /* the reader's own, in alphabetic order */
	struct strs lists; /* reading lists it is on */
	enum paper_state state;
	bool starred, unread;
	const char *note; /* or NULL */
	const char *news; /* why it became unread again, or NULL */
	int seen_version; /* of the paper when it was read last; 0: not read, or not known */
};

/* Whether a version has come since the reader saw the paper. */
static inline bool paper_is_updated(const struct paper *p, const struct marks *m)
{
	return !m->unread && m->seen_version && p->version > m->seen_version;
}

/* "to-read", "reading", "read", "skipped"; "" for none. */
extern const char *const paper_state_names[PAPER_STATES];

/* A batch of papers that owns their texts. */
struct batch {
	struct arena arena;
	struct paper *at;
	size_t n, cap; /* `at` lies in the arena */
};

#define BATCH_INIT {ARENA_INIT, NULL, 0, 0}

/* A new, empty paper at the end of the batch; the pointer is good until the next call. */
struct paper *batch_add(struct batch *b);
void batch_reset(struct batch *b); /* forgets all papers, keeps memory for the next */
void batch_release(struct batch *b);

/* The first link of kind code, or NULL. */
const struct link *paper_code(const struct paper *p);

#endif
