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

#include "paper/link.h"

struct code_page {
	const char *host; /* lower case */
	const char *repo; /* "owner/name", as the link has it */
	bool there;       /* false: the host says that there is no such page (404, 410, 451) */
	bool files_known; /* the list of files was read; an empty one then means something */
	bool archived;
	const char *moved_to; /* "owner/name" where it is now, if that is another place */
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

#endif
