/*
 * arxiv_abs - arXiv's page of one paper (/abs/2210.05177).
 *
 * Source: arXiv/arxiv-browse, browse/templates/abs/. What the page shows goes first, its <meta name="citation_…">
 * (Highwire Press tags, as search engines read them) fill in what it does not. Pure: bytes in, one paper out.
 */
#ifndef EXCHANGE_ARXIV_ABS_H
#define EXCHANGE_ARXIV_ABS_H

#include "exchange/format.h"

/* Reads the paper to in->batch. Fails where text is no such page, or its layout has changed. */
int arxiv_abs_read(struct str text, const struct intake *in, struct err *err);

#endif
