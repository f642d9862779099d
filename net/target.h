/*
 * target - which source a reader's word means: "arxiv:cs.LG", "arxiv:au:Shen_L", "arxiv:2210.05177", the URL of a
 * feed; and where the services lie that sources ask.
 */
#ifndef NET_TARGET_H
#define NET_TARGET_H

#include "config/options.h"
#include "http.h"
#include "source/source.h"

/* ERR_USAGE, with what is known, where the word means no source. Texts in the arena. */
int target_read(const char *word, struct arena *a, struct target *t, struct err *err);

/* Where the services lie. */
struct places {
	const char *base[SERVICES]; /* in front of a URL; "" for those elsewhere */
	int group[SERVICES];        /* of pace.h; -1: as the URL's host has it */
	bool endpoint[SERVICES];    /* set by the reader */
};

/* An endpoint keeps the pace of the service it stands for, unless [fetch] pace says otherwise. */
void places_read(struct places *p, const struct config *c);

/* Endpoints get what redirects to the services that they stand for. */
void places_stand_in(const struct places *p, struct http *h);

/* The group of a request to the service, at url. */
int places_group(const struct places *p, enum service service, const char *url);

#endif
