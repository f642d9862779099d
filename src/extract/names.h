/*
 * names - the name lists, compiled: every form of every name found by one hash of joined tokens.
 *
 * A form is looked up by its folded letters and digits, so case, hyphens, blanks and a plural "s"
 * do not matter to the look-up; whether they matter to the form is checked afterwards (see
 * names_at).
 */
#ifndef EXTRACT_NAMES_H
#define EXTRACT_NAMES_H

#include "base/arena.h"
#include "extract/token.h"
#include "paper/tag.h"

/* How the case of a text must agree with that of a form. */
enum form_case {
	CASE_ANY,   /* random forest */
	CASE_SOME,  /* ImageNet: some capital or digit must be there */
	CASE_EXACT, /* SAM, Atari */
};

enum guard_kind {
	GUARD_NEAR,	  /* this word stands anywhere in title or abstract */
	GUARD_BEFORE,	  /* this word stands right before the name */
	GUARD_AFTER,	  /* right after it */
	GUARD_NOT_BEFORE, /* must not stand there */
	GUARD_NOT_AFTER,
};

struct guard {
	enum guard_kind kind;
	uint32_t word; /* its number (words.h) */
};

struct guards {
	VEC_OF(struct guard);
};

struct name {
	const char *text; /* canonical */
	const char *rule; /* "methods.tsv:812" */
	enum tag_kind kind;
	enum tag_sort sort;
	bool own;  /* from the reader's list */
	bool learnt; /* from the papers at hand: only where no list has these letters */
	bool dead; /* taken off by the reader */
	bool none; /* no tag: keeps every other finder off its places */
};

struct form {
	struct str fold, plain; /* letters and digits, in lower case and as written */
	uint64_t hash;
	uint64_t last; /* that of its last word, where it has several; else 0 */
	uint32_t name;
	uint32_t next;		/* next form with the same letters, plus 1 */
	uint32_t guard, guards; /* first and count in names.guards */
	enum form_case letters;
	bool marks; /* has a sign inside that is no hyphen: ViT-B/16 */
	bool one_word;
	bool term; /* several words, the last of which is one that methods end in: Focal Loss */
	bool cue; /* counts only beside a word for a data set or a method */
};

enum name_filter {
	FILTER_PREFIX = 1, /* a form begins with it, and has a seam behind it */
	FILTER_WHOLE = 2,  /* it is a form */
};

/* 64 bits of hash tell forms apart, so that a look-up touches none of them: they lie all over the memory. */
struct name_slot {
	uint64_t hash;
	uint32_t form; /* first one of a chain, plus 1; 0: free */
	bool small;    /* one of the chain may stand in small letters without digits */
};

struct names {
	struct {
		VEC_OF(struct name);
	} all;
	struct {
		VEC_OF(struct form);
	} forms;
	struct guards guards;
	struct {
		VEC_OF(uint64_t);
	} seams;	 /* hashes of all beginnings, until names_finish */
	struct name_slot *slots;
	size_t cap;
	unsigned char *filter; /* two bits a hash: see enum name_filter */
	size_t cells;
	struct tokens scratch;
	struct arena arena;
};

/* How a form that is to be added looks in its list. */
struct form_spec {
	struct str text;
	const struct guard *guards;
	size_t nguards;
	bool exact, nocase, cue;
};

/* A name of its kind; the same name twice is one. Answers its index. */
uint32_t names_add(struct names *n, struct str text, enum tag_kind kind, enum tag_sort sort,
	bool own, const char *rule);

/* false where the form has fewer than two letters or digits. */
bool names_add_form(struct names *n, uint32_t name, const struct form_spec *spec);

/* Takes off every shipped name that has this form, and keeps others from finding it. */
void names_remove(struct names *n, struct str text, const char *rule);

/* Builds the index; nothing may be added afterwards. */
void names_finish(struct names *n);

/* What a run of tokens was found to be. */
struct name_hit {
	size_t to;     /* the run ends before this token */
	uint32_t form; /* first of the forms with these letters */
	size_t fold_n; /* letters that count: without a plural ending */
};

/* names_at, where names_may_start. */
size_t names_look(const struct names *n, const struct tokens *t, size_t from, struct name_hit *hits,
	size_t most);

bool form_agrees(
	const struct form *f, const struct tokens *t, size_t from, const struct name_hit *hit);

/* First form with exactly these folded letters and digits, or NULL. */
const struct form *names_find(const struct names *n, struct str fold);

static inline const struct form *form_next(const struct names *n, const struct form *f)
{
	return f->next ? &n->forms.at[f->next - 1] : NULL;
}

void names_release(struct names *n);

/* Where the two bits of a hash lie: one look for both, as most looks miss the cache. */
static inline size_t names_cell(const struct names *n, uint64_t hash)
{
	return (hash ^ hash >> 31) & (n->cells - 1);
}

/* What the filter has of a hash (enum name_filter). */
static inline unsigned names_filter(const struct names *n, uint64_t hash)
{
	size_t cell = names_cell(n, hash);

	return n->filter[cell / 4] >> cell % 4 * 2 & 3;
}

/* Turns most words of a text away: no form begins with it, nor is it one, as it stands or without an "s". */
static inline bool names_may_start(const struct names *n, const struct tokens *t, size_t from)
{
	const struct token *k = &t->at[from];

	return names_filter(n, k->hash) || t->fold[k->fold + k->len - 1] == 's';
}

/*
 * Runs of tokens that start at `from` and are a form, the longest last; at most `most`. Forms that
 * do not agree with the case or the signs of the text are passed over by form_agrees.
 */
static inline size_t names_at(const struct names *n, const struct tokens *t, size_t from,
	struct name_hit *hits, size_t most)
{
	return names_may_start(n, t, from) ? names_look(n, t, from, hits, most) : 0;
}

#endif
