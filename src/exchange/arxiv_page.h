/*
 * arxiv_page - what arXiv's pages have in common: how they write texts, names, subjects and links.
 *
 * Source: arXiv/arxiv-browse, browse/templates/list and abs; formats of the pages since 2007. A page that was saved
 * from a browser holds each formula several times (MathJax 2.7, "The MathJax Processing Model"): as a preview, as it
 * was drawn, and as the TeX it came from.
 */
#ifndef EXCHANGE_ARXIV_PAGE_H
#define EXCHANGE_ARXIV_PAGE_H

#include "base/xml.h"
#include "exchange/format.h"

/*
 * The text of an element as its author wrote it, on one line, in the arena: without its descriptor ("Title:"),
 * formulas as TeX once, "this https URL" as the URL it stands for. NULL where n is NULL or nothing is left.
 */
const char *arxiv_page_line(const struct xml_node *n, struct arena *a);

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
