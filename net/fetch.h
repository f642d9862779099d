/*
 * fetch - the fetcher: all sources of a run at once, each at the pace of its host.
 */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "app/fetcher.h"

/* See app/fetcher.h. Draws nothing and writes no library. */
fetch_fn fetch_run;

#endif
