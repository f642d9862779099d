/*
 * scan - one paper's text while its tags are being found: the tokens, and what each finder saw.
 *
 * Every finder (names, families, acronyms, cues) adds mentions; resolve.h makes tags of them. All
 * memory is kept from paper to paper.
 */
#ifndef EXTRACT_SCAN_H
#define EXTRACT_SCAN_H

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "extract/names.h"
#include "extract/token.h"
#include "extract/words.h"
#include "paper/tag.h"

/* How sure a finder is; where two mentions overlap and are equally long, the higher one stays. */
enum rank {
	RANK_SHAPE,   /* looks like a name, and the words around it say what it is */
	RANK_CUE,     /* "the X dataset", "we propose X" */
	RANK_FAMILY,  /* a pattern: CIFAR-?(10|100) */
	RANK_LIST,    /* a name list */
	RANK_DEFINED, /* the text itself says so: "Sparse SAM (SSAM)" */
	RANK_OWN,     /* the reader's lists and rules */
};

struct mention {
	uint32_t from, to; /* tokens */
	uint32_t at, len;  /* bytes of the text */
	const char *name;  /* canonical; NULL: the surface itself */
	const char *rule;
	enum tag_kind kind;
	enum tag_sort sort;
	enum rank rank;
	bool introduced;
	bool none;     /* no tag: keeps others off its place */
	bool doubtful; /* counts only beside a cue or in a list of things that are sure */
	bool sure;     /* a list names it without asking for a cue */
	bool weighed;  /* counts only where the words around it say so (evidence.h) */
};

/* "Sparse SAM (SSAM)": one thing with two surfaces. */
struct definition {
	uint32_t long_from, long_to, short_from, short_to; /* tokens */
	bool called; /* "called X (Y)": the text says that it is a name */
};

/* A name that the text itself makes known; every place where it stands is a mention. */
struct local {
	struct str fold, plain; /* as in struct form; they lie in the tokens */
	const char *name;	/* canonical; NULL: as it stands */
	const char *rule;
	enum tag_kind kind;
	enum tag_sort sort;
	enum rank rank;
	bool introduced, any_case;
	bool none;	   /* it is no tag, whatever the lists say */
	bool cued;	   /* stands beside a word for data sets */
	bool open;	   /* counts only where the words around it say so (evidence.h) */
	float sum;	   /* what they said, where it was said loudest */
	uint32_t from, to; /* where it stands first */
};

enum { RUN_CELLS = 1024 };

enum { LOCALS_MOST = 48, DEFINITIONS_MOST = 24 };

/* Tokens [from, to). */
struct chunk {
	size_t from, to;
};

struct scan {
	struct strbuf text; /* title, TOKEN_FIELD_BREAK, abstract */
	size_t title_len, abstract_at;
	struct tokens tokens;
	struct {
		VEC_OF(struct mention);
	} mentions;
	struct {
		VEC_OF(struct definition);
	} definitions;
	struct {
		VEC_OF(struct local);
	} locals;
	struct {
		VEC_OF(struct chunk);
	} runs;				     /* of words that look like names (evidence.h) */
	unsigned char run_counts[RUN_CELLS]; /* how often each run stands, up to 2 */
	uint32_t *seen; /* by word number: the round in which it was seen last */
	size_t seen_cap;
	uint32_t round;
	uint32_t *taken; /* by token: the mention that has it, plus 1 */
	size_t taken_cap;
	struct map keys;   /* of the tags: canonical name and kind */
	unsigned field;	   /* words of the field in the text (role field) */
	unsigned shared;   /* of these, those that other fields use as well (role shared) */
	bool title_case;   /* the title is set in capitals: they say nothing there */
	bool shouts;	   /* so many words stand in capitals that they say nothing */
	struct arena *out; /* where the tags go */
};

/* Adds a mention of tokens [from, to); valid until the next one. */
struct mention *scan_add(struct scan *s, size_t from, size_t to);

/* Makes tokens [from, to) a local name; NULL where there are too many. Valid until the next one. */
struct local *scan_local(struct scan *s, size_t from, size_t to);

/* The local name with exactly the letters of tokens [from, to), those of a plural acronym apart ("AMRs"); or NULL. */
struct local *scan_find_local(const struct scan *s, size_t from, size_t to);

/* Adds a mention wherever a local name stands. */
void scan_locals(struct scan *s);

void scan_release(struct scan *s);

static inline bool scan_role(const struct scan *s, size_t i, enum word_role role)
{
	return i < s->tokens.n && (s->tokens.at[i].roles & ROLE(role));
}

/* Is token i (there or not) the word z? */
static inline bool scan_is(const struct scan *s, size_t i, const char *z)
{
	return i < s->tokens.n && str_eqz(tokens_fold(&s->tokens, i, i + 1), z);
}

/*
 * Does a slash set token i apart? Only what a list or a rule knows goes over one ("CNN/DailyMail"), and numbers that
 * tell sorts of one thing apart: "CLEF 2006/7", "DiT-XL/2".
 */
static inline bool scan_slash(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	return (k->gap & GAP_MARK) && s->text.buf[k->at - 1] == '/' && !(k->shape & SHAPE_DIGIT);
}

/* The bytes of a run of tokens as they stand in the text. */
static inline struct str scan_surface(const struct scan *s, size_t from, size_t to)
{
	return str_sub(
		strbuf_str(&s->text), s->tokens.at[from].at, token_end(&s->tokens.at[to - 1]));
}

#endif
