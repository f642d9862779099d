/*
 * arxiv_page - what arXiv's pages have in common: how they write names, subjects, links and days.
 *
 * Source: arXiv/arxiv-browse, browse/templates/list and abs; the pages since 2007.
 */
#ifndef EXCHANGE_ARXIV_PAGE_H
#define EXCHANGE_ARXIV_PAGE_H

#include "base/xml.h"
#include "exchange/format.h"

/* Adds the names of an element that lists authors. True where there are more that the page does not show. */
bool arxiv_page_authors(const struct xml_node *n, struct arena *a, struct strs *authors);

/* Adds the codes of "Machine Learning (cs.LG); Optimization and Control (math.OC)". NULL is allowed. */
void arxiv_page_subjects(const struct xml_node *n, struct arena *a, struct strs *categories);

/*
 * The canonical id that a link to a paper's page or one of its forms leads to ("/abs/2210.05177v2", absolute or not),
 * NULL where it leads elsewhere. version gets what stands there, else 0.
 */
const char *arxiv_page_id(const char *href, struct arena *a, int *version);

/* The first day that stands in a text ("Thu, 13 Aug 2026 (showing …", "Friday, 3 March 2023"), else NULL. */
const char *arxiv_page_day(const char *text, struct arena *a);

#endif
