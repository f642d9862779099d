/*
 * visit - code pages visited: every host at its own pace, several at once.
 *
 * GitHub is asked by GraphQL, a hundred repositories at once, where there is a token; else by its REST interface as
 * long as that bears it (60 requests an hour), then by its pages. See app/fetcher.h.
 */
#ifndef NET_VISIT_H
#define NET_VISIT_H

#include "app/fetcher.h"

/* Draws nothing and writes no library. */
visit_fn visit_run;

#endif
