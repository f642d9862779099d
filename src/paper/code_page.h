/*
 * code_page - what is known of a repository from its page on a code host: GitHub, GitLab, Bitbucket, Hugging Face.
 *
 * A visit fills in what the page says; the verdict is what extract/code_verdict.h makes of that and of what was
 * known before. Texts are clean and NULL where not known.
 */
#ifndef PAPER_CODE_PAGE_H
#define PAPER_CODE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "paper/link.h"

struct code_page {
	const char *host; /* lower case */
	const char *repo; /* "owner/name", as the link has it; of Hugging Face also "datasets/owner/name", "spaces/…" */
	bool there;       /* false: the host says that there is no such page (404, 410, 451) */
	bool files_known; /* the list of files was read; an empty one then means something */
	bool archived;
	const char *moved_to; /* where it is now, if that is another place; as repo */
	const char *fork_of;
	const char *description, *homepage, *language, *license;
	struct strs topics;
	int64_t stars; /* -1: not known */
	const char *created, *pushed, *checked; /* ISO 8601 */
	const char *release;  /* name of the newest one */
	const char *branch;   /* the default one */
	struct strs files;    /* of the top folder; folders end in "/" */
	const char *readme;   /* readable text */
	struct strs papers;   /* canonical ids that the README names */
	enum link_verdict verdict;
	const char *reason;   /* of the verdict, in words */
	const char *missing;  /* since when there is no such page, ISO 8601, or NULL */
};

#define CODE_PAGE_INIT {.stars = -1}

struct code_page_vec {
	VEC_OF(struct code_page);
};

/* Whether pages of the host may be visited without being asked for: it is one of the four above. */
bool code_page_host(const char *host);

/*
 * The repo of the page that a link leads to; the link's own is not NULL. A model, a data set and a space of Hugging
 * Face may share a name: the link's URL tells which it is. In the arena.
 */
const char *code_page_repo(const struct link *link, struct arena *a);

/* "owner/name" of a page, without the folder in front. */
const char *code_page_name(const char *host, const char *repo);

#endif
