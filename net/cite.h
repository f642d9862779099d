/*
 * cite - citations: Semantic Scholar is asked for many papers at once, OpenAlex for those it does not know or cannot be
 * asked for now. Neither is waited for when it asks for more than a few seconds: the next run does that.
 */
#ifndef NET_CITE_H
#define NET_CITE_H

#include "app/fetcher.h"

/* See app/fetcher.h. Draws nothing and writes no library. */
cite_fn cite_run;

#endif
