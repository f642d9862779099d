/*
 * host - a code host as a row of operations: which requests a visit to a repository takes, one after the other.
 *
 * A host asks nothing itself: it names the URL that is asked next and is given the answer; what the answer means is
 * source/repo.h's. Requests, pace and failures are visit.c's.
 */
#ifndef NET_HOST_H
#define NET_HOST_H

#include "source/repo.h"
#include "source/source.h"

/* A repository being visited. */
struct host_visit {
	const struct host *host;
	const char *const *bases; /* of the services */
	struct db *json;
	struct arena *arena;
	struct code_page page;    /* what came so far */
	int step;                 /* the host's own count of requests */
	bool whole;               /* the next request may fail: the page is known well enough without it */
	/* the next request */
	enum service service;
	struct strbuf url;
	const char *accept;
	char why[240];            /* it failed */
};

enum host_step { HOST_DONE, HOST_ON, HOST_FAILED };

struct host {
	const char *name; /* "github.com" */
	/* Sets the request of v->step. */
	void (*ask)(struct host_visit *v);
	/* An answer: status 200 or one of host_missing. HOST_ON: the next request is set. */
	enum host_step (*take)(struct host_visit *v, int status, struct str body);
};

/* GitHub's interface, and its pages; the other three. */
extern const struct host host_github_api, host_github_www, host_gitlab, host_bitbucket, host_huggingface;

/* The row of a host, its pages in GitHub's case; NULL where it is not visited. */
const struct host *host_find(const char *name);

/* Whether a name can be that of a repository: "owner/name", no part of it empty, "." or "..". */
bool host_good_name(const char *repo);

/* The first request; page: host and repo filled in. All is forgotten but for arena, bases and json. */
void host_begin(struct host_visit *v, const struct host *host, const struct code_page *page);

/* Whether a status says that there is no such page. */
bool host_missing(const struct host_visit *v, int status);

#endif
