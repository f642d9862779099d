/*
 * source - a kind of place that papers come from, as a row of operations; one file and one row a kind.
 *
 * A source knows words, URLs and formats. It asks nothing itself: it names the URL that is asked next and is given
 * the answer. Requests, pace, retries and what is kept are job.h's.
 */
#ifndef NET_SOURCE_SOURCE_H
#define NET_SOURCE_SOURCE_H

#include "exchange/format.h"

/* What is asked. Where each lies is in the config ([endpoint]). */
enum service {
	SERVICE_API, /* arXiv's query API */
	SERVICE_RSS, /* arXiv's announcements */
	SERVICE_OAI, /* arXiv by OAI-PMH */
	SERVICE_WWW, /* arXiv's pages */
	SERVICE_SCHOLAR,
	SERVICE_OPENALEX,
	SERVICE_GITHUB_API,
	SERVICE_GITHUB_WWW,
	SERVICE_GITLAB,
	SERVICE_BITBUCKET,
	SERVICE_HUGGINGFACE,
	SERVICE_ELSEWHERE, /* whatever host a URL names */
	SERVICES,
};

/* What a reader's word means. */
struct target {
	const struct source *source;
	const char *name; /* the word in its usual form */
	const char *what; /* what is asked for, as the source needs it */
};

enum { WALK_WHY = 1000 };

/* A target being fetched, request after request. */
struct walk {
	const struct target *target;
	const char *const *bases; /* of the services: "https://export.arxiv.org/api/query" */
	int64_t now;              /* seconds since 1970, when it began */
	enum service service;     /* of the next request … */
	struct strbuf url;        /* … and its URL; set by walk_to */
	struct strbuf note;       /* what the source left there at the end of the last run, "" at first */
	struct arena arena;
	void *own; /* the source's, in the arena */
	int64_t total; /* papers the source says it has; -1: not said */
	int code;      /* why it failed */
	char why[WALK_WHY];
	bool settled;  /* by walk_settle */
};

enum walk_step {
	WALK_DONE,   /* that was all; the note holds what is to be kept */
	WALK_ON,     /* the next request is set; what came so far is safe, and so may the note be */
	WALK_AGAIN,  /* there should have been more: the same once more; walk_fail said why, for the last time */
	WALK_FAILED, /* given up: walk_fail said why. What the answer had is kept */
};

struct source {
	const char *name;   /* "category" */
	const char *form;   /* how it is written: "arxiv:cs.LG"; NULL: nobody needs to know */
	const char *accept; /* media types */
	int64_t fresh;      /* seconds for which an answer is not asked for again; 0: it is not kept at all */
	/*
	 * Whether word means this source: then 1, and t->name and t->what are filled in, in the arena; else 0;
	 * ERR_USAGE where it can mean nothing else but is wrong.
	 */
	int (*read)(const char *word, struct arena *a, struct target *t, struct err *err);
	/*
	 * Where one request can bring several targets: takes `more` into t, in the arena, and answers whether it
	 * could. NULL: each goes alone.
	 */
	bool (*join)(struct target *t, const struct target *more, struct arena *a);
	/* Sets the first request. */
	void (*begin)(struct walk *w);
	/* An answer (status 200): its papers to `in`. */
	enum walk_step (*take)(struct walk *w, struct str body, const struct intake *in);
	/*
	 * An answer with an error status: WALK_FAILED where it explains itself, WALK_ON where there is another way,
	 * WALK_AGAIN where it goes the usual way. NULL: always that. Status 0: there is no good answer in the end, for
	 * the reason in w->why.
	 */
	enum walk_step (*refused)(struct walk *w, int status, struct str body);
};

/* The next request goes to the service: its base address is put in the URL, for the rest to be added. */
struct strbuf *walk_to(struct walk *w, enum service service);

/* Says why, in a few words: the host that was asked and that the next fetch asks again are added. */
__attribute__((format(printf, 3, 4))) enum walk_step walk_fail(struct walk *w, int code, const char *fmt, ...);

/* Likewise where that would be wrong, or stands there already: nothing is added. */
__attribute__((format(printf, 3, 4))) enum walk_step walk_settle(struct walk *w, int code, const char *fmt, ...);

/* Adds text as a part of a query: percent-encoded (RFC 3986, section 2.1), a blank as "+". */
void walk_escape(struct strbuf *url, struct str text);

extern const struct source source_abs, source_paper, source_category, source_query, source_api_url, source_oai,
	source_rss, source_list, source_any_feed;

/*
 * Whether an answer in XML was cut off: it does not end as its root element (without a prefix: "feed", "rss") does.
 * Then it is asked for again (WALK_AGAIN, with why); one that is merely not well-formed is taken as it is.
 */
bool walk_cut(struct walk *w, struct str body, const char *roots);

/* ---- what several of them do ---- */

/* Whether word is an arXiv id in any form: then the names of t are filled in, in the arena. */
bool paper_word(const char *word, struct arena *a, struct target *t);

#define FEED_ROOTS "feed rss RDF"
#define FEED_TYPES "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"

/* What a feed says of itself in *f, its papers to `in`; WALK_DONE, or what is wrong with it. */
struct feed_facts;
enum walk_step feed_look(struct walk *w, struct str body, const struct intake *in, struct feed_facts *f);

/* A feed that has everything in one answer. */
enum walk_step feed_take(struct walk *w, struct str body, const struct intake *in);
enum walk_step feed_refused(struct walk *w, int status, struct str body);

#endif
